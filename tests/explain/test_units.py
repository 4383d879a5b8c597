"""One table of units and captions: every figure and measure is told alike wherever it is told."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests.rulings.case import scenario, set_up
from wargame.explain import units
from wargame.explain.places import axes_of, place_of
from wargame.explain.units import caption, led, read, scaled, shown, step_at, stepped, tone, unit
from wargame.plain.forecasts import change
from wargame.plain.history import why
from wargame.plain.sums import measured
from wargame.rules.board import Entry
from wargame.rules.figures import FIGURES
from wargame.rules.measures import cell, known_measures
from wargame.tui.present import causes, forecasts, sums
from wargame.tui.present.lines import plain

CLIENTS = Path(__file__).parents[2] / "wargame"
TOLD = sorted(name for name, figure in FIGURES.items() if not figure.quiet or name in ("owner", "stake"))


def words(text: str) -> str:
    """A text without the ends of its rows and its columns."""
    return " ".join(text.split())


def path(name: str) -> str:
    """The path of a figure's or measure's second cell, where it has one."""
    axes = [axis for axis in axes_of(name) if axis != "common"]
    return ".".join([name, *(scenario().ids[axis][min(at, 1)] for at, axis in enumerate(axes))])


@pytest.mark.parametrize("name", TOLD)
def test_both_clients_say_the_same_of_every_figure(name: str) -> None:
    """Its caption, its value, and a step of it, in a forecast and in its history."""
    case = set_up("PAK")
    view, index = case.game.view(case.number("power", "PAK")), cell(path(name), scenario())[1]
    value = max(FIGURES[name].low, min(FIGURES[name].high, 2))
    getattr(view.state, name)[index] = value
    step = step_at(view.scenario, name, index, 1, value)
    assert change(step) == f"{step.caption}: {step.told('to')}"
    row = words(plain(forecasts.changes([step], 200)))
    assert row == f"{step.caption} {step.moved} {step.result}"
    entry = Entry(1, name, index, 1, value, "a test")
    typed = why(view, [entry], path(name))
    page = words(plain(causes.ledger(view, [entry], (name, index), 200)))
    now = read(view.scenario, name, causes.value_now(view, (name, index)))
    assert typed[0] == f"{caption(view.scenario, name, index)}: {now}."
    assert page.startswith(f"{caption(view.scenario, name, index)} stands at {now} ")
    if name != "score":  # a score's history is reckoned anew on its page
        assert f"{step.told()}, a test" in typed[-1]
        assert f"a test {step.moved} {step.result}" in page


@pytest.mark.parametrize("name", sorted(known_measures()))
def test_both_clients_say_the_same_of_every_measure(name: str) -> None:
    case = set_up("PAK")
    view = case.game.view(case.number("power", "PAK"))
    place = place_of(scenario(), path(name))
    assert place is not None
    typed = measured(view, [], path(name))
    page = words(plain(sums.measured(view, [], place, 200)))
    head = caption(view.scenario, *place)
    assert typed[0].startswith(f"{head}: ")
    now = typed[0].removeprefix(f"{head}: ").removesuffix(" as it stands.").rstrip(".")
    assert page.startswith(f"{head} stands at {now} ")


def test_every_figure_and_measure_is_called_what_it_is() -> None:
    """No caption speaks of units, and none has a hole."""
    told = [
        caption(scenario(), name, 0)
        for name in (*FIGURES, *known_measures())
        if all(scenario().ids[axis] for axis in axes_of(name) if axis != "common")
    ]
    assert not [text for text in told if "{" in text or "turns" in text or text.endswith("percent")]
    assert set(units._TABLE) <= {*FIGURES, *known_measures()}
    assert all(unit(name) for name in known_measures())


# ---- each of these was told in two ways
@pytest.mark.parametrize(
    ("place", "told"),
    [
        ("money.CHN", "Treasury of China"),
        ("money.PAK.reserves", "Reserves of Pakistan"),
        ("trust.CHN.PAK", "Trust of China in Pakistan"),
        ("influence.CHN.PAK", "Influence of China in Pakistan"),
        ("disposition.JPN.PAK", "Disposition of Japan toward Pakistan"),
        ("regime.CHN.heavy.IND", "Regime of China on heavy rare earths for India"),
        ("licence.CHN.IND", "General licence of China for India"),
        ("stock.CHN.heavy", "Stockpile of China, heavy rare earths"),
        ("flow.heavy.CHN.IND", "Heavy rare earths bought by China from India"),
        ("short.IND.defence.heavy", "Shortage of heavy rare earths, India, defence"),
        ("truce.loc", "Ceasefire, Line of Control"),
    ],
)
def test_captions(place: str, told: str) -> None:
    """In plain play these read `Trust, China, Pakistan`; a ceasefire had its unit in its name."""
    name, index = cell(place, scenario())
    assert caption(scenario(), name, index) == told


def test_values_and_steps() -> None:
    """A share kept back was a bare number in plain play, an unknown grade had two names, a turn is a quarter."""
    assert (shown("declared", 1), stepped("declared", -1)) == ("10%", "−10%")
    assert (shown("share", 0), stepped("share", -1)) == ("0%", "−10%")
    assert (shown("grade", 2), shown("grade", -1)) == ("fair", "not surveyed")
    assert (shown("truce", 1), shown("cut", 2)) == ("1 quarter", "2 quarters")
    assert (shown("stock", 120), stepped("stock", -120)) == ("12%", "−12%")
    assert (shown("money", -360), stepped("money", -3)) == ("−$36bn", "−$300m")
    assert (shown("thrift", 12), stepped("thrift", 4)) == ("12%", "+4%")
    assert (scaled("cohesion", 45), scaled("alignment", -3)) == ("45 of 100", "−3")
    assert step_at(scenario(), "stake", 0, 1, -1).told() == "becomes nobody"
    assert step_at(scenario(), "share", 0, -1, 0).told("to") == "down 10%, to 0%"


def test_tones_are_those_of_whom_a_figure_belongs_to() -> None:
    assert (tone("grievance", 1), tone("grievance", -1)) == ("bad", "good")
    assert (tone("money", 1), tone("influence", 1), tone("trust", 0)) == ("good", "strong", "muted")
    assert all(led(name) for name in ("regime", "stake", "grade"))


# ---- and nobody keeps a table beside it
@pytest.mark.parametrize("client", ["tui", "plain"])
def test_clients_keep_no_table_of_figures(client: str) -> None:
    """No dictionary, set or list of theirs maps or names figures to tell them by, but what a panel lists in its order."""
    listed = {"_TRACKS", "_SHORT", "_HANDS"}
    kept = {}
    for file in sorted((CLIENTS / client).rglob("*.py")):
        for node in ast.parse(file.read_text(encoding="utf-8")).body:
            if not isinstance(node, ast.Assign | ast.AnnAssign):
                continue
            target = node.targets[0] if isinstance(node, ast.Assign) else node.target
            names = {n.value for n in ast.walk(node) if isinstance(n, ast.Constant)}
            found = names & {*FIGURES, *known_measures()}
            if isinstance(target, ast.Name) and len(found) > 1 and target.id not in listed:
                kept[f"{file.name}: {target.id}"] = found
    # Commands share names with figures.
    assert set(kept) <= {"commands.py: _REPORT_HELP"}
