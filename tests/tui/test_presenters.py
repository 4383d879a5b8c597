"""Presenters: from a view to lines, without a terminal."""

from __future__ import annotations

import re

import pytest
from attrs import evolve

from tests.shipped import shipped
from wargame.explain.causes import in_words
from wargame.explain.gains import Gain
from wargame.explain.ladders import rung_of, rungs_ahead
from wargame.explain.places import place_of
from wargame.explain.prospects import prospect
from wargame.explain.scores import columns_now, opening_total, total_now
from wargame.explain.units import caption, shown, signed, step_at, stepped, tone
from wargame.rules.actions.base import Action
from wargame.rules.board import Entry, Kind
from wargame.rules.compiled import Scenario
from wargame.rules.events import Event
from wargame.rules.figures import FIGURES
from wargame.rules.game import Game
from wargame.rules.measures import unrest
from wargame.rules.observe import View
from wargame.rules.reasons import because
from wargame.rules.records import Ended
from wargame.rules.scoring import objective_scores
from wargame.rules.words import money
from wargame.tui.board.panels import PRESENTERS
from wargame.tui.present import (
    atlas,
    causes,
    chart,
    debrief,
    detail,
    forecasts,
    goals,
    guide,
    header,
    menus,
    news,
    questions,
    sums,
)
from wargame.tui.present.lines import (
    Span,
    bar,
    beside,
    clip,
    heading,
    left,
    line,
    paragraph,
    plain,
    right,
    share_cell,
)
from wargame.tui.present.panels import whereabouts

PAK = 1
WIDTHS = (46, 60, 78, 110)


@pytest.fixture
def view(game: Game) -> View:
    """Pakistan's knowledge, two turns in."""
    return game.view(PAK)


# ---- words and figures
def test_material_is_a_share_of_the_world() -> None:
    assert (share_cell(124), share_cell(120)) == ("12.4%", "12.0%")
    assert shown("stock", 5) == "0.5%"


def test_every_figure_is_told_in_its_own_unit() -> None:
    """A community share of 4 is 40%, a grade has a name, a ceasefire lasts quarters."""
    assert (shown("share", 4), stepped("share", 2)) == ("40%", "+20%")
    assert (shown("grade", 3), shown("grade", -1), stepped("grade", 4)) == ("good", "not surveyed", "now")
    assert (shown("regime", 3), shown("standard", 2)) == ("ban", "clean")
    assert (shown("truce", 4), shown("thrift", 12), shown("diverted", 3)) == ("4 quarters", "12%", "$300m")


def test_what_is_too_long_for_its_column_goes_on_below() -> None:
    """Nothing is cut, and what stands beside it stays in line."""
    rows = beside("Pakistan owes Rest of the world", 12, (Span("  $2bn"),), lead=(Span("· "),))
    assert [row.text for row in rows] == ["· Pakistan      $2bn", "  owes Rest of", "  the world"]


def test_no_panel_cuts_a_word(game: Game) -> None:
    """Names that lose their end mean something else."""
    for seat in range(game.scenario.npowers):
        for width in WIDTHS:
            for name, present in PRESENTERS.items():
                assert "…" not in plain(present(game.view(seat), width)), (name, width)


def test_steps_carry_their_sign_and_tone() -> None:
    """More grievance is bad, more consent is good, influence depends."""
    assert signed(3) == "+3"
    assert signed(-2) == "−2"
    assert stepped("money", -3) == "−$300m"
    assert tone("grievance", 4) == "bad"
    assert tone("consent", 4) == "good"
    assert tone("influence", 4) == "strong"


def test_texts_are_set_to_exact_widths() -> None:
    assert left("Balochistan", 6) == "Baloc…"
    assert right("7", 4) == "   7"
    assert clip("as it is", 8) == "as it is"
    assert all(len(row.text) <= 20 for row in paragraph("one two three four five six seven", 20))
    assert len(heading("Scores", 30, "now").text) <= 30


def test_a_bar_shows_something_as_soon_as_there_is_something() -> None:
    assert bar(1, 100, 10)[0].text == "━"
    assert bar(0, 100, 10)[0].text == ""
    assert bar(100, 100, 10)[1].text == ""


def test_figures_are_captioned_so_that_one_knows_whose_they_are(tiny: Scenario) -> None:
    assert caption(tiny, "trust", tiny.cell("trust", "CHN", "PAK")) == "Trust of China in Pakistan"
    assert caption(tiny, "money", 0) == "Treasury of China"
    assert caption(tiny, "money", tiny.reserves[PAK]) == "Reserves of Pakistan"


# ---- panels
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", PRESENTERS)
def test_no_panel_is_wider_than_its_place(view: View, name: str, width: int) -> None:
    for row in PRESENTERS[name](view, width):
        assert len(row.text.rstrip()) <= width, row.text


def test_the_powers_panel_shows_each_score_and_leads_to_its_causes(view: View) -> None:
    rows = PRESENTERS["Powers"](view, 60)
    total = next(row for row in rows if row.text.startswith("Total"))
    for seat in range(2):
        assert str(total_now(view.scenario, view.state, seat)) in total.text.split()
    places = {place for row in rows for place in row.places}
    assert {("money", 0), ("money", 1), ("stability", 0), ("score", 0)} <= places


def test_the_market_panel_says_who_supplies_me_and_under_which_controls(tiny: Scenario, view: View) -> None:
    item = tiny.numbers["item"]["technology"]
    view.state.regime[item * tiny.nparties + PAK] = 1
    text = plain(PRESENTERS["Market"](view, 60))
    assert "China" in text
    assert "processing technology" in text
    assert "licence" in text


def test_a_secret_rider_is_read_by_its_parties_only(tiny: Scenario, game: Game) -> None:
    """The corridor loan lets its lender use Gwadar; both parties know."""
    assert "use Gwadar" in plain(PRESENTERS["Loans"](game.view(PAK), 60))
    masked = game.view(PAK)
    text = plain(PRESENTERS["Loans"](View(PAK, tiny, masked.state), 60))
    assert "rider: " in text


def test_goals_show_points_and_only_my_own_agenda(game: Game) -> None:
    """China keeps an agenda; Pakistan reads only that it has one."""
    own = plain(PRESENTERS["Goals"](game.view(0), 60))
    other = plain(PRESENTERS["Goals"](game.view(PAK), 60))
    assert "◆ secret" in own
    assert "◆ secret" not in other
    assert "and a secret agenda" in other
    assert "tightrope" in other


def test_partners_say_why_they_feel_as_they_do(game: Game) -> None:
    assert "Trade quarrels are remembered." in plain(PRESENTERS["World"](game.view(0), 60))


@pytest.mark.parametrize("kind", ["site", "region", "arena", "route"])
@pytest.mark.parametrize("width", [44, 78])
def test_everything_on_the_map_has_details_that_fit(view: View, kind: str, width: int) -> None:
    for index in range(len(view.scenario.ids[kind])):
        rows = detail.detail(view, (kind, index), width)
        assert view.scenario.names[kind][index] in rows[0].text
        assert max(len(row.text.rstrip()) for row in rows) <= width
        brief = detail.brief(view, (kind, index), 78)
        assert len(brief) <= 4
        assert max(len(row.text.rstrip()) for row in brief) <= 78


def test_a_grade_nobody_surveyed_is_not_told(view: View) -> None:
    site = view.scenario.numbers["site"]["high_seam"]
    hidden = view.state.copy()
    hidden.grade[site] = -1
    text = plain(detail.detail(View(PAK, view.scenario, hidden), ("site", site), 60))
    assert "not surveyed" in text


@pytest.mark.parametrize("width", [80, 118, 198])
def test_the_header_fits_on_two_lines(view: View, width: int) -> None:
    assert len(header.clock(view, width).text) <= width
    assert len(header.purse(view, width).text) <= width
    assert "2025 Q2" in header.clock(view, width).text


# ---- the map
def test_points_are_shown_only_while_they_can_be_spent(tiny: Scenario) -> None:
    """Not after passing, and not in the next quarter before new ones are dealt."""
    game = at(tiny, Kind.ACT, PAK)
    points = game.state.points[PAK]
    assert "●" * points in header.purse(game.view(PAK), 80).text
    assert "●" * points in plain(PRESENTERS["Powers"](game.view(PAK), 80))
    game.state.passed |= 1 << PAK
    assert "●" not in header.purse(game.view(PAK), 80).text
    game.state.passed, game.state.phase = 0, 1
    assert "●" not in header.purse(game.view(PAK), 80).text
    assert "●" not in plain(PRESENTERS["Powers"](game.view(PAK), 80))


@pytest.mark.parametrize("size", [(78, 14), (68, 24), (88, 36), (200, 50)], ids=str)
def test_the_map_fits_and_has_a_spot_for_everything(view: View, size: tuple[int, int]) -> None:
    drawn = atlas.atlas(view.scenario, view.state, *size)
    assert len(drawn.lines) == size[1]
    assert all(len(row.text) == size[0] for row in drawn.lines)
    spec = view.scenario.spec
    assert len(drawn.spots) == len(spec.sites) + len(spec.regions) + len(spec.arenas) + len(spec.routes)
    assert len({(s.x, s.y) for s in drawn.spots}) == len(drawn.spots)
    for spot in drawn.spots:
        if spot.kind == "site":
            sign = atlas.symbol(view.scenario, view.state, spot.index)
            assert drawn.lines[spot.y].text[spot.x] == sign


def test_a_cut_route_is_marked(view: View) -> None:
    state = view.state.copy()
    state.cut[1] = 0
    assert "×" not in plain(atlas.atlas(view.scenario, state, 100, 40).lines)
    state.cut[1] = 2
    assert "×" in plain(atlas.atlas(view.scenario, state, 100, 40).lines)


def test_every_spot_can_be_reached_by_arrow_keys(view: View) -> None:
    """From anywhere to anywhere, in any order of steps."""
    drawn = atlas.atlas(view.scenario, view.state, 100, 30)
    reached, edge = {drawn.spots[0]}, [drawn.spots[0]]
    while edge:
        spot = edge.pop()
        for dx, dy in ((1, 0), (-1, 0), (0, 1), (0, -1)):
            step = drawn.toward(spot, dx, dy)
            if step not in reached:
                reached.add(step)
                edge.append(step)
    assert reached == set(drawn.spots)


def test_the_nearest_spot_is_found_under_the_mouse(view: View) -> None:
    drawn = atlas.atlas(view.scenario, view.state, 100, 30)
    spot = drawn.spots[3]
    assert drawn.near(spot.x + 1, spot.y) == spot
    assert drawn.near(0, 29, 2) is None


# ---- choosing
def at(tiny: Scenario, kind: Kind, seat: int) -> Game:
    """A game of tiny at a seat's first decision of a kind."""
    for seed in range(2, 200):
        game = Game.new(tiny, seed)
        step = 0
        while (decision := game.decision) is not None:
            if decision.kind == kind and decision.seat == seat:
                return game
            game.apply(game.legal.pick(step))
            step += 1
    raise AssertionError(kind)


def test_a_class_that_lacks_only_money_says_so() -> None:
    """Though most of its places are barred for reasons that no money would mend."""
    scenario = shipped("linchpin")
    india = scenario.numbers["power"]["IND"]
    view = at(scenario, Kind.ACT, india).view(india)
    view.state.money[india], view.state.unbooked[india] = 1, 0
    item = next(item for item in menus.menu(view, Kind.ACT, []) if item.title.startswith("Co-finance"))
    assert "the treasury holds $100m" in item.refused


def test_the_menu_lists_the_whole_menu_of_the_power_by_family(tiny: Scenario) -> None:
    game = at(tiny, Kind.ACT, PAK)
    items = menus.menu(game.view(PAK), Kind.ACT, list(game.legal))
    power = tiny.powers[PAK]
    assert {i.actions[0].code for i in items if i.actions} <= {*power.menu, "pass"}
    assert [i.family for i in items] == sorted((i.family for i in items), key=menus.FAMILY_ORDER.index)
    assert all(i.refused for i in items if not i.open)
    assert sum(len(i.actions) for i in items) == game.legal.count()


def test_the_cascade_reaches_every_legal_action_and_no_other(tiny: Scenario) -> None:
    """Walking every list down ends at exactly the legal actions, each once."""
    game = at(tiny, Kind.ACT, 0)
    view, legal = game.view(0), list(game.legal)
    found = []
    edge = [item for item in menus.menu(view, Kind.ACT, legal) if item.actions]
    while edge:
        item = edge.pop()
        if item.action is not None:
            found.append(item.action)
        else:
            deeper = menus.deeper(view, item)
            assert len(deeper) > 1
            edge += deeper
    assert sorted(a.number for a in found) == sorted(a.number for a in legal)


def test_typing_narrows_and_finds_single_actions_too(tiny: Scenario) -> None:
    game = at(tiny, Kind.ACT, PAK)
    view, legal = game.view(PAK), list(game.legal)
    items = menus.menu(view, Kind.ACT, legal)
    assert [i.title for i in menus.filtered(items, "sweep")] == ["Counter-insurgency sweep"]
    assert all(i.family == "security" for i in menus.filtered(items, "", "security"))
    assert all("Hills" in i.title for i in menus.search(view, legal, "hills"))


@pytest.mark.parametrize("kind", [Kind.SIGNAL, Kind.ACT, Kind.VOTE, Kind.REACT, Kind.AGENDA])
def test_every_question_has_a_title_a_prompt_and_words(tiny: Scenario, kind: Kind) -> None:
    seat = 0
    game = at(tiny, kind, seat)
    view, decision = game.view(seat), game.decision
    assert decision is not None
    assert questions.TITLES[kind]
    assert "China" in questions.prompt(view, decision)
    assert questions.waiting("China", kind).startswith("China ")
    rows = questions.question(view, decision, 60)
    assert all(len(row.text) <= 60 for row in rows)
    assert rows or kind == Kind.ACT


def test_an_agenda_says_what_its_numbers_are_of() -> None:
    """A bare 50 out of 80 tells a newcomer nothing."""
    scenario = shipped("the-tap")
    game = Game.new(scenario, 1)
    while game.decision is not None and (game.decision.kind, game.decision.seat) != (Kind.AGENDA, 0):
        game.apply(game.legal.pick(0))
    assert game.decision is not None
    view = game.view(0)
    text = " ".join(plain(questions.question(view, game.decision, 78)).split())
    for number in view.state.hand[0]:
        spec = scenario.powers[0].agendas[number]
        place = place_of(scenario, spec.measure)
        assert place is not None
        what = caption(scenario, *place)
        assert re.search(rf"\({spec.column}\): up to \d+ points?, \d+ as it stands\. {what} is ", text)


def test_a_headline_shows_its_text_its_source_and_its_options_by_name(tiny: Scenario) -> None:
    game = at(tiny, Kind.OPTION, PAK)
    view, decision = game.view(PAK), game.decision
    assert decision is not None
    text = plain(questions.question(view, decision, 60))
    assert "The miners want a share." in text
    assert "The handbook of invented figures" in text
    titles = [i.title for i in menus.menu(view, Kind.OPTION, list(game.legal))]
    assert titles == ["Pay them", "Send them home"]


def test_a_forecast_does_not_say_that_nothing_changes_when_goals_do(tiny: Scenario) -> None:
    """What only costs moves a goal all the same."""
    game = at(tiny, Kind.ACT, 0)
    view = game.view(0)
    survey, idle = game.space.parse("survey CHN high_seam"), game.space.parse("pass CHN")
    told = plain(forecasts.forecast(prospect(view, survey), 60))
    assert "Only the cost is certain.\nYour goals: A full treasury" in told
    assert "Nothing changes at once.\n" in plain(forecasts.forecast(prospect(view, idle), 60)) + "\n"


@pytest.mark.parametrize("width", WIDTHS)
def test_a_forecast_shows_costs_sure_effects_and_odds(tiny: Scenario, width: int) -> None:
    """A sweep costs a point and money, and may fail."""
    game = at(tiny, Kind.ACT, PAK)
    view = game.view(PAK)
    action = next(a for a in game.legal if a.code == "sweep")
    seen = prospect(view, action)
    rows = forecasts.forecast(prospect(view, action), width)
    text = plain(rows)
    assert "Costs 1 point, $100m" in text
    assert "Certain" in text
    assert all(f"{way.odds}%" in text for way in seen.ways)
    assert len(seen.ways) > 1
    assert max(len(row.text.rstrip()) for row in rows) <= width


@pytest.mark.parametrize("width", WIDTHS)
def test_a_forecast_says_what_a_choice_does_to_ones_own_goals(tiny: Scenario, width: int) -> None:
    """In points, at once and once work is ready; a gain and a loss keep their tones; nothing is cut."""
    game = at(tiny, Kind.ACT, PAK)
    view = game.view(PAK)
    action = game.space.parse("mine PAK old_pit")
    rows = forecasts.forecast(prospect(view, action), width)
    text = " ".join(plain(rows).split())
    assert "When it is done" in text
    assert "ore of light rare earths, 3% of world supply" in text
    assert "Your goals then: Income from the ground +5.1" in text
    assert next(s.role for row in rows for s in row.spans if s.text == "+5.1") == "good"
    assert max(len(row.text.rstrip()) for row in rows) <= width
    game.state.stability[PAK] = 40
    sweep = next(a for a in game.legal if a.code == "sweep")
    told = forecasts.forecast(prospect(view, sweep), width)
    assert any(row.text.startswith("  Your goals: ") for row in told)
    talks = game.space.parse("reconcile PAK hills")
    told = forecasts.forecast(prospect(view, talks), width)
    assert any(row.text.startswith("Your goals: ") for row in told)
    many = forecasts.gained("Your goals", [Gain(f"Goal number {at}", 100 * at) for at in range(1, 9)], width)
    assert " ".join(plain(many).split()).endswith("Goal number 7 +7, Goal number 8 +8")
    assert max(len(row.text.rstrip()) for row in many) <= width
    idle = game.space.parse("pass PAK")
    assert "goals" not in plain(forecasts.forecast(prospect(view, idle), width))


@pytest.mark.parametrize("width", WIDTHS)
def test_an_offer_tells_beside_its_cost_what_an_acceptance_costs(
    plant_abroad: tuple[View, Action], width: int
) -> None:
    """A look at the cost alone must not make it look cheap."""
    view, action = plant_abroad
    then = prospect(view, action).accepted
    assert then is not None
    paid = then.paid
    rows = forecasts.forecast(prospect(view, action), width)
    text = " ".join(plain(rows[: next(n for n, row in enumerate(rows) if "Certain" in row.text)]).split())
    assert paid > 0
    assert f"and {money(paid)} if they accept" in text
    assert all(len(row.text.rstrip()) <= width for row in rows)


def test_many_equal_changes_share_a_row(view: View) -> None:
    regimes = [step_at(view.scenario, "regime", index, 1, 1) for index in range(5)]
    steps = [*regimes, step_at(view.scenario, "standing", 0, -1, 5)]
    rows = forecasts.changes(steps, 60)
    assert len(rows) == 2
    assert "5 places" in rows[0].text
    assert rows[0].text.split()[-2:] == ["now", "licence"]


def test_regimes_share_a_row_only_where_they_become_the_same(view: View) -> None:
    """The step does not matter: who was under licence and who was not are both slowed now."""
    slowed = [step_at(view.scenario, "regime", index, 2 - index % 2, 2) for index in range(4)]
    steps = [*slowed, step_at(view.scenario, "regime", 5, 2, 3)]
    first, *rest = forecasts.changes(steps, 60)
    assert "4 places" in first.text
    assert first.text.split()[-2:] == ["now", "slow-walk"]
    assert "now" in rest[0].text
    assert "ban" in rest[0].text


@pytest.mark.parametrize("width", WIDTHS)
def test_a_step_on_a_ladder_tells_both_rungs(tiny: Scenario, width: int) -> None:
    """What each quarter brings where it leads, and what it brings now."""
    game = at(tiny, Kind.ACT, PAK)
    game.state.tension[0] = 5
    view = game.view(PAK)
    action = next(a for a in game.legal if a.code == "step_back")
    rows = forecasts.forecast(prospect(view, action), width)
    text = plain(rows)
    for number, words in ((4, "Rung 4, "), (5, "Now 5, ")):
        rung = rung_of(view, 0, number)
        assert words + rung.name in text
        assert f"an incident ({rung.incident}%)" in text
    assert max(len(row.text.rstrip()) for row in rows) <= width


# ---- causes and news
def test_a_figure_is_explained_back_to_the_opening_position(game: Game, view: View) -> None:
    """Opening plus all steps is what it is now, and keys are told in words."""
    place = ("money", PAK)
    text = plain(causes.ledger(view, game.entries_for(PAK), place, 78))
    assert money(view.state.money[PAK]) in text.splitlines()[0]
    assert f"{'2024 Q4  opening position':<69}" in text
    assert not any(key in text for key in ("sweep PAK", "pass CHN"))


def test_a_cause_that_is_an_action_is_told_in_words(tiny: Scenario) -> None:
    assert in_words(tiny, "sweep PAK hills") == "Pakistan: Counter-insurgency sweep: The Hills"
    assert in_words(tiny, because("time_heals")) == "time heals"


def test_a_score_is_explained_by_its_goals_too(game: Game, view: View) -> None:
    text = plain(causes.ledger(view, game.entries_for(PAK), ("score", 3), 78))
    assert "Income from the ground" in text


def test_the_log_is_told_by_quarter_and_phase_with_intents(view: View) -> None:
    items = [
        Event(1, 0, "headline", {"card": 0}),
        news.Remark(1, 2, 0, "Pass", "wait_and_see", "nothing is cheap"),
        Event(2, 3, "patrol_ambushed", {"region": 0}),
    ]
    text = plain(news.log(view, items, 60))
    assert text.index("2024 Q4") < text.index("Headlines") < text.index(view.scenario.spec.cards[0].title)
    assert "China: Pass" in text
    assert "wait and see — nothing is cheap" in text
    assert text.index("2025 Q1") < text.index("Security")


def test_a_report_adds_up(game: Game, view: View) -> None:
    """The step shown for a total is the difference of the totals of two turns."""
    text = plain(news.report(view, game.events_for(PAK), game.entries_for(PAK), 2, 90))
    first, second = (row[PAK] for row in game.state.history[:2])
    row = next(r for r in text.splitlines() if r.startswith("Pakistan"))
    step = signed(second - first)
    assert row.rstrip().endswith(f"{second} ({step})".rjust(1) if second != first else str(second)) or (
        f"({step})" in row and str(second) in row
    )


def test_the_tightrope_is_told_where_scores_are(tiny: Scenario) -> None:
    """In the powers panel, in the report of the quarter in which it begins to hold, and in the debrief."""
    game = Game.new(tiny, 3)
    state = game.state
    state.turn, state.history = 2, ((50, 35),)
    state.money[tiny.reserves[PAK]] = 200
    state.stability[PAK] = 100
    state.environment[0] = 0
    view, spoilt = game.view(PAK), [Entry(1, "environment", 0, -80, 0, "mining")]
    words = "Tightrope: Pakistan's environment of 0 (the land of its regions) {} its total at 35"
    assert words.format("caps") in plain(PRESENTERS["Powers"](view, 110))
    assert words.format("now caps") in plain(news.report(view, [], spoilt, 1, 110))
    state.ended = Ended(0, (0,), (0, 1))
    state.score[:] = [17, 17, 16, 0, 33, 33]
    text = plain(debrief.debrief(game.view(PAK), spoilt, 200))
    assert words.format("capped") + " instead of 66." in text


def test_a_secret_agenda_says_when_it_counts(tiny: Scenario) -> None:
    """Once the game is over, and then no longer so."""
    game = at(tiny, Kind.ACT, 0)
    assert "counts once the game is over" in plain(goals.goals(game.view(0), 60))
    game.state.ended = Ended(0, (0,), (0, 1))
    text = plain(goals.goals(game.view(0), 60))
    assert "counts now that the game is over" in text
    assert "counts once" not in text


# ---- headlines, ore and regimes
def test_headlines_are_told_in_full_with_what_they_changed(game: Game) -> None:
    """Those that will ask the reader are left to their question; others' answers are told with their effects."""
    start = Game.new(game.scenario, 3)
    view = start.view(PAK)
    told = [event for event in start.events_for(PAK) if event.kind == "headline"]
    assert told
    cards = game.scenario.spec.cards
    asked = {card.title for card in cards if card.asks == "PAK" and card.options}
    shown = news.fresh(view, start.events_for(PAK), 0)
    assert [e for e in told if cards[e.number("card")].title not in asked] == shown
    assert news.fresh(view, start.events_for(PAK), len(told)) == []
    strike = next(number for number, card in enumerate(cards) if card.title in asked)
    asking = evolve(told[0], data={"card": strike})
    assert news.fresh(view, [*told, asking], 0) == told
    assert news.fresh(start.view(0), [*told, asking], 0) == [*told, asking]
    number = next(n for n, card in enumerate(cards) if card.options)
    answer = news.Chosen(view.state.turn, 0, number, 0)
    label = cards[number].options[0].label
    cheered = Entry(1, "stability", 0, 2, 62, because("option", number, 0))
    nobodys = evolve(cheered, name="money", index=view.scenario.world)
    rows = news.headlines(view, told, [answer], [*start.entries_for(PAK), cheered, nobodys], 60)
    text = " ".join(plain(rows).split())
    for event in told:
        card = cards[event.number("card")]
        assert f"{card.title} {card.text}" in text
    assert "Consent, The Hills −3" in text
    assert f"China: {label} Stability, China +2 62" in text
    assert view.scenario.names["account"][view.scenario.world] not in text


def test_every_headline_names_its_source_or_says_that_it_is_fictional(tiny: Scenario) -> None:
    """In the window that a quarter opens with, as above the choices of one that asks."""
    view = Game.new(tiny, 3).view(PAK)
    for number, card in enumerate(tiny.spec.cards):
        told = plain(news.headlines(view, [Event(1, 0, "headline", {"card": number})], [], [], 60))
        source = tiny.spec.sources.get(card.source)
        assert (f"Source: {source.title}" if source else "This headline is fictional.") in told


def test_an_answer_to_a_headline_stands_under_it() -> None:
    start = Game.new(shipped("primer"), 3)
    scenario = start.scenario
    told = [event for event in start.events_for(1) if event.kind == "headline"]
    stamp = next(n for n, card in enumerate(scenario.spec.cards) if card.id == "the_stamp")
    india = scenario.numbers["power"]["IND"]
    answer = news.Chosen(1, scenario.numbers["power"]["CHN"], stamp, 1)
    rows = plain(news.headlines(start.view(india), told, [answer], [], 100)).splitlines()
    heads = [row for row in rows if row.startswith(("Lesson", "China:"))]
    assert [row[:8] for row in heads] == ["Lesson 1", "Lesson 2", "China: S", "Lesson 3"]
    late = plain(news.headlines(start.view(india), [], [answer], [], 100)).splitlines()
    assert [row[:8] for row in late] == ["Lesson 2", "China: S"]


def test_a_card_that_speaks_of_a_view_says_where_that_is() -> None:
    said = whereabouts("The market view shows it; the arenas view and the market view too, a view of none.")
    assert said == (
        "Where to look · market view: 3 Market · arenas view: 1 Map: mark an arena ⚑, e shows all"
    )
    assert whereabouts("Nothing to see.") == ""


def test_the_market_says_where_ones_ore_goes(game: Game) -> None:
    """A mine without a refinery feeds somebody else's."""
    view = Game.new(game.scenario, 3).view(PAK)
    state, scenario = view.state, view.scenario
    mine = next(s for s, site in enumerate(scenario.sites) if site.kind == "mine" and scenario.host[s] == PAK)
    assert "Your ore" not in plain(PRESENTERS["Market"](view, 70)) or state.level[mine]
    state.level[mine], state.grade[mine], state.owner[mine] = 2, 4, PAK
    text = " ".join(plain(PRESENTERS["Market"](view, 70)).split())
    assert "you dig" in text
    assert "goes to China as ore" in text
    assert "only a refinery keeps it" in text


def test_controls_in_force_say_what_comes_through(game: Game) -> None:
    """The rung alone explains nothing to a newcomer."""
    view = Game.new(game.scenario, 3).view(PAK)
    view.state.regime[view.scenario.cell("regime", "CHN", "light", "PAK")] = 2
    text = " ".join(plain(PRESENTERS["Market"](view, 70)).split())
    allowed = view.scenario.spec.tuning.passing
    assert f"licence {allowed[1]}%, slow-walk {allowed[2]}%, ban {allowed[3]}%" in text


# ---- the end
def test_the_debrief_tells_ending_ranking_columns_agendas_and_curve(finished: Game) -> None:
    view = finished.view(0)
    text = plain(debrief.debrief(view, finished.entries_for(0), 100))
    ended = finished.state.ended
    assert ended is not None
    assert finished.scenario.spec.endings[ended.ending].title in text
    first = finished.scenario.names["power"][ended.ranking[0]]
    assert f"1. {first}" in text
    assert finished.scenario.powers[0].agendas[finished.state.agenda[0]].title in text
    assert "C China" in text
    assert "Turning points" in text
    assert "takes the lead" in text or "points, most of it in" in text
    index = finished.scenario.cell("influence", "CHN", "PAK")
    row = next(row for row in text.splitlines() if row.startswith("China in Pakistan"))
    # The scenario opens with 55.
    assert row.split()[3:6] == ["55", "→", str(finished.state.influence[index])]


@pytest.mark.parametrize("width", [72, 114])
def test_the_debrief_s_goals_have_their_units(finished: Game, width: int) -> None:
    """What a goal reached is read as it was all through the game."""
    rows = debrief.debrief(finished.view(0), finished.entries_for(0), width)
    told = [row.text.split() for row in rows if "/" in row.text]
    for seat in range(finished.scenario.npowers):
        for spec, value, points in objective_scores(finished.scenario, finished.state, seat):
            reached = shown(spec.measure.split(".")[0], value).split()
            assert any(
                words[-1 - len(reached) :] == [f"{points // 100}/{spec.weight}", *reached] for words in told
            )


def test_the_debrief_says_who_chose_again_having_seen_answers(finished: Game) -> None:
    entries = finished.entries_for(0)
    text = plain(debrief.debrief(finished.view(0), entries, 100, (0, 3)))
    assert "Pakistan took 3 decisions back having seen how programs answered." in text
    assert "took" not in plain(debrief.debrief(finished.view(0), entries, 100, (0, 0)))


@pytest.mark.parametrize("width", [72, 114])
def test_the_debrief_fits_and_cuts_nothing(finished: Game, width: int) -> None:
    long_titled = Game.new(shipped("board-vote"), 4)
    while not long_titled.over:
        long_titled.apply(long_titled.legal.pick(0))
    for game in (finished, long_titled):
        for seat in range(game.scenario.npowers):
            page = debrief.debrief(game.view(seat), game.entries_for(seat), width)
            assert max(len(row.text.rstrip()) for row in page) <= width
            assert "…" not in plain(page)


def test_a_chart_spans_its_values() -> None:
    rows = chart.chart(
        [("seat0", [10, 20, 40]), ("seat1", [30, 30, 20])], 40, 8, ["2024 Q4", "2025 Q1", "2025 Q2"]
    )
    assert rows[0].text.startswith("  40│")
    assert rows[-2].text.startswith("  10│")
    assert "2024 Q4" in rows[-1].text
    assert "2025 Q2" in rows[-1].text
    assert all(len(row.text) <= 40 for row in rows)
    roles = {span.role for row in rows for span in row.spans}
    assert {"seat0", "seat1"} <= roles


def test_a_chart_can_be_read_without_colour() -> None:
    """Each value carries the letter of its line, and a star where lines meet."""
    rows = chart.chart(
        [("seat0", [10, 20, 40]), ("seat1", [30, 20, 10])], 40, 9, ["2024 Q4", "2025 Q2"], ("C", "P")
    )
    text = "\n".join(row.text for row in rows)
    assert (text.count("C"), text.count("P"), text.count("*")) == (2, 2, 1)
    assert rows[0].text.endswith("C")
    assert rows[0].text[5] == " "


def test_every_panel_shows_the_same_score(game: Game) -> None:
    """Header, powers, goals and the causes of a column agree, before the first reckoning too."""
    for board in (Game.new(game.scenario, 5), game):
        view = board.view(PAK)
        total = total_now(view.scenario, view.state, PAK)
        assert f"score {total}" in header.purse(view, 140).text
        assert f"{total} points" in plain(PRESENTERS["Goals"](view, 60)).splitlines()[0]
        rows = [row for row in PRESENTERS["Powers"](view, 60) if row.text.startswith("Total")]
        assert rows[0].text.split()[1 + PAK] == str(total)
        for column, points in enumerate(columns_now(view.scenario, view.state, PAK)):
            text = plain(causes.ledger(view, board.entries_for(PAK), ("score", 3 * PAK + column), 90))
            assert f"stands at {points}" in text
            assert "not known to you" not in text


def test_the_first_report_counts_from_the_opening(game: Game) -> None:
    """What a power had from the start is no gain."""
    view = game.view(PAK)
    text = plain(news.report(view, game.events_for(PAK), game.entries_for(PAK), 1, 90))
    row = next(r for r in text.splitlines() if r.startswith("Pakistan"))
    first = game.state.history[0][PAK]
    step = first - opening_total(view.scenario, PAK)
    assert row.rstrip().endswith(f"({signed(step)})" if step else str(first))


def test_a_spark_has_a_bar_for_each_value() -> None:
    assert chart.spark([0, 50, 100], 0, 100) == "▁▄█"


def test_help_names_every_action_of_the_scenario(tiny: Scenario) -> None:
    text = plain(guide.guide(tiny, [("The board", [("w", "Why?", "Causes.")])], 90))
    assert "Why?" in text
    for power in tiny.powers:
        assert power.id in text
    assert "Set export regime" in text


def test_lines_know_their_figures() -> None:
    row = line("a ", Span("5", "good", ("money", 0)))
    assert row.text == "a 5"
    assert row.places == [("money", 0)]


# ---- why a measure stands where it stands
def test_every_goal_can_be_marked_and_asked_about(view: View) -> None:
    """Those of all powers, in their own units, and the three meters of the tightrope."""
    scenario = view.scenario
    marked = [place for one in goals.goals(view, 78) for place in one.places]
    for power in scenario.powers:
        assert {place_of(scenario, goal.measure) for goal in power.objectives} <= set(marked)
    assert {("engagement", PAK), ("nature", PAK)} <= set(marked)
    for place in marked:
        assert place[0] in FIGURES or plain(sums.measured(view, [], place, 78))


@pytest.mark.parametrize("width", WIDTHS)
def test_a_measure_s_page_holds_its_sum_its_goals_and_its_latest_changes(game: Game, width: int) -> None:
    view, entries = game.view(PAK), game.entries_for(PAK)
    page = sums.measured(view, entries, ("cohesion", PAK), width)
    text = " ".join(plain(page).split())
    calm = 100 - unrest(view.scenario, view.state, 0)
    stability = view.state.stability[PAK]
    assert f"({stability} + {calm}) / 2 = {(stability + calm) // 2}" in text
    assert "0 points at 30" in text
    parts = {("stability", PAK), *((name, 0) for name in ("consent", "grievance", "insurgency"))}
    last = next(e for e in reversed(entries) if (e.name, e.index) in parts)
    assert in_words(view.scenario, last.cause) in text
    marked = {place for one in page for place in one.places}
    assert {("stability", PAK), ("unrest", 0)} <= marked
    assert ("cohesion", PAK) not in marked
    assert all(len(one.text.rstrip()) <= width for one in page)


def test_a_goal_s_figures_have_their_units(view: View) -> None:
    text = plain(goals.goals(view, 78))
    held = shown("reserves", view.state.money[view.scenario.reserves[PAK]])
    assert held.startswith("$")
    assert f"now {held}, aim $16bn" in text


def test_a_figure_s_page_says_what_it_counts_for() -> None:
    game = Game.new(shipped("linchpin"), 1)
    text = plain(causes.ledger(game.view(0), [], ("threat", 0), 78))
    assert "It counts for" in text
    assert "United States: 0 points at" in text


def test_an_investor_is_told_by_name(game: Game) -> None:
    """A stake, also one seized as collateral, is a party and not its number."""
    view = game.view(PAK)
    view.state.stake[0] = 0
    assert "Foreign stake, " in plain(causes.ledger(view, [], ("stake", 0), 78))
    assert "stands at China" in plain(causes.ledger(view, [], ("stake", 0), 78))
    taken = Entry(1, "stake", 0, 1, 0, "collateral")
    row = next(r for r in causes.ledger(view, [taken], ("stake", 0), 78) if "collateral" in r.text)
    assert row.text.split()[-2:] == ["now", "China"]


@pytest.mark.parametrize("width", WIDTHS)
def test_an_arena_tells_what_its_rung_and_the_next_one_bring(width: int) -> None:
    """Incident odds, and each effect with its odds, in the details and where the tension is asked about."""
    view = Game.new(shipped("linchpin"), 1).view(0)
    view.state.tension[0] = 7
    pages = (detail.detail(view, ("arena", 0), width), causes.ledger(view, [], ("tension", 0), width))
    for page in pages:
        text = " ".join(plain(page).split())
        for rung in rungs_ahead(view, 0):
            assert f"each quarter: an incident ({rung.incident}%)" in text
        assert "Stability, Pakistan down 2 Stability, India down 1" in text
        assert "Reserves of Pakistan down $400m" in text
        for height in (7, 8):
            climb = view.scenario.spec.arenas[0].rungs[height].each_turn[0]
            assert f"Tension, Line of Control up 1 ({climb.odds}%)" in text
        assert all(len(one.text.rstrip()) <= width for one in page)
