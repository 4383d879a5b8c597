"""Both kinds of player that others write, by what is said to their process."""

from __future__ import annotations

import base64
import json
import pickle
from collections.abc import Sequence
from itertools import count
from typing import Any, Protocol

from wargame.actors.base import Choice
from wargame.actors.guests import names, protocol
from wargame.actors.guests.faults import GuestFault
from wargame.actors.guests.process import Clock, Process
from wargame.explain.prospects import prospect
from wargame.rules.actions.base import Action
from wargame.rules.compiled import Scenario
from wargame.rules.errors import BadAction
from wargame.rules.observe import View
from wargame.rules.space import space_of
from wargame.scenario import data_digest, to_data

STARTING = 10.0
"""Seconds in which a player must be ready."""
_SHOWN = 60
_LONGEST = 400
"""Letters of a reason; the rest is cut off."""


class Player(Protocol):
    """A player in a process of its own."""

    process: Process

    def decide(self, seed: int, view: View, legal: Sequence[Action], budget: int, seconds: float) -> Choice:
        """Its choice in a game of that seed. Raises `GuestFault`; then its process may be of no more use."""
        ...

    def close(self) -> None:
        """Say goodbye to it."""
        ...


def start(name: str) -> Player:
    """Start the player of that name, and wait until it is ready. Raises `GuestFault` that says what is wrong with it."""
    hosted = not name.startswith(names.COMMAND)
    process = Process(names.short(name), names.program(name), ours=hosted)
    try:
        return Hosted(process) if hosted else Speaking(process)
    except BaseException:
        process.close()
        raise


def introduce(name: str) -> None:
    """Start a player, and let it go: whatever is wrong with it is found before a game begins. Raises `GuestFault`."""
    start(name).close()


class Hosted:
    """A class in Python, loaded by `host`: it is sent positions, and answers with the key of an action."""

    def __init__(self, process: Process) -> None:
        self.process = process
        self._numbers = count(1)
        self._sent: set[str] = set()
        ready = _object(process.receive(Clock(STARTING)))
        if not ready.get("ready"):
            raise GuestFault("cannot be loaded", f"cannot be loaded: {ready.get('error', 'no reason given')}")

    def decide(self, seed: int, view: View, legal: Sequence[Action], budget: int, seconds: float) -> Choice:
        """Its choice."""
        number, clock = next(self._numbers), Clock(seconds)
        digest, data = scenario_data(view.scenario)
        question = {
            "n": number,
            "digest": digest,
            "seed": seed,
            "seat": view.seat,
            "state": base64.b64encode(pickle.dumps(view.state)).decode(),
            "legal": [action.number for action in legal],
            "budget": budget,
        }
        if digest not in self._sent:
            question["scenario"] = data
            self._sent.add(digest)
        self.process.send(json.dumps(question).encode())
        while True:
            answer = _object(self.process.receive(clock))
            if answer.get("n") == number:
                break
        if "error" in answer:
            error = str(answer["error"])
            raise GuestFault(f"failed ({error.partition(':')[0]})", f"failed ({error})")
        return _chosen(view, answer.get("key"), answer)

    def close(self) -> None:
        """The end of its standard input is all it needs."""
        self.process.close(farewell=b"")


class Speaking:
    """A program in any language that speaks the line protocol."""

    def __init__(self, process: Process) -> None:
        self.process = process
        self._numbers = count(1)
        self._game: tuple[int, int, str] | None = None
        self._say(protocol.hello())
        greeting = _object(process.receive(Clock(STARTING)))
        if greeting.get("type") != "hello" or greeting.get("protocol") != protocol.VERSION:
            raise GuestFault(f"does not speak version {protocol.VERSION} of the line protocol")

    def decide(self, seed: int, view: View, legal: Sequence[Action], budget: int, seconds: float) -> Choice:
        """Its choice; before it, as many forecasts as the budget allows."""
        number, clock = next(self._numbers), Clock(seconds)
        game = seed, view.seat, scenario_data(view.scenario)[0]
        if game != self._game:
            self._say(protocol.new_game(view.scenario, view.seat, seed))
            self._game = game
        self._say(protocol.decide(number, view, legal, budget, seconds))
        try:
            return self._answered(number, view, legal, budget, clock)
        except GuestFault as error:
            self._say(protocol.fault(number, error.detail))
            raise

    def _answered(
        self, number: int, view: View, legal: Sequence[Action], budget: int, clock: Clock
    ) -> Choice:
        asked = 0
        while True:
            answer = _object(self.process.receive(clock))
            if answer.get("n") != number:
                continue  # an answer to what was decided for it meanwhile
            match answer.get("type"):
                case "choose":
                    return _chosen(view, answer.get("choice"), answer)
                case "forecast":
                    asked += 1
                    if asked > budget:
                        raise GuestFault("asked for more forecasts than its budget allows")
                    action = _action(view, answer.get("choice"))
                    if action not in legal:
                        raise GuestFault("asked what a choice would do that it has not got")
                    self._say(protocol.forecast(number, view.scenario, prospect(view, action)))
                case other:
                    raise GuestFault("answered what makes no sense", f"sent a message of type {_some(other)}")

    def _say(self, message: protocol.Message) -> None:
        self.process.send(json.dumps(message).encode())

    def close(self) -> None:
        """Tell it, so that it can go of itself."""
        self.process.close(json.dumps(protocol.bye()).encode())


def scenario_data(scenario: Scenario) -> tuple[str, dict[str, Any]]:
    """A scenario's digest and plain data, worked out once."""
    found = scenario.cache.get("data")
    if not isinstance(found, tuple):
        data = to_data(scenario.spec)
        found = scenario.cache["data"] = data_digest(data), data
    return found


def _object(line: bytes) -> dict[str, Any]:
    try:
        answer = json.loads(line)
    except (ValueError, RecursionError):
        answer = None
    if not isinstance(answer, dict):
        raise GuestFault(
            "answered what makes no sense", f"sent {_some(line.decode(errors='replace'))}, no JSON object"
        )
    return answer


def _chosen(view: View, choice: object, answer: dict[str, Any]) -> Choice:
    action = _action(view, choice)
    if action.seat != view.seat:
        raise GuestFault("answered for another seat", f"answered for another seat ({action.key})")
    return Choice(action, _text(answer.get("intent")), _text(answer.get("reason")))


def _action(view: View, choice: object) -> Action:
    """The action of a key or a number. Raises `GuestFault`."""
    space = space_of(view.scenario)
    if type(choice) is int and 0 <= choice < len(space.actions):
        return space.actions[choice]
    if not isinstance(choice, str):
        raise GuestFault(
            "chose what does not exist", f"chose {_some(choice)}: the key or number of a choice is wanted"
        )
    try:
        return space.parse(choice)
    except BadAction as error:
        raise GuestFault("chose what does not exist", f"chose what does not exist: {error}") from None


def _text(words: object) -> str:
    """What it says, on one line."""
    return " ".join(words.split())[:_LONGEST] if isinstance(words, str) else ""


def _some(value: object) -> str:
    return repr(value)[:_SHOWN]
