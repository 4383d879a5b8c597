"""Many games at once: simulations, balance and the bench."""

from wargame.lab.faults import LabFault
from wargame.lab.playing import GameRecord, Watched
from wargame.lab.runs import Plan, Workers, executor, simulate, watch
from wargame.lab.seeds import child_seed

__all__ = [
    "GameRecord",
    "LabFault",
    "Plan",
    "Watched",
    "Workers",
    "child_seed",
    "executor",
    "simulate",
    "watch",
]
