"""Governments at a table: who is appointed, what the journal keeps of it, and what they are heard to say."""

from __future__ import annotations

import json
import re
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from wargame.actors import ACTORS
from wargame.journal import JournalFault, read
from wargame.journal.lines import parse, seal
from wargame.rules.governments import NONE, UNKNOWN
from wargame.scenario import load, to_data
from wargame.table import HUMAN, InstantThinker, LocalTable, Notice, exported, new_table, resume, verify

Play = Callable[..., Awaitable[list[str]]]
BOTH = {"CHN": "thumb", "IND": "thumb"}


def table(saves: Path | None, controllers: dict[str, str] | None = None, **wishes: Any) -> LocalTable:
    """The primer, with thumb in both seats unless told."""
    scenario = load("primer")
    data, seats = to_data(scenario.spec), controllers or BOTH
    return new_table(scenario, data, seats, 7, saves, thinker=InstantThinker(), **wishes)


@contextmanager
def refused(words: str) -> Iterator[None]:
    with pytest.raises(ValueError, match=re.escape(words)):
        yield


async def test_who_was_chosen_governs_and_the_others_are_drawn(tmp_path: Path) -> None:
    sat = table(tmp_path, governments={"CHN": "chn_merchants"})
    state = (await sat.view(0)).state
    chn, ind = (load("primer").numbers["power"][name] for name in ("CHN", "IND"))
    assert load("primer").governments[chn][state.governments[chn]].id == "chn_merchants"
    assert state.governments[ind] != NONE
    await sat.close()


@pytest.mark.parametrize("player", [HUMAN, "random"])
async def test_people_and_chance_are_governed_by_nobody(tmp_path: Path, player: str) -> None:
    sat = table(tmp_path, {"CHN": "thumb", "IND": player})
    ind = load("primer").numbers["power"]["IND"]
    assert (await sat.view(ind)).state.governments[ind] == NONE
    await sat.close()


def test_what_cannot_be_chosen_is_refused() -> None:
    with refused("IND is played by a person, whom no government tells what to do"):
        table(None, {"CHN": "thumb", "IND": HUMAN}, governments={"IND": "ind_mission"})
    with refused(
        "CHN has no government 'ind_mission': there are chn_gatekeepers, chn_planners, chn_merchants"
    ):
        table(None, governments={"CHN": "ind_mission"})
    with refused("primer has no seat 'PAK': its seats are IND, CHN"):
        table(None, governments={"PAK": "pak_generals"})


async def test_the_journal_keeps_who_governs_and_the_game_replays(tmp_path: Path, play: Play) -> None:
    sat = table(tmp_path, governments={"CHN": "chn_merchants"}, shown=False)
    await play(sat, 20)
    before, path = [await sat.spoken(seat) for seat in (0, 1)], (await sat.status()).path
    assert path is not None
    governed = (await sat.view(0)).state.governments
    await sat.close()
    options = read(path).header.options
    assert options["governments"]["CHN"] == "chn_merchants"
    assert options["governments_hidden"] is True
    again = resume(path, thinker=InstantThinker())
    assert (await again.view(0)).state.governments == governed
    assert [await again.spoken(seat) for seat in (0, 1)] == before
    await play(again)
    await again.close()
    assert verify(path).ok
    told = exported(path)
    assert (told["governments"]["CHN"], told["governments_shown"]) == ("chn_merchants", False)


async def test_a_hidden_government_is_told_when_the_game_is_over(tmp_path: Path, play: Play) -> None:
    sat = table(None, {"CHN": "thumb", "IND": HUMAN}, governments={"CHN": "chn_planners"}, shown=False)
    chn, ind = (load("primer").numbers["power"][name] for name in ("CHN", "IND"))
    assert (await sat.view(ind)).state.governments[chn] == UNKNOWN
    await play(sat)
    assert (await sat.view(ind)).state.governments[chn] == 1
    await sat.close()


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("governments", {"CHN": "nobody"}, "CHN has no government 'nobody'"),
        ("governments", {"XXX": "chn_planners"}, "primer has no seat 'XXX'"),
        ("governments", ["chn_planners"], "not names by seat"),
        ("governments_hidden", "yes", "is neither true nor false"),
        ("goverments", {}, "knows no option 'goverments'"),
    ],
)
async def test_an_option_that_is_not_as_it_should_be_is_named(
    tmp_path: Path, name: str, value: object, words: str
) -> None:
    sat = table(tmp_path)
    path = (await sat.status()).path
    assert path is not None
    await sat.close()
    header = parse(path.read_bytes().splitlines()[0])
    header["options"] = {**header["options"], name: value}
    path.write_bytes(seal(header, 0)[0])
    with pytest.raises(JournalFault) as fault:
        resume(path)
    assert words in str(fault.value)


async def test_what_is_said_is_heard_at_once_and_stands_in_the_log(play: Play) -> None:
    """Notices bring each line but those of the opening; every seat reads the same, each in its place in its own log."""
    sat = table(None)
    heard: list[Notice] = []
    sat.subscribe(heard.append)
    await play(sat)
    lines = [line.text for notice in heard for line in notice.spoken]
    logs = [await sat.spoken(seat) for seat in (0, 1)]
    assert lines
    assert len(set(lines)) == len(lines)
    for seat, log in enumerate(logs):
        assert [line.text for line in log if line.at] == lines
        events = await sat.events(seat)
        assert all(line.turn == events[line.at - 1].turn for line in log if line.at)
    await sat.close()


async def test_what_is_taken_back_was_not_said(play: Play) -> None:
    """The line that came with a decision goes with it, and comes again with the same decision."""
    sat = table(None)
    course = sat._course
    while not course.spoken_of(len(course.steps) - 1) if course.steps else True:
        await play(sat, 1)
    said, action = course.spoken(0), course.steps[-1].action
    course.back()
    assert len(course.spoken(0)) < len(said)
    course.accept(course.attempt(action))
    assert course.spoken(0) == said
    await sat.close()


def test_every_program_of_the_game_but_one_is_governed() -> None:
    from wargame.table import governed

    assert [name for name in ACTORS if not governed(name)] == ["random"]


async def test_a_scenario_without_governments_says_nothing_of_them(tmp_path: Path, tiny: Any) -> None:
    seats = dict.fromkeys(tiny.ids["power"], "thumb")
    sat = new_table(tiny, to_data(tiny.spec), seats, 1, tmp_path, thinker=InstantThinker())
    path = (await sat.status()).path
    assert path is not None
    await sat.close()
    assert json.loads(json.dumps(read(path).header.options)) == {}
