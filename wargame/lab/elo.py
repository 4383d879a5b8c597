"""Strength on one scale from games of any number of seats: how likely each seat is to win, by who sits in it and where."""

from __future__ import annotations

from collections.abc import Sequence
from math import exp, log, sqrt

from attrs import frozen

POINTS = 400 / log(10)
"""Elo points of one unit of log-odds."""
ANCHOR = 1500
_PRIOR = (POINTS / 600) ** 2
"""How firmly a strength is held to the middle before any game: a player that won all its games is not infinitely strong."""
_ROUNDS = 60
_Z = 1.959964


@frozen
class Rating:
    """A player's Elo, and by how much it may be wrong either way (95 %)."""

    player: str
    elo: float
    margin: float


def ratings(games: Sequence[tuple[tuple[str, ...], int]], anchor: str) -> list[Rating]:
    """From who sat in each seat and which seat won, the strongest first. The anchor is put at 1500.

    A seat wins in proportion to the strength of its player times that of the place; both are fitted together, so that
    a good seat is not taken for a good player.
    """
    players = sorted({player for seats, _ in games for player in seats})
    places = max((len(seats) for seats, _ in games), default=0)
    rows = [
        ([(players.index(player), len(players) + place) for place, player in enumerate(seats)], won)
        for seats, won in games
    ]
    size = len(players) + places
    theta = [0.0] * size
    for _ in range(_ROUNDS):
        gradient, curvature = _slopes(rows, theta)
        step = _solved(curvature, gradient)
        theta = [value + change for value, change in zip(theta, step, strict=True)]
        if max(map(abs, step), default=0.0) < 1e-9:
            break
    _, curvature = _slopes(rows, theta)
    zero = players.index(anchor) if anchor in players else 0
    found = []
    for at, player in enumerate(players):
        # The margin of a difference to the anchor; the anchor itself has none.
        contrast = [0.0] * size
        contrast[at] += 1
        contrast[zero] -= 1
        spread = sum(a * b for a, b in zip(contrast, _solved(curvature, contrast), strict=True))
        elo = ANCHOR + POINTS * (theta[at] - theta[zero])
        found.append(Rating(player, elo, _Z * POINTS * sqrt(max(0.0, spread))))
    return sorted(found, key=lambda one: -one.elo)


def _slopes(
    rows: Sequence[tuple[list[tuple[int, int]], int]], theta: Sequence[float]
) -> tuple[list[float], list[list[float]]]:
    """Slope and curvature of the likelihood at a point; the curvature without its sign."""
    size = len(theta)
    gradient = [-_PRIOR * value for value in theta]
    curvature = [[_PRIOR * (a == b) for b in range(size)] for a in range(size)]
    for seats, won in rows:
        weights = [exp(theta[player] + theta[place]) for player, place in seats]
        total = sum(weights)
        mean = [0.0] * size
        for (player, place), weight in zip(seats, weights, strict=True):
            mean[player] += weight / total
            mean[place] += weight / total
        for (player, place), weight in zip(seats, weights, strict=True):
            for a in (player, place):
                for b in (player, place):
                    curvature[a][b] += weight / total
        used = [at for at, value in enumerate(mean) if value]
        for a in used:
            gradient[a] -= mean[a]
            for b in used:
                curvature[a][b] -= mean[a] * mean[b]
        for at in seats[won]:
            gradient[at] += 1
    return gradient, curvature


def _solved(matrix: Sequence[Sequence[float]], right: Sequence[float]) -> list[float]:
    """The solution of a set of linear equations whose matrix is positive definite."""
    size = len(right)
    rows = [[*row, value] for row, value in zip(matrix, right, strict=True)]
    for at in range(size):
        pivot = rows[at][at]
        for below in range(at + 1, size):
            part = rows[below][at] / pivot
            if part:
                rows[below] = [a - part * b for a, b in zip(rows[below], rows[at], strict=True)]
    found = [0.0] * size
    for at in reversed(range(size)):
        found[at] = (rows[at][size] - sum(rows[at][n] * found[n] for n in range(at + 1, size))) / rows[at][at]
    return found
