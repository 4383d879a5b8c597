"""What one power remembers of another reads the same in both clients, and shows no more than everybody knows."""

from __future__ import annotations

from tests.rulings.case import Case, set_up
from wargame.explain.memories import behind, heaviest, recalled
from wargame.plain.history import why
from wargame.plain.reports import powers as report
from wargame.rules.board import Kind
from wargame.tui.present.causes import ledger
from wargame.tui.present.lines import plain
from wargame.tui.present.powers import powers as panel

BAN = "Set export regime: Heavy rare earths, United States, ban"


def banned() -> Case:
    """China bans heavies to the United States, visits it, and two quarters under the ban go by."""
    case = set_up("CHN", {"trust.USA.CHN": 50}).play("regime CHN heavy USA ban")
    case.asked(Kind.ACT, "CHN").play("court CHN USA")
    for _ in range(2):
        case.hook("market.learning").hook("politics.fade")
        case.state.turn += 1
    return case


def pair(case: Case) -> tuple[int, int]:
    return case.number("power", "USA"), case.number("power", "CHN")


def test_the_acts_behind_a_trust_are_told_heaviest_first() -> None:
    case = banned()
    found = recalled(case.game.view(0), *pair(case))
    assert [(act.words, act.when, act.amount, act.left) for act in found.acts] == [
        ("Living under Chinese controls", "2024 Q4 to 2025 Q1", -10, -9),
        (BAN, "2024 Q4", -6, -5),
        ("Court: United States", "2024 Q4", 6, 5),
    ]
    assert found.acts[1].told == f"{BAN}, 2024 Q4: −6, now −5"
    assert found.sum == "It began at 50; what is remembered comes to −9, which makes 41."
    assert found.now == case.read("trust.USA.CHN")


def test_what_did_not_fit_is_added_up() -> None:
    case = banned()
    found = recalled(case.game.view(0), *pair(case), most=1)
    assert (len(found.acts), found.lesser, found.rest) == (1, 2, 0)
    assert found.others == "2 lesser acts: 0"
    assert recalled(case.game.view(0), *pair(case)).others == ""


def test_both_clients_read_a_trust_out_act_by_act() -> None:
    case = banned()
    usa, chn = pair(case)
    index = usa * case.scenario.npowers + chn
    view, entries = case.game.view(usa), case.game.entries_for(usa)
    told = behind(view, index)
    spoken = "\n".join(why(view, entries, "trust.USA.CHN"))
    drawn = plain(ledger(view, entries, ("trust", index), 90))
    for text in (told.sum, *(act.words for act in told.acts)):
        assert text in spoken
        assert text in drawn
    assert f"{BAN}, 2024 Q4: −6, now −5" in spoken
    assert "memories fade" in spoken


def test_a_trust_that_nothing_touched_says_so() -> None:
    case = set_up("CHN")
    assert behind(case.game.view(0), 1).sum.endswith("and nothing is remembered since.")


def test_the_powers_panel_names_what_weighs_most() -> None:
    """One act of each pair, two where the reader is one of the two; nothing that hardly counts."""
    case = banned()
    usa, chn = pair(case)
    mine, theirs = heaviest(case.game.view(usa)), heaviest(case.game.view(case.number("power", "IND")))
    assert [act.left for holder, about, act in mine if (holder, about) == (usa, chn)] == [-9, -5]
    assert [act.left for holder, about, act in theirs if (holder, about) == (usa, chn)] == [-9]
    spoken = "\n".join(report(case.game.view(usa)))
    assert "Remembers of China: Living under Chinese controls, 2024 Q4 to 2025 Q1: −10, now −9." in spoken
    drawn = plain(panel(case.game.view(usa), 90))
    assert "Living under Chinese controls, 2024 Q4 to 2025 Q1" in drawn
    assert "What weighs most" not in plain(panel(set_up("CHN").game.view(0), 90))
