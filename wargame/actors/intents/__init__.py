"""Every intent by name, and the order in which each power considers them."""

from wargame.actors.intents.catalogue import INTENTS, order_for

__all__ = ["INTENTS", "order_for"]
