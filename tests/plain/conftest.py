"""The tiny scenario, and games of it read from a list of lines."""

from collections.abc import Callable, Sequence
from io import StringIO
from pathlib import Path

import pytest

from wargame.actors import Choice
from wargame.plain import Console, Script, play
from wargame.rules.actions.base import Action
from wargame.rules.actions.haggling import CounterOffer
from wargame.rules.compiled import Scenario
from wargame.rules.observe import View
from wargame.rules.space import space_of
from wargame.scenario import to_data
from wargame.table import HUMAN, InstantThinker, new_table, resume

Typed = Callable[..., str]
IDLE = ("pass", "hold", "refuse", "vote CHN abstain", "react CHN no")


class Told(InstantThinker):
    """An actor that does as it was told, each thing once and as soon as it can, and otherwise nothing."""

    def __init__(self, wishes: Sequence[str]) -> None:
        super().__init__()
        self.wishes = list(wishes)

    async def think(
        self, actor_name: str, seed: int, view: View, legal: Sequence[Action], *_: object
    ) -> Choice:
        for key in self.wishes:
            if key.startswith(CounterOffer.code) and legal[0].kind == CounterOffer.kind:
                self.wishes.remove(key)
                return Choice(space_of(view.scenario).parse(key), "obey", "as told")
        for action in legal:
            if action.key in self.wishes:
                self.wishes.remove(action.key)
                return Choice(action, "obey", "as told")
        return Choice(next((action for action in legal if action.key.startswith(IDLE)), legal[0]))


@pytest.fixture
def typed(tiny: Scenario, tmp_path: Path) -> Typed:
    """Types lines into a game and returns all that was printed. Pakistan is played against a China that is told."""

    def run(
        *lines: str,
        china: str = "random",
        pakistan: str = HUMAN,
        seed: int = 5,
        script: str | None = None,
        saved: Path | None = None,
        told: Sequence[str] = (),
        advice: bool = True,
    ) -> str:
        if saved is None:
            seats = {"CHN": china, "PAK": pakistan}
            table = new_table(
                tiny, to_data(tiny.spec), seats, seed, tmp_path, thinker=Told(told), advice=advice
            )
        else:
            table = resume(saved, thinker=Told(told))
        printed = StringIO()
        console = Console(StringIO("".join(f"{line}\n" for line in lines)), printed)
        decisions = None
        if script is not None:
            path = tmp_path / "script.txt"
            path.write_text(script, encoding="utf-8")
            decisions = Script.read(path)
        assert play(table, console, decisions) == 0
        return printed.getvalue()

    return run
