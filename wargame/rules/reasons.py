"""Why a figure changes: an action, by its key, or one of the reasons of this one table. Words are `explain`'s."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from wargame.rules.records import Offer


class Reason(NamedTuple):
    """What moved a figure when no action did: a name of `REASONS` and the numbers of what it concerns."""

    name: str
    about: tuple[int, ...] = ()


class Answered(NamedTuple):
    """An offer taken or turned down, for readers of a ledger: the offer is None for whoever may not know it."""

    accepted: bool
    proposer: int
    receiver: int
    offer: Offer | None


Mover = str | Reason
"""Why the rules changed a figure; a string is an action's key."""
Cause = Mover | Answered
"""The same as a reader of the ledger is told it."""


@cache
def because(name: str, *about: int) -> Reason:
    """A reason, made once."""
    return Reason(name, about)


REASONS: Mapping[str, tuple[str, ...]] = {
    # Books and clocks
    "opening": (),
    "books_opened": (),
    "new_quarter": (),
    "quarter_passes": (),
    "so_far": (),
    "reckoned": (),
    # What a reader may not know
    "hidden_hand": (),
    "unknown_offer": (),
    # Headlines and promises
    "headline": ("card",),
    "option": ("card", "option"),
    "pledge_broken": ("pledge",),
    "rider_broken": ("rider",),
    "pact": ("pact",),
    # What is remembered of an answer
    "loan_taken": (),
    "delay_granted": (),
    "ground_opened": (),
    "ceasefire_agreed": ("arena",),
    "deal_struck": ("deal",),
    "gave_way": (),
    "bargain_struck": (),
    "offer_refused": (),
    # Works and the market
    "work_goes_on": (),
    "work_pressed": (),
    "project_finished": (),
    "partners_driven": (),
    "market": ("material",),
    "from_stockpile": ("material",),
    "scarcity": ("material",),
    "under_controls": ("power",),
    "made_do": ("material",),
    "programme_supplied": (),
    "programme_waits": (),
    # Money
    "income": (),
    "secret_vote": (),
    "trade_balance": (),
    "mineral_exports": (),
    "dues": ("route",),
    "site_income": ("site",),
    "stake": ("site",),
    "community_shares": ("party",),
    "kept_back": ("party",),
    "upkeep": (),
    "interest": (),
    "debt_repaid": (),
    "board_decided": (),
    "motion_passed": ("motion",),
    "motion_failed": ("motion",),
    "resilience_money": (),
    "diversion_found": (),
    # Regions
    "mining": ("site",),
    "community_share": ("site",),
    "land_recovers": (),
    "land_poisoned": (),
    "soldiers": (),
    "neglect": (),
    "mood": (),
    "insurgency_fed": (),
    "weak_border": ("power",),
    "spillover": ("region",),
    "quiet_border": (),
    # Powers
    "time_heals": (),
    "enthusiasm_fades": (),
    "reserves_dry": (),
    "reserves_low": (),
    "unrest": ("region",),
    "factories_idle": (),
    "threat_heeded": (),
    "threat_early": (),
    "threat_dropped": (),
    "quiet_quarter": (),
    "diplomacy": (),
    "dependency": (),
    "ties_loosen": (),
    "pride": (),
    "old_habits": (),
    "memories_fade": (),
    "naval_option": ("site",),
    "guards_thin": (),
    "guards_back": (),
    # Force
    "insurgents": ("region",),
    "militants_struck": (),
    "militants_loose": ("power",),
    "militants_slack": ("power",),
    "militants_held": ("power",),
    "rung": ("arena", "tension"),
    "ceasefire_holds": (),
    "tempers_cool": (),
    "outrun": (),
    "act_exposed": ("covert",),
    "share_exposed": (),
}
"""By reason: what each number that it is about stands for, an entity's kind or one of the words below.

`option` is the number of a card's option, `tension` the rung of the arena before it, `pledge` one of `pledges.PLEDGES`.
"""
