"""Writing scenarios: start one, check one, and a schema for the editor."""

from __future__ import annotations

from pathlib import Path

import click

from wargame.cli.shared import json_option, print_json


@click.command("new-scenario")
@click.argument("name")
def new_scenario(name: str) -> None:
    """Start a scenario: a small one to change, written to NAME.toml in this folder."""
    from wargame.scenario import start_scenario

    try:
        path = start_scenario(name, Path())
    except FileExistsError as error:
        raise click.ClickException(f"{error.filename} is there already and stays as it is.") from None
    click.echo(f"{path} is written. `wargame validate {path}` checks it, `wargame play {path}` plays it.")


@click.command()
@click.argument("file")
@json_option
def validate(file: str, as_json: bool) -> int:
    """Check a scenario FILE, or one that comes with the game, and report every fault at once."""
    from attrs import asdict

    from wargame.scenario import ScenarioFault, check, find

    path = Path(file)
    try:
        path = path if path.exists() else find(file)
        _, faults = check(path)
    except ScenarioFault as refused:
        faults = list(refused.faults)
    ok = not faults
    if as_json:
        print_json({"file": str(path), "ok": ok, "faults": [asdict(fault) for fault in faults]})
    elif ok:
        click.echo(f"{path}: no faults.")
    else:
        for fault in faults:
            click.echo(f"{path}: {fault}", err=True)
    return 0 if ok else 1


@click.command()
@click.option("--part", is_flag=True, help="For the parts of a scenario that is a folder.")
def schema(part: bool) -> None:
    """Print a JSON Schema of scenario files, for editors that check as you type."""
    from wargame.scenario import schema as make

    print_json(make(part))
