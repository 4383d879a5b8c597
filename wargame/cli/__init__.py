"""The `wargame` command. Nothing heavy is imported until a command needs it, Textual only for the screen."""

from wargame.cli.tree import main

__all__ = ["main"]
