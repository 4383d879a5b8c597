"""What is put before the lender's board: what hangs on it, how the members could still vote, and what was promised."""

from __future__ import annotations

from wargame.explain.gains import between, told
from wargame.explain.grammar import capital
from wargame.explain.units import step_of
from wargame.rules.board import Board
from wargame.rules.chance import Branching
from wargame.rules.compiled import Scenario
from wargame.rules.forecast import net
from wargame.rules.fund import (
    OPPOSE,
    SUPPORT,
    conclude,
    debtor_of,
    in_favour,
    members,
    motion_of,
    needed,
    released,
    take_side,
)
from wargame.rules.observe import View
from wargame.rules.records import Pledge
from wargame.rules.state import State
from wargame.rules.words import count, money


def motion_told(view: View) -> list[str]:
    """What is voted on, the staff's public word, what hangs on it, how it counts, and what was given and promised."""
    scenario, state = view.scenario, view.state
    names, debtor = scenario.in_text["power"], debtor_of(scenario)
    amount, staff = money(released(scenario, state)), "recommends it"
    if not state.fund.agrees:
        staff = f"does not recommend it{_waived(scenario)}"
    given = [
        f"{names[seat]} {scenario.names['stance'][vote]}"
        for seat, vote in enumerate(state.votes)
        if vote >= 0 and seat != debtor
    ]
    return [
        f"The {scenario.lender} board decides on {amount} for {names[debtor]}{_titled(scenario, state)}.",
        f"The staff {staff}.",
        *stakes_told(view),
        _weight_told(view),
        *([f"Votes so far: {', '.join(given)}."] if given else []),
        *([f"{lobbied_told(state)}."] if state.fund.lobby else []),
        *promised_told(view),
        *_repeated(view),
    ]


def _waived(scenario: Scenario) -> str:
    spec = scenario.spec.board
    return f": a waiver, {spec.waiver}% of the money" if spec is not None and spec.waiver < 100 else ""


def _titled(scenario: Scenario, state: State) -> str:
    motion = motion_of(scenario, state)
    return f", “{motion.title}”: {motion.text.rstrip('.')}" if motion else ""


def stakes_told(view: View) -> list[str]:
    """What the board's yes and its no would change at once, and what that does to the seat's goals, a sentence each."""
    return [_outcome(view, passes) for passes in (True, False)]


def _outcome(view: View, passes: bool) -> str:
    scenario, state = view.scenario, view.state.copy()
    board = Board(scenario, state, Branching([]), ledger=[])
    conclude(board, passes, 0)
    steps = [step_of(scenario, change) for change in net(board).values() if change.index != scenario.imf
             or change.name != "money"]  # fmt: skip
    gains = told(between(scenario, view.seat, view.state, state))
    text = "; ".join(f"{step.caption} {step.moved}" for step in steps) or "nothing changes at once"
    return f"If it {'passes' if passes else 'fails'}: {text}." + (f" Your goals: {gains}." if gains else "")


def next_motion_told(view: View) -> list[str]:
    """What the staff has prepared for the next review, so that votes can be asked for; empty when that is not known."""
    scenario, state = view.scenario, view.state
    motion, spec = motion_of(scenario, state), scenario.spec.board
    if motion is None or spec is None or state.votes:
        return []
    share = f", {motion.percent}% of a tranche" if motion.percent != 100 else ""
    lobbied = [f"{lobbied_told(state)}."] if state.fund.lobby else []
    return [f"“{motion.title}”{share}: {motion.text}", *stakes_told(view), *lobbied, *promised_told(view)]


def lobbied_told(state: State) -> str:
    """How far lobbying has moved the other chairs before the next vote, without a stop."""
    moved = state.fund.lobby
    if not moved:
        return "All lobbying together then moves nobody"
    return f"Lobbying has moved {vote_share(abs(moved))} of the board {'for' if moved > 0 else 'against'} the next motion"


def _weight_told(view: View) -> str:
    scenario, state = view.scenario, view.state
    spec = scenario.spec.board
    assert spec is not None, "only a board votes"
    weight = spec.votes.get(scenario.ids["power"][view.seat], 0)
    carried = spec.carry * state.standing[view.seat]
    along = f", and a clear yes or no of yours moves {vote_share(carried)} of the others" if carried else ""
    enough = vote_share(needed(scenario, state.fund.agrees))
    return f"You hold {vote_share(weight)} of the votes{along}; it takes {enough}."


def count_told(view: View, stance: int) -> str:
    """What the count would come to with a vote of the seat's, as the others may still vote. Without a stop."""
    scenario, enough = view.scenario, needed(view.scenario, view.state.fund.agrees)
    least, most = (_count(view, stance, rest) for rest in (OPPOSE, SUPPORT))
    span = vote_share(least) if least == most else f"{vote_share(least)} to {vote_share(most)}"
    end = "it passes" if least >= enough else "it fails" if most < enough else "the others decide"
    assert scenario.spec.board is not None
    return f"{span} would be in favour of the {vote_share(enough)} it takes: {end}"


def _count(view: View, stance: int, rest: int) -> int:
    """Tenths of a percent in favour with a vote of the seat's, and all others that are open given one way."""
    scenario, state = view.scenario, view.state.copy()
    board = Board(scenario, state, Branching([]))
    for seat in members(scenario):
        if state.votes[seat] < 0:
            take_side(board, seat, stance if seat == view.seat else rest, "")
    return in_favour(scenario, state, state.votes, state.fund.agrees)


def promised_told(view: View) -> list[str]:
    """Votes that were promised, in a sentence each."""
    pledges = (pledge for pledge in view.state.pledges if pledge.kind == "vote")
    return [f"{capital(vote_promise(view.scenario, pledge))}." for pledge in pledges]


def vote_promise(scenario: Scenario, pledge: Pledge) -> str:
    """A promised vote: `Norland has promised Sudland its vote: support, for 3 quarters`."""
    giver, taker = (scenario.within("power", seat) for seat in (pledge.giver, pledge.taker))
    stance, left = scenario.names["stance"][pledge.what], count(pledge.turns, "quarter")
    return f"{giver} has promised {taker} its vote: {stance}, for {left}"


def _repeated(view: View) -> list[str]:
    last = view.state.fund.last
    if not last or view.seat not in members(view.scenario):
        return []
    stance = view.scenario.names["stance"][last[view.seat]]
    return [f"You voted {stance} the last time; the same again is expected of you and wins less."]


def vote_share(tenths: int) -> str:
    """A share of the votes: 165 tenths of a percent are `16.5%`."""
    return f"{tenths / 10:g}%"
