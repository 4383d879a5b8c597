"""Players that others wrote: they play like any other, know no more, and harm nobody when they misbehave."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest

from wargame.actors import Choice, known, make, players
from wargame.actors.guests import Guest, GuestFault, Lounge, absolute, introduce, is_guest, names, short
from wargame.actors.guests.process import left_behind
from wargame.rules.compiled import Scenario
from wargame.rules.game import Game

BOTS = Path(__file__).parents[2] / "docs" / "bots"
posix = pytest.mark.skipif(os.name != "posix", reason="only POSIX can end what a program has started")

HEAD = """
import os, subprocess, sys, time
from wargame.actors import Choice
class Bot:
    def __init__(self, seed):
        self.seed = seed
    def decide(self, view, legal, budget):
"""
SPEAKER = """
import json, subprocess, sys, time
def say(**message):
    print(json.dumps(message), flush=True)
for line in sys.stdin:
    message = json.loads(line)
    if message["type"] == "hello":
        say(type="hello", protocol=1)
    if message["type"] == "decide":
        n, choices = message["n"], message["choices"]
"""


@pytest.fixture
def lounge() -> Iterator[Lounge]:
    lounge = Lounge()
    yield lounge
    lounge.close()
    left_behind()


def hosted(folder: Path, body: str) -> str:
    """A class in a file that decides by those lines."""
    path = folder / "bot.py"
    path.write_text(HEAD + "".join(f"        {line}\n" for line in body.splitlines()), encoding="utf-8")
    return f"{path}:Bot"


def speaking(folder: Path, body: str) -> str:
    """A program that answers by those lines; `n` and `choices` are at hand."""
    path = folder / "bot.py"
    path.write_text(SPEAKER + "".join(f"        {line}\n" for line in body.splitlines()), encoding="utf-8")
    return f"run:{sys.executable} {path}"


def ask(lounge: Lounge, name: str, scenario: Scenario, seed: int = 1) -> Choice:
    """What a player chooses at a game's first decision."""
    game = Game.new(scenario, 1)
    assert game.decision is not None
    return make(name, seed, lounge).decide(game.view(game.decision.seat), tuple(game.legal), 50)


def refused(lounge: Lounge, name: str, scenario: Scenario) -> GuestFault:
    with pytest.raises(GuestFault) as caught:
        ask(lounge, name, scenario)
    return caught.value


# ---- names
def test_a_file_a_command_and_an_installed_name_are_players(monkeypatch: pytest.MonkeyPatch) -> None:
    point = EntryPoint("bold", "docs.bots.prudent:Prudent", names.GROUP)
    monkeypatch.setattr(names, "installed", lambda: {"bold": point})
    assert is_guest("bots/first.py:Bot")
    assert is_guest("run:node bot.mjs")
    assert is_guest("bold")
    assert not is_guest("thumb")
    assert not is_guest("bots/first.py")
    assert names.program("bold")[-3:] == ["module", "docs.bots.prudent", "Prudent"]


def test_a_name_is_short_where_people_read_it_and_whole_where_it_is_kept() -> None:
    assert short("/home/me/bots/first.py:Bot") == "first.py:Bot"
    assert short("run: node bot.mjs") == "node bot.mjs"
    assert short("thumb") == "thumb"
    assert absolute("first.py:Bot") == f"{Path.cwd() / 'first.py'}:Bot"
    assert absolute("run:./bot") == "run:./bot"


def test_an_installed_package_adds_a_player_by_name(tmp_path: Path, tiny: Scenario) -> None:
    """As pip would leave it: a module, and beside it what says which group it belongs to."""
    (tmp_path / "bold.py").write_text((BOTS / "prudent.py").read_text(encoding="utf-8"), encoding="utf-8")
    about = tmp_path / "bold-1.0.dist-info"
    about.mkdir()
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: bold\nVersion: 1.0\n")
    (about / "entry_points.txt").write_text(f"[{names.GROUP}]\nbold = bold:Prudent\n")
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(tmp_path), *filter(None, sys.path)])}
    code = "from wargame.cli import main; main()"
    arguments = ["simulate", str(tiny_path()), "--games", "1", "--seed", "1", "--seat", "CHN=bold"]
    ran = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    assert "CHN   bold" in ran.stdout
    assert "stood in" not in ran.stdout


def tiny_path() -> Path:
    from tests.tiny import TINY

    return TINY


def test_nobody_else_is_a_player() -> None:
    assert set(players()) >= {"random", "thumb"}
    assert not known("nobody")
    with pytest.raises(KeyError):
        make("nobody", 1)


def test_the_guide_shows_the_bot_that_is_tested() -> None:
    guide = (BOTS.parent / "actors.md").read_text(encoding="utf-8")
    shown = guide.partition("<!-- bot -->\n```python\n")[2].partition("```")[0]
    assert shown == (BOTS / "prudent.py").read_text(encoding="utf-8")


def test_the_protocols_page_names_every_field_that_is_sent(tiny: Scenario) -> None:
    from wargame.actors.guests import protocol
    from wargame.explain.prospects import prospect

    page = (BOTS.parent / "protocol.md").read_text(encoding="utf-8")
    game = Game.new(tiny, 1)
    assert game.decision is not None
    view, legal = game.view(game.decision.seat), tuple(game.legal)
    told = [
        protocol.hello(),
        protocol.new_game(tiny, view.seat, 1),
        decision := protocol.decide(1, view, legal, 1, 1.0),
        decision["view"],
        decision["choices"][0],
        protocol.forecast(1, tiny, prospect(view, legal[0])),
        protocol.fault(1, "no"),
    ]
    names_sent = {name for message in told for name in message}
    assert {name for name in names_sent if f"`{name}`" not in page and f'"{name}"' not in page} == set()


# ---- playing
@pytest.mark.parametrize("name", [f"{BOTS / 'prudent.py'}:Prudent", f"run:node {BOTS / 'prudent.mjs'}"])
def test_the_worked_bots_play_a_whole_game_of_legal_moves(lounge: Lounge, tiny: Scenario, name: str) -> None:
    if name.startswith("run:") and shutil.which("node") is None:
        pytest.skip("needs Node.js")
    game = Game.new(tiny, 3, quiet=True)
    reasons = set()
    while (decision := game.decision) is not None:
        choice = make(name, 5, lounge).decide(game.view(decision.seat), tuple(game.legal), 400)
        assert choice.action in game.legal
        reasons.add(choice.intent)
        game.play(choice.action)
    assert "look one move ahead" in reasons


def test_both_worked_bots_see_the_same_in_a_choice(lounge: Lounge, tiny: Scenario) -> None:
    """What the protocol says of a forecast is what Python reads off it."""
    from docs.bots.prudent import worth_of
    from wargame.actors.guests import protocol
    from wargame.explain.prospects import prospect

    game = Game.new(tiny, 1)
    for step in range(40):
        if game.decision is None:
            break
        view = game.view(game.decision.seat)
        for action in game.legal:
            seen = prospect(view, action)
            told = protocol.forecast(1, tiny, seen)
            points = sum(told["gains"].values()) + sum(
                way["odds"] / 100 * sum(way["gains"].values()) for way in told["ways"]
            )
            points += sum(told.get("accepted", {}).get("gains", {}).values())
            assert points - 0.01 * told["cost"]["money"] == pytest.approx(worth_of(seen))
        game.play(game.legal.pick(step))


def test_the_same_seed_repeats_and_another_game_gets_another_player(
    lounge: Lounge, tmp_path: Path, tiny: Scenario
) -> None:
    name = hosted(tmp_path, "return Choice(legal[0], str(self.seed), str(id(self)))")
    first, again, other = (ask(lounge, name, tiny, seed) for seed in (1, 1, 2))
    assert first == again
    assert (first.intent, other.intent) == ("1", "2")


def test_a_player_gets_a_view_and_nothing_hidden_with_it(
    lounge: Lounge, tmp_path: Path, tiny: Scenario
) -> None:
    name = hosted(
        tmp_path,
        "other = 1 - view.seat\n"
        "state = view.state\n"
        "told = (state.seed, state.deck, set(state.counters), state.agenda[other], type(view).__name__)\n"
        "return Choice(legal[0], repr(told))",
    )
    assert ask(lounge, name, tiny).intent == "(0, (), {0}, -1, 'View')"


def test_what_the_line_protocol_tells_hides_the_same(tiny: Scenario) -> None:
    """Two games that differ in the seed, the deck and the other's agenda alone are told alike."""
    from wargame.actors.guests import protocol

    game = Game.new(tiny, 1)
    twin = game.copy()
    twin.state.seed, twin.state.deck = 99, game.state.deck[::-1]
    assert game.decision is not None
    seat = game.decision.seat
    twin.state.agenda[1 - seat] = 0 if game.state.agenda[1 - seat] else 1
    told, other = (protocol.decide(1, each.view(seat), tuple(game.legal), 1, 1.0) for each in (game, twin))
    assert game.digest() != twin.digest()
    assert told == other


def test_what_it_prints_is_no_answer(lounge: Lounge, tmp_path: Path, tiny: Scenario) -> None:
    name = hosted(
        tmp_path,
        'print(\'{"n": 1, "key": "nonsense"}\', flush=True)\nos.system(\'echo loud\')\nreturn Choice(legal[0])',
    )
    assert ask(lounge, name, tiny).action == next(iter(Game.new(tiny, 1).legal))


# ---- misbehaving
@pytest.mark.parametrize(
    ("body", "told", "detail"),
    [
        ("raise ValueError('no idea')", "failed (ValueError)", "no idea (line 8)"),
        ("return None", "failed (AttributeError)", "NoneType"),
        ("return 1/0", "failed (ZeroDivisionError)", ""),
        ("os._exit(3)", "crashed", "crashed without a word"),
        ("sys.exit('enough')", "crashed", "enough"),
        ("os.kill(os.getpid(), 9)", "crashed", ""),
        ("sys.stderr.write('x' * 10**7); raise KeyError(1)", "failed (KeyError)", ""),
        (
            "from wargame.rules.space import space_of\n"
            "return Choice(next(a for a in space_of(view.scenario).actions if a.seat != view.seat))",
            "answered for another seat",
            "",
        ),
    ],
)
def test_a_class_that_misbehaves_is_said_to(
    lounge: Lounge, tmp_path: Path, tiny: Scenario, body: str, told: str, detail: str
) -> None:
    fault = refused(lounge, hosted(tmp_path, body), tiny)
    assert str(fault) == told
    assert detail in fault.detail


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("print('what?', flush=True)", "answered what makes no sense"),
        ("print('[1, 2]', flush=True)", "answered what makes no sense"),
        ("print('[' * 60000, flush=True)", "answered what makes no sense"),
        ("say(n=n, type='move')", "answered what makes no sense"),
        ("say(n=n, type='choose', choice='fly CHN')", "chose what does not exist"),
        ("say(n=n, type='choose', choice=10**9)", "chose what does not exist"),
        ("say(n=n, type='choose')", "chose what does not exist"),
        ("say(n=n, type='choose', choice='pass PAK')", "answered for another seat"),
        ("say(n=n, type='forecast', choice='pass PAK')", "asked what a choice would do that it has not got"),
        (
            "while True: say(n=n, type='forecast', choice=choices[0]['key'])",
            "asked for more forecasts than its budget allows",
        ),
        ("while True: say(n=n - 1, type='choose')", "said more than can be listened to"),
        ("while True: sys.stdout.write('x' * 1000)", "said more than can be listened to"),
        ("sys.exit()", "crashed"),
    ],
)
def test_a_program_that_misbehaves_is_said_to(
    lounge: Lounge, tmp_path: Path, tiny: Scenario, body: str, told: str
) -> None:
    name = speaking(tmp_path, body)
    fault = refused(lounge, name, tiny)
    # A flood begins before or after the budget is spent.
    floods = "budget" in told and str(fault) == "said more than can be listened to"
    assert str(fault) == told or floods


@pytest.mark.parametrize("kind", [hosted, speaking])
@pytest.mark.parametrize(
    "body", ["while True: pass", "time.sleep(1000)", "sys.stdout.flush(); time.sleep(1000)"]
)
def test_one_that_is_slow_is_ended_and_the_next_decision_gets_a_new_one(
    tmp_path: Path, tiny: Scenario, kind: type, body: str
) -> None:
    lounge = Lounge(patience=0.3)
    name = kind(tmp_path, body)
    assert str(refused(lounge, name, tiny)) == "took longer than 0.3 seconds"
    good = "return Choice(legal[0])" if kind is hosted else "say(n=n, type='choose', choice=choices[0]['n'])"
    kind(tmp_path, good)
    lounge.patience = 30.0
    assert ask(lounge, name, tiny).action == next(iter(Game.new(tiny, 1).legal))
    lounge.close()


def test_one_that_does_not_listen_holds_nobody_up(tmp_path: Path, tiny: Scenario) -> None:
    """It says hello and never reads again: what is written to it fills the pipe."""
    lounge = Lounge(patience=0.3)
    path = tmp_path / "deaf.py"
    path.write_text(
        'import time\nprint(\'{"type": "hello", "protocol": 1}\', flush=True)\ntime.sleep(1000)', "utf-8"
    )
    fault = refused(lounge, f"run:{sys.executable} {path}", tiny)
    assert str(fault) == "took longer than 0.3 seconds"
    lounge.close()


def test_a_program_gets_the_environment_as_it_is(
    lounge: Lounge, tmp_path: Path, tiny: Scenario, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It may be another Python, which our packages would break."""
    monkeypatch.delenv("PYTHONPATH", raising=False)
    name = speaking(
        tmp_path,
        "import os\nsay(n=n, type='choose', choice=choices[0]['n'], intent=os.environ.get('PYTHONPATH', 'none'))",
    )
    assert ask(lounge, name, tiny).intent == "none"


@posix
def test_a_program_can_be_ended_by_whoever_may(lounge: Lounge, tmp_path: Path, tiny: Scenario) -> None:
    """Signals do to it what they do to any program."""
    name = speaking(
        tmp_path,
        "import signal\ntold = signal.getsignal(signal.SIGTERM) is signal.SIG_DFL\n"
        "say(n=n, type='choose', choice=choices[0]['n'], intent=str(told))",
    )
    assert ask(lounge, name, tiny).intent == "True"


def test_a_late_answer_is_not_taken_for_the_next_one(lounge: Lounge, tmp_path: Path, tiny: Scenario) -> None:
    name = speaking(
        tmp_path,
        "say(n=n - 1, type='choose', choice='nonsense')\nsay(n=n, type='choose', choice=choices[-1]['key'])",
    )
    assert ask(lounge, name, tiny).action == list(Game.new(tiny, 1).legal)[-1]


def test_a_long_reason_is_cut_and_stays_on_one_line(lounge: Lounge, tmp_path: Path, tiny: Scenario) -> None:
    name = hosted(tmp_path, "return Choice(legal[0], 'two\\nlines', 'x' * 5000)")
    choice = ask(lounge, name, tiny)
    assert choice.intent == "two lines"
    assert choice.reason == "x" * 400


# ---- what is wrong is found before a game begins
@pytest.mark.parametrize(
    ("text", "within", "told"),
    [
        (None, "Bot", "there is no file"),
        ("class Bot", "Bot", "SyntaxError: expected ':' (bot.py, line 1)"),
        ("class Other: pass", "Bot", "there is no 'Bot' in it"),
        ("import nothing_of_that_name", "Bot", "No module named 'nothing_of_that_name'"),
        ("Bot = 3", "Bot", "'Bot' is no class"),
        ("while True: pass", "Bot", "took longer than"),
    ],
)
def test_a_file_that_is_of_no_use_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str | None, within: str, told: str
) -> None:
    monkeypatch.setattr("wargame.actors.guests.players.STARTING", 10.0 if text != "while True: pass" else 0.5)
    path = tmp_path / "bot.py"
    if text is not None:
        path.write_text(text, encoding="utf-8")
    with pytest.raises(GuestFault) as caught:
        introduce(f"{path}:{within}")
    assert told in caught.value.detail


@pytest.mark.parametrize(
    ("command", "told"),
    [
        ("run:", "no command stands after 'run:'"),
        ("run:no-such-program -x", "No such file or directory"),
        ("run:'half", "no closing quotation"),
        (f"run:{sys.executable} -c pass", "crashed without a word"),
        (f"run:{sys.executable} -c 'print(1)'", "no JSON object"),
        (f"run:{sys.executable} -c 'print(dict())'", "does not speak version 1"),
    ],
)
@posix
def test_a_command_that_is_of_no_use_is_refused(command: str, told: str) -> None:
    with pytest.raises(GuestFault) as caught:
        introduce(command)
    assert told in caught.value.detail


# ---- nothing is left running
CHILD = "subprocess.Popen(['sleep', '{}'], start_new_session=True, stdout=subprocess.DEVNULL)\n"


def runs(words: str) -> bool:
    listed = subprocess.run(
        ["ps", "-A", "-ww", "-o", "stat=,args="], capture_output=True, text=True, check=True
    )
    return any(words in row and not row.startswith("Z") for row in listed.stdout.splitlines())


@posix
@pytest.mark.skipif(sys.platform != "linux", reason="only Linux hands orphans on")
@pytest.mark.parametrize(
    ("kind", "body", "seconds"),
    [
        (hosted, "return Choice(legal[0])", "99901"),
        (speaking, "say(n=n, type='choose', choice=choices[0]['n'])", "99902"),
    ],
)
def test_a_process_left_behind_is_ended_and_named(
    tmp_path: Path, tiny: Scenario, kind: type, body: str, seconds: str
) -> None:
    """Though it has gone into a session of its own."""
    left_behind()
    lounge = Lounge()
    ask(lounge, kind(tmp_path, CHILD.format(seconds) + body), tiny)
    assert runs(f"sleep {seconds}")
    lounge.close()
    assert not runs(f"sleep {seconds}")
    (told,) = left_behind()
    assert told.endswith("left a process of its own behind; it was ended.")


@posix
def test_one_that_is_slow_is_ended_with_what_it_has_started(tmp_path: Path, tiny: Scenario) -> None:
    lounge = Lounge(patience=0.5)
    name = hosted(tmp_path, CHILD.format("99903") + "time.sleep(99903)")
    refused(lounge, name, tiny)
    assert not runs("99903")
    lounge.close()


@posix
def test_nothing_goes_on_when_the_game_is_killed(tmp_path: Path) -> None:
    name = hosted(tmp_path, CHILD.format("99904") + "while True: pass")
    code = "from wargame.cli import main; main()"
    arguments = ["simulate", str(tiny_path()), "--games", "1", "--seat", f"CHN={name}"]
    game = subprocess.Popen([sys.executable, "-c", code, *arguments], stdout=subprocess.DEVNULL)
    until = time.monotonic() + 30
    while not runs("sleep 99904") and time.monotonic() < until:
        time.sleep(0.05)
    assert runs("sleep 99904")
    game.kill()
    game.wait()
    until = time.monotonic() + 10
    while (runs("sleep 99904") or runs(str(tmp_path))) and time.monotonic() < until:
        time.sleep(0.05)
    assert not runs("sleep 99904")
    assert not runs(str(tmp_path))


def test_closing_ends_a_thought_under_way(tmp_path: Path, tiny: Scenario) -> None:
    from threading import Thread

    lounge = Lounge()
    name = hosted(tmp_path, f"open({str(tmp_path / 'on')!r}, 'w').close()\nwhile True: pass")
    faults: list[GuestFault] = []
    thought = Thread(target=lambda: faults.append(refused(lounge, name, tiny)))
    thought.start()
    while not (tmp_path / "on").exists():
        time.sleep(0.01)
    lounge.close()
    thought.join(10)
    assert not thought.is_alive()
    assert str(faults[0]) == "crashed"
    assert isinstance(make(name, 1, lounge), Guest)
