"""Every screen of the game, and the keys that lead to it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

from tests.bursts.terminal import Terminal
from tests.tiny import TINY
from wargame.rules.board import Kind
from wargame.scenario import load, to_data
from wargame.table import HUMAN, InstantThinker, new_table
from wargame.tui.widgets.bars import SOON

ALONE = ("play", str(TINY), "--seat", "PAK=human", "--seat", "CHN=random", "--seed", "5")
ASKED = ("play", str(TINY), "--seat", "CHN=human", "--seat", "PAK=random", "--seed", "5")
BOTH = ("play", str(TINY), "--seat", "PAK=human", "--seat", "CHN=human", "--seed", "5")

Scene = Callable[[Path], Terminal]


def saved(folder: Path, reached: Callable[[Kind | None], bool]) -> Path:
    """A game of Pakistan's against a program, played until Pakistan is asked what is wanted."""
    tiny = load(str(TINY))
    seats = {"CHN": "random", "PAK": HUMAN}

    async def play() -> Path:
        table = new_table(tiny, to_data(tiny.spec), seats, 5, folder, thinker=InstantThinker())
        while True:
            status = await table.status()
            mine = status.decision is None or status.controllers[status.decision.seat] == HUMAN
            if mine and reached(status.decision.kind if status.decision else None):
                await table.close()
                assert status.path is not None
                return status.path
            if mine:
                await table.submit((await table.legal())[0])
            else:
                await table.advance()

    return asyncio.run(play())


def on_to(t: Terminal, wanted: str) -> None:
    """Answer whatever comes until a screen is on top."""

    def there() -> bool:
        return t.top == wanted and (wanted != "BoardScreen" or "your move" in t.text)

    for _ in range(60):
        t.settled()
        if there():
            # On a busy machine a page may still be on its way.
            t.settled()
            if there():
                return
        top = t.top
        # What comes by itself takes no keys at once, and says so until it does.
        t.until(lambda: SOON not in t.text or not t.alive, "keys that count")
        if t.top != top:
            continue
        if top in ("HeadlinesScreen", "ReportScreen", "MessageScreen", "DebriefScreen"):
            t.send("escape")
        elif top == "HandoverScreen":
            t.send("space")
        elif top == "ChooseScreen":
            t.send("enter")
            t.settled()
            t.send("enter")
        elif top == "ConfirmScreen":
            t.send("y")
        elif top == "BoardScreen" and ("your move" in t.text or "do you declare" in t.text):
            t.send("p")
        elif top == "BoardScreen" and ("Enter hands over" in t.text or "you must" in t.text):
            t.send("enter")
        else:
            t.send("space")
    raise AssertionError(f"no {wanted}; the screen shows\n{t.text}")


def _to_move(folder: Path) -> Terminal:
    """Pakistan's board at its first action, in a game against a program that was saved there."""
    path = saved(folder, lambda kind: kind == Kind.ACT)
    t = Terminal.start(folder, "play", "--resume", str(path))
    on_to(t, "BoardScreen")
    return t


def _from_board(*keys: str, name: str, both: bool = False) -> Scene:
    def scene(folder: Path) -> Terminal:
        t = _start(*BOTH, name="BoardScreen")(folder) if both else _to_move(folder)
        for key in keys:
            t.send(key)
            t.settled()
        t.until(lambda: t.top == name, name)
        return t

    return scene


def _start(*arguments: str, name: str) -> Scene:
    def scene(folder: Path) -> Terminal:
        t = Terminal.start(folder, *arguments)
        if name == "TitleScreen":
            t.until(lambda: "New game" in t.text, name)
        else:
            on_to(t, name)
        return t

    return scene


def _title(*keys: str, name: str, save: bool = False, damaged: bool = False) -> Scene:
    def scene(folder: Path) -> Terminal:
        if save:
            path = saved(folder, lambda kind: kind == Kind.ACT)
            if damaged:
                lines = path.read_bytes().splitlines(keepends=True)
                lines[-2] = lines[-2].replace(b'"decision"', b'"decisoin"')
                path.write_bytes(b"".join(lines))
        t = Terminal.start(folder)
        t.until(lambda: "New game" in t.text, "title")
        for key in keys:
            t.settled()
            t.send(key)
        t.until(lambda: t.top == name, name)
        return t

    return scene


def _debrief(folder: Path) -> Terminal:
    path = saved(folder, lambda kind: kind is None)
    t = Terminal.start(folder, "play", "--resume", str(path))
    t.until(lambda: t.top == "DebriefScreen", "debrief")
    return t


def _thinking(folder: Path) -> Terminal:
    t = _to_move(folder)
    t.send("-", "-")
    t.settled()
    t.send("p")
    t.settled()
    t.send("y")
    t.until(lambda: "weighing" in t.text or t.top != "BoardScreen", "programs moving")
    return t


def _unasked(folder: Path) -> Terminal:
    """A question that has just popped up."""
    t = Terminal.start(folder, *ASKED)
    on_to(t, "ChooseScreen")
    return t


SCENES: dict[str, Scene] = {
    "title": _start(name="TitleScreen"),
    "new game": _title("enter", name="NewGameScreen"),
    "saved games": _title("down", "enter", name="SavesScreen", save=True),
    "damaged save": _title("down", "enter", "enter", name="ConfirmScreen", save=True, damaged=True),
    "help over the title": _title("h", name="GuideScreen"),
    "headlines": _start(*ALONE, name="HeadlinesScreen"),
    "question": _unasked,
    "board": _from_board(name="BoardScreen"),
    "programs moving": _thinking,
    "choices": _from_board("enter", name="ChooseScreen"),
    "composer": _from_board("d", "compose", "enter", name="ComposeScreen", both=True),
    "clauses": _from_board("d", "compose", "enter", "down", "enter", name="AddScreen", both=True),
    "pass?": _from_board("p", name="ConfirmScreen"),
    "leave?": _from_board("escape", name="ConfirmScreen"),
    "quit?": _from_board("q", name="QuitScreen"),
    "palette": _from_board("ctrl+p", name="Palette"),
    "help": _from_board("h", name="GuideScreen"),
    "why": _from_board("2", "down", "w", name="WhyScreen"),
    "details": _from_board("1", "right", "e", name="DetailScreen"),
    "report": _start(*ALONE, name="ReportScreen"),
    "handover": _start(*BOTH, name="HandoverScreen"),
    "debrief": _debrief,
}
