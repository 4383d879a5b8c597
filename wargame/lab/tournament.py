"""Players against each other: one among those of another kind, in every seat, on the same seeds; as a control, its like."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from statistics import mean
from typing import Any

from attrs import evolve, frozen

import wargame
from wargame.actors import DEFAULT_ACTOR
from wargame.actors.guests import short
from wargame.lab.elo import Rating, ratings
from wargame.lab.playing import GameRecord
from wargame.lab.report import faults_told, table
from wargame.lab.runs import Plan, Workers
from wargame.lab.share import Share, share_data, share_of
from wargame.rules.compiled import Scenario

Key = tuple[str, str, str, int]
"""A game: who is tried, among whom, in which seat (none when a kind plays itself), and which seed of the run."""


@frozen
class Trial:
    """How one player fared in one seat among players of another kind, on the seeds of that kind's own games."""

    player: str
    among: str
    seat: str
    """Empty: all seats together."""
    wins: Share
    score: float
    gain: float
    """Mean points more than the other kind made in that seat on the same seed."""
    higher: Share
    """Games in which it made more; equal ones count for neither and are left out."""


@frozen
class Mirror:
    """How often each seat wins when one kind plays them all."""

    player: str
    wins: Mapping[str, Share]
    nobody: int


@frozen
class Tournament:
    """What was found."""

    ratings: tuple[Rating, ...]
    trials: tuple[Trial, ...]
    mirrors: tuple[Mirror, ...]


def pairs(players: Sequence[str], against: Sequence[str] = (), ladder: bool = False) -> list[tuple[str, str]]:
    """Who is tried among whom: all with all, only pairs with one of `against`, or neighbours in the order given."""
    return [
        (one, other)
        for at, one in enumerate(players)
        for beside, other in enumerate(players)
        if at != beside
        and (not against or one in against or other in against)
        and (not ladder or abs(at - beside) == 1)
    ]


def keys(scenario: Scenario, matches: Iterable[tuple[str, str]], games: int) -> list[Key]:
    """Every game to be played. The first seeds come first, so that a run cut short is whole as far as it goes."""
    matches = list(matches)
    kinds = list(dict.fromkeys(player for match in matches for player in match))
    return [
        key
        for index in range(games)
        for key in (
            *((kind, kind, "", index) for kind in kinds),
            *((one, other, seat, index) for one, other in matches for seat in scenario.ids["power"]),
        )
    ]


def controllers(scenario: Scenario, key: Key) -> dict[str, str]:
    """Who sits where in a game."""
    player, among, seat, _ = key
    return {power: player if power == seat else among for power in scenario.ids["power"]}


def play(
    scenario: Scenario, plan: Plan, wanted: Sequence[Key], workers: Workers
) -> Iterator[tuple[Key, GameRecord]]:
    """Play games; they come in their order. Each depends on its key and the plan's seed alone."""
    plans = ((evolve(plan, controllers=controllers(scenario, key)), key[3]) for key in wanted)
    yield from zip(wanted, (game.record for game in workers.each(plans)), strict=True)


def measure(scenario: Scenario, played: Mapping[Key, GameRecord]) -> Tournament:
    """What the games show. A trial counts where its mirror game was played too."""
    matches = list(dict.fromkeys((one, other) for one, other, seat, _ in played if seat))
    kinds = list(dict.fromkeys(one for one, _, seat, _ in played if not seat))
    seats = scenario.ids["power"]
    trials = [
        trial
        for one, other in matches
        for seat in ("", *seats)
        if (trial := _trial(played, one, other, seat)) is not None
    ]
    decided = [
        (tuple(controllers(scenario, key).values()), seats.index(game.winner))
        for key, game in played.items()
        if game.winner is not None and key[2]
    ]
    return Tournament(
        tuple(ratings(decided, DEFAULT_ACTOR)) if decided else (),
        tuple(trials),
        tuple(_mirror(played, kind, seats) for kind in kinds),
    )


def _trial(played: Mapping[Key, GameRecord], one: str, other: str, seat: str) -> Trial | None:
    found = [
        (game, played[other, other, "", key[3]], key[2])
        for key, game in played.items()
        if key[:2] == (one, other)
        and key[2]
        and seat in ("", key[2])
        and (other, other, "", key[3]) in played
    ]
    if not found:
        return None
    gains = [game.scores[at] - usual.scores[at] for game, usual, at in found]
    return Trial(
        one,
        other,
        seat,
        share_of(game.winner == at for game, _, at in found),
        mean(game.scores[at] for game, _, at in found),
        mean(gains),
        share_of(gain > 0 for gain in gains if gain),
    )


def _mirror(played: Mapping[Key, GameRecord], kind: str, seats: Sequence[str]) -> Mirror:
    games = [game for key, game in played.items() if key[:3] == (kind, kind, "")]
    wins = {seat: share_of(game.winner == seat for game in games) for seat in seats}
    return Mirror(kind, wins, sum(game.winner is None for game in games))


# ---- the report
def rows(scenario: Scenario, played: Mapping[Key, GameRecord]) -> list[dict[str, Any]]:
    """A flat row for every game, for tables on disk."""
    return [
        {
            "player": player,
            "among": among,
            "seat": seat,
            "index": index,
            "seed": game.seed,
            "winner": game.winner or "",
            **{f"score_{power}": game.scores[power] for power in scenario.ids["power"]},
            "ending": game.ending,
            "turns": game.turns,
            "decisions": game.decisions,
            "stood_in": sum(faults.count for faults in game.faults.values()),
            "digest": game.digest,
        }
        for (player, among, seat, index), game in played.items()
    ]


def as_data(
    scenario: Scenario, plan: Plan, found: Tournament, played: Mapping[Key, GameRecord]
) -> dict[str, Any]:
    """The run as one JSON-able document."""
    return {
        "scenario": scenario.spec.id,
        "rules": wargame.__version__,
        "seed": plan.seed,
        "games": len(played),
        "ratings": [
            {"player": one.player, "elo": round(one.elo), "margin": round(one.margin)}
            for one in found.ratings
        ],
        "trials": [
            {
                "player": one.player,
                "among": one.among,
                "seat": one.seat or "all",
                "wins": share_data(one.wins),
                "mean_score": round(one.score, 2),
                "gain": round(one.gain, 2),
                "higher": share_data(one.higher),
            }
            for one in found.trials
        ],
        "mirrors": [
            {
                "player": one.player,
                "wins": {seat: share_data(share) for seat, share in one.wins.items()},
                "no_winner": one.nobody,
            }
            for one in found.mirrors
        ],
        "faults": faults(scenario, played),
    }


def faults(scenario: Scenario, played: Mapping[Key, GameRecord]) -> list[str]:
    """Who was stood in for, by match."""
    found = []
    for key, game in played.items():
        found += faults_told(controllers(scenario, key), [game])
    return found


def as_text(scenario: Scenario, plan: Plan, found: Tournament, played: Mapping[Key, GameRecord]) -> str:
    """The run for people."""
    lines = [f"{scenario.spec.id}, {len(played)} games, seed {plan.seed}, rules {wargame.__version__}", ""]
    if found.ratings:
        lines += table(
            [["player", "Elo", "± 95%"]]
            + [[short(one.player), f"{one.elo:.0f}", f"{one.margin:.0f}"] for one in found.ratings]
        )
        lines += ["", f"An even share of wins is {100 / scenario.npowers:.0f}%.", ""]
    heads = ["player", "among", "seat", "wins", "95% interval", "score", "gain", "higher", "95% interval"]
    lines += table([heads, *map(_trial_row, found.trials)])
    lines += ["", "One kind in every seat, the control:", ""]
    seats = scenario.ids["power"]
    lines += table(
        [["player", *seats, "nobody"]]
        + [
            [short(one.player), *(f"{one.wins[seat].percent:.0f}%" for seat in seats), one.nobody]
            for one in found.mirrors
        ]
    )
    told = faults(scenario, played)
    return "\n".join([*lines, *([""] if told else []), *told])


def _trial_row(one: Trial) -> list[object]:
    return [
        short(one.player),
        short(one.among),
        one.seat or "all",
        f"{one.wins.percent:.0f}%",
        _between(one.wins),
        f"{one.score:.1f}",
        f"{one.gain:+.1f}",
        f"{one.higher.percent:.0f}%",
        _between(one.higher),
    ]


def _between(share: Share) -> str:
    low, high = share.interval
    return f"{low:.0f} to {high:.0f}%"
