"""Every number of the rules that a scenario may change, with the campaign's opening proposal as default."""

from __future__ import annotations

from attrs import Factory, frozen


@frozen
class CostSpec:
    """What an action costs: points, money ($100 m) and standing."""

    points: int = 1
    money: int = 0
    standing: int = 0


def _costs() -> dict[str, CostSpec]:
    return {
        "regime": CostSpec(1, 0, 1),
        "grant": CostSpec(1, 0, 0),
        "revoke": CostSpec(1, 0, 1),
        "flood": CostSpec(1, 4, 1),
        "ore_ban": CostSpec(1, 0, 1),
        "enforce": CostSpec(1, 1, 0),
        "survey": CostSpec(1, 1, 0),
        "mine": CostSpec(1, 0, 0),
        "refinery": CostSpec(1, 0, 0),
        "recycling": CostSpec(1, 4, 0),
        "access": CostSpec(1, 3, 0),
        "upgrade": CostSpec(1, 2, 0),
        "share": CostSpec(1, 1, 0),
        "research": CostSpec(1, 3, 0),
        "know_how": CostSpec(1, 3, 0),
        "stockpile": CostSpec(1, 0, 0),
        "release": CostSpec(1, 0, 0),
        "rush": CostSpec(1, 3, 0),
        "cofinance": CostSpec(1, 3, 0),
        "corridor": CostSpec(1, 4, 0),
        "lend": CostSpec(1, 0, 0),
        "rollover": CostSpec(1, 0, 0),
        "call_in": CostSpec(1, 0, 1),
        "ask_fund": CostSpec(1, 0, 0),
        "lobby": CostSpec(1, 1, 1),
        "prepay": CostSpec(1, 0, 0),
        "divert": CostSpec(1, 0, 0),
        "move": CostSpec(1, 0, 0),
        "guard": CostSpec(1, 1, 0),
        "patrol": CostSpec(1, 1, 0),
        "sweep": CostSpec(1, 1, 0),
        "reconcile": CostSpec(1, 2, 0),
        "cooperate": CostSpec(1, 1, 0),
        "secure": CostSpec(1, 1, 0),
        "escalate": CostSpec(1, 1, 0),
        "step_back": CostSpec(1, 0, 0),
        "ceasefire": CostSpec(1, 0, 1),
        "covert": CostSpec(1, 2, 0),
        "counter": CostSpec(1, 1, 0),
        "pact": CostSpec(1, 1, 1),
        "deal": CostSpec(1, 0, 0),
        "court": CostSpec(1, 2, 0),
    }


@frozen
class Tuning:
    """Numbers only; what they mean stands where they are used."""

    costs: dict[str, CostSpec] = Factory(_costs)

    # export controls: percent of normal exports that each rung lets through, leakage included
    passing: tuple[int, int, int, int] = (100, 80, 45, 12)
    regime_trust: tuple[int, int, int, int] = (0, 2, 3, 5)
    """Trust lost per turn by who is under each rung."""
    regime_lesson: tuple[int, int, int, int] = (0, 1, 2, 3)
    """Know-how the victim gains per turn under each rung."""
    technology_delay: tuple[int, int, int, int] = (0, 0, 1, 2)
    """Turns a technology regime adds to a rival's refinery."""
    technology_cost: tuple[int, int, int, int] = (0, 10, 25, 50)
    """Percent a technology regime adds to its cost."""
    licence_turns: int = 4
    flood_turns: int = 2
    flood_price: int = 30
    """Percent off the price while a price war runs."""
    enforce_leak: int = 6

    # investment
    mountain_cost: int = 40
    """Percent dearer on mountain terrain."""
    refinery_know_how: int = 40
    """Know-how needed to build separation outside China."""
    know_how_step: int = 8
    research_step: int = 5
    recycling_turns: int = 3
    stockpile_lot: int = 3
    partner_step: int = 1
    rush_turns: int = 2
    rush_slip: int = 25
    """Odds that a rushed project slips instead."""
    matching: int = 50
    """Percent of a project's cost that private money adds when tax credits stand."""

    # money
    project_deposit: int = 100
    market_pool: int = 100
    investor_risk: int = 20
    """Percent dearer per 25 points of threat or disputed status."""

    # security
    sweep_strength: int = 14
    sweep_grievance: int = 9
    reconcile_grievance: int = 7
    reconcile_consent: int = 6
    attack_base: int = 6
    """Odds of an attack per turn at insurgency 50 without guards, in percent of strength."""
    exposure: int = 35
    force_lot: int = 2

    # politics
    forced_default_stability: int = 15
    loan_sizes: tuple[int, ...] = (5, 10, 20)
    loan_rates: tuple[int, ...] = (4, 4, 5)
    loan_turns: int = 6
