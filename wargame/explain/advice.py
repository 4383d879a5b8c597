"""What an adviser says of a seat's next move: the best few, what each promises, what is to be feared and what is for it."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import frozen

from wargame.rules.words import count

CONCERNS: Mapping[str, str] = {
    "goals": "our goals",
    "treasury": "our treasury",
    "income": "our income",
    "reserves": "our reserves",
    "standing": "our standing",
    "home": "quiet at home",
    "trust": "the trust of others",
    "goodwill": "our partners' goodwill",
    "know_how": "what we know",
    "peace": "peace",
    "name": "a clean name",
}
"""What may speak for a move, as whoever makes it or advises it says it."""


_ALIKE = 0.5
"""Points within which two moves promise the same."""


@frozen
class Outlook:
    """What a board promises a seat: its final score, and its odds of winning alone (0 to 1), where they are known."""

    score: float
    """As it was estimated: it may lie a little beyond what can be had."""
    win: float | None

    @property
    def told(self) -> str:
        """`54.2 points and a 22% chance to win`."""
        score = max(0.0, min(100.0, self.score))
        if self.win is None:
            return f"{score:.1f} points"
        percent = round(100 * self.win)
        return f"{score:.1f} points and {'an' if _vowel(percent) else 'a'} {percent}% chance to win"


@frozen
class Counsel:
    """One move that is worth making. It holds nothing but what its seat may know, or may fear."""

    key: str
    """The action's."""
    intent: str
    reason: str
    expected: Outlook
    """The mean of its trials."""
    worst: Outlook
    """The worst of them."""
    fears: tuple[str, ...]
    """What happened in the worst and not in the best, the gravest first; empty when nothing in particular did."""
    terms: tuple[str, ...]
    """What a deal or a counter-offer of one's own making says; other moves say it by their name."""
    concern: str
    """What speaks most for it, one of `CONCERNS`: for the first beside the second, for the others beside the first."""

    @property
    def about(self) -> str:
        """The intent with its reason; empty for what nobody has words for."""
        return ": ".join(part for part in (self.intent[:1].upper() + self.intent[1:], self.reason) if part)

    @property
    def promise(self) -> str:
        """What it is expected to bring."""
        return f"Expected: {self.expected.told}."

    @property
    def fear(self) -> str:
        """The worst that came of it, and what happened there."""
        if self.worst.told == self.expected.told:
            return "Feared: nothing in particular; every trial came to the same."
        what = "; ".join(self.fears) or "many small things together"
        return f"Feared: {self.worst.told}. {what[:1].upper()}{what[1:]}."


@frozen
class Advice:
    """The moves that an adviser likes best, best first; none when there is nothing to choose."""

    counsels: tuple[Counsel, ...]
    positions: int
    """Positions that each was tried in."""
    quarters: int
    """How far these were played on, the present quarter included."""

    def case(self, at: int) -> str:
        """What speaks for one of the moves beside the other that it is compared with."""
        if len(self.counsels) == 1:
            return "It cannot wait: nothing else was weighed."
        own, other = self.counsels[at], self.counsels[0 if at else 1]
        behind = other.expected.score - own.expected.score
        if own.concern:
            case = f"better for {CONCERNS[own.concern]}"
        else:
            case = "hardly anything lies between them" if behind < _ALIKE else "nothing that shows is for it"
        return f"Beside {'the first' if at else 'the next'}: {case}."

    @property
    def basis(self) -> str:
        """What it stands on."""
        if not self.counsels:
            return "There is nothing to choose."
        far = "to the quarter's end" if self.quarters == 1 else f"for {count(self.quarters, 'quarter')}"
        return (
            f"Each was tried in {count(self.positions, 'position')} that fit what you know, and played on "
            f"{far} by rules of thumb."
        )


def _vowel(percent: int) -> bool:
    """Whether a number is spoken with a vowel first: eight, eleven, eighteen, eighty."""
    return percent in (8, 11, 18) or 80 <= percent <= 89
