"""Whether the other side will agree to an offer, as far as can be seen, in words."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import frozen

from wargame.explain.gains import Gain

LIKELY, PERHAPS = 0.6, 0.35
"""Odds from which agreement is likely, and from which it may be had."""

OBSTACLES: Mapping[str, str] = {
    "": "",
    "loss": "they lose by it: {loss}",
    "nothing": "it brings them nothing",
    "bound": "what binds them weighs more than what they get",
    "distrust": "they trust you too little for it",
}
"""What may stand in the way."""


@frozen
class Agreement:
    """How likely it is that an offer is accepted, and what stands in the way."""

    seat: int
    """Who will be asked."""
    odds: float
    """0 to 1, by goals that everybody knows and by trust: what is secret may tell otherwise."""
    obstacle: str = ""
    """One of `OBSTACLES`; empty when nothing stands in the way."""
    loss: Gain | None = None
    """What they lose most, if that is it."""

    @property
    def word(self) -> str:
        """`likely`, `perhaps` or `hardly`."""
        return "likely" if self.odds >= LIKELY else "perhaps" if self.odds >= PERHAPS else "hardly"

    @property
    def told(self) -> str:
        """The word with what stands in the way: `hardly: they lose by it: Solvency −0.4`."""
        loss = f"{self.loss.goal} {self.loss.step}" if self.loss else ""
        why = OBSTACLES[self.obstacle].format(loss=loss)
        return f"{self.word} ({why})" if why else self.word
