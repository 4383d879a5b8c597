"""The lender's account: it opens empty, so what stands in it below nought is what the lender has paid out."""

from __future__ import annotations

from typing import TypeVar

from attrs import evolve

from wargame.rules.board import Entry
from wargame.rules.compiled import Scenario
from wargame.rules.forecast import Change

PAID_OUT = "Paid out by the IMF"
"""What the account is called where it is told by `paid_out`."""
_Step = TypeVar("_Step", Change, Entry)


def is_lender(scenario: Scenario, name: str, index: int) -> bool:
    """Whether a figure is the lender's account."""
    return name == "money" and index == scenario.imf


def paid_out(scenario: Scenario, step: _Step) -> _Step:
    """A step of the lender's account as what it has paid out, less what came back; any other step as it is."""
    if not is_lender(scenario, step.name, step.index):
        return step
    return evolve(step, delta=-step.delta, value=-step.value)
