"""What several commands share: options, who plays which seat, the nearest name for a mistyped one."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from wargame.rules.letters import likeness, visible, visible_lines

if TYPE_CHECKING:
    from wargame.rules.compiled import Scenario

Decorated = TypeVar("Decorated", bound=Callable[..., Any])
NAME = "wargame"
SHOWN = 24
"""Letters of a mistyped value that are repeated."""


def perhaps(word: str, names: Iterable[str]) -> str:
    """The nearest name to a mistyped one, or all there are."""
    folded = {name.casefold(): name for name in names}
    near = get_close_matches(word.casefold(), folded, 1, 0.5)
    return f" Did you mean {folded[near[0]]!r}?" if near else f" There are: {', '.join(folded.values())}."


def say(line: str, *, err: bool = False) -> None:
    """A line for a person. What a terminal would obey, in the name of a file or a text from one, is written out."""
    click.echo(visible(line), err=err)


def say_lines(text: str) -> None:
    """The same for a report of many lines."""
    click.echo(visible_lines(text))


def print_json(document: object) -> None:
    """The whole output of a command with `--json`; whatever is not ASCII is written out in it."""
    click.echo(json.dumps(document, indent=2))


def hand_over(text: str) -> None:
    """Data for another program, as it is; on a terminal, in front of a person, as `say_lines` would put it."""
    # Click would take from it what looks like colours.
    sys.stdout.write(visible_lines(text) if sys.stdout.isatty() else text)
    sys.stdout.flush()


def split_seats(
    _ctx: click.Context, param: click.Parameter, values: tuple[str, ...]
) -> list[tuple[str, str]]:
    """What was given as SEAT=PLAYER or SEAT=ID, as pairs."""
    pairs = []
    for value in values:
        seat, equals, who = value.partition("=")
        if not (seat and equals and who):
            example = "human" if param.name == "seats" else "ID"
            raise click.BadParameter(
                f"{value!r} is not of the form {param.metavar}, as in {seat.strip() or 'SEAT'}={example}."
            )
        pairs.append((seat.strip(), who.strip()))
    return pairs


def seat_players(
    scenario: Scenario, given: Iterable[tuple[str, str]], players: Iterable[str]
) -> dict[str, str]:
    """Players by seat id, as far as given. Seats go by id or name in any case."""
    ids, names = scenario.ids["power"], scenario.names["power"]
    # An id always means its own power, whatever another is called.
    seats = {likeness(word): seat for words in (names, ids) for word, seat in zip(words, ids, strict=True)}
    known = tuple(players)
    found: dict[str, str] = {}
    for word, who in given:
        seat = seats.get(likeness(word))
        if seat is None:
            raise click.ClickException(f"{scenario.spec.id} has no seat {word!r}.{perhaps(word, ids)}")
        if seat in found:
            raise click.ClickException(f"Seat {seat} is given twice.")
        found[seat] = player_named(who, known)
    return found


def seat_governments(
    scenario: Scenario, given: Iterable[tuple[str, str]], controllers: Mapping[str, str]
) -> dict[str, str]:
    """Governments by seat id, as far as given: each by its id, or what comes after the underscore in it."""
    from wargame.table import governed, ungoverned

    ids = scenario.ids["power"]
    found: dict[str, str] = {}
    for word, name in given:
        seat = next((each for each in ids if likeness(each) == likeness(word)), None)
        if seat is None:
            raise click.ClickException(f"{scenario.spec.id} has no seat {word!r}.{perhaps(word, ids)}")
        if not governed(controllers[seat]):
            raise click.ClickException(f"{ungoverned(seat, controllers[seat])}.")
        own = [government.id for government in scenario.governments[ids.index(seat)]]
        if not own:
            raise click.ClickException(f"{scenario.spec.id} has no governments for {seat}.")
        spelt = {likeness(way): each for each in own for way in (each.partition("_")[2], each)}
        if likeness(name) not in spelt:
            raise click.ClickException(f"{seat} has no government {name!r}.{perhaps(name, own)}")
        found[seat] = spelt[likeness(name)]
    return found


def player_named(who: str, players: Iterable[str]) -> str:
    """The player of that name, one of those or one that others wrote.

    Theirs is started once, so that whatever is wrong with it is said before a game begins.
    """
    from wargame.actors.guests import GuestFault, absolute, introduce, is_guest, short

    known = tuple(players)
    if not is_guest(who):
        if who not in known:
            raise click.ClickException(f"No player is called {who!r}.{perhaps(who, known)}")
        return who
    name = absolute(who)
    try:
        introduce(name)
    except GuestFault as fault:
        raise click.ClickException(f"{short(name)} {fault.detail}.") from None
    return name


def read_seed(_ctx: click.Context, _param: click.Parameter, value: str | None) -> int | None:
    """A seed, by the same rule as on the screen."""
    from wargame.table import parse_seed

    if value is None:
        return None
    try:
        return parse_seed(value)
    except ValueError as fault:
        raise click.BadParameter(f"{value[:SHOWN]!r}: {fault}.") from fault


def existing(journal: Path) -> Path:
    """A journal that is there, whatever it is."""
    if journal.is_dir():
        raise click.ClickException(f"{str(journal)!r} is a directory; a saved game is a file in one.")
    if not journal.exists():
        names = [path.name for path in journal.parent.glob("*.jsonl")]
        hint = perhaps(journal.name, names) if names else ""
        raise click.ClickException(f"No saved game {str(journal)!r}.{hint} `wargame saves` lists them.")
    return journal


def campaign() -> str:
    """The scenario that is meant when none is named."""
    from wargame.scenario import CAMPAIGN

    return CAMPAIGN


class SeatsOption(click.Option):
    """`--seat`, whose help names the players; they are looked up when somebody asks."""

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """The option, and who there is: how strong, and how long a move takes."""
        from wargame.actors import ACTORS

        shown = super().get_help_record(ctx)
        who = "; ".join(f"{name} ({about.partition(':')[0]})" for name, about in ACTORS.items())
        return shown and (shown[0], f"{shown[1]} Programs: {who}.")


scenario_argument = click.argument("scenario", default=campaign)
seats_option = click.option(
    "--seat",
    "seats",
    cls=SeatsOption,
    multiple=True,
    metavar="SEAT=PLAYER",
    callback=split_seats,
    help="Who plays a seat; may be repeated.",
)
government_option = click.option(
    "--government",
    "governments",
    multiple=True,
    metavar="SEAT=ID",
    callback=split_seats,
    help="Who governs a seat that a program plays; may be repeated (default: drawn from the seed).",
)
shown_option = click.option(
    "--governments",
    "shown",
    type=click.Choice(["shown", "hidden"]),
    default="shown",
    show_default=True,
    help="Whether everybody is told who governs whom, or it is left to be found out.",
)
seed_option = click.option(
    "--seed",
    callback=read_seed,
    metavar="NUMBER",
    help="Where chance starts; a fresh one if left out.",
)


def _orders(ctx: click.Context, param: click.Parameter, given: bool) -> bool | None:
    """How orders are given; None leaves it to the scenario."""
    alternating = ctx.meta.setdefault("alternating", False)
    if param.name == "alternating":
        ctx.meta["alternating"] = given
    elif given and alternating:
        raise click.UsageError("--sealed and --alternating exclude each other.")
    return True if given else False if alternating else None


def sealed_option(command: Decorated) -> Decorated:
    """`--sealed` or `--alternating`, not both."""
    sealed = click.option(
        "--sealed",
        is_flag=True,
        callback=_orders,
        help="Plan orders in secret and reveal them together (default: as the scenario says).",
    )
    alternating = click.option(
        "--alternating",
        is_flag=True,
        is_eager=True,
        expose_value=False,
        callback=_orders,
        help="Act in turns (default: as the scenario says).",
    )
    return sealed(alternating(command))


saves_option = click.option(
    "--saves", metavar="DIR", help="Where games are saved (default: $WARGAME_SAVES, or a usual place)."
)
out_option = click.option(
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Also write one line per game to this .csv or .parquet file.",
)
json_option = click.option(
    "--json", "as_json", is_flag=True, help="Print one JSON document and nothing else."
)
