"""The process in which actors think: it compiles a scenario once and is then sent positions only.

While it thinks it says how far it is, and anything that it is sent ends the thought.
"""

from __future__ import annotations

import os
import signal
import time
from multiprocessing.connection import Connection
from typing import Any

from attrs import frozen

from wargame.actors import Progress, Reports, make
from wargame.actors.advice import advise
from wargame.explain.advice import Advice
from wargame.rules.compiled import Scenario
from wargame.rules.observe import View
from wargame.rules.space import space_of
from wargame.rules.state import State
from wargame.scenario import from_data
from wargame.table.interrupts import end_with_parent

EVERY = 0.05
"""Seconds between two words on how far a thought is."""


@frozen
class Task:
    """One decision to make, or to advise on. `data` is the scenario, sent the first time only; `legal` are numbers."""

    number: int
    actor: str
    """Empty for advice."""
    seed: int
    seat: int
    state: State
    legal: tuple[int, ...]
    budget: int
    digest: str
    data: dict[str, Any] | None


@frozen
class Answer:
    """The chosen action's key, whether or not it may be chosen; or what went wrong."""

    number: int
    key: str = ""
    intent: str = ""
    reason: str = ""
    advice: Advice | None = None
    error: str = ""


@frozen
class Word:
    """How far a thought is: positions played, of how many planned."""

    number: int
    played: int
    planned: int


class Abandoned(Exception):
    """Nobody wants the answer any more."""


def serve(connection: Connection) -> None:
    """Answer tasks until the other end goes away."""
    end_with_parent()
    # Ctrl+C is the game's affair, and an actor that prints must not write over the screen.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (1, 2):
        os.dup2(nowhere, stream)
    scenarios: dict[str, Scenario] = {}
    while True:
        try:
            task: Task | None = connection.recv()
        except EOFError:
            return
        # What ends a thought may come when the answer is on its way already.
        if task is not None:
            connection.send(answer(task, scenarios, reporter(connection, task.number)))


def reporter(connection: Connection, number: int) -> Progress:
    """What a thought tells how far it is. It raises `Abandoned` when something else is wanted."""
    told = time.monotonic()

    def report(played: int, planned: int) -> None:
        nonlocal told
        if connection.poll():
            raise Abandoned
        if time.monotonic() - told >= EVERY:
            told = time.monotonic()
            connection.send(Word(number, played, planned))

    return report


def answer(task: Task, scenarios: dict[str, Scenario], report: Progress) -> Answer:
    """Let the actor decide, or give advice. Whatever is raised is told, not raised."""
    try:
        if task.data is not None:
            scenarios[task.digest] = from_data(task.data)
        scenario = scenarios[task.digest]
        actions = space_of(scenario).actions
        legal = tuple(actions[number] for number in task.legal)
        view = View(task.seat, scenario, task.state)
        if not task.actor:
            return Answer(task.number, advice=advise(view, legal, report))
        actor = make(task.actor, task.seed)
        if isinstance(actor, Reports):
            actor.progress = report
        choice = actor.decide(view, legal, task.budget)
        return Answer(task.number, space_of(scenario).intern(choice.action).key, choice.intent, choice.reason)
    except Exception as error:
        return Answer(task.number, error=f"{type(error).__name__}: {error}")
