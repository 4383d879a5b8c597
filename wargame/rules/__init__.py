"""The engine: pure rules. A `Game` says whose decision it is, what the choices are, and carries one out."""

from wargame.rules.errors import BadAction, GameOver, IllegalAction, RulesError
from wargame.rules.game import Decision, Game, Legal

__all__ = ["BadAction", "Decision", "Game", "GameOver", "IllegalAction", "Legal", "RulesError"]
