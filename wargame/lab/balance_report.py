"""What a balance run found, as plain data and as tables."""

from __future__ import annotations

from typing import Any

from attrs import asdict, frozen

import wargame
from wargame.actors.guests import short
from wargame.lab.balance import Balance, Repeated
from wargame.lab.report import table
from wargame.lab.share import Share, Target, share_data

MOST_REPEATED = 12
"""Repeated classes listed for people, the most successful first."""


@frozen
class Run:
    """What was played, and how long it took."""

    scenario: str
    actor: str
    seed: int
    games: int
    repeats: int
    """Games of every seat and class of action."""
    sealed: bool
    played: int
    """Games in all."""
    seconds: float

    def head(self) -> dict[str, Any]:
        """What was played, as it stands at the top of every report."""
        return {
            "scenario": self.scenario,
            "rules": wargame.__version__,
            "actor": self.actor,
            "sealed": self.sealed,
            "seed": self.seed,
            "games": self.games,
        }

    def pace(self) -> dict[str, float]:
        """How fast it went: what does not repeat."""
        rate = round(self.played / self.seconds, 3)
        return {"games": self.played, "seconds": round(self.seconds, 3), "games_per_second": rate}


def as_data(run: Run, found: Balance) -> dict[str, Any]:
    """The run as one JSON-able document; `pace` alone does not repeat."""
    return {
        **run.head(),
        "repeats": run.repeats,
        "targets": [target_data(target) for target in found.targets],
        "seats": {seat: {**row, "wins": share_data(row["wins"])} for seat, row in found.seats.items()},
        "endings": found.endings,
        "actions": {code: share_data(share) for code, share in found.actions.items()},
        "repeated": [
            {
                "seat": one.seat,
                "action": one.code,
                "wins": share_data(one.wins),
                "uses_per_game": round(one.uses, 2),
            }
            for one in found.repeated
        ],
        "goals": [
            {**asdict(row), "mean": round(row.mean, 2), "spread": round(row.spread, 2)} for row in found.goals
        ],
        "pace": run.pace(),
    }


def target_data(target: Target) -> dict[str, Any]:
    """A target and whether it was met."""
    return {
        "name": target.name,
        "least": target.least,
        "most": target.most,
        "value": None if target.value is None else round(target.value, 2),
        "share": share_data(target.share) if target.share else None,
        "met": target.met,
        "sure": target.sure,
        "detail": target.detail,
    }


def as_text(run: Run, found: Balance) -> str:
    """The run for people: the targets first, then what they were measured from."""
    orders = ", sealed orders" if run.sealed else ""
    lines = [
        f"{run.scenario}, {run.games} games of {short(run.actor)} against itself{orders}, seed {run.seed}, "
        f"rules {wargame.__version__}",
        "",
        *table([target_heads(), *map(target_row, found.targets)]),
        "",
        *(f"{target.name}: {target.detail}." for target in found.targets if target.detail),
        "",
        *table([["seat", "wins", "mean score", "median", "decisions"], *_seat_rows(found)]),
        "",
        *(f"Ending {ending}: {count}" for ending, count in found.endings.items()),
        "",
        f"Games in which anybody took it: {_uses(found)}.",
    ]
    lines += [
        "",
        *table([["seat", "goal", "points", "mean", "of them", "spread", "games"], *_goal_rows(found)]),
    ]
    if found.repeated:
        lines += ["", f"Taken whenever it can be, {run.repeats} games each:"]
        lines += table(
            [["seat", "action", "wins", "95% interval", "a game"], *_repeated_rows(found.repeated)]
        )
    pace = f"{run.played:,} games in {run.seconds:.1f} s: {run.played / run.seconds:.2f} games/s"
    return "\n".join([*lines, "", pace])


def target_heads() -> list[str]:
    """What stands over the columns of `target_row`."""
    return ["target", "wanted", "measured", "95% interval", "met"]


def target_row(target: Target) -> list[str]:
    """A target as a row of a table."""
    least, most, unit = target.least, target.most, target.unit
    if least is not None and most is not None:
        wanted = f"{least:g} to {most:g}{unit}"
    elif least is not None:
        wanted = f"{least:g}{unit} or more"
    else:
        wanted = f"{most:g}{unit} or less" if most is not None else "-"
    measured = "-" if target.value is None else f"{target.value:.1f}{unit}"
    met = {True: "yes", False: "no", None: "-"}[target.met]
    return [target.name, wanted, measured, _interval(target.share), met if target.sure else f"{met}, perhaps"]


def _interval(share: Share | None) -> str:
    return f"{share.interval[0]:.1f} to {share.interval[1]:.1f}%" if share else "-"


def _seat_rows(found: Balance) -> list[list[object]]:
    return [
        [
            seat,
            row["wins"].count,
            f"{row['mean_score']:.1f}",
            f"{row['median_score']:g}",
            f"{row['decisions']:.1f}",
        ]
        for seat, row in found.seats.items()
    ]


def _goal_rows(found: Balance) -> list[list[object]]:
    return [
        [
            row.seat,
            row.goal,
            row.weight,
            f"{row.mean:.1f}",
            f"{100 * row.mean / row.weight:.0f}%",
            f"{row.spread:.0f}%",
            row.games,
        ]
        for row in found.goals
    ]


def _uses(found: Balance) -> str:
    rarest = sorted(found.actions.items(), key=lambda item: item[1].percent)
    return ", ".join(f"{code} {share.percent:.0f}%" for code, share in rarest)


def _repeated_rows(repeated: tuple[Repeated, ...]) -> list[list[object]]:
    best = sorted(repeated, key=lambda one: -one.wins.percent)[:MOST_REPEATED]
    return [
        [one.seat, one.code, f"{one.wins.percent:.0f}%", _interval(one.wins), f"{one.uses:.1f}"]
        for one in best
    ]
