"""A scenario as plain data, as journals embed it, and back."""

from __future__ import annotations

import json
from hashlib import blake2b

from wargame.rules.compiled import Scenario
from wargame.rules.spec import ScenarioSpec
from wargame.scenario.check import examine
from wargame.scenario.faults import Fault, Faults, ScenarioFault, quote
from wargame.scenario.source import Data, measure
from wargame.scenario.structure import CONVERTER


def to_data(spec: ScenarioSpec) -> Data:
    """Everything a scenario states, defaults written out, in what JSON can hold."""
    data: Data = CONVERTER.unstructure(spec)
    return data


def from_data(data: Data) -> Scenario:
    """The scenario that `to_data` wrote down. Raises `ScenarioFault` if the data is not one."""
    if not isinstance(data, dict):
        raise ScenarioFault([Fault("wrong-type", "", quote(data), "a scenario's table")])
    measure(data, "scenario")
    faults = Faults()
    _, scenario = examine(data, faults, words=False)
    if scenario is None:
        raise ScenarioFault(faults)
    return scenario


def data_digest(data: Data) -> str:
    """128 bits over the data's canonical JSON, whatever the order of its keys."""
    canon = json.dumps(data, sort_keys=True, separators=(",", ":"), ensure_ascii=True, allow_nan=False)
    return blake2b(canon.encode(), digest_size=16).hexdigest()
