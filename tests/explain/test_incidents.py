"""An incident says who was hit, in which arena, on which rung, and by whom."""

import pytest
from attrs import evolve

from tests.shipped import shipped
from tests.telling import sentences
from wargame.explain.ladders import incident_told
from wargame.plain.questions import question as asked
from wargame.rules.board import Board, Kind
from wargame.rules.compiled import Scenario
from wargame.rules.events import Event
from wargame.rules.game import Decision, Game
from wargame.rules.observe import View
from wargame.rules.phases import security
from wargame.tui.present.lines import plain
from wargame.tui.present.questions import question as shown

PAK, IND = "PAK", "IND"


class Always:
    """Chance that always strikes, and hits one side."""

    def __init__(self, side: int) -> None:
        self.side = side

    def choose(self, seed: int, counters: list[int], stream: int, weights: object, label: str) -> int:
        return self.side if label == "who is hit" else 0


@pytest.fixture(scope="module")
def linchpin() -> Scenario:
    return shipped("linchpin")


def struck(
    scenario: Scenario, hooks: tuple[str, ...], side: int = 0
) -> tuple[View, list[Decision], list[Event]]:
    """What is asked about the Line of Control after some hooks, and the log of the seat that is asked first."""
    game = Game.new(scenario, 1)
    game.state.queue = ()
    game.state.threat[0] = 90
    arena = scenario.numbers["arena"]["loc"]
    game.state.tension[:] = [4 if n == arena else 0 for n in range(len(game.state.tension))]
    board = Board(scenario, game.state, Always(side), log=[])  # type: ignore[arg-type]
    for name in hooks:
        getattr(security, name)(board)
    pending = [Decision(seat, Kind(kind), what, more) for kind, seat, what, more in game.state.queue]
    assert board.log is not None
    return game.view(pending[0].seat), pending, board.log


def test_an_incident_is_told_in_a_sentence_in_both_clients(linchpin: Scenario) -> None:
    view, (decision,), log = struck(linchpin, ("incidents",))
    assert sentences(linchpin, log) == [
        "Incident over the Line of Control, on rung 4, Sniping: Pakistan is hit, and must answer."
    ]
    told = incident_told(view, decision, log)
    assert told == (
        "Incident over the Line of Control: Pakistan is hit, and India stands across. "
        "The ladder is on rung 4 of 10, Sniping."
    )
    assert asked(view, decision, log)[0] == told
    for width in (46, 78):
        rows = shown(view, decision, width, log)
        assert told in " ".join(plain(rows).split())
        assert max(len(row.text) for row in rows) <= width


def test_militants_are_told_from_soldiers(linchpin: Scenario) -> None:
    view, (decision,), log = struck(linchpin, ("militants",))
    assert sentences(linchpin, log) == ["Militants from across the Line of Control strike in India."]
    told = incident_told(view, decision, log)
    assert told == (
        "Militants from across the Line of Control have struck in India, and Pakistan is held to account. "
        "The ladder is on rung 5 of 10, Artillery duels."
    )
    # The side that hosts them is never hit by them.
    view, (decision,), log = struck(linchpin, ("incidents",), side=0)
    for seen in (log, []):
        assert "Militants" not in incident_told(view, decision, seen)


def test_two_in_a_quarter_are_told_in_their_order(linchpin: Scenario) -> None:
    view, (first, second), log = struck(linchpin, ("militants", "incidents"), side=1)
    assert incident_told(view, first, log).startswith("Militants")
    view.state.queue = view.state.queue[1:]
    assert incident_told(view, second, log).startswith("Incident over the Line of Control: India is hit")


def test_an_incident_of_another_quarter_does_not_count(linchpin: Scenario) -> None:
    view, (decision,), log = struck(linchpin, ("militants",))
    old = [*log, evolve(struck(linchpin, ("incidents",), side=1)[2][0], turn=0)]
    assert incident_told(view, decision, old).startswith("Militants")
    assert incident_told(view, decision).startswith("Incident over the Line of Control: India is hit")
