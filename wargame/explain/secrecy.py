"""Secret acts in words: what one leaves open before it is done, and what had been hidden once a game is over."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from wargame.explain.deeds import Deed
from wargame.explain.terms import COVERT
from wargame.rules.actions.answers import Accept
from wargame.rules.actions.base import Action
from wargame.rules.actions.covert import CovertAct
from wargame.rules.actions.loans import Divert, Lend
from wargame.rules.actions.mining import Conceal
from wargame.rules.board import Board, Entry
from wargame.rules.books import put_by
from wargame.rules.compiled import RIDERS, Scenario
from wargame.rules.fund import audit_odds
from wargame.rules.observe import View
from wargame.rules.phases.security import COVERT_LIFE
from wargame.rules.reasons import Reason, because
from wargame.rules.space import space_of
from wargame.rules.state import State
from wargame.rules.words import capital, count, money


def secrecy(view: View, action: Action, landed: State) -> list[str]:
    """What a forecast of figures cannot say of a secret act, in sentences without a stop; nothing for other actions.

    `landed` is the position once it has taken effect.
    """
    if not action.operation:
        return []
    fund = money(put_by(view.state, view.seat))
    price = action.cost(Board(view.scenario, view.state)).money
    paid = [f"It is paid out of the {fund} put by for secret acts, which nobody else reads"] if price else []
    return [
        "Set going now, it lands when the security phase begins; until then nobody else can notice anything",
        "It takes no action point, the move stays yours, and there is one secret act a quarter",
        *paid,
        *_traces(view, action, landed),
    ]


def _traces(view: View, action: Action, landed: State) -> list[str]:
    tuning = view.scenario.spec.tuning
    match action:
        case CovertAct():
            whom = view.scenario.within("power", action.target)
            return [
                f"In each of {count(COVERT_LIFE, 'quarter')} it is traced to you with odds of {tuning.exposure}%:"
                f" 10 of credibility, 2 of standing, 15 of the trust of {whom} and 5 points of blame",
            ]
        case Conceal():
            return [
                "What it saves is put by beside your books: it pays for secret acts, and for nothing in the open",
                f"Each quarter it comes to light with odds of {tuning.share_leak}%: for every step kept back 5 of"
                " grievance and 6 of consent, and 5 of credibility",
            ]
        case Divert():
            odds = audit_odds(view.scenario, landed)
            found = (
                f"finds it with odds of {odds}%" if odds else "finds nothing: the reserves are not touched"
            )
            return [
                "Nobody else sees these forces: they deter attacks, and anger nobody",
                f"Each review of the programme {found}",
                "The last scores count the reserves that are there",
            ]
    return []


def hidden_told(scenario: Scenario, deeds: Sequence[Deed]) -> list[str]:
    """A sentence or two for each secret act of a game that has ended, in the order in which they were done."""
    actions = space_of(scenario).by_key
    opened = [
        f"From the opening: a loan of {money(loan.amount)} from {_account(scenario, loan.creditor)} to "
        f"{_account(scenario, loan.debtor)} with {_riders(loan.riders)}."
        for loan in scenario.spec.loans
        if loan.secret and loan.riders
    ]
    done = [
        (at, deed, action)
        for at, deed in enumerate(deeds)
        if (action := actions.get(deed.action_key)) is not None and action.mask >= 0
    ]
    traced = _traced(
        scenario, deeds, [(at, action) for at, _, action in done if isinstance(action, CovertAct)]
    )
    lines = []
    for at, deed, action in done:
        text = _told(scenario, deeds, at, action, traced.get(at, 0))
        if text:
            lines.append(f"{scenario.quarter(deed.turn)}: {text}")
    return opened + lines


def _told(scenario: Scenario, deeds: Sequence[Deed], at: int, action: Action, traced: int) -> str:
    who = capital(scenario.within("power", action.seat))
    match action:
        case CovertAct():
            whom = scenario.within("power", action.target)
            end = f"Traced in {scenario.quarter(traced)}." if traced else "It was never traced."
            return f"{who} acted against {whom} in secret: {COVERT[action.act]}. {end}"
        case Conceal():
            end = _when(scenario, _leaked(scenario, deeds[at + 1 :], action), "It came to light in {}.")
            where = scenario.within("site", action.site)
            return (
                f"{who} kept part of the community share of {where} back. {end or 'It never came to light.'}"
            )
        case Divert():
            end = _when(scenario, _audited(deeds[at + 1 :], action.seat), "Auditors found it in {}.")
            lot, where = money(scenario.spec.tuning.divert_lot), scenario.within("station", action.station)
            return f"{who} spent {lot} of programme money on forces: {where}. {end or 'No auditor found it.'}"
        case Lend():
            whom = scenario.within("power", action.target)
            lent = money(scenario.spec.tuning.loan_sizes[action.size])
            rider = scenario.ids["terms"][action.terms].partition(":")[0]
            answer = next((d for d in deeds[at + 1 :] if d.seat == action.target), None)
            given = space_of(scenario).by_key.get(answer.action_key) if answer is not None else None
            taken = isinstance(given, Accept)
            end = f"{capital(whom)} {'accepted' if taken else 'did not take it'}."
            return f"{who} offered {whom} a loan of {lent} with {_riders((rider,))}. {end}"
    return ""


def _when(scenario: Scenario, turn: int, words: str) -> str:
    return words.format(scenario.quarter(turn)) if turn else ""


def _entries(deeds: Sequence[Deed]) -> Iterator[Entry]:
    for deed in deeds:
        yield from deed.entries


def _traced(scenario: Scenario, deeds: Sequence[Deed], acts: Sequence[tuple[int, Action]]) -> dict[int, int]:
    """The quarter in which each covert act was traced, by its place among the deeds."""
    n, found = scenario.npowers, dict[int, int]()
    exposures = [
        (at, entry.turn, entry.index, entry.cause)
        for at, deed in enumerate(deeds)
        for entry in deed.entries
        if entry.name == "blame" and isinstance(entry.cause, Reason) and entry.cause.name == "act_exposed"
    ]
    for at, turn, sponsor, cause in exposures:
        waiting = [
            (when, act)
            for when, act in acts
            if isinstance(act, CovertAct)
            and when < at
            and when not in found
            and act.seat == sponsor
            and cause == because("act_exposed", act.act)
        ]
        betrayed = {
            entry.index
            for entry in deeds[at].entries
            if entry.name == "trust" and entry.cause == cause and entry.turn == turn
        }
        # Trust that is gone already cannot fall, and then does not say whose it was.
        sure = [when for when, act in waiting if act.target * n + sponsor in betrayed]
        for when in (sure or [when for when, _ in waiting])[:1]:
            found[when] = turn
    return found


def _leaked(scenario: Scenario, later: Sequence[Deed], kept: Conceal) -> int:
    """The quarter in which a share kept back came to light; 0 when it was put right first or never did."""
    open_ = {action.key for action in space_of(scenario).actions if action.code == "share"}
    for entry in _entries(later):
        told = entry.index == kept.site and entry.name in ("declared", "share")
        # That it is kept back from then on is the act itself.
        if told and entry.cause != kept.key:
            return entry.turn if entry.name == "declared" and entry.cause not in open_ else 0
    return 0


def _audited(later: Sequence[Deed], seat: int) -> int:
    """The quarter in which auditors found what was diverted; 0 when they never did."""
    found = (e for e in _entries(later) if (e.name, e.index) == ("diverted", seat) and e.delta < 0)
    return next((entry.turn for entry in found), 0)


def _account(scenario: Scenario, ident: str) -> str:
    return scenario.within("account", scenario.numbers["account"][ident])


def _riders(riders: Sequence[str]) -> str:
    word = "a secret condition" if len(riders) == 1 else "secret conditions"
    return f"{word}: {'; '.join(RIDERS[rider] for rider in riders)}"
