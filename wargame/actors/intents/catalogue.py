"""Every intent by name, and the order in which a power considers them, which its scenario begins."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from wargame.actors.intents import finance, force, ground, pressure, relations, supply
from wargame.actors.mind import Idea, Intent, Mind
from wargame.rules.compiled import Scenario

_ALL: tuple[Intent, ...] = (
    force.keep_the_peace,
    pressure.keep_our_word,
    pressure.give_way,
    finance.stay_solvent,
    force.lock_the_vaults,
    ground.survey_the_ground,
    ground.open_the_ground,
    ground.build_the_road,
    ground.build_separation,
    ground.build_with_friends,
    ground.hurry,
    ground.share_with_communities,
    force.mend_the_regions,
    relations.win_friends,
    relations.strike_a_deal,
    relations.go_back_on_our_word,
    relations.drive_a_bargain,
    supply.need_less,
    supply.fill_the_store,
    supply.work_the_tap,
    supply.license_a_friend,
    supply.close_the_back_door,
    finance.lend_to_the_hinge,
    finance.wait_for_a_debtor,
    force.keep_the_road,
    force.hunt_militants,
    force.guard_what_works,
    force.place_the_forces,
    supply.drown_the_rivals,
    supply.keep_ore_home,
    supply.sell_from_store,
    ground.clean_up,
    ground.make_a_hub,
    ground.pay_for_homework,
    ground.open_the_books,
    ground.keep_back,
    finance.repay_early,
    finance.work_the_board,
    force.find_the_leak,
    force.show_resolve,
    force.name_the_wrong,
    force.housekeeping,
)

INTENTS: dict[str, Intent] = {intent.__name__: intent for intent in _ALL}


@cache
def order_of(first: tuple[str, ...]) -> tuple[str, ...]:
    """Names of all intents in the order in which a power considers them: what its scenario names, then the rest.

    A name that no intent has counts for nothing.
    """
    known = tuple(name for name in first if name in INTENTS)
    return (*known, *(name for name in INTENTS if name not in known))


def unknown(scenario: Scenario) -> Iterator[tuple[str, str]]:
    """The intents a scenario names and no program has, each with the id of its power."""
    for power in scenario.powers:
        for name in power.intents:
            if name not in INTENTS:
                yield power.id, name


def ideas(mind: Mind) -> Iterator[tuple[str, Idea]]:
    """Every intent's ideas in the power's own order: each one's first thought, then the second ones."""
    first = mind.scenario.powers[mind.seat].intents
    waiting = [(name, iter(INTENTS[name](mind))) for name in order_of(first)]
    while waiting:
        going = []
        for name, thoughts in waiting:
            idea = next(thoughts, None)
            if idea is not None:
                yield name, idea
                going.append((name, thoughts))
        waiting = going
