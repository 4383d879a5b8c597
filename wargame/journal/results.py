"""How a finished game came out, as its journal has it: readable also when the rules that played it are gone."""

from __future__ import annotations

from typing import Any

from attrs import frozen

from wargame.journal.records import Finished, Header, TurnEnd


@frozen
class Result:
    """The ending's title, the winners' names and the final totals by name, in the seats' order."""

    ending: str
    winners: tuple[str, ...]
    scores: tuple[tuple[str, int], ...]

    @property
    def told(self) -> str:
        """In a line: `Open market, China wins; China 71, India 64`."""
        who = " and ".join(self.winners) or "nobody"
        text = f"{self.ending}, {who} {'win' if len(self.winners) > 1 else 'wins'}"
        scores = ", ".join(f"{name} {total}" for name, total in self.scores)
        return f"{text}; {scores}" if scores else text

    def to_data(self) -> dict[str, Any]:
        """For programs."""
        return {"ending": self.ending, "winners": list(self.winners), "scores": dict(self.scores)}


def result_of(header: Header, end: Finished, last: TurnEnd | None) -> Result:
    """From the scenario in the header, the record of the end and the last turn's position."""
    names = _titles(header.scenario, "powers", "name")
    endings = _titles(header.scenario, "endings", "title")
    history = last.snapshot.get("history") if last is not None else None
    totals = history[-1] if isinstance(history, list) and history and isinstance(history[-1], list) else []
    return Result(
        endings.get(end.ending, end.ending),
        tuple(names.get(seat, seat) for seat in end.winners),
        tuple(zip(names.values(), totals, strict=False)),
    )


def _titles(scenario: dict[str, Any], table: str, key: str) -> dict[str, str]:
    """The names of some things of a scenario by id, as far as they are where they should be."""
    rows = scenario.get(table)
    found = [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []
    return {str(row.get("id", "")): str(row.get(key, row.get("id", ""))) for row in found}
