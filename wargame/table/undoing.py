"""How far back a person may go, and what bars it. It follows from what that person may know and from nothing hidden."""

from __future__ import annotations

from collections.abc import Container

from wargame.explain.events import sentence
from wargame.explain.headlines import card_of
from wargame.rules.board import Kind
from wargame.rules.machine import PHASES
from wargame.rules.state import State
from wargame.rules.words import possessive
from wargame.table.course import Course

_SETTLED = {
    Kind.OPTION: "answered a headline",
    Kind.ANSWER: "answered an offer",
    Kind.VOTE: "voted",
    Kind.REACT: "answered an incident",
    Kind.DEFAULT: "chosen whom not to pay",
    Kind.AGENDA: "kept an agenda",
}
"""What an actor has done that nobody else may take back, by the kind of its decision."""


def back_to(course: Course, people: Container[int]) -> tuple[int, str]:
    """How many decisions would stand after an undo, and why there can be none; empty when there can.

    `people` are the seats that persons play.
    """
    steps, decision = course.steps, course.game.decision
    at = len(steps) - 1
    while at >= 0 and steps[at].action.seat not in people:
        at -= 1
    if at < 0:
        return 0, "nobody has decided anything yet that could be"
    seat = steps[at].action.seat
    asked = decision.seat if decision is not None else seat
    if asked != seat and asked in people:
        # Somebody else sits at the table now, who may not take back what another person decided.
        return at, f"{course.game.scenario.within('power', seat)} decided last, and takes back its own"
    since = range(at, len(steps))
    return at, next(
        (why for check in (_settled, _surprised) for n in since if (why := check(course, n, seat))), ""
    )


def _settled(course: Course, at: int, seat: int) -> str:
    """What about a step keeps it from being taken back, at a glance."""
    step, after = course.steps[at], course.after(at)
    if (step.before.turn, step.before.phase) != (after.turn, after.phase) or after.ended:
        return _moved_on(course, at, seat, after)
    if step.action.seat != seat and step.action.kind not in (Kind.ACT, Kind.SIGNAL):
        return (
            f"{course.game.scenario.within('power', step.action.seat)} has {_SETTLED[step.action.kind]} since"
        )
    return ""


def _moved_on(course: Course, at: int, seat: int, after: State) -> str:
    """What has begun since a step, by the name of its headline where there is one."""
    before = course.steps[at].before
    told = course.told(at, seat)
    drawn = (event for event in told if event.turn > before.turn)
    card = next((found for event in drawn if (found := card_of(course.game.scenario, event))), None)
    if card is not None:
        return f"the headline '{card.title}' has been drawn since"
    return f"the next phase, {PHASES[after.phase].title}, has begun"


def _surprised(course: Course, at: int, seat: int) -> str:
    """What could not be foreseen of a step, whatever came of it."""
    if not course.final(at, seat):
        return ""
    step = course.steps[at]
    other = course.game.scenario.within("power", step.action.seat)
    whose = "it" if step.action.seat == seat else f"{possessive(other)} move"
    event = next(iter(course.told(at, seat)), None)
    told = sentence(course.game.scenario, event).rstrip(".") if event is not None else ""
    return f"what came of {whose} could not be foreseen" + (f" ({told})" if told else "")
