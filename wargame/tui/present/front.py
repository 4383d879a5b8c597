"""The title's banner and the rows of its lists."""

from __future__ import annotations

from wargame.actors.guests import short
from wargame.journal import SaveInfo
from wargame.rules.words import count
from wargame.scenario import Listing
from wargame.tui.present.lines import BLANK, Line, Span, line, paragraph

_BANNER = (
    "█▀▀ █ █ █▀█ █▄▀ █▀▀ █▀█ █▀█ ▀█▀ █▄ █ ▀█▀",
    "█   █▀█ █ █ █▀▄ █▀▀ █▀▀ █ █  █  █ ▀█  █ ",
    "▀▀▀ ▀ ▀ ▀▀▀ ▀ ▀ ▀▀▀ ▀   ▀▀▀ ▀▀▀ ▀  ▀  ▀ ",
)
_LINES = ("machines, markets and the might of nations",)
MOTIF = "· · · ◆ · · · ▲ · · · ■ · · · × · · · ■ · · · ▲ · · · ◆ · · ·"


def banner(width: int) -> list[Line]:
    """The game's name between two sea lanes."""
    rows = [line(Span(MOTIF.center(width), "route")), BLANK, BLANK]
    rows += [line(Span(row.center(width), "brand")) for row in _BANNER]
    rows += [BLANK, line(Span(_LINES[0].center(width), "muted")), BLANK, BLANK]
    return [*rows, line(Span(MOTIF.center(width), "route"))]


def save(info: SaveInfo) -> list[Line]:
    """A saved game in two rows, and one more for how it came out."""
    if info.fault:
        return [line(Span(info.path.name, "bad")), line(Span("  " + info.fault, "muted"))]
    state = "finished" if info.over else f"turn {info.turn}"
    seats = ", ".join(f"{seat} {short(name)}" for seat, name in info.seats.items())
    when = info.when("%d %b %Y, %H:%M")
    rows = [
        line(Span(info.title, "strong"), Span(f"  {state}", "accent"), Span(f"  {when}", "muted")),
        line(Span(f"  {seats}", "muted")),
    ]
    return [*rows, line(Span(f"  recorded: {info.result.told}"))] if info.result else rows


def listing(item: Listing) -> list[Line]:
    """A scenario in two rows."""
    if item.fault:
        return [line(Span(item.title, "bad")), line(Span("  " + item.fault, "muted"))]
    facts = [count(len(item.seats), "seat"), count(item.turns, "turn"), f"{item.minutes} min"]
    facts += ["your own"] if item.own else []
    return [line(Span(item.title, "strong")), line(Span(f"  {', '.join(facts)}", "muted"))]


def about(item: Listing, width: int) -> list[Line]:
    """What a scenario is about."""
    return [line(Span(item.title, "title")), *paragraph(item.about or item.fault, width)]
