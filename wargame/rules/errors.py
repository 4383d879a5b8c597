"""What can go wrong when a client asks the engine for something. The state is unchanged after any of these."""


class RulesError(Exception):
    """Base of every error the engine raises on purpose."""


class BadAction(RulesError):
    """There is no such action in this scenario."""


class IllegalAction(RulesError):
    """The action exists but cannot be taken now; the message says why."""


class GameOver(RulesError):
    """The game has ended; nothing can be decided any more."""


class LoopGuard(RulesError):
    """The machine ran too many steps without reaching a decision: a fault in the scenario or the rules."""
