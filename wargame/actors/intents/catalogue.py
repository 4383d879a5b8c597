"""Every intent by name, and the order in which each power considers them: data, so that a character is easily changed."""

from __future__ import annotations

from collections.abc import Iterator

from wargame.actors.intents import finance, force, ground, relations, supply
from wargame.actors.mind import Idea, Intent, Mind

_ALL: tuple[Intent, ...] = (
    force.keep_the_peace,
    force.keep_our_word,
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

_FIRST: dict[str, tuple[str, ...]] = {
    "CHN": ("keep_the_peace", "keep_our_word", "wait_for_a_debtor", "keep_the_road", "work_the_tap", "strike_a_deal",
            "lend_to_the_hinge", "build_with_friends", "open_the_ground", "build_separation", "drown_the_rivals"),
    "USA": ("keep_the_peace", "lock_the_vaults", "build_separation", "hurry", "build_with_friends", "win_friends",
            "fill_the_store", "need_less", "hunt_militants", "strike_a_deal"),
    "PAK": ("keep_the_peace", "stay_solvent", "survey_the_ground", "open_the_ground", "build_the_road",
            "share_with_communities", "mend_the_regions", "guard_what_works", "place_the_forces", "strike_a_deal"),
    "IND": ("keep_the_peace", "build_separation", "win_friends", "open_the_ground", "build_with_friends",
            "strike_a_deal", "fill_the_store", "work_the_board", "keep_ore_home"),
}  # fmt: skip
"""What each power thinks of first. The rest follows in the order of `INTENTS`, as it does for a power not named here."""


def order_for(power: str) -> tuple[str, ...]:
    """Names of all intents in the order in which a power considers them."""
    first = _FIRST.get(power, ())
    return (*first, *(name for name in INTENTS if name not in first))


def ideas(mind: Mind) -> Iterator[tuple[str, Idea]]:
    """Every intent's ideas in the power's own order: each one's first thought, then the second ones."""
    power = mind.scenario.powers[mind.seat].id
    waiting = [(name, iter(INTENTS[name](mind))) for name in order_for(power)]
    while waiting:
        going = []
        for name, thoughts in waiting:
            idea = next(thoughts, None)
            if idea is not None:
                yield name, idea
                going.append((name, thoughts))
        waiting = going
