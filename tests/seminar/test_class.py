"""What a class promises: who may come, who may decide, who stands in, and what the host may order."""

from __future__ import annotations

import asyncio
import errno
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from wargame.journal import Journal, JournalFault, read
from wargame.rules.errors import IllegalAction
from wargame.seminar.folder import ClassFault
from wargame.seminar.guard import FREE, Guesses, Pace, origin
from wargame.seminar.hosting import go_on
from wargame.seminar.inside import InsideWire
from wargame.seminar.link import LinkFault
from wargame.seminar.referee import DEVICES, Referee
from wargame.seminar.words import name_for, read_code, tidy
from wargame.table import HUMAN, InstantThinker, verify

from .conftest import Device

Hold = Callable[..., Any]


def asked(referee: Referee, number: int = 1) -> str:
    """Whose decision is pending at a table."""
    status = referee.rooms[number - 1].table.status_now()
    assert status.decision is not None
    return referee.scenario.ids["power"][status.decision.seat]


async def both(referee: Referee) -> tuple[Device, Device]:
    """Anna for the seat that is asked, Ben for the other."""
    first = asked(referee)
    other = next(seat for seat in referee.scenario.ids["power"] if seat != first)
    anna, ben = Device(referee), Device(referee)
    await anna.join("Anna", first)
    await ben.join("Ben", other)
    return anna, ben


# ---- coming in
async def test_a_code_and_a_name_let_somebody_in(hold: Hold) -> None:
    """The token comes once, only its hash is kept, and it lets the same person in again, on any device."""
    referee = await hold()
    anna = Device(referee)
    welcome = await anna.join("Anna", "PAK")
    assert (welcome["name"], welcome["seat"], welcome["table"]) == ("Anna", "PAK", 1)
    token = welcome["token"]
    kept = b"".join(path.read_bytes() for path in referee.folder.path.iterdir())
    assert token.encode() not in kept
    again = Device(referee)
    welcome = await again.hello(token=token)
    assert (welcome["name"], welcome["seat"], "token" in welcome) == ("Anna", "PAK", False)


async def test_a_code_is_taken_as_it_is_typed(hold: Hold) -> None:
    referee = await hold()
    code = referee.folder.setup.code
    device = Device(referee)
    assert "token" in await device.hello(code=f" {code[:3].lower()}-{code[3:].lower()} ", name="Anna")


async def test_wrong_codes_are_refused_and_who_guesses_is_shut_out(hold: Hold) -> None:
    """Also with the right code, for a while; who has a token comes in all the same, and others are not troubled."""
    referee = await hold()
    anna = Device(referee)
    token = (await anna.join("Anna"))["token"]
    answers = [
        (await Device(referee).hello(code="WRONG2", name="Eve"))["error"]["kind"] for _ in range(FREE + 3)
    ]
    assert set(answers[: FREE + 1]) == {"code"}
    assert answers[-1] == "slow"
    assert (await Device(referee).join("Eve"))["error"]["kind"] == "slow"
    assert (await Device(referee).hello(token=token))["name"] == "Anna"
    assert "token" in await Device(referee, "10.0.0.2").join("Ben")


async def test_wrong_tokens_and_keys_count_as_guesses(hold: Hold) -> None:
    referee = await hold()
    for _ in range(FREE + 1):
        assert (await Device(referee).hello(token="x" * 43))["error"]["kind"] == "gone"
    assert (await Device(referee).hello(token="x" * 43))["error"]["kind"] == "slow"
    assert (await Device(referee).hello(key="x" * 43))["error"]["kind"] == "slow"


async def test_nothing_is_told_before_hello(hold: Hold) -> None:
    referee = await hold()
    device = Device(referee)
    for do in ("submit", "choices", "look", "pause", "pen"):
        assert (await device.ask(do, table=1, seat="PAK"))["error"]["kind"] == "first"


async def test_a_student_is_no_facilitator(hold: Hold) -> None:
    referee = await hold()
    device = Device(referee)
    await device.join("Eve", "PAK")
    for do in ("look", "pause", "go", "take_back", "program", "revoke", "move", "message"):
        assert (await device.ask(do, table=1, seat="CHN", person=1, text="x"))["error"]["kind"] == "bad"


async def test_another_protocol_is_named(hold: Hold) -> None:
    referee = await hold()
    answer = await Device(referee).ask("hello", protocol=99, code="x", name="y")
    assert answer["error"]["kind"] == "version"
    assert "install that version" in answer["error"]["text"]


async def test_whoever_names_no_seat_gets_the_emptiest(hold: Hold) -> None:
    referee = await hold(seeds=(1, 1))
    places = set()
    for name in ("A", "B", "C", "D"):
        welcome = await Device(referee).join(name)
        places.add((welcome["table"], welcome["seat"]))
    assert len(places) == 4


def test_names_hold_nothing_that_acts_on_a_screen() -> None:
    """No escapes, no markup, none twice."""
    assert name_for("\x1b[31mEve\x1b[0m [bold]<b>", ()) == "x1b31mEvex1b0m bold"
    assert name_for("‮nna", ()).isascii()
    assert name_for("Anna", {"anna"}) == "Anna 2"
    assert name_for("   ", ()) == ""
    assert len(name_for("x" * 500, ())) <= 24
    assert tidy("a\x1b]0;b\x07\nc") == "a\\x1b]0;b\\x07 c"
    assert read_code(" ab-c 2") == "ABC2"


def test_shutting_out_doubles_and_is_forgotten() -> None:
    now = [0.0]
    guesses = Guesses(lambda: now[0])
    for _ in range(FREE):
        guesses.wrong("10.0.0.1")
    assert guesses.shut("10.0.0.1") == 0
    waits = []
    for _ in range(5):
        guesses.wrong("10.0.0.1")
        waits.append(guesses.shut("10.0.0.1"))
    assert waits == [2.0, 4.0, 8.0, 16.0, 32.0]
    assert guesses.shut("10.0.0.2") == 0
    now[0] += 2000
    guesses.wrong("10.0.0.1")
    assert guesses.shut("10.0.0.1") == 0
    assert origin("2001:db8::1") == origin("2001:db8::ffff") != origin("2001:db8:0:1::1")
    assert origin("::ffff:10.0.0.1") == "10.0.0.1"


def test_a_line_may_send_so_much() -> None:
    now = [0.0]
    pace = Pace(rate=10, burst=5, clock=lambda: now[0])
    assert [pace.spend() for _ in range(6)] == [True] * 5 + [False]
    now[0] += 0.1
    assert pace.spend()


# ---- deciding
async def test_a_decision_is_told_to_both_seats_and_kept(hold: Hold) -> None:
    """With the reason given, and who gave it."""
    referee = await hold()
    anna, ben = await both(referee)
    before = len(ben.heard())
    answer = await anna.decide(note="because it helps")
    assert answer["outcome"]["action"]
    assert answer["n"] == anna.at
    frames = [m for m in ben.heard()[before:] if m.get("t") == "frame"]
    assert len(frames) == 1
    path = referee.rooms[0].table.status_now().path
    assert path is not None
    (line,) = read(path).decisions
    assert line.note == "because it helps"
    (written,) = [each for each in referee.folder.book if each["kind"] == "decided"]
    assert (written["person"], written["n"], written["seat"]) == (1, line.n, line.seat)


async def test_nobody_decides_for_another_seat(hold: Hold) -> None:
    referee = await hold()
    anna, ben = await both(referee)
    key = (await anna.ask("choices"))["choices"][0]["key"]
    assert (await ben.ask("choices"))["choices"] == []
    assert (await ben.ask("submit", action=key, at=ben.at))["error"]["kind"] == "illegal"
    assert referee.rooms[0].table.decisions == 0


async def test_what_was_chosen_on_an_old_board_is_refused(hold: Hold) -> None:
    """Two devices with one pen: the first counts, and the second hears why not."""
    referee = await hold()
    anna, _ = await both(referee)
    token = (await Device(referee).join("Cleo", asked(referee)))["token"]
    one, two = Device(referee), Device(referee)
    await one.hello(token=token)
    await two.hello(token=token)
    referee.rooms[0].hand_pen(referee.rooms[0].chairs[one.visit.person.seat], one.visit.person)  # type: ignore[union-attr]
    choices = (await one.ask("choices"))["choices"]
    at = one.at
    answers = await asyncio.gather(
        one.ask("submit", action=choices[0]["key"], at=at),
        two.ask("submit", action=choices[-1]["key"], at=at),
    )
    assert "outcome" in answers[0]
    assert "the game has gone on" in answers[1]["error"]["text"]
    assert referee.rooms[0].table.decisions == 1
    assert two.at == one.at
    assert anna.at == one.at


async def test_what_is_asked_twice_after_a_cut_is_done_once(hold: Hold) -> None:
    """The answer was lost with the line: the same request gets the same answer."""
    referee = await hold()
    anna, _ = await both(referee)
    token = (await Device(referee).join("Cleo", "PAK"))["token"]
    assert token
    key = (await anna.ask("choices"))["choices"][0]["key"]
    at = anna.at
    first = await anna.ask("submit", "same-1", action=key, at=at)
    again = await anna.ask("submit", "same-1", action=key, at=at)
    assert first == again
    assert referee.rooms[0].table.decisions == 1


# ---- several people at a seat
async def test_the_first_holds_the_pen_and_others_propose(hold: Hold) -> None:
    """What they send is put before the holder with its reason; nothing is decided by it."""
    referee = await hold()
    seat = asked(referee)
    anna, cleo = Device(referee), Device(referee)
    await anna.join("Anna", seat)
    await cleo.join("Cleo", seat)
    assert (cleo.last("company")["holder"], cleo.last("company")["names"]) == ("Anna", ["Anna", "Cleo"])
    answer = await cleo.decide(note="it is cheap")
    assert answer["error"]["kind"] == "proposed"
    assert referee.rooms[0].table.decisions == 0
    (proposal,) = anna.last("company")["proposals"]
    assert (proposal[0], proposal[2]) == ("Cleo", "it is cheap")
    await anna.decide()
    assert anna.last("company")["proposals"] == []


async def test_the_pen_is_passed_by_name_and_taken_when_its_holder_is_gone(hold: Hold) -> None:
    referee = await hold()
    seat = asked(referee)
    anna, cleo = Device(referee), Device(referee)
    await anna.join("Anna", seat)
    await cleo.join("Cleo", seat)
    assert "passes it on" in (await cleo.ask("pen", to="Cleo"))["error"]["text"]
    assert "error" not in await anna.ask("pen", to="cleo")
    assert anna.last("company")["holder"] == "Cleo"
    assert "outcome" in await cleo.decide()
    cleo.leave()
    assert "error" not in await anna.ask("pen", to="Anna")
    assert anna.last("company")["holder"] == "Anna"


async def test_the_pen_falls_to_somebody_when_its_holder_stays_away(hold: Hold) -> None:
    referee = await hold()
    seat = asked(referee)
    anna, cleo = Device(referee), Device(referee)
    await anna.join("Anna", seat)
    await cleo.join("Cleo", seat)
    anna.leave()
    for _ in range(16):
        await referee.rooms[0].tick(1.0)
    assert cleo.last("company")["holder"] == "Cleo"


async def test_the_pen_goes_round_every_quarter_if_the_host_says_so(hold: Hold) -> None:
    referee = await hold(rotate=True, controllers={"CHN": "random", "PAK": "human"})
    anna, cleo = Device(referee), Device(referee)
    await anna.join("Anna", "PAK")
    await cleo.join("Cleo", "PAK")
    room, holders = referee.rooms[0], {}
    for _ in range(60):
        await until(lambda: room.table.status_now().over or asked(referee) == "PAK")
        if room.table.status_now().over:
            break
        pen = room.chairs[1].pen
        assert pen is not None
        holders[room.table.status_now().turn] = pen.name
        await (anna if pen.name == "Anna" else cleo).decide(-1)
    assert [holders[turn] for turn in sorted(holders)][:4] == ["Anna", "Cleo", "Anna", "Cleo"]


async def test_a_reason_may_be_required(hold: Hold) -> None:
    """A decision without one is refused; clients are told beforehand."""
    referee = await hold(reasons=True)
    anna, _ = await both(referee)
    assert anna.last("frame")["status"]["reasons"]
    assert "a line of reason" in (await anna.decide())["error"]["text"]
    assert "a line of reason" in (await anna.decide(note="  "))["error"]["text"]
    assert "outcome" in await anna.decide(note="it pays")


# ---- absence, clocks, and the host
async def test_a_seat_without_anyone_is_played_and_given_back(hold: Hold) -> None:
    """After the time the host has set; the record replays, and says who decided."""
    referee = await hold(absence=60)
    anna, ben = await both(referee)
    room = referee.rooms[0]
    token = (await Device(referee).join("Cleo", asked(referee)))["token"]
    anna.leave()
    for person in room.chairs[anna.visit.person.seat].people:  # type: ignore[union-attr]
        person.lines.clear()
    for _ in range(60):
        await room.tick(1.0)
    assert room.table.decisions == 0
    await room.tick(1.0)
    await until(lambda: room.table.decisions >= 1)
    assert ben.last("frame")["status"]["controllers"] != ["another player", HUMAN]
    back = Device(referee)
    await back.hello(token=token)
    seat = back.visit.person.seat  # type: ignore[union-attr]
    assert room.table.status_now().controllers[seat] == HUMAN
    path = room.table.status_now().path
    assert path is not None
    line = read(path).decisions[0]
    assert (line.intent, line.reason) == ("", "")
    assert line.note.startswith("thumb for who was away")
    assert verify(path).ok


async def test_a_table_that_all_have_left_stands_still(hold: Hold) -> None:
    """A break, or a network that is down: no program plays the class's game to its end."""
    referee = await hold(absence=5, clock=5)
    anna, ben = await both(referee)
    anna.leave()
    ben.leave()
    for _ in range(100):
        await referee.rooms[0].tick(1.0)
    assert referee.rooms[0].table.decisions == 0


async def test_a_person_has_so_many_devices(hold: Hold) -> None:
    """The oldest is let go of."""
    referee = await hold()
    first = Device(referee)
    token = (await first.join("Anna"))["token"]
    others = [Device(referee) for _ in range(DEVICES)]
    for device in others:
        await device.hello(token=token)
    assert first.line.cut == "too many devices at once"
    assert all(device.line.cut is None for device in others)


async def test_nobody_is_missed_before_anybody_has_come(hold: Hold) -> None:
    referee = await hold(absence=5)
    for _ in range(30):
        await referee.rooms[0].tick(1.0)
    assert HUMAN in referee.rooms[0].table.status_now().controllers
    assert referee.rooms[0].table.decisions == 0


async def test_programs_wait_until_somebody_has_come(hold: Hold) -> None:
    """Nobody finds a game that has gone on without them."""
    referee = await hold(controllers={"CHN": "random", "PAK": "human"})
    await asyncio.sleep(0.05)
    assert referee.rooms[0].table.decisions == 0
    await Device(referee).join("Anna", "PAK")
    await until(lambda: referee.rooms[0].table.decisions > 0)


async def test_at_zero_a_program_decides_once(hold: Hold) -> None:
    referee = await hold(clock=30)
    anna, _ = await both(referee)
    room = referee.rooms[0]
    for _ in range(30):
        await room.tick(1.0)
    assert room.table.decisions == 0
    await room.tick(1.0)
    assert room.table.decisions == 1
    assert room.table.status_now().controllers == (HUMAN, HUMAN)
    assert anna.last("company")["clock"] == 30
    assert anna.words[-1] == "Your time is up: a program has decided for you."


async def host_of(referee: Referee) -> Device:
    device = Device(referee, "10.0.0.9")
    answer = await device.hello(key=referee.new_key())
    assert answer["host"]
    return device


async def test_the_host_stops_the_game_and_has_it_go_on(hold: Hold) -> None:
    """No decision counts meanwhile, and no clock runs."""
    referee = await hold(clock=10)
    anna, _ = await both(referee)
    host = await host_of(referee)
    await host.ask("pause")
    assert "stopped the game" in (await anna.decide())["error"]["text"]
    for _ in range(30):
        await referee.rooms[0].tick(1.0)
    assert referee.rooms[0].table.decisions == 0
    assert anna.last("company")["paused"]
    await host.ask("go", table=1)
    assert "outcome" in await anna.decide()


async def test_the_host_speaks_to_a_seat_a_table_or_all(hold: Hold) -> None:
    referee = await hold()
    anna, ben = await both(referee)
    host = await host_of(referee)
    await host.ask("message", table=1, seat=asked(referee), text="only \x1b[2Jyou")
    await host.ask("message", text="all")
    assert anna.words == ["The host says: only \\x1b[2Jyou", "The host says: all"]
    assert ben.words == ["The host says: all"]


async def test_the_host_gives_a_seat_to_a_program_until_it_is_given_back(hold: Hold) -> None:
    """Also while its people are here, who hear of it; what is left of the class remembers it."""
    referee = await hold()
    anna, _ = await both(referee)
    host = await host_of(referee)
    seat = asked(referee)
    assert "error" in await host.ask("program", table=1, seat=seat, player="nobody")
    assert "error" in await host.ask("program", table=1, seat=seat, player="run:rm")
    await host.ask("program", table=1, seat=seat, player="random")
    await until(lambda: referee.rooms[0].table.decisions >= 1)
    assert any("random plays for you" in words for words in anna.words)
    assert "error" in await anna.ask("submit", action="pass", at=anna.at)
    await host.ask("people", table=1, seat=seat)
    assert referee.rooms[0].table.status_now().controllers == (HUMAN, HUMAN)


async def test_the_host_takes_decisions_back(hold: Hold) -> None:
    """To any of them, whatever was seen since; the journal says why, replays, and goes on from there."""
    referee = await hold()
    anna, ben = await both(referee)
    host, room = await host_of(referee), referee.rooms[0]
    assert "error" in await host.ask("take_back", table=1)
    digests = []
    for _ in range(9):
        digests.append(room.table.known(0).view.digest())
        mover = anna if asked(referee) == referee.scenario.ids["power"][anna.visit.person.seat] else ben  # type: ignore[union-attr]
        await mover.decide()
    assert (await host.ask("take_back", table=1))["count"] == 1
    assert (await host.ask("take_back", table=1, to=4, reason="a slip of the hand"))["count"] == 4
    assert "error" in await host.ask("take_back", table=1, to=4)
    assert room.table.known(0).view.digest() == digests[4]
    assert "a slip of the hand" in ben.words[-1]
    assert room.table.status_now().peeks == (0, 0)
    path = room.table.status_now().path
    assert path is not None
    assert verify(path).ok
    mover = anna if asked(referee) == referee.scenario.ids["power"][anna.visit.person.seat] else ben  # type: ignore[union-attr]
    assert "outcome" in await mover.decide()
    assert verify(path).ok


async def test_who_is_sent_out_is_out(hold: Hold) -> None:
    """The token is worth nothing any more, before and after the referee was started anew."""
    referee = await hold()
    anna = Device(referee)
    token = (await anna.join("Anna"))["token"]
    host = await host_of(referee)
    await host.ask("revoke", person=1)
    assert (anna.last("gone")["t"], anna.line.cut is not None) == ("gone", True)
    assert (await Device(referee).hello(token=token))["error"]["kind"] == "gone"


async def test_who_is_moved_sits_elsewhere(hold: Hold) -> None:
    referee = await hold()
    anna = Device(referee)
    token = (await anna.join("Anna", "PAK"))["token"]
    host = await host_of(referee)
    await host.ask("move", person=1, table=1, seat="CHN")
    anna.leave()
    welcome = await Device(referee).hello(token=token)
    assert welcome["seat"] == "CHN"


async def test_the_host_sees_all_tables_and_every_seat(hold: Hold) -> None:
    referee = await hold(seeds=(1, 2))
    anna, _ = await both(referee)
    host = await host_of(referee)
    await anna.decide()
    await until(lambda: any(m.get("t") == "class" for m in host.heard()))
    tables = host.last("class")["class"]
    assert [each["table"] for each in tables] == [1, 2]
    assert sorted(tables[0]["scores"]) == ["CHN", "PAK"]
    people = [p["name"] for seat in tables[0]["seats"] for p in seat["people"]]
    assert sorted(people) == ["Anna", "Ben"]
    frame = (await host.ask("look", table=1, seat="PAK"))["frame"]
    assert frame["seat"] == 1
    for wrong in (
        {"table": 3, "seat": "PAK"},
        {"table": 0, "seat": "PAK"},
        {"table": True, "seat": "PAK"},
        {},
    ):
        assert "error" in await host.ask("look", **wrong)


# ---- started anew
async def test_a_class_goes_on_where_it_stood(hold: Hold, tmp_path: Path) -> None:
    """Persons, seats, what the host ordered and every decision; the code and the keys given out stay good."""
    referee = await hold(seeds=(1, 2))
    anna, _ = await both(referee)
    key = referee.new_key()
    dana = Device(referee)
    token = (await dana.join("Dana", "PAK", table=2))["token"]
    host = await host_of(referee)
    await host.ask("program", table=2, seat="CHN", player="random")
    await host.ask("pause", table=2)
    await anna.decide()
    stood = referee.rooms[0].table.decisions
    digest = referee.rooms[0].table.known(0).view.digest()
    await referee.close("again")
    again = go_on(tmp_path / "class", [InstantThinker()])
    await again.open()
    try:
        assert again.rooms[0].table.decisions == stood
        assert again.rooms[0].table.known(0).view.digest() == digest
        assert again.rooms[1].paused
        assert again.rooms[1].table.status_now().controllers[0] == "random"
        welcome = await Device(again).hello(token=token)
        assert (welcome["name"], welcome["table"], welcome["seat"]) == ("Dana", 2, "PAK")
        assert (await Device(again).hello(key=key))["host"]
        assert "token" in await Device(again).join("Eli")
        assert again.folder.setup.code == referee.folder.setup.code
    finally:
        await again.close("")


async def test_a_line_half_written_does_not_count(hold: Hold, tmp_path: Path) -> None:
    referee = await hold()
    await Device(referee).join("Anna")
    await referee.close("")
    with open(tmp_path / "class" / "class.log", "ab") as book:
        book.write(b'{"kind": "joined", "person": 2, "na')
    again = go_on(tmp_path / "class", [InstantThinker()])
    await again.open()
    assert list(again.people) == [1]
    await Device(again).join("Ben")
    await again.close("")
    third = go_on(tmp_path / "class", [InstantThinker()])
    await third.open()
    assert [person.name for person in third.people.values()] == ["Anna", "Ben"]
    await third.close("")


async def until(reached: Callable[[], bool]) -> None:
    """Until something in the same loop has come about."""
    async with asyncio.timeout(20):
        while not reached():
            await asyncio.sleep(0.01)


async def test_a_folder_holds_one_class(hold: Hold) -> None:
    """Another is not begun over it, and what is no class is not gone on with."""
    referee = await hold()
    kept = {path.name: path.read_bytes() for path in referee.folder.path.iterdir()}
    with pytest.raises(ClassFault, match="--resume goes on with it"):
        await hold()
    assert {path.name: path.read_bytes() for path in referee.folder.path.iterdir()} == kept
    (referee.folder.path / "class.json").write_text('{"format": 99}')
    with pytest.raises(ClassFault, match="format 99"):
        go_on(referee.folder.path, [InstantThinker()])


# ---- what goes wrong
async def test_a_full_disk_is_said_and_nothing_has_happened(
    hold: Hold, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of a decision, and of somebody who joins: no path of the host's is told, and it goes on when there is room."""
    referee = await hold()
    anna, _ = await both(referee)

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", full)
        error = (await anna.decide())["error"]
        assert "the disk is full" in error["text"]
        assert str(referee.folder.path) not in error["text"]
        refused = (await Device(referee).join("Cleo"))["error"]
        assert "the disk is full" in refused["text"]
    assert referee.rooms[0].table.decisions == 0
    assert sorted(person.name for person in referee.people.values()) == ["Anna", "Ben"]
    assert "outcome" in await anna.decide()
    assert (await Device(referee).join("Cleo"))["name"] == "Cleo"


async def test_a_fault_of_the_program_ends_neither_line_nor_class(
    hold: Hold, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is logged without anything of the game, and said without a trace."""
    referee = await hold()
    anna, _ = await both(referee)
    logged: list[BaseException] = []
    monkeypatch.setattr("wargame.edge.crash.record", logged.append)
    with monkeypatch.context() as patched:
        patched.setattr(referee.rooms[0].table, "submit", broken)
        error = (await anna.decide())["error"]
    assert error["text"] == "the host's program failed at that (RuntimeError); nothing was decided by it"
    assert len(logged) == 1
    assert anna.line.cut is None
    assert "outcome" in await anna.decide()


async def broken(*_: object) -> None:
    raise RuntimeError("CHN's agenda is 2")


async def test_a_program_that_cannot_be_saved_is_tried_again(
    hold: Hold, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The host sees why a table stands still, and it goes on by itself."""
    monkeypatch.setattr("wargame.seminar.room.AGAIN", 0.05)
    referee = await hold(controllers={"CHN": "random", "PAK": "human"})
    anna = Device(referee)
    room = referee.rooms[0]
    await anna.join("Anna", "PAK")
    await until(lambda: asked(referee) == "PAK")
    with monkeypatch.context() as patched:
        journal = room.table._journal
        assert journal is not None
        for _ in range(20):
            if asked(referee) == "CHN":
                break
            await anna.decide()
            patched.setattr(type(journal), "append", refusing)
            await asyncio.sleep(0.02)
            if asked(referee) == "CHN":
                break
            patched.undo()
            await until(lambda: asked(referee) == "PAK")
        await until(lambda: room.trouble != "")
        assert room.trouble == "the disk is full"
        assert referee.glance()[0]["trouble"] == "the disk is full"
    await until(lambda: room.trouble == "")


def refusing(journal: Journal, *_: object) -> None:
    raise JournalFault(journal.path, "the disk is full")


async def test_a_client_of_another_version_is_told_which(hold: Hold) -> None:
    """One that works things out itself; a page does not."""
    referee = await hold()
    code = referee.folder.setup.code
    answer = await Device(referee).hello(code=code, name="Old", plays=True, version="0.0.1")
    assert answer["error"]["kind"] == "version"
    assert "token" in await Device(referee).hello(code=code, name="Page", version="0.0.1")


async def test_a_seat_inside_the_referees_process_is_a_seat_like_others(hold: Hold) -> None:
    """Many thin seats in one process: the same door, the same table, the same refusals."""
    referee = await hold()
    first = asked(referee)
    with pytest.raises(LinkFault, match="not the code"):
        await InsideWire(referee).open({"code": "WRONG2", "name": "Eve"})
    table, welcome = await InsideWire(referee).open(
        {"code": referee.folder.setup.code, "name": "Anna", "seat": first}
    )
    assert welcome["seat"] == first
    other, _ = await InsideWire(referee).open({"code": referee.folder.setup.code, "name": "Ben"})
    legal = await table.legal()
    await table.submit(legal[0], "because")
    assert referee.rooms[0].table.decisions == 1
    assert (await table.status()).path is None
    notice = await other.advance()
    assert notice is not None
    assert notice.kind == "decision"
    with pytest.raises(IllegalAction):
        await other.submit(legal[0])
    again, _ = await InsideWire(referee).open({"token": welcome["token"]})
    assert (await again.view(0)).digest() == (await table.view(0)).digest()
    await table.close()
    await again.close()
    assert not referee.people[1].here
