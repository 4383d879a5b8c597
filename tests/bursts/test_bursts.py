"""Keys and clicks that arrive together, as a paste, a slow line or tmux sends them."""

from __future__ import annotations

import random
from collections import Counter
from pathlib import Path

import pytest

from tests.bursts.scenes import SCENES, on_to
from tests.bursts.terminal import Terminal, click
from wargame.journal import Decided, Journal, read
from wargame.table import verify

KINDS = ("enter", "escape", "digits", "letters", "clicks", "all")
LONGEST = 8
"""Keys in one write."""
BURSTS = 8
"""One after the other in one game: each lands where the one before it led."""
SIZES = ((80, 24), (120, 40), (60, 18), (80, 24))


def burst(kind: str, length: int, chance: random.Random, size: tuple[int, int]) -> list[str]:
    """So many keys of a kind."""

    def one(kind: str) -> str:
        if kind == "digits":
            return chance.choice("0123456789")
        if kind == "letters":
            return chance.choice("aceilnprsuwyz ")
        if kind == "clicks":
            return click(chance.randrange(size[0]), chance.choice((chance.randrange(size[1]), size[1] - 1)))
        return kind

    mixed = ("enter", "enter", "escape", "digits", "letters", "clicks", "down", "space")
    return [one(chance.choice(mixed) if kind == "all" else kind) for _ in range(length)]


def sound(t: Terminal) -> None:
    """No trace, and something to look at, or a game that was left."""
    assert b"Traceback" not in t.raw, t.said
    # A game that is being left has cleared the screen already.
    t.until(lambda: bool(t.text.strip()) or not t.alive, "anything to look at")
    if not t.alive:
        assert t.process.returncode == 0
        assert any(step.what == "left" and step.screen == "QuitScreen" for step in t.steps)


def intended(t: Terminal, folder: Path) -> None:
    """Each decision in a journal was made once, by a key of its own; what stands there replays; nothing is locked."""
    made, since = [], 0
    for step in t.steps:
        if step.what == "handed":
            since += 1
        elif step.what == "decided":
            assert since > 0, f"{step.detail} by no key of its own"
            made.append(step.detail)
            since = 0
    left = [step.detail for step in t.steps if step.what == "left"]
    assert len(left) == len(set(left)), "a screen was left twice"
    written: list[str] = []
    for path in folder.glob("*.jsonl"):
        if "damaged" in folder.name and "-recovered" not in path.name:
            continue
        assert verify(path).ok, path
        journal, _ = Journal.open(path)  # raises when it is locked
        journal.close()
        written += [line.action for line in read(path).lines if isinstance(line, Decided)]
    assert not Counter(made) - Counter(written), "a decision that was made is not in the journal"


def play(
    t: Terminal, folder: Path, kind: str, seed: int, bursts: int, *, resize: bool = False
) -> Counter[str]:
    """Send bursts and look at what they did; how many reached each screen."""
    chance, told, size = random.Random(seed), Counter[str](), (80, 24)
    try:
        for number in range(bursts):
            if not t.alive:
                break
            told[t.top] += 1
            if resize:
                size = SIZES[number % len(SIZES)]
                t.resize(*size)
            t.send(*burst(kind, 1 + (seed + number) % LONGEST, chance, size))
            t.settled()
            sound(t)
        t.quit()
        sound(t)
        intended(t, folder)
    finally:
        t.close()
    return told


def test_enter_eight_times_in_one_write_makes_one_decision(tmp_path: Path) -> None:
    """A question, Esc to look at the board, and a paste: the list opens once, and nothing else is left or locked."""
    folder = tmp_path / "saves"
    t = Terminal.start(folder, "play", "board-vote", "--seat", "PAK=human", "--seed", "11")
    on_to(t, "BoardScreen")
    t.send("d", "e", "a", "l")
    t.until(lambda: "/eal" in t.text, "the filter")
    t.send("escape")
    t.settled()
    play(t, folder, "enter", 7, 3)


@pytest.mark.parametrize(("scene", "kind"), [("pass?", "enter"), ("programs moving", "all")])
def test_a_sample_of_bursts(tmp_path: Path, scene: str, kind: str) -> None:
    """The whole matrix is slow."""
    folder = tmp_path / scene.strip("?").replace(" ", "-")
    play(SCENES[scene](folder), folder, kind, 7, 4, resize=kind == "all")


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("scene", SCENES)
def test_bursts_into_every_screen(tmp_path: Path, scene: str, kind: str) -> None:
    """One to eight at once, into each screen and wherever that leads; half of them while the terminal is resized."""
    folder = tmp_path / scene.strip("?").replace(" ", "-")
    seed = list(SCENES).index(scene) * len(KINDS) + KINDS.index(kind)
    told = play(SCENES[scene](folder), folder, kind, seed, BURSTS, resize=seed % 2 == 1)
    print(" ".join(f"{name}={count}" for name, count in told.items()))
