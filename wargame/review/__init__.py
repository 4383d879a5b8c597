"""What every client tells about a game, worked out once: scores as they stand, and the turning points of the end."""

from wargame.review.scores import columns_now, opening_columns, opening_total, total_now
from wargame.review.turning import TurningPoint, letters, turning_points

__all__ = [
    "TurningPoint",
    "columns_now",
    "letters",
    "opening_columns",
    "opening_total",
    "total_now",
    "turning_points",
]
