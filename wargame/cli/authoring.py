"""Writing scenarios: start one, check one, and a schema for the editor."""

from __future__ import annotations

from pathlib import Path

import click

from wargame.cli.shared import json_option, print_json, say


@click.command("new-scenario")
@click.argument("name")
def new_scenario(name: str) -> None:
    """Start a scenario: a small one to change, written to NAME.toml in this folder."""
    from wargame.scenario import start_scenario

    try:
        path = start_scenario(name, Path())
    except FileExistsError as error:
        raise click.ClickException(f"{error.filename} is there already and stays as it is.") from None
    say(f"{path} is written. `wargame validate {path}` checks it, `wargame play {path}` plays it.")


@click.command()
@click.argument("file")
@click.option(
    "--games",
    type=click.IntRange(0, 1_000),
    default=12,
    show_default=True,
    help="Games between players at random, to warn of what happens in none of them; 0 plays none.",
)
@json_option
def validate(file: str, games: int, as_json: bool) -> int:
    """Check a scenario FILE, or one that comes with the game: every fault at once, and what never comes to anything."""
    from attrs import asdict, evolve

    from wargame.actors.intents import unknown
    from wargame.scenario import Fault, ScenarioFault, find, load, warnings
    from wargame.scenario.faults import quote

    path, faults, doubts = Path(file), list[Fault](), list[Fault]()
    try:
        path = path if path.exists() else find(file)
        scenario = load(str(path.absolute()))
        doubts = [
            Fault(
                "unknown-word",
                f"powers[{power}].intents",
                quote(name),
                "the name of an intent (docs/actors.md)",
            )
            for power, name in unknown(scenario)
        ]
        doubts += warnings(scenario, games)
    except ScenarioFault as refused:
        faults = list(refused.faults)
    ok = not faults
    if as_json:
        told = {
            "faults": [asdict(fault) for fault in faults],
            "warnings": [asdict(doubt) for doubt in doubts],
        }
        print_json({"file": str(path), "ok": ok, **told})
        return 0 if ok else 1
    for doubt in doubts:
        say(f"{path}: warning: {doubt}")
    if ok:
        say(f"{path}: no faults.")
    for fault in faults:
        # Its own name stands before it already.
        said = evolve(fault, file="") if fault.file == path.name else fault
        say(f"{path}: {said}", err=True)
    return 0 if ok else 1


@click.command()
@click.option("--part", is_flag=True, help="For the parts of a scenario that is a folder.")
def schema(part: bool) -> None:
    """Print a JSON Schema of scenario files, for editors that check as you type."""
    from wargame.scenario import schema as make

    print_json(make(part))
