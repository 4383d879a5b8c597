"""A run of many games over any executor; the results depend on the plan alone, not on how many work at it."""

from __future__ import annotations

import json
import signal
import threading
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from multiprocessing import get_context
from typing import Any, ParamSpec, TypeVar

from attrs import frozen

from wargame.lab.playing import GameRecord, play_game
from wargame.lab.seeds import child_seed
from wargame.rules.compiled import Scenario
from wargame.scenario import data_digest, from_data, to_data

P = ParamSpec("P")
T = TypeVar("T")
MOST_PER_TASK = 8

_compiled: dict[str, Scenario] = {}


@frozen
class Plan:
    """What to play. `data` is the scenario as plain data, `controllers` an actor's name for every seat."""

    data: dict[str, Any]
    controllers: Mapping[str, str]
    games: int
    seed: int

    @classmethod
    def of(cls, scenario: Scenario, controllers: Mapping[str, str], games: int, seed: int) -> Plan:
        """The plan for a compiled scenario."""
        return cls(to_data(scenario.spec), dict(controllers), games, seed)


def simulate(plan: Plan, workers: Executor, jobs: int = 1) -> Iterator[GameRecord]:
    """The records in the order of their index, as they come in. `jobs` only sizes the tasks."""
    digest, text = data_digest(plan.data), json.dumps(plan.data)
    size = max(1, min(MOST_PER_TASK, plan.games // (4 * jobs)))
    tasks = [
        workers.submit(
            _play_some, digest, text, plan.controllers, plan.seed, tuple(range(plan.games)[at : at + size])
        )
        for at in range(0, plan.games, size)
    ]
    try:
        for task in tasks:
            yield from task.result()
    finally:
        for task in tasks:
            task.cancel()


def _play_some(
    digest: str, text: str, controllers: Mapping[str, str], seed: int, indexes: tuple[int, ...]
) -> list[GameRecord]:
    if digest not in _compiled:
        _compiled[digest] = from_data(json.loads(text))
    scenario = _compiled[digest]
    return [play_game(scenario, controllers, child_seed(seed, index), index) for index in indexes]


class Inline(Executor):
    """Does each task at once in this process."""

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        future: Future[T] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:
            future.set_exception(error)
        return future


def executor(jobs: int) -> Executor:
    """Workers for a run: this process alone, or a pool that dies quietly on Ctrl-C."""
    if jobs == 1:
        return Inline()
    pool = ProcessPoolExecutor(jobs, get_context("spawn"), _die_on_interrupt)
    if threading.current_thread() is not threading.main_thread():
        return pool
    # Interrupted while it imports, a worker would print a traceback: it inherits being deaf until it is ready.
    heard = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        pool.submit(_nothing)
    finally:
        signal.signal(signal.SIGINT, heard)
    return pool


def _die_on_interrupt() -> None:
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def _nothing() -> None:
    pass
