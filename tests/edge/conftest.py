"""Where commands of these tests save and log."""

from pathlib import Path

import pytest


@pytest.fixture
def home(tmp_path: Path) -> dict[str, str]:
    """An environment with folders of its own, whatever the system calls them."""
    places = {"HOME": "home", "XDG_STATE_HOME": "state", "XDG_DATA_HOME": "data", "TMPDIR": "tmp"}
    for folder in places.values():
        (tmp_path / folder).mkdir()
    return {name: str(tmp_path / folder) for name, folder in places.items()} | {
        "WARGAME_SAVES": str(tmp_path / "saves")
    }
