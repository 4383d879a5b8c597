"""Counter-offers at a table: saved, taken up again, verified, heard of by whom they concern, taken back."""

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from wargame.actors import Choice
from wargame.journal import read
from wargame.rules.actions.base import Action
from wargame.rules.actions.haggling import CounterOffer
from wargame.rules.board import Kind
from wargame.rules.errors import BadAction, IllegalAction
from wargame.rules.observe import View
from wargame.rules.space import space_of
from wargame.table import HUMAN, LocalTable, Notice, resume, verify

Sit = Callable[..., LocalTable]
DEAL = "compose CHN PAK give money:4 take basing:5"
COUNTER = "counter_offer PAK CHN give basing:3 take money:6"
BACK = "counter_offer CHN PAK give money:5 take basing:4"


class Answers:
    """A program that answers offers by these keys in turn, and otherwise does what comes first."""

    def __init__(self, *keys: str) -> None:
        self.keys = list(keys)

    async def think(
        self, actor_name: str, seed: int, view: View, legal: Sequence[Action], *_: object
    ) -> Choice:
        if legal[0].kind == Kind.ANSWER:
            return Choice(space_of(view.scenario).parse(self.keys.pop(0)), "haggle", "more")
        return Choice(legal[0])


async def offered(table: LocalTable) -> None:
    """China's deal is before Pakistan; on the way everybody says nothing and passes."""
    while True:
        decision = (await table.status()).decision
        assert decision is not None
        game = table._course.game
        if decision.kind == Kind.ACT and table.scenario.ids["power"][decision.seat] == "CHN":
            await table.submit(game.space.parse(DEAL))
            return
        await table.submit((await table.legal())[0])


async def say(table: LocalTable, key: str) -> None:
    await table.submit(table._course.game.space.parse(key))


async def test_a_haggled_deal_is_saved_and_taken_up_again_in_the_middle(sit: Sit) -> None:
    table = sit()
    await offered(table)
    await say(table, COUNTER)
    await table.close()
    path = (await table.status()).path
    assert path is not None
    assert read(path).decisions[-1].action == COUNTER
    again = resume(path)
    status = await again.status()
    assert status.decision is not None
    assert (status.decision.kind, again.scenario.ids["power"][status.decision.seat]) == (Kind.ANSWER, "CHN")
    await say(again, BACK)
    with pytest.raises(IllegalAction, match="each side has made its counter-offer"):
        await say(again, COUNTER)
    await say(again, "accept PAK")
    await again.close()
    assert verify(path).ok


async def test_a_counter_offer_can_be_taken_back_until_it_is_answered(sit: Sit) -> None:
    """It draws nothing and shows nothing; once a program has answered, it stands."""
    table = sit(HUMAN, "thumb", thinker=Answers(COUNTER, "refuse PAK"))
    while (decision := (await table.status()).decision) is not None and decision.kind != Kind.ANSWER:
        if decision.seat == 1:
            await table.advance()
        elif decision.kind == Kind.ACT:
            await say(table, DEAL)
        else:
            await table.submit((await table.legal())[0])
    await table.advance()
    await say(table, BACK)
    assert await table.undo() == 1
    await say(table, BACK)
    await table.advance()
    assert "answered an offer" in (await table.status()).undo_barred
    await table.close()


async def test_bad_counter_offers_leave_no_trace(sit: Sit) -> None:
    table = sit()
    await offered(table)
    before = table._course.game.digest()
    for key, error in {
        "counter_offer PAK PAK give nothing take money:1": BadAction,
        "counter_offer CHN PAK give nothing take money:1": IllegalAction,
        "counter_offer PAK CHN give basing:5 take money:4": IllegalAction,
        "counter_offer PAK CHN give basing:0 take money:4": BadAction,
    }.items():
        with pytest.raises(error):
            await say(table, key)
    assert table._course.game.digest() == before
    await table.close()


async def test_the_terms_are_heard_by_the_two_parties(sit: Sit, tmp_path: Path) -> None:
    table = sit()
    heard: list[Notice] = []
    await offered(table)
    table.subscribe(heard.append)
    await say(table, COUNTER)
    (notice,) = heard
    assert notice.seen == 0b11
    assert notice.action_key == COUNTER
    assert [event.kind for event in notice.events] == ["counter_made", "counter_heard_of"]
    await table.close()


async def test_a_program_s_counter_offer_stands(sit: Sit) -> None:
    """It is none of the numbered choices that the program was handed, and is allowed all the same."""

    table = sit(HUMAN, "thumb", thinker=Answers(COUNTER))
    while True:
        decision = (await table.status()).decision
        assert decision is not None
        if decision.seat == 1:
            notice = await table.advance()
            assert notice is not None
            if notice.action_key.startswith(CounterOffer.code):
                assert (notice.action_key, notice.reason) == (COUNTER, "more")
                break
        elif decision.kind == Kind.ACT:
            await say(table, DEAL)
        else:
            await table.submit((await table.legal())[0])
    await table.close()


async def test_the_table_tells_how_likely_agreement_is(sit: Sit) -> None:
    table = sit()
    await offered(table)
    space = table._course.game.space
    keys = (
        "counter_offer PAK CHN give money:2 take nothing",
        "counter_offer PAK CHN give nothing take money:20",
    )
    mild, dear = [(await table.forecast(space.parse(key))).agreement for key in keys]
    assert mild is not None
    assert dear is not None
    assert mild.odds > dear.odds
    assert (await table.forecast(space.parse("refuse PAK"))).agreement is None
    await table.close()
