"""The scenarios that come with the game: what each promises on its first page, and that it can be played to an end."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest

from wargame.actors import make
from wargame.rules.chance import ACTOR, mix
from wargame.rules.compiled import Scenario
from wargame.rules.game import Game
from wargame.rules.measures import reading
from wargame.rules.spec import CardSpec
from wargame.scenario import check, find, library, load
from wargame.scenario.faults import Faults
from wargame.scenario.library import shipped_names
from wargame.scenario.parts import read_written

CAMPAIGN = "linchpin"

# Seats in order, turns, minutes, the longest menu, and the fewest cards of its own.
DESIGN = {
    "linchpin": (("CHN", "USA", "PAK", "IND"), 12, 90, 18, 48),
    "primer": (("IND", "CHN"), 3, 10, 7, 8),
    "the-tap": (("CHN", "USA"), 8, 40, 15, 8),
    "board-vote": (("CHN", "USA", "PAK", "IND"), 4, 27, 8, 8),
    "tightrope": (("CHN", "USA", "PAK", "IND"), 8, 60, 15, 8),
    "new-suppliers": (("CHN", "USA", "PAK", "IND"), 8, 60, 15, 8),
}
SHORT = tuple(name for name in DESIGN if name != CAMPAIGN)
MARKETS = ("primer", "the-tap", "board-vote", "tightrope", "new-suppliers")
SEEDS = (1, 2, 3)

every_scenario = pytest.mark.parametrize("name", DESIGN)
short_scenarios = pytest.mark.parametrize("name", SHORT)


@cache
def loaded(name: str) -> Scenario:
    return load(name)


@cache
def written(name: str) -> dict[str, Any]:
    """A scenario's own file or parts, as its author wrote them."""
    return read_written(find(name), Faults()).data


def own_cards(name: str) -> list[CardSpec]:
    """Cards that no parent has."""
    inherited = set()
    parent = written(name).get("extends")
    if parent is not None:
        inherited = {card["id"] for card in written(parent)["cards"]}
    return [card for card in loaded(name).spec.cards if card.id not in inherited]


def at_opening(name: str, measure: str) -> int:
    game = Game.new(loaded(name), 1, quiet=True)
    return reading(measure, game.scenario)(game.state)


def played(name: str, seed: int, actor: str = "random", turns: int = 99) -> Game:
    """A game between programs, to its end or until so many turns are over."""
    game, number = Game.new(loaded(name), seed, quiet=True), 0
    while (decision := game.decision) is not None and game.state.turn <= turns:
        chooser = make(actor, mix(mix(seed, ACTOR, decision.seat), ACTOR, number))
        game.apply(chooser.decide(game.view(decision.seat), tuple(game.legal), 0).action)
        number += 1
    return game


def test_every_file_that_ships_is_designed() -> None:
    assert shipped_names() == set(DESIGN)


@every_scenario
def test_it_validates(name: str) -> None:
    spec, faults = check(find(name))
    assert faults == []
    assert spec is not None
    assert spec.id == name


@every_scenario
def test_seats_turns_and_minutes_are_as_designed(name: str) -> None:
    seats, turns, minutes, longest, _ = DESIGN[name]
    spec = loaded(name).spec
    assert (sorted(p.id for p in spec.powers), spec.turns, spec.minutes) == (sorted(seats), turns, minutes)
    menus = {power.id: len(power.menu) for power in spec.powers}
    assert max(menus.values()) <= longest, menus


@every_scenario
@pytest.mark.parametrize("seed", SEEDS)
def test_random_play_reaches_an_end(name: str, seed: int) -> None:
    game = played(name, seed)
    ended = game.state.ended
    assert ended is not None
    assert sorted(ended.ranking) == list(range(game.scenario.npowers))
    assert ended.shared or game.state.turn == game.scenario.spec.turns
    assert ended.shared == game.scenario.spec.endings[ended.ending].shared


@every_scenario
def test_it_has_cards_of_its_own_that_say_where_they_come_from(name: str) -> None:
    cards = own_cards(name)
    assert len(cards) >= DESIGN[name][4]
    sources = {*loaded(name).spec.sources, "fictional"}
    assert [card.id for card in cards if card.source not in sources] == []
    assert [card.id for card in cards if len(card.text) < 40] == []


@every_scenario
def test_half_of_its_own_cards_ask_for_a_choice(name: str) -> None:
    cards = own_cards(name)
    asking = [card for card in cards if card.asks and len(card.options) >= 2]
    assert 2 * len(asking) >= len(cards)


@every_scenario
def test_every_question_can_be_answered_by_a_government_without_money(name: str) -> None:
    stuck = [
        card.id
        for card in loaded(name).spec.cards
        if card.options and not any(not option.when for option in card.options)
    ]
    assert stuck == []


@every_scenario
def test_ids_are_unique(name: str) -> None:
    spec = loaded(name).spec
    for table in (
        "cards",
        "sites",
        "endings",
        "deals",
        "pacts",
        "stations",
        "programmes",
        "arenas",
        "regions",
    ):
        ids = [entry.id for entry in getattr(spec, table)]
        assert len(ids) == len(set(ids)), table
    for power in spec.powers:
        goals = [goal.id for goal in power.objectives] + [goal.id for goal in power.agendas]
        assert len(goals) == len(set(goals)), power.id


@every_scenario
def test_every_seat_plays_for_a_hundred_points_whichever_agenda_it_keeps(name: str) -> None:
    for power in loaded(name).spec.powers:
        public = sum(goal.weight for goal in power.objectives)
        assert {public + agenda.weight for agenda in power.agendas} == {100}, power.id


@every_scenario
def test_every_agenda_says_what_it_takes(name: str) -> None:
    for power in load(name).powers:
        for agenda in power.agendas:
            assert agenda.about.endswith("."), agenda.id


@short_scenarios
def test_its_pages_are_its_own(name: str) -> None:
    ours, campaign = loaded(name).spec, loaded(CAMPAIGN).spec
    assert ours.title != campaign.title
    assert ours.about != campaign.about
    assert ours.world_notes != campaign.world_notes
    theirs = {power.brief for power in campaign.powers}
    assert [power.id for power in ours.powers if not power.brief or power.brief in theirs] == []
    assert {e.id for e in ours.endings if not e.shared} - {e.id for e in campaign.endings}


@short_scenarios
def test_no_card_waits_for_a_quarter_that_never_comes(name: str) -> None:
    spec = loaded(name).spec
    late = [card.id for card in spec.cards if card.fixed > spec.turns or card.first > spec.turns]
    assert late == []


@short_scenarios
def test_every_quarter_opens_with_a_headline_of_its_own(name: str) -> None:
    dated = {card.fixed for card in own_cards(name) if card.fixed}
    if loaded(name).spec.turns <= 4:
        assert dated >= set(range(1, loaded(name).spec.turns + 1))
    assert len(dated) >= 3


@pytest.mark.parametrize("name", MARKETS)
def test_china_refines_what_it_refines_in_the_campaign(name: str) -> None:
    for material in ("light", "heavy"):
        measure = f"refined_share.CHN.{material}"
        assert abs(at_opening(name, measure) - at_opening(CAMPAIGN, measure)) <= 3


@pytest.mark.parametrize("name", MARKETS)
def test_dependence_begins_where_the_campaign_begins(name: str) -> None:
    for power in ("USA", "IND"):
        if power in loaded(name).numbers["power"]:
            measure = f"import_reliance.{power}"
            assert abs(at_opening(name, measure) - at_opening(CAMPAIGN, measure)) <= 3


def test_the_primer_teaches_in_order_and_never_leaves_the_pupil_with_a_dud() -> None:
    spec = loaded("primer").spec
    # A lesson may have several forms, of which one fits.
    lessons = dict.fromkeys((card.fixed, card.title.split(":")[0]) for card in spec.cards if card.fixed)
    assert list(lessons) == [((n + 2) // 3, f"Lesson {n}") for n in range(1, 10)]
    pupil = spec.powers[0]
    assert [
        code for code in ("survey", "mine", "refinery", "ore_ban", "reconcile") if code not in pupil.menu
    ] == []
    sands = next(site for site in spec.sites if site.id == "andhra")
    assert sands.grade is None
    assert sands.grades[0] == 0


def test_the_primer_can_be_followed_to_oxide_of_ones_own() -> None:
    """Survey the sands and open them at once, build the plant next, and the works run on home ore by the third quarter."""
    game = Game.new(loaded("primer"), 5, quiet=True)
    pupil, plan = (
        game.scenario.numbers["power"]["IND"],
        ["survey IND andhra", "mine IND andhra", "refinery IND vizag"],
    )
    while (decision := game.decision) is not None:
        legal = {action.key: action for action in game.legal}
        wanted = next((key for key in plan if key in legal), None) if decision.seat == pupil else None
        if wanted is not None:
            plan.remove(wanted)
        quiet = next((key for key in legal if key.split()[0] in ("pass", "hold")), next(iter(legal)))
        game.apply(legal[wanted or quiet])
    assert plan == []
    ended = game.state.ended
    assert ended is not None
    assert game.scenario.spec.endings[ended.ending].id == "own_oxide"


def test_the_tap_has_two_seats_and_no_debts() -> None:
    spec = loaded("the-tap").spec
    assert spec.loans == ()
    assert spec.board is None
    assert spec.regions == ()
    assert {"IND", "JPN", "AUS"} <= {partner.id for partner in spec.partners}


def test_the_board_votes_twice_in_its_lesson() -> None:
    """Four quarters, reviews in the second and the fourth, and three chairs asked at each."""
    spec = loaded("board-vote").spec
    assert spec.board is not None
    assert spec.board.every == 2
    assert [power.points for power in spec.powers] == [2, 2, 2, 2]
    for seed in range(1, 40):
        game, votes = Game.new(loaded("board-vote"), seed, quiet=True), []
        while (decision := game.decision) is not None:
            legal = {action.key: action for action in game.legal}
            if decision.kind.name == "VOTE":
                votes.append(game.state.turn)
            quiet = next((key for key in legal if key.split()[0] in ("pass", "hold")), [*legal][-1])
            game.apply(legal[quiet])
        if game.state.ended is not None and not game.state.ended.shared:
            break
    assert votes == [2, 2, 2, 4, 4, 4]


@pytest.mark.parametrize("name", ["linchpin", "the-tap", "tightrope", "new-suppliers"])
def test_half_way_the_tap_is_not_yet_open(name: str) -> None:
    """Where the story is about Chinese controls, rules of thumb find some worth keeping."""
    scenario = loaded(name)
    game = played(name, 2, "thumb", scenario.spec.turns // 2)
    china = scenario.numbers["power"]["CHN"]
    cells = scenario.nitems * scenario.nparties
    assert game.state.turn > scenario.spec.turns // 2
    assert any(game.state.regime[china * cells : (china + 1) * cells])


def test_a_new_card_of_the_campaign_reaches_no_other_scenario(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One part more, and nothing else touched."""
    before = {name: loaded(name).spec.cards for name in DESIGN}
    copied = Path(copytree(library.shipped(), tmp_path / "scenarios"))
    (copied / CAMPAIGN / "headlines-9-new.toml").write_text(
        '[[cards]]\nid = "new_card"\ntitle = "A new card"\ntext = "It is new."\nsource = "fictional"\n',
        encoding="utf-8",
    )
    monkeypatch.setattr(library, "shipped", lambda: copied)
    monkeypatch.chdir(tmp_path)
    after = {name: load(str(copied / find(name).name)).spec.cards for name in DESIGN}
    assert [card.id for card in after[CAMPAIGN]] == [*(card.id for card in before[CAMPAIGN]), "new_card"]
    assert {name: after[name] for name in SHORT} == {name: before[name] for name in SHORT}
