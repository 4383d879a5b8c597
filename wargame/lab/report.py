"""What a run found, as plain data, as CSV and as a table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from statistics import mean
from typing import Any

from attrs import asdict

import wargame
from wargame.actors.guests import short
from wargame.lab.playing import GameRecord
from wargame.rules.words import count


def as_data(
    scenario: str,
    seed: int,
    controllers: Mapping[str, str],
    games: Sequence[GameRecord],
    seconds: float,
    sealed: bool = False,
) -> dict[str, Any]:
    """The run as one JSON-able document."""
    return {
        "scenario": scenario,
        "rules": wargame.__version__,
        "seed": seed,
        "sealed": sealed,
        "games": [asdict(game) for game in games],
        "summary": summary(controllers, games, seconds),
    }


def summary(controllers: Mapping[str, str], games: Sequence[GameRecord], seconds: float) -> dict[str, Any]:
    """Counts and means; the rates are of the wall clock and so are the only figures that do not repeat."""
    wins = Counter(game.winner for game in games)
    decisions = sum(game.decisions for game in games)
    return {
        "controllers": dict(controllers),
        "games": len(games),
        "wins": {seat: wins[seat] for seat in controllers},
        "no_winner": wins[None],
        "mean_scores": {seat: round(mean(g.scores[seat] for g in games), 2) for seat in controllers},
        "governments": governed(controllers, games),
        "faults": faults_told(controllers, games),
        "endings": dict(sorted(Counter(game.ending for game in games).items())),
        "mean_turns": round(mean(game.turns for game in games), 2),
        "decisions": decisions,
        "seconds": round(seconds, 3),
        "games_per_second": round(len(games) / seconds, 2),
        "decisions_per_second": round(decisions / seconds, 1),
    }


def rows(seats: Iterable[str], games: Iterable[GameRecord]) -> list[dict[str, Any]]:
    """A flat row for every game, for tables on disk: one column per seat's score."""
    seats = tuple(seats)
    return [
        {
            "index": game.index,
            "seed": game.seed,
            "winner": game.winner or "",
            **{f"score_{seat}": game.scores[seat] for seat in seats},
            **{f"government_{seat}": game.governments.get(seat, "") for seat in seats},
            "ending": game.ending,
            "turns": game.turns,
            "decisions": game.decisions,
            "digest": game.digest,
        }
        for game in games
    ]


def governed(seats: Iterable[str], games: Sequence[GameRecord]) -> dict[str, dict[str, dict[str, int]]]:
    """By seat and government: games and wins."""
    found: dict[str, dict[str, dict[str, int]]] = {}
    for seat in seats:
        games_of = Counter(game.governments[seat] for game in games if seat in game.governments)
        wins_of = Counter(game.governments.get(seat) for game in games if game.winner == seat)
        if games_of:
            found[seat] = {name: {"games": n, "wins": wins_of[name]} for name, n in sorted(games_of.items())}
    return found


def faults_told(controllers: Mapping[str, str], games: Iterable[GameRecord]) -> list[str]:
    """Who was stood in for, how often, and what was wrong the first time: a line each."""
    counts: Counter[str] = Counter()
    first: dict[str, str] = {}
    for game in games:
        for seat, faults in game.faults.items():
            counts[seat] += faults.count
            first.setdefault(seat, f"first in game {game.index}, {faults.first}")
    return [
        f"{seat}, {short(controllers[seat])}: rules of thumb stood in {count(times, 'time')}; {first[seat]}"
        for seat, times in counts.items()
    ]


def as_text(data: Mapping[str, Any]) -> str:
    """The run for people: one line per game, then each seat's wins and mean score, then the endings."""
    found = data["summary"]
    seats, games = tuple(found["controllers"]), found["games"]
    heads = ["game", "winner", *seats, "turns", "decisions", "ending"]
    rows = [
        [
            g["index"],
            g["winner"] or "none",
            *(g["scores"][s] for s in seats),
            g["turns"],
            g["decisions"],
            g["ending"],
        ]
        for g in data["games"]
    ]
    lines = [
        f"{data['scenario']}{', sealed orders' * data['sealed']}, seed {data['seed']}, rules {data['rules']}",
        "",
        *table([heads, *rows]),
        "",
    ]
    tally = [["seat", "actor", "wins", "share", "mean score"]]
    for seat in seats:
        wins = found["wins"][seat]
        share = f"{100 * wins / games:.0f}%"
        tally.append(
            [seat, short(found["controllers"][seat]), wins, share, f"{found['mean_scores'][seat]:.1f}"]
        )
    lines += table(tally)
    lines += _governments(found["governments"])
    lines += ["", f"No single winner: {found['no_winner']} of {games}"]
    lines += [f"Ending {ending}: {times}" for ending, times in found["endings"].items()]
    rate = f"{found['decisions_per_second']:,.0f} decisions/s, {found['games_per_second']:.1f} games/s"
    lines += found["faults"]
    return "\n".join([*lines, f"{found['decisions']:,} decisions in {found['seconds']:.1f} s: {rate}"])


def _governments(found: Mapping[str, Mapping[str, Mapping[str, int]]]) -> list[str]:
    """How often each government won."""
    told = [
        [name, each["games"], each["wins"], f"{100 * each['wins'] / each['games']:.0f}%"]
        for own in found.values()
        for name, each in own.items()
    ]
    return ["", *table([["government", "games", "wins", "share"], *told])] if told else []


def table(rows: Sequence[Sequence[object]]) -> list[str]:
    """Rows in aligned columns; what looks like a number stands to the right."""
    cells = [[str(cell) for cell in row] for row in rows]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    right = [
        all(cell[:1].isdigit() or cell[:1] in ("-", "+") for cell in column[1:])
        for column in zip(*cells, strict=True)
    ]
    return [
        "  ".join(
            cell.rjust(width) if number else cell.ljust(width)
            for cell, width, number in zip(row, widths, right, strict=True)
        ).rstrip()
        for row in cells
    ]
