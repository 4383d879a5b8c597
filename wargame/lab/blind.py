"""Whether a reader tells two governments of a power apart: ten decisions and lines of one of them, names taken off.

    python -m wargame.lab.blind linchpin --cases 20 --seed 1 --out blind

writes `blind-cases.txt` for the reader and `blind-key.txt` for whoever counts. A case names two governments with what
is told of them where they are chosen, then ten things that one of the two did and said in a game by rules of thumb.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations
from pathlib import Path
from random import Random

import click
from attrs import frozen

from wargame.actors import DEFAULT_ACTOR, make
from wargame.explain.grammar import capital
from wargame.explain.voices import spoken
from wargame.files import write_whole
from wargame.lab.seeds import child_seed
from wargame.rules.actions.answers import Pass
from wargame.rules.actions.base import Action, describe
from wargame.rules.board import Kind
from wargame.rules.chance import ACTOR, mix
from wargame.rules.compiled import Scenario
from wargame.rules.events import ALL
from wargame.rules.game import Game
from wargame.scenario import load
from wargame.table.thinker import BUDGET

THINGS, LINES = 10, 5
"""Things shown of a game, and at most how many of them are lines."""
_SHOWN = (Kind.ACT, Kind.SIGNAL)
"""The decisions that are shown: those that nobody asked for."""


@frozen
class Case:
    """Two governments of a power, by their places, and what one of them did and said."""

    seat: int
    pair: tuple[int, int]
    answer: int
    """Which of the pair it was: 0 or 1."""
    things: tuple[str, ...]


def cases(scenario: Scenario, number: int, seed: int, lines: int = LINES) -> Iterator[Case]:
    """So many cases, every pair of every power as often as the others."""
    draw = Random(seed)
    pairs = [
        (seat, pair)
        for seat, own in enumerate(scenario.governments)
        for pair in combinations(range(len(own)), 2)
    ]
    draw.shuffle(pairs)
    for at in range(number):
        seat, (one, other) = pairs[at % len(pairs)]
        pair = (one, other) if draw.random() < 0.5 else (other, one)
        answer = draw.randrange(2)
        played = _played(scenario, child_seed(seed, at), seat, pair[answer])
        yield Case(seat, pair, answer, _some(played, draw, lines))


def _played(scenario: Scenario, seed: int, seat: int, government: int) -> list[tuple[int, bool, str]]:
    """What a seat did and said in a game: the place in the log, whether it is a line, and the words."""
    game = Game.new(scenario, seed, governments={seat: government})
    actors = [make(DEFAULT_ACTOR, mix(seed, ACTOR, each)) for each in range(scenario.npowers)]
    found: list[tuple[int, bool, str]] = []
    while (decision := game.decision) is not None:
        view = game.view(decision.seat)
        action = actors[decision.seat].decide(view, tuple(game.legal), BUDGET).action
        if decision.seat == seat and _tells(action):
            quarter = scenario.quarter(game.state.turn)
            found.append((len(game.events), False, f"{quarter}: {describe(action, scenario)}"))
        game.apply(action)
    for line in spoken(scenario, game.state, game.events):
        if line.seat == seat:
            found.append((line.at, True, f"{scenario.quarter(line.turn)}: “{line.text}”"))
    return sorted(found, key=lambda each: each[0])


def _tells(action: Action) -> bool:
    return (
        action.kind in _SHOWN
        and action.mask == ALL
        and not isinstance(action, Pass)
        and action.code != "hold"
    )


def _some(played: Sequence[tuple[int, bool, str]], draw: Random, lines: int) -> tuple[str, ...]:
    """Ten things in their order, lines among them."""
    said = [at for at, each in enumerate(played) if each[1]]
    done = [at for at, each in enumerate(played) if not each[1]]
    chosen = draw.sample(said, min(lines, len(said)))
    chosen += draw.sample(done, min(THINGS - len(chosen), len(done)))
    return tuple(played[at][2] for at in sorted(chosen))


def told(scenario: Scenario, number: int, case: Case) -> str:
    """A case as its reader sees it."""
    own = scenario.governments[case.seat]
    offered = [f"  ({at}) {capital(own[g].name)}. {own[g].about}" for at, g in enumerate(case.pair, 1)]
    head = f"Case {number}. {scenario.names['power'][case.seat]} is governed by one of these two:"
    return "\n".join([head, *offered, "", *(f"  - {each}" for each in case.things), ""])


@click.command(help=__doc__)
@click.argument("scenario")
@click.option("--cases", "number", default=20, show_default=True)
@click.option("--seed", default=1, show_default=True)
@click.option("--lines", default=LINES, show_default=True, help="Lines among the ten things, at most.")
@click.option("--out", type=click.Path(path_type=Path), required=True, help="How both files' names begin.")
def main(scenario: str, number: int, seed: int, lines: int, out: Path) -> None:
    """Write cases and key."""
    board = load(scenario)
    found = list(cases(board, number, seed, lines))
    texts = [told(board, at, case) for at, case in enumerate(found, 1)]
    key = [f"{at}: ({case.answer + 1})" for at, case in enumerate(found, 1)]
    for name, rows in (("cases", texts), ("key", key)):
        write_whole(out.with_name(f"{out.name}-{name}.txt"), ("\n".join(rows) + "\n").encode())


if __name__ == "__main__":
    main()
