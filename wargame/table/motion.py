"""The motion before the lender's board, as a member is told it when it is asked for its vote."""

from __future__ import annotations

from wargame.rules.fund import debtor_of, released
from wargame.rules.observe import View
from wargame.table.terms import Money


def motion_told(view: View, money: Money) -> list[str]:
    """What is voted on and what it takes, the staff's public word, how the sum comes about, and the votes so far."""
    scenario, state = view.scenario, view.state
    board, debtor = scenario.spec.board, debtor_of(scenario)
    assert board is not None, "only a board votes"
    names = scenario.names["power"]
    weight = board.votes.get(scenario.ids["power"][view.seat], 0)
    more = state.fund.reviews == 1 and board.earmarked
    lines = [
        f"The IMF board decides on {money(released(scenario, state))} for {names[debtor]}. "
        f"You hold {vote_share(weight)} of the votes; it takes {vote_share(board.threshold)}.",
        f"The staff {'recommends it' if state.fund.agrees else 'does not recommend it'}.",
        f"A tranche of {money(board.tranche)} by an IMF credibility of {state.imf_credibility[0]}"
        + (f", and {money(board.earmarked)} for resilience." if more else "."),
    ]
    given = [
        f"{names[seat]} {scenario.names['stance'][vote]}"
        for seat, vote in enumerate(state.votes)
        if vote >= 0 and seat != debtor
    ]
    return lines + ([f"Votes so far: {', '.join(given)}."] if given else [])


def vote_share(tenths: int) -> str:
    """A share of the votes: 165 tenths of a percent are `16.5%`."""
    return f"{tenths / 10:g}%"
