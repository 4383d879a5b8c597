"""A seat's role on one sheet: who one is, what one is after, and where that stands."""

from __future__ import annotations

from attrs import frozen

from wargame.explain.gains import goal_name
from wargame.explain.goals import agendas_in_hand, asked_of, standing
from wargame.explain.governments import governed
from wargame.explain.grammar import capital
from wargame.explain.scores import total_now
from wargame.rules.observe import View
from wargame.rules.scoring import objective_scores
from wargame.rules.spec import AgendaSpec


@frozen
class Aim:
    """A goal with the points it has earned, of how many."""

    title: str
    column: str
    points: int
    weight: int
    told: str
    """What it reads and where that stands."""
    secret: bool


@frozen
class Role:
    """The sheet."""

    about: tuple[str, ...]
    score: int
    aims: tuple[Aim, ...]
    offered: tuple[str, ...]
    """Agendas to choose from."""


def role(view: View) -> Role:
    """The sheet of the view's own seat."""
    scenario, state, seat = view.scenario, view.state, view.seat
    return Role(
        about=tuple(governed(view, seat)),
        score=total_now(scenario, state, seat),
        aims=tuple(
            Aim(
                capital(goal_name(scenario, seat, goal)),
                goal.column,
                points // 100,
                goal.weight,
                ". ".join([standing(scenario, goal, value), *_asked(goal)]) + ".",
                isinstance(goal, AgendaSpec),
            )
            for goal, value, points in objective_scores(scenario, state, seat)
        ),
        offered=tuple(text for _, text in agendas_in_hand(view)),
    )


def _asked(goal: object) -> list[str]:
    return asked_of(goal) if isinstance(goal, AgendaSpec) else []
