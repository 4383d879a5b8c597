"""A whole player in a page: it takes the choice whose forecast does most for its goals."""

from __future__ import annotations

from collections.abc import Sequence

from wargame.actors import Choice
from wargame.explain.prospects import Prospect, prospect
from wargame.rules.actions.base import Action
from wargame.rules.chance import mix
from wargame.rules.observe import View


class Prudent:
    """`wargame play linchpin --seat PAK=human --seat CHN=docs/bots/prudent.py:Prudent`."""

    def __init__(self, seed: int) -> None:
        self.seed = seed

    def decide(self, view: View, legal: Sequence[Action], budget: int) -> Choice:
        """Look at as many choices as the budget allows; the best wins, and of equals the one that chance picks."""
        best: tuple[float, int, Action] | None = None
        for action in legal[:budget]:
            worth = worth_of(prospect(view, action))
            tie = mix(self.seed, view.state.turn, action.number)
            if best is None or (worth, tie) > best[:2]:
                best = worth, tie, action
        assert best is not None, "there is always a choice"
        worth, _, action = best
        if action.secret or action.operation:
            return Choice(action)
        return Choice(action, "look one move ahead", f"worth {worth:+.1f} points at once" if worth else "")


def worth_of(seen: Prospect) -> float:
    """Points gained at once, on the average of all ways in which chance may fall; of an offer, as if it were accepted."""
    points = sum(gain.points for gain in seen.gains)
    points += sum(way.odds * gain.points for way in seen.ways for gain in way.gains) / 100
    if seen.accepted is not None:
        points += sum(gain.points for gain in seen.accepted.gains)
    # What costs nothing but money is worth a little less than its points, or everything would be bought.
    return points / 100 - 0.01 * seen.cost.money
