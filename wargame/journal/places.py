"""Where journals live and what they are called."""

from __future__ import annotations

import os
import re
import secrets
from datetime import datetime
from pathlib import Path

from wargame.journal.faults import JournalFault

SUFFIX = ".jsonl"


def saves_dir(option: str | None = None) -> Path:
    """The folder of journals: the option, $WARGAME_SAVES, a checkout's `saves/` or the user's data folder.

    It need not exist yet. Raises `JournalFault` when it is in the home of a user that does not exist.
    """
    named = option or os.environ.get("WARGAME_SAVES")
    if named:
        try:
            return Path(named).expanduser()
        except RuntimeError:
            raise JournalFault(
                Path(named), "there is no such user here, so no home folder to look in"
            ) from None
    checkout = Path(__file__).resolve().parents[2]
    if (checkout / "pyproject.toml").is_file() and (checkout / "scenarios").is_dir():
        return checkout / "saves"
    import platformdirs

    return platformdirs.user_data_path("chokepoint", appauthor=False) / "saves"


def file_name(scenario: str, now: datetime) -> str:
    """A new journal's name: scenario, time and six hexadecimal digits that keep namesakes apart."""
    plain = re.sub(r"[^A-Za-z0-9_-]+", "-", scenario)[:40].strip("-") or "game"
    return f"{plain}-{now:%Y%m%d-%H%M%S}-{secrets.token_hex(3)}{SUFFIX}"
