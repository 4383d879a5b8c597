"""Who governs the seats of a game: which programs have a government, what was chosen, and how a journal has it."""

from __future__ import annotations

from collections.abc import Mapping

from wargame.actors.guests import short
from wargame.actors.registry import governed
from wargame.rules.compiled import Scenario
from wargame.rules.governments import NONE, appointed
from wargame.table.protocol import HUMAN

GOVERNMENTS = "governments"
"""The option in a journal's header that says who governs each seat: an id, or nothing."""
HIDDEN = "governments_hidden"
"""The option in a journal's header that says that this is to be found out."""


def appointed_to(
    scenario: Scenario, seed: int, controllers: Mapping[str, str], chosen: Mapping[str, str]
) -> dict[str, str]:
    """The id of every seat's government, empty where it has none: as chosen by seat, else drawn from the seed.

    Raises `ValueError` for what cannot be chosen.
    """
    ids = scenario.ids["power"]
    numbers: dict[int, int] = {}
    for seat, power in enumerate(ids):
        if not governed(controllers[power]):
            numbers[seat] = NONE
    for power, government in chosen.items():
        if power not in ids:
            raise ValueError(f"{scenario.spec.id} has no seat {power!r}: its seats are {', '.join(ids)}")
        seat = ids.index(power)
        if seat in numbers:
            raise ValueError(ungoverned(power, controllers[power]))
        numbers[seat] = number_of(scenario, seat, government)
    return {
        power: scenario.governments[seat][number].id if number >= 0 else ""
        for seat, (power, number) in enumerate(zip(ids, appointed(scenario, seed, numbers), strict=True))
    }


def ungoverned(power: str, controller: str) -> str:
    """That nobody governs a seat, because of who plays it."""
    who = "a person" if controller == HUMAN else short(controller)
    return f"{power} is played by {who}, whom no government tells what to do"


def number_of(scenario: Scenario, seat: int, government: str) -> int:
    """A government of a seat by its id. Raises `ValueError`."""
    ids = [each.id for each in scenario.governments[seat]]
    if government not in ids:
        power = scenario.ids["power"][seat]
        there = f"there are {', '.join(ids)}" if ids else "it has none"
        raise ValueError(f"{power} has no government {government!r}: {there}")
    return ids.index(government)


def numbered(scenario: Scenario, governments: Mapping[str, str]) -> dict[int, int]:
    """The governments of seats by their places, as `Game.new` takes them. Raises `ValueError`."""
    seats = scenario.numbers["power"]
    unknown = min(governments.keys() - seats.keys(), default="")
    if unknown:
        raise ValueError(f"{scenario.spec.id} has no seat {unknown!r}")
    return {
        seats[power]: number_of(scenario, seats[power], name) if name else NONE
        for power, name in governments.items()
    }


def options(scenario: Scenario, governments: Mapping[str, str], shown: bool) -> dict[str, object]:
    """What a journal's header says of them; nothing where there are none to choose from."""
    if not any(scenario.governments):
        return {}
    return {GOVERNMENTS: dict(governments), **({} if shown else {HIDDEN: True})}
