"""The process in which a player written in Python runs: `python -m wargame.actors.guests.host file PATH CLASS`.

What it prints goes to standard error: standard output belongs to the answers.
"""

from __future__ import annotations

import base64
import importlib
import importlib.util
import json
import os
import pickle
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, BinaryIO

from wargame.actors.base import Actor
from wargame.rules.compiled import Scenario
from wargame.rules.observe import View
from wargame.rules.space import space_of
from wargame.scenario import from_data

Maker = Callable[[int], Actor]


def main(arguments: list[str]) -> None:
    """Load the class, say so, and answer until the other end goes away."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    try:
        maker = load(*arguments)
    except Exception as error:
        _say(answers, error=told(error))
        return
    _say(answers, ready=True)
    serve(maker, sys.stdin.buffer, answers)


def load(kind: str, where: str, within: str = "") -> Maker:
    """What makes the player: a class in a file, or in an installed module. Raises whatever its own code does."""
    if kind == "file":
        path = Path(where)
        sys.path.insert(0, str(path.parent.absolute()))
        spec = importlib.util.spec_from_file_location(path.stem, path)
        assert spec is not None, "its name ends in .py"
        assert spec.loader is not None, "its name ends in .py"
        module = sys.modules[path.stem] = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
    else:
        module = importlib.import_module(where)
    found: Any = module
    for word in within.split("."):
        if not hasattr(found, word):
            raise LookupError(f"there is no {within!r} in it")
        found = getattr(found, word)
    if not callable(found):
        raise TypeError(f"{within!r} is no class")
    maker: Maker = found
    return maker


def serve(maker: Maker, questions: BinaryIO, answers: BinaryIO) -> None:
    """Answer one question a line. One player serves a game; for another seed another is made."""
    scenarios: dict[str, Scenario] = {}
    playing: tuple[int, Actor] | None = None
    for line in questions:
        question = json.loads(line)
        number = question["n"]
        if "scenario" in question:
            scenarios[question["digest"]] = from_data(question["scenario"])
        try:
            if playing is None or playing[0] != question["seed"]:
                playing = question["seed"], maker(question["seed"])
            key, intent, reason = decide(playing[1], scenarios[question["digest"]], question)
            _say(answers, n=number, key=key, intent=intent, reason=reason)
        except Exception as error:
            playing = None
            _say(answers, n=number, error=told(error))


def decide(actor: Actor, scenario: Scenario, question: Mapping[str, Any]) -> tuple[str, str, str]:
    """What the player chooses, as the key of an action, with intent and reason."""
    space = space_of(scenario)
    # Written by the game on the other side of the pipe.
    state = pickle.loads(base64.b64decode(question["state"]))
    legal = tuple(space.actions[number] for number in question["legal"])
    choice = actor.decide(View(question["seat"], scenario, state), legal, question["budget"])
    return space.intern(choice.action).key, str(choice.intent), str(choice.reason)


def told(error: BaseException) -> str:
    """An error on one line, with the line of the player's own file that it is about."""
    text = " ".join(f"{type(error).__name__}: {error}".split())
    trace, line = error.__traceback__, 0
    while trace is not None:
        if not trace.tb_frame.f_code.co_filename.startswith(("<", str(Path(__file__).parents[2]))):
            line = trace.tb_lineno
        trace = trace.tb_next
    return f"{text} (line {line})" if line and not isinstance(error, SyntaxError) else text


def _say(answers: BinaryIO, **words: Any) -> None:
    answers.write(json.dumps(words).encode() + b"\n")
    answers.flush()


if __name__ == "__main__":
    main(sys.argv[1:])
