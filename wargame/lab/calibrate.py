"""A loop of plain Python to measure a machine by, so that speeds can be compared between machines as ratios."""

from __future__ import annotations

from time import perf_counter

ROUNDS = 60_000


def loops_per_second(rounds: int = ROUNDS) -> float:
    """Rounds of the calibration loop per second: integers, a list, a dict and a call, as in the engine."""
    column, table = list(range(64)), {number: number * 3 for number in range(64)}
    total = 0
    begin = perf_counter()
    for step in range(rounds):
        place = step * 7 & 63
        column[place] = (column[place] + _turn(table[place], step)) & 0xFFFF
        if column[place] > 0x7FFF:
            total += 1
    return rounds / (perf_counter() - begin)


def _turn(number: int, step: int) -> int:
    return (number * 31 + step) >> 1
