"""What must hold whatever anybody does: random legal play over random seeds."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from wargame.rules.board import Board
from wargame.rules.errors import BadAction, GameOver, IllegalAction
from wargame.rules.figures import FIGURES
from wargame.rules.forecast import forecast
from wargame.rules.game import Game, refusal
from wargame.rules.observe import sample, view_of
from wargame.rules.records import Operation
from wargame.rules.setup import opening
from wargame.rules.state import FIELDS

from .playing import SCENARIOS, choose, position, scenario, start, totals, walk

seeds = st.integers(min_value=0, max_value=2**63)
few = settings(max_examples=12, deadline=None)
names = pytest.mark.parametrize("name", SCENARIOS)


@names
@given(seed=seeds, way=seeds)
@few
def test_money_and_materials_are_conserved(name: str, seed: int, way: int) -> None:
    """Every unit comes from and goes to a named account."""
    opening = totals(start(name, seed))
    for game, _ in walk(name, seed, way, most=150):
        assert totals(game) == opening


@names
@given(seed=seeds, way=seeds)
@few
def test_the_ledger_explains_every_figure(name: str, seed: int, way: int) -> None:
    """Opening position plus all entries is the position, cell by cell."""
    opened = start(name, seed)
    opening = {figure: list(getattr(opened.state, figure)) for figure in FIGURES}
    mark = len(opened.entries)
    game = position(name, seed, way, 120)
    for entry in game.entries[mark:]:
        opening[entry.name][entry.index] += entry.delta
    assert opening == {figure: getattr(game.state, figure) for figure in FIGURES}


@names
@given(seed=seeds, way=seeds)
@few
def test_trust_is_the_sum_of_what_is_remembered(name: str, seed: int, way: int) -> None:
    """At every step: what it was at the opening and what is left of every act, for every seat's view as for the rules."""
    base = opening(scenario(name), seed).trust
    for game, _ in walk(name, seed, way, most=400):
        n, rest = game.scenario.npowers, [0] * len(base)
        for memory in game.state.memories:
            rest[memory.holder * n + memory.about] += memory.left
            assert 0 < abs(memory.left) <= abs(memory.amount)
        assert game.state.trust == [a + b for a, b in zip(base, rest, strict=True)]
        acts = [(each.holder, each.about, each.what, each.turn) for each in game.state.memories]
        assert len(acts) == len(set(acts))
        assert all(game.view(seat).state.memories == game.state.memories for seat in range(n))


@names
@given(seed=seeds, way=seeds)
@few
def test_figures_stay_within_their_bounds(name: str, seed: int, way: int) -> None:
    for game, _ in walk(name, seed, way, most=120):
        for figure in FIGURES.values():
            column = getattr(game.state, figure.name)
            assert all(figure.low <= value <= figure.high for value in column), figure.name
            assert len(column) == game.scenario.size(figure.name)


@names
@given(seed=seeds, way=seeds)
@few
def test_copies_are_independent(name: str, seed: int, way: int) -> None:
    """Every earlier copy keeps its digest after each later move."""
    copies: list[tuple[Game, str]] = []
    for game, _ in walk(name, seed, way, most=40):
        assert all(copy.digest() == digest for copy, digest in copies)
        copies.append((game.copy(), game.digest()))
    assert len({digest for _, digest in copies}) == len(copies)


@names
@given(seed=seeds, way=seeds)
@few
def test_a_quiet_game_plays_the_same(name: str, seed: int, way: int) -> None:
    loud = [game.digest() for game, _ in walk(name, seed, way, most=60)]
    quiet = [game.digest() for game, _ in walk(name, seed, way, most=60, quiet=True)]
    assert loud == quiet


@names
@given(seed=seeds, way=seeds)
@few
def test_recorded_draws_replay_without_the_generator(name: str, seed: int, way: int) -> None:
    """A copy with other dice follows the record to the same position."""
    game = start(name, seed)
    twin = start(name, seed)
    for step in range(60):
        if game.over:
            break
        action = choose(game, way, step)
        outcome = game.apply(action)
        twin.state.seed = step
        twin.apply(action, [(draw.stream, draw.result) for draw in outcome.draws])
        twin.state.seed = seed
        assert twin.digest() == game.digest()


@names
@given(seed=seeds, way=seeds)
@few
def test_an_illegal_action_changes_nothing(name: str, seed: int, way: int) -> None:
    for step, (game, legal) in enumerate(walk(name, seed, way, most=40)):
        before = game.digest()
        wrong = game.space.actions[(way + step * 7919) % len(game.space)]
        if wrong not in game.legal:
            with pytest.raises(IllegalAction):
                game.apply(wrong)
        with pytest.raises(BadAction):
            game.apply(evolve(legal, seat=99, number=-1))
        with pytest.raises(BadAction):
            game.space.parse("launch everything")
        assert game.digest() == before


@names
@given(seed=seeds, way=seeds)
@few
def test_legal_answers_agree(name: str, seed: int, way: int) -> None:
    """Membership, length, iteration, truth and the random pick speak of the same choices."""
    for game, picked in walk(name, seed, way, most=25):
        choices = list(game.legal)
        assert picked in choices
        assert len(choices) == game.legal.count()
        assert all(action in game.legal for action in choices)
        assert bool(game.legal)
        assert choices == [a for a in game.legal.candidates if refusal(game.board, a) is None]
        assert all(game.space.parse(action.key) is action for action in choices)


@names
@given(seed=seeds, way=seeds)
@settings(max_examples=6, deadline=None)
def test_every_game_ends(name: str, seed: int, way: int) -> None:
    game = start(name, seed, quiet=True)
    for step in range(5_000):
        if game.over:
            break
        game.play(choose(game, way, step))
    ended = game.state.ended
    assert ended is not None
    assert sorted(ended.ranking) == list(range(game.scenario.npowers))
    assert ended.shared == (not ended.winners)
    assert not game.legal
    with pytest.raises(GameOver):
        game.apply(game.space.actions[0])


@names
@given(seed=seeds, way=seeds, other=seeds)
@few
def test_a_view_ignores_what_its_seat_may_not_know(name: str, seed: int, way: int, other: int) -> None:
    """Deal the hidden things of a position afresh: the seat's view stays the same."""
    game = position(name, seed, way, 60)
    for seat in range(game.scenario.npowers):
        view = view_of(game.scenario, game.state, seat)
        redealt = sample(view, other)
        assert view_of(game.scenario, redealt, seat).digest() == view.digest()


@names
@given(seed=seeds, way=seeds)
@settings(max_examples=6, deadline=None)
def test_hidden_columns_do_not_reach_a_view(name: str, seed: int, way: int) -> None:
    """Changing each hidden thing by hand changes the position and not the view of those it is hidden from."""
    game = position(name, seed, way, 30)
    sc, n = game.scenario, game.scenario.npowers
    for seat in range(n):
        before = view_of(sc, game.state, seat).digest()
        state = game.state.copy()
        state.seed += 1
        state.counters[0] += 1
        state.deck = tuple(reversed(state.deck))
        for power in range(n):
            if power != seat:
                state.agenda[power] = 1 - max(0, state.agenda[power])
        for site, known in enumerate(state.known):
            if not known >> seat & 1:
                state.grade[site] = 3
        state.loans = tuple(
            evolve(loan, riders=("collateral",))
            if loan.secret and seat not in (loan.creditor, loan.debtor)
            else loan
            for loan in state.loans
        )
        state.coverts = tuple(evolve(c, kind=0) for c in state.coverts if c.sponsor != seat) + tuple(
            c for c in state.coverts if c.sponsor == seat
        )
        for account in range(len(state.money)):
            if account not in (seat, sc.reserves[seat], sc.world, sc.imf):
                state.money[account] -= 2
                state.unbooked[account] += 2
                state.money[sc.world] += 2
        for station, power in enumerate(sc.station_power):
            state.unseen[station] += power != seat
        plots = [a for a in game.space.actions if a.operation and a.seat != seat]
        state.operations = (
            *state.operations,
            *(Operation(action.seat, action.number) for action in plots[:1]),
        )
        assert state.digest() != game.digest()
        assert view_of(sc, state, seat).digest() == before


@names
@given(seed=seeds, way=seeds)
@settings(max_examples=5, deadline=None)
def test_forecasts_never_raise_and_keep_the_view(name: str, seed: int, way: int) -> None:
    for step, (game, _) in enumerate(walk(name, seed, way, most=60)):
        if step % 6:
            continue
        decision = game.decision
        assert decision is not None
        view = game.view(decision.seat)
        before = view.digest()
        for action in game.legal:
            told = forecast(view, action)
            assert told.cost == action.cost(Board(game.scenario, view.state))
        assert view.digest() == before


def test_the_digest_covers_every_field() -> None:
    game = Game.new(scenario(SCENARIOS[0]), 5)
    for field in FIELDS:
        state = game.state.copy()
        value = getattr(state, field)
        if isinstance(value, list):
            if not value:
                continue
            value[0] += 1
        else:
            setattr(state, field, ("changed", value))
        assert state.digest() != game.digest(), field


PROBE = """
import sys
sys.path.insert(0, {root!r})
from tests.rules.playing import position
print(position({name!r}, 11, 13, 100_000, quiet=True).digest())
"""


@pytest.mark.parametrize("hash_seed", ["0", "1", "12345"])
@names
def test_the_same_game_in_another_process(name: str, hash_seed: str) -> None:
    """Same scenario, seed and decisions give the same digest in any process, whatever the hash seed."""
    root = str(Path(__file__).parents[2])
    game = position(name, 11, 13, 100_000, quiet=True)
    run = subprocess.run(
        [sys.executable, "-c", PROBE.format(root=root, name=name)],
        capture_output=True,
        text=True,
        cwd=root,
        env={**os.environ, "PYTHONHASHSEED": hash_seed},
        check=True,
    )
    assert run.stdout.strip() == game.digest()
