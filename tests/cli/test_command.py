"""The command: what it prints, where, and with which exit code."""

import csv
import io
import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from wargame import __version__
from wargame.journal import read
from wargame.journal.lines import parse
from wargame.journal.lines import seal as reseal
from wargame.table import seating

from .conftest import PERSON, RANDOM, ROOT, TINY, Command, saved


# ---- faults
@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["simulat"], 2, "No command 'simulat'. Did you mean 'simulate'?"),
        (["simulate", "--gams", "3"], 2, "--gams"),
        (["simulate", "--games", "0"], 2, "--games"),
        (["validate"], 2, "FILE"),
        (["new-scenario"], 2, "NAME"),
        (["new-scenario", "linchpin"], 1, "comes with the game"),
        (["new-scenario", "../escape"], 1, "is no name"),
        (["play", "--plain", "linchpinn"], 1, "linchpin"),
        (["simulate", "linchpinn"], 1, "linchpin"),
        (["play", "--plain", TINY, "--seat", "PKA=human"], 1, "tiny has no seat 'PKA'. Did you mean 'PAK'?"),
        (["play", "--plain", TINY, "--seat", "PAK=randm"], 1, "Did you mean 'random'?"),
        (["play", "--plain", TINY, "--seat", "PAK"], 2, "PAK=human"),
        (["play", "--plain", TINY, *PERSON, "--seat", "pakistan=random"], 1, "PAK is given twice"),
        (["simulate", TINY, "--seat", "PAK=human"], 1, "No player is called 'human'"),
        (["balance", TINY, "--seat-actor", "thmb"], 1, "Did you mean 'thumb'?"),
        (["simulate", TINY, *RANDOM, "--out", "games.xls"], 1, ".csv"),
        (["simulate", TINY, *RANDOM, "--out", "nowhere/games.csv"], 1, "nowhere/games.csv"),
        (["play", "--plain", "--resume", "none.jsonl"], 1, "No saved game 'none.jsonl'"),
        (["play", "--resume", "none.jsonl", "linchpin"], 2, "--resume"),
        (["play", "--resume", "none.jsonl", "--sealed"], 2, "--sealed"),
        (["play", "--resume", "none.jsonl", "--no-advice"], 2, "--no-advice"),
        (["play", "--plain", TINY, "--sealed", "--alternating"], 2, "exclude each other"),
        (["simulate", TINY, *RANDOM, "--alternating", "--sealed"], 2, "exclude each other"),
        (["play", "--plain", TINY, *PERSON, "--script", "none.txt"], 1, "none.txt: No such file"),
        (["verify", "none.jsonl"], 1, "No saved game 'none.jsonl'"),
        (["verify", "/"], 1, "'/' is a directory"),
        (["saves", "--recover", "none.jsonl"], 1, "none.jsonl"),
        (["export", "none.jsonl"], 1, "No saved game 'none.jsonl'"),
        (["export", "none.jsonl", "--format", "xml"], 2, "xml"),
        (["validate", "none.toml"], 1, "none.toml"),
    ],
)
def test_a_fault_is_one_line_on_stderr(command: Command, arguments: list[str], code: int, words: str) -> None:
    ran = command(*arguments)
    assert ran.code == code
    assert ran.out == ""
    assert words in ran.err
    assert len(ran.err.splitlines()) == 1


@pytest.mark.parametrize("arguments", [[], ["play"], ["play", TINY], ["play", "linchpinn"]])
def test_without_a_terminal_the_screen_says_what_to_use_instead(
    command: Command, arguments: list[str]
) -> None:
    ran = command(*arguments)
    assert (ran.code, ran.out) == (2, "")
    assert all(word in ran.err for word in ("play --plain", "simulate", "--help"))


# ---- looking
def test_version_and_help(command: Command) -> None:
    assert __version__ in command("--version").out
    listed = command("--help").out
    assert all(name in listed for name in ("bench", "play", "saves", "scenarios", "simulate", "verify"))


def test_scenarios_are_listed_for_people_and_programs(command: Command) -> None:
    listed = command("scenarios").out.splitlines()
    assert listed[0].startswith("primer: ")
    assert listed[2].startswith("linchpin: ")
    assert listed[-1] == "Begin with `wargame play primer`."
    found = json.loads(command("scenarios", "--json").out)
    assert found[0]["id"] == "primer"
    first = found[1]
    assert (first["id"], first["fault"]) == ("linchpin", None)
    assert first["turns"] > 0
    assert len(first["seats"]) == 4


def test_a_sound_scenario_is_valid_by_path_and_by_name(command: Command) -> None:
    ran = command("validate", TINY)
    assert (ran.code, ran.err) == (0, "")
    assert "no faults" in ran.out
    assert command("validate", "linchpin").code == 0


def test_what_never_comes_to_anything_is_warned_of_and_refuses_nothing(command: Command) -> None:
    ran = command("validate", TINY, "--games", "2")
    assert (ran.code, ran.err) == (0, "")
    warned = [line for line in ran.out.splitlines() if ": warning: " in line]
    assert any("powers[CHN].menu[mine]: nothing on this board" in line for line in warned)
    document = json.loads(command("validate", TINY, "--games", "2", "--json").out)
    assert document["ok"] is True
    assert len(document["warnings"]) == len(warned)


def test_an_intent_that_no_program_has_is_warned_of(command: Command, tmp_path: Path) -> None:
    own = tmp_path / "tiny.toml"
    text = Path(TINY).read_text(encoding="utf-8")
    own.write_text(text.replace('id = "CHN"', 'id = "CHN"\nintents = ["hurry", "dance"]'), encoding="utf-8")
    ran = command("validate", str(own), "--games", "0")
    assert ran.code == 0
    assert "warning: powers[CHN].intents: 'dance'" in ran.out
    assert "'hurry'" not in ran.out


def test_every_fault_of_a_scenario_is_reported(command: Command, tmp_path: Path) -> None:
    text = Path(TINY).read_text(encoding="utf-8")
    bad = tmp_path / "bad.toml"
    bad.write_text(
        text.replace('measure = "leverage.CHN"', 'measure = "leverge.CHN"').replace(
            'region = "hills"', 'region = "hils"'
        ),
        encoding="utf-8",
    )
    ran = command("validate", str(bad))
    assert (ran.code, ran.out) == (1, "")
    assert "leverge" in ran.err
    assert "hils" in ran.err
    document = json.loads(command("validate", str(bad), "--json").out)
    assert document["ok"] is False
    assert len(document["faults"]) == len(ran.err.splitlines()) >= 2
    assert set(document["faults"][0]) == {"code", "path", "found", "expected", "hint", "file"}


def test_a_fault_of_the_name_is_in_the_document_too(command: Command) -> None:
    ran = command("validate", "linchpinn", "--json")
    assert (ran.code, ran.err) == (1, "")
    document = json.loads(ran.out)
    assert (document["ok"], document["faults"][0]["hint"]) == (False, "linchpin")


def test_a_scenario_is_started_checked_and_played(
    command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    ran = command("new-scenario", "my-class")
    assert (ran.code, ran.err) == (0, "")
    assert "`wargame validate my-class.toml`" in ran.out
    assert command("validate", "my-class.toml").code == 0
    players = ("--seat", "TAP=random", "--seat", "DIG=random")
    assert command("simulate", "my-class.toml", "--games", "1", "--seed", "1", *players).code == 0
    again = command("new-scenario", "my-class")
    assert (again.code, again.out) == (1, "")
    assert again.err == "wargame: my-class.toml is there already and stays as it is.\n"


def test_the_schema_is_one_document(command: Command) -> None:
    ran = command("schema")
    assert (ran.code, ran.err) == (0, "")
    assert json.loads(ran.out)["title"] == "A Chokepoint scenario"


# ---- playing and saving
def test_play_by_lines_saves_resumes_lists_and_verifies(command: Command, tmp_path: Path) -> None:
    ran = command("play", "--plain", TINY, *PERSON, "--seed", "5", stdin="hold!\n")
    assert (ran.code, ran.err) == (0, "")
    journal = saved(tmp_path)
    assert f"Saved in {journal}" in ran.out

    ran = command("play", "--plain", "--resume", str(journal), stdin="quit\n")
    assert (ran.code, ran.err) == (0, "")
    assert "Players: China random, Pakistan you." in ran.out

    (listed,) = json.loads(command("saves", "--json").out)
    assert (listed["path"], listed["scenario"], listed["turn"]) == (str(journal), "tiny", 1)
    assert listed["seats"] == {"CHN": "random", "PAK": "human"}
    assert f"{journal}: Tiny, turn 1, " in command("saves").out

    ran = command("verify", str(journal))
    assert ran.code == 0
    assert "sound" in ran.out
    assert json.loads(command("verify", str(journal), "--json").out)["ok"] is True


def test_the_folder_of_saves_can_be_named(command: Command, tmp_path: Path) -> None:
    other = tmp_path / "other"
    command("play", "--plain", TINY, *PERSON, "--saves", str(other), stdin="")
    assert len(list(other.glob("*.jsonl"))) == 1
    assert "No saved games" in command("saves").out


def marred(content: bytes) -> bytes:
    """A journal with a letter changed in the last line but one."""
    lines = content.splitlines(keepends=True)
    at = len(lines[-2]) // 2
    lines[-2] = lines[-2][:at] + (b"A" if lines[-2][at : at + 1] == b"B" else b"B") + lines[-2][at + 1 :]
    return b"".join(lines)


def test_a_damaged_journal_fails_and_says_where(command: Command, tmp_path: Path) -> None:
    command("play", "--plain", TINY, *PERSON, "--seed", "5", stdin="hold!\nquit\n")
    journal = saved(tmp_path)
    journal.write_bytes(marred(journal.read_bytes()))
    ran = command("verify", str(journal))
    assert (ran.code, ran.out) == (1, "")
    assert "line" in ran.err
    document = json.loads(command("verify", str(journal), "--json").out)
    assert document["ok"] is False
    assert f"{journal}: damaged: line " in command("saves").out


def test_a_torn_tail_is_said(command: Command, tmp_path: Path) -> None:
    command("play", "--plain", TINY, *PERSON, "--seed", "5", stdin="hold!\nquit\n")
    journal = saved(tmp_path)
    assert "torn off" not in command("verify", str(journal)).out
    with open(journal, "ab") as file:
        file.write(b'{"kind":"deci')
    ran = command("verify", str(journal))
    assert ran.code == 0
    assert "The last 13 bytes were torn off" in ran.out
    assert "sound up to turn 1" in ran.out
    assert json.loads(command("verify", str(journal), "--json").out)["torn"] == 13


def test_what_is_sound_of_a_damaged_game_is_copied(command: Command, tmp_path: Path) -> None:
    command("play", "--plain", TINY, *PERSON, "--seed", "5", stdin="hold!\nquit\n")
    journal = saved(tmp_path)
    whole = journal.read_bytes()
    assert "nothing is wrong with it" in command("saves", "--recover", journal.name).err
    damaged = marred(whole)
    journal.write_bytes(damaged)
    ran = command("verify", str(journal))
    assert ran.err.count(str(journal)) == 2
    assert "`wargame saves --recover " in ran.err
    ran = command("saves", "--recover", journal.name)
    assert (ran.code, ran.err) == (0, "")
    copy = journal.with_name(journal.name.replace(".jsonl", "-recovered.jsonl"))
    assert f"Go on with `wargame play --resume {copy}`" in ran.out
    assert journal.read_bytes() == damaged
    assert whole.startswith(copy.read_bytes())
    assert command("verify", str(copy)).code == 0
    again = json.loads(command("saves", "--recover", str(journal), "--json").out)
    assert again["path"].endswith("-recovered-2.jsonl")
    assert "Players:" in command("play", "--plain", "--resume", str(copy), stdin="quit\n").out


def test_what_no_longer_replays_is_left_out_of_the_copy(command: Command, tmp_path: Path) -> None:
    """The seals are whole, but a decision does not follow: the line is named and everything before it kept."""
    command("play", "--plain", TINY, *PERSON, "--seed", "5", stdin="refuse!\nhold!\npass!\nquit\n")
    journal = saved(tmp_path)
    content, seal = b"", 0
    for line in journal.read_bytes().splitlines():
        record = parse(line)
        if record.get("action") == "hold PAK":
            record["digest"] = "0" * 32
        text, seal = reseal(record, seal)
        content += text
    journal.write_bytes(content)
    found = json.loads(command("saves", "--recover", str(journal), "--json").out)
    assert "leads to a different position" in found["fault"]
    assert found["decisions"] >= 1
    assert command("verify", found["path"]).code == 0


def test_a_finished_game_of_other_rules_keeps_its_result(command: Command, tmp_path: Path) -> None:
    """It does not open, recovering cannot help, and how it came out is said all the same."""
    command("play", "--plain", TINY, *RANDOM, "--seed", "5")
    journal = saved(tmp_path)
    data = json.loads(command("export", str(journal)).out)
    [listed] = json.loads(command("saves", "--json").out)
    totals = {seat: total for seat, total in data["scores"][-1].items() if seat in ("CHN", "PAK")}
    names = {"CHN": "China", "PAK": "Pakistan"}
    assert listed["result"]["scores"] == {names[seat]: total for seat, total in totals.items()}
    assert listed["result"]["winners"] == [names[seat] for seat in data["winners"]]
    told = f"China {totals['CHN']}, Pakistan {totals['PAK']}"
    content, seal = b"", 0
    for line in journal.read_bytes().splitlines():
        record = parse(line)
        if record["kind"] == "header":
            record["digest"] = "0" * 32
        text, seal = reseal(record, seal)
        content += text
    journal.write_bytes(content)
    for ran in (
        command("verify", str(journal)),
        command("play", "--plain", "--resume", str(journal), stdin=""),
    ):
        assert ran.code == 1
        assert "the rules have changed since" in ran.err
        assert "--recover" not in ran.err
        assert "`wargame export` still gives" in ran.err
        assert told in ran.err
        assert len(ran.err.splitlines()) == 1
    assert told in command("saves").out
    assert json.loads(command("export", str(journal)).out)["scores"] == data["scores"]


def test_a_header_that_is_gone_leaves_nothing(command: Command, tmp_path: Path) -> None:
    command("play", "--plain", TINY, *PERSON, "--seed", "5", stdin="quit\n")
    journal = saved(tmp_path)
    journal.write_bytes(b"x" + journal.read_bytes())
    ran = command("saves", "--recover", str(journal))
    assert ran.code == 1
    assert "nothing of it can be saved" in ran.err
    assert list(journal.parent.glob("*.jsonl")) == [journal]


def test_a_game_is_handed_to_other_programs(command: Command, tmp_path: Path) -> None:
    command("play", "--plain", TINY, *RANDOM, "--seed", "5")
    journal = str(saved(tmp_path))
    ran = command("export", journal)
    assert (ran.code, ran.err) == (0, "")
    data = json.loads(ran.out)
    assert len(data["scores"]) == 4
    table = list(csv.DictReader(io.StringIO(command("export", journal, "--format", "csv").out)))
    assert [row["action"] for row in table] == [line["action"] for line in data["decisions"]]
    scores = tmp_path / "scores.csv"
    ran = command("export", journal, "--format", "csv", "--table", "scores", "--out", str(scores))
    assert (ran.code, ran.out) == (0, "")
    first = scores.read_text(encoding="utf-8").splitlines()[:2]
    assert first == ["turn,quarter,CHN,PAK", ",".join(map(str, data["scores"][0].values()))]


def test_a_bad_script_ends_with_its_line_and_a_saved_game(command: Command, tmp_path: Path) -> None:
    script = tmp_path / "moves.txt"
    script.write_text("refuse PAK\n\nswep PAK hills\n", encoding="utf-8")
    ran = command("play", TINY, *PERSON, "--seed", "5", "--script", str(script))
    assert ran.code == 1
    assert f"{script}, line 3: " in ran.err
    assert len(ran.err.splitlines()) == 1
    assert f"Saved in {saved(tmp_path)}" in ran.out


@pytest.mark.parametrize(
    ("scenario", "players"),
    [
        (TINY, "China random, Pakistan you."),
        ("new-suppliers", "China random, United States random, Pakistan random, India you."),
        ("the-tap", "China you, United States random."),
    ],
)
def test_without_seats_a_person_plays_the_seat_that_the_scenario_proposes(
    command: Command, monkeypatch: pytest.MonkeyPatch, scenario: str, players: str
) -> None:
    monkeypatch.setattr(seating, "DEFAULT_ACTOR", "random")
    ran = command("play", "--plain", scenario, "--seed", "1", stdin="quit\n")
    assert f"Players: {players}" in ran.out


def test_without_a_proposal_a_person_plays_the_first_seat(
    command: Command, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(seating, "DEFAULT_ACTOR", "random")
    path = tmp_path / "small.toml"
    path.write_text(
        Path(TINY).read_text(encoding="utf-8").replace('first_seat = "PAK"', ""), encoding="utf-8"
    )
    assert "Players: China you, Pakistan random." in command("play", "--plain", str(path), stdin="quit\n").out


def test_seats_go_by_id_or_name(command: Command) -> None:
    ran = command("play", "--plain", TINY, "--seat", "pak=random", "--seat", "China=human", stdin="quit\n")
    assert "Players: China you, Pakistan random." in ran.out


def test_orders_can_be_sealed_and_stay_so(command: Command, tmp_path: Path) -> None:
    ran = command("play", "--plain", TINY, *PERSON, "--seed", "5", "--sealed", stdin="1!\nhold!\n")
    assert "What do you order? All orders are opened together." in ran.out
    journal = saved(tmp_path)
    assert read(journal).header.options == {"sealed": True}
    assert "What do you order?" in command("play", "--plain", "--resume", str(journal), stdin="").out
    assert command("verify", str(journal)).code == 0


def test_advice_can_be_switched_off_and_stays_so(command: Command, tmp_path: Path) -> None:
    off = "No advice: advice is switched off in this game."
    ran = command("play", "--plain", TINY, *PERSON, "--seed", "5", "--no-advice", stdin="advice\n")
    assert off in ran.out
    journal = saved(tmp_path)
    assert read(journal).header.options == {"advice": False}
    assert off in command("play", "--plain", "--resume", str(journal), stdin="advice\n").out
    assert command("verify", str(journal)).code == 0


# ---- the lab
def test_simulate_can_seal_orders(command: Command) -> None:
    run = ("simulate", TINY, "--games", "2", "--seed", "7", *RANDOM, "--json")
    found = [json.loads(command(*run, *how).out) for how in ([], ["--alternating"], ["--sealed"])]
    assert [data["sealed"] for data in found] == [False, False, True]
    assert found[0]["games"] == found[1]["games"] != found[2]["games"]


def test_simulate_prints_one_document(command: Command) -> None:
    ran = command("simulate", TINY, "--games", "3", "--seed", "7", *RANDOM, "--json")
    assert (ran.code, ran.err) == (0, "")
    data = json.loads(ran.out)
    assert (data["scenario"], data["rules"], data["seed"], len(data["games"])) == ("tiny", __version__, 7, 3)
    assert data["summary"]["controllers"] == {"CHN": "random", "PAK": "random"}
    again = json.loads(command("simulate", TINY, "--games", "3", "--seed", "7", *RANDOM, "--json").out)
    assert again["games"] == data["games"]
    other = json.loads(command("simulate", TINY, "--games", "3", *RANDOM, "--json").out)
    assert other["games"] != data["games"]


def test_simulate_writes_a_table_and_a_file(command: Command, tmp_path: Path) -> None:
    out = tmp_path / "games.csv"
    ran = command("simulate", TINY, "--games", "2", "--seed", "7", *RANDOM, "--out", str(out))
    assert ran.code == 0
    assert "mean score" in ran.out
    assert len(out.read_text(encoding="utf-8").splitlines()) == 3


BALANCE = ("balance", TINY, "--seed", "7", "--seat-actor", "random", "--json")


def test_balance_prints_one_document_whatever_the_targets_say(command: Command) -> None:
    run = (*BALANCE, "--games", "2")
    ran = command(*run)
    assert (ran.code, ran.err) == (0, "")
    data = json.loads(ran.out)
    assert (data["scenario"], data["games"], data["sealed"]) == ("tiny", 2, False)
    assert any(target["met"] is False for target in data["targets"])
    again, other = (json.loads(command(*run, *more).out) for more in ([], ["--sealed"]))
    for document in (data, again, other):
        del document["pace"]
    assert data == again != other
    assert other["sealed"] is True


def test_balance_repeats_every_class_of_every_seat(command: Command) -> None:
    data = json.loads(command(*BALANCE, "--games", "1", "--repeats", "1").out)
    assert data["pace"]["games"] == 1 + len(data["repeated"]) > 40


def test_balance_has_seats_hold_to_lines_of_play(command: Command) -> None:
    data = json.loads(command(*BALANCE, "--exploits", "--games", "1", "--only", "PAK ask").out)
    assert [(one["seat"], one["line"]) for one in data["lines"]] == [
        ("PAK", "ask_fund"),
        ("PAK", "ask for gifts"),
    ]
    assert [one["seat"] for one in data["usual"]] == ["CHN", "PAK"]
    assert data["pace"]["games"] == 1 + len(data["lines"])
    for words, said in (
        (("--exploits", "--repeats", "1"), "leave --repeats out"),
        (("--only", "ask"), "goes with --exploits"),
        (("--exploits", "--only", "juggle"), "No line of play is called 'juggle'"),
    ):
        ran = command("balance", TINY, *words)
        assert ran.code == 1
        assert said in ran.err


def test_balance_prints_the_targets(command: Command) -> None:
    ran = command("balance", TINY, "--games", "2", "--seed", "7", "--seat-actor", "random")
    assert (ran.code, ran.err) == (0, "")
    assert "CHN wins" in ran.out
    assert "45 to 55%" in ran.out


class Terminal(io.StringIO):
    """Something to write to that somebody watches."""

    def isatty(self) -> bool:
        return True


def test_progress_is_shown_to_whoever_watches_and_to_nobody_else(
    command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = ("simulate", TINY, "--games", "3", "--seed", "7", *RANDOM)
    assert command(*run).err == ""
    for more, shown in (([], True), (["--json"], False)):
        terminal = Terminal()
        with monkeypatch.context() as patch:
            patch.setattr(sys, "stderr", terminal)
            assert command(*run, *more).code == 0
        assert ("3/3" in terminal.getvalue()) is shown


def test_bench_prints_one_document(command: Command) -> None:
    ran = command("bench", TINY, "--games", "1", "--repeats", "1", "--no-peers", "--json")
    assert (ran.code, ran.err) == (0, "")
    data = json.loads(ran.out)
    assert data["scenario"] == "tiny"
    assert data["figures"]["copy"]["median"] > 0


# ---- as processes
def test_no_command_but_the_screen_imports_textual() -> None:
    code = f"""
import contextlib, io, sys
from wargame.cli import main
for arguments in (["--version"], ["scenarios"], ["validate", {TINY!r}], ["bench", "--help"], [],
                  ["simulate", {TINY!r}, "--games", "1", *{RANDOM!r}]):
    with contextlib.suppress(SystemExit), contextlib.redirect_stdout(io.StringIO()):
        main(arguments)
print(sorted(name for name in sys.modules if name.split(".")[0] in ("textual", "rich")))
"""
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == "[]\n"


def start(tmp_path: Path, *arguments: str) -> subprocess.Popen[str]:
    environment = os.environ | {"WARGAME_SAVES": str(tmp_path)}
    return subprocess.Popen(
        [sys.executable, "-m", "wargame", *arguments],
        cwd=ROOT,
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGINT for one process")
def test_ctrl_c_at_the_prompt_says_where_the_game_is(tmp_path: Path) -> None:
    # Whoever runs the tests in the background may have Ctrl-C ignored, which a child would inherit.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        game = start(tmp_path, "play", "--plain", TINY, *PERSON)
    finally:
        signal.signal(signal.SIGINT, before)
    assert game.stdout is not None
    seen = ""
    while "[Pakistan" not in seen:
        letter = game.stdout.read(1)
        assert letter, "the prompt never came"
        seen += letter
    game.send_signal(signal.SIGINT)
    out, err = game.communicate(timeout=20)
    assert (game.returncode, err) == (130, "")
    (journal,) = tmp_path.glob("*.jsonl")
    assert out.rstrip().endswith(f"Saved in {journal}")


def test_a_reader_that_goes_away_is_not_an_error_worth_words(tmp_path: Path) -> None:
    game = start(tmp_path, "play", "--plain", TINY, *RANDOM)
    assert game.stdout is not None
    assert game.stderr is not None
    game.stdout.close()
    assert game.wait(timeout=20) == 1
    assert game.stderr.read() == ""
    game.stderr.close()
    assert game.stdin is not None
    game.stdin.close()
