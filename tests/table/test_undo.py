"""Undo reaches back to the last draw, reveal, answer or end of a phase, and rewrites no history."""

from collections.abc import Awaitable, Callable, Sequence

import pytest
from attrs import evolve

from tests.rules.hidden import redealt
from tests.shipped import shipped
from tests.telling import sentences
from wargame.actors import Choice
from wargame.journal import JournalFault, Undone, list_saves, read
from wargame.rules.actions.base import Action
from wargame.rules.board import Kind
from wargame.rules.chance import mix
from wargame.rules.compiled import Scenario
from wargame.rules.game import Game
from wargame.rules.observe import View, view_of
from wargame.rules.records import Covert
from wargame.table import HUMAN, InstantThinker, LocalTable, Notice, resume, verify
from wargame.table.course import Course
from wargame.table.undoing import back_to

Sit = Callable[..., LocalTable]
Play = Callable[..., Awaitable[list[str]]]


async def until_acting(table: LocalTable, play: Play) -> None:
    """Play to the first decision of the actions phase."""
    while (await table.status()).decision.kind != Kind.ACT:  # type: ignore[union-attr]
        await play(table, 1)


async def pick(table: LocalTable, code: str) -> Action:
    return next(action for action in await table.legal() if action.code == code)


class Bystander:
    """An actor that does as little as it can."""

    async def think(
        self, actor_name: str, seed: int, view: View, legal: Sequence[Action], *_: object
    ) -> Choice:
        return Choice(next((a for a in legal if a.code in ("pass", "hold", "refuse")), legal[0]))


async def test_a_decision_taken_back_leaves_the_game_as_it_was(sit: Sit, play: Play) -> None:
    table = sit(HUMAN, "random")
    heard: list[Notice] = []
    await until_acting(table, play)
    before = table._course.game.digest()
    books = [(await table.events(seat), await table.entries(seat)) for seat in (0, 1)]
    table.subscribe(heard.append)
    await table.submit(await pick(table, "stockpile"))
    assert (await table.status()).can_undo
    assert table._course.game.digest() != before
    assert await table.undo() == 1
    assert table._course.game.digest() == before
    assert [(await table.events(seat), await table.entries(seat)) for seat in (0, 1)] == books
    assert [(notice.kind, notice.count) for notice in heard] == [("decision", 0), ("undo", 1)]
    assert heard[1].seat == heard[0].seat
    await table.close()


async def test_undo_writes_a_record_and_the_game_resumes_as_it_stood(sit: Sit, play: Play) -> None:
    table = sit(HUMAN, "random")
    await until_acting(table, play)
    path = (await table.status()).path
    assert path is not None
    standing = len(table._course.steps)
    await table.submit(await pick(table, "stockpile"))
    written = path.read_bytes()
    await table.undo()
    assert path.read_bytes().startswith(written)
    last = read(path).lines[-1]
    assert isinstance(last, Undone)
    assert last.to == standing
    assert len(read(path).decisions) == standing
    await table.submit(await pick(table, "patrol"))
    await table.close()
    assert list_saves(path.parent)[0].turn == 1
    assert verify(path).ok
    again = resume(path, thinker=InstantThinker())
    assert again._course.game.digest() == table._course.game.digest()
    # What could be taken back before it was closed can be taken back still.
    assert await again.undo() == 1
    await again.close()


async def test_undo_goes_on_to_the_last_draw_and_no_further(sit: Sit, play: Play) -> None:
    table = sit(HUMAN, "random", thinker=Bystander())
    await until_acting(table, play)
    table._course.game.state.points[0] = 6
    await table.submit(await pick(table, "stockpile"))
    await play(table, 1)
    survey = await table.submit(await pick(table, "survey"))
    assert survey.draws
    assert not (await table.status()).can_undo
    assert await table.undo() == 0
    after_survey = table._course.game.digest()
    for code in ("stockpile", "release"):
        await table.submit(await pick(table, code))
    assert [await table.undo() for _ in range(3)] == [1, 1, 0]
    assert table._course.game.digest() == after_survey
    await table.close()


async def test_nobody_takes_back_what_another_person_decided(sit: Sit, play: Play) -> None:
    table = sit()
    await until_acting(table, play)
    first = (await table.status()).decision
    await table.submit(await pick(table, "stockpile"))
    then = (await table.status()).decision
    assert first is not None
    assert then is not None
    assert (then.kind, then.seat) == (Kind.ACT, 1 - first.seat)
    before = table._course.game.digest()
    assert not (await table.status()).can_undo
    assert await table.undo() == 0
    assert table._course.game.digest() == before
    await table.close()


async def test_a_person_takes_back_what_the_same_person_decided_and_no_more(sit: Sit, play: Play) -> None:
    """Sealed, each plans several orders in a row."""
    table = sit(sealed=True)
    await until_acting(table, play)
    first = (await table.status()).decision
    assert first is not None
    for code in ("stockpile", "stockpile", "release"):
        await table.submit(await pick(table, code))
    then = (await table.status()).decision
    assert then is not None
    assert (then.kind, then.seat) == (Kind.ACT, 1 - first.seat)
    planned = table._course.game.digest()
    for code in ("stockpile", "survey"):
        await table.submit(await pick(table, code))
    assert [await table.undo() for _ in range(3)] == [1, 1, 0]
    assert table._course.game.digest() == planned
    await table.close()


class Plodder(Bystander):
    """An actor that moves in the open and leaves nothing to chance."""

    async def think(
        self, actor_name: str, seed: int, view: View, legal: Sequence[Action], *_: object
    ) -> Choice:
        quiet = next((a for a in legal if a.code in ("stockpile", "research", "patrol", "guard")), None)
        return Choice(quiet) if quiet else await super().think(actor_name, seed, view, legal)


async def test_what_actors_did_meanwhile_goes_back_with_a_persons_decision(sit: Sit, play: Play) -> None:
    """And they do the same again after the same decision."""
    table = sit(HUMAN, "random", thinker=Plodder())
    heard: list[Notice] = []
    await until_acting(table, play)
    before, standing = table._course.game.digest(), len(table._course.steps)
    table.subscribe(heard.append)
    action = await pick(table, "stockpile")
    await table.submit(action)
    assert await table.advance() is not None
    after = table._course.game.digest()
    status = await table.status()
    assert (status.can_undo, status.undo_barred) == (True, "")
    assert await table.undo() == 2
    assert (heard[-1].kind, heard[-1].count) == ("undo", 2)
    assert table._course.game.digest() == before
    await table.submit(action)
    await table.advance()
    assert table._course.game.digest() == after
    path = status.path
    assert path is not None
    await table.close()
    assert len(read(path).decisions) == standing + 2
    assert verify(path).ok


async def test_what_is_taken_back_after_programs_were_seen_to_move_is_counted(sit: Sit, play: Play) -> None:
    """By seat, before it is done and when the game is resumed; a slip mended at once is not."""
    table = sit(HUMAN, "random", thinker=Plodder())
    await until_acting(table, play)
    await table.submit(await pick(table, "stockpile"))
    assert (await table.status()).undo_seen == 0
    assert await table.undo() == 1
    assert (await table.status()).peeks == (0, 0)
    await table.submit(await pick(table, "stockpile"))
    assert await table.advance() is not None
    assert (await table.status()).undo_seen == 1
    assert await table.undo() == 2
    status = await table.status()
    assert (status.undo_seen, status.peeks) == (0, (1, 0))
    path = status.path
    assert path is not None
    await table.close()
    again = resume(path, thinker=Plodder())
    assert (await again.status()).peeks == (1, 0)
    await again.close()


def acting(scenario: Scenario, seed: int, power: str) -> Course:
    """A course at a power's first move."""
    course, seat = Course.new(scenario, seed), scenario.numbers["power"][power]
    while (decision := course.game.decision) is None or (decision.kind, decision.seat) != (Kind.ACT, seat):
        course.accept(course.attempt(course.game.legal.pick(mix(seed, 1, len(course.steps)))))
    return course


def answer(course: Course, power: str) -> tuple[bool, str]:
    """Whether the power could take its last decision back, and the words it would read."""
    _, barred = back_to(course, {course.game.scenario.numbers["power"][power]})
    return not barred, barred


@pytest.mark.parametrize("seed", [3, 5, 11])
def test_undo_is_no_probe(seed: int) -> None:
    """The answer is the same whatever is hidden: a grade another has drawn, a share kept back, a trail."""
    scenario = shipped("tightrope")
    pak, ind = (scenario.numbers["power"][power] for power in ("PAK", "IND"))
    skardu, mine = scenario.numbers["site"]["skardu"], scenario.numbers["site"]["bagh_dumps"]
    for grade in range(-1, 5):
        course = acting(scenario, seed, "USA")
        state = course.game.state
        state.grade[skardu], state.known[skardu] = grade, 0 if grade < 0 else 1 << pak
        course.accept(course.attempt(course.game.space.parse("survey USA skardu")))
        assert not answer(course, "USA")[0]
    answers = set()
    for share in (4, 2):
        course = acting(scenario, seed, "IND")
        state = course.game.state
        state.level[mine], state.declared[mine], state.share[mine] = 5, 4, share
        course.accept(course.attempt(course.game.space.parse("covert IND leak PAK")))
        answers.add(answer(course, "IND")[0])
    assert len(answers) == 1
    for trails in ((), (Covert(0, pak, ind, 1),)):
        course = acting(scenario, seed, "IND")
        course.game.state.coverts = trails
        course.accept(course.attempt(course.game.space.parse("counter IND")))
        assert not answer(course, "IND")[0]


@pytest.mark.parametrize("seed", range(2))
def test_two_positions_that_look_alike_give_the_same_answer(seed: int) -> None:
    """For every action; and the same words where the same has been told."""
    scenario, tried = shipped("tightrope"), 0
    for power in scenario.ids["power"]:
        course, seat = acting(scenario, seed, power), scenario.numbers["power"][power]
        before = course.game.state
        twin = Course(Game(evolve(course.game.board, ledger=[], log=[], draws=[])))
        twin.game.board.state = redealt(scenario, before, seat, seed)
        for action in tuple(course.game.legal):
            found = []
            for each in (course, twin):
                each.accept(each.attempt(action))
                told = sentences(scenario, each.told(len(each.steps) - 1, seat))
                found.append((answer(each, power), told))
                each.back()
            (one, read), (other, heard) = found
            assert one[0] == other[0], action.key
            assert one == other or read != heard, action.key
            tried += 1
    assert tried > 100


def test_a_secret_act_of_a_program_bars_nothing_and_counts_for_nothing() -> None:
    """The move is still where it was, and nobody has seen anything."""
    scenario = shipped("linchpin")
    told = []
    for key in ("covert CHN sabotage USA", "rollover CHN PAK"):
        course = acting(scenario, 2, "IND")
        state = course.game.state
        usa, chn = scenario.numbers["power"]["USA"], scenario.numbers["power"]["CHN"]
        state.left[scenario.hosted[usa][0]] = 3
        state.money[chn], state.points[chn] = 50, 3
        state.sequence = tuple(scenario.numbers["power"][power] for power in ("IND", "CHN", "USA", "PAK"))
        state.initiative = 1
        for each in ("stockpile IND", key):
            found = [a for a in course.game.legal if a.key.startswith(each)]
            course.accept(course.attempt(found[0]))
        told.append((answer(course, "IND"), course.answered(len(course.steps) - 2, {3})))
    assert told == [((True, ""), 0), ((True, ""), 1)]


async def test_silence_and_sealed_orders_show_nothing(sit: Sit, play: Play) -> None:
    """Who learns nothing from what programs did since takes back a slip and no more."""
    table = sit(HUMAN, "random", thinker=Plodder(), sealed=True)
    while (await table.status()).decision.kind != Kind.SIGNAL:  # type: ignore[union-attr]
        await play(table, 1)
    await table.submit(await pick(table, "hold"))
    course, people = table._course, table._people
    at = len(course.steps) - 1
    while (await table.status()).decision.seat != 0:  # type: ignore[union-attr]
        assert await table.advance() is not None
    assert course.answered(at, people) == 0
    await until_acting(table, play)
    at = len(course.steps)
    await table.submit(await pick(table, "stockpile"))
    while not (await table.status()).over and course.game.state.phase == course.steps[at].before.phase:
        decision = (await table.status()).decision
        assert decision is not None
        if decision.seat == 0:
            await table.submit(await pick(table, "pass"))
        else:
            await table.advance()
        orders = [step for step in course.steps[at:] if step.action.seat == 1]
        if orders and course.game.state.phase == course.steps[at].before.phase:
            assert course.answered(at, people) == 0
    assert any(step.action.seat == 1 and step.action.kind == Kind.ACT for step in course.steps[at:])
    await table.close()


async def test_what_bars_an_undo_is_said(sit: Sit, play: Play) -> None:
    """A headline, what could not be foreseen, the next phase: each by its name; and what is barred changes nothing."""
    said = set()
    for seed in range(4, 8):
        table = sit(HUMAN, "random", seed=seed, saves=None)
        while not (await table.status()).over:
            await play(table, 1)
            status = await table.status()
            if status.can_undo:
                assert not status.undo_barred
                continue
            said.add(status.undo_barred)
            before = table._course.game.digest()
            assert await table.undo() == 0
            assert table._course.game.digest() == before
            readable = set(sentences(table.scenario, await table.events(0)))
            _, _, brought = status.undo_barred.partition("could not be foreseen (")
            assert not brought or f"{brought.removesuffix(')')}." in readable
        await table.close()
    titles = {card.title for card in table.scenario.spec.cards}
    assert said & {f"the headline '{title}' has been drawn since" for title in titles}
    assert any("could not be foreseen (" in words for words in said)
    assert "the next phase, Actions, has begun" in said


async def test_an_answer_of_an_actor_cannot_be_taken_back(sit: Sit, play: Play) -> None:
    """Otherwise one could ask until the answer is right."""
    table = sit(HUMAN, "random", thinker=Bystander())
    await until_acting(table, play)
    await table.submit(await pick(table, "lend"))
    assert (await table.status()).can_undo
    assert await table.advance() is not None
    assert (await table.status()).undo_barred == "Pakistan has answered an offer since"
    assert await table.undo() == 0
    await table.close()


async def test_nothing_can_be_taken_back_at_the_opening(sit: Sit) -> None:
    table = sit()
    assert not (await table.status()).can_undo
    assert await table.undo() == 0
    await table.close()


async def test_no_end_of_a_turn_and_no_drawn_card_can_be_taken_back(sit: Sit, play: Play) -> None:
    for seed in range(6):
        table = sit(seed=seed, saves=None)
        while not (await table.status()).over:
            state = table._course.game.state
            await play(table, 1, salt=seed)
            after, step = table._course.game.state, table._course.steps[-1]
            free = (await table.status()).can_undo
            if (state.turn, state.phase, state.drawn) != (after.turn, after.phase, after.drawn):
                assert not free
            if free:
                chances = table._course.game.board.draws
                assert chances is not None
                assert len(chances) == step.marks[2]
                for seat in (0, 1):
                    before = view_of(table.scenario, step.before, seat).state
                    assert (await table.view(seat)).state.grade == before.grade
        await table.close()


async def test_what_an_actor_thought_about_a_position_taken_back_is_thrown_away(sit: Sit, play: Play) -> None:
    class Meddler(InstantThinker):
        armed = False
        undone = 0

        async def think(
            self, actor_name: str, seed: int, view: View, legal: Sequence[Action], *_: object
        ) -> Choice:
            if self.armed:
                self.undone += await table.undo()
            return await super().think(actor_name, seed, view, legal)

    meddler = Meddler()
    table = sit(HUMAN, "random", seed=2, thinker=meddler, saves=None)
    # To a person's move that can be taken back, after which an actor must decide.
    while True:
        status = await table.status()
        if status.can_undo and status.decision is not None and status.decision.seat == 1:
            break
        await play(table, 1)
    meddler.armed = True
    standing = len(table._course.steps)
    assert await table.advance() is None
    assert meddler.undone == 1
    assert len(table._course.steps) == standing - 1
    assert (await table.status()).decision.seat == 0  # type: ignore[union-attr]
    await table.close()


async def test_an_undo_that_cannot_be_saved_has_not_happened(
    sit: Sit, play: Play, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = sit(HUMAN, "random")
    await until_acting(table, play)
    await table.submit(await pick(table, "stockpile"))
    before = table._course.game.digest()
    assert table._journal is not None
    table._journal.path.rename(table._journal.path.with_suffix(".moved"))
    with pytest.raises(JournalFault, match="moved or removed"):
        await table.undo()
    assert table._course.game.digest() == before
    assert (await table.status()).can_undo
    await table.close()


def test_a_course_walked_back_to_the_start_is_the_opening(sit: Sit) -> None:
    table = sit(saves=None)
    course = Course.new(table.scenario, 9)
    opening = course.game.digest()
    books = len(course.game.entries), len(course.game.events)
    digests = [opening]
    while not course.game.over:
        course.accept(course.attempt(course.game.legal.pick(len(digests))))
        digests.append(course.game.digest())
    while course.steps:
        assert course.game.digest() == digests.pop()
        course.back()
    assert course.game.digest() == opening
    assert (len(course.game.entries), len(course.game.events)) == books
