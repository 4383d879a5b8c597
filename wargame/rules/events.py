"""What can happen, as one table: every kind of event, its topic, and what its data are. Sentences are `explain`'s."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import field, frozen

from wargame.rules.records import Offer

ALL = -1
"""The mask of everybody: what any seat may see."""

Datum = int | str | tuple[str, ...] | Offer
"""One thing that an event tells: an entity's number, an amount, yes or no, an action's key, riders, an offer."""

TOPICS = (
    "headline",
    "signal",
    "control",
    "industry",
    "project",
    "survey",
    "debt",
    "fund",
    "deal",
    "security",
    "arena",
    "attack",
    "incident",
    "covert",
    "order",
    "end",
)
"""What events are about, for whoever sorts or colours them."""


@frozen
class EventSpec:
    """A kind of event. `data` says of each datum what it is: an entity's kind, or one of `PLAIN`."""

    topic: str
    data: Mapping[str, str]
    deed: bool = False
    """Whether it tells by itself what the power among its data has decided."""


PLAIN = frozenset(
    {
        "yesno",
        "money",
        "quarters",
        "level",
        "grade",
        "tenths",
        "tension",
        "pledge",
        "riders",
        "halt",
        "offer",
        "action",
        "words",
        "ending",
    }
)
"""What a datum can be besides an entity's number.

`tension` is a rung of the arena among the data, `tenths` tenths of a percent, `pledge` and `halt` a word of the rules,
`offer` an outline, `words` the rules' reason for a refusal.
"""


@frozen
class Event:
    """One thing that happened. `seen` masks the seats that may know it.

    What is told `instead` is for those who may not know the event before it; when all is open, it says nothing more.
    """

    turn: int
    phase: int
    kind: str
    data: Mapping[str, Datum] = field(factory=dict, hash=False)
    seen: int = ALL
    instead: bool = False

    @property
    def topic(self) -> str:
        """What it is about, one of `TOPICS`."""
        return EVENTS[self.kind].topic

    def number(self, name: str) -> int:
        """A datum that is a number: an entity's, an amount, yes or no."""
        value = self.data[name]
        assert isinstance(value, int), f"{name} of {self.kind} is no number"
        return value


def _event(topic: str, **data: str) -> EventSpec:
    return EventSpec(topic, data)


def _deed(topic: str, **data: str) -> EventSpec:
    return EventSpec(topic, {"power": "power", **data}, deed=True)


EVENTS: Mapping[str, EventSpec] = {
    # Headlines and signals
    "headline": _event("headline", card="card"),
    "question_overtaken": _event("headline", card="card"),
    "threat_made": _deed("signal", target="power", threat="threat", demand="demand"),
    "demand_refused": _deed("signal", target="power"),
    "threat_heeded": _event("signal", power="power", target="power", demand="demand"),
    "threat_bought_off": _event("signal", power="power", target="power", threat="threat"),
    "threat_defied": _event("signal", power="power", target="power", demand="demand", threat="threat"),
    "threat_carried_out": _event("signal", power="power", target="power", threat="threat"),
    "threat_early": _event("signal", power="power", target="power", threat="threat"),
    "threat_dropped": _event("signal", power="power", target="power", threat="threat"),
    "threat_overtaken": _event("signal", power="power", target="power", threat="threat"),
    # Controls
    "regime_set": _deed("control", item="item", target="target", rung="rung"),
    "licence_granted": _deed("control", target="power"),
    "licence_revoked": _deed("control", target="power"),
    "market_flooded": _deed("control", material="material"),
    "ore_regime_set": _deed("control", banned="yesno"),
    "transshipment_policed": _deed("control"),
    # Industry and projects
    "thrift_learnt": _deed("industry", material="material"),
    "know_how_gained": _deed("industry"),
    "stockpile_ordered": _deed("industry", material="material"),
    "stockpile_released": _deed("industry", material="material"),
    "credits_passed": _deed("industry"),
    "project_started": _deed("project", site="site", quarters="quarters"),
    "project_cofinanced": _deed("project", site="site", quarters="quarters"),
    "project_rushed": _deed("project", site="site", slipped="yesno", quarters="quarters"),
    "project_halted": _event("project", site="site", halt="halt"),
    "project_finished": _event("project", site="site", level="level"),
    "partner_builds": _event("project", party="party", site="site"),
    "infrastructure_built": _deed("project", site="site"),
    "standard_raised": _deed("project", site="site", standard="standard"),
    "share_set": _deed("project", site="site", step="step"),
    "share_kept_back": _event("project", power="power", site="site"),
    "hub_made": _deed("project", site="site"),
    "corridor_funded": _deed("project", route="route"),
    "survey_made": _deed("survey", site="site"),
    "survey_found": _deed("survey", site="site", grade="grade"),
    "survey_published": _deed("survey", site="site", grade="grade"),
    # Debt and the lender
    "loan_rolled_over": _deed("debt", target="power"),
    "deposits_answered": _event("debt", power="power", creditor="account", agrees="yesno"),
    "loan_called_in": _deed("debt", target="power", amount="money"),
    "loan_repaid_early": _deed("debt", creditor="account"),
    "loan_repaid": _event("debt", power="power", creditor="account", amount="money"),
    "debt_unpayable": _event("debt", power="power"),
    "creditor_failed": _deed("debt", creditor="account"),
    "stake_seized": _event("debt", party="party", site="site"),
    "secret_promise_broken": _event("debt", power="power", creditor="account", riders="riders"),
    "board_lobbied": _deed("fund", against="yesno"),
    "diversion_found": _event("fund", power="power"),
    "motion_prepared": _event("fund", power="power", motion="motion"),
    "board_met": _event("fund", power="power", agrees="yesno"),
    "vote_cast": _deed("fund", stance="stance"),
    "tranche_decided": _event("fund", power="power", passed="yesno", favour="tenths", amount="money"),
    # Offers
    "offer_made": _deed("deal", target="power", offer="offer"),
    "offer_heard_of": _deed("deal", target="power"),
    "counter_made": _deed("deal", target="power", offer="offer"),
    "counter_heard_of": _deed("deal", target="power"),
    "offer_accepted": _deed("deal", target="power", offer="offer"),
    "offer_refused": _deed("deal", target="power", offer="offer"),
    "refusal_heard_of": _deed("deal", target="power"),
    "pact_made": _deed("deal", party="party", pact="pact"),
    "party_courted": _deed("deal", party="party"),
    "pledge_broken": _event("deal", power="power", target="power", pledge="pledge"),
    # Security
    "forces_moved": _deed("security", origin="station", to="station"),
    "guards_posted": _deed("security", site="site"),
    "route_patrolled": _deed("security", route="route"),
    "region_swept": _deed("security", region="region", found="yesno"),
    "talks_held": _deed("security", region="region"),
    "intelligence_shared": _deed("security", target="power"),
    "warheads_secured": _deed("security", target="power"),
    "spies_hunted": _deed("security"),
    "ladder_climbed": _deed("arena", arena="arena", rung="tension"),
    "ladder_descended": _deed("arena", arena="arena", rung="tension"),
    "work_protested": _deed("arena", site="site"),
    "patrol_ambushed": _event("attack", region="region"),
    "site_held": _event("attack", site="site"),
    "route_held": _event("attack", route="route"),
    "site_attacked": _event("attack", site="site"),
    "route_cut": _event("attack", route="route"),
    "militants_struck": _event("attack", power="power", arena="arena"),
    "incident": _event("incident", power="power", arena="arena", rung="tension"),
    # Secret acts and sealed orders
    "act_set_going": _event("covert", action="action"),
    "act_failed": _event("covert", action="action", reason="words"),
    "act_landed": _event("covert", target="power", act="covert"),
    "forces_hidden": _event("covert", station="station", diverted="yesno"),
    "insurgents_armed": _event("covert", region="region"),
    "militants_armed": _event("covert"),
    "work_set_back": _event("covert", site="site"),
    "rumour_spread": _event("covert", site="site"),
    "act_exposed": _event("covert", power="power", target="power", act="covert"),
    "share_exposed": _event("covert", site="site"),
    "order_sealed": _event("order", power="power", action="action"),
    "order_failed": _event("order", power="power", action="action", reason="words"),
    "order_failed_heard_of": _event("order", power="power", action="action"),
    "order_to_offer_failed": _event("order", power="power"),
    # The end
    "closing_begun": _event("end", quarters="quarters"),
    "ended": _event("end", ending="ending"),
}
