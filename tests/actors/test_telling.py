"""The reason that others read follows from what they know: the same move is told in the same words, whatever is secret."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pytest

from tests.actors.conftest import Step, played, seat_seed
from tests.rules.hidden import unbook
from tests.tiny import TINY
from wargame.actors import Choice, make
from wargame.actors.telling import SECRET, known_to_all
from wargame.rules.board import Kind
from wargame.rules.chance import mix
from wargame.rules.compiled import COVERT_ACTS
from wargame.rules.events import ALL
from wargame.rules.fund import debtor_of
from wargame.rules.game import Game
from wargame.rules.observe import view_of
from wargame.rules.records import Covert, Offer

GAMES = (("linchpin", 0), ("tightrope", 1))


def with_own_secrets(game: Game, seat: int, seed: int) -> Game:
    """The same position to everybody else, with other secrets of a seat's own."""
    scenario, twin = game.scenario, game.copy()
    state, count = twin.state, iter(range(1 << 20))

    def below(n: int) -> int:
        return mix(seed, 4, next(count)) % n

    dealt = len(scenario.powers[seat].agendas)
    if state.agenda[seat] >= 0:
        state.agenda[seat] = (state.agenda[seat] + 1 + below(max(1, dealt - 1))) % dealt
    everyone = (1 << scenario.npowers) - 1
    for site, known in enumerate(state.known):
        if known >> seat & 1 and known != everyone:
            state.grade[site] = below(5)
        if scenario.host[site] == seat and scenario.site_region[site] >= 0:
            state.share[site] = below(state.declared[site] + 1)
    state.coverts = tuple(covert for covert in state.coverts if covert.sponsor != seat) + tuple(
        Covert(below(len(COVERT_ACTS)), seat, target, state.turn)
        for target in range(scenario.npowers)
        if target != seat and below(2)
    )
    unbook(scenario, state, seat, -below(4) - state.unbooked[seat])
    if debtor_of(scenario) == seat:
        account = scenario.reserves[seat]
        state.diverted[seat] = below(4)
        unbook(scenario, state, account, below(4) - state.unbooked[account])
    for station, power in enumerate(scenario.station_power):
        if power == seat:
            state.unseen[station] = below(3)
    state.operations = tuple(each for each in state.operations if each.sponsor != seat)
    for other in range(scenario.npowers):
        if other != seat:
            same = view_of(scenario, game.state, other).state
            seen = view_of(scenario, state, other).state
            # Grades and shares that the two of them know are no secret of the pair, but the rest of the table's.
            seen.grade, seen.share = same.grade, same.share
            assert seen.digest() == same.digest()
    return twin


def pairs(step: Step, seed: int, most: int) -> Iterator[tuple[Choice, Choice]]:
    """What a seat says of a move under two sets of its secrets, for some of the moves that both allow."""
    seat, kind = step.view.seat, step.choice.action.kind
    if kind == Kind.AGENDA:
        return
    twin = with_own_secrets(step.game, seat, seed)
    allowed = set(twin.legal)
    actor, view, other = make("thumb", seat_seed(seed, seat)), step.view, twin.view(seat)
    for number in range(most):
        action = step.legal[mix(seed, 5, number) % len(step.legal)]
        if action in allowed:
            yield actor.decide(view, (action,), 0), actor.decide(other, (action,), 0)


def compare(path: str, seed: int, every: int, most: int) -> Counter[str]:
    said: Counter[str] = Counter()
    for at, step in enumerate(played(path, seed)):
        if at % every == 0:
            for one, other in pairs(step, mix(seed, 6, at), most):
                assert one == other
                said[one.reason] += 1
    return said


@pytest.mark.parametrize(("path", "seed"), GAMES)
def test_the_same_move_is_told_in_the_same_words_whatever_is_secret(path: str, seed: int) -> None:
    said = compare(path, seed, 3, 2)
    assert sum(said.values()) > 60
    assert len(said) > 25


@pytest.mark.slow
@pytest.mark.parametrize("path", ["linchpin", "tightrope", "board-vote", "the-tap", str(TINY)])
def test_the_same_in_many_decisions(path: str) -> None:
    """Two thousand pairs in all, and more."""
    said = sum((compare(path, seed, 1, 3) for seed in range(20, 24)), Counter[str]())
    assert sum(said.values()) > 300


@pytest.mark.parametrize("agenda", range(3))
def test_an_offer_is_refused_in_words_that_no_agenda_colours(agenda: int) -> None:
    """Under one agenda its terms would have cost nothing, under another much."""
    told = set()
    for step in played("linchpin", 0)[::7]:
        if step.choice.action.kind != Kind.ACT:
            continue
        game, scenario = step.game.copy(), step.game.scenario
        seat, giver = step.view.seat, (step.view.seat + 1) % scenario.npowers
        number = next(n for n, deal in enumerate(scenario.spec.deals) if deal.takes)
        deal = scenario.spec.deals[number]
        game.state.offer = Offer("deal", giver, seat, (number,), gives=deal.gives, takes=deal.takes)
        game.state.queue = ((int(Kind.ANSWER), seat, 0, 0),)
        refuse = [a for a in game.space.groups[Kind.ANSWER, seat] if a.code == "refuse"]
        words = []
        for kept in (game.state.agenda[seat], agenda):
            game.state.agenda[seat] = kept
            words.append(make("thumb", seat).decide(game.view(seat), refuse, 0).reason)
        assert words[0] == words[1]
        told.add(words[0])
    assert len(told) > 1


def test_what_everybody_knows_holds_nobody_s_secret() -> None:
    for step in played("linchpin", 1)[::5]:
        state, scenario = known_to_all(step.view).state, step.view.scenario
        everyone = (1 << scenario.npowers) - 1
        assert set(state.agenda) == {-1}
        assert not any((state.coverts, state.fund.riders, any(state.diverted), any(state.hand)))
        assert state.share == state.declared
        assert all(
            grade < 0 or known == everyone for grade, known in zip(state.grade, state.known, strict=True)
        )


def test_few_moves_of_a_game_are_told_without_an_intent_of_their_own() -> None:
    """The words say what the move is for, though they know less than whoever chose it."""
    for path, seed in GAMES:
        told = [step.choice for step in played(path, seed) if step.choice.action.kind == Kind.ACT]
        assert all(choice.reason for choice in told)
        assert sum(choice.intent == "use the quarter" for choice in told) < len(told) / 5


def test_of_what_is_secret_nothing_is_said() -> None:
    hidden = [step.choice for step in played("linchpin", 0) if step.choice.action.mask != ALL]
    assert hidden
    assert {(choice.intent, choice.reason) for choice in hidden} == {SECRET}
