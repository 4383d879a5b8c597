"""Advice: the planner's best moves for a seat, with what each promises and what is to be feared, from the view alone."""

from __future__ import annotations

from statistics import mean, median

import pytest

from tests.actors.conftest import Step, played, seat_seed
from tests.rules.hidden import redealt
from tests.tiny import TINY
from wargame.actors import advice as advising
from wargame.actors.advice import SEED, advise
from wargame.actors.evaluator import Evaluator
from wargame.actors.outlook import almanac_of
from wargame.actors.planner import LEVELS, Search, Trial
from wargame.actors.thumb import ThumbActor, forced
from wargame.explain.advice import CONCERNS, Advice
from wargame.rules.board import Kind
from wargame.rules.chance import mix
from wargame.rules.compiled import Scenario
from wargame.rules.game import Game
from wargame.rules.records import Ended
from wargame.rules.scoring import final_scores
from wargame.scenario import load

LEVEL = LEVELS[advising.LEVEL]


def steps(path: str, every: int) -> list[Step]:
    """Decisions with something to choose, of a game that rules of thumb play."""
    return [step for step in played(path, 0) if len(step.legal) > 1][::every]


def test_three_moves_are_shown_each_with_what_it_promises_and_what_is_feared() -> None:
    fears = concerns = 0
    for step in [step for step in steps("linchpin", 1) if step.legal[0].kind == Kind.ACT][::53]:
        found = advise(step.view, step.legal)
        assert len(found.counsels) == 3
        assert len({counsel.key for counsel in found.counsels}) == 3
        for at, counsel in enumerate(found.counsels):
            assert step.game.space.parse(counsel.key) in step.game.legal
            assert 0 <= counsel.expected.win <= 1
            assert counsel.worst.score + LEVEL.win * counsel.worst.win <= (
                counsel.expected.score + LEVEL.win * counsel.expected.win + 1e-9
            )
            assert counsel.intent
            assert counsel.concern in {"", *CONCERNS}
            told = (counsel.about, counsel.promise, counsel.fear, found.case(at))
            assert all(told)
            fears += bool(counsel.fears)
            concerns += bool(counsel.concern)
    assert fears > 2
    assert concerns > 2


def test_what_cannot_wait_is_advised_alone() -> None:
    """Rules of thumb would do it at once: so does the adviser, and tells what it promises."""
    step = next(
        step
        for path in ("linchpin", "tightrope")
        for step in steps(path, 1)
        if len(ThumbActor(SEED).considered(step.view, step.legal)) == 1
    )
    found = advise(step.view, step.legal)
    [counsel] = found.counsels
    assert step.game.space.parse(counsel.key) in step.game.legal
    assert found.case(0) == "It cannot wait: nothing else was weighed."
    assert "chance to win" in counsel.promise


@pytest.mark.parametrize("path", ["linchpin", "the-tap", "primer"])
def test_at_the_opening_nobody_is_sure_to_win_or_to_lose(path: str) -> None:
    """Rules of thumb in all seats: odds of the shipped scenarios are those of games that were played."""
    scenario = load(path)
    judge = Evaluator(almanac_of(scenario))
    assert judge.fitted
    wins = judge.estimate(Game.new(scenario, 3, quiet=True).state).wins
    assert max(wins) < min(0.9, 2 / scenario.npowers)
    assert min(wins) > 0.05


def test_no_odds_are_told_where_no_games_were_fitted(tiny: Scenario) -> None:
    game = Game.new(tiny, 3, quiet=True)
    while game.decision is not None and game.decision.kind != Kind.ACT:
        game.play(game.legal.pick(1))
    assert game.decision is not None
    found = advise(game.view(game.decision.seat), tuple(game.legal))
    assert found.counsels
    assert all(each.expected.win is None is each.worst.win for each in found.counsels)


def test_every_kind_of_question_gets_advice() -> None:
    seen = set()
    for step in (*steps("linchpin", 1), *steps("board-vote", 1)):
        kind = step.legal[0].kind
        if kind not in seen:
            seen.add(kind)
            keys = [counsel.key for counsel in advise(step.view, step.legal).counsels]
            assert keys
            assert all(step.game.space.parse(key) in step.game.legal for key in keys)
    assert {Kind.ACT, Kind.OPTION, Kind.SIGNAL, Kind.ANSWER, Kind.VOTE, Kind.AGENDA} <= seen


def test_where_there_is_nothing_to_choose_nothing_is_advised() -> None:
    step = steps("the-tap", 1)[0]
    found = advise(step.view, step.legal[:1])
    assert found.counsels == ()
    assert found.basis == "There is nothing to choose."


@pytest.mark.parametrize(("path", "every"), [("linchpin", 53), (str(TINY), 7)])
def test_nothing_hidden_from_a_seat_changes_its_advice(path: str, every: int) -> None:
    """Others' agendas, grades, covert acts, money put by, the deck, the dice: dealt afresh, the advice is the same."""
    compared = 0
    for at, step in enumerate(steps(path, every)):
        before, seat = step.view.digest(), step.view.seat
        ours = advise(step.view, step.legal)
        assert step.view.digest() == before
        for number in range(2):
            state = redealt(step.game.scenario, step.game.state, seat, mix(at, 8, number))
            twin = Game.at(step.game.scenario, state)
            assert tuple(twin.legal) == step.legal
            assert advise(twin.view(seat), tuple(twin.legal)) == ours
            compared += 1
    assert compared >= 6


def test_what_is_feared_happened_in_the_worst_trial(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each thing named cost something there, and less or nothing in the best one."""
    named = 0
    for step in [step for step in steps("linchpin", 1) if step.legal[0].kind == Kind.ACT][::67]:
        found = advise(step.view, step.legal)
        search = Search(step.view, SEED, LEVEL)
        ranked = [(0.0, step.game.space.parse(counsel.key)) for counsel in found.counsels]
        tried = {each.action.key: each for each in search.tried(ranked, 3)}
        for counsel in found.counsels:
            trials = tried[counsel.key].trials
            worst = min(trials, key=lambda trial: trial.worth(LEVEL))
            best = max(trials, key=lambda trial: trial.worth(LEVEL))
            there, spared = (
                advising._losses(search, tried[counsel.key].action, trial) for trial in (worst, best)
            )
            for text in advising._fears(search, tried[counsel.key], worst):
                assert there[text] > spared.get(text, 0.0)
                named += 1
    assert named > 1


def test_a_trial_lived_again_comes_to_the_same_board() -> None:
    step = next(step for step in steps("linchpin", 1) if step.legal[0].kind == Kind.ACT)
    search = Search(step.view, SEED, LEVEL)
    [first, *_] = search.tried([(0.0, action) for action in step.legal[:3]], 3)
    for trial in first.trials:
        game = search.again(first.action, trial.number)
        assert game.digest() == trial.end.digest()
        assert game.entries


def test_a_catastrophe_in_the_worst_trial_is_what_is_feared() -> None:
    """It is told by its ending, whatever led to it."""
    step = next(step for step in steps("linchpin", 1) if step.legal[0].kind == Kind.ACT)
    search = Search(step.view, SEED, LEVEL)
    [first, *_] = search.tried([(0.0, action) for action in step.legal[:2]], 2)
    endings = step.game.scenario.spec.endings
    shared = next(number for number, each in enumerate(endings) if each.shared)
    lost = first.trials[0].end.copy()
    lost.ended = Ended(shared, (), (0, 1, 2, 3), True)
    first.trials.append(Trial(0, 0.0, 0.0, lost))
    assert advising._fears(search, first, first.trials[-1]) == (endings[shared].title,)


def test_the_words_are_the_seat_s_own_and_hold_the_figures() -> None:
    step = next(step for step in steps("linchpin", 30) if step.legal[0].kind == Kind.ACT)
    found: Advice = advise(step.view, step.legal)
    first = found.counsels[0]
    assert f"{first.expected.score:.1f} points" in first.promise
    assert f"{round(100 * first.worst.win)}%" in first.fear
    assert found.case(0).startswith("Beside the next: ")
    assert found.case(1).startswith("Beside the first: ")
    assert "6 positions" in found.basis


def scores(scenario: Scenario, seed: int, following: int) -> list[int]:
    """What all come to where rules of thumb play, but for one seat that does whatever it is advised first (-1: none)."""
    game = Game.new(scenario, seed, quiet=True)
    players = [ThumbActor(seat_seed(seed, seat)) for seat in range(scenario.npowers)]
    while (decision := game.decision) is not None:
        view, legal = game.view(decision.seat), tuple(game.legal)
        if decision.seat == following and not forced(view, legal):
            ranked = ThumbActor(SEED).considered(view, legal)[: LEVEL.candidates]
            game.play(Search(view, SEED, LEVEL).tried(ranked, advising.SHOWN)[0].action)
        else:
            game.play(players[decision.seat].pick(view, legal))
    return final_scores(scenario, game.state)


@pytest.mark.slow
def test_whoever_only_follows_it_scores_as_well_as_rules_of_thumb() -> None:
    """In the campaign, in each seat on six seeds, against the game of the same seed that rules of thumb play alone."""
    scenario, gains = load("linchpin"), dict[str, list[int]]()
    for seed in range(500, 506):
        before = scores(scenario, seed, -1)
        for seat, name in enumerate(scenario.ids["power"]):
            gains.setdefault(name, []).append(scores(scenario, seed, seat)[seat] - before[seat])
            print(seed, name, gains[name][-1], flush=True)
    every = [gain for each in gains.values() for gain in each]
    told = ", ".join(f"{name} {mean(each):+.1f}" for name, each in gains.items())
    print(
        f"points gained by following advice: {mean(every):+.1f} ({told}); more in {sum(g > 0 for g in every)} of 24"
    )
    # A war now and then outweighs what all the other games bring: the middle says more than the mean.
    assert median(every) >= 0
    assert sum(gain > 0 for gain in every) > sum(gain < 0 for gain in every)


def test_what_is_followed_in_that_measure_is_the_first_advice() -> None:
    step = next(step for step in steps("linchpin", 40) if step.legal[0].kind == Kind.ACT)
    ranked = ThumbActor(SEED).considered(step.view, step.legal)[: LEVEL.candidates]
    first = Search(step.view, SEED, LEVEL).tried(ranked, advising.SHOWN)[0]
    assert advise(step.view, step.legal).counsels[0].key == first.action.key
