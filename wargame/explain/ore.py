"""Where a seat's own ore would go if the market came now: what no plant at home separates sails abroad."""

from __future__ import annotations

from wargame.rules.observe import View
from wargame.rules.trade import clear, closed_routes
from wargame.rules.words import world_share


def ore_told(view: View) -> list[str]:
    """A sentence for each material that the seat digs or sells, and what would keep what leaves unseparated."""
    scenario, state, seat = view.scenario, view.state, view.seat
    closed, lines, abroad = closed_routes(scenario, state), [], False
    for material, name in enumerate(scenario.names["material"]):
        result = clear(scenario, state, material, closed)
        dug, kept = result.mined[seat], result.ore_left[seat]
        sold = [(buyer, units) for seller, buyer, units in result.ore_sold if seller == seat]
        if not dug and not sold:
            continue
        held = state.ore[seat * scenario.nmaterials + material]
        home = dug + held - kept - sum(units for _, units in sold)
        parts = [f"you dig {world_share(dug)} and separate {world_share(home)}"]
        parts += [
            f"{world_share(units)} goes to {scenario.within('party', buyer)} as ore" for buyer, units in sold
        ]
        parts += [f"{world_share(kept)} is kept"] if kept else []
        lines.append(f"{name}: {'; '.join(parts)}.")
        abroad = abroad or bool(sold)
    if abroad:
        lines.append(
            "Ore that your plants cannot separate is sold cheaply to whoever can, and bought back dearly: only a "
            "refinery keeps it."
        )
    return lines
