"""The sum behind a score: what is told adds up to what every panel shows."""

from __future__ import annotations

import re

import pytest

from tests.shipped import shipped
from tests.tiny import TINY
from wargame.explain.scores import column_told, columns_now, reckoned, total_now, total_told
from wargame.plain.history import why
from wargame.rules.chance import mix
from wargame.rules.compiled import Scenario
from wargame.rules.figures import COLUMNS
from wargame.rules.game import Game
from wargame.rules.records import Ended
from wargame.scenario import load
from wargame.tui.present import causes, sums
from wargame.tui.present.lines import plain

PAK = 1


@pytest.fixture(scope="module")
def tiny() -> Scenario:
    """Two powers, four turns."""
    return load(str(TINY))


def positions(name: str, seed: int) -> list[Game]:
    """A random game now and then, and at its end."""
    game, found, step = Game.new(shipped(name), seed), [], 0
    while not game.over and step < 900:
        if step % 20 == 0:
            found.append(game.copy())
        game.apply(game.legal.pick(mix(seed, 2, step)))
        step += 1
    return [*found, game]


def adds_up(text: str, now: int) -> None:
    """`Might: Cohesion 14.3 of 26 + Peace 2 of 9 = 16.3, rounded down to 16.` comes to 16."""
    parts = [float(number) for number in re.findall(r"(\d+(?:\.\d+)?) of \d+", text)]
    told = re.search(r"from a secret agenda: (\d+)|; (\d+) when it was last", text)
    if told is not None:
        assert int(told[1] or told[2]) == now
        return
    assert int(sum(parts) + 1e-6) == now, text
    assert (f", rounded down to {now}." in text) == (round(100 * sum(parts)) % 100 > 0)
    if len(parts) > 1:
        assert f"= {round(sum(parts), 2):g}" in text


@pytest.mark.parametrize("name", [str(TINY), "linchpin"])
def test_goals_come_to_their_column_and_columns_to_the_total(name: str) -> None:
    for seed in (1, 2):
        for game in positions(name, seed):
            scenario, state = game.scenario, game.state
            for reader in range(scenario.npowers):
                view = game.view(reader)
                for seat in range(scenario.npowers):
                    now = columns_now(scenario, view.state, seat)
                    for column in range(len(COLUMNS)):
                        text = column_told(view, seat, column)
                        adds_up(text, now[column])
                        assert state.ended is not None or "last reckoned" not in text
                    first, *rest = total_told(view, seat)
                    assert f" = {sum(now)}" in first
                    if not any("caps its" in line or "Catastrophe" in line for line in rest):
                        assert total_now(scenario, view.state, seat) == min(100, sum(now))


def test_the_agenda_is_told_to_its_own_seat_only(tiny: Scenario) -> None:
    game = Game.new(tiny, 3)
    game.state.agenda[:] = [0] * tiny.npowers
    title = tiny.powers[0].agendas[0].title
    told = [line for line in total_told(game.view(0), 0) if line.startswith("Agenda")]
    assert len(told) == 1
    assert title in told[0]
    assert told[0].endswith("it counts when the game is over.")
    assert not any(title in line for line in reckoned(game.view(PAK), 0))


def test_an_agenda_counts_at_the_end_only_of_a_game_that_was_played_out(tiny: Scenario) -> None:
    game = Game.new(tiny, 3)
    game.state.agenda[0] = 0
    game.state.history = ((1, 1),)
    game.state.ended = Ended(0, (), (0, 1), shared=True)
    assert "it does not count, as the game ended early." in " ".join(total_told(game.view(0), 0))
    over = positions(str(TINY), 1)[-1]
    if over.state.ended is not None and over.state.turn >= over.scenario.spec.turns:
        assert any("your agenda" in column_told(over.view(0), 0, column) for column in range(3))
        assert not any(line.startswith("Agenda") for line in total_told(over.view(0), 0))


def test_the_cap_and_the_blame_are_told(tiny: Scenario) -> None:
    """A balanced power names its lowest meter whether or not it caps; blame takes off what it takes off."""
    game = Game.new(tiny, 3)
    free = " ".join(total_told(game.view(PAK), PAK))
    assert re.search(r"the lowest meter, \w+ at \d+, allows up to \d+ and caps nothing\.", free)
    assert not any("Tightrope" in line for line in total_told(game.view(PAK), 0))
    state = game.state
    state.money[tiny.reserves[PAK]], state.stability[PAK], state.environment[0] = 200, 100, 0
    capped = " ".join(total_told(game.view(PAK), PAK))
    assert "Tightrope: Pakistan's environment of 0 (the land of its regions) caps its total at 35" in capped
    state.history, state.score[:] = ((50, 35),), [20, 20, 20, 0, 10, 10]
    state.ended, state.blame[:] = Ended(0, (), (1, 0), shared=True), [30, 10]
    told = " ".join(total_told(game.view(0), 0))
    assert "Catastrophe: a share of 30 in the blame of 40 takes 45 off, which leaves 15." in told
    assert total_now(tiny, state, 0) == 15


def test_both_clients_tell_the_sum(tiny: Scenario) -> None:
    game = Game.new(tiny, 3)
    view, entries = game.view(PAK), game.entries_for(PAK)
    column, total = column_told(view, PAK, 0), total_told(view, PAK)
    plainly = why(view, entries, "score.PAK.machines")
    assert plainly[0] == f"Score, Pakistan, machines: {columns_now(tiny, view.state, PAK)[0]}."
    assert {f"  {column}", *(f"  {line}" for line in total)} <= set(plainly)
    whole = why(view, entries, "total.PAK")
    assert [line.strip() for line in whole[1:-1]] == reckoned(view, PAK)
    for width in (46, 78, 110):
        for page in (
            causes.ledger(view, entries, ("score", 3), width),
            sums.measured(view, entries, ("total", PAK), width),
        ):
            text = " ".join(plain(page).split())
            assert all(line in text for line in total)
            assert column.partition(": ")[2] in text
            assert max(len(row.text.rstrip()) for row in page) <= width
