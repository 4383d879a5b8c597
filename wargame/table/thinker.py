"""Where actors think: in a process of their own, so that no screen waits and a stuck one can be stopped."""

from __future__ import annotations

import asyncio
import multiprocessing
import threading
import time
from collections.abc import Sequence
from itertools import count
from multiprocessing.context import SpawnProcess
from typing import Protocol

from wargame.actors import Actor, Choice, make
from wargame.actors.guests import GuestFault, Lounge, is_guest
from wargame.actors.guests.lounge import PATIENCE
from wargame.actors.guests.players import scenario_data
from wargame.rules.actions.base import Action
from wargame.rules.observe import View
from wargame.rules.space import space_of
from wargame.table.interrupts import interrupts_held
from wargame.table.worker import Answer, Task, serve

BUDGET = 400
"""Nodes a searching actor may visit for one decision."""

TICK = 0.25
"""Seconds after which the time an actor has taken is looked at."""


class ThinkingFault(Exception):
    """An actor did not decide. Anybody may read the message; `detail` may hold what only its seat knows."""

    def __init__(self, message: str, detail: str = "") -> None:
        super().__init__(message)
        self.detail = detail


class NoProcess(ThinkingFault):
    """Not the actor failed but the process it should think in, more than once."""


class Thinks(Protocol):
    """Lets an actor decide."""

    async def think(self, actor_name: str, seed: int, view: View, legal: Sequence[Action]) -> Choice:
        """The choice of a fresh actor of that name and seed. On any error the table finds a stand-in."""
        ...


class InstantThinker:
    """Thinks at once, in this process: for tests, tools and short programs."""

    def __init__(self, budget: int = BUDGET) -> None:
        self.budget = budget

    async def think(self, actor_name: str, seed: int, view: View, legal: Sequence[Action]) -> Choice:
        """Decide here and now."""
        return make(actor_name, seed).decide(view, legal, self.budget)


class Thinker:
    """Thinks in one process, which starts at once and loads while the person reads the first screen.

    Make it before a Textual app starts: the app replaces the standard streams, which starting a first process
    needs. One serves any number of tables, a decision at a time. An actor taking longer than `patience`
    seconds, or failing, is stopped with its process, and the next decision gets a new one. When the process dies
    of something else, the same question is put once more to a new one. Players that others wrote have each a process
    of their own.
    """

    def __init__(self, patience: float = PATIENCE, budget: int = BUDGET) -> None:
        self.patience = patience
        self.budget = budget
        self._numbers = count(1)
        self._one = threading.Lock()
        self._lounge = Lounge(patience)
        self._closed = False
        self._start()

    async def think(self, actor_name: str, seed: int, view: View, legal: Sequence[Action]) -> Choice:
        """Have the process decide. Raises `ThinkingFault` when it is slow, fails or is illegal."""
        if is_guest(actor_name):
            guest = make(actor_name, seed, self._lounge)
            return await asyncio.to_thread(self._ask_guest, guest, view, legal)
        return await asyncio.to_thread(self._think, actor_name, seed, view, legal)

    def close(self) -> None:
        """Stop the process, even in the middle of a thought."""
        self._closed = True
        if self._process.pid is not None:
            self._process.kill()
        self._lounge.close()
        with self._one:
            self._stop()

    def _ask_guest(self, guest: Actor, view: View, legal: Sequence[Action]) -> Choice:
        try:
            return guest.decide(view, legal, self.budget)
        except GuestFault as fault:
            raise ThinkingFault(str(fault), fault.detail) from None

    def _think(self, actor_name: str, seed: int, view: View, legal: Sequence[Action]) -> Choice:
        with self._one:
            try:
                answer = self._asked(actor_name, seed, view, legal)
            except _Died:
                answer = self._asked_anew(actor_name, seed, view, legal)
            if answer.error:
                self._stop()
        if answer.error:
            raise ThinkingFault(f"failed ({answer.error.partition(':')[0]})", answer.error)
        return Choice(space_of(view.scenario).parse(answer.key), answer.intent, answer.reason)

    def _asked_anew(self, actor_name: str, seed: int, view: View, legal: Sequence[Action]) -> Answer:
        try:
            return self._asked(actor_name, seed, view, legal)
        except _Died:
            raise NoProcess("crashed") from None

    def _asked(self, actor_name: str, seed: int, view: View, legal: Sequence[Action]) -> Answer:
        if self._closed:
            raise ThinkingFault("cannot decide any more: the actors have been stopped")
        if not self._process.is_alive():
            self._stop()
            try:
                self._start()
            except OSError as error:
                raise NoProcess("has no process to think in", str(error)) from None
        digest, data = scenario_data(view.scenario)
        task = Task(
            number=next(self._numbers),
            actor=actor_name,
            seed=seed,
            seat=view.seat,
            state=view.state,
            legal=tuple(action.number for action in legal),
            budget=self.budget,
            digest=digest,
            data=None if digest in self._sent else data,
        )
        return self._exchange(task)

    def _exchange(self, task: Task) -> Answer:
        answered, slow = threading.Event(), threading.Event()
        watch = threading.Thread(target=self._watch, args=(self._process, answered, slow), daemon=True)
        watch.start()
        try:
            self._connection.send(task)
            while True:
                answer: Answer = self._connection.recv()
                if answer.number == task.number:
                    self._sent.add(task.digest)
                    return answer
        except (EOFError, OSError):
            self._stop()
        finally:
            answered.set()
            watch.join()
        if slow.is_set():
            raise ThinkingFault(f"took longer than {self.patience:g} seconds")
        raise _Died

    def _watch(self, process: SpawnProcess, answered: threading.Event, slow: threading.Event) -> None:
        """End the process when an actor has had its time, wherever the exchange with it is stuck."""
        spent = 0.0
        while True:
            since = time.monotonic()
            if answered.wait(max(0.0, min(TICK, self.patience - spent))):
                return
            # Longer than it waited, this program was stopped, or the machine slept, and the actor with it.
            spent += min(time.monotonic() - since, 2 * TICK)
            if spent >= self.patience:
                slow.set()
                process.kill()
                return

    def _start(self) -> None:
        context = multiprocessing.get_context("spawn")
        self._connection, theirs = context.Pipe()
        self._process = context.Process(target=serve, args=(theirs,), daemon=True, name="actors")
        # The process ignores interrupts once it serves; a screen's own Ctrl+C must not end it before.
        try:
            with interrupts_held():
                self._process.start()
        finally:
            # Only the child holds its end now, so that its death is noticed here.
            theirs.close()
        self._sent: set[str] = set()

    def _stop(self) -> None:
        if self._process.pid is not None:
            self._process.kill()
            self._process.join()
        self._connection.close()


class _Died(Exception):
    """The process went away in the middle of an exchange."""
