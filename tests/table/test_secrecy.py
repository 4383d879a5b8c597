"""What a table tells others of secret acts and of offers: of the first nothing, of the second that they were made."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from hashlib import blake2b
from typing import Any

from attrs import evolve

from tests.shipped import shipped
from tests.telling import sentences
from wargame.actors import Choice
from wargame.explain.causes import in_words
from wargame.explain.events import sentence
from wargame.rules.actions.base import Action
from wargame.rules.board import Board, Kind
from wargame.rules.observe import View
from wargame.scenario import to_data
from wargame.table import HUMAN, InstantThinker, LocalTable, Notice, new_table

CHN, PAK = 0, 1
Sit = Callable[..., LocalTable]
Play = Callable[..., Awaitable[list[str]]]


class Plotter(InstantThinker):
    """Does what costs no money, the same at every table; one that plots does a secret act before."""

    def __init__(self, plots: bool) -> None:
        super().__init__()
        self.plots = plots
        self.done = 0

    async def think(self, name: str, seed: int, view: View, legal: Sequence[Action], *_: object) -> Choice:
        """A secret act when it may, and then whatever the name of the choice says."""
        hidden = [action for action in legal if action.operation]
        if hidden and self.plots:
            self.done += 1
            return Choice(hidden[0], "plot", "nobody shall know")
        board = Board(view.scenario, view.state)
        free = [a for a in legal if not a.operation and not a.cost(board).money]
        return Choice(min(free, key=lambda a: blake2b(a.key.encode()).digest()), "go on", "it costs nothing")


async def told(table: LocalTable, seat: int, heard: list[Notice]) -> tuple[Any, ...]:
    """All that a table tells a seat, but for where the game is saved."""
    entries = [evolve(entry, seen=0) for entry in await table.entries(seat)]
    view = await table.view(seat)
    status = evolve(await table.status(), path=None)
    return status, view.digest(), await table.events(seat), await table.said(seat), entries, list(heard)


async def test_a_programs_secret_act_is_nothing_to_anybody_else(sit: Sit) -> None:
    """Two tables, at one of which a program acts in secret: until it lands whoever else sits there is told the same."""
    stories: list[list[Any]] = []
    for plots in (True, False):
        thinker = Plotter(plots)
        table = sit("random", HUMAN, seed=3, thinker=thinker, saves=None)
        heard: list[Notice] = []
        table.subscribe(heard.append)
        story: list[Any] = []
        while (status := await table.status()).turn == 1 and status.phase < 3:
            assert status.decision is not None
            if status.decision.seat == CHN:
                notice = await table.advance()
                assert notice is not None
                assert notice.intent in ("go on", "")
            else:
                legal = await table.legal()
                await table.submit(next((a for a in legal if a.code in ("pass", "hold")), legal[0]))
            status = await table.status()
            if status.turn == 1 and status.phase < 3:
                story.append(await told(table, PAK, heard))
        assert thinker.done == plots
        stories.append(story)
        await table.close()
    assert len(stories[0]) > 3
    assert stories[0] == stories[1]


async def test_what_goes_back_with_a_move_does_not_count_secret_acts(sit: Sit) -> None:
    """`Taken back, and two moves of others` would say that there was a third."""
    for plots in (True, False):
        table = sit("random", HUMAN, seed=3, thinker=Plotter(plots), saves=None)
        heard: list[Notice] = []
        table.subscribe(heard.append)
        while True:
            status = await table.status()
            assert status.decision is not None
            if status.decision.seat == CHN:
                await table.advance()
            elif status.decision.kind == Kind.ACT:
                break
            else:
                legal = await table.legal()
                await table.submit(next((a for a in legal if a.code == "hold"), legal[0]))
        legal = await table.legal()
        await table.submit(next(a for a in legal if a.code == "move"))
        await table.advance()
        assert await table.undo() == 2
        assert heard[-1].count == 2
        await table.close()


async def test_a_persons_own_secret_act_can_be_taken_back_whatever_it_would_find(sit: Sit) -> None:
    """It has drawn and shown nothing yet: whether a share is kept back is not read off what may be taken back."""
    for hidden in (True, False):
        table = sit(HUMAN, "random", seed=3, saves=None)
        while (status := await table.status()).decision and status.decision.kind != Kind.ACT:
            if status.decision.seat == CHN:
                legal = await table.legal()
                await table.submit(next((a for a in legal if a.code == "hold"), legal[0]))
            else:
                await table.advance()
        state = table._course.game.state
        site = next(s for s, host in enumerate(table.scenario.host) if host == PAK and state.level[s])
        state.declared[site], state.share[site] = 3, 1 if hidden else 3
        while (status := await table.status()).decision and status.decision.seat != CHN:
            await table.advance()
        leak = next(a for a in await table.legal() if a.key == "covert CHN leak PAK")
        told_before = await table.events(PAK)
        outcome = await table.submit(leak)
        assert outcome.draws == ()
        assert await table.events(PAK) == told_before
        status = await table.status()
        assert (status.can_undo, status.undo_seen) == (True, 0)
        assert await table.undo() == 1
        await table.close()


class Lender(InstantThinker):
    """China offers Pakistan a loan with its terms for a reason, and Pakistan refuses for one."""

    async def think(self, name: str, seed: int, view: View, legal: Sequence[Action], *_: object) -> Choice:
        """The loan, the refusal, or the first choice."""
        for action in legal:
            if action.key in ("lend CHN PAK 20 collateral", "refuse PAK"):
                return Choice(action, "collateral", "a pledge of collateral for $2bn")
        return Choice(
            next((a for a in legal if a.code in ("pass", "hold")), legal[0]), "wait", "nothing to do"
        )


async def test_third_seats_are_told_that_an_offer_was_made_and_no_more() -> None:
    """Log, ledger, what is said and notices carry its terms and its reasons to the two parties alone."""
    scenario = shipped("linchpin")
    seats = {"CHN": "random", "USA": "random", "PAK": "random", "IND": HUMAN}
    table = new_table(scenario, to_data(scenario.spec), seats, 5, None, thinker=Lender())
    power = scenario.numbers["power"]
    heard: list[Notice] = []
    table.subscribe(heard.append)
    while not any(event.kind == "refusal_heard_of" for event in await table.events(power["IND"])):
        if await table.advance() is None:
            legal = await table.legal()
            await table.submit(next((a for a in legal if a.code in ("pass", "hold")), legal[0]))
    for name, party in (("IND", False), ("USA", False), ("CHN", True), ("PAK", True)):
        seat = power[name]
        kept = [n for n in heard if n.seen >> seat & 1 and n.seat in (power["CHN"], power["PAK"])]
        words = [(n.action_key, n.reason) for n in kept]
        words += [(s.action_key, s.reason) for s in await table.said(seat)]
        events = [e for n in heard for e in n.events if e.seen >> seat & 1] + await table.events(seat)
        words += [(repr(e.data), sentence(scenario, e)) for e in events]
        words += [(repr(e.cause), in_words(scenario, e.cause)) for e in await table.entries(seat)]
        found = [
            w for w in words if any(part in " ".join(w) for part in ("collateral", "loan of", "lend CHN"))
        ]
        assert bool(found) is party, (name, found)
    assert "China makes Pakistan an offer." in sentences(scenario, await table.events(power["IND"]))
    await table.close()
