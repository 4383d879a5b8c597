"""What tells screens of choices what a choice would do: the table's forecast."""

from collections.abc import Awaitable, Callable

from wargame.explain.prospects import Prospect
from wargame.rules.actions.base import Action

Forecaster = Callable[[Action], Awaitable[Prospect]]
