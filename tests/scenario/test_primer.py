"""The primer teaches by what happens: a control that bites and an offer to answer, whoever sits in the pupil's chair."""

from __future__ import annotations

import re
from functools import cache

import pytest
from attrs import frozen

from wargame.actors import make
from wargame.review import opening_columns
from wargame.rules.actions.base import Action
from wargame.rules.board import Kind
from wargame.rules.chance import ACTOR, mix
from wargame.rules.compiled import Scenario
from wargame.rules.game import Game
from wargame.rules.measures import cell, reading
from wargame.rules.phases.security import attack_odds
from wargame.scenario import load
from wargame.tui.present.lines import whereabouts

SEEDS = range(1, 41)
STEPS = ("survey IND andhra", "mine IND andhra", "refinery IND vizag", "reconcile IND coast")
PUPILS = ("thumb", "studious", "idle")


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


def studiously(legal: tuple[Action, ...], done: set[str]) -> Action:
    """What somebody does who follows the cards, one thing once."""
    for action in legal:
        if action.key in STEPS and action.key not in done:
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
    while (decision := game.decision) is not None:
        if game.state.turn == 2 and first < 0:
            first, after, bitten = (
                short(game.state),
                game.state.score[column[1]],
                game.state.regime[regime[1]] > 0,
            )
        raids[game.state.turn - 1] = max(raids[game.state.turn - 1], attack_odds(scenario, game.state, 0))
        legal, mine = tuple(game.legal), scenario.powers[decision.seat].id == "IND"
        if mine and decision.kind == Kind.ANSWER:
            offers.append(game.state.turn)
        if not mine or pupil == "thumb":
            thought = mix(seed, ACTOR, decision.seat)
            action = make("thumb", thought).decide(game.view(decision.seat), legal, 4000).action
        else:
            action = quietly(legal) if pupil == "idle" else studiously(legal, done)
        game.apply(action)
    assert game.state.ended is not None
    ending = scenario.spec.endings[game.state.ended.ending].id
    return Lesson(opening, first, (before, after), bitten, tuple(offers), ending, tuple(raids))


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
    assert {taught("studious", seed).ending for seed in SEEDS} == {"own_oxide"}
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


def test_every_view_a_card_names_is_on_the_screen() -> None:
    for card in primer().spec.cards:
        for name in re.findall(r"(\w+) view\b", card.text):
            assert whereabouts(f"the {name} view"), (card.id, name)


def test_an_ending_congratulates_nobody_whoever_may_have_won() -> None:
    """Under it stands who wins: the text is about what was built."""
    for ending in primer().spec.endings:
        assert not re.search(r"\b[Yy]ou(r|rs)?\b|\bwins?\b", f"{ending.title} {ending.text}"), ending.id
