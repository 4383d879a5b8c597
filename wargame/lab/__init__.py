"""Many games at once: simulations and the bench."""

from wargame.lab.playing import GameRecord, LabFault
from wargame.lab.runs import Plan, executor, simulate
from wargame.lab.seeds import child_seed

__all__ = ["GameRecord", "LabFault", "Plan", "child_seed", "executor", "simulate"]
