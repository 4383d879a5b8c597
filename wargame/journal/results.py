"""How a finished game came out, as its journal says: readable also when the rules that played it are gone."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from attrs import frozen

from wargame.journal.records import Finished


@frozen
class Result:
    """The ending's title, the winners' names and the final totals by name; of an old journal, no totals."""

    ending: str
    winners: tuple[str, ...]
    scores: tuple[tuple[str, int], ...]

    @property
    def told(self) -> str:
        """In a line: `Open market, Norland wins; Norland 71, Southland 64`."""
        who = " and ".join(self.winners) or "nobody"
        text = f"{self.ending}, {who} {'win' if len(self.winners) > 1 else 'wins'}"
        scores = ", ".join(f"{name} {total}" for name, total in self.scores)
        return f"{text}; {scores}" if scores else text

    def to_data(self) -> dict[str, Any]:
        """For programs."""
        return {"ending": self.ending, "winners": list(self.winners), "scores": dict(self.scores)}


def result_of(end: Finished, powers: Mapping[str, str], endings: Mapping[str, str]) -> Result:
    """From the record of the end, and names by id."""
    return Result(
        endings.get(end.ending, end.ending),
        tuple(powers.get(seat, seat) for seat in end.winners),
        tuple((powers.get(seat, seat), total) for seat, total in end.scores.items()),
    )
