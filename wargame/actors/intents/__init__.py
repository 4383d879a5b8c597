"""Every intent by name, and the order in which each power considers them."""

from wargame.actors.intents.catalogue import INTENTS, ideas, order_of, unknown

__all__ = ["INTENTS", "ideas", "order_of", "unknown"]
