"""Every kind of fault a scenario can have is found, placed and explained."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.scenario.helpers import TINY, faults_of, tiny
from wargame.rules.tuning import Tuning
from wargame.scenario import check, from_data
from wargame.scenario.faults import Faults, nearest, quote, spell

Data = dict[str, Any]


def test_the_tiny_scenario_has_no_fault() -> None:
    spec, faults = check(TINY)
    assert faults == []
    assert spec is not None
    assert spec.id == "tiny"


def put(*path: Any) -> Callable[[Data], None]:
    """A change that puts the last argument at the path before it; list entries go by id or place."""
    *steps, last, value = path

    def change(data: Data) -> None:
        at: Any = data
        for step in steps:
            at = entry(at, step)
        if isinstance(at, list) and isinstance(last, str):
            at[at.index(entry(at, last))] = value
        else:
            at[last] = value

    return change


def both(*changes: Callable[[Data], None]) -> Callable[[Data], None]:
    """Several changes at once."""
    return lambda data: [change(data) for change in changes] and None


def drop(*path: Any) -> Callable[[Data], None]:
    *steps, last = path

    def change(data: Data) -> None:
        at: Any = data
        for step in steps:
            at = entry(at, step)
        if isinstance(last, str) and isinstance(at, list):
            at.remove(entry(at, last))
        else:
            del at[last]

    return change


def entry(at: Any, step: Any) -> Any:
    if isinstance(at, list) and isinstance(step, str):
        return next(e for e in at if e["id"] == step)
    return at[step]


CASES = {
    # form
    "a key no table knows": (
        put("sites", "old_pit", "levl", 1),
        ("unknown-key", "sites[old_pit].levl", "level"),
    ),
    "a table no scenario knows": (put("cardz", []), ("unknown-key", "cardz", "cards")),
    "text for a number": (put("sites", "works", "cost", "8"), ("wrong-type", "sites[works].cost", "")),
    "a fraction for a number": (put("sites", "works", "cost", 8.0), ("wrong-type", "sites[works].cost", "")),
    "true for a number": (put("sites", "works", "cost", True), ("wrong-type", "sites[works].cost", "")),
    "a number for text": (put("title", 7), ("wrong-type", "title", "")),
    "text for true": (put("loans", 0, "secret", "yes"), ("wrong-type", "loans[0].secret", "")),
    "text for a list": (put("powers", "PAK", "menu", "mine"), ("wrong-type", "powers[PAK].menu", "")),
    "a table for a list": (put("loans", {}), ("wrong-type", "loans", "")),
    "a list for a table": (put("board", []), ("wrong-type", "board", "")),
    "a list for numbers by name": (
        put("sites", "works", "yields", [1]),
        ("wrong-type", "sites[works].yields", ""),
    ),
    "a pair of three": (put("sites", "works", "at", [1, 2, 3]), ("wrong-type", "sites[works].at", "")),
    "a wrong entry in a list": (
        put("cards", "ambush", "when", 0, 3),
        ("wrong-type", "cards[ambush].when[0]", ""),
    ),
    "a number among sites": (put("sites", "works", 4), ("wrong-type", "sites[2]", "")),
    "a key left out": (drop("sites", "works", "host"), ("missing-key", "sites[works].host", "")),
    "a table left out": (drop("materials"), ("missing-key", "materials", "")),
    "a date for text": (put("start", __import__("datetime").date(2024, 1, 1)), ("wrong-type", "start", "")),
    # words
    "a host nobody is": (put("sites", "works", "host", "PAX"), ("unknown-id", "sites[works].host", "PAK")),
    "a first seat nobody has": (put("first_seat", "PKA"), ("unknown-id", "first_seat", "PAK")),
    "an empty host": (put("sites", "works", "host", ""), ("unknown-id", "sites[works].host", "")),
    "a region not there": (
        put("sites", "old_pit", "region", "hill"),
        ("unknown-id", "sites[old_pit].region", "hills"),
    ),
    "a material not there": (
        put("sites", "works", "yields", {"lihgt": 1}),
        ("unknown-id", "sites[works].yields.lihgt", "light"),
    ),
    "a stake nobody holds": (
        put("sites", "old_pit", "stake", "CHM"),
        ("unknown-id", "sites[old_pit].stake", "CHN"),
    ),
    "a source not given": (
        put("sites", "old_pit", "source", "handbok"),
        ("unknown-id", "sites[old_pit].source", "handbook"),
    ),
    "a card without a source": (
        drop("cards", "ambush", "source"),
        ("unknown-id", "cards[ambush].source", ""),
    ),
    "a route not there": (put("paths", 0, "via", ["raod"]), ("unknown-id", "paths[0].via[0]", "road")),
    "a path from nowhere": (put("paths", 0, "origin", "hils"), ("unknown-id", "paths[0].origin", "hills")),
    "a path to nowhere": (put("paths", 0, "to", "CHM"), ("unknown-id", "paths[0].to", "CHN")),
    "a station nowhere": (
        put("stations", "hill_post", "at", "hlls"),
        ("unknown-id", "stations[hill_post].at", "hills"),
    ),
    "a spill to nowhere": (
        put("regions", "hills", "spills", {"basn": 3}),
        ("unknown-id", "regions[hills].spills.basn", "basin"),
    ),
    "a lender nobody is": (put("loans", 0, "creditor", "IMFF"), ("unknown-id", "loans[0].creditor", "IMF")),
    "a partner that owes": (put("loans", 0, "debtor", "AUS"), ("unknown-id", "loans[0].debtor", "")),
    "a rider of no kind": (
        put("loans", 0, "riders", ["port_acess"]),
        ("unknown-word", "loans[0].riders[0]", "port_access"),
    ),
    "a seller nobody is": (put("contracts", 0, "seller", "X"), ("unknown-id", "contracts[0].seller", "")),
    "a pact with a power": (
        put("pacts", "knowledge", "partners", ["CHN"]),
        ("unknown-id", "pacts[knowledge].partners[0]", ""),
    ),
    "a deal by nobody": (
        put("deals", "money_for_offtake", "proposers", ["CHNA"]),
        ("unknown-id", "deals[money_for_offtake].proposers[0]", "CHN"),
    ),
    "an action of no kind": (
        put("powers", "PAK", "menu", ["surwey"]),
        ("unknown-word", "powers[PAK].menu[0]", "survey"),
    ),
    "an answer in a menu": (
        put("powers", "PAK", "menu", ["vote"]),
        ("unknown-word", "powers[PAK].menu[0]", "revoke"),
    ),
    "a cost of no action": (
        put("tuning", "costs", {"survy": {"points": 1}}),
        ("unknown-word", "tuning.costs.survy", "survey"),
    ),
    "a control on nothing": (
        put("powers", "CHN", "controls", ["ores"]),
        ("unknown-id", "powers[CHN].controls[0]", "ore"),
    ),
    "a sector of no kind": (
        put("powers", "PAK", "needs", {"defense": {}}),
        ("unknown-word", "powers[PAK].needs.defense", "defence"),
    ),
    "a column of no kind": (
        put("powers", "PAK", "objectives", "pits", "column", "machine"),
        ("unknown-word", "powers[PAK].objectives[pits].column", "machines"),
    ),
    "a site of no kind": (
        put("sites", "works", "kind", "refinry"),
        ("unknown-word", "sites[works].kind", "refinery"),
    ),
    "terrain of no kind": (
        put("sites", "works", "terrain", "hill"),
        ("unknown-word", "sites[works].terrain", ""),
    ),
    "a route of no kind": (put("routes", "sea", "kind", "lan"), ("unknown-word", "routes[sea].kind", "lane")),
    "an action twice in a menu": (
        put("powers", "PAK", "menu", ["mine", "mine"]),
        ("duplicate-word", "powers[PAK].menu[1]", ""),
    ),
    "a vote of nobody": (put("board", "votes", {"USA": 5}), ("unknown-id", "board.votes.USA", "")),
    "a card that asks nobody": (
        put("cards", "strike", "asks", "PAKI"),
        ("unknown-id", "cards[strike].asks", "PAK"),
    ),
    # numbers
    "no turns": (put("turns", 0), ("out-of-range", "turns", "")),
    "more turns than a class has patience": (put("turns", 41), ("out-of-range", "turns", "")),
    "consent beyond its track": (
        put("regions", "hills", "consent", 101),
        ("out-of-range", "regions[hills].consent", ""),
    ),
    "a grade off the scale": (
        put("sites", "old_pit", "grade", 5),
        ("out-of-range", "sites[old_pit].grade", ""),
    ),
    "a level above the highest": (
        put("sites", "old_pit", "level", 3),
        ("out-of-range", "sites[old_pit].level", ""),
    ),
    "a site off the map": (put("sites", "works", "at", [36, 41]), ("out-of-range", "sites[works].at", "")),
    "a working mine of unknown grade": (
        put("sites", "high_seam", "level", 1),
        ("missing-key", "sites[high_seam].grade", ""),
    ),
    "a divisor of nothing": (
        put("tuning", "force_per_upkeep", 0),
        ("out-of-range", "tuning.force_per_upkeep", ""),
    ),
    "a negative cost": (
        put("tuning", "costs", {"survey": {"money": -1}}),
        ("out-of-range", "tuning.costs.survey.money", ""),
    ),
    "a demand that falls below nothing": (
        put("powers", "PAK", "needs", "defence", "growth", {"light": -14}),
        ("out-of-range", "powers[PAK].needs.defence.growth.light", ""),
    ),
    "one power": (drop("powers", "PAK"), ("wrong-count", "powers", "")),
    "ten rungs": (drop("arenas", "line", "rungs", 10), ("wrong-count", "arenas[line].rungs", "")),
    "grades without one": (
        put("sites", "high_seam", "grades", [50, 50]),
        ("wrong-count", "sites[high_seam].grades", ""),
    ),
    "no endings": (put("endings", []), ("wrong-count", "endings", "")),
    "odds of nothing": (
        put("cards", "ambush", "effects", 0, "odds", 101),
        ("out-of-range", "cards[ambush].effects[0].odds", ""),
    ),
    # fit
    "two worlds": (put("partners", "AUS", "world", True), ("wrong-count", "partners", "")),
    "no world": (put("partners", "ROW", "world", False), ("wrong-count", "partners", "")),
    "an id with a dot": (put("cards", "ambush", "id", "am.bush"), ("bad-id", "cards[am.bush].id", "")),
    "an id of the rules": (put("materials", 0, "id", "ore"), ("bad-id", "materials[ore].id", "")),
    "an id twice": (put("cards", "strike", "id", "ambush"), ("duplicate-id", "cards[ambush].id", "")),
    "an id of two kinds of place": (
        put("routes", "road", "id", "hills"),
        ("duplicate-id", "routes[hills].id", ""),
    ),
    "an option twice": (
        put("cards", "strike", "options", "pay", "id", "refuse"),
        ("duplicate-id", "cards[strike].options[refuse].id", ""),
    ),
    "a quarter that is none": (put("start", "2024 Q5"), ("bad-word", "start", "")),
    "a colour twice": (
        both(put("powers", "CHN", "colour", 2), put("powers", "PAK", "colour", 2)),
        ("duplicate-word", "powers[PAK].colour", ""),
    ),
    "one patron": (put("powers", "PAK", "patrons", ["CHN"]), ("wrong-count", "powers[PAK].patrons", "")),
    "a regime on nothing": (drop("powers", "CHN", "controls"), ("missing-key", "powers[CHN].controls", "")),
    "a goal without a way": (
        put("powers", "PAK", "objectives", "pits", "best", 0),
        ("out-of-range", "powers[PAK].objectives[pits].best", ""),
    ),
    "an arena of one": (
        put("arenas", "line", "sides", ["CHN", "CHN"]),
        ("bad-word", "arenas[line].sides", ""),
    ),
    "a debt to oneself": (put("loans", 0, "creditor", "PAK"), ("bad-word", "loans[0].debtor", "")),
    "a sale to oneself": (put("contracts", 0, "buyer", "CHN"), ("bad-word", "contracts[0].buyer", "")),
    "a deal with oneself": (
        put("deals", "money_for_offtake", "receivers", ["CHN"]),
        ("bad-word", "deals[money_for_offtake].receivers", ""),
    ),
    "a deal for nothing": (
        drop("deals", "money_for_offtake", "gives", 0, "amount"),
        ("missing-key", "deals[money_for_offtake].gives[0].amount", ""),
    ),
    "a clause of no kind": (
        put("deals", "money_for_offtake", "gives", 0, "do", "mony"),
        ("unknown-word", "deals[money_for_offtake].gives[0].do", "money"),
    ),
    "a clause about no material": (
        put("deals", "money_for_offtake", "takes", 0, "what", "lite"),
        ("unknown-id", "deals[money_for_offtake].takes[0].what", "light"),
    ),
    "another's forces withdrawn": (
        put("deals", "money_for_offtake", "takes", 0, {"do": "withdraw", "what": "line_chn"}),
        ("unknown-id", "deals[money_for_offtake].takes[0].what", "line_pak"),
    ),
    "a clause about what it has no place for": (
        put("deals", "money_for_offtake", "gives", 0, "what", "light"),
        ("bad-word", "deals[money_for_offtake].gives[0].what", ""),
    ),
    "a port that mines": (
        put("sites", "harbour", "yields", {"light": 1}),
        ("bad-word", "sites[harbour].yields", ""),
    ),
    "a spill on itself": (
        put("regions", "hills", "spills", {"hills": 3}),
        ("bad-word", "regions[hills].spills.hills", ""),
    ),
    "a question without answers": (
        drop("cards", "strike", "options"),
        ("missing-key", "cards[strike].options", ""),
    ),
    "answers without a question": (
        drop("cards", "strike", "asks"),
        ("missing-key", "cards[strike].asks", ""),
    ),
    "a card that is over before it comes": (
        put("cards", "ambush", "first", 100),
        ("out-of-range", "cards[ambush].first", ""),
    ),
    "a fifth quarter of the year": (
        put("cards", "ambush", "seasons", [5]),
        ("out-of-range", "cards[ambush].seasons[0]", ""),
    ),
    "an ending that hides the rest": (
        put("endings", "tap_closed", "when", []),
        ("bad-ending", "endings[tap_closed].when", ""),
    ),
    "a catastrophe at once": (put("endings", "war", "when", []), ("bad-ending", "endings[war].when", "")),
    "no ending for the rest": (
        put("endings", "muddle", "shared", True),
        ("bad-ending", "endings[muddle]", ""),
    ),
    "more votes than there are": (put("board", "rest", 651), ("out-of-range", "board.rest", "")),
    "a rider about no arena": (drop("board", "ceasefire"), ("missing-key", "board.ceasefire", "")),
    "a loan size twice": (
        put("tuning", "loan_sizes", [5, 5]),
        ("duplicate-word", "tuning.loan_sizes[1]", ""),
    ),
    "a card without a title": (
        put("cards", "ambush", "title", " "),
        ("empty-text", "cards[ambush].title", ""),
    ),
    # expressions
    "a measure of no kind": (
        put("powers", "PAK", "objectives", "pits", "measure", "site_incom.PAK"),
        ("unknown-measure", "powers[PAK].objectives[pits].measure", "site_income"),
    ),
    "a measure of nobody": (
        put("powers", "PAK", "objectives", "pits", "measure", "site_income.PKA"),
        ("unknown-id", "powers[PAK].objectives[pits].measure", "PAK"),
    ),
    "a measure of nothing": (
        put("powers", "PAK", "objectives", "pits", "measure", "site_income"),
        ("bad-measure", "powers[PAK].objectives[pits].measure", ""),
    ),
    "an agenda of no kind": (
        put("powers", "CHN", "agendas", "iron_tap", "measure", "dependancy.PAK.CHN"),
        ("unknown-measure", "powers[CHN].agendas[iron_tap].measure", "dependency"),
    ),
    "a condition the wrong way round": (
        put("cards", "ambush", "when", ["insurgency.hills => 20"]),
        ("bad-condition", "cards[ambush].when[0]", ""),
    ),
    "a condition on words": (
        put("endings", "war", "when", ["tension.line >= high"]),
        ("bad-condition", "endings[war].when[0]", ""),
    ),
    "a condition on nothing": (
        put("endings", "war", "when", ["tensn.line >= 10"]),
        ("unknown-measure", "endings[war].when[0]", "tension"),
    ),
    "a condition of an effect": (
        put("cards", "strike", "options", "refuse", "effects", 1, "when", ["grievance.hils < 90"]),
        ("unknown-id", "cards[strike].options[refuse].effects[1].when[0]", "hills"),
    ),
    "an effect of no kind": (
        put("opening", 0, "do", "sett"),
        ("unknown-word", "opening[0].do", "set"),
    ),
    "an effect on no figure": (
        put("opening", 0, "what", "influense.CHN.PAK"),
        ("unknown-measure", "opening[0].what", "influence"),
    ),
    "an effect on nobody": (
        put("opening", 0, "what", "influence.CHN.PAX"),
        ("unknown-id", "opening[0].what", "PAK"),
    ),
    "an effect on half a figure": (
        put("opening", 0, "what", "influence.CHN"),
        ("bad-measure", "opening[0].what", ""),
    ),
    "money from nowhere": (
        put("opening", 0, {"do": "adjust", "what": "money.CHN", "by": 3}),
        ("bad-effect", "opening[0].what", ""),
    ),
    "a market by decree": (
        put("opening", 0, {"do": "set", "what": "stock.CHN.light", "by": 3}),
        ("bad-effect", "opening[0].what", ""),
    ),
    "bookkeeping as an effect": (
        put("opening", 0, {"do": "set", "what": "points.CHN", "by": 3}),
        ("bad-effect", "opening[0].what", ""),
    ),
    "a figure beyond its end": (put("opening", 0, "by", 101), ("out-of-range", "opening[0].by", "")),
    "a step of nothing": (
        put("cards", "ambush", "effects", 1, "by", 0),
        ("out-of-range", "cards[ambush].effects[1].by", ""),
    ),
    "damage for ever": (
        put("cards", "strike", "options", "refuse", "effects", 0, "by", 9),
        ("out-of-range", "cards[strike].options[refuse].effects[0].by", ""),
    ),
    "damage to nothing": (
        put("cards", "strike", "options", "refuse", "effects", 0, "what", "old_pti"),
        ("unknown-id", "cards[strike].options[refuse].effects[0].what", "old_pit"),
    ),
    "pay from nobody": (
        put("cards", "strike", "options", "pay", "effects", 0, "what", "PAX"),
        ("unknown-id", "cards[strike].options[pay].effects[0].what", "PAK"),
    ),
    "pay to nobody": (
        drop("cards", "strike", "options", "pay", "effects", 0, "to"),
        ("unknown-id", "cards[strike].options[pay].effects[0].to", ""),
    ),
    "a payee where nothing is paid": (
        put("cards", "ambush", "effects", 1, "to", "PAK"),
        ("bad-effect", "cards[ambush].effects[1].to", ""),
    ),
    "a rung's effect": (
        put("arenas", "line", "rungs", 6, "each_turn", [{"do": "cut", "what": "rod", "by": 1}]),
        ("unknown-id", "arenas[line].rungs[6].each_turn[0].what", "road"),
    ),
}


@pytest.mark.parametrize("case", CASES, ids=[name.replace(" ", "-") for name in CASES])
def test_a_fault_is_found_placed_and_explained(case: str) -> None:
    change, expected = CASES[case]
    found = [(fault.code, fault.path, fault.hint) for fault in faults_of(change)]
    assert expected in found


# Faults that follow from these have their own place: everything that pointed at what is gone or renamed.
KNOCK_ON = {
    "one power",
    "an id of the rules",
    "an id of two kinds of place",
    "an id twice",
    "a control on nothing",
}


@pytest.mark.parametrize("case", sorted(set(CASES) - KNOCK_ON), ids=lambda name: name.replace(" ", "-"))
def test_one_fault_is_reported_once(case: str) -> None:
    change, expected = CASES[case]
    found = [(fault.code, fault.path, fault.hint) for fault in faults_of(change)]
    assert found == [expected]


def test_five_faults_of_different_kinds_are_reported_together() -> None:
    def change(data: Data) -> None:
        data["sites"][0]["levl"] = 1
        data["sites"][1]["cost"] = "6"
        data["sites"][2]["host"] = "PAX"
        data["cards"][0]["when"] = ["insurgency.hills => 20"]
        data["powers"][0]["objectives"][0]["measure"] = "levrage.CHN"

    assert {(fault.code, fault.path, fault.hint) for fault in faults_of(change)} == {
        ("unknown-key", "sites[old_pit].levl", "level"),
        ("wrong-type", "sites[high_seam].cost", ""),
        ("unknown-id", "sites[works].host", "PAK"),
        ("bad-condition", "cards[ambush].when[0]", ""),
        ("unknown-measure", "powers[CHN].objectives[leverage].measure", "leverage"),
    }


def test_a_misnamed_table_does_not_make_every_word_that_points_into_it_look_wrong() -> None:
    def change(data: Data) -> None:
        data["site"] = data.pop("sites")

    assert [fault.path for fault in faults_of(change)] == ["site"]


def test_a_fault_reads_as_one_line() -> None:
    [fault] = faults_of(put("sites", "works", "host", "PAK\n"))
    assert str(fault) == (
        r"sites[works].host: no party called 'PAK\n'; expected one of CHN, PAK, AUS, ROW; did you mean PAK? [unknown-id]"
    )


def test_a_changed_cost_leaves_the_others_as_they_were() -> None:
    data = tiny()
    data["tuning"]["costs"] = {"lobby": {"money": 7}}
    costs, usual = from_data(data).spec.tuning.costs, Tuning().costs
    assert costs.keys() == usual.keys()
    assert costs["lobby"].money == 7
    assert costs["lobby"].standing == usual["lobby"].standing == 1
    assert costs["sweep"] == usual["sweep"]


def test_no_more_faults_are_listed_than_anyone_would_read() -> None:
    def change(data: Data) -> None:
        data["loans"] = [{} for _ in range(400)]

    assert len(faults_of(change)) == 200


def test_a_path_shows_odd_keys_in_quotes() -> None:
    assert spell(("sites", "[old_pit]", "at", "[0]")) == "sites[old_pit].at[0]"
    assert spell(("a b", "[c\nd]")) == r"'a b'['c\nd']"


def test_the_nearest_name_is_found_whatever_its_case() -> None:
    assert nearest("Balochistn", ["balochistan", "xinjiang"]) == "balochistan"
    assert nearest("nothing like it", ["balochistan"]) == ""


def test_a_long_value_is_cut_short() -> None:
    assert len(quote("x" * 1000)) == 60


def test_what_follows_from_a_fault_is_not_reported_again() -> None:
    faults = Faults()
    faults.unsure.add(("sites", "[a]"))
    faults.add("unknown-id", ("sites", "[a]", "host"), "x")
    faults.add("unknown-id", ("sites", "[b]", "host"), "x")
    assert [fault.path for fault in faults] == ["sites[b].host"]
