"""Rules of thumb: repeatable, legal, discreet, and blind to what its seat may not know."""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules

import pytest
from attrs import evolve

from tests.actors.conftest import asked, played
from tests.tiny import TINY
from wargame.actors import ACTORS, intents, make
from wargame.actors.intents import INTENTS, order_of, unknown
from wargame.actors.intents.supply import work_the_tap
from wargame.actors.mind import OUT_OF_SIGHT, Mind
from wargame.actors.outlook import Almanac
from wargame.actors.temper import Temper
from wargame.rules.actions import CATALOGUE
from wargame.rules.actions.answers import Pass
from wargame.rules.actions.controls import Regime
from wargame.rules.board import Kind
from wargame.rules.chance import mix
from wargame.rules.compiled import Scenario
from wargame.rules.events import ALL
from wargame.rules.game import Game
from wargame.rules.records import Course, Covert, Loan
from wargame.rules.regimes import YEAR, regime_cell, targets_of
from wargame.scenario import catalogue, load


def test_it_is_registered_under_its_name() -> None:
    assert ACTORS["thumb"] == "rules of thumb: a named intent and a reason for every move"
    with pytest.raises(KeyError):
        make("nobody", 1)


def test_a_fresh_actor_of_the_same_seed_makes_the_same_choice() -> None:
    """Nothing is carried from one decision to the next, so a resumed game goes on as it would have."""
    for step in played("linchpin", 0)[::3]:
        assert step.actor(0).decide(step.view, step.legal, 0) == step.choice


def test_different_seeds_play_differently() -> None:
    """In the same game, asked at every decision of it."""
    steps = played(str(TINY), 0)
    chosen = {
        tuple(step.actor(seed).decide(step.view, step.legal, 0).action.key for step in steps)
        for seed in range(4)
    }
    assert len(chosen) == 4


@pytest.mark.parametrize("game", [("linchpin", 0), ("linchpin", 1), (str(TINY), 0)])
def test_every_choice_is_legal_and_has_an_intent_and_a_reason(game: tuple[str, int]) -> None:
    for step in played(*game):
        choice = step.choice
        assert choice.action in step.game.legal
        assert choice.intent
        assert choice.reason
        assert not choice.reason.endswith(".")
        assert "\n" not in choice.reason


def test_it_answers_every_kind_of_question(linchpin: Scenario) -> None:
    """Random play gets into every kind of trouble but a default, which is put to Pakistan; rules of thumb are asked."""
    broke, pak = Game.new(linchpin, 0, quiet=True), linchpin.numbers["power"]["PAK"]
    broke.state.loans = (Loan(0, linchpin.world, pak, 15, 4, broke.state.turn),)
    questions = {Kind.DEFAULT: asked(broke, pak, Kind.DEFAULT)}
    for seed in range(20):
        for step in played("linchpin", seed, "random"):
            questions.setdefault(step.choice.action.kind, (step.view, step.legal))
    assert set(questions) == set(Kind)
    for view, legal in questions.values():
        mine = make("thumb", 1).decide(view, legal, 0)
        assert mine.action in legal
        assert mine.reason


def test_sealed_orders_are_planned_one_upon_another(linchpin: Scenario) -> None:
    """Each order takes the ones sealed before it as carried out; nothing is said until they are opened."""
    game = Game.new(linchpin, 2, quiet=True, sealed=True)
    actors = [make("thumb", mix(2, 9, seat)) for seat in range(linchpin.npowers)]
    ordered = 0
    while (decision := game.decision) is not None and game.state.turn <= 4:
        legal = tuple(game.legal)
        choice = actors[decision.seat].decide(game.view(decision.seat), legal, 0)
        assert choice.action in game.legal
        if decision.kind == Kind.ACT and choice.action.code != "pass":
            ordered += 1
            assert choice.reason == OUT_OF_SIGHT
        game.play(choice.action)
    assert ordered > 20


def test_what_is_secret_is_given_no_reason() -> None:
    hidden = 0
    for step in (*played("linchpin", 0), *played("linchpin", 1)):
        offer, choice = step.game.state.offer, step.choice
        if choice.action.mask != ALL or (offer and offer.secret and choice.action.kind == Kind.ANSWER):
            hidden += 1
            assert (choice.intent, choice.reason) == ("housekeeping", OUT_OF_SIGHT)
    assert hidden


def test_no_reason_names_an_agenda_or_a_grade(linchpin: Scenario) -> None:
    titles = [agenda.title.lower() for power in linchpin.powers for agenda in power.agendas]
    for step in (*played("linchpin", 0), *played("linchpin", 1)):
        reason = step.choice.reason.lower()
        assert "grade" not in reason
        assert not any(title in reason for title in titles)


def test_deciding_changes_nothing() -> None:
    for step in played("linchpin", 1)[::3]:
        before = step.view.digest()
        step.actor(4).decide(step.view, step.legal, 0)
        assert step.view.digest() == before


def test_what_the_seat_may_not_know_does_not_alter_its_choice() -> None:
    """The dice, the deck, others' agendas and hands, unknown grades, others' secrets: all replaced, same answer."""
    differed = 0
    for step in played("linchpin", 1)[1::3]:
        other = _with_other_secrets(step.game, step.view.seat)
        differed += other.digest() != step.game.digest()
        view = other.view(step.view.seat)
        assert step.actor(1).decide(view, step.legal, 0) == step.choice
    assert differed > 50


def _with_other_secrets(game: Game, seat: int) -> Game:
    scenario, twin = game.scenario, game.copy(seed=987654321)
    state = twin.state
    state.deck = tuple(reversed(state.deck))
    for power, spec in enumerate(scenario.powers):
        if power != seat and spec.agendas:
            state.agenda[power] = (state.agenda[power] + 1) % len(spec.agendas)
    for site, known in enumerate(state.known):
        if not known >> seat & 1 and not known:
            state.grade[site] = 4
    rival = next(p for p in range(scenario.npowers) if p != seat)
    state.coverts = (*(c for c in state.coverts if c.sponsor == seat), Covert(0, rival, seat, state.turn))
    state.loans = tuple(
        evolve(loan, riders=("collateral",))
        if loan.secret and seat not in (loan.creditor, loan.debtor)
        else loan
        for loan in state.loans
    )
    return twin


def test_a_power_has_every_intent_once_and_first_what_its_scenario_names() -> None:
    for item in catalogue():
        scenario = load(str(item.path))
        assert not list(unknown(scenario))
        for power in scenario.powers:
            order = order_of(power.intents)
            assert sorted(order) == sorted(INTENTS)
            assert order[: len(power.intents)] == power.intents
    assert order_of(("no_such_thing", "hurry"))[:2] == ("hurry", next(iter(INTENTS)))


def test_tempers_differ_and_stay_within_bounds() -> None:
    tempers = [Temper.drawn(seed) for seed in range(300)]
    assert len(set(tempers)) > 290
    for name in ("boldness", "greed", "patience", "warmth", "spite"):
        values = [getattr(temper, name) for temper in tempers]
        assert min(values) >= 20
        assert max(values) <= 80
        assert 45 <= sum(values) / len(values) <= 55
        assert max(values) - min(values) > 40


def test_every_class_of_action_has_an_intent() -> None:
    """Or programs never take it: a reminder for whoever adds one."""
    modules = [
        import_module(f"wargame.actors.intents.{each.name}") for each in iter_modules(intents.__path__)
    ]
    known = {value for module in modules for value in vars(module).values() if isinstance(value, type)}
    asked = [action for action in CATALOGUE if action.kind == Kind.ACT and action is not Pass]
    assert [action.code for action in asked if action not in known] == []


def test_a_tap_is_not_turned_back_within_the_year(linchpin: Scenario) -> None:
    """What an action or a headline has set is let stand; a year later it may be loosened again."""

    def loosened(age: int) -> bool:
        state = Game.new(linchpin, 1).state
        china, usa, heavy = (
            linchpin.numbers[kind][name]
            for kind, name in (("power", "CHN"), ("power", "USA"), ("item", "heavy"))
        )
        at = regime_cell(linchpin, china, heavy, usa)
        state.regime[:] = [3 if cell == at else 0 for cell in range(len(state.regime))]
        state.turn, state.points[china] = 1 + age, 3
        state.courses = (Course(at, True, 1 + YEAR),)
        view, legal = asked(Game.at(linchpin, state), china, Kind.ACT)
        mind = Mind(view, legal, Temper(), Almanac(linchpin), 0)
        ideas = [idea.action for idea in work_the_tap(mind)]
        return any(
            isinstance(a, Regime)
            and a.item == heavy
            and a.rung < 3
            and usa in targets_of(linchpin, china, a.target)
            for a in ideas
        )

    assert not loosened(0)
    assert not loosened(YEAR - 1)
    assert loosened(YEAR)
