"""A process that is killed in the middle of a game loses nothing that it had shown."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.tiny import TINY
from wargame.journal import read
from wargame.table import InstantThinker, resume, verify

PLAYER = """
import asyncio, sys
from pathlib import Path
from wargame.rules.chance import mix
from wargame.scenario import load, to_data
from wargame.table import HUMAN, InstantThinker, new_table, resume

async def play(saves, start):
    if saves.is_dir():
        scenario = load(sys.argv[2])
        seats = dict.fromkeys(scenario.ids["power"], HUMAN) | {"PAK": "random"}
        table = new_table(scenario, to_data(scenario.spec), seats, 77, saves, thinker=InstantThinker())
    else:
        table = resume(saves, thinker=InstantThinker())
    count = start
    print((await table.status()).path, flush=True)
    while not (await table.status()).over:
        if await table.advance() is None:
            legal = await table.legal()
            await table.submit(legal[mix(count, 0, 0) % len(legal)])
        count = len(table._course.steps)
        print(count, table._course.game.digest(), flush=True)
    sys.stdin.read()

asyncio.run(play(Path(sys.argv[1]), int(sys.argv[3])))
"""


def play_until(where: Path, start: int, stop: int) -> tuple[Path, dict[int, str]]:
    """Have a real process play, and kill it upon reading that decision `stop` stands."""
    player = subprocess.Popen(
        [sys.executable, "-c", PLAYER, where, TINY, str(start)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    shown: dict[int, str] = {}
    try:
        assert player.stdout is not None
        path = Path(player.stdout.readline().strip())
        while stop not in shown:
            number, digest = player.stdout.readline().split()
            shown[int(number)] = digest
    finally:
        os.kill(player.pid, getattr(signal, "SIGKILL", signal.SIGTERM))
        player.wait()
    # What it showed between the last reading and its death counts as shown, and may have been read ahead already.
    shown |= {int(number): digest for number, digest in (line.split() for line in player.stdout)}
    player.communicate()
    return path, shown


@pytest.mark.parametrize("stops", [(1, 2), (3, 9, 20), (17, 30)])
async def test_what_was_shown_before_a_kill_is_there_after_it(tmp_path: Path, stops: tuple[int, ...]) -> None:
    where, start = tmp_path, 0
    for stop in stops:
        path, shown = play_until(where, start, max(stop, start + 1))
        assert verify(path).ok, verify(path).message
        decisions = read(path).decisions
        # The one being decided at the time of death may be on disk as well, and a secret act before it.
        assert max(shown) <= len(decisions) <= max(shown) + 2
        for number, digest in shown.items():
            assert decisions[number - 1].digest == digest
        table = resume(path, thinker=InstantThinker())
        assert table._course.game.digest() == decisions[-1].digest
        await table.close()
        if table._course.game.over:
            break
        where, start = path, len(decisions)
