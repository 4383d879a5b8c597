"""What a seat can look up between decisions: each report is a list of sentences made from its view."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from wargame.explain.goals import cap_told
from wargame.explain.governments import governed, governments_told
from wargame.explain.grammar import capital, joined
from wargame.explain.memories import heaviest
from wargame.explain.motions import next_motion_told
from wargame.explain.ore import ore_told
from wargame.explain.panels import BY_WORD, PANELS, Panel
from wargame.explain.pledges import standing
from wargame.explain.projects import pace_told
from wargame.explain.questions import riders_told
from wargame.explain.scores import closing_told, tightrope_now, total_now
from wargame.explain.threats import standing_told
from wargame.explain.units import shown
from wargame.plain.ladder import ahead
from wargame.plain.sums import goal_now
from wargame.rules import measures
from wargame.rules.books import booked, put_by
from wargame.rules.compiled import Scenario
from wargame.rules.figures import RUNGS
from wargame.rules.observe import View
from wargame.rules.records import Loan
from wargame.rules.scoring import objective_scores
from wargame.rules.words import count, money, world_share

Report = Callable[[View], list[str]]
Told = TypeVar("Told", bound=Callable[..., list[str]])

REPORTS: dict[str, Report] = {}
"""By the word of its panel, and by every other word for it."""


def tells_itself(panel: Panel) -> Report:
    """The report of a panel that tells itself in sentences."""
    told = panel.told
    assert told is not None, panel.word
    return lambda view: [*told(view)]


for _panel in PANELS:
    if _panel.told is not None:
        REPORTS.update(dict.fromkeys((_panel.word, *_panel.also), tells_itself(_panel)))


def report(told: Told) -> Told:
    """Enter a function as the report of the panel whose word is its name."""
    panel = BY_WORD[told.__name__]
    REPORTS.update(dict.fromkeys((panel.word, *panel.also), told))
    return told


@report
def board(view: View) -> list[str]:
    """The whole board in a few lines."""
    scenario, state, seat = view.scenario, view.state, view.seat
    power = scenario.names["power"]
    reserve = scenario.reserves[seat]
    purse = money(booked(state, seat))
    purse += f", reserves {money(booked(state, reserve))}" if reserve >= 0 else ""
    purse += f", {money(put_by(state, seat))} put by for secret acts" if put_by(state, seat) else ""
    if reserve >= 0 and state.unbooked[reserve]:
        purse += f" (of the reserves {money(state.unbooked[reserve])} are gone, which nobody else knows)"
    lines = [
        f"You are {power[seat]}: {purse}, {count(state.points[seat], 'point')}, standing {state.standing[seat]}, "
        f"stability {state.stability[seat]}, credibility {state.credibility[seat]}.",
        f"Unmet demand: {measures.shortage(scenario, state, seat)}%. {_largest_supplier(view, seat)}",
        scores(view),
    ]
    if reserve >= 0:
        lines.append(
            f"Debt: {money(measures.debt(scenario, state, seat))}. {_alignment(view, seat)}".rstrip()
        )
    for number, name in enumerate(scenario.names["arena"]):
        rung = state.tension[number]
        lines.append(f"{name}: rung {rung}, {scenario.spec.arenas[number].rungs[rung].name}.")
    for number, name in enumerate(scenario.names["region"]):
        lines.append(f"{name}: unrest {measures.unrest(scenario, state, number)} of 100.")
    prices = zip(scenario.names["material"], state.price, strict=True)
    lines.append("Prices: " + ", ".join(f"{name} {price}" for name, price in prices) + ".")
    cut = [
        f"{name} ({shown('cut', n)})" for name, n in zip(scenario.names["route"], state.cut, strict=True) if n
    ]
    if cut:
        lines.append(f"Routes cut: {joined(cut)}.")
    return lines + governments_told(view) + standing_told(view)


@report
def powers(view: View) -> list[str]:
    """Every power's standing, purse and ties."""
    scenario, state = view.scenario, view.state
    n, lines, weighing = scenario.npowers, [], heaviest(view)
    for seat, name in enumerate(scenario.names["power"]):
        you = ", you" if seat == view.seat else f", trust in you {state.trust[seat * n + view.seat]}"
        lines.append(
            f"{name}{you}: score {total_now(scenario, state, seat)}, {money(booked(state, seat))}, "
            f"standing {state.standing[seat]}, stability {state.stability[seat]}, "
            f"credibility {state.credibility[seat]}."
        )
        lines.append(
            f"  {_largest_supplier(view, seat)} Unmet demand {measures.shortage(scenario, state, seat)}%."
        )
        if scenario.reserves[seat] >= 0:
            reserve = money(booked(state, scenario.reserves[seat]))
            owed = money(measures.debt(scenario, state, seat))
            lines.append(f"  Reserves {reserve}, debt {owed}. {_alignment(view, seat)}".rstrip())
        for number, programme in enumerate(scenario.spec.programmes):
            if programme.power == scenario.powers[seat].id:
                lines.append(f"  {programme.name}: readiness {state.readiness[number]}.")
        lines += [
            f"  Remembers of {scenario.within('power', about)}: {act.told}."
            for holder, about, act in weighing
            if holder == seat
        ]
    return lines + standing_told(view)


@report
def world(view: View) -> list[str]:
    """How the partners feel about each power, and why; and where the model is simpler than the world."""
    scenario, state = view.scenario, view.state
    n, lines = scenario.npowers, []
    for at, partner in enumerate(scenario.partners):
        if partner.world:
            continue
        party = n + at
        feels = [
            f"{name} {state.disposition[party * n + seat]}"
            for seat, name in enumerate(scenario.names["power"])
        ]
        lines.append(
            f"{partner.name}: disposition toward {', '.join(feels)}; know-how {state.know_how[party]}."
        )
        for power, reason in partner.because.items():
            lines.append(f"  {scenario.names['power'][scenario.numbers['power'][power]]}: {reason}")
        signed = [
            f"{scenario.names['pact'][pact.pact]} with {scenario.within('power', pact.power)}"
            for pact in state.pacts
            if scenario.names["partner"][pact.partner - n if pact.partner >= n else pact.partner]
            == partner.name
        ]
        if signed:
            lines.append(f"  Pacts: {joined(signed)}.")
    lines = lines or ["No partner but the rest of the world."]
    return lines + [f"Model and world: {note}" for note in scenario.spec.world_notes]


@report
def market(view: View) -> list[str]:
    """Prices, who refines what, what you lack and hold, and the export regimes in force."""
    scenario, state, seat = view.scenario, view.state, view.seat
    n, materials = scenario.nparties, scenario.nmaterials
    sectors = len(scenario.ids["sector"])
    lines = []
    for number, name in enumerate(scenario.names["material"]):
        shares = sorted(
            ((measures.refined_share(scenario, state, party, number), party) for party in range(n)),
            reverse=True,
        )
        refiners = [f"{scenario.names['party'][party]} {share}%" for share, party in shares if share]
        unmet = sum(state.short[(seat * sectors + sector) * materials + number] for sector in range(sectors))
        used = sum(state.flow[(number * n + seat) * n : (number * n + seat) * n + n])
        lines.append(f"{name}: price index {state.price[number]}; refined by {joined(refiners)}.")
        lines.append(
            f"  You used {world_share(used)} of world supply, lack {world_share(unmet)}, "
            f"hold {world_share(state.stock[seat * materials + number])}."
        )
    regimes = _regimes(view)
    lines += [f"Export control: {regime}." for regime in regimes] or ["No export controls are in force."]
    for contract in state.contracts:
        party = scenario.in_text["party"]
        lines.append(
            f"Contract: {party[contract.seller]} sells {party[contract.buyer]} {world_share(contract.amount)} of "
            f"{scenario.within('material', contract.material)}, {count(contract.turns, 'quarter')} left."
        )
    return lines


@report
def loans(view: View) -> list[str]:
    """Debts with their terms as far as you know them, and the lender's programme."""
    scenario, state = view.scenario, view.state
    lines = [_loan(scenario, loan) for loan in state.loans] or ["Nobody owes anybody anything."]
    lines += [f"Pledge of {standing(scenario, pledge)}." for pledge in state.pledges]
    terms, fund = scenario.spec.board, state.fund
    if terms is not None:
        debtor = scenario.within("power", scenario.numbers["power"][terms.debtor])
        if fund.active:
            when = (
                f"next review in {scenario.quarter(fund.next_review)}"
                if fund.next_review
                else "no review due"
            )
            lines.append(
                f"{scenario.lender} programme with {debtor}: {count(fund.reviews, 'review')} passed, {when}."
            )
        else:
            lines.append(f"{scenario.lender} programme with {debtor}: none running.")
        lines.append(f"  {scenario.lender} credibility {state.imf_credibility[0]}.")
        lines += [f"  {text}" for text in next_motion_told(view)]
        lines += [f"  Riders: {riders_told(scenario, fund.riders)}."] if fund.riders else []
    return lines


@report
def regions(view: View) -> list[str]:
    """The troubled regions and the forces in them."""
    scenario, state = view.scenario, view.state
    lines = []
    for number, name in enumerate(scenario.names["region"]):
        owner = scenario.names["power"][scenario.region_power[number]]
        lines.append(
            f"{name}, {owner}: consent {state.consent[number]}, grievance {state.grievance[number]}, "
            f"insurgent strength {state.insurgency[number]}, environment {state.environment[number]}, "
            f"unrest {measures.unrest(scenario, state, number)}."
        )
        lines += _forces(view, "region", number)
    return (
        [*lines, f"Militant threat {state.threat[0]}."]
        if lines
        else ["This scenario has no troubled region."]
    )


@report
def arenas(view: View) -> list[str]:
    """The ladders of tension, their present rung and its rule, and the forces there."""
    scenario, state = view.scenario, view.state
    lines = []
    for number, name in enumerate(scenario.names["arena"]):
        rung = state.tension[number]
        spec = scenario.spec.arenas[number].rungs[rung]
        first, second = (scenario.names["power"][side] for side in scenario.arena_sides[number])
        rule = f" {spec.rule}" if spec.rule else ""
        lines.append(f"{name}, {first} and {second}: rung {rung} of 10, {spec.name}.{rule}")
        if state.truce[number]:
            lines.append(f"  A ceasefire holds for {shown('truce', state.truce[number])} more.")
        lines += [*ahead(view, number), *_forces(view, "arena", number)]
    return lines or ["This scenario has no ladder of tension."]


@report
def sites(view: View) -> list[str]:
    """Deposits, mines, refineries and ports, then the routes."""
    scenario, state = view.scenario, view.state
    lines = []
    for number, site in enumerate(scenario.sites):
        host = scenario.within("party", scenario.host[number])
        owner = scenario.within("party", state.owner[number]) if state.owner[number] >= 0 else "nobody"
        worked = "" if owner == host else f", worked by {owner}"
        stake = (
            f", stake of {scenario.within('party', state.stake[number])}" if state.stake[number] >= 0 else ""
        )
        capacity = f"capacity {state.level[number]} of {site.max_level}"
        lines.append(
            f"{site.name}, {site.kind} in {host}{worked}{stake}: {capacity}. {_condition(view, number)}"
        )
        lines += _yields(view, number)
    for number, name in enumerate(scenario.names["route"]):
        kind = scenario.spec.routes[number].kind
        closed = f"cut for {shown('cut', state.cut[number])}" if state.cut[number] else "open"
        watched = f", patrolled for {shown('watch', state.watch[number])}" if state.watch[number] else ""
        lines.append(f"{name}, {kind}: {closed}{watched}.")
        lines += _forces(view, "route", number)
    return lines


@report
def goals(view: View, of: int | None = None) -> list[str]:
    """A power's objectives with what they score now: your own, with your agenda, unless another's are asked for."""
    scenario, state, seat = view.scenario, view.state, view.seat if of is None else of
    power = scenario.powers[seat]
    lines = [power.brief] if power.brief and seat == view.seat else []
    own_agenda = {agenda.id for agenda in power.agendas}
    for spec, now, points in objective_scores(scenario, state, seat):
        secret = "Secret agenda, " if spec.id in own_agenda else ""
        lines.append(
            f"{secret}{spec.title} ({spec.column}): {points // 100} of {count(spec.weight, 'point')}. "
            f"{goal_now(scenario, spec, now)}."
        )
    if power.balanced:
        lines.append(cap_told(view, ("engagement", seat)))
    lines += governed(view, seat)
    return [*lines, scores(view), *closing_told(scenario, state)]


def scores(view: View) -> str:
    """Every power's total as it would be reckoned now."""
    names = view.scenario.names["power"]
    totals = [f"{name} {total_now(view.scenario, view.state, seat)}" for seat, name in enumerate(names)]
    return " ".join([f"Scores: {', '.join(totals)}.", *tightrope_now(view.scenario, view.state)])


@report
def controls(view: View) -> list[str]:
    """The export regimes in force, and how much of the usual sales each rung lets through."""
    allowed = view.scenario.spec.tuning.passing
    rungs = ", ".join(f"{rung} {percent}%" for rung, percent in zip(RUNGS, allowed, strict=True))
    lines = [f"Export control: {regime}." for regime in _regimes(view)] or [
        "No export controls are in force."
    ]
    return [*lines, f"Of the usual sales a regime lets through: {rungs}.", *ore_told(view)]


# ---- parts
def _largest_supplier(view: View, seat: int) -> str:
    scenario, state = view.scenario, view.state
    others = [party for party in range(scenario.nparties) if party != seat]
    most = max(others, key=lambda party: measures.dependency(scenario, state, seat, party))
    share = measures.dependency(scenario, state, seat, most)
    return (
        f"Largest foreign supplier: {scenario.names['party'][most]} {share}%."
        if share
        else "No foreign supplier."
    )


def _alignment(view: View, seat: int) -> str:
    patrons = view.scenario.powers[seat].patrons
    if len(patrons) < 2:
        return ""
    names = [view.scenario.within("power", view.scenario.numbers["power"][patron]) for patron in patrons[:2]]
    lean = measures.alignment(view.scenario, view.state, seat)
    toward = f"{abs(lean)} toward {names[0] if lean > 0 else names[1]}" if lean else "even"
    return f"Alignment between {names[0]} and {names[1]}: {toward}."


def _regimes(view: View) -> list[str]:
    """Each power's controls, one line for all items that stand on the same rung for the same buyers."""
    scenario = view.scenario
    buyers: dict[tuple[int, int, int], list[int]] = {}
    for index, rung in enumerate(view.state.regime):
        if rung:
            power, item, party = scenario.places("regime", index)
            buyers.setdefault((power, rung, item), []).append(party)
    items: dict[tuple[int, int, tuple[int, ...]], list[str]] = {}
    for (power, rung, item), parties in buyers.items():
        items.setdefault((power, rung, tuple(parties)), []).append(scenario.within("item", item))
    return [
        f"{scenario.within('power', power)} on {joined(names)} to {_buyers(scenario, power, parties)}, {RUNGS[rung]}"
        for (power, rung, parties), names in items.items()
    ]


def _buyers(scenario: Scenario, power: int, parties: tuple[int, ...]) -> str:
    """Some parties by name, or all others at once; when few are spared, those."""
    spared = [party for party in range(scenario.nparties) if party not in (*parties, power)]
    names = scenario.in_text["party"]
    if not spared:
        return "everyone"
    if len(spared) <= 2 and len(parties) > 2:
        return f"everyone but {joined(names[party] for party in spared)}"
    return joined(names[party] for party in parties)


def _loan(scenario: Scenario, loan: Loan) -> str:
    account = scenario.in_text["account"]
    text = capital(
        f"{account[loan.debtor]} owes {account[loan.creditor]} {money(loan.amount)} at {loan.rate}% a year, "
        f"due in {scenario.quarter(loan.due)}"
    )
    if loan.riders:
        secret = " (secret)" if loan.secret else ""
        text += f"; riders{secret}: {riders_told(scenario, loan.riders)}"
    return f"{text}."


def _forces(view: View, kind: str, place: int) -> list[str]:
    scenario, state = view.scenario, view.state
    return [
        f"  {station.name} ({scenario.names['power'][scenario.station_power[n]]}): forces {state.force[n]}"
        + (f", and {state.unseen[n]} out of sight." if state.unseen[n] else ".")
        for n, station in enumerate(scenario.spec.stations)
        if scenario.station_kind[n] == kind and scenario.station_place[n] == place
    ]


def _yields(view: View, number: int) -> list[str]:
    """What each level of a site brings a quarter, and what the site earns now."""
    scenario, site = view.scenario, view.scenario.sites[number]
    kind = {"mine": "ore of ", "refinery": "room to separate ", "recycler": "recycled "}.get(site.kind, "")
    parts = [
        f"{kind}{scenario.names['material'][at]} {world_share(amount)}"
        for at, amount in scenario.yields[number]
    ]
    parts += [f"{money(site.cash)}{' besides' if parts else ''}"] if site.cash else []
    if not parts:
        return []
    level = "A level of fair ore" if site.kind == "mine" and scenario.yields[number] else "A level"
    mineral = f" The mineral is {site.mineral}." if site.mineral else ""
    earns = money(measures.site_value(scenario, view.state, number))
    return [f"  {level} brings a quarter: {joined(parts)}. Income now {earns} a quarter.{mineral}"]


def _condition(view: View, number: int) -> str:
    """What else there is to say of a site."""
    scenario, state = view.scenario, view.state
    site = scenario.sites[number]
    words = [f"ore {shown('grade', state.grade[number])}"] if site.kind == "mine" else []
    words += ["a hub, others bring their ore here"] if state.hub[number] else []
    words += [
        f"{shown('standard', state.standard[number])} standard",
        f"infrastructure {state.access[number]}",
    ]
    if site.region:
        words.append(f"community share {shown('share', state.share[number])}")
    if state.left[number]:
        pace = pace_told(scenario, state, number)
        words.append(f"project with {shown('left', state.left[number])} of work left{pace}")
    if state.damage[number]:
        words.append(f"out of operation for {shown('damage', state.damage[number])}")
    if state.guard[number]:
        words.append(f"guarded for {shown('guard', state.guard[number])}")
    text = ", ".join(words)
    return f"{text[0].upper()}{text[1:]}."
