"""Every row of the tables of pointers, ranges and counts bites."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.scenario.helpers import TINY, government
from wargame.scenario import Fault, check, to_data
from wargame.scenario.bounds import COUNTS, RANGES, Count, Range
from wargame.scenario.check import examine
from wargame.scenario.faults import Faults
from wargame.scenario.references import ONCE, POINTERS, Pointer


def whole() -> dict[str, Any]:
    """The tiny scenario with every default written out, and a government."""
    spec, _ = check(TINY)
    assert spec is not None
    return {**to_data(spec), "governments": [government()]}


def slots(at: Any, steps: tuple[str, ...]) -> Iterator[tuple[Any, Any]]:
    """Each table or list, with the key in it, that a pattern ends at."""
    if isinstance(at, list):
        for entry in at:
            yield from slots(entry, steps)
    elif at is not None:
        step, *rest = steps
        if step == "keys":
            yield at, None
        elif step == "values":
            for key in at or ("light",):
                yield from slots(at[key], tuple(rest)) if rest else [(at, key)]
        elif rest:
            yield from slots(at[step], tuple(rest))
        else:
            yield at, step


def first(data: Any, pattern: str) -> tuple[Any, Any]:
    return next(slots(data, tuple(pattern.split("."))))


def faults_in(data: dict[str, Any]) -> list[Fault]:
    faults = Faults()
    examine(data, faults)
    return faults.listed()


def put(table: Any, key: Any, value: Any) -> None:
    """Put a value where a pattern ends: as a key, as the first of a list, or as it is."""
    if key is None:
        table[value] = next(iter(table.values()), 1)
    elif isinstance(table.get(key), list):
        table[key][:1] = [value]
    else:
        table[key] = value


@pytest.mark.parametrize("pointer", POINTERS, ids=lambda pointer: pointer.pattern)
def test_a_word_that_names_nothing_is_found(pointer: Pointer) -> None:
    data = whole()
    put(*first(data, pointer.pattern), "nonesuch")
    codes = [
        f.code for f in faults_in(data) if "'nonesuch'" in f.found and f.path.startswith(pointer.pattern[:4])
    ]
    assert {"unknown-id", "unknown-word"} & set(codes)


@pytest.mark.parametrize("pattern", ONCE)
def test_a_word_said_twice_is_found(pattern: str) -> None:
    data = whole()
    table, key = first(data, pattern)
    table[key] = (table[key] or ["light"]) * 2
    assert "duplicate-word" in {fault.code for fault in faults_in(data)}


@pytest.mark.parametrize("bound", RANGES, ids=lambda bound: bound.pattern)
def test_a_number_out_of_its_range_is_found(bound: Range) -> None:
    for value in (bound.low - 1, bound.high + 1):
        data = whole()
        put(*first(data, bound.pattern), value)
        expected = f"{bound.low} to {bound.high}"
        assert [f for f in faults_in(data) if f.found == str(value) and f.expected == expected], value


@pytest.mark.parametrize("count", COUNTS, ids=lambda count: count.pattern)
def test_a_list_of_too_many_is_found(count: Count) -> None:
    data = whole()
    lists = slots(data, tuple(count.pattern.split(".")))
    table, key = next((table, key) for table, key in lists if table[key])
    table[key] = (table[key] * (count.high + 1))[: count.high + 1]
    found = [(f.code, f.found) for f in faults_in(data) if f.path.rpartition(".")[2] == key]
    assert ("wrong-count", f"{count.high + 1} entries") in found


@pytest.mark.parametrize("key", ["when", "effects"])
def test_an_options_words_are_read_too(key: str) -> None:
    data = whole()
    option = data["cards"][1]["options"][1]
    option[key] = (
        ["consnt.hills > 1"] if key == "when" else [{"do": "adjust", "what": "consnt.hills", "by": 1}]
    )
    assert [f.path.startswith(f"cards[strike].options[refuse].{key}[0]") for f in faults_in(data)] == [True]
