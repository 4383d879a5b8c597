"""The command tree, and how what goes wrong is said: one line, one exit code, no traceback."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

import click

from wargame import __version__
from wargame.cli import authoring, laboratory, library, playing
from wargame.cli.shared import NAME, perhaps, say

BROKEN_PIPE = 1
"""When whoever reads the output has gone. Click says the same where it notices first."""
INTERRUPTED = 130


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command and exit: 0 done, 1 a fault in what was given, 2 usage, 130 interrupted."""
    sys.exit(_run(arguments))


def _run(arguments: Sequence[str] | None) -> int:
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            # A terminal that lacks a sign shows a question mark instead of ending the game.
            stream.reconfigure(errors="replace")
    try:
        code = root.main(arguments, NAME, standalone_mode=False)
        sys.stdout.flush()
        return code if isinstance(code, int) else 0
    except click.UsageError as error:
        where = error.ctx.command_path if error.ctx else NAME
        return _complain(f"{error.format_message()} See `{where} --help`.", 2)
    except click.ClickException as error:
        return _complain(error.format_message(), 1)
    except (KeyboardInterrupt, click.Abort):
        return INTERRUPTED
    except BrokenPipeError:
        # Python flushes once more on its way out, and would complain then.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return BROKEN_PIPE
    except OSError as error:
        return _complain(f"{error.filename or 'file'}: {error.strerror or error}", 1)
    except Exception as error:
        if not isinstance(error, _faults()):
            raise
        first, *more = getattr(error, "faults", (error,))
        _complain(str(first), 1)
        for fault in more:
            say(str(fault), err=True)
        return 1


def _complain(message: str, code: int) -> int:
    say(f"{NAME}: {message}", err=True)
    return code


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
    return 0 if ctx.invoked_subcommand else playing.screen(None, None)


for command in (
    playing.play,
    library.scenarios,
    authoring.validate,
    authoring.new_scenario,
    authoring.schema,
    library.list_games,
    library.verify,
    library.export,
    laboratory.simulate,
    laboratory.balance,
    laboratory.bench,
):
    root.add_command(command)
