"""Other games' engines measured in the same run, if they are installed. They are not dependencies."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from importlib import import_module, metadata
from time import perf_counter
from typing import Any

from attrs import frozen


@frozen
class Peer:
    """Random playouts of another engine."""

    name: str
    version: str
    decisions_per_second: float
    mean_choices: float


def measure_peers(games: int, seed: int) -> tuple[list[Peer], list[str]]:
    """The peers that are installed, and the names of those that are not."""
    found, missing = [], []
    for name, playouts in PEERS.items():
        try:
            peer = import_module(PEERS_MODULES[name])
        except ImportError:
            missing.append(name)
            continue
        begin = perf_counter()
        decisions, choices = playouts(peer, games, random.Random(seed))
        seconds = perf_counter() - begin
        version = metadata.version(PEERS_MODULES[name])
        found.append(Peer(name, version, decisions / seconds, choices / decisions))
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


PEERS: dict[str, Callable[[Any, int, random.Random], tuple[int, int]]] = {
    "catanatron": _catanatron,
    "python-chess": _chess,
}
PEERS_MODULES = {"catanatron": "catanatron", "python-chess": "chess"}
