"""One game between actors, without ledger, log or journal."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import frozen

from wargame.actors import make
from wargame.rules.actions.base import Action
from wargame.rules.chance import ACTOR, mix
from wargame.rules.compiled import Scenario
from wargame.rules.game import Game
from wargame.rules.scoring import total_score
from wargame.table.thinker import BUDGET


class LabFault(Exception):
    """A run that cannot go on; the message says which game, so that it can be repeated."""


@frozen
class GameRecord:
    """How one game went."""

    index: int
    seed: int
    winner: str | None
    """The seat that won alone, or None for a tie or a shared catastrophe."""
    scores: dict[str, int]
    ending: str
    turns: int
    decisions: int
    digest: str
    """Of the final position."""


def play_game(
    scenario: Scenario,
    controllers: Mapping[str, str],
    seed: int,
    index: int = 0,
    sealed: bool | None = None,
) -> GameRecord:
    """Play one game to its end, as a table with that seed would. Raises `LabFault` when an actor fails or cheats."""
    game = Game.new(scenario, seed, quiet=True, sealed=sealed)
    seats = scenario.ids["power"]
    decisions = 0
    while (decision := game.decision) is not None:
        name = controllers[seats[decision.seat]]
        where = f"game {index} (seed {seed}), decision {decisions}, {name}"
        thought = mix(seed, ACTOR, decision.seat)
        game.play(_decide(name, thought, game, decision.seat, where))
        decisions += 1
    ended = game.state.ended
    assert ended is not None, "a game without a decision has ended"
    return GameRecord(
        index=index,
        seed=seed,
        winner=seats[ended.winners[0]] if len(ended.winners) == 1 else None,
        scores={seat: total_score(scenario, game.state, number) for number, seat in enumerate(seats)},
        ending=scenario.spec.endings[ended.ending].id,
        turns=game.state.turn,
        decisions=decisions,
        digest=game.digest(),
    )


def _decide(name: str, seed: int, game: Game, seat: int, where: str) -> Action:
    legal = tuple(game.legal)
    try:
        action = make(name, seed).decide(game.view(seat), legal, BUDGET).action
    except Exception as error:
        raise LabFault(f"{where}: {type(error).__name__}: {error}") from error
    if action not in legal:
        raise LabFault(f"{where}: chose {action.key!r}, which is not legal")
    return action
