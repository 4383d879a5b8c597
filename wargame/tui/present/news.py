"""What happened: the log by turn and phase, and the report at a turn's end."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from attrs import frozen

from wargame.explain.events import sentence
from wargame.explain.headlines import card_of, credit
from wargame.explain.money import paid_out
from wargame.explain.past import at_end_of
from wargame.explain.scores import columns_at, opening_total, tightrope_news, total_now
from wargame.explain.sums import steered_by
from wargame.explain.units import caption, read, signed, stepped, tone
from wargame.explain.voices import Spoken
from wargame.explain.voices import told as in_voice
from wargame.rules.board import Entry
from wargame.rules.compiled import Scenario
from wargame.rules.events import Event
from wargame.rules.figures import COLUMNS
from wargame.rules.machine import PHASES
from wargame.rules.observe import View
from wargame.rules.reasons import Cause, because
from wargame.tui.present.lines import (
    BLANK,
    Line,
    Span,
    beside,
    heading,
    left,
    line,
    paragraph,
    right,
)
from wargame.tui.present.panels import whereabouts

_ROLES = {
    "headline": "strong",
    "attack": "bad",
    "incident": "bad",
    "covert": "warn",
    "signal": "warn",
    "fund": "accent",
    "end": "title",
}
"""How an event looks, by its topic."""


@frozen
class Remark:
    """What an actor meant by a move, or how a headline or an incident was answered, as it may be told to anyone."""

    turn: int
    phase: int
    seat: int
    deed: str
    intent: str
    reason: str
    own: bool = False
    """Whether it is the reader's own."""
    answers: bool = False
    """Whether it answers a headline or an incident, of which no event tells."""


Item = Event | Remark | Spoken
"""An entry of the log."""


def log(view: View, items: Sequence[Item], width: int) -> list[Line]:
    """The log, oldest first, under a heading for each quarter and phase."""
    scenario = view.scenario
    lines: list[Line] = []
    for turn, of_turn in groupby(items, key=lambda item: item.turn):
        lines += [BLANK] if lines else []
        lines.append(heading(scenario.quarter(turn), width, f"turn {turn}"))
        for phase, of_phase in groupby(of_turn, key=lambda item: item.phase):
            lines.append(line(Span(PHASES[phase].title, "phase")))
            for item in of_phase:
                lines += remark(view, item, width) if isinstance(item, Remark) else told(view, item, width)
    return lines or [line(Span("Nothing has happened yet.", "muted"))]


@frozen
class Chosen:
    """How another power answered a headline."""

    turn: int
    seat: int
    card: int
    option: int


def fresh(view: View, items: Sequence[Item], told: int) -> list[Event]:
    """This quarter's headlines after the first `told`, but for those that will ask the view's seat itself."""
    own = view.scenario.ids["power"][view.seat]

    def asks(item: Event) -> bool:
        card = card_of(view.scenario, item)
        return card is not None and card.asks == own and bool(card.options)

    return [item for item in of_quarter(view, items)[told:] if not asks(item)]


def of_quarter(view: View, items: Sequence[Item]) -> list[Event]:
    """This quarter's headlines."""
    turn = view.state.turn
    return [
        item for item in items if isinstance(item, Event) and item.topic == "headline" and item.turn == turn
    ]


def headlines(
    view: View, events: Sequence[Event], chosen: Sequence[Chosen], entries: Sequence[Entry], width: int
) -> list[Line]:
    """What a quarter opens with: each card in full, what it changed, and how others answered the cards that asked them."""
    scenario = view.scenario
    lines: list[Line] = []
    for item in events:
        lines += [BLANK] if lines else []
        card = card_of(scenario, item)
        if card is None:
            lines += paragraph(sentence(scenario, item), width, "strong")
            continue
        lines += [line(Span(card.title, "title")), *paragraph(card.text, width)]
        where = whereabouts(card.text)
        lines += paragraph(where, width, "accent") if where else []
        lines += paragraph(credit(scenario, card), width, "muted")
        changed = because("headline", item.number("card"))
        lines += _changed(scenario, entries, item.turn, changed, width)
        for answer in chosen:
            if scenario.spec.cards[answer.card] is card:
                lines += _answered(scenario, answer, entries, width)
    told = [card_of(scenario, item) for item in events]
    for answer in chosen:
        card = scenario.spec.cards[answer.card]
        if card not in told:
            lines += [BLANK] if lines else []
            lines += [line(Span(card.title, "title")), *_answered(scenario, answer, entries, width)]
    return lines


def _answered(scenario: Scenario, answer: Chosen, entries: Sequence[Entry], width: int) -> list[Line]:
    """How another power answered a headline, and what that changed."""
    card, who = scenario.spec.cards[answer.card], scenario.names["power"][answer.seat]
    label = card.options[answer.option].label
    lead = (Span(f"{who}: ", f"seat{answer.seat}"),)
    return [
        *beside(label, width - len(who) - 2, role="strong", lead=lead),
        *_changed(scenario, entries, answer.turn, because("option", answer.card, answer.option), width),
    ]


def _changed(scenario: Scenario, entries: Sequence[Entry], turn: int, cause: Cause, width: int) -> list[Line]:
    lines: list[Line] = []
    for entry in (paid_out(scenario, each) for each in entries):
        ours = entry.delta and not scenario.is_nobodys(entry.name, entry.index)
        if ours and (entry.turn, entry.cause) == (turn, cause):
            value = read(scenario, entry.name, entry.value)
            size = max(10, 1 + len(value))
            tail = (
                Span(right(stepped(entry.name, entry.delta), 9), tone(entry.name, entry.delta)),
                Span(right(value, size), "muted", (entry.name, entry.index)),
            )
            words = caption(scenario, entry.name, entry.index)
            lines += beside(words, max(10, width - 11 - size), tail, "muted", (Span("  "),))
    return lines


def told(view: View, item: Event | Spoken, width: int) -> list[Line]:
    """What happened, or what a government said of it."""
    if isinstance(item, Event):
        return event(view.scenario, item, width)
    rows = paragraph(in_voice(view.scenario, view.state, item), width - 4)
    return [line("    ", Span(row.text, f"seat{item.seat}")) for row in rows]


def event(scenario: Scenario, item: Event, width: int) -> list[Line]:
    """One event, wrapped under its bullet."""
    role = _ROLES.get(item.topic, "")
    rows = paragraph(sentence(scenario, item), width - 4)
    return [
        line(Span("  · " if at == 0 else "    ", "muted"), Span(row.text, role))
        for at, row in enumerate(rows)
    ]


def remark(view: View, item: Remark, width: int) -> list[Line]:
    """A move with the intent behind it."""
    why = " — ".join(part for part in (item.intent.replace("_", " "), item.reason) if part)
    told = [line("    ", Span(row.text, "muted")) for row in paragraph(why, width - 4)]
    return [*deed(view, item, width), *told]


def deed(view: View, item: Remark, width: int) -> list[Line]:
    """A move alone."""
    name = view.scenario.names["power"][item.seat] + (" (you)" if item.own else "")
    lines = []
    rows = paragraph(f"{name}: {item.deed}", width - 4)
    for at, row in enumerate(rows):
        lines.append(
            line(Span("  › " if at == 0 else "    ", f"seat{item.seat}"), Span(row.text, f"seat{item.seat}"))
        )
    return lines


def report(view: View, events: Iterable[Item], entries: Sequence[Entry], turn: int, width: int) -> list[Line]:
    """A whole turn as one seat saw it: scores, what changed for the seat, and what happened phase by phase."""
    scenario = view.scenario
    known = [entry for entry in entries if entry.turn <= turn]
    mine = [entry for entry in known if entry.turn == turn]
    lines = [
        heading("Scores", width, f"at the end of {scenario.quarter(turn)}"),
        *_scores(view, known, turn, width),
    ]
    before, after = (at_end_of(view, entries, when) for when in (turn - 1, turn))
    for text in tightrope_news(scenario, before, after):
        lines += paragraph(text, width, "warn")
    lines += [BLANK, heading(f"What changed for {scenario.names['power'][view.seat]}", width)]
    lines += _own(view, mine, width) or [line(Span("Nothing that is counted.", "muted"))]
    happened = sorted((e for e in events if e.turn == turn and _reported(e)), key=lambda e: e.phase)
    for phase, of_phase in groupby(happened, key=lambda e: e.phase):
        lines += [BLANK, heading(PHASES[phase].title, width)]
        for item in of_phase:
            lines += deed(view, item, width) if isinstance(item, Remark) else told(view, item, width)
    return lines


def _reported(item: Item) -> bool:
    """Whether the report tells of it: what happened, what was said, and how headlines and incidents were answered."""
    return not isinstance(item, Remark) or item.answers


def _scores(view: View, entries: Sequence[Entry], turn: int, width: int) -> list[Line]:
    scenario, state = view.scenario, view.state
    name = max(12, width - 44)
    head = [Span(left("", name))]
    head += [Span(right(column, 11), "muted") for column in COLUMNS]
    lines = [Line([*head, Span(right("total", 11), "muted")])]
    history = state.history
    for seat, title in enumerate(scenario.names["power"]):
        spans = [Span(left(title, name), f"seat{seat}")]
        held, stand = (columns_at(scenario, entries, when, seat) for when in (turn - 1, turn))
        for column, (before, now) in enumerate(zip(held, stand, strict=True)):
            spans += _stepped(now, now - before, ("score", seat * len(COLUMNS) + column))
        total = history[turn - 1][seat] if len(history) >= turn else total_now(scenario, state, seat)
        was = history[turn - 2][seat] if 2 <= turn <= len(history) + 1 else total
        if turn == 1:
            was = opening_total(scenario, seat)
        lines.append(Line([*spans, *_stepped(total, total - was, None)]))
    return lines


def _stepped(value: int, delta: int, place: tuple[str, int] | None) -> list[Span]:
    step = f"({signed(delta)})" if delta else ""
    return [
        Span(right(str(value), 5), "strong", place),
        Span(right(step, 6), "good" if delta > 0 else "bad" if delta < 0 else "muted"),
    ]


def _own(view: View, entries: Sequence[Entry], width: int) -> list[Line]:
    """The seat's own tracks, its regions' and what its goals read, with the step over the whole turn."""
    scenario, places = view.scenario, set(steered_by(view))
    sums: dict[tuple[str, int], int] = {}
    values: dict[tuple[str, int], int] = {}
    for entry in entries:
        if (entry.name, entry.index) in places:
            sums[entry.name, entry.index] = sums.get((entry.name, entry.index), 0) + entry.delta
            values[entry.name, entry.index] = entry.value
    lines: list[Line] = []
    for (name, index), delta in sums.items():
        if delta:
            value = read(scenario, name, values[name, index])
            size = max(9, 1 + len(value))
            tail = (
                Span(right(stepped(name, delta), 9), tone(name, delta)),
                Span(right(value, size), "muted", (name, index)),
            )
            words = caption(scenario, name, index)
            lines += beside(words, max(10, width - 11 - size), tail, lead=(Span("  "),))
    return lines
