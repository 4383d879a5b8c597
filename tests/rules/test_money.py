"""Money has one form wherever it is read: `$300m`, `$1.2bn`."""

import re

import pytest

from tests.telling import sentences
from wargame.explain.money import falling_due
from wargame.explain.prospects import prospect
from wargame.plain.choices import Choices
from wargame.plain.debrief import debrief as plain_debrief
from wargame.plain.forecasts import forecast as plain_forecast
from wargame.plain.history import why
from wargame.plain.questions import question as plain_question
from wargame.plain.reports import REPORTS
from wargame.rules.board import Entry
from wargame.rules.chance import mix
from wargame.rules.compiled import Scenario
from wargame.rules.game import Game
from wargame.rules.words import money
from wargame.scenario import load
from wargame.tui.board.panels import PRESENTERS
from wargame.tui.present import debrief, detail, forecasts, menus, news, questions
from wargame.tui.present.lines import plain

ONE_FORM = re.compile(r"\$(0|\d+00m|\d+(\.\d+)?(bn|tn))(?![\w$]|\.\d| ?(m|bn|tn|million|billion)\b)")
"""What every dollar sign on a screen must begin."""


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        (0, "$0"),
        (3, "$300m"),
        (9, "$900m"),
        (10, "$1bn"),
        (12, "$1.2bn"),
        (-3, "−$300m"),
        (-25, "−$2.5bn"),
        (1234, "$123.4bn"),
        (20_000, "$2.00tn"),
    ],
)
def test_money_is_told_in_dollars(amount: int, words: str) -> None:
    assert money(amount) == words
    assert ONE_FORM.search(words)


@pytest.mark.parametrize("wrong", ["$300 m", "$1.2 bn", "$30m", "$300", "$3 million", "$1,2bn", "$300M"])
def test_the_one_form_is_told_from_others(wrong: str) -> None:
    assert not ONE_FORM.search(wrong)


def faults(text: str) -> list[str]:
    """Every dollar sign that begins something else; what authors wrote of other currencies is theirs."""
    return [
        text[max(0, at.start() - 20) : at.start() + 20]
        for at in re.finditer(r"(?<![A-Z])\$", text)
        if not ONE_FORM.match(text, at.start())
    ]


def read(game: Game, scenario: Scenario) -> str:
    """Everything that both clients would show at a decision, in the seats' own eyes."""
    decision = game.decision
    assert decision is not None
    view, events = game.view(decision.seat), game.events_for(decision.seat)
    entries: list[Entry] = game.entries_for(decision.seat)
    legal = list(game.legal)
    choices = Choices.of(view, decision, legal)
    told = [line for report in REPORTS.values() for line in report(view)]
    told += [*plain_question(view, decision, events), *choices.listing("all"), *falling_due(view)]
    told += why(view, entries, f"money.{scenario.ids['power'][decision.seat]}")
    told += choices.barred("prepay") + choices.barred("refinery") + choices.barred("credits")
    pages = [present(view, 60) for present in PRESENTERS.values()]
    pages += [questions.question(view, decision, 60, events), news.log(view, events, 60)]
    pages += [
        detail.detail(view, (kind, number), 60)
        for kind in ("site", "route")
        for number in range(len(scenario.ids[kind]))
    ]
    seen: set[str] = set()
    for action in legal:
        if action.code not in seen:
            seen.add(action.code)
            ahead = prospect(view, action)
            told += plain_forecast(ahead)
            pages.append(forecasts.forecast(ahead, 46))
    told += [
        f"{item.title} {item.note} {item.refused}" for item in menus.menu(view, decision.kind, game.legal)
    ]
    return "\n".join([*told, *(plain(page) for page in pages), *sentences(scenario, events)])


@pytest.mark.parametrize("name", ["tests/data/tiny.toml", "linchpin"])
def test_money_has_one_form_on_every_screen_of_both_clients(name: str) -> None:
    scenario, signs = load(name), 0
    game, at = Game.new(scenario, 2), 0
    while not game.over and at < 260:
        if at % (3 if "tiny" in name else 13) == 0:
            text = read(game, scenario)
            assert not faults(text)
            signs += text.count("$")
        game.apply(game.legal.pick(mix(2, 2, at)))
        at += 1
    assert signs > 1000
    if game.over:
        entries = game.entries_for(0)
        page = debrief.debrief(game.view(0), entries, 78)
        assert not faults("\n".join([*plain_debrief(game.view(0), entries), plain(page)]))
