"""Who governs a power that a program plays: drawn or chosen at the opening, in sight of all or left to be found out.

No rule reads it. It is part of the position because programs, lines that are spoken and the debrief follow from it.
"""

from __future__ import annotations

from collections.abc import Mapping

from wargame.rules.chance import GOVERNMENTS, mix
from wargame.rules.compiled import Scenario
from wargame.rules.spec import GovernmentSpec
from wargame.rules.state import State

NONE = -1
"""The number of no government: a person's seat, or a scenario without any."""
UNKNOWN = -2
"""What a view shows of another's government that is left to be found out."""
TRAITS = ("boldness", "greed", "patience", "warmth", "spite", "honour")
"""What a government's temper may state; the rest is drawn from the game's seed."""
PROVOCATIONS = ("ban", "breach", "threat")
"""What a government may answer in a way of its own."""
OCCASIONS: Mapping[str, frozenset[str]] = {
    "office": frozenset(),
    "threatened": frozenset({"other"}),
    "obeyed": frozenset({"other"}),
    "gave_way": frozenset({"other"}),
    "defied": frozenset({"other"}),
    "spared": frozenset({"other"}),
    "struck": frozenset({"other"}),
    "banned": frozenset({"other", "item"}),
    "squeezed": frozenset({"other", "item"}),
    "freed": frozenset({"other", "item"}),
    "deal": frozenset({"other"}),
    "betrayed": frozenset({"other"}),
    "broke_word": frozenset({"other"}),
    "averted": frozenset({"other", "place"}),
    "provoked": frozenset({"other", "place"}),
    "incident": frozenset({"place"}),
    "attacked": frozenset(),
    "wronged": frozenset({"other"}),
    "caught": frozenset({"other"}),
    "opposed": frozenset({"other"}),
    "funded": frozenset(),
    "unfunded": frozenset(),
    "defaulted": frozenset({"other"}),
    "opened": frozenset({"place"}),
    "closing": frozenset(),
}
"""When a government may speak, and what its lines may name then."""


def drawn(scenario: Scenario, seed: int) -> tuple[int, ...]:
    """The government of every power as a seed has it."""
    return tuple(
        mix(seed, GOVERNMENTS, seat) % len(own) if own else NONE
        for seat, own in enumerate(scenario.governments)
    )


def appointed(scenario: Scenario, seed: int, chosen: Mapping[int, int]) -> tuple[int, ...]:
    """The governments drawn from a seed, but for those that were chosen by seat."""
    return tuple(chosen.get(seat, number) for seat, number in enumerate(drawn(scenario, seed)))


def government_of(scenario: Scenario, state: State, seat: int) -> GovernmentSpec | None:
    """Who governs a seat, as far as the position tells."""
    number = state.governments[seat]
    return scenario.governments[seat][number] if number >= 0 else None
