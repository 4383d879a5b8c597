"""The parts that a measure is made of, and the sum they come to."""

from __future__ import annotations

from attrs import frozen

from wargame.explain.places import Place
from wargame.explain.units import PERCENT, POINTS, TRACK, shown, unit


@frozen
class Part:
    """One thing that enters a sum. `name` is the figure or measure whose unit its value has."""

    words: str
    name: str
    value: int
    weight: int = 1
    place: Place | None = None
    """What can be asked about in its turn."""
    of: tuple[Part, ...] = ()
    """What it is made of itself."""
    behind: tuple[Place, ...] = ()
    """Further figures that move it."""


@frozen
class Sum:
    """A measure as `base` and its weighted parts over `divisor`, kept within 0 and 100 where it is a track.

    With a `whole` the parts are a share of it, in percent; `rest` tells what is left of a hundred.
    """

    name: str
    parts: tuple[Part, ...]
    base: int = 0
    divisor: int = 1
    whole: Part | None = None
    rest: bool = False

    @property
    def value(self) -> int:
        """What it comes to."""
        added = sum(part.weight * part.value for part in self.parts)
        if self.whole is not None:
            share = 100 * added // self.whole.value if self.whole.value else 0
            return 100 - share if self.rest and self.whole.value else share
        found = (self.base + added) // self.divisor
        return max(0, min(100, found)) if self.clamped else found

    @property
    def clamped(self) -> bool:
        """Whether it stays within 0 and 100."""
        return self.name in ("unrest", "corridor")

    @property
    def told(self) -> str:
        """How the parts come to the value, in a sentence; empty where they simply add up."""
        value = shown(self.name, self.value)
        if self.whole is None:
            return (
                f"{self.worked} = {value}{', rounded down' if self._rounded else ''}." if self.worked else ""
            )
        some = shown(self.whole.name, sum(part.value for part in self.parts))
        end = f", taken from 100%: {value}." if self.rest else f": {value}."
        return f"{some} out of {shown(self.whole.name, self.whole.value)}, {self.whole.words}{end}"

    def amount(self, part: Part) -> str:
        """A part's value, with a minus where no line of figures tells that it is taken off."""
        minus = part.weight < 0 < part.value and not self.worked
        return f"{'−' if minus else ''}{shown(part.name, part.value)}"

    @property
    def _rounded(self) -> bool:
        return bool((self.base + sum(part.weight * part.value for part in self.parts)) % self.divisor)

    @property
    def worked(self) -> str:
        """The sum in figures, `(100 + 62 + 41 − 37) / 3`; empty where the parts simply add up."""
        if self.whole is not None or (not self.base and self.divisor == 1 and len(self.parts) < 2):
            return ""
        if unit(self.name) not in (TRACK, PERCENT, POINTS):
            return ""
        text = str(self.base) if self.base else ""
        for part in self.parts:
            size = f"{abs(part.weight)} × {part.value}" if abs(part.weight) != 1 else str(part.value)
            text += (f" {'−' if part.weight < 0 else '+'} " if text else "−" * (part.weight < 0)) + size
        return f"({text}) / {self.divisor}" if self.divisor > 1 else text
