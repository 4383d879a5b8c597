"""Playing on from a position that is thought of: once by rules of thumb, then again and again from the script of that.

Rules of thumb take most of a playout's time. What they decide for everybody after one's own move is written down, and
another move is tried by repeating it: only what is asked anew, an offer that was not made before, is thought about again.
So two moves are compared with the same dice and the same company.
"""

from __future__ import annotations

from collections.abc import Callable

from attrs import define, field

from wargame.actors.thumb import ThumbActor
from wargame.rules.actions.answers import Pass
from wargame.rules.actions.base import Action
from wargame.rules.board import Kind
from wargame.rules.compiled import Scenario
from wargame.rules.game import Decision, Game
from wargame.rules.records import Offer
from wargame.rules.state import State

Question = tuple[int, Decision, Offer | None]
"""What is asked, and when."""


def idle() -> None:
    """Nothing is to be heeded."""


@define(eq=False)
class Script:
    """What rules of thumb did from a position on."""

    acts: dict[tuple[int, int], list[Action]] = field(factory=dict)
    """By turn and seat, in order."""
    answers: dict[Question, Action] = field(factory=dict)


@define(eq=False)
class Playouts:
    """Plays on from positions of one scenario with one player by rules of thumb for every seat."""

    scenario: Scenario
    players: tuple[ThumbActor, ...]
    heed: Callable[[], None] = idle
    """Called before each thought, which may raise to end it all."""
    thought: int = 0
    """Decisions that were thought about."""

    @classmethod
    def of(cls, scenario: Scenario, seeds: tuple[int, ...]) -> Playouts:
        """Players of these seeds."""
        return cls(scenario, tuple(ThumbActor(seed) for seed in seeds))

    def first(self, state: State, action: Action, until: int) -> tuple[State, Script]:
        """Take an action and play on by rules of thumb up to the first decision of a turn; the position is used up."""
        game, script = Game.at(self.scenario, state), Script()
        game.play(action)
        while (decision := game.decision) is not None and game.state.turn < until:
            chosen = self._think(game, decision)
            if decision.kind == Kind.ACT:
                script.acts.setdefault((game.state.turn, decision.seat), []).append(chosen)
            else:
                script.answers[game.state.turn, decision, game.state.offer] = chosen
            game.play(chosen)
        return game.state, script

    def again(self, state: State, action: Action, until: int, script: Script) -> State:
        """Take another action in the same position and repeat the rest as far as it is possible still."""
        return self.through(Game.at(self.scenario, state), action, until, script).state

    def through(self, game: Game, action: Action, until: int, script: Script) -> Game:
        """The same in a game, which may keep books."""
        state = game.state
        waiting = {key: list(acts) for key, acts in script.acts.items()}
        own = waiting.get((state.turn, action.seat))
        if own is not None and action in own:
            own.remove(action)
        game.play(action)
        while (decision := game.decision) is not None and game.state.turn < until:
            game.play(self._repeat(game, decision, waiting, script))
        return game

    def _repeat(
        self, game: Game, decision: Decision, waiting: dict[tuple[int, int], list[Action]], script: Script
    ) -> Action:
        state = game.state
        if decision.kind == Kind.ACT:
            acts = waiting.get((state.turn, decision.seat), [])
            while acts:
                action = acts.pop(0)
                if action in game.legal:
                    return action
            for action in game.legal:
                if isinstance(action, Pass):
                    return action
        else:
            known = script.answers.get((state.turn, decision, state.offer))
            if known is not None and known in game.legal:
                return known
        return self._think(game, decision)

    def _think(self, game: Game, decision: Decision) -> Action:
        self.heed()
        legal = tuple(game.legal)
        self.thought += len(legal) > 1
        return self.players[decision.seat].pick(game.view(decision.seat), legal)
