"""Scenario files: read, checked with all faults at once, compiled, and written down as plain data."""

from wargame.scenario.data import data_digest, from_data, to_data
from wargame.scenario.faults import Fault, ScenarioFault
from wargame.scenario.library import CAMPAIGN, PRIMER, Listing, catalogue, check, find, load
from wargame.scenario.schema import schema
from wargame.scenario.starter import start_scenario
from wargame.scenario.warnings import warnings

__all__ = [
    "CAMPAIGN",
    "PRIMER",
    "Fault",
    "Listing",
    "ScenarioFault",
    "catalogue",
    "check",
    "data_digest",
    "find",
    "from_data",
    "load",
    "schema",
    "start_scenario",
    "to_data",
    "warnings",
]
