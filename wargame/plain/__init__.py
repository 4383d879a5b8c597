"""The game line by line, for screen readers, pipes and terminals without colour: a client of a Table."""

from wargame.plain.console import Console
from wargame.plain.script import Script, ScriptFault
from wargame.plain.session import play

__all__ = ["Console", "Script", "ScriptFault", "play"]
