"""Why a figure changed, in words: the one place where a ledger's causes are told."""

from __future__ import annotations

from collections.abc import Mapping

from wargame.explain.grammar import named
from wargame.explain.terms import COVERT, PLEDGES
from wargame.rules import pledges
from wargame.rules.actions.base import Action, describe
from wargame.rules.compiled import Scenario
from wargame.rules.errors import BadAction
from wargame.rules.offers import offer_text
from wargame.rules.reasons import REASONS, Answered, Cause, Reason
from wargame.rules.space import space_of
from wargame.rules.words import small


def in_words(scenario: Scenario, cause: Cause) -> str:
    """A cause in words without a stop: who did what, who answered what, or what else it was."""
    if isinstance(cause, Answered):
        return _answer(scenario, cause)
    if isinstance(cause, Reason):
        return WORDS[cause.name].format_map(_words(scenario, cause))
    action = action_of(scenario, cause)
    return cause if action is None else deed(scenario, action)


def action_of(scenario: Scenario, cause: Cause) -> Action | None:
    """The action, numbered or composed, that a cause is; None when it is something else."""
    if not isinstance(cause, str):
        return None
    try:
        return space_of(scenario).parse(cause)
    except BadAction:
        return None


def deed(scenario: Scenario, action: Action) -> str:
    """Who does what: `Norland: Survey, Old Pit`."""
    return f"{scenario.names['power'][action.seat]}: {describe(action, scenario)}"


def _answer(scenario: Scenario, answer: Answered) -> str:
    who, whom = (named(scenario, "power", seat) for seat in (answer.receiver, answer.proposer))
    words = f"{who} {'accepts' if answer.accepted else 'refuses'} what {whom} offers"
    if answer.offer is None:
        return words
    head, *rest = offer_text(answer.offer, scenario)
    return f"{words}: {small(head)}" + (f" ({'; '.join(rest)})" if rest else "")


def _words(scenario: Scenario, reason: Reason) -> dict[str, str]:
    """What a reason is about, by the names of its table."""
    words: dict[str, str] = {}
    about = dict(zip(REASONS[reason.name], reason.about, strict=True))
    for what, number in about.items():
        if what == "option":
            words[what] = scenario.spec.cards[about["card"]].options[number].label
        elif what == "tension":
            words[what] = scenario.spec.arenas[about["arena"]].rungs[number].name
        elif what == "covert":
            words[what] = COVERT[number]
        elif what == "pledge":
            words[what] = PLEDGES[pledges.PLEDGES[number]]
        else:
            words[what] = named(scenario, what, number)
    return words


WORDS: Mapping[str, str] = {
    # Books and clocks
    "opening": "the opening position",
    "books_opened": "the books are opened",
    "new_quarter": "a new quarter",
    "quarter_passes": "a quarter passes",
    "so_far": "this quarter, so far",
    "reckoned": "its objectives at the quarter's end",
    # What a reader may not know
    "hidden_hand": "a hidden hand",
    "unknown_offer": "an offer whose terms are not known",
    # Headlines and promises
    "headline": "{card}",
    "option": "{card}: {option}",
    "pledge_broken": "a broken pledge {pledge}",
    "rider_broken": "a broken rider: {rider}",
    "pact": "{pact}",
    # What is remembered of an answer
    "loan_taken": "a loan taken",
    "delay_granted": "a debt put off",
    "ground_opened": "a mine built together",
    "ceasefire_agreed": "a ceasefire over {arena}",
    "deal_struck": "a deal: {deal}",
    "gave_way": "giving way to a threat",
    "bargain_struck": "a bargain struck",
    "offer_refused": "an offer refused",
    # Works and the market
    "work_goes_on": "work goes on",
    "work_pressed": "work is pressed on, as the material is withheld",
    "project_finished": "project finished",
    "partners_driven": "prices and controls drive partners to build",
    "market": "the market: {material}",
    "from_stockpile": "the market: {material}, from the stockpile",
    "scarcity": "scarcity of {material}",
    "under_controls": "living under {power:adj} controls",
    "made_do": "making do with less {material}",
    "programme_supplied": "the programme is supplied",
    "programme_waits": "the programme waits for material",
    # Money
    "income": "income",
    "secret_vote": "voted for secret acts",
    "trade_balance": "exports and remittances less imports",
    "mineral_exports": "foreign exchange for minerals",
    "dues": "dues from {route}",
    "site_income": "income from {site}",
    "stake": "stake in {site}",
    "community_shares": "community shares in {party}",
    "kept_back": "kept back in {party}",
    "upkeep": "upkeep of forces",
    "interest": "interest",
    "debt_repaid": "debt repaid",
    "board_decided": "the board's decision",
    "motion_passed": "the board adopts “{motion}”",
    "motion_failed": "the board refuses “{motion}”",
    "resilience_money": "resilience money",
    "diversion_found": "the auditors find diverted money",
    # Regions
    "mining": "mining at {site}",
    "community_share": "the community share of {site}",
    "land_recovers": "the land recovers",
    "land_poisoned": "poisoned land",
    "soldiers": "soldiers on every road",
    "neglect": "neglect",
    "mood": "the mood follows grievance",
    "insurgency_fed": "grievance feeds or starves the insurgency",
    "weak_border": "{power} is too weak to hold its border",
    "spillover": "unrest spills over from {region}",
    "quiet_border": "the border is quiet",
    # Powers
    "time_heals": "time heals",
    "enthusiasm_fades": "enthusiasm wears off",
    "reserves_dry": "reserves run dry",
    "reserves_low": "reserves are below the floor",
    "unrest": "unrest in {region}",
    "factories_idle": "factories stand idle",
    "threat_heeded": "a threat that was heeded",
    "threat_early": "a threat carried out before its day",
    "threat_dropped": "a threat not carried out",
    "quiet_quarter": "a quiet quarter",
    "diplomacy": "diplomacy goes on",
    "dependency": "dependency and debt",
    "ties_loosen": "ties loosen",
    "pride": "nobody likes to be owned",
    "old_habits": "old habits",
    "memories_fade": "memories fade",
    "naval_option": "a naval option at {site}",
    "guards_thin": "guards are thin when the state is weak or at the brink",
    "guards_back": "guards are back at full strength",
    # Force
    "insurgents": "insurgents in {region}",
    "militants_struck": "a cross-border militant attack",
    "militants_loose": "{power} is too weak to hold its militants down",
    "militants_slack": "{power} is not firm enough to hold its militants down",
    "militants_held": "{power} holds its militants down",
    "rung": "{tension} over {arena}",
    "ceasefire_holds": "the ceasefire holds",
    "tempers_cool": "tempers cool",
    "outrun": "events outrun the cables",
    "act_exposed": "exposed: {covert}",
    "share_exposed": "a secret share exposed",
}
"""How each reason is told, by the names of what it is about."""
