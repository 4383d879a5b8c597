"""Before a deal is offered or accepted its whole price is read: what each side promises, and what the answer does."""

from __future__ import annotations

import pytest

from tests.rulings.case import Case, scenario, set_up
from wargame.explain.grammar import capital
from wargame.explain.prospects import Prospect, prospect
from wargame.plain.forecasts import forecast as told
from wargame.plain.questions import question
from wargame.rules.board import Kind
from wargame.rules.offers import PLEDGE_TURNS, clause_text, offer_text
from wargame.rules.records import Offer
from wargame.rules.spec import ClauseSpec
from wargame.tui.present import forecasts
from wargame.tui.present.lines import plain


def before(case: Case, key: str) -> Prospect:
    """What the mover is told of an action."""
    action = case.game.space.parse(key)
    return prospect(case.game.view(action.seat), action)


def by_lines(case: Case, key: str) -> str:
    """What the plain client tells of an action."""
    return "\n".join(told(before(case, key)))


def on_screen(case: Case, key: str, width: int = 60) -> str:
    """What the terminal client tells of it."""
    return plain(forecasts.forecast(before(case, key), width))


def test_accepting_a_stake_names_the_mine_and_the_part_it_takes() -> None:
    case = set_up("CHN", {"level.odisha": 1})
    case.play("compose CHN IND give money:3 take stake")
    site, china = case.number("site", "odisha"), case.number("party", "CHN")
    assert [(c.index, c.value) for c in case.forecast("accept IND").certain if c.name == "stake"] == [
        (site, china)
    ]
    name, part = scenario().sites[site].name, f"{scenario().spec.tuning.stake_percent}% of what it earns"
    assert f"Certain: Foreign stake, {name}, {part}: becomes China." in by_lines(case, "accept IND")
    assert f"Foreign stake, {name}, {part}" in on_screen(case, "accept IND", 100)
    offer = case.state.offer
    assert offer is not None
    assert any(part in term for term in offer_text(offer, scenario()))


def test_an_investor_s_offer_names_the_part_too() -> None:
    offer = Offer("stake", 0, 2, (0, 5, 3))
    assert f"{scenario().spec.tuning.stake_percent}% of what it earns" in offer_text(offer, scenario())[1]


def test_accepting_relief_tells_what_the_next_market_makes_of_it() -> None:
    case = set_up("CHN", {"regime.CHN.heavy.USA": 3, "money.USA": 50})
    case.play("deal CHN relief_for_money USA")
    seen = case.forecast("accept USA")
    assert any(c.name == "short" and c.delta < 0 for c in seen.market)
    assert "Next market: Shortage of " in by_lines(case, "accept USA")
    assert not case.forecast("refuse USA").market


DEALS = (
    ("USA", "calm_for_offtake CHN", {}),
    ("CHN", "relief_for_money USA", {"regime.CHN.heavy.USA": 3, "money.USA": 50}),
)


@pytest.mark.parametrize(("seat", "deal", "figures"), DEALS)
def test_a_named_deal_lists_what_both_sides_promise_its_mover_first(
    seat: str, deal: str, figures: dict[str, int]
) -> None:
    case = set_up(seat, figures)
    spec = next(each for each in scenario().spec.deals if each.id == deal.split()[0])
    own, other = (
        capital(scenario().within("power", case.number("power", name))) for name in (seat, deal.split()[1])
    )
    gives = [f"{own} {clause_text(clause, scenario())}" for clause in spec.gives]
    takes = [f"{other} {clause_text(clause, scenario())}" for clause in spec.takes]
    key, words = f"deal {seat} {deal}", [*gives, *takes]
    assert by_lines(case, key).splitlines()[: len(words)] == [f"  {text}." for text in words]
    assert on_screen(case, key, 200).splitlines()[: len(words)] == [f"· {text}" for text in words]
    case.play(key)
    answer = f"accept {deal.split()[1]}"
    assert before(case, answer).promises == ()
    asked = question(case.game.view(case.number("power", deal.split()[1])), case.game.decision)
    assert [line for line in asked if line.startswith("  ")] == [f"  {text}." for text in words]


def test_what_stands_over_time_says_how_long() -> None:
    standing = [ClauseSpec("vote"), ClauseSpec("relief", 0, "heavy"), ClauseSpec("offtake", 20, "heavy")]
    standing += [ClauseSpec("truce", 0, "strait"), ClauseSpec("withdraw", 0, "quetta")]
    for clause in standing:
        assert f"{PLEDGE_TURNS} quarters" in clause_text(clause, scenario())


def test_a_pact_says_what_its_partner_teaches() -> None:
    """What comes every quarter is no change of today's figures, and would else be bought unseen."""
    case = set_up("PAK", {"disposition.JPN.PAK": 60})
    own, theirs = case.read("know_how.PAK"), case.read("know_how.JPN")
    assert own < theirs
    words = [
        "Japan shares 3 points of separation know-how every quarter",
        "While Japan knows more than you, your own training teaches 4 more",
    ]
    assert by_lines(case, "pact PAK school JPN").splitlines()[:2] == [f"  {text}." for text in words]
    assert on_screen(case, "pact PAK school JPN", 200).splitlines()[:2] == [f"· {text}" for text in words]
    case.put({"know_how.PAK": theirs})
    assert before(case, "pact PAK school JPN").promises == (words[0],)


def test_an_offer_tells_what_the_next_market_would_make_of_its_acceptance() -> None:
    """As whoever answers is told: relief is asked for because of the market."""
    case = set_up("USA", {"regime.CHN.heavy.USA": 3, "money.USA": 50})
    key = "compose USA CHN give money:3 take relief:heavy"
    then = before(case, key).accepted
    assert then is not None
    foretold = then.market
    assert any(c.name == "short" and c.delta < 0 for c in foretold)
    assert "If they accept, next market: Shortage of " in by_lines(case, key)
    assert "Next market then" in on_screen(case, key)
    case.play(key)
    answered = before(case, "accept CHN").market
    assert {c for c in foretold if c.name != "money"} == {c for c in answered if c.name != "money"}
    assert before(case, "accept CHN").accepted is None


@pytest.mark.parametrize(
    ("kind", "what", "key", "about"),
    [
        ("relief", "heavy", "regime USA heavy CHN ban", "no export control on heavy rare earths"),
        ("truce", "strait", "escalate USA strait", "tension over the Taiwan Strait at rung 6 or below"),
    ],
)
def test_a_choice_that_breaks_ones_word_says_so_before(kind: str, what: str, key: str, about: str) -> None:
    """By both clients, with the price; nothing of the kind where nothing was pledged."""
    place = {"relief": "item", "truce": "arena"}[kind]
    case = set_up("USA", {"tension.strait": 6, "regime.USA.heavy.CHN": 0})
    assert before(case, key).promises == ()
    case.pledged(kind, "USA", "CHN", case.number(place, what))
    words = (
        f"It breaks your pledge to China ({about}) if it stands so at the end of the quarter: "
        "12 of China's trust and 8 of your credibility"
    )
    assert before(case, key).promises == (words,)
    assert f"  {words}." in by_lines(case, key)
    assert words.replace(" ", "") in on_screen(case, key).replace(" ", "").replace("\n", "")


def test_a_vote_against_a_promise_says_so_before() -> None:
    case = set_up("USA").pledged("vote", "USA", "PAK", 0)
    case.asked(Kind.VOTE, "USA")
    case.state.votes = (-1, -1, 0, -1)
    kept = before(case, "vote USA support").promises
    assert not any("pledge" in text for text in kept)
    told = (
        "It breaks your pledge to Pakistan (support on the next motion before the IMF board): "
        "12 of Pakistan's trust and 8 of your credibility"
    )
    assert told in before(case, "vote USA oppose").promises
