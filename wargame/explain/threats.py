"""Threats in sentences: what stands and what it would cost, and at the end who gave way."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from wargame.explain.gains import between, told
from wargame.explain.grammar import capital, joined, named
from wargame.rules.actions.base import Action
from wargame.rules.actions.controls import Regime
from wargame.rules.board import Board
from wargame.rules.compiled import Scenario
from wargame.rules.events import Event
from wargame.rules.figures import RUNGS
from wargame.rules.menace import carried_out
from wargame.rules.observe import View
from wargame.rules.phases import market
from wargame.rules.phases.finance import income
from wargame.rules.records import Threat
from wargame.rules.state import State
from wargame.rules.threats import met, standing
from wargame.rules.words import money

SETTLED = {
    "threat_heeded": "{target} gave way",
    "threat_bought_off": "they came to terms",
    "threat_carried_out": "{target} stood firm, and it was carried out in {when}",
    "threat_dropped": "{target} stood firm, and {power} backed off",
    "threat_overtaken": "{target} stood firm and moved first",
    "threat_early": "{power} did not wait for the day",
}
"""How a threat ended, by the event that says so."""
NO_THREATS = "Nobody threatened anybody."
UNSETTLED = "it still stood when the game was over"


def standing_told(view: View) -> list[str]:
    """Every threat that stands, those against the view's seat first: its demand, its day, and what it would cost."""
    seat, found = view.seat, sorted(view.state.threats, key=lambda each: each.target != view.seat)
    lines = []
    for threat in found:
        lines.append(stands(view, threat))
        if threat.target == seat:
            lines.append(f"  {would_cost(view, threat)}")
    return lines


def stands(view: View, threat: Threat) -> str:
    """A threat in a sentence or two."""
    scenario, day = view.scenario, view.scenario.quarter(threat.until)
    who, whom = named(scenario, "power", threat.seat), named(scenario, "power", threat.target)
    deed = named(scenario, "threat", threat.deed)
    demand = named(scenario, "demand", scenario.demands.index(threat.demand))
    if threat.defied:
        rest = f"it can be carried out until the end of {day}"
        return capital(f"{who} threatened {deed}, and {whom} did not agree to {demand}: {rest}.")
    so = " As things stand that is met." if met(scenario, view.state, threat) else ""
    return capital(f"{who} threatens {deed} unless {whom} agrees to {demand} by the end of {day}.{so}")


def would_cost(view: View, threat: Threat) -> str:
    """What carrying a threat out in the worst way would do to the view's seat by the next market, as far as it can tell."""
    scenario, state, seat = view.scenario, view.state, view.seat
    before = _traded(scenario, state.copy())
    worst: tuple[int, str] | None = None
    for act, position in carried_out(scenario, state, threat):
        after = _traded(scenario, position)
        gains = between(scenario, seat, before, after)
        lost = income(scenario, before, seat) - income(scenario, after, seat)
        parts = [told(gains)] if gains else []
        parts += [f"{money(lost)} less income a quarter"] if lost > 0 else []
        brings = f"bring you: {joined(parts)}" if parts else "change none of your goals at once"
        text = f"Carried out{_how(scenario, act)} it would {brings}."
        harm = 100 * lost - sum(gain.points for gain in gains)
        if worst is None or harm > worst[0]:
            worst = harm, text
    assert worst is not None
    return worst[1]


def _how(scenario: Scenario, act: Action | None) -> str:
    if not isinstance(act, Regime):
        return ""
    return f" as a {RUNGS[act.rung]} on {named(scenario, 'item', act.item)}"


def seat_threatened(view: View) -> bool:
    """Whether the view's seat is asked about a threat against it."""
    offer = view.state.offer
    return offer is not None and offer.kind == "threat" and offer.receiver == view.seat == offer.asked


def threat_note(view: View) -> list[str]:
    """What defiance may cost and by when, what giving way costs besides: clauses without a stop."""
    offer = view.state.offer
    threat = None if offer is None else standing(view.state, offer.proposer)
    if threat is None:
        return []
    day = view.scenario.quarter(view.state.turn + 1)
    return [
        f"If you refuse it can be carried out in {day}. {would_cost(view, threat)}".removesuffix("."),
        "Giving way costs a standing; coming to terms on others does not",
    ]


def _traded(scenario: Scenario, state: State) -> State:
    market.trade(Board(scenario, state))
    return state


def due_told(view: View) -> list[str]:
    """What this quarter asks of the view's seat for the sake of threats: its own that were defied, and those against it."""
    lines = []
    for threat in view.state.threats:
        deed = named(view.scenario, "threat", threat.deed)
        if threat.seat == view.seat and threat.defied:
            lost = view.scenario.spec.tuning.back_off
            whom = named(view.scenario, "power", threat.target)
            lines.append(
                f"Your threat of {deed} was defied by {whom}: carry it out this quarter, or lose {lost} credibility."
            )
        elif threat.target == view.seat:
            lines += [stands(view, threat), would_cost(view, threat)]
    return lines


def history_told(scenario: Scenario, events: Sequence[Event]) -> list[str]:
    """Every threat of a game in a line: what was threatened and demanded, who gave way, and what it cost."""
    open_: dict[int, int] = {}
    made: list[tuple[Event, Event | None]] = []
    for event in events:
        if event.kind == "threat_made":
            open_[event.number("power")] = len(made)
            made.append((event, None))
        elif event.kind in SETTLED:
            author = event.number("target" if event.kind in _BY_TARGET else "power")
            if author in open_:
                at = open_.pop(author)
                made[at] = made[at][0], event
    return [_told(scenario, threat, end) for threat, end in made]


_BY_TARGET = ("threat_heeded", "threat_bought_off")
"""Events told of the power threatened."""


def _told(scenario: Scenario, threat: Event, end: Event | None) -> str:
    power, target = (threat.number(name) for name in ("power", "target"))
    words = {"power": named(scenario, "power", power), "target": named(scenario, "power", target)}
    how, cost = UNSETTLED, ""
    if end is not None:
        how = SETTLED[end.kind].format_map({**words, "when": scenario.quarter(end.turn)})
        cost = _price(scenario, end.kind, words)
    deed, demand = (named(scenario, name, threat.number(name)) for name in ("threat", "demand"))
    return capital(
        f"{scenario.quarter(threat.turn)}: {words['power']} threatened {deed} unless {words['target']} agreed to {demand}: "
        f"{how}{f' ({cost})' if cost else ''}."
    )


def _price(scenario: Scenario, kind: str, words: Mapping[str, str]) -> str:
    """What the end of a threat cost by itself, or brought."""
    tuning, power, target = scenario.spec.tuning, words["power"], words["target"]
    parts = {
        "threat_heeded": (f"{target} −1 standing", f"{power} +1, +{tuning.heeded} credibility"),
        "threat_carried_out": (f"{power} +{tuning.kept_word} credibility",),
        "threat_dropped": (f"{power} −{tuning.back_off} credibility", f"{target} +1 standing"),
        "threat_early": (f"{power} −{tuning.back_off} credibility",),
    }.get(kind, ())
    return joined(parts) if parts else ""
