"""The finite, numbered action space of a scenario: every action it can ever offer, made once and interned."""

from __future__ import annotations

from attrs import define, evolve

from wargame.rules.actions import CATALOGUE
from wargame.rules.actions.base import Action, key_of
from wargame.rules.board import Kind
from wargame.rules.compiled import Scenario
from wargame.rules.composing import Unnumbered, keyed, parse_unnumbered
from wargame.rules.errors import BadAction


@define(eq=False, repr=False)
class Space:
    """`actions[n]` is action number n; `groups` lists the numbers that can answer a kind of decision, by seat."""

    scenario: Scenario
    actions: tuple[Action, ...]
    by_key: dict[str, Action]
    groups: dict[tuple[int, int], tuple[Action, ...]]
    orderable: frozenset[int]
    """Numbers of the actions that can be sealed as orders: all that answer ACT but passing."""

    def __len__(self) -> int:
        return len(self.actions)

    def parse(self, key: str) -> Action:
        """The action with this key. Raises `BadAction`."""
        words = key.split()
        found = self.by_key.get(" ".join(words))
        if found is None:
            found = parse_unnumbered(self.scenario, words)
        if found is None:
            raise BadAction(f"no such action in this scenario: {key!r}")
        return found

    def intern(self, action: Action) -> Action:
        """The interned twin of an action built by hand. Raises `BadAction`."""
        if 0 <= action.number < len(self.actions) and self.actions[action.number] is action:
            return action
        if isinstance(action, Unnumbered):
            return keyed(self.scenario, action)
        for twin in self.groups.get((int(action.kind), action.seat), ()):
            if twin == action:
                return twin
        raise BadAction(f"no such action in this scenario: {action!r}")


def space_of(scenario: Scenario) -> Space:
    """The scenario's action space, built on first use."""
    found = scenario.cache.get("space")
    if not isinstance(found, Space):
        found = scenario.cache["space"] = _build(scenario)
    return found


def _build(scenario: Scenario) -> Space:
    actions: list[Action] = []
    groups: dict[tuple[int, int], list[Action]] = {}
    for kind in Kind:
        for seat in range(scenario.npowers):
            groups[int(kind), seat] = []
    for cls in CATALOGUE:
        for seat, power in enumerate(scenario.powers):
            if cls.kind == Kind.ACT and cls.code != "pass" and cls.code not in power.menu:
                continue
            for bare in cls.every(scenario, seat):
                action = evolve(bare, number=len(actions), key=key_of(bare, scenario))
                actions.append(action)
                groups[int(cls.kind), seat].append(action)
    by_key = {action.key: action for action in actions}
    assert len(by_key) == len(actions), "two actions share a key"
    orderable = frozenset(a.number for a in actions if a.kind == Kind.ACT and a.code != "pass")
    return Space(scenario, tuple(actions), by_key, {k: tuple(v) for k, v in groups.items()}, orderable)
