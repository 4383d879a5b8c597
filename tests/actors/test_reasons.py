"""Every choice has a reason that names its runner-up, and nothing hidden from whoever reads it moves a word of it."""

from __future__ import annotations

from collections import Counter, defaultdict

import pytest

from tests.actors.conftest import Step, played, seat_seed
from tests.rules.hidden import redealt
from wargame.actors import ACTORS, Choice, make
from wargame.actors.telling import SECRET, in_secret
from wargame.rules.actions.base import Action
from wargame.rules.board import Kind
from wargame.rules.chance import mix
from wargame.rules.game import Game
from wargame.rules.observe import View
from wargame.table.course import privy

GAMES = (("linchpin", 0), ("board-vote", 0), ("tightrope", 1))
THINKING = tuple(name for name in ACTORS if name != "random")
"""Those that weigh one thing against another."""


def said(name: str, seed: int, view: View, action: Action) -> Choice | None:
    """What an actor says of a move that it must make; None when it finds another."""
    choice = make(name, seat_seed(seed, view.seat)).decide(view, (action,), 0)
    return choice if choice.action == action else None


def chosen(path: str, seed: int, every: int) -> list[tuple[Step, Action]]:
    """Of each kind of decision in which something could be chosen every so many, with what rules of thumb chose."""
    by_kind: dict[Kind, list[Step]] = defaultdict(list)
    for step in played(path, seed):
        if len(step.legal) > 1:
            by_kind[step.choice.action.kind].append(step)
    return [(step, step.choice.action) for steps in by_kind.values() for step in steps[::every]]


@pytest.mark.parametrize("name", THINKING)
def test_every_choice_has_an_intent_a_reason_and_a_runner_up(name: str) -> None:
    """Whatever is asked; of what is secret nothing is said."""
    told, without = Counter[Kind](), defaultdict[Kind, list[str]](list)
    for path, seed in GAMES:
        for step, action in chosen(path, seed, 2 if name == "thumb" else 9):
            choice = said(name, seed, step.view, action)
            if choice is None:
                continue
            if in_secret(step.view, action) or action.kind == Kind.AGENDA:
                assert (choice.intent, choice.reason) == SECRET
                continue
            assert choice.intent
            told[action.kind] += 1
            if "; rather than “" not in choice.reason:
                without[action.kind].append(f"{action.key}: {choice.reason}")
    assert {Kind.ACT, Kind.OPTION, Kind.SIGNAL, Kind.ANSWER, Kind.VOTE} <= set(told)
    # Only where nothing else comes to mind, or everybody knows that nothing else was open, is there nothing to name.
    assert sum(map(len, without.values())) <= 0.05 * told.total(), dict(without)


def test_even_a_player_that_draws_lots_says_why_there_is_none() -> None:
    step, action = chosen("linchpin", 0, 9)[3]
    choice = said("random", 0, step.view, action)
    assert choice is not None
    assert (choice.intent, choice.reason) == ("wander", "any move is as good as another")


def test_a_threat_that_was_thought_of_is_named_by_whom_it_would_be_for() -> None:
    """And who is silent says so beside it."""
    reasons = [
        choice.reason
        for step, action in chosen("linchpin", 0, 1)
        if action.code == "hold" and (choice := said("thumb", 0, step.view, action)) is not None
    ]
    assert any("; rather than “threaten " in reason for reason in reasons)
    assert not any("unless they" in reason for reason in reasons)


@pytest.mark.parametrize(("path", "seed"), GAMES)
def test_nothing_hidden_from_the_reader_moves_a_public_reason(path: str, seed: int) -> None:
    """Dealt afresh are the secrets of all others, the speaker too: the same move is told in the same words."""
    compared, kinds = Counter[str](), set()
    for at, (step, taken) in enumerate(chosen(path, seed, 4)):
        scenario, speaker = step.game.scenario, step.view.seat
        reader = (speaker + 1 + at) % scenario.npowers
        if reader == speaker:
            reader = (speaker + 1) % scenario.npowers
        state = redealt(scenario, step.game.state, reader, mix(seed, 12, at))
        twin = Game.at(scenario, state)
        view, open_ = twin.view(speaker), set(twin.legal)
        drawn = step.legal[mix(seed, 13, at) % len(step.legal)]
        for action in dict.fromkeys((taken, drawn)):
            if action not in open_ or not privy(scenario, action, step.game.state) >> reader & 1:
                continue
            name = THINKING[at % len(THINKING)]
            one, other = said(name, seed, step.view, action), said(name, seed, view, action)
            assert one == other, action.key
            if one is not None:
                kinds.add(action.kind)
                compared[one.reason] += 1
    assert compared.total() > 12
    assert len(compared) > 8
    assert {Kind.ACT, Kind.OPTION} <= kinds or path != "linchpin"
