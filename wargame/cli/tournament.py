"""Players against each other."""

from __future__ import annotations

from pathlib import Path

import click

from wargame.cli.laboratory import MOST_GAMES, jobs_option
from wargame.cli.progress import progress
from wargame.cli.shared import (
    campaign,
    json_option,
    out_option,
    player_named,
    print_json,
    say,
    say_lines,
    sealed_option,
    seed_option,
)


@click.command()
@click.argument("names", nargs=-1, metavar="PLAYER PLAYER...")
@click.option("--scenario", default=campaign, help="Which scenario they play (the campaign if left out).")
@click.option(
    "--games",
    type=click.IntRange(1, MOST_GAMES),
    default=20,
    show_default=True,
    help="Seeds. On each, every player of a pair is tried in every seat, and each kind plays itself.",
)
@click.option("--against", multiple=True, metavar="PLAYER", help="Only pairs with this one; may be repeated.")
@click.option("--ladder", is_flag=True, help="Only neighbours in the order in which they are named.")
@seed_option
@sealed_option
@jobs_option
@click.option(
    "--results",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Keep every game in this file as it comes in; started again, the run goes on from it. Needs --seed.",
)
@out_option
@json_option
def tournament(
    names: tuple[str, ...],
    scenario: str,
    games: int,
    against: tuple[str, ...],
    ladder: bool,
    seed: int | None,
    sealed: bool | None,
    jobs: int,
    results: Path | None,
    out: Path | None,
    as_json: bool,
) -> None:
    """Play actors against each other: one among players of another kind, in every seat, on the same seeds.

    Told are each one's share of wins with its 95 % interval, what it gains in the same seat on the same seed, and Elo.
    Each kind also plays itself, as a control.
    """
    from wargame import lab
    from wargame.actors import players
    from wargame.files import refuse_sources, write_whole
    from wargame.lab import tables
    from wargame.lab import tournament as contest
    from wargame.lab.results import Results
    from wargame.scenario import find, load
    from wargame.table import fresh_seed

    entered = _entered(names, against, players())
    if results is not None and seed is None:
        raise click.UsageError("--results needs --seed, or another run could not go on from it.")
    found = find(scenario)
    sources = [found, *found.rglob("*.toml"), *([results] if results is not None else [])]
    if out is not None:
        tables.check(out)
        refuse_sources(out, sources)
    loaded = load(scenario)
    only = [entered[name] for name in against]
    matches = contest.pairs(list(dict.fromkeys(entered.values())), only, ladder)
    wanted = contest.keys(loaded, matches, games)
    plan = lab.Plan.of(loaded, {}, games, fresh_seed() if seed is None else seed, sealed)
    with Results.open(results, plan) as kept:
        for notice in kept.notices:
            say(notice, err=True)
        missing = kept.missing(wanted)
        if len(missing) < len(wanted):
            say(f"{len(wanted) - len(missing)} of {len(wanted)} games are in {results} already.", err=True)
        with lab.executor(jobs, plan) as workers:
            coming = contest.play(loaded, plan, missing, lab.Workers(workers))
            for key, game in progress(coming, len(missing), not as_json):
                kept.add(key, game)
    played = {key: kept.games[key] for key in wanted}
    measured = contest.measure(loaded, played)
    if as_json:
        print_json(contest.as_data(loaded, plan, measured, played))
    else:
        say_lines(contest.as_text(loaded, plan, measured, played))
    if out is not None:
        write_whole(out, tables.written(out, contest.rows(loaded, played)), sources=sources)


def _entered(names: tuple[str, ...], against: tuple[str, ...], known: dict[str, str]) -> dict[str, str]:
    """The players named, by what they were called. Each is looked at once."""
    entered = {name: player_named(name, known) for name in dict.fromkeys((*names, *against))}
    if len(set(entered.values())) < 2:
        raise click.UsageError(
            "A tournament takes two players or more, such as `wargame tournament thumb random`."
        )
    return entered
