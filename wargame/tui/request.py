"""What the command line may ask for before the first screen."""

from __future__ import annotations

from pathlib import Path

from attrs import Factory, frozen


@frozen
class StartRequest:
    """Go straight to a game: a saved one (`resume`), or a new one of `scenario`."""

    scenario: str = ""
    """A scenario's id or path."""
    seats: dict[str, str] = Factory(dict)
    """Controllers by power id; a power left out is played by rules of thumb, or by you if none is given."""
    seed: int | None = None
    """None: a fresh one."""
    resume: Path | None = None
    sealed: bool | None = None
    """Whether orders are planned in secret and revealed together; None leaves it to the scenario."""
    governments: dict[str, str] = Factory(dict)
    """Who governs, by power id; of a power left out it is drawn."""
    shown: bool = True
    """Whether everybody is told who governs whom."""
    advice: bool = True
    """Whether players may ask for advice."""
