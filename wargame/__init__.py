"""Chokepoint: a turn-based policy wargame of rare-earth power for the terminal."""

__version__ = "0.3.0"
