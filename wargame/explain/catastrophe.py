"""How a shared catastrophe came: its last steps with who took them and at what odds, and who bears the responsibility."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence

from wargame.explain.causes import action_of, in_words
from wargame.explain.causes import deed as told
from wargame.explain.deeds import Deed
from wargame.explain.grammar import capital, joined, named
from wargame.explain.units import step_of
from wargame.rules.actions.answers import React
from wargame.rules.actions.arenas import TEMPERS
from wargame.rules.actions.base import describe
from wargame.rules.board import Entry
from wargame.rules.chance import Draw
from wargame.rules.compiled import Scenario
from wargame.rules.endings import clauses
from wargame.rules.figures import FIGURES
from wargame.rules.measures import cell
from wargame.rules.phases.security import INCIDENT, OUTRUN, RAID
from wargame.rules.reasons import Reason
from wargame.rules.records import Ended
from wargame.rules.scoring import final_scores
from wargame.rules.space import space_of
from wargame.rules.state import State

NO_WINNER = (
    "A shared catastrophe: nobody wins, and there are no places. Each total is cut by its share of the blame."
)
NOTHING_HIDDEN, NOTHING_MOVED = "Nobody did anything in secret.", "No quarter moved the scores."
LAST = 4
"""Steps of a ladder that are told, the last ones."""
GRAVEST = 5
"""Decisions that are told of those to blame."""
Chance = tuple[str, int]
"""What a side had to answer for, and its odds in percent."""


def last_steps(scenario: Scenario, state: State, deeds: Sequence[Deed]) -> list[str]:
    """What brought the figure to where it ended the game, step by step; none unless a catastrophe did."""
    if state.ended is None or not state.ended.shared:
        return []
    lines: list[str] = []
    for clause in clauses(scenario, state.ended.ending):
        if clause.path.split(".")[0] in FIGURES:
            way = -1 if clause.compare.startswith("<") else 1
            lines += _steps(scenario, deeds, *cell(clause.path, scenario), way)
    return lines


def outcome_told(scenario: Scenario, ended: Ended) -> str:
    """Who has won, in a sentence; empty where an ending names nobody."""
    if ended.shared:
        return NO_WINNER
    names = [named(scenario, "power", seat) for seat in ended.winners]
    return f"{capital(joined(names))} {'wins' if len(names) == 1 else 'share the win'}." if names else ""


def final_order(scenario: Scenario, state: State) -> list[int]:
    """The seats as a finished game lists them: by rank, or by points where nobody has won and there are no places."""
    ended = state.ended
    assert ended is not None, "only a finished game has a final order"
    if ended.winners:
        return list(ended.ranking)
    totals = final_scores(scenario, state)
    return sorted(ended.ranking, key=lambda seat: -totals[seat])


def responsibility(scenario: Scenario, state: State) -> list[tuple[int, str]]:
    """After a catastrophe: each power's part in the blame, the largest first, as seat and sentence."""
    whole = sum(state.blame)
    if not whole:
        return []
    seats = sorted(range(scenario.npowers), key=lambda seat: (-state.blame[seat], seat))
    return [
        (
            seat,
            f"{scenario.names['power'][seat]}: responsibility {state.blame[seat]} of {whole}, "
            f"{round(100 * state.blame[seat] / whole)}% of it.",
        )
        for seat in seats
    ]


def gravest(scenario: Scenario, entries: Sequence[Entry]) -> list[str]:
    """What put the blame where it lies: the gravest steps of the ledger, in order."""
    blamed = sorted((e for e in entries if e.name == "blame"), key=lambda e: -e.delta)[:GRAVEST]
    lines = []
    for entry in sorted(blamed, key=lambda e: e.turn):
        action = action_of(scenario, entry.cause)
        what = in_words(scenario, entry.cause) if action is None else describe(action, scenario)
        who = scenario.names["power"][entry.index]
        lines.append(f"{scenario.quarter(entry.turn)}: {who}: {what} (+{entry.delta})")
    return lines


def _steps(scenario: Scenario, deeds: Sequence[Deed], name: str, index: int, way: int) -> list[str]:
    waiting: deque[Chance] = deque()
    lines = []
    for deed in deeds:
        answered = None
        action = space_of(scenario).by_key.get(deed.action_key)
        if isinstance(action, React) and name == "tension" and deed.what == index:
            answered = waiting.popleft() if waiting else None
        for entry in deed.entries:
            if (entry.name, entry.index) == (name, index) and entry.delta * way > 0:
                lines.append(_step(scenario, deed, entry, answered))
        if name == "tension":
            waiting.extend(_fell(scenario, deed.draws, index))
    return lines[-LAST:]


def _fell(scenario: Scenario, draws: Sequence[Draw], arena: int) -> Iterator[Chance]:
    """What chance put before a side of an arena to answer."""
    spec = scenario.spec.arenas[arena]
    for draw in draws:
        if draw.result == 0 and draw.label == RAID and spec.militants:
            yield "attack by militants", draw.odds
        elif draw.result == 0 and draw.label == INCIDENT + spec.name:
            yield "incident", draw.odds


def _step(scenario: Scenario, deed: Deed, entry: Entry, answered: Chance | None) -> str:
    what = _did(scenario, deed, entry, answered)
    return f"{scenario.quarter(entry.turn)}: {capital(what)}: {_result(scenario, entry)}."


def _did(scenario: Scenario, deed: Deed, entry: Entry, answered: Chance | None) -> str:
    """Who or what took a step, and at what odds."""
    who, cause = named(scenario, "power", deed.seat), entry.cause
    event, odds = answered or ("incident", 0)
    action = action_of(scenario, cause)
    if isinstance(action, React):
        return f"{who} answers an {event} in kind" + (f" (the {event} had odds of {odds}%)" if odds else "")
    if action is not None:
        tempers = TEMPERS + scenario.names["arena"][entry.index] if entry.name == "tension" else ""
        return f"{told(scenario, action)}{_odds(deed, tempers)}"
    return _happened(scenario, deed, entry, event)


def _happened(scenario: Scenario, deed: Deed, entry: Entry, event: str) -> str:
    """What moved the figure when no action did."""
    cause, who = entry.cause, named(scenario, "power", deed.seat)
    chance = _odds(deed, scenario.caption(entry.name, entry.index))
    match cause:
        case Reason("outrun"):
            return f"{who} absorbs an {event}, and events outrun the cables{_odds(deed, OUTRUN)}"
        case Reason("act_exposed"):
            sponsors = (e.index for e in deed.entries if (e.name, e.cause) == ("blame", cause))
            sponsor = next((f" of {named(scenario, 'power', seat)}" for seat in sponsors), "")
            return f"A secret act{sponsor} is {in_words(scenario, cause)}"
        case Reason("militants_struck"):
            chance = _odds(deed, RAID)
        case Reason("option", (card, option)):
            spec = scenario.spec.cards[card]
            return f"{who} answers “{spec.title}”: {spec.options[option].label}{chance}"
        case Reason("rung", (arena, rung)):
            name = scenario.spec.arenas[arena].rungs[rung].name
            if (entry.name, entry.index) == ("tension", arena):
                return f"{scenario.within('arena', arena)} climbs by itself from rung {rung}, {name}{chance}"
    return f"{in_words(scenario, cause)}{chance}"


def _odds(deed: Deed, label: str) -> str:
    """The odds of what was so labelled and happened, for the end of a phrase."""
    fell = (draw.odds for draw in deed.draws if draw.result == 0 and draw.label == label)
    odds = next(fell, 0)
    return f" (odds {odds}%)" if odds else ""


def _result(scenario: Scenario, entry: Entry) -> str:
    if entry.name == "tension":
        return f"up to rung {entry.value}, {scenario.spec.arenas[entry.index].rungs[entry.value].name}"
    step = step_of(scenario, entry)
    return f"{step.caption} {step.told()}"
