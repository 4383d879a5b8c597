"""Chokepoint as a PettingZoo AEC environment: `env(scenario)`. docs/research.md has the arrays."""

from __future__ import annotations

from typing import Any, ClassVar

import gymnasium
import numpy as np
from pettingzoo import AECEnv
from pettingzoo.utils import wrappers

from wargame.bridges.arrays import HIGHEST, LOWEST, Mask, layout, mask, observation, rewards
from wargame.rules.actions.base import describe
from wargame.rules.chance import mix
from wargame.rules.game import Game
from wargame.rules.space import space_of
from wargame.scenario import CAMPAIGN, load

REWARDS = ("win", "score")


def env(scenario: str = CAMPAIGN, **options: Any) -> AECEnv[str, Any, Any]:
    """The environment as research code expects it: order enforced, illegal moves end the game at the mover's cost."""
    made: AECEnv[str, Any, Any] = raw_env(scenario, **options)
    made = wrappers.TerminateIllegalWrapper(made, illegal_reward=-1)
    made = wrappers.AssertOutOfBoundsWrapper(made)
    return wrappers.OrderEnforcingWrapper(made)


class raw_env(AECEnv[str, Any, Any]):  # type: ignore[misc] # named as PettingZoo names it; it has no types
    """The same without wrappers: quicker, and an illegal action raises `IllegalAction`.

    `reward` is given at the end: `win` (1, shared among the winners) or `score` (a hundredth of the total). `sealed`
    orders are planned in secret and revealed together; None leaves it to the scenario.
    """

    metadata: ClassVar[dict[str, Any]] = {
        "name": "chokepoint_v0",
        "render_modes": ["ansi"],
        "is_parallelizable": False,
    }

    def __init__(
        self,
        scenario: str = CAMPAIGN,
        *,
        reward: str = "win",
        sealed: bool | None = None,
        render_mode: str | None = None,
    ) -> None:
        super().__init__()
        if reward not in REWARDS:
            raise ValueError(f"no reward is called {reward!r}: one of {', '.join(REWARDS)}")
        self.scenario = load(scenario)
        self.render_mode = render_mode
        self.layout = layout(self.scenario)
        """What each number of an observation is."""
        self._reward, self._sealed = reward, sealed
        self._space = space_of(self.scenario)
        self.possible_agents = list(self.scenario.ids["power"])
        box = gymnasium.spaces.Box(LOWEST, HIGHEST, (len(self.layout),), np.int32)
        choices = gymnasium.spaces.Box(0, 1, (len(self._space),), np.int8)
        self.observation_spaces = {
            agent: gymnasium.spaces.Dict({"observation": box, "action_mask": choices})
            for agent in self.possible_agents
        }
        self.action_spaces = {
            agent: gymnasium.spaces.Discrete(len(self._space)) for agent in self.possible_agents
        }
        self._seed, self._episodes = 0, 0
        self._mask: Mask | None = None
        """The choices of the pending decision, once somebody has asked for them."""

    def observation_space(self, agent: str) -> gymnasium.Space[Any]:
        """A dict of `observation`, in the order of `layout`, and `action_mask`."""
        return self.observation_spaces[agent]

    def action_space(self, agent: str) -> gymnasium.Space[Any]:
        """The number of an action of the scenario; deals of the players' own making have none."""
        return self.action_spaces[agent]

    def reset(self, seed: int | None = None, options: dict[str, Any] | None = None) -> None:
        """A new game. With a seed that game; without one the next of the run."""
        if seed is not None:
            self._seed, self._episodes = seed, 0
        self.game = Game.new(
            self.scenario, mix(self._seed, 0, self._episodes), quiet=True, sealed=self._sealed
        )
        self._episodes += 1
        self.agents = self.possible_agents[:]
        self.rewards = dict.fromkeys(self.agents, 0.0)
        self._cumulative_rewards = dict.fromkeys(self.agents, 0.0)
        self.terminations = dict.fromkeys(self.agents, False)
        self.truncations = dict.fromkeys(self.agents, False)
        self.infos: dict[str, dict[str, Any]] = {agent: {} for agent in self.agents}
        self._next()

    def observe(self, agent: str) -> dict[str, Any]:
        """What a seat knows, and what it may do."""
        seat = self.possible_agents.index(agent)
        if agent != self.agent_selection or self.game.over:
            return {"observation": observation(self.game, seat), "action_mask": mask(self.game, seat)}
        if self._mask is None:
            self._mask = mask(self.game, seat)
        return {"observation": observation(self.game, seat), "action_mask": self._mask.copy()}

    def step(self, action: Any) -> None:
        """Carry out the pending seat's action, by number; None once it is out of the game."""
        agent = self.agent_selection
        if self.terminations[agent] or self.truncations[agent]:
            self._was_dead_step(action)
            return
        self._cumulative_rewards[agent] = 0.0
        chosen = self._space.actions[int(action)]
        if self._mask is None or not self._mask[int(action)]:
            self.game.check(chosen)
        self.game.play(chosen)
        if self.game.over:
            earned = rewards(self.scenario, self.game.state, self._reward)
            self.rewards = dict(zip(self.possible_agents, earned, strict=True))
            self.terminations = dict.fromkeys(self.agents, True)
            self._accumulate_rewards()
        else:
            self._next()

    def _next(self) -> None:
        decision = self.game.decision
        assert decision is not None, "a game that goes on asks somebody"
        self.agent_selection = self.possible_agents[decision.seat]
        self._mask = None

    def render(self) -> str:
        """The choices of the pending decision, in words."""
        decision = self.game.decision
        if decision is None:
            return "The game is over."
        told = [f"{action.number}: {describe(action, self.scenario)}" for action in self.game.legal]
        quarter = self.scenario.quarter(self.game.state.turn)
        return "\n".join([f"{quarter}, {self.agent_selection}", *told])

    def close(self) -> None:
        """Nothing is open."""
