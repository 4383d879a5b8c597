"""The tiny scenario."""

from pathlib import Path

import pytest

from wargame.rules.compiled import Scenario
from wargame.scenario import load

TINY = Path(__file__).parents[1] / "data" / "tiny.toml"


@pytest.fixture(scope="session")
def tiny() -> Scenario:
    """Two powers, four turns."""
    return load(str(TINY))
