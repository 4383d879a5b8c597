"""The parts of the plain client, each on its own."""

from io import StringIO

import pytest
from attrs import evolve

from wargame.explain.grammar import joined
from wargame.explain.prospects import prospect
from wargame.explain.units import read, shown, step_at
from wargame.plain.choices import Choices
from wargame.plain.commands import COMMANDS, find_command
from wargame.plain.console import Console, EndOfInput
from wargame.plain.debrief import score_chart, score_table
from wargame.plain.forecasts import forecast
from wargame.plain.history import quarter_report, why
from wargame.plain.questions import question
from wargame.plain.reports import REPORTS, goals, scores
from wargame.rules.actions.base import FAMILIES, Action
from wargame.rules.board import Entry, Kind
from wargame.rules.chance import mix
from wargame.rules.compiled import Scenario, compile_scenario
from wargame.rules.game import Game
from wargame.rules.observe import View
from wargame.rules.offers import clause_text
from wargame.rules.spec import ClauseSpec
from wargame.rules.words import count, money, world_share
from wargame.scenario import load


def test_material_is_a_share_of_world_supply() -> None:
    assert (world_share(124), world_share(1000), world_share(0)) == ("12.4%", "100%", "0%")


def test_words_agree_in_number() -> None:
    assert (count(1, "turn"), count(2, "turn"), count(0, "turn")) == ("1 turn", "2 turns", "0 turns")
    assert (joined(["a"]), joined(["a", "b", "c"]), joined([])) == ("a", "a, b and c", "none")


def test_figures_have_their_units(tiny: Scenario) -> None:
    assert read(tiny, "money", 12) == "$1.2bn"
    assert read(tiny, "stock", 35) == "3.5%"
    assert read(tiny, "regime", 3) == "ban"
    assert read(tiny, "grade", -1) == "not surveyed"
    assert read(tiny, "share", 2) == "20%"
    assert read(tiny, "cut", 1) == "1 quarter"
    assert read(tiny, "owner", 0) == "China"
    assert (read(tiny, "hub", 1), step_at(tiny, "hub", 0, 1, 1).told()) == ("yes", "becomes yes")
    assert read(tiny, "reserves", 12) == "$1.2bn"
    assert read(tiny, "import_reliance", 12) == "12%"
    assert read(tiny, "sales", 12) == "1.2%"
    assert step_at(tiny, "money", 0, -3, 12).told() == "down $300m, now $1.2bn"
    assert step_at(tiny, "grievance", 0, 9, 64).told() == "up 9, now 64"
    assert step_at(tiny, "regime", 1, 2, 3).told() == "becomes ban"


# ---- reading
def test_what_is_piped_in_is_echoed_and_the_end_is_noticed() -> None:
    printed = StringIO()
    console = Console(StringIO("  board \n"), printed)
    assert console.ask("[x]") == "board"
    assert printed.getvalue() == "[x] board\n"
    with pytest.raises(EndOfInput):
        console.ask("[x]")


# ---- finding choices
def walk(scenario: Scenario, seed: int) -> list[tuple[Game, Choices]]:
    """Every decision of a random game."""
    found = []
    game, at = Game.new(scenario, seed, quiet=True), 0
    while (decision := game.decision) is not None:
        choices = Choices.of(game.view(decision.seat), decision, tuple(game.legal))
        found.append((game.copy(), choices))
        game.play(game.legal.pick(mix(seed, 2, at)))
        at += 1
    return found


def test_every_choice_is_found_by_number_by_key_and_by_short_key(tiny: Scenario) -> None:
    sizes = []
    for game, choices in walk(tiny, 3):
        sizes.append(len(choices.actions))
        assert set(choices.actions) == set(game.legal)
        for number, action in enumerate(choices.actions, 1):
            code, _, *rest = action.key.split()
            assert choices.find(str(number)) == [action]
            assert choices.find(action.key) == [action]
            assert choices.find(" ".join([code, *rest]).upper()) == [action]
            assert choices.line(action).startswith(f"{number}. ")
    assert max(sizes) > 30


def test_listings_hold_every_choice_once(tiny: Scenario) -> None:
    for _, choices in walk(tiny, 4):
        lines = [line.strip() for line in choices.listing("all") if not line.endswith(":")]
        assert [int(line.split(".")[0]) for line in lines] == list(range(1, len(choices.actions) + 1))


def test_choices_are_numbered_family_by_family(tiny: Scenario) -> None:
    for _, choices in walk(tiny, 3):
        places = [FAMILIES.index(action.family) for action in choices.actions]
        assert places == sorted(places)


def test_an_overview_of_many_is_short_and_names_each_class(tiny: Scenario) -> None:
    choices = max((choices for _, choices in walk(tiny, 3)), key=lambda found: len(found.actions))
    lines = choices.listing()
    assert len(lines) <= 7
    text = "\n".join(lines)
    assert all(f"[{action.code}]" in text for action in choices.actions)


# ---- commands
def test_a_command_goes_by_its_name_or_what_begins_it() -> None:
    assert [command.name for command in find_command("board")] == ["board"]
    assert [command.name for command in find_command("bo")] == ["board"]
    assert [command.name for command in find_command("?")] == ["help"]
    assert [command.name for command in find_command("S")] == ["sites", "saves"]
    assert find_command("zz") == find_command("") == []


def test_no_command_hides_an_action() -> None:
    from wargame.rules.actions import CATALOGUE

    assert not {cls.code for cls in CATALOGUE} & set(COMMANDS)


# ---- reports
@pytest.mark.parametrize("name", REPORTS)
def test_every_report_reads_well_at_every_decision(tiny: Scenario, name: str) -> None:
    for game, choices in walk(tiny, 6)[::5]:
        lines = REPORTS[name](choices.view)
        assert lines
        assert all(line.rstrip() == line and line[-1] in ".:" for line in lines), lines
        assert not any("None" in line or "{" in line for line in lines)
        assert game.decision is not None


def test_a_report_reads_the_view_not_the_game(tiny: Scenario) -> None:
    game = Game.new(tiny, 1)
    while game.decision is not None and game.decision.kind == Kind.AGENDA:
        game.apply(next(iter(game.legal)))
    assert "Secret agenda, " in "\n".join(REPORTS["objectives"](game.view(0)))
    as_others_see = View(0, tiny, game.view(1).state)
    assert "Secret agenda" not in "\n".join(REPORTS["objectives"](as_others_see))


def test_why_keeps_to_one_place(tiny: Scenario) -> None:
    view = Game.new(tiny, 1).view(1)
    entries = [Entry(1, "grievance", 0, 2, 57, "here"), Entry(1, "grievance", 1, 3, 33, "elsewhere")]
    lines = why(view, entries, "grievance.hills")
    assert lines[1:] == ["  Turn 1: up 2, now 57, here"]
    assert (
        why(view, [], "grievance.hills")[1] == "  Unchanged since the opening position, as far as you know."
    )


def test_a_quarter_s_report_holds_what_changed_and_no_more(tiny: Scenario) -> None:
    game = Game.new(tiny, 1)
    before, after = game.view(1), game.view(1)
    assert quarter_report(before, after) == ["Since 2024 Q4:", "  No figure you steer by has changed."]
    after.state.grievance[0] += 5
    after.state.money[0] += 7
    lines = quarter_report(before, after)
    was = before.state.grievance[0]
    assert lines == ["Since 2024 Q4:", f"  Grievance, The Hills: up 5, now {was + 5}"]


def test_scores_and_quarters_say_when_the_tightrope_holds(tiny: Scenario) -> None:
    game = Game.new(tiny, 1)
    before, after = game.view(1), game.view(1)
    for view, land in ((before, 100), (after, 0)):
        view.state.money[tiny.reserves[1]] = 200
        view.state.stability[1] = 100
        view.state.environment[0] = land
    assert "Tightrope" not in scores(before)
    assert "Tightrope: Pakistan's environment of 0 (the land of its regions) caps its total at 35" in scores(
        after
    )
    assert "environment of 0 (the land of its regions) now caps" in quarter_report(before, after)[-1]


def test_an_agenda_is_told_with_how_far_it_is() -> None:
    """What it is worth, what it reads, and where that stands."""
    game = Game.new(load("linchpin"), 7)
    while (decision := game.decision) is not None and decision.kind != Kind.AGENDA:
        game.apply(game.legal.pick(1))
    assert decision is not None
    view = game.view(decision.seat)
    said = "\n".join(question(view, decision))
    for number in view.state.hand[decision.seat]:
        spec = view.scenario.powers[decision.seat].agendas[number]
        assert f"{spec.title} ({spec.column}): up to {spec.weight} points, " in said
        assert f"(why {spec.measure})" in said
        assert f"all {spec.weight} at {shown(spec.measure.split('.')[0], spec.best)} " in said


def test_a_deal_speaks_of_shares_of_the_world(tiny: Scenario) -> None:
    clause = ClauseSpec("offtake", 10, tiny.ids["material"][0])
    assert (
        clause_text(clause, tiny)
        == f"sells 1% of the world's {tiny.within('material', 0)} a quarter for 4 quarters"
    )


# ---- the chart
def test_the_chart_has_a_column_per_turn_and_a_letter_per_power(tiny: Scenario) -> None:
    history = ((10, 30), (20, 20), (30, 10))
    lines = score_chart(tiny, history)
    assert lines[0] == "Chart: C China, P Pakistan"
    assert lines[1] == "  30 | P     C"
    assert lines[6] == "  20 |    *"
    assert lines[11] == "  10 | C     P"
    assert lines[-1] == "       1  2  3"
    assert score_table(tiny, history)[1] == "  2024 Q4: CHN 10, PAK 30"


def test_a_chart_of_level_scores_does_not_fail(tiny: Scenario) -> None:
    assert "*" in "\n".join(score_chart(tiny, ((5, 5),)))
    assert score_chart(tiny, ()) == []


# ---- what the market and the sites tell
def test_a_control_over_many_is_told_in_one_line() -> None:
    """Items on one rung for the same buyers share a line; all others are everyone; a spared friend is named."""
    game = Game.new(load("linchpin"), 1)
    scenario, state = game.scenario, game.state
    china, india = (scenario.numbers["power"][power] for power in ("CHN", "IND"))
    state.regime = [0] * len(state.regime)
    others = [party for party in range(scenario.nparties) if party != china]
    for item, spared in ((0, -1), (1, -1), (2, india)):
        for party in others:
            if party != spared:
                state.regime[(china * scenario.nitems + item) * scenario.nparties + party] = 1
    light, heavy, chip = scenario.in_text["item"][:3]
    told = [line for line in REPORTS["market"](game.view(0)) if line.startswith("Export control")]
    assert told == [
        f"Export control: China on {light} and {heavy} to everyone, licence.",
        f"Export control: China on {chip} to everyone but India, licence.",
    ]


def test_a_hub_is_told_among_the_sites(tiny: Scenario) -> None:
    game = Game.new(tiny, 1)
    assert not any("a hub" in line for line in REPORTS["sites"](game.view(1)))
    game.state.hub[0] = 1
    hubs = [line for line in REPORTS["sites"](game.view(1)) if "a hub, others bring their ore here" in line]
    assert [line.split(",")[0] for line in hubs] == [tiny.names["site"][0]]


@pytest.mark.parametrize("name", ["tests/data/tiny.toml", "linchpin"])
def test_the_sites_say_what_a_level_brings(name: str) -> None:
    """Each material with its share of the world, and money besides."""
    game = Game.new(load(name), 1)
    scenario, told = game.scenario, REPORTS["sites"](game.view(0))
    for number, site in enumerate(scenario.sites):
        at = next(n for n, line in enumerate(told) if line.startswith(f"{site.name}, {site.kind} in "))
        below = told[at + 1]
        for each, amount in scenario.yields[number]:
            assert f"{scenario.names['material'][each]} {world_share(amount)}" in below
        assert (" brings a quarter: " in below) == bool(scenario.yields[number] or site.cash)
        if site.cash:
            assert money(site.cash) in below
        if site.mineral:
            assert site.mineral in below


def test_a_site_that_brings_nothing_says_nothing(tiny: Scenario) -> None:
    first, *rest = tiny.spec.sites
    barren = compile_scenario(evolve(tiny.spec, sites=(evolve(first, yields={}, cash=0), *rest)))
    told = REPORTS["sites"](Game.new(barren, 1).view(1))
    assert told[0].startswith(f"{first.name}, ")
    assert told[1].startswith(f"{rest[0].name}, ")


def test_a_mine_s_yield_is_that_of_fair_ore(tiny: Scenario) -> None:
    told = REPORTS["sites"](Game.new(tiny, 1).view(1))
    assert (
        "  A level of fair ore brings a quarter: ore of Light rare earths 3% and $200m besides. Income now $200m a quarter."
        in told
    )
    assert any(line.startswith("  A level brings a quarter: room to separate Light") for line in told)
    assert any(line.startswith("  A level brings a quarter: $100m.") for line in told)


@pytest.mark.parametrize("do", ["know_how", "influence", "basing"])
def test_one_point_is_one_point(tiny: Scenario, do: str) -> None:
    assert " 1 point " in clause_text(ClauseSpec(do=do, amount=1), tiny)
    assert " 2 points " in clause_text(ClauseSpec(do=do, amount=2), tiny)


def test_another_s_objectives_are_told_without_its_agenda() -> None:
    game = Game.new(load("linchpin"), 1)
    game.state.agenda = [0] * game.scenario.npowers
    told = "\n".join(goals(game.view(0), 1))
    power = game.scenario.powers[1]
    assert all(goal.title in told for goal in power.objectives)
    assert not any(agenda.title in told for agenda in power.agendas)
    assert "Secret agenda" in "\n".join(goals(game.view(0)))


def test_an_offer_tells_beside_its_cost_what_an_acceptance_costs(plant_abroad: tuple[View, Action]) -> None:
    view, action = plant_abroad
    seen = prospect(view, action)
    assert seen.accepted is not None
    price = money(seen.accepted.paid)
    assert f"  Costs 1 point, and {price} if they accept; leaves " in forecast(seen)[0]


def test_a_forecast_says_what_a_choice_does_to_ones_own_goals(tiny: Scenario) -> None:
    """Beside the figures, in points; once an offer is accepted; and once work is ready."""
    game = Game.new(tiny, 5)
    while game.decision is not None and (game.decision.kind, game.decision.seat) != (Kind.ACT, 0):
        game.apply(game.legal.pick(0))
    view = game.view(0)
    lend = next(a for a in game.legal if a.code == "lend")
    assert "  If they accept, your goals: A full treasury −1.65." in forecast(prospect(view, lend))
    spend = game.space.parse("recycling CHN scrap_hub")
    told = forecast(prospect(view, spend))
    assert "  Your goals: A full treasury −3.3." in told
    idle = game.space.parse("pass CHN")
    assert not any("goals" in line for line in forecast(prospect(view, idle)))
    assert "  Nothing changes at once." in forecast(prospect(view, idle))


def test_a_forecast_does_not_say_that_nothing_changes_when_goals_do() -> None:
    """What only costs moves a goal all the same."""
    game = Game.new(load("linchpin"), 5)
    india = game.scenario.numbers["power"]["IND"]
    while game.decision is not None and (game.decision.kind, game.decision.seat) != (Kind.ACT, india):
        game.apply(game.legal.pick(0))
    view, ceasefire = game.view(india), game.space.parse("ceasefire IND loc")
    told = forecast(prospect(view, ceasefire))
    assert told[1] == "  Nothing changes at once except what it costs."
    assert told[2].startswith("  Your goals: ")


def test_a_forecast_of_work_says_what_it_brings_and_when(tiny: Scenario) -> None:
    game = Game.new(tiny, 5)
    while game.decision is not None and (game.decision.kind, game.decision.seat) != (Kind.ACT, 1):
        game.apply(game.legal.pick(0))
    view = game.view(1)
    mine = game.space.parse("mine PAK old_pit")
    told = forecast(prospect(view, mine))
    assert (
        "  Ready in 2025 Q2 at the earliest; each quarter it then adds ore of light rare earths, 3% of world supply; "
        "worth $300m at present prices, $100m of it for China." in told
    )
    assert "  Your goals once it is ready: Income from the ground +5.1." in told
