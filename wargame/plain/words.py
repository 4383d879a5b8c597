"""What is typed and what is listed at the prompt: numbers read, names joined, causes spelt out."""

from __future__ import annotations

from collections.abc import Iterable

from wargame.rules.actions.base import describe
from wargame.rules.compiled import Scenario
from wargame.rules.errors import BadAction
from wargame.rules.space import space_of


def up_to(digits: str, most: int) -> int:
    """A number as typed; one above `most` for all that are, for there may be thousands of digits."""
    digits = digits.lstrip("0") or "0"
    return int(digits) if len(digits) <= len(str(most)) else most + 1


def joined(words: Iterable[str]) -> str:
    """`a, b and c`."""
    *head, last = list(words) or ["none"]
    return f"{', '.join(head)} and {last}" if head else last


def cause(scenario: Scenario, text: str) -> str:
    """A ledger's cause in words: an action's key is spelt out with who took it."""
    try:
        action = space_of(scenario).parse(text)
    except BadAction:
        return text
    return f"{scenario.names['power'][action.seat]}: {describe(action, scenario)}"
