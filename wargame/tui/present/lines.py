"""The words of every presenter: spans of text with a role, lines of spans, and the shapes they are set in.

A role names what a span means (`good`, `muted`, `seat2`); the palette decides how that looks.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from attrs import field, frozen

from wargame.explain.money import PAID_OUT, is_lender
from wargame.explain.parts import MONEY, PERCENT, SUPPLY, unit
from wargame.rules.compiled import Scenario
from wargame.rules.figures import FIGURES, RUNGS, STANDARDS
from wargame.rules.letters import visible
from wargame.rules.words import GRADES, money
from wargame.tui.present.cells import cells, cut, wrap

Place = tuple[str, int]
"""A figure of the board: its name and cell."""


def one_row(text: str) -> str:
    """A text as one row of a screen can show it: nothing in it acts on the terminal, whoever wrote it."""
    return visible(text.replace("\n", " ").replace("\t", " "))


@frozen
class Span:
    """Text with one role. `place` is the figure it shows, so that its causes can be asked for."""

    text: str = field(converter=one_row)
    role: str = ""
    place: Place | None = None

    @property
    def width(self) -> int:
        """The cells it fills."""
        return cells(self.text)


def _spans(spans: Iterable[Span]) -> tuple[Span, ...]:
    return tuple(spans)


@frozen
class Line:
    """One row of spans. `key` names what choosing the row means, in words its presenter defines."""

    spans: tuple[Span, ...] = field(converter=_spans)
    key: str = ""

    @property
    def text(self) -> str:
        """The row without its roles."""
        return "".join(span.text for span in self.spans)

    @property
    def width(self) -> int:
        """The cells it fills."""
        return sum(span.width for span in self.spans)

    @property
    def places(self) -> list[Place]:
        """The figures on the row, in order."""
        return [span.place for span in self.spans if span.place is not None]


BLANK = Line(())


def line(*parts: str | Span, key: str = "") -> Line:
    """A line from plain text and spans."""
    return Line([Span(part) if isinstance(part, str) else part for part in parts], key)


def plain(lines: Iterable[Line]) -> str:
    """All lines as text."""
    return "\n".join(one.text.rstrip() for one in lines)


def clip(text: str, width: int) -> str:
    """The text, cut with an ellipsis if it is too long."""
    if cells(text) <= width:
        return text
    return cut(text, width - 1).rstrip() + "…" if width > 0 else ""


def left(text: str, width: int) -> str:
    """The text in exactly that width, flush left."""
    short = clip(text, width)
    return short + " " * (width - cells(short))


def right(text: str, width: int) -> str:
    """The text in exactly that width, flush right."""
    short = clip(text, width)
    return " " * (width - cells(short)) + short


def paragraph(text: str, width: int, role: str = "", indent: int = 0) -> list[Line]:
    """Text wrapped to a width."""
    return [line(Span(row, role)) for row in wrap(one_row(text), max(10, width), indent)]


def beside(
    text: str, width: int, tail: Sequence[Span] = (), role: str = "", lead: Sequence[Span] = ()
) -> list[Line]:
    """Text in a column of that width with something before and after its first row; what is too long goes on below.

    Nothing is cut: a name that loses its end means something else.
    """
    rows = wrap(one_row(text), max(4, width)) or [""]
    pad = " " * Line(lead).width
    lines = [line(*lead, Span(left(rows[0], max(width, cells(rows[0]))), role), *tail)]
    return lines + [line(pad, Span(row, role)) for row in rows[1:]]


def heading(text: str, width: int, note: str = "") -> Line:
    """A section's title over a hairline that fills the row."""
    tail = f" {note}" if note else ""
    rule = "─" * max(0, width - cells(text) - cells(tail) - 1)
    return line(Span(text, "title"), Span(" " + rule, "faint"), Span(tail, "muted"))


def bar(value: int, high: int, width: int, role: str = "accent") -> tuple[Span, Span]:
    """A meter: heavy where it is filled, light where it is not."""
    filled = 0 if high <= 0 else max(0, min(width, round(width * value / high)))
    if value > 0 and filled == 0 and width:
        filled = 1
    return Span("━" * filled, role), Span("─" * (width - filled), "faint")


def units(amount: int) -> str:
    """Material as a share of 2024 world supply: 124 is `12.4%`."""
    return f"{amount / 10:.1f}%"


def signed(amount: int) -> str:
    """A step with its sign: `+3`, `−2`, `0`."""
    return f"+{amount}" if amount > 0 else f"−{-amount}" if amount < 0 else "0"


_MATERIAL = {"ore", "stock", "order", "offered", "flow", "short", "mined", "used"}
_MONEY = {"money", "diverted"}
_SHARE = {"share", "declared"}
_TURNS = {"truce", "licence", "enforced", "credits", "flood", "left", "guard", "damage", "cut", "watch"}
_WORDS = {"grade": GRADES, "standard": STANDARDS, "regime": RUNGS, "hub": ("no", "yes")}
"""Figures that are names of a state rather than an amount."""
_PARTIES = {"owner", "stake"}
LED = "now"
"""Stands for the step of a figure that is told by where it leads."""
"""Figures that are the number of a party."""


def shown(name: str, value: int) -> str:
    """A figure's value in its own unit."""
    if name in _MONEY or unit(name) == MONEY:
        return money(value)
    if name in _WORDS:
        return _WORDS[name][value] if value >= 0 else "unknown"
    if name in _SHARE:
        return f"{10 * value}%"
    if name in _TURNS:
        return counted(value, "turn")
    if name == "thrift" or unit(name) == PERCENT:
        return f"{value}%"
    return units(value) if name in _MATERIAL or unit(name) == SUPPLY else str(value)


def read(scenario: Scenario, name: str, value: int) -> str:
    """The same where it may be a party, which is told by its name."""
    if name in _PARTIES:
        return scenario.names["party"][value] if value >= 0 else "nobody"
    return shown(name, value)


def stepped(name: str, delta: int) -> str:
    """A figure's step in its own unit; a change to another state is told by where it leads."""
    if name in _MONEY:
        return ("+" if delta > 0 else "") + money(delta).replace("-", "−")
    if name in _WORDS or name in _PARTIES:
        return LED
    if name in _SHARE or name == "thrift":
        return signed(delta * (10 if name in _SHARE else 1)) + "%"
    if name in _MATERIAL:
        return ("+" if delta > 0 else "−") + units(abs(delta))
    return signed(delta)


def tone(name: str, delta: int) -> str:
    """The role of a step: good or bad for whom the figure belongs to, plain when that depends."""
    sense = 1 if name in ("money", "stock") else FIGURES[name].good
    if not delta or not sense:
        return "strong" if delta else "muted"
    return "good" if delta * sense > 0 else "bad"


def columns(cells: Sequence[tuple[str, int, str]], gap: int = 1) -> Line:
    """A table row: each cell is text, width (negative: flush right) and role."""
    spans = []
    for at, (text, width, role) in enumerate(cells):
        if at:
            spans.append(Span(" " * gap))
        spans.append(Span(right(text, -width) if width < 0 else left(text, width), role))
    return Line(spans)


def level_role(value: int, worst: int = 30, best: int = 60) -> str:
    """The role of a 0-100 track by how well it stands."""
    return "bad" if value < worst else "good" if value >= best else "warn"


def counted(number: int, word: str) -> str:
    """`1 turn`, `2 turns`."""
    return f"{number} {word}" if number == 1 else f"{number} {word}s"


def joined(names: Sequence[str]) -> str:
    """`a, b and c`."""
    if len(names) < 2:
        return "".join(names)
    return ", ".join(names[:-1]) + " and " + names[-1]


_PAIRS = {
    "trust": "Trust of {} in {}",
    "influence": "Influence of {} in {}",
    "disposition": "Disposition of {} to {}",
    "regime": "Regime of {} on {} for {}",
    "licence": "Licence of {} for {}, turns",
    "flow": "{} bought by {} from {}",
    "short": "{}, {} short of {}",
    "stock": "Stockpile of {}, {}",
}


def caption(scenario: Scenario, name: str, index: int) -> str:
    """A figure's cell as a sentence's subject: `Trust of China in Pakistan`, `Treasury of India`.

    What the lender's account is called goes with figures that `paid_out` has turned.
    """
    if is_lender(scenario, name, index):
        return PAID_OUT
    if name == "money":
        owner = scenario.names["account"][index]
        return f"Reserves of {owner.split(',')[0]}" if index in scenario.reserves else f"Treasury of {owner}"
    if name in _PAIRS:
        axes = FIGURES[name].axes
        words = [
            scenario.names[axis][at] for axis, at in zip(axes, scenario.places(name, index), strict=True)
        ]
        return _PAIRS[name].format(*words)
    return scenario.caption(name, index)
