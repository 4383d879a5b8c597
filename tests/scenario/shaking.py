"""Plays a scenario and looks at everything on the way: whatever validates must get through this."""

from __future__ import annotations

from collections.abc import Sequence

from wargame.actors import make
from wargame.explain import deals
from wargame.explain.money import falling_due
from wargame.explain.prospects import prospect
from wargame.explain.scores import reckoned, total_now
from wargame.explain.sums import counting, read_by_goals
from wargame.plain import choices as plain_choices
from wargame.plain import debrief as plain_debrief
from wargame.plain import forecasts as plain_forecasts
from wargame.plain import history as plain_history
from wargame.plain import questions as plain_questions
from wargame.plain.reports import REPORTS, goals, scores
from wargame.rules.actions.base import Action
from wargame.rules.chance import mix
from wargame.rules.compiled import Scenario
from wargame.rules.figures import FIGURES
from wargame.rules.game import Game
from wargame.rules.observe import View
from wargame.tui.board.panels import PRESENTERS
from wargame.tui.present import (
    atlas,
    causes,
    debrief,
    detail,
    forecasts,
    header,
    menus,
    news,
    questions,
    sums,
)
from wargame.tui.present.cells import cells
from wargame.tui.present.lines import Line

WIDTH, HEIGHT = 78, 20
MOST_DECISIONS = 4_000
PLACES = ("site", "region", "arena", "route")


class Odd(AssertionError):
    """Something that no game may come to."""


def shake(
    scenario: Scenario, seed: int, actor: str, turns: int, look_every: int = 7, sealed: bool | None = None
) -> int:
    """Play some turns, or to the end, and look about every so many decisions; how many decisions there were.

    Raises whatever goes wrong.
    """
    game = Game.new(scenario, seed, sealed=sealed)
    twin = Game.new(scenario, seed, quiet=True, sealed=sealed)
    players = [make(actor, mix(seed, 3, seat)) for seat in range(scenario.npowers)]
    opening = _totals(game)
    for step in range(MOST_DECISIONS):
        decision = game.decision
        if decision is None or game.state.turn > turns:
            break
        legal = list(game.legal)
        if not legal:
            raise Odd(f"nothing can be chosen at decision {step}")
        view = game.view(decision.seat)
        if step % look_every == 0:
            _look(game, view, legal, step)
        action = players[decision.seat].decide(view, legal, 0).action
        game.apply(action)
        twin.play(action)
        if _totals(game) != opening:
            raise Odd(f"money or material appeared or went at decision {step}")
    else:
        raise Odd(f"{MOST_DECISIONS} decisions and no end")
    if twin.digest() != game.digest():
        raise Odd("a quiet game went another way")
    _bounds(game)
    view = game.view(0)
    if game.over:
        debrief.debrief(view, game.entries_for(0), WIDTH)
        plain_debrief.debrief(view, game.entries_for(0))
    return step


def _look(game: Game, view: View, legal: Sequence[Action], step: int) -> None:
    """Everything a player could open at a decision, on both clients, with every class of action once."""
    decision = game.decision
    assert decision is not None
    sc, events, entries = game.scenario, game.events_for(view.seat), game.entries_for(view.seat)
    for seat in range(sc.npowers):
        game.view(seat)
        total_now(sc, game.state, seat)
        reckoned(view, seat)
    fits(*(row for present in PRESENTERS.values() for row in present(view, WIDTH)))
    atlas.atlas(sc, view.state, WIDTH, HEIGHT)
    for kind in PLACES:
        for index in range(len(sc.ids[kind])):
            if (index + step) % 3 == 0:
                fits(*detail.detail(view, (kind, index), WIDTH))
                detail.brief(view, (kind, index), WIDTH)
    for place in read_by_goals(view):
        (causes.ledger if place[0] in FIGURES else sums.measured)(view, entries, place, WIDTH)
        counting(view, place)
    names = [name for name, figure in FIGURES.items() if not figure.quiet and sc.size(name)]
    causes.ledger(view, entries, (names[step % len(names)], 0), WIDTH)
    header.clock(view, WIDTH)
    header.purse(view, WIDTH)
    questions.prompt(view, decision)
    questions.question(view, decision, WIDTH, events)
    news.log(view, events, WIDTH)
    if view.state.turn > 1:
        news.report(view, events, entries, view.state.turn - 1, WIDTH)
    falling_due(view)
    chosen = plain_choices.Choices.of(view, decision, legal)
    chosen.listing("all")
    for report in REPORTS.values():
        report(view)
    goals(view)
    scores(view)
    plain_questions.question(view, decision, events)
    plain_history.quarter_report(view, view)
    if deals.composes(view):
        for target in deals.partners(view):
            for giver, taker in ((view.seat, target), (target, view.seat)):
                for clause in deals.possible(view, giver, taker, ()):
                    deals.title(clause, view)
                    deals.amount(deals.changed(clause, 1))
    for item in menus.menu(view, decision.kind, legal):
        menus.deeper(view, item)
    by_class: dict[str, list[Action]] = {}
    for action in legal:
        by_class.setdefault(action.code, []).append(action)
    for group in by_class.values():
        action = group[step % len(group)]
        seen = prospect(view, action)
        forecasts.forecast(seen, WIDTH)
        plain_forecasts.forecast(seen)


def fits(*rows: Line) -> None:
    """That no line is wider than the screen."""
    for row in rows:
        if cells(row.text.rstrip()) > WIDTH:
            raise Odd(f"wider than the screen: {row.text!r}")


def _bounds(game: Game) -> None:
    for figure in FIGURES.values():
        for value in getattr(game.state, figure.name):
            if not figure.low <= value <= figure.high:
                raise Odd(f"{figure.name} is {value}")


def _totals(game: Game) -> tuple[int, list[int]]:
    state, m = game.state, game.scenario.nmaterials
    return sum(state.money), [
        sum(state.ore[i::m]) + sum(state.stock[i::m]) + state.used[i] - state.mined[i] for i in range(m)
    ]
