"""What an evaluator reads of a position: a few figures of each power, none of them tied to a scenario.

Money, standing and the rest are told as `Worth` counts them; nothing here is weighed.
"""

from __future__ import annotations

from wargame.actors.outlook import Outlook
from wargame.actors.worth import PERIL, Worth
from wargame.rules.books import booked
from wargame.rules.compiled import Scenario
from wargame.rules.scoring import objective_scores
from wargame.rules.state import State

FEATURES = (
    "promise",
    "promise_left",
    "score",
    "score_left",
    "purse",
    "purse_left",
    "earnings",
    "earnings_left",
    "dues",
    "standing",
    "standing_left",
    "stability",
    "stability_left",
    "trust",
    "trust_left",
    "goodwill",
    "goodwill_left",
    "know_how_left",
    "peril",
    "peril_left",
    "guilt",
    "left",
    "always",
)
"""By name, in order; one that ends in `_left` is the same times the part of the game that is left.

`promise` is what goals would bring if nobody did anything more, `score` what they bring now, `dues` what low reserves
cost in sleep, `peril` how the highest ladder is feared, and `guilt` the power's part of the blame for it.
"""


def left_of(scenario: Scenario, state: State) -> float:
    """The part of the game that is still to be played, 0 to 1: quarters not yet settled over all."""
    turns = scenario.spec.turns
    return max(0.0, min(1.0, (turns - state.turn + 1) / turns))


def features(worth: Worth, before: State, outlook: Outlook, seat: int) -> tuple[float, ...]:
    """A power's figures in the order of `FEATURES`, each about 0 to 1; `outlook` is what `before` is foreseen to be."""
    scenario, state = worth.scenario, outlook.state
    n, left = scenario.npowers, left_of(scenario, before)
    promise = worth.score(outlook, seat) / 100
    now = sum(points for _, _, points in objective_scores(scenario, before, seat)) / 10_000
    purse = worth.purse(booked(state, seat)) / 20
    earnings = worth.earnings(outlook, seat) / 10
    standing = min(12, state.standing[seat]) / 10
    stability = state.stability[seat] / 100
    others = [p for p in range(n) if p != seat]
    trust = sum(state.trust[p * n + seat] for p in others) / (100 * max(1, len(others)))
    goodwill = sum(state.disposition[p * n + seat] for p in range(n, scenario.nparties)) / (
        100 * max(1, scenario.nparties - n)
    )
    peril = min(2.0, PERIL[max(state.tension, default=0)])
    blame = state.blame[seat] / max(1, sum(state.blame))
    return (
        promise,
        promise * left,
        now,
        now * left,
        purse,
        purse * left,
        earnings,
        earnings * left,
        worth.liquidity(outlook, seat),
        standing,
        standing * left,
        stability,
        stability * left,
        trust,
        trust * left,
        goodwill,
        goodwill * left,
        worth.knowledge(state, seat) * left,
        peril,
        peril * left,
        peril * blame,
        left,
        1.0,
    )
