"""Intents about supply: need less, lay in a store, keep ore at home, and work the tap."""

from __future__ import annotations

from collections.abc import Iterator

from wargame.actors.mind import Idea, Mind
from wargame.rules.actions.controls import Enforce, Flood, Grant, OreBan, Regime, Revoke
from wargame.rules.actions.industry import Release, Research, Stockpile
from wargame.rules.books import booked
from wargame.rules.figures import RUNGS, SECTORS
from wargame.rules.regimes import regime_cell, targets_of, turns_back
from wargame.rules.trade import demand


def missing(mind: Mind, power: int, material: int) -> int:
    """Units of a material a power went without in the last market."""
    m = mind.scenario.nmaterials
    start = power * len(SECTORS) * m + material
    return sum(mind.state.short[start : start + len(SECTORS) * m : m])


def under_control(mind: Mind, power: int, material: int) -> int:
    """The strictest regime that anybody holds over a power for a material."""
    scenario = mind.scenario
    return max(
        mind.state.regime[regime_cell(scenario, other, material, power)] for other in range(scenario.npowers)
    )


def need_less(mind: Mind) -> Iterator[Idea]:
    """Substitution, for what is missing or controlled first."""
    found = mind.of(Research)
    found.sort(key=lambda a: (-missing(mind, mind.seat, a.material), a.material))
    for action in found[:2]:
        what = mind.name("material", action.material)
        lift = 0.25 * under_control(mind, mind.seat, action.material) * mind.temper.patience / 50
        yield Idea(action, f"the surest {what} are those we need not buy", lift=lift)


def fill_the_store(mind: Mind) -> Iterator[Idea]:
    """Stockpile what somebody might cut off, while it can be had."""
    scenario, state = mind.scenario, mind.state
    row = mind.seat * scenario.nmaterials
    if any(state.order[row : row + scenario.nmaterials]):
        return  # one order a quarter: the market would notice
    for action in mind.of(Stockpile):
        material, at = action.material, mind.seat * scenario.nmaterials + action.material
        wanted = sum(demand(scenario, state, mind.seat, material))
        if not wanted or state.stock[at] >= wanted or state.price[material] > 190:
            continue
        danger = under_control(mind, mind.seat, material)
        what = mind.name("material", material)
        lift = 0.3 * danger + (0.5 if missing(mind, mind.seat, material) else 0.0) - 0.2
        if mind.quarters > 1 and (danger or mind.mood(material, 3) < 30):
            yield Idea(action, f"a store of {what} is time bought in advance", lift=lift)


def sell_from_store(mind: Mind) -> Iterator[Idea]:
    """Sell what is held beyond any need, best when prices are high or nothing can be saved for later."""
    scenario, state = mind.scenario, mind.state
    for action in mind.of(Release):
        at = mind.seat * scenario.nmaterials + action.material
        if state.offered[at] or missing(mind, mind.seat, action.material):
            continue
        what = mind.name("material", action.material)
        dear = (state.price[action.material] - 100) / 60
        if dear > 0 or mind.quarters == 1 or booked(state, mind.seat) < 3:
            yield Idea(action, f"{what} will hardly fetch more than now", lift=min(0.6, dear))


def keep_ore_home(mind: Mind) -> Iterator[Idea]:
    """Ban or allow the export of raw ore."""
    for action in mind.of(OreBan):
        if mind.mood(action.ban, 5) < 20:
            why = "what leaves as ore comes back as somebody's leverage" if action.ban else (
                "ore that nobody refines at home may as well be sold"
            )  # fmt: skip
            lift = 1.0 + (mind.temper.spite + mind.temper.patience - 100) / 25 if action.ban else 0.0
            yield Idea(action, why, lift=lift)


def work_the_tap(mind: Mind) -> Iterator[Idea]:
    """Tighten against those who lead or hurt us, relieve those who do not; the outlook says which pays."""
    scenario, state = mind.scenario, mind.state
    tighter: list[Regime] = []
    looser: list[Regime] = []
    for action in mind.of(Regime):
        if action.target < scenario.npowers:
            now = state.regime[regime_cell(scenario, mind.seat, action.item, action.target)]
            if state.licence[mind.seat * scenario.npowers + action.target]:
                continue
        else:
            now = max(
                state.regime[regime_cell(scenario, mind.seat, action.item, party)]
                for party in range(scenario.nparties)
                if party != mind.seat
            )
        if _wavers(mind, action, action.rung - now):
            continue
        if action.rung == now + 1 and action.target < scenario.npowers:
            tighter.append(action)
        elif action.rung < now and (action.rung == 0 or action.rung == now - 1):
            looser.append(action)
    tighter.sort(key=lambda a: (_liking(mind, a.target), mind.mood(a.number, 11), a.number))
    looser.sort(key=lambda a: (-_liking(mind, a.target), mind.mood(a.number, 11), a.number))
    hawk = (mind.temper.boldness + mind.temper.spite - 100) / 100
    for action in tighter[:2]:
        whom, what = mind.name("target", action.target), mind.name("item", action.item)
        yield Idea(
            action,
            f"{whom} should feel what {RUNGS[action.rung]} on {what} means",
            lift=0.5 * hawk,
        )
    for action in looser[:2]:
        whom, what = mind.name("target", action.target), mind.name("item", action.item)
        yield Idea(action, f"{what} for {whom} earn more open than shut", lift=-0.4 * hawk - 0.3)


def _wavers(mind: Mind, action: Regime, step: int) -> bool:
    """Whether it would turn back what was set within the year: one holds one's course."""
    return any(
        turns_back(mind.state, regime_cell(mind.scenario, mind.seat, action.item, party), step)
        for party in targets_of(mind.scenario, mind.seat, action.target)
    )


def _liking(mind: Mind, target: int) -> int:
    return mind.trusts(target) if target < mind.scenario.npowers else 45


def close_the_back_door(mind: Mind) -> Iterator[Idea]:
    """Police transshipment by those who mean their controls."""
    for action in mind.of(Enforce):
        hawk = (mind.temper.boldness + mind.temper.spite - 95) / 60
        if mind.mood(83) < 50:
            yield Idea(action, "a control that leaks is only an insult", lift=hawk)


def license_a_friend(mind: Mind) -> Iterator[Idea]:
    """A general licence for who deserves one; taken back from who no longer does."""
    grants = sorted(mind.of(Grant), key=lambda a: (-mind.trusts(a.target), a.target))
    for action in grants[:1]:
        whom = mind.name("power", action.target)
        yield Idea(action, f"a year's licence keeps {whom} a customer", lift=(mind.temper.warmth - 50) / 80)
    for revoke in mind.of(Revoke):
        if mind.trusts(revoke.target) < 20 and mind.mood(revoke.target, 13) < 25:
            yield Idea(revoke, f"{mind.name('power', revoke.target)} has used up its licence", lift=0.3)


def drown_the_rivals(mind: Mind) -> Iterator[Idea]:
    """A price war while rivals build and prices are low enough for it to stop them."""
    scenario, state = mind.scenario, mind.state
    tuning = scenario.spec.tuning
    for action in mind.of(Flood):
        rivals = [
            s
            for s, host in enumerate(scenario.host)
            if host != mind.seat and state.left[s] and scenario.site_yield[s][action.material]
        ]
        after = state.price[action.material] * (100 - tuning.flood_price) // 100
        if rivals and after < tuning.pause_price and mind.quarters > 1:
            what = mind.name("material", action.material)
            yield Idea(
                action,
                f"cheap {what} empty more order books than any ban",
                lift=0.7 * len(rivals) + (mind.temper.boldness - 50) / 40,
            )
