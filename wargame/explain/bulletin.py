"""What everybody may know of a game, for a screen that the whole room sees: scores, arenas, headlines and news."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from attrs import frozen

from wargame.explain.events import sentence
from wargame.explain.headlines import card_of, credit
from wargame.explain.scores import total_now
from wargame.rules.events import Event
from wargame.rules.observe import View
from wargame.rules.phases.security import incident_odds

TOLD = 8
"""Headlines and pieces of news that are kept in sight."""


@frozen
class Headline:
    """A card that has fallen."""

    turn: int
    title: str
    text: str
    source: str


@frozen
class Arena:
    """A ladder of tension and where it stands."""

    name: str
    sides: tuple[int, int]
    rung: int
    top: int
    """The rung at which everybody loses."""
    title: str
    """Of the rung."""
    odds: int
    """Percent, of an incident in a quarter."""


@frozen
class News:
    """Something else that happened in sight of all."""

    turn: int
    text: str


@frozen
class Bulletin:
    """All of it; the latest last."""

    scores: tuple[int, ...]
    arenas: tuple[Arena, ...]
    headlines: tuple[Headline, ...]
    news: tuple[News, ...]
    ended: str
    """How it ended; empty while it goes on."""


def bulletin(view: View, events: Sequence[Event]) -> Bulletin:
    """The bulletin of a view and of the log as the same eyes may read it."""
    scenario, state = view.scenario, view.state
    return Bulletin(
        scores=tuple(total_now(scenario, state, seat) for seat in range(scenario.npowers)),
        arenas=tuple(arenas(view)),
        headlines=tuple(_headlines(view, events))[-TOLD:],
        news=tuple(
            News(event.turn, sentence(scenario, event))
            for event in events[-4 * TOLD :]
            if card_of(scenario, event) is None
        )[-TOLD:],
        ended=scenario.spec.endings[state.ended.ending].title if state.ended is not None else "",
    )


def arenas(view: View) -> Iterable[Arena]:
    """Every ladder of tension."""
    scenario, state = view.scenario, view.state
    for number, spec in enumerate(scenario.spec.arenas):
        rung = state.tension[number]
        odds = incident_odds(scenario, state, number) if rung < len(spec.rungs) - 1 else 0
        sides = scenario.arena_sides[number]
        yield Arena(
            scenario.names["arena"][number], sides, rung, len(spec.rungs) - 1, spec.rungs[rung].name, odds
        )


def _headlines(view: View, events: Iterable[Event]) -> Iterable[Headline]:
    for event in events:
        card = card_of(view.scenario, event)
        if card is not None:
            yield Headline(event.turn, card.title, card.text, credit(view.scenario, card))
