"""Where actors think: in a process of their own, so that no screen waits and a stuck one can be stopped."""

from __future__ import annotations

import asyncio
import multiprocessing
import threading
import time
from collections.abc import Sequence
from contextlib import suppress
from itertools import count
from multiprocessing.context import SpawnProcess
from typing import Protocol

from attrs import define, field

from wargame.actors import Actor, Choice, Progress, make, unheard
from wargame.actors.advice import advise
from wargame.actors.guests import GuestFault, Lounge, is_guest
from wargame.actors.guests.lounge import PATIENCE
from wargame.actors.guests.players import scenario_data
from wargame.explain.advice import Advice
from wargame.rules.actions.base import Action
from wargame.rules.observe import View
from wargame.rules.space import space_of
from wargame.table.interrupts import interrupts_held
from wargame.table.worker import Answer, Task, Word, serve

BUDGET = 400
"""Nodes a searching actor may visit for one decision."""

TICK = 0.25
"""Seconds after which the time an actor has taken is looked at."""
GRACE = 0.5
"""Seconds in which a thought that nobody waits for any more must end."""


class ThinkingFault(Exception):
    """An actor did not decide. Anybody may read the message; `detail` may hold what only its seat knows."""

    def __init__(self, message: str, detail: str = "") -> None:
        super().__init__(message)
        self.detail = detail


class NoProcess(ThinkingFault):
    """Not the actor failed but the process it should think in, more than once."""


class Thinks(Protocol):
    """Lets an actor decide, or advises a person."""

    async def think(
        self, actor_name: str, seed: int, view: View, legal: Sequence[Action], progress: Progress = unheard
    ) -> Choice:
        """The choice of a fresh actor of that name and seed. On any error the table finds a stand-in.

        `progress` hears, on the way, how far it is. A thought ends with the task that waits for it.
        """
        ...

    async def advise(self, view: View, legal: Sequence[Action], progress: Progress = unheard) -> Advice:
        """What an adviser says to a seat that is asked. Raises `ThinkingFault`."""
        ...


class InstantThinker:
    """Thinks at once, in this process: for tests, tools and short programs."""

    def __init__(self, budget: int = BUDGET) -> None:
        self.budget = budget

    async def think(
        self, actor_name: str, seed: int, view: View, legal: Sequence[Action], progress: Progress = unheard
    ) -> Choice:
        """Decide here and now."""
        return make(actor_name, seed).decide(view, legal, self.budget)

    async def advise(self, view: View, legal: Sequence[Action], progress: Progress = unheard) -> Advice:
        """Advise here and now."""
        return advise(view, legal, progress)


@define(eq=False)
class _Thought:
    """Something to be thought about for somebody who waits."""

    actor: str
    seed: int
    view: View
    legal: Sequence[Action]
    progress: Progress
    stir: threading.Event = field(factory=threading.Event)
    """Set when it is answered, and when nobody waits any more."""
    unwanted: bool = False
    asked: bool = False
    """Whether the process has been sent all of the question."""
    answered: bool = False

    def abandon(self) -> None:
        """Nobody waits any more."""
        self.unwanted = True
        self.stir.set()


class Thinker:
    """Thinks in one process, which starts at once and loads while the person reads the first screen.

    Make it before a Textual app starts: the app replaces the standard streams, which starting a first process
    needs. One serves any number of tables, a decision at a time. An actor taking longer than `patience`
    seconds, or failing, is stopped with its process, and the next decision gets a new one. When the process dies
    of something else, the same question is put once more to a new one. Whoever stops waiting ends the thought. Players
    that others wrote have each a process of their own.
    """

    def __init__(self, patience: float = PATIENCE, budget: int = BUDGET) -> None:
        self.patience = patience
        self.budget = budget
        self._numbers = count(1)
        self._one = threading.Lock()
        self._lounge = Lounge(patience)
        self._closed = False
        self._start()

    async def think(
        self, actor_name: str, seed: int, view: View, legal: Sequence[Action], progress: Progress = unheard
    ) -> Choice:
        """Have the process decide. Raises `ThinkingFault` when it is slow, fails or is illegal."""
        if is_guest(actor_name):
            guest = make(actor_name, seed, self._lounge)
            return await asyncio.to_thread(self._ask_guest, guest, view, legal)
        answer = await self._answered(_Thought(actor_name, seed, view, legal, progress))
        return Choice(space_of(view.scenario).parse(answer.key), answer.intent, answer.reason)

    async def advise(self, view: View, legal: Sequence[Action], progress: Progress = unheard) -> Advice:
        """Have the process advise. Raises `ThinkingFault`."""
        answer = await self._answered(_Thought("", 0, view, legal, progress))
        assert answer.advice is not None
        return answer.advice

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

    async def _answered(self, thought: _Thought) -> Answer:
        loop, heard = asyncio.get_running_loop(), thought.progress

        def hear(played: int, planned: int) -> None:
            # It comes from another thread, perhaps when the loop has been closed.
            with suppress(RuntimeError):
                loop.call_soon_threadsafe(heard, played, planned)

        thought.progress = hear
        try:
            return await asyncio.to_thread(self._think, thought)
        except asyncio.CancelledError:
            thought.abandon()
            raise

    def _think(self, thought: _Thought) -> Answer:
        with self._one:
            try:
                answer = self._asked(thought)
            except _Died:
                answer = self._asked_anew(thought)
            if answer.error and not thought.unwanted:
                self._stop()
        if answer.error:
            raise ThinkingFault(f"failed ({answer.error.partition(':')[0]})", answer.error)
        return answer

    def _asked_anew(self, thought: _Thought) -> Answer:
        try:
            return self._asked(thought)
        except _Died:
            raise NoProcess("crashed") from None

    def _asked(self, thought: _Thought) -> Answer:
        if self._closed or thought.unwanted:
            raise ThinkingFault("cannot decide any more: the actors have been stopped")
        if not self._process.is_alive():
            self._stop()
            try:
                self._start()
            except OSError as error:
                raise NoProcess("has no process to think in", str(error)) from None
        view = thought.view
        digest, data = scenario_data(view.scenario)
        task = Task(
            number=next(self._numbers),
            actor=thought.actor,
            seed=thought.seed,
            seat=view.seat,
            state=view.state,
            legal=tuple(action.number for action in thought.legal),
            budget=self.budget,
            digest=digest,
            data=None if digest in self._sent else data,
        )
        return self._exchange(task, thought)

    def _exchange(self, task: Task, thought: _Thought) -> Answer:
        slow = threading.Event()
        thought.stir.clear()
        thought.asked = thought.answered = False
        watch = threading.Thread(target=self._watch, args=(self._process, thought, slow), daemon=True)
        watch.start()
        try:
            self._connection.send(task)
            thought.asked = True
            while True:
                answer: Answer | Word = self._connection.recv()
                if answer.number != task.number:
                    continue
                if isinstance(answer, Answer):
                    self._sent.add(task.digest)
                    return answer
                thought.progress(answer.played, answer.planned)
        except (EOFError, OSError):
            self._stop()
        finally:
            thought.answered = True
            thought.stir.set()
            watch.join()
        if slow.is_set():
            raise ThinkingFault(f"took longer than {self.patience:g} seconds")
        raise _Died

    def _watch(self, process: SpawnProcess, thought: _Thought, slow: threading.Event) -> None:
        """End the process when an actor has had its time, wherever the exchange with it is stuck.

        A thought that nobody waits for any more is told so, and has little time left to end.
        """
        spent, most, told = 0.0, self.patience, False
        while not thought.answered:
            since = time.monotonic()
            thought.stir.wait(max(0.0, min(TICK, most - spent)))
            # Longer than it waited, this program was stopped, or the machine slept, and the actor with it.
            spent += min(time.monotonic() - since, 2 * TICK)
            if thought.unwanted and not told:
                told, spent, most = True, 0.0, GRACE
                thought.stir.clear()
                if thought.asked and not thought.answered:
                    with suppress(OSError):
                        self._connection.send(None)
            elif spent >= most and not thought.answered:
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
