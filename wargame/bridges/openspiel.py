"""Chokepoint for OpenSpiel: importing this registers the game `chokepoint`, as in `pyspiel.load_game("chokepoint")`.

Chance is drawn once, at the root: one of so many seeds, each as likely. From there a game is settled by what players do, as
it is at the table, so that histories replay exactly. No player sees the seed.
"""

from __future__ import annotations

from functools import cache
from typing import Any, Self

import numpy as np
import pyspiel

from wargame.bridges.arrays import layout, observation, rewards
from wargame.journal.snapshot import restored, snapshot
from wargame.rules.actions.base import describe
from wargame.rules.compiled import Scenario
from wargame.rules.game import Game
from wargame.rules.space import space_of
from wargame.scenario import CAMPAIGN, from_data, load, to_data

NAME = "chokepoint"
DEFAULTS = {"scenario": CAMPAIGN, "seeds": 1024, "reward": "win"}
"""The parameters: a scenario's id or file, among how many seeds chance draws, and `win` or `score` as the reward."""
_LONGEST = 400
"""Decisions of a quarter that no game comes near."""

TYPE = pyspiel.GameType(
    short_name=NAME,
    long_name="Chokepoint",
    dynamics=pyspiel.GameType.Dynamics.SEQUENTIAL,
    chance_mode=pyspiel.GameType.ChanceMode.EXPLICIT_STOCHASTIC,
    information=pyspiel.GameType.Information.IMPERFECT_INFORMATION,
    utility=pyspiel.GameType.Utility.GENERAL_SUM,
    reward_model=pyspiel.GameType.RewardModel.TERMINAL,
    max_num_players=6,
    min_num_players=2,
    provides_information_state_string=False,
    provides_information_state_tensor=False,
    provides_observation_string=True,
    provides_observation_tensor=True,
    parameter_specification=DEFAULTS,
)


class ChokepointGame(pyspiel.Game):  # type: ignore[misc] # pyspiel has no types
    """One scenario."""

    def __init__(self, params: dict[str, Any] | None = None) -> None:
        chosen = {**DEFAULTS, **(params or {})}
        self.rules = Rules(str(chosen["scenario"]), int(chosen["seeds"]), str(chosen["reward"]))
        scenario = self.rules.scenario
        info = pyspiel.GameInfo(
            num_distinct_actions=len(space_of(scenario)),
            max_chance_outcomes=self.rules.seeds,
            num_players=scenario.npowers,
            min_utility=0.0,
            max_utility=1.0,
            max_game_length=_LONGEST * scenario.spec.turns,
        )
        super().__init__(TYPE, info, params or {})

    def new_initial_state(self) -> ChokepointState:
        """Before chance has drawn a seed."""
        return ChokepointState(self)

    def make_py_observer(self, _kind: Any = None, _params: Any = None) -> Observer:
        """What a seat knows, as an array and as a digest."""
        return Observer(self.rules.scenario)


class ChokepointState(pyspiel.State):  # type: ignore[misc]
    """A position. `position.game` is None until chance has drawn."""

    def __init__(self, game: ChokepointGame) -> None:
        super().__init__(game)
        self.rules = game.rules
        self.position = Position(self.rules.scenario)

    def current_player(self) -> int:
        """Whose decision it is."""
        game = self.position.game
        if game is None:
            return int(pyspiel.PlayerId.CHANCE)
        return int(pyspiel.PlayerId.TERMINAL) if game.decision is None else game.decision.seat

    def _legal_actions(self, player: int) -> list[int]:
        game = self.position.game
        if game is None or game.decision is None or game.decision.seat != player:
            return []
        return sorted(action.number for action in game.legal)

    def chance_outcomes(self) -> list[tuple[int, float]]:
        """Every seed, each as likely."""
        return [(seed, 1 / self.rules.seeds) for seed in range(self.rules.seeds)]

    def _apply_action(self, action: int) -> None:
        game = self.position.game
        if game is None:
            self.position.game = Game.new(self.rules.scenario, action, quiet=True)
        else:
            game.play(game.check(game.space.actions[action]))

    def _action_to_string(self, player: int, action: int) -> str:
        if player == pyspiel.PlayerId.CHANCE:
            return f"Seed {action}"
        return describe(space_of(self.rules.scenario).actions[action], self.rules.scenario)

    def is_terminal(self) -> bool:
        """Whether the game has ended."""
        return self.position.game is not None and self.position.game.over

    def returns(self) -> list[float]:
        """By seat; nothing before the end."""
        if self.position.game is None or not self.position.game.over:
            return [0.0] * self.rules.scenario.npowers
        return rewards(self.rules.scenario, self.position.game.state, self.rules.reward)

    def __str__(self) -> str:
        """The position's digest: equal positions read alike."""
        return "before the first quarter" if self.position.game is None else self.position.game.digest()


class Rules:
    """What stays as it is from one position to the next, and is shared by all copies of one."""

    def __init__(self, scenario: str, seeds: int, reward: str) -> None:
        self.scenario, self.seeds, self.reward = _loaded(scenario), seeds, reward
        self._named = scenario

    def __deepcopy__(self, _memo: object) -> Self:
        return self

    def __reduce__(self) -> tuple[Any, ...]:
        return Rules, (self._named, self.seeds, self.reward)


@cache
def _loaded(scenario: str) -> Scenario:
    return load(scenario)


class Position:
    """A game that is copied when OpenSpiel copies a state, and written out when it writes one."""

    def __init__(self, scenario: Scenario, game: Game | None = None) -> None:
        self.scenario, self.game = scenario, game

    def __deepcopy__(self, _memo: object) -> Position:
        return Position(self.scenario, None if self.game is None else self.game.copy())

    def __reduce__(self) -> tuple[Any, ...]:
        data = to_data(self.scenario.spec)
        return _placed, (data, None if self.game is None else snapshot(self.game.state))


def _placed(data: dict[str, Any], position: dict[str, Any] | None) -> Position:
    scenario = from_data(data)
    return Position(scenario, None if position is None else Game.at(scenario, restored(position)))


class Observer:
    """What a seat knows, in the order of `bridges.arrays.layout`."""

    def __init__(self, scenario: Scenario) -> None:
        self.tensor = np.zeros(len(layout(scenario)), np.float32)
        self.dict = {"observation": self.tensor}

    def set_from(self, state: ChokepointState, player: int) -> None:
        """Write it into `tensor`."""
        game = state.position.game
        self.tensor[:] = 0 if game is None else observation(game, player)

    def string_from(self, state: ChokepointState, player: int) -> str:
        """The digest of the seat's view."""
        game = state.position.game
        return "before the first quarter" if game is None else game.view(player).digest()


pyspiel.register_game(TYPE, ChokepointGame)
