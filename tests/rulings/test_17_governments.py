"""17 Governments: who governs a power, who is told, and what they say."""

from __future__ import annotations

from attrs import evolve

from tests.rulings.case import amended, scenario
from wargame.explain.voices import MOST, spoken, told
from wargame.rules.chance import mix
from wargame.rules.compiled import Scenario
from wargame.rules.events import Event
from wargame.rules.game import Game
from wargame.rules.governments import NONE, UNKNOWN, government_of
from wargame.rules.observe import sample
from wargame.rules.spec import GovernmentSpec
from wargame.rules.state import State

CHN, USA, PAK, IND = range(4)
WARM = GovernmentSpec(
    "warm", "USA", "the warm ones", voice={"banned": ("{other}: {item}!", "again, {other}")}
)
COLD = GovernmentSpec("cold", "USA", "the cold ones")
TAP = GovernmentSpec("tap", "CHN", "the tap keepers", voice={"office": ("we keep the tap",)})
BAN, OPEN = 3, 0


def governed() -> Scenario:
    """The board of the rulings with one government for China and two for the United States."""
    return amended(governments=(TAP, WARM, COLD))


def at_end(state: State) -> State:
    """The position as if its last quarter were over."""
    ended = evolve(state)
    game = Game.new(scenario(), 1, quiet=True)
    while game.decision is not None:
        game.play(game.legal.pick(mix(7, 0, game.state.turn)))
    ended.ended = game.state.ended
    return ended


def ban(turn: int, rung: int = BAN, seen: int = -1) -> Event:
    """China sets its regime for heavy rare earths against the United States."""
    item = scenario().numbers["item"]["heavy"]
    return Event(turn, 2, "regime_set", {"power": CHN, "item": item, "target": USA, "rung": rung}, seen)


# ---- 17.1 who governs
def test_a_government_is_drawn_from_the_seed() -> None:
    """17.1.1 The same seed has the same governments, each comes up, and nothing else that is dealt depends on it."""
    board, bare = governed(), scenario()
    drawn = [Game.new(board, seed).state.governments for seed in range(40)]
    assert drawn == [Game.new(board, seed).state.governments for seed in range(40)]
    assert {each[USA] for each in drawn} == {0, 1}
    assert Game.new(board, 3).state.deck == Game.new(bare, 3).state.deck


def test_a_government_may_be_chosen() -> None:
    """17.1.2 Who is chosen governs whatever the seed says, and a seat may be given none."""
    for seed in range(8):
        state = Game.new(governed(), seed, governments={USA: 1, CHN: NONE}).state
        assert (state.governments[USA], state.governments[CHN]) == (1, NONE)


def test_a_power_without_governments_has_none() -> None:
    """17.1.3 Where a scenario names none, nobody governs."""
    assert Game.new(scenario(), 1).state.governments == (NONE,) * 4
    assert government_of(scenario(), Game.new(scenario(), 1).state, CHN) is None


# ---- 17.2 who is told
def test_governments_are_shown_to_all() -> None:
    """17.2.1 Unless the game says otherwise, every seat knows who governs the others."""
    game = Game.new(governed(), 1, governments={USA: 1})
    assert all(game.view(seat).state.governments[USA] == 1 for seat in range(4))


def test_governments_may_be_left_to_be_found_out() -> None:
    """17.2.2 Hidden, each seat knows its own alone, and that a person's seat has none; once it is over all know all."""
    game = Game.new(governed(), 1, governments={USA: 1, CHN: NONE}, shown=False)
    assert game.view(USA).state.governments == (NONE, 1, NONE, NONE)
    assert game.view(PAK).state.governments == (NONE, UNKNOWN, NONE, NONE)
    game.board.state = at_end(game.state)
    assert game.view(PAK).state.governments == (NONE, 1, NONE, NONE)


def test_who_looks_ahead_supposes_some_government() -> None:
    """17.2.3 A position dealt from a view has one of the governments that may be, and not always the same."""
    game = Game.new(governed(), 1, governments={USA: 1}, shown=False)
    dealt = {sample(game.view(PAK), seed).governments[USA] for seed in range(20)}
    assert dealt == {0, 1}


# ---- 17.3 what they say
def test_a_government_speaks_when_something_happens_to_it() -> None:
    """17.3.1 A ban makes its victim speak, of who did it and what was banned; nobody else says a word of it."""
    board = governed()
    state = Game.new(board, 1, governments={USA: 0, CHN: NONE}).state
    (line,) = spoken(board, state, [ban(2)])
    assert (line.seat, line.turn, line.at) == (USA, 2, 1)
    assert line.text in ("China: heavy rare earths!", "Again, China")
    assert told(board, state, line) == f"The warm ones: “{line.text}”"


def test_no_line_is_spoken_twice() -> None:
    """17.3.2 Each line comes once a game; who has said all is silent."""
    board = governed()
    state = Game.new(board, 1, governments={USA: 0, CHN: NONE}).state
    log = [ban(turn, rung) for turn in range(1, 9) for rung in (BAN, OPEN)]
    lines = [line.text for line in spoken(board, state, log)]
    assert len(lines) == 2 == len(set(lines))


def test_a_government_speaks_a_little_at_a_time() -> None:
    """17.3.3 However much happens in a quarter, two lines of a government are enough."""
    lines = tuple(f"line {number}" for number in range(6))
    board = amended(governments=(evolve(WARM, voice={"banned": lines}),))
    state = Game.new(board, 1).state
    log = [ban(2, rung) for _ in range(5) for rung in (BAN, OPEN)]
    assert len(spoken(board, state, log)) == MOST == 2


def test_what_not_all_know_makes_nobody_speak() -> None:
    """17.3.4 An event that is masked, or told instead of another, brings no line and changes none."""
    board = governed()
    state = Game.new(board, 1, governments={USA: 0, CHN: NONE}).state
    masked = [ban(1, seen=1 << CHN), evolve(ban(1), instead=True)]
    assert [each.text for each in spoken(board, state, [*masked, ban(2)])] == [
        each.text for each in spoken(board, state, [ban(2)])
    ]


def test_a_government_introduces_itself() -> None:
    """17.3.5 What it has to say on taking office stands before everything else."""
    board = governed()
    state = Game.new(board, 1, governments={USA: 1}).state
    assert [(line.seat, line.at, line.text) for line in spoken(board, state, [])] == [
        (CHN, 0, "We keep the tap")
    ]


def test_a_line_names_the_power_where_its_government_is_hidden() -> None:
    """17.3.6 To be found out, a government's words are told as its power's."""
    board = governed()
    game = Game.new(board, 1, governments={USA: 0}, shown=False)
    line = spoken(board, game.state, [ban(1)])[-1]
    assert told(board, game.view(PAK).state, line).startswith("The United States: “")


def test_every_sentence_of_a_line_begins_as_one() -> None:
    """17.3.7 A name that begins a sentence begins with a capital, wherever in the line that is."""
    voice = {"banned": ("they bar {item}. {item}? {other}.",)}
    board = amended(governments=(evolve(WARM, voice=voice),))
    (line,) = spoken(board, Game.new(board, 1).state, [ban(1)])
    assert line.text == "They bar heavy rare earths. Heavy rare earths? China."
