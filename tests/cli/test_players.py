"""Players that others wrote, seated by the command."""

import json
from pathlib import Path

import pytest

from wargame.actors.guests import names
from wargame.journal import read

from .conftest import RANDOM, TINY, Command, saved

GOOD = """
from wargame.actors import Choice
class Bot:
    def __init__(self, seed): pass
    def decide(self, view, legal, budget):
        return Choice(legal[0], "the first", "it stood there")
class Failing(Bot):
    def decide(self, view, legal, budget):
        raise ValueError("the plan is secret")
"""


@pytest.fixture
def bot(tmp_path: Path) -> Path:
    path = tmp_path / "bot.py"
    path.write_text(GOOD, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("player", "words"),
    [
        ("none.py:Bot", "none.py:Bot is not there: there is no file"),
        ("{bot}:Nobody", "bot.py:Nobody cannot be loaded: LookupError: there is no 'Nobody' in it."),
        ("run:no-such-program", "no-such-program cannot be run: no-such-program: No such file or directory."),
        ("run:", "cannot be run: no command stands after 'run:'."),
    ],
)
@pytest.mark.parametrize("way", [("play", "--plain"), ("simulate",), ("balance", "--seat-actor")])
def test_one_that_is_of_no_use_is_said_in_one_line_and_nothing_begins(
    command: Command, bot: Path, tmp_path: Path, player: str, words: str, way: tuple[str, ...]
) -> None:
    player = player.format(bot=bot)
    seated = (*way, player, TINY) if way[0] == "balance" else (*way, TINY, "--seat", f"CHN={player}")
    ran = command(*seated)
    assert (ran.code, ran.out, len(ran.err.splitlines())) == (1, "", 1)
    assert words in ran.err
    assert not list(tmp_path.glob("saves/*.jsonl"))


def test_one_that_fails_is_named_and_the_game_goes_on(command: Command, bot: Path, tmp_path: Path) -> None:
    ran = command(
        "play", "--plain", TINY, "--seed", "1", "--seat", f"CHN={bot}:Failing", "--seat", "PAK=random"
    )
    assert ran.code == 0
    assert "China: bot.py:Failing failed (ValueError); rules of thumb decided instead." in ran.out
    assert "the plan is secret" not in ran.out
    journal = saved(tmp_path)
    notes = {line.note for line in read(journal).decisions if line.seat == "CHN"}
    told = "bot.py:Failing failed (ValueError: the plan is secret (line 9)); rules of thumb decided instead"
    assert notes == {told}


def test_a_saved_game_needs_its_players_no_more(command: Command, bot: Path, tmp_path: Path) -> None:
    """What they decided is in it; taken up again without them, rules of thumb decide."""
    seats = ("--seat", f"CHN={bot}:Bot", "--seat", "PAK=human")
    command("play", "--plain", TINY, "--seed", "1", *seats, stdin="quit\n")
    journal = saved(tmp_path)
    assert read(journal).header.seats["CHN"] == f"{bot}:Bot"
    assert any(line.reason == "it stood there" for line in read(journal).decisions)
    bot.unlink()
    assert command("verify", str(journal)).code == 0
    ran = command("play", "--plain", "--resume", str(journal), stdin="1!\n" * 12 + "quit\n")
    assert "Players: China bot.py:Bot, Pakistan you." in ran.out
    assert "bot.py:Bot is not there: there is no file" in ran.out


def test_a_run_says_who_was_stood_in_for(command: Command, bot: Path) -> None:
    arguments = ("simulate", TINY, "--games", "2", "--seed", "3", *RANDOM[2:])
    ran = command(*arguments, "--seat", f"CHN={bot}:Failing")
    (told,) = (line for line in ran.out.splitlines() if "stood in" in line)
    assert told.startswith("CHN, bot.py:Failing: rules of thumb stood in ")
    assert told.endswith("first in game 0, decision 0: failed (ValueError: the plan is secret (line 9))")
    data = json.loads(command(*arguments, "--seat", f"CHN={bot}:Failing", "--json").out)
    faults = data["games"][0]["faults"]["CHN"]
    assert faults["count"] > 5
    fair = json.loads(command(*arguments, "--seat", f"CHN={bot}:Bot", "--json").out)
    assert (fair["games"][0]["faults"], fair["summary"]["faults"]) == ({}, [])


def test_one_that_is_stood_in_for_always_is_rules_of_thumb(command: Command, bot: Path) -> None:
    games = [
        json.loads(
            command("simulate", TINY, "--games", "2", "--seed", "3", "--seat", f"CHN={who}", "--json").out
        )
        for who in (f"{bot}:Failing", "thumb")
    ]
    failing, thumb = ([game["digest"] for game in each["games"]] for each in games)
    assert failing == thumb


def test_help_says_how_to_seat_one(command: Command) -> None:
    told = " ".join(command("play", "--help").out.split())
    assert "path/to/file.py:Class" in told
    assert names.COMMAND in told
