"""A run of many games over any executor; the results depend on the plan alone, not on how many work at it."""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import active_children, get_context
from typing import Any, ParamSpec, TypeVar

from attrs import Factory, evolve, frozen

from wargame.lab.faults import LabFault
from wargame.lab.playing import GameRecord, Watched, watch_game
from wargame.lab.seeds import child_seed
from wargame.rules.compiled import Scenario
from wargame.scenario import data_digest, from_data, to_data
from wargame.table.interrupts import die_on_interrupt, end_with_parent, interrupts_held

P = ParamSpec("P")
T = TypeVar("T")
MOST_PER_TASK = 8
TASKS_EACH = 16
"""Tasks for each worker where there are games enough: the last to finish keeps the others waiting for one task only."""

_compiled: dict[str, Scenario] = {}


@frozen
class Plan:
    """What to play. `data` is the scenario as plain data, `controllers` an actor's name for every seat.

    `sealed` orders are planned in secret and revealed together; None leaves it to the scenario.
    """

    data: dict[str, Any]
    controllers: Mapping[str, str]
    games: int
    seed: int
    sealed: bool | None = None
    repeating: Mapping[str, str] = Factory(dict)
    """By seat: the class of action it takes whenever it can, or the line of play (`lab/lines`) it holds to, whatever its
    actor would rather do."""

    @classmethod
    def of(
        cls,
        scenario: Scenario,
        controllers: Mapping[str, str],
        games: int,
        seed: int,
        sealed: bool | None = None,
    ) -> Plan:
        """The plan for a compiled scenario."""
        return cls(to_data(scenario.spec), dict(controllers), games, seed, sealed)


def simulate(plan: Plan, workers: Executor, jobs: int = 1) -> Iterator[GameRecord]:
    """The records in the order of their index, as they come in. `jobs` only sizes the tasks.

    Any executor will do. Those that `executor` makes know the scenario already; others are sent it with every task.
    """
    return (game.record for game in watch(plan, workers, jobs))


def watch(plan: Plan, workers: Executor, jobs: int = 1) -> Iterator[Watched]:
    """The games as `simulate`, with all that is noted while they are played. All are handed out at once."""
    digest = data_digest(plan.data)
    packed = None if getattr(workers, "knows", "") == digest else _pack(plan)
    size = max(1, min(MOST_PER_TASK, plan.games // (TASKS_EACH * jobs)))
    bare = evolve(plan, data={})
    tasks = []
    for at in range(0, plan.games, size):
        indexes = tuple(range(plan.games)[at : at + size])
        tasks.append(workers.submit(_play_some, digest, packed, bare, indexes))
    return _gathered(tasks)


@frozen
class Workers:
    """Workers that are handed single games of many plans: each comes as soon as it and those before it are played."""

    executor: Executor

    def each(self, games: Iterable[tuple[Plan, int]]) -> Iterator[Watched]:
        """The games of those plans and indexes, in their order. The executor must know the plans' scenario."""
        tasks = []
        for plan, index in games:
            digest = getattr(self.executor, "knows", "")
            tasks.append(self.executor.submit(_play_some, digest, None, evolve(plan, data={}), (index,)))
        return _gathered(tasks)


def _gathered(tasks: list[Future[list[Watched]]]) -> Iterator[Watched]:
    try:
        for task in tasks:
            yield from task.result()
    except BrokenExecutor:
        raise LabFault("a process of the run died; with fewer --jobs it may have memory enough") from None


def _play_some(digest: str, packed: bytes | None, plan: Plan, indexes: tuple[int, ...]) -> list[Watched]:
    if packed is not None:
        _learn(digest, packed)
    scenario = _compiled[digest]
    return [
        watch_game(
            scenario, plan.controllers, child_seed(plan.seed, index), index, plan.sealed, plan.repeating
        )
        for index in indexes
    ]


def _pack(plan: Plan) -> bytes:
    """The scenario small enough to pass through any pipe at one go."""
    return zlib.compress(json.dumps(plan.data).encode())


def _learn(digest: str, packed: bytes) -> None:
    """Compile a scenario, once in each process."""
    if digest not in _compiled:
        _compiled[digest] = from_data(json.loads(zlib.decompress(packed)))


class Inline(Executor):
    """Does each task in this process, when its result is wanted."""

    def __init__(self, knows: str) -> None:
        self.knows = knows

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """A future that works when asked for its result."""
        return _Later(lambda: fn(*args, **kwargs))


class _Later(Future[T]):
    def __init__(self, work: Callable[[], T]) -> None:
        super().__init__()
        self.work = work

    def result(self, timeout: float | None = None) -> T:
        if not self.done():
            self.set_result(self.work())
        return super().result(timeout)


class Pool(ProcessPoolExecutor):
    """Processes that know the scenario from the start: a large task in the pipe can hang a pool that is broken off."""

    def __init__(self, jobs: int, digest: str, packed: bytes) -> None:
        super().__init__(jobs, get_context("spawn"), _start_work, (digest, packed))
        self.knows = digest


@contextmanager
def executor(jobs: int, plan: Plan) -> Iterator[Executor]:
    """Workers for a plan: this process alone, or a pool that dies at once and quietly on Ctrl-C."""
    digest, packed = data_digest(plan.data), _pack(plan)
    if jobs == 1:
        _learn(digest, packed)
        yield Inline(digest)
        return
    others = active_children()
    pool = Pool(jobs, digest, packed)
    try:
        with interrupts_held():
            # Each starts one process.
            for _ in range(jobs):
                pool.submit(int)  # the least a worker can do
        yield pool
    except BaseException:
        # Not cancelled first: a pool that breaks trips over what was cancelled (CPython 3.11).
        for process in active_children():
            if process not in others:
                process.kill()
        pool.shutdown(wait=False)
        raise
    pool.shutdown()


def _start_work(digest: str, packed: bytes) -> None:
    end_with_parent()
    die_on_interrupt()
    _learn(digest, packed)
