"""Names that are another's, and characters that are no part of a text, are refused with place and name."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.scenario.helpers import faults_of, government, tiny
from wargame.cli.shared import seat_players
from wargame.scenario import catalogue, check, from_data, load, to_data
from wargame.scenario.check import examine
from wargame.scenario.faults import Faults

Raw = tuple[str | int, ...]


def texts(value: Any, path: Raw = ()) -> Iterator[Raw]:
    """Where the tiny scenario has text."""
    if isinstance(value, str):
        yield path
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from texts(inner, (*path, key))
    elif isinstance(value, list):
        for at, inner in enumerate(value):
            yield from texts(inner, (*path, at))


def put(data: Any, path: Raw, text: str) -> None:
    for step in path[:-1]:
        data = data[step]
    data[path[-1]] = text


@pytest.mark.parametrize(
    "letter", ["\x1b", "\x07", "\x7f", "\x9b", "\u202e", "\u2066", "\u200b", "\ufeff", "\u2028"]
)
def test_a_character_that_acts_is_named_with_its_place(letter: str) -> None:
    def change(data: dict[str, Any]) -> None:
        data["sites"][1]["name"] = f"High{letter}Seam"

    [fault] = faults_of(change)
    assert (fault.code, fault.path) == ("bad-character", "sites[high_seam].name")
    assert fault.found.startswith(f"U+{ord(letter):04X}")
    assert str(fault).isprintable()


def test_no_text_of_a_scenario_may_hold_one() -> None:
    """Every text there is, ids and words of the rules among them; those have faults of their own besides."""
    places = list(texts(tiny()))
    assert len(places) > 250
    for path in places:
        faults = faults_of(lambda data, path=path: put(data, path, "a\x1b[2Jb"))
        assert faults, path
        assert all(str(fault).isprintable() for fault in faults), path


@pytest.mark.parametrize("key", ["because", "sources"])
def test_nor_may_a_word_of_a_table(key: str) -> None:
    def change(data: dict[str, Any]) -> None:
        if key == "sources":
            data["sources"]["hand\u202ebook"] = {"title": "Another"}
        else:
            data["partners"][0]["because"]["PAK\u200b"] = "Words."

    assert faults_of(change)


def test_paragraphs_may_be_broken_into_lines_and_names_may_not() -> None:
    def change(data: dict[str, Any]) -> None:
        data["powers"][0]["brief"] = "One line.\n\tAnother."
        data["world_notes"] = ["One.\nTwo."]
        data["cards"][0]["text"] = "First.\nSecond."

    assert not faults_of(change)
    for path in (("title",), ("powers", 0, "name"), ("cards", 0, "title"), ("arenas", 0, "rungs", 1, "rule")):
        [fault] = faults_of(lambda data, path=path: put(data, path, "One\nTwo"))
        assert (fault.code, fault.expected) == ("bad-character", "one line, without tabs")


# ---- names
TABLES = (
    "materials",
    "sites",
    "routes",
    "regions",
    "arenas",
    "stations",
    "programmes",
    "pacts",
    "deals",
    "cards",
    "endings",
)


@pytest.mark.parametrize(
    "word", ["China", "CHINA", "china ", "Ｃｈｉｎａ", "CHN", "chn", "AUS", "imf", "Everyone"]
)
def test_a_power_is_called_as_nobody_else_is(word: str) -> None:
    """By name or id, in capitals or not: what is typed after --seat means one of them."""
    [fault] = faults_of(lambda data: put(data, ("powers", 1, "name"), word))
    assert (fault.code, fault.path) == ("duplicate-name", "powers[PAK].name")


def test_an_id_may_be_the_same_power_s_name() -> None:
    assert not faults_of(lambda data: put(data, ("powers", 1, "name"), "PAK"))


def test_ids_that_differ_in_capitals_alone_are_refused() -> None:
    def change(data: dict[str, Any]) -> None:
        data["pacts"].append({**data["pacts"][0], "id": "Knowledge", "title": "Another"})

    [fault] = faults_of(change)
    assert (fault.code, fault.path) == ("duplicate-name", "pacts[Knowledge].id")


@pytest.mark.parametrize("table", TABLES)
def test_nothing_is_called_as_another_of_its_kind(table: str) -> None:
    key = "title" if table in ("pacts", "deals", "cards", "endings") else "name"

    def change(data: dict[str, Any]) -> None:
        data[table].append({**data[table][0], "id": "twin", key: data[table][0][key].upper()})

    assert [(f.code, f.path) for f in faults_of(change) if f.code == "duplicate-name"] == [
        ("duplicate-name", f"{table}[twin].{key}")
    ]


def test_nor_are_a_power_s_goals_or_a_card_s_options() -> None:
    def change(data: dict[str, Any]) -> None:
        data["powers"][0]["agendas"][1]["title"] = data["powers"][0]["objectives"][0]["title"]
        data["cards"][1]["options"][1]["label"] = data["cards"][1]["options"][0]["label"]

    assert [fault.path for fault in faults_of(change)] == [
        "powers[CHN].agendas[good_neighbour].title",
        "cards[strike].options[refuse].label",
    ]


def test_two_powers_may_want_the_same_and_a_port_may_be_called_as_its_region() -> None:
    def change(data: dict[str, Any]) -> None:
        data["powers"][0]["objectives"][0]["title"] = data["powers"][1]["objectives"][0]["title"]
        data["sites"][3]["name"] = data["regions"][0]["name"]

    assert not faults_of(change)


@pytest.mark.parametrize("name", [item.id for item in catalogue() if not item.own])
def test_the_shipped_scenarios_say_it_well(name: str) -> None:
    assert not check(next(item.path for item in catalogue() if item.id == name))[1]


# ---- games begun before
def test_a_game_under_way_keeps_its_words() -> None:
    """What is shown of it is written out; it would be no help to refuse the game."""
    data = to_data(load("primer").spec)
    data["title"] = "\x1b[2J"
    data["powers"][1]["name"] = data["powers"][0]["id"]
    assert from_data(data).spec.title == "\x1b[2J"
    faults = Faults()
    assert examine(data, faults) == (None, None)
    assert [fault.code for fault in faults] == ["bad-character", "duplicate-name"]


def test_an_id_means_its_own_power_whatever_another_is_called() -> None:
    """In a game begun before names had to differ, too."""
    data = to_data(load("primer").spec)
    ids = [power["id"] for power in data["powers"]]
    data["powers"][1]["name"] = ids[0]
    assert seat_players(from_data(data), [(ids[0].lower(), "human")], ["human"]) == {ids[0]: "human"}


@pytest.mark.parametrize(
    ("occasion", "words"),
    [
        ("banned", "{other} and {place}"),
        ("office", "{other}"),
        ("deal", "{other:'s} hand"),
        ("deal", "a { too many"),
    ],
)
def test_a_line_names_what_its_occasion_knows(occasion: str, words: str) -> None:
    """What stands between braces is what happened, and nothing is done with it."""
    data = tiny()
    data["governments"] = [{**government(), "voice": {occasion: [words]}}]
    faults = Faults()
    examine(data, faults)
    assert [(f.code, f.path) for f in faults.listed()] == [
        ("bad-line", f"governments[chn_office].voice.{occasion}[0]")
    ]
