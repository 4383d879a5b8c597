"""Where a headline comes from: every card names its source, or says that it is fictional."""

from __future__ import annotations

from wargame.rules.compiled import Scenario
from wargame.rules.events import Event
from wargame.rules.spec import FICTIONAL, CardSpec


def card_of(scenario: Scenario, event: Event) -> CardSpec | None:
    """The card that an event of the log tells; None for any other event."""
    return scenario.spec.cards[event.number("card")] if event.kind == "headline" else None


def credit(scenario: Scenario, card: CardSpec) -> str:
    """`Source: ...`, or that the card is fictional; empty when it does not say."""
    source = scenario.spec.sources.get(card.source)
    if source is not None:
        return f"Source: {source.title}"
    return "This headline is fictional." if card.source == FICTIONAL else ""
