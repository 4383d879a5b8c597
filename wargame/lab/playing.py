"""One game between actors, without ledger, log or journal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from attrs import define, frozen

from wargame.actors import make
from wargame.lab.faults import LabFault, placed
from wargame.lab.lines import line
from wargame.rules.actions.base import Action
from wargame.rules.board import Kind
from wargame.rules.chance import ACTOR, mix
from wargame.rules.compiled import Scenario
from wargame.rules.game import Game
from wargame.rules.scoring import final_scores
from wargame.table.thinker import BUDGET


@define
class _Moment:
    """Where a game is, for whoever wants to come there again."""

    scenario: str
    index: int
    seed: int
    decision: int = 0
    player: str = "before the first"

    def __str__(self) -> str:
        return (
            f"{self.scenario}, game {self.index} (seed {self.seed}), decision {self.decision}, {self.player}"
        )


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


@frozen
class Watched:
    """A game with what cannot be read off its end."""

    record: GameRecord
    used: dict[str, dict[str, int]]
    """By seat: how often it took each class of action."""
    decided: dict[str, int]
    """By seat: decisions of every kind."""
    history: tuple[tuple[int, ...], ...]
    """Every seat's total after each turn."""
    shared: bool
    """Whether it ended in a catastrophe for all."""


def play_game(
    scenario: Scenario,
    controllers: Mapping[str, str],
    seed: int,
    index: int = 0,
    sealed: bool | None = None,
) -> GameRecord:
    """Play one game to its end, as a table with that seed would. Raises `LabFault` when anything goes wrong in it."""
    return watch_game(scenario, controllers, seed, index, sealed).record


def watch_game(
    scenario: Scenario,
    controllers: Mapping[str, str],
    seed: int,
    index: int = 0,
    sealed: bool | None = None,
    repeating: Mapping[str, str] | None = None,
) -> Watched:
    """Play one game and watch it. A seat in `repeating` holds to that line of play, or takes that class whenever it can."""
    moment = _Moment(scenario.spec.id, index, seed)
    with placed(moment):
        return _watch(scenario, controllers, moment, sealed, repeating or {})


def _watch(
    scenario: Scenario,
    controllers: Mapping[str, str],
    moment: _Moment,
    sealed: bool | None,
    repeating: Mapping[str, str],
) -> Watched:
    seed = moment.seed
    game = Game.new(scenario, seed, quiet=True, sealed=sealed)
    seats = scenario.ids["power"]
    used: dict[str, Counter[str]] = {seat: Counter() for seat in seats}
    decided = dict.fromkeys(seats, 0)
    while (decision := game.decision) is not None:
        seat = seats[decision.seat]
        moment.player = controllers[seat]
        thought = mix(seed, ACTOR, decision.seat)
        action = _decide(moment, repeating.get(seat, ""), thought, game, decision.seat)
        game.play(action)
        decided[seat] += 1
        moment.decision += 1
        if decision.kind == Kind.ACT:
            used[seat][action.code] += 1
    state, ended = game.state, game.state.ended
    assert ended is not None, "a game without a decision has ended"
    record = GameRecord(
        index=moment.index,
        seed=seed,
        winner=seats[ended.winners[0]] if len(ended.winners) == 1 else None,
        scores=dict(zip(seats, final_scores(scenario, state), strict=True)),
        ending=scenario.spec.endings[ended.ending].id,
        turns=state.turn,
        decisions=moment.decision,
        digest=game.digest(),
    )
    counted = {seat: dict(sorted(codes.items())) for seat, codes in used.items()}
    return Watched(record, counted, decided, state.history, ended.shared)


def _decide(moment: _Moment, held: str, seed: int, game: Game, seat: int) -> Action:
    view = game.view(seat)
    narrowed = tuple(line(held)(view, game.legal)) if held else ()
    choices = narrowed or tuple(game.legal)
    action = make(moment.player, seed).decide(view, choices, BUDGET).action
    if action not in choices and (narrowed or action not in game.legal):
        raise LabFault(f"{moment}: chose {action.key!r}, which is not legal")
    return action
