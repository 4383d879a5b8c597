"""Before a deal is offered or accepted its whole price is read: what each side promises, and what the answer does."""

from __future__ import annotations

from tests.rulings.case import Case, scenario, set_up
from wargame.plain.forecasts import forecast as told
from wargame.rules.actions.base import Action
from wargame.rules.forecast import Forecast
from wargame.rules.observe import View
from wargame.rules.offers import offer_text
from wargame.rules.records import Offer
from wargame.tui.present import forecasts
from wargame.tui.present.lines import plain


def before(case: Case, key: str) -> tuple[View, Action, Forecast]:
    """The mover's view, its action and the forecast of it."""
    action = case.game.space.parse(key)
    return case.game.view(action.seat), action, case.forecast(key)


def by_lines(case: Case, key: str) -> str:
    """What the plain client tells of an action."""
    return "\n".join(told(*before(case, key)))


def on_screen(case: Case, key: str, width: int = 60) -> str:
    """What the terminal client tells of it."""
    return plain(forecasts.forecast(*before(case, key), width))


def test_accepting_a_stake_names_the_mine_and_the_part_it_takes() -> None:
    case = set_up("CHN", {"level.odisha": 1})
    case.play("compose CHN IND give money:3 take stake")
    site, china = case.number("site", "odisha"), case.number("party", "CHN")
    assert [(c.index, c.value) for c in case.forecast("accept IND").certain if c.name == "stake"] == [
        (site, china)
    ]
    name, part = scenario().sites[site].name, f"{scenario().spec.tuning.stake_percent}% of what it earns"
    assert f"Certain: Foreign stake, {name}: becomes China, for {part}" in by_lines(case, "accept IND")
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
    assert "Next market: Shortage, United States" in by_lines(case, "accept USA")
    assert not case.forecast("refuse USA").market
