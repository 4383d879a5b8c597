"""Scenarios and saved games: list them, replay them, hand them to other programs."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from wargame.cli.shared import NAME, existing, hand_over, json_option, print_json, saves_option, say
from wargame.files import refuse_sources, write_whole
from wargame.rules.words import count

if TYPE_CHECKING:
    from wargame.journal import SaveInfo
    from wargame.scenario import Listing


@click.command()
@json_option
def scenarios(as_json: bool) -> None:
    """List the scenarios that come with the game, and your own."""
    from wargame.scenario import PRIMER, catalogue

    found = catalogue()
    if as_json:
        print_json([_listing_data(item) for item in found])
        return
    for item in found:
        if item.fault:
            say(f"{item.path if item.own else item.id}: cannot be read: {item.fault}")
            continue
        size = f"{count(item.turns, 'turn')}, {count(item.minutes, 'minute')}"
        say(f"{item.id}: {item.title}. {size}, {', '.join(item.seats)}.")
        say(f"    {item.about}")
        if item.own:
            say(f"    Your own: {item.path}")
    if any(item.id == PRIMER for item in found):
        say(f"Begin with `wargame play {PRIMER}`.")


def _listing_data(item: Listing) -> dict[str, object]:
    return {
        "id": item.id,
        "title": item.title,
        "about": item.about,
        "turns": item.turns,
        "minutes": item.minutes,
        "seats": list(item.seats),
        "path": str(item.path),
        "own": item.own,
        "fault": item.fault or None,
    }


@click.command("saves")
@saves_option
@click.option(
    "--recover",
    "damaged",
    type=click.Path(path_type=Path),
    metavar="NAME",
    help="Copy what is sound of a damaged game into a new one; the damaged file is left as it is.",
)
@json_option
def list_games(saves: str | None, damaged: Path | None, as_json: bool) -> None:
    """List the saved games, newest first, as they say of themselves; `wargame verify` checks one."""
    from wargame.actors.guests import short
    from wargame.journal import list_saves, saves_dir

    folder = saves_dir(saves)
    if damaged is not None:
        _recover(damaged if damaged.exists() else folder / damaged, as_json)
        return
    found = list_saves(folder)
    if as_json:
        print_json([_save_data(item) for item in found])
        return
    for item in found:
        if item.fault:
            say(f"{item.path}: damaged: {item.fault}")
            continue
        seats = ", ".join(f"{seat} {short(who)}" for seat, who in item.seats.items())
        state = f"over (recorded: {item.result.told})" if item.result else f"turn {item.turn}"
        say(f"{item.path}: {item.title}, {state}, {item.when('%Y-%m-%d %H:%M')}, {seats}")
    if not found:
        say(f"No saved games in {folder}")


def _recover(journal: Path, as_json: bool) -> None:
    from wargame.table import recover

    found = recover(existing(journal))
    if as_json:
        print_json(
            {
                "journal": str(journal),
                "fault": found.fault,
                "path": str(found.path),
                "decisions": found.decisions,
                "turn": found.turn,
            }
        )
        return
    say(f"{journal}: {found.fault}. It is left as it is.")
    say(f"{found.path}: {found.decisions} decisions, up to turn {found.turn}, were saved.")
    say(f"Go on with `wargame play --resume {found.path}`, or from the title screen.")


def _save_data(item: SaveInfo) -> dict[str, object]:
    return {
        "path": str(item.path),
        "scenario": item.scenario,
        "title": item.title,
        "turn": item.turn,
        "seats": item.seats,
        "updated": item.updated.isoformat(timespec="seconds") if item.updated else None,
        "over": item.over,
        "result": item.result.to_data() if item.result else None,
        "fault": item.fault or None,
    }


@click.command()
@click.argument("journal", type=click.Path(path_type=Path))
@json_option
def verify(journal: Path, as_json: bool) -> int:
    """Replay JOURNAL and check that every decision leads to the recorded position."""
    from attrs import asdict

    from wargame.table import verify as replay

    report = replay(existing(journal))
    if as_json:
        print_json({"journal": str(journal), **asdict(report)})
    elif report.ok:
        size = f"{count(report.decisions, 'decision')}, {count(report.turns, 'turn')}"
        say(f"{journal}: sound. {size}, {report.seconds:.2f} s.")
        if report.torn:
            say(
                f"The last {report.torn} bytes were torn off in writing and are dropped; "
                f"it is sound up to turn {report.turns} and can be continued."
            )
    else:
        mend = f" `wargame saves --recover {journal}` makes a copy of what is sound before that."
        say(f"{NAME}: {journal}: {report.message}.{mend if report.mendable else ''}", err=True)
    return 0 if report.ok else 1


@click.command()
@click.argument("journal", type=click.Path(path_type=Path))
@click.option("--format", "form", type=click.Choice(["json", "csv"]), default="json", show_default=True)
@click.option(
    "--table",
    "rows",
    type=click.Choice(["decisions", "scores"]),
    default="decisions",
    show_default=True,
    help="Which of the two CSV holds; JSON holds both.",
)
@click.option(
    "--out", type=click.Path(dir_okay=False, path_type=Path), help="Write to this file rather than here."
)
@click.option("--secrets", is_flag=True, help="Also a game under way, whose secrets it gives away.")
def export(journal: Path, form: str, rows: str, out: Path | None, secrets: bool) -> None:
    """Hand a saved game to other programs: its decisions with reasons, and the scores after every turn.

    Every seat's secrets are in it, so a game under way needs --secrets. It is replayed first; what does not replay is
    handed over as it is written, and said to be so.
    """
    from wargame.table import exported

    if out is not None:
        refuse_sources(out, [journal])
    data = exported(existing(journal), secrets=secrets)
    text = _as_csv(data[rows]) if form == "csv" else json.dumps(data, indent=2) + "\n"
    if out is None:
        hand_over(text)
    else:
        write_whole(out, text.encode("utf-8", "backslashreplace"), sources=[journal])
    if data["fault"]:
        say(
            f"{NAME}: {journal}: exported as it is written, for it does not replay: {data['fault']}", err=True
        )


def _as_csv(rows: list[dict[str, object]]) -> str:
    """A line of names, then a line for each row; empty when there is none."""
    table = io.StringIO()
    if rows:
        writer = csv.DictWriter(table, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    return table.getvalue()
