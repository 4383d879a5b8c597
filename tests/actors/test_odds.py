"""How likely the other side is said to be to agree, held against what it does."""

from __future__ import annotations

from collections import defaultdict
from statistics import mean

import pytest

from tests.actors.conftest import Step, played
from wargame.actors.agreement import agreement
from wargame.actors.outlook import Almanac

GAMES = 24
ENOUGH = 40
"""Answers from which a bin is held to what it told."""
WITHIN = 0.15
"""How far a bin may be off: ten points, and the chance of so few games."""


def _settled(steps: tuple[Step, ...], at: int) -> bool:
    """Whether what was on the table came to terms: agreed at once, or after counter-offers."""
    for step in steps[at:]:
        if step.game.state.offer is None or step.choice.action.code == "refuse":
            return False
        if step.choice.action.code == "accept":
            return True
    return False


@pytest.mark.slow
def test_what_is_told_is_what_happens() -> None:
    """Of the offers said to be agreed to with so many chances in a hundred, about so many are."""
    bins: dict[tuple[bool, int], list[tuple[float, bool]]] = defaultdict(list)
    for seed in range(400, 400 + GAMES):
        steps = played("linchpin", seed)
        almanac = Almanac(steps[0].game.scenario)
        for at, step in enumerate(steps):
            offer = step.game.state.offer
            if offer is None or step.legal[0].code not in ("accept", "refuse"):
                continue
            told = agreement(step.game.view(offer.asker), offer, almanac).odds
            if offer.kind in ("deal", "threat"):
                bins[offer.kind == "threat", int(told * 5)].append((told, _settled(steps, at)))
    for (threat, number), found in sorted(bins.items()):
        told, happened = mean(odds for odds, _ in found), mean(settled for _, settled in found)
        print(
            f"{'threats' if threat else 'deals'} {number}: {len(found)} told {told:.2f} happened {happened:.2f}"
        )
        if len(found) >= ENOUGH:
            assert abs(told - happened) <= WITHIN
