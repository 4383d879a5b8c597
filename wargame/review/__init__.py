"""What every client tells about a game, worked out once: scores as they stand, what caps them, and turning points."""

from wargame.review.catastrophe import NO_WINNER, final_order, gravest, last_steps, responsibility
from wargame.review.hidden import hidden_told
from wargame.review.past import at_end_of
from wargame.review.peeks import peeks_told
from wargame.review.reckoning import column_told, reckoned, total_told
from wargame.review.scores import columns_at, columns_now, opening_columns, opening_total, total_now
from wargame.review.tightrope import tightrope, tightrope_news, tightrope_now, tightrope_told
from wargame.review.turning import TurningPoint, letters, turning_points

__all__ = [
    "NO_WINNER",
    "TurningPoint",
    "at_end_of",
    "column_told",
    "columns_at",
    "columns_now",
    "final_order",
    "gravest",
    "hidden_told",
    "last_steps",
    "letters",
    "opening_columns",
    "opening_total",
    "peeks_told",
    "reckoned",
    "responsibility",
    "tightrope",
    "tightrope_news",
    "tightrope_now",
    "tightrope_told",
    "total_now",
    "total_told",
    "turning_points",
]
