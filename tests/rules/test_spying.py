"""Whose hand it was is not read off boards, logs, ledgers, the order of moves, sums or scores."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import chain, combinations, islice
from random import Random

import pytest

from wargame.rules.actions.base import Action
from wargame.rules.board import Kind
from wargame.rules.game import Game

from .playing import scenario
from .spying import CLUES, Deed, able, bound, chance, deeds, guesses, learned, tame
from .twins import Twin, at_move, told_apart

BOARDS = ("linchpin", "tightrope", "board-vote")


def watched(names: tuple[str, ...], most: int, *, sealed: bool = False) -> list[Deed]:
    games = ((name, seed) for seed in range(20 * most) for name in names)
    found = chain.from_iterable(deeds(name, [seed], sealed=sealed) for name, seed in games)
    kept = list(islice(found, most))
    assert len(kept) == most
    return kept


def judge(found: list[Deed], deviations: float) -> None:
    """No spy names the sponsor better than lots would, by more than luck allows."""
    limit = bound(found, deviations)
    for name, clue in CLUES.items():
        hits = guesses(found, clue, Random(1))
        assert hits <= limit, f"{name}: {hits} of {len(found)}, by lot {chance(found):.0f}"
    hits = learned(found, Random(2))
    assert hits <= limit, f"learned: {hits} of {len(found)}, by lot {chance(found):.0f}"


def test_no_spy_names_the_hand() -> None:
    """A sample: what a spy may be shown leaves it guessing."""
    judge(watched(("board-vote",), 24), 3.5)


@pytest.mark.slow
def test_no_spy_names_the_hand_in_five_hundred_acts() -> None:
    """Of each kind and of all together."""
    found = watched(BOARDS, 500)
    judge(found, 3.0)
    for kind in range(4):
        of_kind = [deed for deed in found if deed.kind == kind]
        assert len(of_kind) > 60
        judge(of_kind, 3.5)


def test_a_spy_would_find_what_shows() -> None:
    """The clues are good: a point that a secret act took from its sponsor in sight of all is found every time."""
    found = []
    for deed in watched(("board-vote",), 12):
        frames = list(deed.frames)
        state = frames[-1].view.state
        state.points[deed.sponsor] -= 1
        found.append(deed)
    assert guesses(found, CLUES["unexplained figures"], Random(1)) > bound(found)


# ---- two games that differ in a secret alone
def starts(
    name: str, seeds: range, wanted: Callable[[Game], Action | None]
) -> Iterator[tuple[Game, Action, int]]:
    """Positions of random games in which a seat that is asked to act could do something wanted; one of each game."""
    for seed in seeds:
        rng, game = Random(seed), Game.new(scenario(name), seed, quiet=True)
        skip = rng.randrange(12, 60)
        for step in range(400):
            if game.over:
                break
            found = (
                wanted(game) if step >= skip and game.decision and game.decision.kind == Kind.ACT else None
            )
            if found is not None:
                yield game, found, seed
                break
            game.apply(tame(game, rng))


def of_code(code: str) -> Callable[[Game], Action | None]:
    return lambda game: next((action for action in game.legal if action.code == code), None)


def never(game: Game) -> bool:
    return False


def with_and_without(code: str, seeds: range) -> tuple[list[str], int]:
    """What told others that a secret act was done, in games played on to their ends; and how many games that were."""
    apart, games = [], 0
    for game, action, seed in starts("linchpin", seeds, of_code(code)):
        twins = Twin.of(game, seed), Twin.of(game, seed)
        twins[0].play(action)
        readers = [seat for seat in range(4) if seat != action.seat]
        apart += filter(None, [told_apart(twins, readers, seed, never)])
        games += 1
    return apart, games


def of_two_hands(seeds: range) -> tuple[list[str], int]:
    """What told others which of two powers did one and the same act, in games played on to their ends."""
    apart, games = [], 0
    for game, action, seed in starts("linchpin", seeds, of_code("covert")):
        other = _by_another(game, action)
        if other is None:
            continue
        twins = Twin.of(game, seed), Twin.of(game, seed)
        twins[0].play(action)
        readers = [seat for seat in range(4) if seat not in (action.seat, other.seat)]
        told = told_apart(twins, readers, seed, lambda g, seat=other.seat: at_move(g, seat))  # type: ignore[misc]
        reached = at_move(twins[1].game, other.seat) and other in twins[1].game.legal
        if not told and reached:
            twins[1].play(other)
            told = told_apart(twins, readers, seed + 1, never)
        games += 1
        apart += filter(None, [told])
    return apart, games


def _by_another(game: Game, action: Action) -> Action | None:
    twins = [
        a
        for a in game.space.actions
        if a.key.split()[0::2] == action.key.split()[0::2]
        and a.key.split()[3] == action.key.split()[3]
        and a.seat != action.seat
        and not game.state.passed >> a.seat & 1
        and able(game.board, a)
    ]
    return twins[0] if twins else None


def test_the_same_act_of_two_hands_looks_the_same() -> None:
    """Third parties, the victim among them, see one game whichever of two powers acted, until it is traced."""
    apart, games = of_two_hands(range(3))
    assert games >= 2
    assert not apart


@pytest.mark.parametrize("code", ["divert", "conceal"])
def test_what_is_done_in_secret_at_home_shows_nowhere(code: str) -> None:
    """Money that is diverted and a share that is kept back change nothing that others see, until they are found out."""
    apart, games = with_and_without(code, range(2))
    assert games == 2
    assert not apart


@pytest.mark.slow
def test_no_spy_names_the_hand_behind_sealed_orders() -> None:
    """Nor when the others' orders are opened one by one."""
    judge(watched(BOARDS, 300, sealed=True), 3.5)


@pytest.mark.slow
def test_no_secret_act_is_told_apart_in_many_games() -> None:
    """The same over many games."""
    for apart, games in (
        of_two_hands(range(100, 180)),
        with_and_without("divert", range(100, 160)),
        with_and_without("conceal", range(100, 160)),
        riders(range(100, 140)),
    ):
        assert games >= 40
        assert not apart


def out(game: Game) -> bool:
    """Whether a secret rider has been broken, or a pledged stake seized: both are for all to see."""
    return any(event.kind in ("secret_promise_broken", "stake_seized") for event in game.events)


def riders(seeds: range) -> tuple[list[str], int]:
    """What told third parties which secret rider a loan carries, or that it carries one."""
    apart, games = [], 0
    for game, action, seed in starts("linchpin", seeds, of_code("lend")):
        head = action.key.split()[:4]
        choices = [a for a in game.legal if a.key.split()[:4] == head]
        secret = [a for a in choices if ":secret" in a.key or a.key.endswith("plain")]
        readers = [
            seat for seat in range(4) if seat not in (action.seat, game.scenario.numbers["power"][head[2]])
        ]
        for one, two in islice(combinations(secret, 2), 3):
            twins = Twin.of(game, seed), Twin.of(game, seed)
            twins[0].play(one)
            twins[1].play(two)
            accept = game.space.parse(f"accept {head[2]}")
            told = [r for r in readers if twins[0].known(r) != twins[1].known(r)]
            for twin in twins:
                twin.play(accept)
            games += 1
            apart += filter(None, [f"the offer: {told}" if told else told_apart(twins, readers, seed, out)])
    return apart, games


def test_secret_riders_are_not_told_apart_while_they_are_kept() -> None:
    """Third parties see the same loan whatever its secret rider, and the same as without one."""
    apart, games = riders(range(2))
    assert games >= 3
    assert not apart


@pytest.mark.parametrize("seeds", [range(1), pytest.param(range(1, 20), marks=pytest.mark.slow)])
def test_an_agenda_is_not_read_off_the_board(seeds: range) -> None:
    """Whichever agenda a power keeps, the others see one game until the last quarter is reckoned."""
    for seed in seeds:
        game = Game.new(scenario("linchpin"), seed, quiet=True)
        assert game.decision is not None
        seat, choices = game.decision.seat, list(game.legal)
        twins = Twin.of(game, seed), Twin.of(game, seed)
        for twin, choice in zip(twins, choices, strict=True):
            twin.play(choice)
        others = [other for other in range(4) if other != seat]
        assert not told_apart(twins, others, seed, never)
