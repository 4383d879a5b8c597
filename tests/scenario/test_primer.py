"""The primer teaches by what happens: a control that bites and an offer to answer, whoever sits in the pupil's chair."""

from __future__ import annotations

import re
from functools import cache

import pytest
from attrs import frozen

from wargame.actors import make
from wargame.explain.scores import opening_columns
from wargame.plain.commands import COMMANDS
from wargame.plain.history import why
from wargame.rules.actions.base import Action
from wargame.rules.board import Kind
from wargame.rules.chance import ACTOR, mix
from wargame.rules.compiled import Scenario
from wargame.rules.game import Game
from wargame.rules.measures import cell, reading
from wargame.rules.phases.security import attack_odds
from wargame.scenario import load
from wargame.tui.present.panels import whereabouts

SEEDS = range(1, 41)
STEPS = ("survey IND andhra", "mine IND andhra", "refinery IND vizag", "reconcile IND coast")
PUPILS = ("thumb", "studious", "late", "idle")
LATE = ("survey IND andhra", "mine IND andhra")
"""What the first quarter's cards ask for, and no more: the rest waits for its lesson."""


@frozen
class Lesson:
    """What a pupil lived through in one game."""

    opening_shortage: int
    first_shortage: int
    """Percent of demand unmet when the first quarter closed."""
    machines: tuple[int, int]
    """The pupil's column at the opening and after the first quarter."""
    bitten: bool
    """Whether the control stood when the first market had cleared."""
    offers: tuple[int, ...]
    """Turns in which an offer had to be answered."""
    ending: str
    raids: tuple[int, ...]
    """By turn, the worst odds of a raid on the coast that anybody could have read."""
    told: tuple[tuple[str, ...], ...]
    """By turn, the cards that came."""
    plant: tuple[int, int]
    """Levels and quarters left of the Vizag plant when the second quarter's cards came."""


@cache
def primer() -> Scenario:
    return load("primer")


def quietly(legal: tuple[Action, ...]) -> Action:
    """What somebody does who does nothing: the first option, a refusal, a pass."""
    for start in ("pass", "hold", "refuse", "react IND no"):
        for action in legal:
            if action.key.startswith(start):
                return action
    return legal[0]


def studiously(legal: tuple[Action, ...], done: set[str], steps: tuple[str, ...]) -> Action:
    """What somebody does who follows the cards, one thing once."""
    for action in legal:
        if action.key in steps and action.key not in done:
            done.add(action.key)
            return action
    return quietly(legal)


@cache
def taught(pupil: str, seed: int) -> Lesson:
    scenario = primer()
    game, done, offers = Game.new(scenario, seed, quiet=True), set[str](), []
    short = reading("shortage.IND", scenario)
    column, regime = (cell(path, scenario) for path in ("score.IND.machines", "regime.CHN.heavy.IND"))
    opening = short(game.state)
    before = opening_columns(scenario, scenario.numbers["power"]["IND"])[0]
    first, after, bitten, raids = -1, before, False, [0] * scenario.spec.turns
    told: list[tuple[str, ...]] = []
    plant, vizag = (0, 0), scenario.numbers["site"]["vizag"]
    while (decision := game.decision) is not None:
        if game.state.turn == 2 and first < 0:
            first, after, bitten = (
                short(game.state),
                game.state.score[column[1]],
                game.state.regime[regime[1]] > 0,
            )
        if len(told) < game.state.turn:
            told.append(tuple(scenario.spec.cards[n].id for n in game.state.drawn))
            if game.state.turn == 2:
                plant = game.state.level[vizag], game.state.left[vizag]
        raids[game.state.turn - 1] = max(raids[game.state.turn - 1], attack_odds(scenario, game.state, 0))
        legal, mine = tuple(game.legal), scenario.powers[decision.seat].id == "IND"
        if mine and decision.kind == Kind.ANSWER:
            offers.append(game.state.turn)
        if not mine or pupil == "thumb":
            thought = mix(seed, ACTOR, decision.seat)
            action = make("thumb", thought).decide(game.view(decision.seat), legal, 4000).action
        else:
            steps = LATE if pupil == "late" and game.state.turn == 1 else STEPS
            action = quietly(legal) if pupil == "idle" else studiously(legal, done, steps)
        game.apply(action)
    assert game.state.ended is not None
    ending = scenario.spec.endings[game.state.ended.ending].id
    return Lesson(
        opening, first, (before, after), bitten, tuple(offers), ending, tuple(raids), tuple(told), plant
    )


@pytest.mark.parametrize("pupil", PUPILS)
def test_a_control_is_felt_in_the_first_quarter_of_every_game(pupil: str) -> None:
    lessons = [taught(pupil, seed) for seed in SEEDS]
    assert all(lesson.bitten for lesson in lessons)
    assert all(lesson.first_shortage >= lesson.opening_shortage + 10 for lesson in lessons)
    if pupil == "idle":
        assert all(lesson.machines[1] < lesson.machines[0] - 5 for lesson in lessons)


@pytest.mark.parametrize("pupil", PUPILS)
def test_an_offer_has_to_be_answered_in_nearly_every_game_and_never_before_its_lesson(pupil: str) -> None:
    lessons = [taught(pupil, seed) for seed in SEEDS]
    assert all(turn >= 2 for lesson in lessons for turn in lesson.offers)
    assert sum(2 in lesson.offers for lesson in lessons) >= 34
    assert sum(bool(lesson.offers) for lesson in lessons) >= 38


def test_whatever_beijing_answers_it_is_a_control() -> None:
    stamp = next(card for card in primer().spec.cards if card.id == "the_stamp")
    rungs = [
        [e.by for e in option.effects if e.do == "set" and e.what == "regime.CHN.heavy.IND"]
        for option in stamp.options
    ]
    assert rungs == [[1], [2], [3]]
    assert stamp.fixed == 1


def test_the_debrief_fits_what_was_done() -> None:
    assert {taught(pupil, seed).ending for seed in SEEDS for pupil in ("studious", "late")} == {"own_oxide"}
    assert {taught("idle", seed).ending for seed in SEEDS} <= {"still_waiting", "closed_coast"}


@pytest.mark.parametrize("pupil", PUPILS)
def test_no_raid_undoes_what_a_pupil_built(pupil: str) -> None:
    """Nobody raids the coast before the lesson about it, and hardly then; one of its answers rules it out."""
    for seed in SEEDS:
        first, second, last = taught(pupil, seed).raids
        assert (first, second) == (0, 0)
        assert last <= 3
    boats = next(card for card in primer().spec.cards if card.id == "boats_in_line")
    assert "raid" in boats.text
    assert any(
        (e.do, e.what, e.by) == ("set", "insurgency.coast", 0)
        for option in boats.options
        for e in option.effects
    )


def test_whoever_pays_on_a_card_is_named_and_pays_what_such_a_one_would() -> None:
    """The unit is 100 million dollars: no flight and no fishing boat is worth one. Abroad pays where a label says so."""
    paid = [
        (option.label, effect.what, effect.to, effect.by)
        for card in primer().spec.cards
        for option in card.options
        for effect in option.effects
        if effect.do == "pay"
    ]
    assert not [effect for card in primer().spec.cards for effect in card.effects if effect.do == "pay"]
    payers = {"ROW": "abroad", "JPN": "Osaka"}
    assert paid
    for label, payer, receiver, amount in paid:
        assert payers[payer] in label, label
        assert receiver == "IND"
        assert amount <= 2


def test_some_ore_leaves_from_the_first_quarter_even_if_nobody_digs_more() -> None:
    spec = primer().spec
    mine, plant = (next(site for site in spec.sites if site.id == name) for name in ("odisha", "irel"))
    for material in ("light", "heavy"):
        assert mine.yields[material] * mine.level >= plant.yields[material] * plant.level + 2


def test_every_view_a_card_names_is_on_the_screen_and_a_command() -> None:
    for card in primer().spec.cards:
        for name in re.findall(r"(\w+) view\b", card.text):
            assert whereabouts(f"the {name} view"), (card.id, name)
            assert name in COMMANDS, (card.id, name)


def test_every_figure_a_card_asks_about_has_an_answer() -> None:
    view = Game.new(primer(), 1).view(primer().numbers["power"]["IND"])
    asked = [path for card in primer().spec.cards for path in re.findall(r"\bwhy (\w+\.[\w.]*\w)", card.text)]
    assert len(asked) >= 2
    for path in asked:
        assert why(view, [], path), path


def number_of(card: str) -> int:
    title = next(each.title for each in primer().spec.cards if each.id == card)
    return int(title.removeprefix("Lesson ").partition(":")[0])


@pytest.mark.parametrize("pupil", PUPILS)
def test_three_lessons_a_quarter_come_in_order_whatever_the_pupil_did(pupil: str) -> None:
    """A screen opens a quarter with what asks nothing of its reader: that has to come first in the file as well."""
    asks = {card.id: card.asks == "IND" for card in primer().spec.cards}
    for seed in SEEDS:
        quarters = taught(pupil, seed).told
        assert [[number_of(card) for card in cards] for cards in quarters] == [
            [1, 2, 3],
            [4, 5, 6],
            [7, 8, 9],
        ]
        for cards in quarters:
            assert [asks[card] for card in cards] == sorted(asks[card] for card in cards)


@pytest.mark.parametrize("pupil", PUPILS)
def test_the_lesson_on_refining_fits_what_stands_in_vizag(pupil: str) -> None:
    for seed in SEEDS:
        level, left = taught(pupil, seed).plant
        fitting = "stays_home" if level else "under_way" if left else "sailed_east"
        assert fitting in taught(pupil, seed).told[1]


def test_both_a_plant_that_stands_and_one_that_does_not_are_met() -> None:
    assert {taught("studious", seed).plant[0] for seed in SEEDS} == {1}
    assert {taught("late", seed).plant for seed in SEEDS} == {(0, 0)}


def test_the_first_quarter_asks_nothing_before_one_has_looked_about() -> None:
    assert not [card.id for card in primer().spec.cards if card.fixed == 1 and card.asks == "IND"]


def test_an_ending_congratulates_nobody_whoever_may_have_won() -> None:
    """Under it stands who wins: the text is about what was built."""
    for ending in primer().spec.endings:
        assert not re.search(r"\b[Yy]ou(r|rs)?\b|\bwins?\b", f"{ending.title} {ending.text}"), ending.id
