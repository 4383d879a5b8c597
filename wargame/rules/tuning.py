"""Every number of the rules that a scenario may change, with the campaign's opening proposal as default."""

from __future__ import annotations

from functools import cache

from attrs import Factory, frozen


@frozen
class CostSpec:
    """What an action costs: points, money ($100 m) and standing."""

    points: int = 1
    money: int = 0
    standing: int = 0

    def with_money(self, money: int) -> CostSpec:
        """The same for another sum."""
        return _cost(self.points, money, self.standing)

    def with_standing(self, standing: int) -> CostSpec:
        """The same for other standing."""
        return _cost(self.points, self.money, standing)


@cache
def _cost(points: int, money: int, standing: int) -> CostSpec:
    """Every cost there is, made once: they are few and asked for at every decision."""
    return CostSpec(points, money, standing)


def _costs() -> dict[str, CostSpec]:
    return {
        "regime": CostSpec(1, 0, 1),
        "grant": CostSpec(1, 0, 0),
        "revoke": CostSpec(1, 0, 1),
        "flood": CostSpec(1, 4, 1),
        "enforce": CostSpec(1, 1, 0),
        "ore_ban": CostSpec(1, 0, 1),
        "survey": CostSpec(1, 1, 0),
        "publish": CostSpec(1, 0, 0),
        "mine": CostSpec(1, 0, 0),
        "refinery": CostSpec(1, 0, 0),
        "recycling": CostSpec(1, 4, 0),
        "port": CostSpec(1, 0, 0),
        "access": CostSpec(1, 3, 0),
        "upgrade": CostSpec(1, 2, 0),
        "share": CostSpec(1, 1, 0),
        "conceal": CostSpec(1, 0, 0),
        "hub": CostSpec(1, 4, 0),
        "credits": CostSpec(1, 4, 0),
        "research": CostSpec(1, 3, 0),
        "know_how": CostSpec(1, 3, 0),
        "stockpile": CostSpec(1, 0, 0),
        "release": CostSpec(1, 0, 0),
        "rush": CostSpec(1, 3, 0),
        "cofinance": CostSpec(1, 3, 0),
        "corridor": CostSpec(1, 4, 0),
        "lend": CostSpec(1, 0, 0),
        "rollover": CostSpec(1, 0, 0),
        "ask_rollover": CostSpec(1, 0, 0),
        "call_in": CostSpec(1, 0, 1),
        "ask_fund": CostSpec(1, 0, 1),
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
        "protest": CostSpec(1, 0, 0),
        "covert": CostSpec(1, 3, 0),
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
    regime_more_trust: int = 1
    """Trust lost besides, per turn, for each further item under slow-walk or ban."""
    regime_lesson: tuple[int, int, int, int] = (0, 1, 2, 3)
    """Know-how the victim gains per turn under each rung."""
    regime_thrift: tuple[int, int, int, int] = (0, 0, 2, 4)
    """Percent of its demand that a power short of a material learns to do without per turn, by the rung it is under; one
    less for each ten it does without already."""
    technology_delay: tuple[int, int, int, int] = (0, 0, 1, 2)
    """Turns a technology regime adds to a rival's refinery."""
    technology_cost: tuple[int, int, int, int] = (0, 10, 25, 50)
    """Percent a technology regime adds to its cost."""
    technology_output: tuple[int, int, int, int] = (100, 100, 99, 98)
    """Percent of its ore's metal that a power under a technology regime recovers: parts and solvents lack."""
    enforce_leak: int = 8
    """Percent points of leakage that policing transshipment stops."""
    enforce_turns: int = 4
    home_industry: int = 1
    """Money per turn that downstream industry earns on each material kept from the world by slow-walk or ban."""
    harsh_trust: int = 45
    """A ban against a power that trusts you more than this, with no arena at rung 5, costs a standing more."""
    licence_turns: int = 4
    flood_turns: int = 2
    flood_price: int = 30
    """Percent off the price while a price war runs."""

    # investment
    mountain_cost: int = 40
    """Percent dearer on mountain terrain."""
    refinery_know_how: int = 40
    """Know-how needed to build separation."""
    know_how_step: int = 8
    research_step: int = 5
    stockpile_lot: int = 20
    rush_turns: int = 2
    rush_slip: int = 25
    """Odds that a rushed project slips instead."""

    risk_stability: int = 40
    """Stability of the host below which investors ask a premium."""
    risk_premium: int = 10
    """Percent that premium adds to a project's cost."""

    matching: int = 30
    """Percent that tax credits and private money take off a project at home."""
    credit_turns: int = 6
    hub_access: int = 3
    """Infrastructure, consent and the most insurgency with which a mine may become a hub."""
    hub_consent: int = 50
    hub_insurgency: int = 45
    share_leak: int = 15
    """Odds per turn that a share kept back comes to light, in percent."""

    # the market
    ore_worth: int = 40
    """Percent of the refined value that ore fetches."""
    store: int = 200
    """Units of a material a party keeps before its refineries slow down."""
    ore_store: int = 150
    """Units of ore that may pile up before mines stand idle."""
    scarcity: int = 6
    """Percent the price climbs for each percent of demand unmet."""
    glut: int = 1
    """Percent it falls for each percent of supply unsold."""
    pause_price: int = 65
    """Below this price index private investors stop the projects of a material."""
    drive_price: int = 125
    """Above this one, or under a regime, partners expand on their own."""
    community_percent: int = 10
    """Percent of a site's income that each step of the community share pays."""
    stake_percent: int = 40
    export_reserves: int = 40
    """Percent of what a power's sites earn that comes to its central bank besides, as foreign exchange."""

    # money
    force_per_upkeep: int = 10
    shortage_income: int = 60
    """Percent of income at stake in a total shortage of clean tech and electronics."""
    technology_income: tuple[int, int, int, int] = (0, 0, 1, 2)
    """Money per turn a technology regime takes from a power under it."""
    secret_start: int = 3
    """Money that each power with covert acts on its menu has put by for them at the start, beside its books."""
    secret_vote: int = 1
    """Money that comes to it every quarter."""
    divert_lot: int = 3
    audit: int = 30
    """Odds that a review finds diverted money, in percent, more with each lot."""

    # security
    sweep_strength: int = 14
    sweep_grievance: int = 9
    sweep_success: int = 65
    reconcile_grievance: int = 12
    """Percent of a region's grievance that talks take away."""
    reconcile_consent: int = 9
    """Percent of the consent it lacks that talks win."""
    attack_percent: int = 60
    """Odds of an attack per turn in percent of insurgent strength."""
    embers: int = 12
    """Insurgent strength where grievance and consent are even; it follows the one less the other."""
    recruits: int = 10
    """Points of strength it lacks of that for each point it grows per turn."""
    corridor_target: int = 25
    """Points of insurgent strength that make a road a likelier target by one."""
    force_deters: int = 4
    """Points of those odds that each unit of force in the region takes away."""
    cooperation: int = 6
    """Militant threat that cooperation with or by the host takes away; between others, half."""
    guard_deters: int = 60
    """Percent of attacks on it that a guard beats off."""
    exposure: int = 25
    """Odds per turn that a covert act is traced, in percent."""
    incident_step: int = 3
    runaway: int = 35
    """Odds that an absorbed incident climbs a rung all the same, from rung 7 on, in percent."""
    sweep_threat: int = 2
    """Militant threat that a sweep clears away besides, where the state that hosts the militants sweeps."""
    militancy_percent: int = 25
    """Odds of a cross-border attack per turn in percent of the militant threat."""

    # politics
    back_off: int = 6
    """Credibility lost by a threat that was defied and not carried out, or carried out before its day."""
    kept_word: int = 3
    """Credibility won by a threat that was defied and carried out."""
    threats_from: int = 1
    """The first turn in which anybody threatens."""
    heeded: int = 2
    """Credibility won by a threat that was heeded."""
    squeezed: int = 2
    """Trust that a threat costs with the power threatened."""
    demanded_money: int = 5
    """What a threat for money demands."""
    demanded_influence: int = 5
    """The lean that a patron's threat demands of its client."""
    default_trust: int = 20
    kindness_fades: int = 10
    """Quarters until what won a power's trust is forgotten."""
    wrong_fades: int = 12
    """Quarters until what cost it is."""
    breach_fades: int = 24
    """Quarters until a broken word is."""
    default_stability: int = 8
    loan_sizes: tuple[int, ...] = (5, 10, 20)
    loan_rate: int = 4
    loan_turns: int = 6
    pride: int = 55
    """Influence above which a country bridles: each 6 points more cost the patron one a turn."""
    patron_grip: int = 70
    """Influence from which a patron lends no more without a rider."""
    rival_grip: int = 60
    """A rival's influence from which a lender asks a percent more; twenty above it, two."""
    loan_influence: int = 3
    """Influence a lender gains per 5 lent."""
