"""Rulings on how rules of thumb answer: each sets a position, asks, and says what must come."""

from __future__ import annotations

import pytest
from attrs import evolve

from tests.actors.conftest import UNGOVERNED, asked, played, without_runner_up
from tests.shipped import shipped
from wargame.actors import answers, make
from wargame.actors.intents import finance
from wargame.actors.telling import phrase
from wargame.rules.actions.answers import Accept, DefaultOn, Pass, React, Refuse, Vote
from wargame.rules.actions.arenas import StepBack
from wargame.rules.actions.controls import Regime
from wargame.rules.actions.loans import AskRollover
from wargame.rules.board import Kind
from wargame.rules.compiled import Scenario
from wargame.rules.fund import OPPOSE, SUPPORT, open_vote, staff_agrees
from wargame.rules.game import Game
from wargame.rules.observe import View
from wargame.rules.records import Loan, Offer, Overture
from wargame.rules.spec import ClauseSpec
from wargame.rules.state import State

SEEDS = range(12)


def seat(scenario: Scenario, power: str) -> int:
    return scenario.numbers["power"][power]


def position(scenario: Scenario) -> Game:
    """The opening position in the action phase."""
    game = Game.new(scenario, 1, quiet=True, governments=UNGOVERNED)
    while game.decision is not None and game.decision.kind != Kind.ACT:
        game.play(next(iter(game.legal)))
    return game


def offered(game: Game, offer: Offer) -> list[type]:
    """What twelve tempers answer to an offer."""
    game.state.offer = offer
    view, legal = asked(game, offer.receiver, Kind.ANSWER)
    return [type(make("thumb", seed).decide(view, legal, 0).action) for seed in SEEDS]


def test_a_small_loan_with_ruinous_riders_is_refused_by_who_is_solvent(linchpin: Scenario) -> None:
    game = position(linchpin)
    pak, chn = seat(linchpin, "PAK"), seat(linchpin, "CHN")
    game.state.money[linchpin.reserves[pak]] = 260
    game.state.loans = ()
    riders = ("first_claim", "collateral", "port_access")
    assert set(offered(game, Offer("loan", chn, pak, (5, 4, 6), riders, True))) == {Refuse}


def test_a_plain_loan_is_taken_by_who_is_about_to_run_dry(linchpin: Scenario) -> None:
    game = position(linchpin)
    pak, chn = seat(linchpin, "PAK"), seat(linchpin, "CHN")
    game.state.money[linchpin.reserves[pak]] = 12
    assert set(offered(game, Offer("loan", chn, pak, (20, 4, 6)))) == {Accept}


@pytest.mark.parametrize("rung", [7, 8, 9])
def test_a_ceasefire_is_accepted_at_rung_7_and_above_whatever_the_temper(
    linchpin: Scenario, rung: int
) -> None:
    game = position(linchpin)
    pak, ind = seat(linchpin, "PAK"), seat(linchpin, "IND")
    arena = linchpin.numbers["arena"]["loc"]
    game.state.tension[arena] = rung
    for receiver, proposer in ((pak, ind), (ind, pak)):
        assert set(offered(game, Offer("truce", proposer, receiver, (arena,)))) == {Accept}


def test_a_friend_with_reserves_to_spare_is_given_a_year(linchpin: Scenario) -> None:
    game = position(linchpin)
    pak, chn = seat(linchpin, "PAK"), seat(linchpin, "CHN")
    game.state.trust[chn * linchpin.npowers + pak] = 90
    game.state.money[chn] = 40
    game.state.money[linchpin.reserves[pak]] = 10
    game.state.loans = (Loan(0, chn, pak, 5, 4, game.state.turn + 1),)
    answers = offered(game, Offer("rollover", pak, chn, ()))
    assert Refuse not in answers
    assert answers.count(Accept) >= 6


def test_a_deal_that_cannot_be_kept_is_refused(tiny: Scenario) -> None:
    """The receiver does not produce what the deal asks it to sell, so accepting is not even legal."""
    game = position(tiny)
    game.state.flow = [0] * len(game.state.flow)
    chn, pak = seat(tiny, "CHN"), seat(tiny, "PAK")
    number = tiny.numbers["deal"]["money_for_offtake"]
    deal = tiny.spec.deals[number]
    offer = Offer("deal", chn, pak, (number,), gives=deal.gives, takes=deal.takes)
    assert set(offered(game, offer)) == {Refuse}


def test_a_gift_is_accepted_and_its_mirror_image_refused(tiny: Scenario) -> None:
    """Composed deals, which no template names, are weighed clause by clause."""
    game = position(tiny)
    chn, pak = seat(tiny, "CHN"), seat(tiny, "PAK")
    gift = (ClauseSpec("money", 5),)
    assert set(offered(game, Offer("deal", chn, pak, (), gives=gift))) == {Accept}
    assert set(offered(game, Offer("deal", chn, pak, (), takes=gift))) == {Refuse}


@pytest.mark.parametrize("power", ["CHN", "USA"])
def test_at_rung_9_every_temper_steps_back_first(linchpin: Scenario, power: str) -> None:
    game = position(linchpin)
    number = seat(linchpin, power)
    arena = linchpin.numbers["arena"]["taiwan"]
    game.state.tension[arena] = 9
    game.state.standing[number] = 12
    view, legal = asked(game, number, Kind.ACT)
    step_back = next(a for a in legal if isinstance(a, StepBack) and a.arena == arena)
    for seed in SEEDS:
        assert make("thumb", seed).decide(view, legal, 0).action is step_back


def test_nobody_answers_an_incident_at_rung_9_in_kind(linchpin: Scenario) -> None:
    game = position(linchpin)
    arena = linchpin.numbers["arena"]["loc"]
    game.state.tension[arena] = 9
    view, legal = asked(game, seat(linchpin, "IND"), Kind.REACT, arena)
    for seed in range(40):
        action = make("thumb", seed).decide(view, legal, 0).action
        assert isinstance(action, React)
        assert not action.escalate


def test_tempers_differ_on_an_incident_low_on_the_ladder(linchpin: Scenario) -> None:
    game = position(linchpin)
    arena = linchpin.numbers["arena"]["loc"]
    game.state.tension[arena] = 3
    view, legal = asked(game, seat(linchpin, "IND"), Kind.REACT, arena)
    answers = {make("thumb", seed).decide(view, legal, 0).action.key for seed in range(40)}
    assert len(answers) == 2


def test_who_trusts_the_debtor_votes_for_it_and_who_does_not_may_vote_against_it(linchpin: Scenario) -> None:
    game = position(linchpin)
    pak, usa, n = seat(linchpin, "PAK"), seat(linchpin, "USA"), linchpin.npowers
    stances: dict[int, list[int]] = {}
    for trust in (95, 5):
        game.state.trust[usa * n + pak] = trust
        game.state.votes = (-1, -1, SUPPORT, -1)
        view, legal = asked(game, usa, Kind.VOTE)
        chosen = [make("thumb", seed).decide(view, legal, 0).action for seed in SEEDS]
        stances[trust] = [a.stance for a in chosen if isinstance(a, Vote)]
    assert set(stances[95]) == {SUPPORT}
    assert OPPOSE in stances[5]


def test_the_staff_s_public_word_is_heard_by_who_votes(linchpin: Scenario) -> None:
    """What the riders say is hidden from the members, and the staff has said in public whether they are kept."""
    game = position(linchpin)
    game.state.fund = evolve(game.state.fund, active=True, reviews=1, riders=("ceasefire",))
    stances: dict[bool, list[int]] = {}
    for rung in (2, 5):
        game.state.tension[linchpin.numbers["arena"]["loc"]] = rung
        game.state.queue = ()
        open_vote(game.board)
        view, legal = asked(game, seat(linchpin, "USA"), Kind.VOTE)
        assert not view.state.fund.riders
        chosen = [make("thumb", seed).decide(view, legal, 0).action for seed in SEEDS]
        stances[game.state.fund.agrees] = [a.stance for a in chosen if isinstance(a, Vote)]
    assert stances[True] == [SUPPORT] * len(SEEDS)
    assert stances[False].count(SUPPORT) < len(SEEDS) // 2


def test_only_the_debtor_reads_the_riders(linchpin: Scenario, monkeypatch: pytest.MonkeyPatch) -> None:
    """To anybody else an empty list means that they are hidden, not that there are none."""
    pak = seat(linchpin, "PAK")
    thinking = -1

    def read(scenario: Scenario, state: State) -> bool:
        assert thinking == pak
        return staff_agrees(scenario, state)

    for module in (answers, finance):
        monkeypatch.setattr(module, "staff_agrees", read, raising=False)
    for step in played("board-vote", 1):
        thinking = step.view.seat
        assert step.actor(1).decide(step.view, step.legal, 0) == step.choice


def test_the_creditor_it_can_least_afford_to_fail_is_not_the_one_it_fails(linchpin: Scenario) -> None:
    """Failing a power costs its trust; failing holders of deposits costs less."""
    game = position(linchpin)
    pak, chn, turn = seat(linchpin, "PAK"), seat(linchpin, "CHN"), game.state.turn
    game.state.money[linchpin.reserves[pak]] = 3
    game.state.loans = (
        Loan(0, chn, pak, 15, 4, turn, ("collateral",)),
        Loan(1, linchpin.world, pak, 15, 4, turn),
    )
    view, legal = asked(game, pak, Kind.DEFAULT)
    for seed in SEEDS:
        action = make("thumb", seed).decide(view, legal, 0).action
        assert isinstance(action, DefaultOn)
        assert action.creditor == linchpin.world


def talked_to_all(view: View) -> None:
    """The seat has offered every other power a deal this quarter."""
    turn, others = view.state.turn, [p for p in range(view.scenario.npowers) if p != view.seat]
    view.state.overtures = tuple(Overture("deal", view.seat, other, turn, (), ()) for other in others)


def test_a_debtor_whose_deposit_falls_due_asks_for_a_year(linchpin: Scenario) -> None:
    game = position(linchpin)
    pak = seat(linchpin, "PAK")
    game.state.money[linchpin.reserves[pak]] = 45
    game.state.loans = (Loan(0, linchpin.world, pak, 40, 4, game.state.turn),)
    view, legal = asked(game, pak, Kind.ACT)
    choices = [action for action in legal if isinstance(action, AskRollover | Pass)]
    assert len(choices) == 2
    talked_to_all(view)
    for seed in SEEDS:
        assert isinstance(make("thumb", seed).decide(view, choices, 0).action, AskRollover)


def test_with_nothing_worth_doing_it_passes(linchpin: Scenario) -> None:
    """Only bans on everyone are left to choose, they would hurt who sells most, and all have been talked to: it passes."""
    game = position(linchpin)
    view, legal = asked(game, seat(linchpin, "CHN"), Kind.ACT)
    bans = [a for a in legal if isinstance(a, Pass) or (isinstance(a, Regime) and a.key.endswith("all ban"))]
    assert len(bans) > 1
    talked_to_all(view)
    for seed in SEEDS:
        assert isinstance(make("thumb", seed).decide(view, bans, 0).action, Pass)


def test_the_only_choice_is_taken(tiny: Scenario) -> None:
    game = position(tiny)
    view, legal = asked(game, 0, Kind.SIGNAL)
    choice = make("thumb", 1).decide(view, legal[:1], 0)
    assert choice.action is legal[0]


def test_a_reason_says_what_it_is_about_in_plain_words() -> None:
    """Whoever trusts is named before the speaker: the first of a pair holds the trust, the second earns it."""
    scenario = shipped("linchpin")
    n, pakistan = scenario.npowers, scenario.numbers["power"]["PAK"]
    japan = scenario.numbers["party"]["JPN"]
    said = {
        "for China's trust in us": ("trust", pakistan),
        "for the United States' trust in us": ("trust", n + pakistan),
        "for Japan's goodwill toward us": ("disposition", japan * n + pakistan),
        "for our stability": ("stability", pakistan),
        "for our standing": ("standing", pakistan),
        "for our credibility": ("credibility", pakistan),
        "for our nuclear security": ("fissile", pakistan),
        "for nuclear security in India": ("fissile", scenario.numbers["power"]["IND"]),
        "for consent in Balochistan": ("consent", scenario.numbers["region"]["balochistan"]),
        "against grievance in Balochistan": ("grievance", scenario.numbers["region"]["balochistan"]),
        "against the insurgents in Balochistan": ("insurgency", scenario.numbers["region"]["balochistan"]),
        "for the environment of Balochistan": ("environment", scenario.numbers["region"]["balochistan"]),
        "against tension over the Line of Control": ("tension", scenario.numbers["arena"]["loc"]),
        "against the militant threat": ("threat", 0),
    }
    for words, place in said.items():
        assert phrase(scenario, *place, pakistan) == words
    for number in range(len(scenario.spec.programmes)):
        name = scenario.names["programme"][number]
        assert phrase(scenario, "readiness", number, pakistan) == f"for readiness ({name})"


def test_a_headline_s_answer_gives_such_a_reason() -> None:
    """In played games: no caption with its commas."""
    reasons = set()
    for seed in range(3):
        game = Game.new(shipped("linchpin"), seed)
        for step in range(400):
            if game.over:
                break
            decision = game.decision
            assert decision is not None
            if decision.kind == Kind.OPTION:
                view = game.view(decision.seat)
                reason = without_runner_up(make("thumb", seed).decide(view, tuple(game.legal), 0))
                reasons.add(reason)
            game.play(game.legal.pick(step))
    assert any(reason.startswith("it is the better course ") for reason in reasons)
    assert not any("," in reason for reason in reasons)
