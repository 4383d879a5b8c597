"""Help: what the keys do, how a turn goes, what the signs mean, and every action of the game."""

from __future__ import annotations

from collections.abc import Iterable

from wargame.rules.actions import CATALOGUE
from wargame.rules.actions.base import FAMILIES
from wargame.rules.compiled import Scenario
from wargame.rules.machine import PHASES
from wargame.tui.present.atlas import LEGEND
from wargame.tui.present.lines import BLANK, Line, Span, heading, left, line, paragraph
from wargame.tui.present.menus import FAMILY_TITLES

_ABOUT = (
    "Rare earths decide who can build missiles, turbines and phones. Each quarter the powers bend one another with "
    "export controls, money, mines, soldiers and votes. A score of 0 to 100 has three columns: machines (industry and "
    "supply), markets (money, trade, debt) and might (security, standing). A war on a ladder's last rung, or loose "
    "fissile material, is lost by all."
)
_PHASES = {
    "headlines": "One or two events; some make a power choose between evils.",
    "signals": "Each power may threaten another and say what would avert it. Who is defied carries it out or loses face.",
    "actions": "Powers act in order of standing, one action at a time, until all pass or have no points left.",
    "security": "Insurgents and militants strike, secret acts come to light, arenas see incidents.",
    "market": "Mines feed refineries, refineries buyers, through export regimes and open routes; prices move.",
    "finance": "Income, upkeep, interest and principal. What cannot be paid is defaulted on.",
    "politics": "Regions and relations drift, scores are reckoned, the end is checked.",
}
_READING = (
    "Material is a share of 2024 world supply a quarter: 12.4% of it is 12.4. Money is in dollars. Tracks run from 0 "
    "to 100, ladders from 0 to 10.",
    "Every figure, a goal's too, can be asked 'why?': move to it with the arrow keys or click it, then press w. Every "
    "action shows its exact cost, its sure effects and the odds of the others before it is confirmed.",
    "An export regime has four rungs: open, licence, slow-walk and ban. The market panel says how much each lets "
    "through, and where your own ore goes. An offer is taken or refused as a whole; to bargain, refuse it and offer a "
    "deal of your own.",
    "A game saves itself after every decision. Quit at any moment and continue later.",
)


def guide(
    scenario: Scenario | None, keys: Iterable[tuple[str, Iterable[tuple[str, str, str]]]], width: int
) -> list[Line]:
    """The whole help page. `keys` are (where, [(key, title, about)]) from the registry."""
    lines = [heading("The game", width), *paragraph(_ABOUT, width)]
    lines += [BLANK, heading("Keys", width)]
    for where, rows in keys:
        lines.append(line(Span(where, "phase")))
        for key, title, about in rows:
            lines.append(line("  ", Span(left(key, 14), "key"), Span(left(title, 18), "strong")))
            text = about if width >= 70 else ""
            if text:
                more = paragraph(about, width - 34)
                lines[-1] = line(*lines[-1].spans, Span(more[0].text, "muted"))
                lines += [line(" " * 34, Span(row.text, "muted")) for row in more[1:]]
    lines += [BLANK, heading("A turn", width)]
    for phase in PHASES:
        rows_ = paragraph(_PHASES[phase.name], width - 13)
        lines.append(line(Span(left(phase.title, 13), "phase"), rows_[0].text))
        lines += [line(" " * 13, row.text) for row in rows_[1:]]
    lines += [BLANK, heading("Reading the board", width)]
    for text in _READING:
        lines += paragraph(text, width)
    lines.append(line("".join(f"{sign} {word}   " for sign, word in LEGEND[:5])))
    lines.append(line("".join(f"{sign} {word}   " for sign, word in LEGEND[5:])))
    return lines + _actions(scenario, width)


def _actions(scenario: Scenario | None, width: int) -> list[Line]:
    lines: list[Line] = []
    for family in FAMILIES[:-1]:
        lines += [BLANK, heading(FAMILY_TITLES[family], width)]
        for cls in CATALOGUE:
            if cls.family != family:
                continue
            powers = []
            if scenario is not None:
                powers = [power.id for power in scenario.powers if cls.code in power.menu]
                if not powers:
                    continue
            who = f"  {' '.join(powers)}" if powers else ""
            secret = "  secret" if cls.secret else ""
            lines.append(line(Span(cls.title, "strong"), Span(who, "muted"), Span(secret, "warn")))
            lines += paragraph(cls.about, width - 2, "muted", 2)
    return lines
