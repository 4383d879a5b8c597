"""Other games' engines measured in the same run, if they are installed. They are not dependencies."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from importlib import import_module, metadata
from time import perf_counter
from typing import Any

from attrs import field, frozen

Playouts = Callable[[Any, int, random.Random], tuple[int, int]]


@frozen
class Peer:
    """Another engine that is installed."""

    name: str
    version: str
    module: Any = field(repr=False)
    play: Playouts = field(repr=False)

    def playouts(self, games: int, seed: int) -> tuple[int, int, float]:
        """Play random games; returns decisions, choices seen in all, and seconds."""
        begin = perf_counter()
        decisions, choices = self.play(self.module, games, random.Random(seed))
        return decisions, choices, perf_counter() - begin


def installed_peers() -> tuple[list[Peer], list[str]]:
    """The peers that are installed, and the names of those that are not."""
    found, missing = [], []
    for name, (module, play) in PEERS.items():
        try:
            found.append(Peer(name, metadata.version(module), import_module(module), play))
        except ImportError:
            missing.append(name)
    return found, missing


def _catanatron(catanatron: Any, games: int, rng: random.Random) -> tuple[int, int]:
    decisions = choices = 0

    def decide(_player: object, _game: object, actions: Sequence[object]) -> object:
        nonlocal decisions, choices
        decisions += 1
        choices += len(actions)
        return rng.choice(actions)

    for _ in range(games):
        players = [catanatron.RandomPlayer(color) for color in catanatron.Color]
        catanatron.Game(players, seed=rng.getrandbits(32)).play(decide_fn=decide)
    return decisions, choices


def _chess(chess: Any, games: int, rng: random.Random) -> tuple[int, int]:
    decisions = choices = 0
    for _ in range(games):
        board = chess.Board()
        while not board.is_game_over():
            moves = list(board.legal_moves)
            board.push(rng.choice(moves))
            decisions += 1
            choices += len(moves)
    return decisions, choices


PEERS: dict[str, tuple[str, Playouts]] = {
    "catanatron": ("catanatron", _catanatron),
    "python-chess": ("chess", _chess),
}
