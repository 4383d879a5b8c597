"""The process in which actors think: it compiles a scenario once and is then sent positions only."""

from __future__ import annotations

import os
import signal
from multiprocessing.connection import Connection
from typing import Any

from attrs import frozen

from wargame.actors import make
from wargame.rules.compiled import Scenario
from wargame.rules.observe import View
from wargame.rules.space import space_of
from wargame.rules.state import State
from wargame.scenario import from_data
from wargame.table.interrupts import end_with_parent


@frozen
class Task:
    """One decision to make. `data` is the scenario, sent the first time only; `legal` are action numbers."""

    number: int
    actor: str
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
    error: str = ""


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
            task: Task = connection.recv()
        except EOFError:
            return
        connection.send(answer(task, scenarios))


def answer(task: Task, scenarios: dict[str, Scenario]) -> Answer:
    """Let the actor decide. Whatever it raises is told, not raised."""
    try:
        if task.data is not None:
            scenarios[task.digest] = from_data(task.data)
        scenario = scenarios[task.digest]
        actions = space_of(scenario).actions
        legal = tuple(actions[number] for number in task.legal)
        view = View(task.seat, scenario, task.state)
        choice = make(task.actor, task.seed).decide(view, legal, task.budget)
        return Answer(task.number, space_of(scenario).intern(choice.action).key, choice.intent, choice.reason)
    except Exception as error:
        return Answer(task.number, error=f"{type(error).__name__}: {error}")
