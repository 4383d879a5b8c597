"""The command tree, and how what goes wrong is said: one line, one exit code, no traceback."""

from __future__ import annotations

import sys
from collections.abc import Sequence

import click

from wargame import __version__
from wargame.cli import authoring, laboratory, library, playing, seminar, tournament
from wargame.cli.shared import NAME, perhaps, say
from wargame.edge import leaving, streams

FAULT = 1
"""A fault in what was given, in the program, or in whoever reads the output and has gone."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command and exit: 0 done, 1 a fault, 2 usage, 128 and its number when a signal asked for the end."""
    try:
        streams.prepare()
        with leaving.unwinding():
            code = _run(arguments)
    except KeyboardInterrupt:
        code = leaving.code()
    except OSError:
        # There is nobody left to say it to.
        code = leaving.code() if leaving.asked() else FAULT
    streams.settle()
    sys.exit(code)


def _run(arguments: Sequence[str] | None) -> int:
    try:
        return _carried_out(arguments)
    finally:
        _let_guests_go()


def _let_guests_go() -> None:
    """End the processes of players that others wrote, where any were asked, and name who left more behind."""
    if "wargame.actors.guests" in sys.modules:
        from wargame.actors.guests import farewell

        for line in farewell():
            say(line, err=True)


def _carried_out(arguments: Sequence[str] | None) -> int:
    try:
        code = root.main(arguments, NAME, standalone_mode=False)
        sys.stdout.flush()
        if leaving.asked():
            return leaving.code()
        return code if isinstance(code, int) else 0
    except click.UsageError as error:
        where = error.ctx.command_path if error.ctx else NAME
        return _complain(f"{error.format_message()} See `{where} --help`.", 2)
    except click.ClickException as error:
        return _complain(error.format_message(), FAULT)
    except (KeyboardInterrupt, click.Abort):
        return leaving.code()
    except BrokenPipeError:
        return FAULT
    except OSError as error:
        return _complain(f"{error.filename or 'output'}: {error.strerror or error}", FAULT)
    except Exception as error:
        if not isinstance(error, _faults()):
            return _crashed(error)
        first, *more = getattr(error, "faults", (error,))
        _complain(str(first), FAULT)
        for fault in more:
            say(str(fault), err=True)
        return FAULT


def _complain(message: str, code: int) -> int:
    say(f"{NAME}: {message}", err=True)
    return code


def _crashed(error: Exception) -> int:
    """Say in one line that the program failed, where its log is, and how to go on with the game."""
    from wargame.edge import crash

    cause, saved = (error.cause, error.saved) if isinstance(error, crash.Broken) else (error, None)
    log = crash.record(cause)
    go_on = ""
    if saved is not None and saved.is_file():
        go_on = f" Your game is saved: `{NAME}`, then Continue, goes on with {saved.name}."
    where = f" What happened is in {log}, without anything of the game." if log else ""
    return _complain(f"the program failed ({type(cause).__name__}).{go_on}{where}", FAULT)


def _faults() -> tuple[type[Exception], ...]:
    """What can be wrong with what was given; imported only once something is."""
    from wargame.files import FileFault
    from wargame.journal import JournalFault
    from wargame.lab import LabFault
    from wargame.plain import ScriptFault
    from wargame.scenario import ScenarioFault

    return FileFault, JournalFault, LabFault, ScriptFault, ScenarioFault


class Tree(click.Group):
    """A group that names the nearest command."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command, or fail with the nearest."""
        if args and not args[0].startswith("-") and args[0] not in self.commands:
            ctx.fail(f"No command {args[0]!r}.{perhaps(args[0], self.commands)}")
        return super().resolve_command(ctx, args)


@click.group(
    NAME, cls=Tree, invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]}
)
@click.version_option(__version__, prog_name=NAME)
@click.pass_context
def root(ctx: click.Context) -> int:
    """Chokepoint: a wargame of rare-earth power. Without a command, the title screen."""
    return 0 if ctx.invoked_subcommand else playing.title()


for command in (
    playing.play,
    seminar.host,
    seminar.join,
    library.scenarios,
    authoring.validate,
    authoring.new_scenario,
    authoring.schema,
    library.list_games,
    library.verify,
    library.export,
    laboratory.simulate,
    laboratory.balance,
    tournament.tournament,
    laboratory.bench,
):
    root.add_command(command)
