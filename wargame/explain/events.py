"""What happened, in a sentence: the one place where an event of the log becomes words."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from attrs import frozen

from wargame.explain.grammar import capital, named
from wargame.explain.terms import COVERT, HALTS, PLEDGES
from wargame.rules.actions.base import describe
from wargame.rules.compiled import Scenario
from wargame.rules.events import EVENTS, Datum, Event
from wargame.rules.offers import offer_text
from wargame.rules.records import Offer
from wargame.rules.space import space_of
from wargame.rules.words import GRADES, count, money, small

Words = Mapping[str, str]


@frozen
class Either:
    """A template for each value of one datum: yes or no, a rung, a stance."""

    by: str
    texts: tuple[str, ...]


Template = str | Either | Callable[[Scenario, Event, Words], str]


def sentence(scenario: Scenario, event: Event) -> str:
    """An event in a sentence, or in two. Whether its reader may know of it is the mask's affair."""
    template = SENTENCES[event.kind]
    words = {
        name: _word(scenario, event, what, event.data[name]) for name, what in EVENTS[event.kind].data.items()
    }
    if isinstance(template, Either):
        template = template.texts[event.number(template.by)]
    text = template.format_map(words) if isinstance(template, str) else template(scenario, event, words)
    return capital(text)


def _word(scenario: Scenario, event: Event, what: str, datum: Datum) -> str:
    """A datum as it reads within a sentence."""
    teller = _PLAIN.get(what)
    if teller is not None:
        return teller(scenario, event, datum)
    assert isinstance(datum, int)
    return named(scenario, what, datum)


def _number(words: Callable[[int], str]) -> Callable[[Scenario, Event, Datum], str]:
    def told(scenario: Scenario, event: Event, datum: Datum) -> str:
        assert isinstance(datum, int)
        return words(datum)

    return told


def _rung(scenario: Scenario, event: Event, datum: Datum) -> str:
    assert isinstance(datum, int)
    return f"rung {datum}, {scenario.spec.arenas[event.number('arena')].rungs[datum].name}"


def _riders(scenario: Scenario, event: Event, datum: Datum) -> str:
    assert isinstance(datum, tuple)
    return "; ".join(scenario.names["rider"][scenario.numbers["rider"][rider]] for rider in datum)


def _offer(scenario: Scenario, event: Event, datum: Datum) -> str:
    assert isinstance(datum, Offer)
    first = offer_text(datum, scenario)[0]
    return f"“{first}”" if datum.kind == "deal" and datum.terms else small(first)


def _action(scenario: Scenario, event: Event, datum: Datum) -> str:
    return describe(space_of(scenario).parse(str(datum)), scenario)


_PLAIN: Mapping[str, Callable[[Scenario, Event, Datum], str]] = {
    "yesno": _number(lambda yes: "yes" if yes else "no"),
    "money": _number(money),
    "quarters": _number(lambda quarters: count(quarters, "quarter")),
    "level": _number(str),
    "grade": _number(lambda grade: GRADES[grade]),
    "tenths": _number(lambda tenths: f"{tenths / 10:.1f}%"),
    "ending": _number(str),
    "tension": _rung,
    "pledge": lambda scenario, event, datum: PLEDGES[str(datum)],
    "halt": lambda scenario, event, datum: HALTS[str(datum)],
    "covert": _number(COVERT.__getitem__),
    "riders": _riders,
    "offer": _offer,
    "action": _action,
    "words": lambda scenario, event, datum: str(datum),
}


def _headline(scenario: Scenario, event: Event, words: Words) -> str:
    card = scenario.spec.cards[event.number("card")]
    return f"{card.title}. {card.text}"


def _ending(scenario: Scenario, event: Event, words: Words) -> str:
    ending = scenario.spec.endings[event.number("ending")]
    return f"{ending.title}. {ending.text}"


_OFFERS = {
    "loan": "{power} offers {target} a loan of {amount}.",
    "rollover": "{power} asks {target} for a year's delay.",
    "stake": "{power} offers to co-finance {site} in {target}.",
    "truce": "{power} offers {target} a ceasefire over {arena}.",
    "deal": "{power} offers {target} a deal: {offer}.",
}


def _offer_made(scenario: Scenario, event: Event, words: Words) -> str:
    offer = event.data["offer"]
    assert isinstance(offer, Offer)
    more = {}
    if offer.kind == "loan":
        more["amount"] = money(offer.terms[0])
    elif offer.kind in ("stake", "truce"):
        what = "site" if offer.kind == "stake" else "arena"
        more[what] = named(scenario, what, offer.terms[0])
    return _OFFERS[offer.kind].format_map({**words, **more})


def _secured(scenario: Scenario, event: Event, words: Words) -> str:
    if event.data["power"] == event.data["target"]:
        return "{power} makes its own warheads safer.".format_map(words)
    return "{power} helps to make {target:adj} warheads safer.".format_map(words)


def _closing(scenario: Scenario, event: Event, words: Words) -> str:
    if event.number("quarters") == 1:
        return "The last quarter begins: the scores at its end are final."
    return (
        f"From this quarter on scores are kept: the final score is the mean of the last {words['quarters']}."
    )


SENTENCES: Mapping[str, Template] = {
    # Headlines and signals
    "headline": _headline,
    "question_overtaken": "{card}: events have overtaken the question.",
    "threat_made": "{power} threatens {threat} unless {target} agrees by the end of the quarter to {demand}.",
    "demand_refused": "{power} does not give way to {target} for now.",
    "threat_heeded": "{power} gives way to {target} and agrees to {demand}: the threat is over.",
    "threat_bought_off": "{power} and {target} come to terms: {target} drops its threat of {threat}.",
    "threat_defied": "{power} defies {target} and does not agree to {demand}; it can expect {threat}.",
    "threat_carried_out": "{power} carries out its threat against {target}: {threat}.",
    "threat_early": "{power} does not wait for the day it named to {target}: {threat}.",
    "threat_dropped": "{power} backs off: {target} defied it, and its threat of {threat} comes to nothing.",
    "threat_overtaken": "{power} cannot carry out its threat of {threat} any more: {target} has moved first.",
    # Controls
    "regime_set": Either(
        "rung",
        (
            "{power} opens its trade in {item} with {target}.",
            "{power} puts {item} for {target} under licence.",
            "{power} slow-walks {item} for {target}.",
            "{power} bans the export of {item} to {target}.",
        ),
    ),
    "licence_granted": "{power} grants {target} a general licence.",
    "licence_revoked": "{power} revokes {target:'s} general licence.",
    "market_flooded": "{power} floods the market with {material}.",
    "ore_regime_set": Either(
        "banned", ("{power} allows the export of raw ore.", "{power} bans the export of raw ore.")
    ),
    "transshipment_policed": "{power} polices transshipment of what it controls.",
    # Industry and projects
    "thrift_learnt": "{power} learns to use {material} more sparingly.",
    "know_how_gained": "{power} invests in separation know-how.",
    "stockpile_ordered": "{power} orders {material} for its stockpile.",
    "stockpile_released": "{power} releases {material} from its stockpile.",
    "credits_passed": "{power} passes tax credits and a price floor.",
    "project_started": "{power} starts work at {site}: {quarters}.",
    "project_cofinanced": "{power} co-finances {site}: {quarters}.",
    "project_rushed": Either(
        "slipped",
        (
            "{power} rushes {site}, and it comes forward: {quarters} left.",
            "{power} rushes {site}, and it slips all the same: {quarters} left.",
        ),
    ),
    "project_halted": "The project at {site} stands still: {halt}.",
    "project_finished": "The project at {site} is finished: capacity {level}.",
    "partner_builds": "{party} starts to expand {site} on its own account.",
    "infrastructure_built": "{power} builds roads and power for {site}.",
    "standard_raised": "{power} raises {site} to a {standard} standard.",
    "share_set": "{power} sets the community share of {site} to {step}.",
    "share_kept_back": "The people of {site} are quietly paid less than is declared.",
    "hub_made": "{power} makes {site} a hub.",
    "corridor_funded": "{power} invests in {route}.",
    "survey_made": "{power} surveys {site}.",
    "survey_found": "The {power:adj} survey of {site} finds: {grade}.",
    "survey_published": "{power} publishes its survey of {site}: {grade}.",
    # Debt and the lender
    "loan_rolled_over": "{power} rolls a loan to {target} over by a year.",
    "deposits_answered": Either(
        "agrees",
        (
            "Holders of deposits from {creditor} do not agree to wait a year.",
            "Holders of deposits from {creditor} agree to wait a year.",
        ),
    ),
    "loan_called_in": "{power} calls in {amount} from {target}.",
    "loan_repaid_early": "{power} repays {creditor} early.",
    "loan_repaid": "{power} repays {creditor} {amount} that fell due.",
    "debt_unpayable": "{power} cannot pay all that falls due.",
    "creditor_failed": "{power} fails to repay {creditor}; the debt is put off at a higher rate.",
    "stake_seized": "{party} takes a stake in {site}.",
    "secret_promise_broken": "{creditor} complains that {power} has broken a secret promise: {riders}.",
    "board_lobbied": Either(
        "against",
        (
            "{power} lobbies the board for the next tranche.",
            "{power} lobbies the board against the next tranche.",
        ),
    ),
    "diversion_found": (
        "Auditors find that {power:adj} programme money went to the forces. The review is put off."
    ),
    "motion_prepared": "The staff prepares the next motion on {power}: “{motion}”.",
    "board_met": Either(
        "agrees",
        (
            "The board meets: the staff does not recommend the tranche for {power}.",
            "The board meets: the staff recommends the tranche for {power}.",
        ),
    ),
    "vote_cast": Either(
        "stance",
        (
            "{power} votes for the tranche.",
            "{power} abstains from the vote on the tranche.",
            "{power} votes against the tranche.",
        ),
    ),
    "tranche_decided": Either(
        "passed",
        (
            "The board withholds {amount} from {power} ({favour} in favour).",
            "The board releases {amount} to {power} ({favour} in favour).",
        ),
    ),
    # Offers
    "offer_made": _offer_made,
    "offer_heard_of": "{power} makes {target} an offer.",
    "counter_made": "{power} makes {target} a counter-offer: {offer}.",
    "counter_heard_of": "{power} makes {target} a counter-offer.",
    "offer_accepted": "{power} accepts the {target:adj} offer: {offer}.",
    "offer_refused": "{power} refuses the {target:adj} offer: {offer}.",
    "refusal_heard_of": "{power} refuses the {target:adj} offer.",
    "pact_made": "{power} makes a pact with {party}: “{pact}”.",
    "party_courted": "{power} courts {party}.",
    "pledge_broken": "{power} breaks its pledge to {target} {pledge}.",
    # Security
    "forces_moved": "{power} moves forces from {origin} to {to}.",
    "guards_posted": "{power} posts guards at {site}.",
    "route_patrolled": "{power} patrols {route}.",
    "region_swept": Either(
        "found",
        (
            "{power} sweeps {region} and finds empty valleys.",
            "{power} sweeps {region} and finds its enemy.",
        ),
    ),
    "talks_held": "{power} talks with elders and students in {region}.",
    "intelligence_shared": "{power} and {target} share intelligence on militants.",
    "warheads_secured": _secured,
    "spies_hunted": "{power} hunts for foreign hands.",
    "ladder_climbed": "{power} escalates over {arena}, to {rung}.",
    "ladder_descended": "{power} eases tension over {arena}, to {rung}.",
    "work_protested": "{power} protests against the project at {site}.",
    "patrol_ambushed": "Insurgents ambush a patrol in {region}.",
    "site_held": "Guards beat off an attack on {site}.",
    "route_held": "Guards beat off an attack on {route}.",
    "site_attacked": "Insurgents attack {site}: it is out of operation for two quarters.",
    "route_cut": "Insurgents cut {route}: nothing passes for two quarters.",
    "militants_struck": "Militants from across {arena} strike in {power}.",
    "incident": "Incident over {arena}, on {rung}: {power} is hit, and must answer.",
    # Secret acts and sealed orders
    "act_set_going": "Set going in secret: {action}.",
    "act_failed": "It came to nothing: {action}: {reason}.",
    "act_landed": "A covert act lands against {target}: {act}.",
    "forces_hidden": Either(
        "diverted",
        (
            "Money kept back pays for forces out of sight: {station}.",
            "Programme money pays for forces out of sight: {station}.",
        ),
    ),
    "insurgents_armed": "Insurgents in {region} have new money and arms: a hidden hand, nobody knows whose.",
    "militants_armed": "Militants across the border have new money and arms: a hidden hand, nobody knows whose.",
    "work_set_back": "The project at {site} is set back: a hidden hand, nobody knows whose.",
    "rumour_spread": "A rumour about the books of {site} goes round: a hidden hand, nobody knows whose.",
    "act_exposed": "Exposed: {power} was behind an act against {target} ({act}).",
    "share_exposed": "Exposed: the people of {site} were paid less than was declared.",
    "order_sealed": "{power} seals an order: {action}.",
    "order_failed": "{power} could not carry out an order: {action}: {reason}. It costs nothing.",
    "order_failed_heard_of": "{power} could not carry out an order: {action}. It costs nothing.",
    "order_to_offer_failed": "{power} could not carry out an order to make an offer. It costs nothing.",
    # The end
    "closing_begun": _closing,
    "ended": _ending,
}
"""How each kind of event is told: words by the names of its data, or a function where that does not do."""


def tells_deed(event: Event, seat: int) -> bool:
    """Whether an event says by itself what a seat has just decided."""
    return EVENTS[event.kind].deed and event.data["power"] == seat
