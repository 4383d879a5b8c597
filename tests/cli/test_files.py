"""What the command reads is not trusted, and what it writes is whole and never its own source."""

import csv
import io
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from wargame.journal.lines import parse, seal

from .conftest import PERSON, RANDOM, ROOT, TINY, Command, saved

WARGAME = [sys.executable, "-m", "wargame"]
posix = pytest.mark.skipif(os.name != "posix", reason="pipes, mounts and limits as POSIX has them")


@pytest.fixture
def finished(command: Command, tmp_path: Path) -> Path:
    """A finished game's journal."""
    assert command("play", "--plain", TINY, *RANDOM, "--seed", "5").code == 0
    return saved(tmp_path)


# ---- what is written
@pytest.mark.parametrize("way", ["itself", "symbolic", "hard"])
def test_a_game_is_not_exported_over_itself(
    command: Command, finished: Path, tmp_path: Path, way: str
) -> None:
    out = finished if way == "itself" else tmp_path / "out.json"
    if way == "symbolic":
        out.symlink_to(finished)
    elif way == "hard":
        os.link(finished, out)
    before = finished.read_bytes()
    for form in ("json", "csv"):
        ran = command("export", str(finished), "--format", form, "--out", str(out))
        assert (ran.code, ran.out) == (1, "")
        assert (
            ran.err == f"wargame: {out}: that is {finished} itself, which stays as it is: name another file\n"
        )
    assert finished.read_bytes() == before
    assert command("verify", str(finished)).code == 0


def test_games_are_not_simulated_over_their_scenario(command: Command, tmp_path: Path) -> None:
    scenario, out = tmp_path / "mine.toml", tmp_path / "mine.csv"
    shutil.copy(TINY, scenario)
    out.symlink_to(scenario)
    before = scenario.read_bytes()
    ran = command("simulate", str(scenario), "--games", "1", *RANDOM, "--out", str(out))
    assert (ran.code, ran.out) == (1, "")
    assert "which stays as it is" in ran.err
    assert scenario.read_bytes() == before


_SMALL_DISK = """
set -e
mount -t tmpfs -o size=64k none "$1"
head -c 60000 /dev/zero >"$1/fill"
echo before >"$1/out.csv"
cd "$1"
"$2" -m wargame export "$3" --out "$1/out.csv" && exit 9
"$2" -m wargame new-scenario small && exit 9
cat out.csv
ls -A
"""


def _may_mount() -> bool:
    if os.name != "posix" or shutil.which("unshare") is None:
        return False
    return (
        subprocess.run(
            ["unshare", "-m", "mount", "-t", "tmpfs", "none", "/mnt"], capture_output=True
        ).returncode
        == 0
    )


def _mounted(script: str, *words: object) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    return subprocess.run(
        ["unshare", "-m", "bash", "-c", script, "bash", *map(str, words)],
        capture_output=True,
        text=True,
        env=environment,
        timeout=120,
    )


def test_a_full_disk_leaves_no_half_file(finished: Path, tmp_path: Path) -> None:
    if not _may_mount():
        pytest.skip("disks cannot be mounted here")
    disk = tmp_path / "disk"
    disk.mkdir()
    done = _mounted(_SMALL_DISK, disk, sys.executable, finished)
    assert done.stdout == "before\nfill\nout.csv\n", done.stderr
    assert done.stderr.splitlines() == [
        f"wargame: {disk}/out.csv: No space left on device",
        "wargame: small.toml: No space left on device",
    ]


_READ_ONLY = """
set -e
mount -t tmpfs none "$1"
cp "$3" "$1/over.jsonl"
cp "$4" "$1/playing.jsonl"
mount -o remount,ro "$1"
"$2" -m wargame play --plain --resume "$1/over.jsonl" </dev/null
"$2" -m wargame verify "$1/over.jsonl"
"$2" -m wargame saves --saves "$1"
if "$2" -m wargame play --plain --resume "$1/playing.jsonl" </dev/null; then exit 9; fi
"""


def test_a_finished_game_opens_for_its_debrief_on_a_disk_that_can_only_be_read(
    command: Command, finished: Path, tmp_path: Path
) -> None:
    if not _may_mount():
        pytest.skip("disks cannot be mounted here")
    disk, playing = tmp_path / "disk", tmp_path / "playing"
    disk.mkdir()
    command("play", "--plain", TINY, *PERSON, "--saves", str(playing), stdin="")
    [under_way] = playing.iterdir()
    done = _mounted(_READ_ONLY, disk, sys.executable, finished, under_way)
    assert done.returncode == 0, done.stderr
    assert "The game is over" in done.stdout
    assert f"{disk}/over.jsonl: sound" in done.stdout
    assert done.stderr == (
        f"wargame: {disk}/playing.jsonl: could not open it for writing: the disk can only be read\n"
    )


def test_a_name_with_stray_bytes_in_a_table_is_written_as_it_can_be(command: Command, tmp_path: Path) -> None:
    """A script's name goes into the notes of what it decided."""
    script = Path(os.fsdecode(bytes(tmp_path) + b"/st\xffay.txt"))
    try:
        script.write_text("auto\n" * 80)
    except OSError:
        pytest.skip("no such names on this disk")
    assert command("play", TINY, *PERSON, "--script", str(script)).code == 0
    out = tmp_path / "out.csv"
    ran = command("export", str(saved(tmp_path)), "--format", "csv", "--out", str(out))
    assert (ran.code, ran.err) == (0, "")
    notes = [row["note"] for row in csv.DictReader(io.StringIO(out.read_text(encoding="utf-8")))]
    assert f"{tmp_path}/st\\udcffay.txt, line 1" in notes
    assert command("export", str(saved(tmp_path)), "--format", "csv").code == 0


# ---- what is read
@posix
@pytest.mark.parametrize(
    "arguments", [["verify"], ["export"], ["play", "--plain", "--resume"], ["saves", "--recover"]]
)
def test_a_pipe_is_no_saved_game(command: Command, tmp_path: Path, arguments: list[str]) -> None:
    pipe = tmp_path / "pipe.jsonl"
    os.mkfifo(pipe)
    ran = command(*arguments, str(pipe))
    assert (ran.code, ran.out) == (1, "")
    assert len(ran.err.splitlines()) == 1
    assert "it is not a regular file" in ran.err


def test_a_home_of_nobody_is_one_line(command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WARGAME_SAVES", "~nosuchuser/s")
    for arguments in (["saves"], ["play", "--plain", TINY, *PERSON]):
        ran = command(*arguments)
        assert ran.code == 1
        assert ran.err == "wargame: ~nosuchuser/s: there is no such user here, so no home folder to look in\n"


# ---- what is told
def test_a_game_under_way_is_exported_only_when_its_secrets_may_be_told(
    command: Command, tmp_path: Path
) -> None:
    command("play", "--plain", TINY, *PERSON, stdin="hold!\nquit\n")
    journal, out = saved(tmp_path), tmp_path / "out.json"
    ran = command("export", str(journal), "--out", str(out))
    assert (ran.code, ran.out, out.exists()) == (1, "", False)
    assert "the game has not ended, and an export tells every seat's secrets" in ran.err
    assert "`--secrets`" in ran.err
    ran = command("export", str(journal), "--secrets")
    assert (ran.code, ran.err) == (0, "")
    assert (json.loads(ran.out)["over"], json.loads(ran.out)["checked"]) == (False, True)


def forge(journal: Path, change: Callable[[list[dict[str, object]]], None]) -> None:
    records = [parse(line) for line in journal.read_bytes().splitlines()]
    change(records)
    last, content = 0, b""
    for record in records:
        line, last = seal(record, last)
        content += line
    journal.write_bytes(content)


def test_what_a_list_or_an_export_has_not_checked_is_told_as_a_record(
    command: Command, finished: Path
) -> None:
    honest = json.loads(command("export", str(finished)).out)

    def lie(records: list[dict[str, object]]) -> None:
        records[-1]["winners"] = ["PAK", "CHN"]

    assert honest["winners"] != ["PAK", "CHN"]
    forge(finished, lie)
    assert "over (recorded: " in command("saves").out
    ran = command("verify", str(finished))
    assert ran.code == 1
    assert 'the game\'s end says \'winners\' ["PAK", "CHN"] in the record and' in ran.err, ran.err
    ran = command("export", str(finished))
    told = json.loads(ran.out)
    assert (ran.code, told["checked"]) == (0, False)
    assert "exported as it is written, for it does not replay" in ran.err
    assert "winners" in told["fault"]


# ---- what is said of saving
@posix
@pytest.mark.parametrize("lines", [["quit"], ["refuse!", "quit"], []])
def test_a_game_whose_journal_has_gone_is_not_said_to_be_saved(tmp_path: Path, lines: list[str]) -> None:
    game = subprocess.Popen(
        [*WARGAME, "play", "--plain", TINY, *PERSON, "--seed", "5", "--saves", tmp_path],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert game.stdout is not None
    seen = ""
    while "[Pakistan" not in seen:
        letter = game.stdout.read(1)
        assert letter, "the prompt never came"
        seen += letter
    [journal] = tmp_path.iterdir()
    journal.unlink()
    out, err = game.communicate("".join(f"{line}\n" for line in lines), timeout=60)
    assert (game.returncode, err) == (1, "")
    assert "Saved in" not in out
    assert f"{journal}: not saved: the journal was moved or removed during the game." in out
    assert ("Not done: " in out) == ("refuse!" in lines)
