"""What an adviser would do, in sentences."""

from __future__ import annotations

from wargame.explain.advice import Advice
from wargame.plain.choices import Choices
from wargame.rules.actions.base import Action
from wargame.rules.space import space_of


def advised(choices: Choices, advice: Advice, at: int) -> Action:
    """One of the moves."""
    return space_of(choices.scenario).parse(advice.counsels[at].key)


def told(choices: Choices, advice: Advice) -> list[str]:
    """The moves, best first, each with what is said of it; how one of them is taken, and what all of it stands on."""
    lines = []
    for at, counsel in enumerate(advice.counsels):
        lines.append(f"{at + 1}. {choices.priced(advised(choices, advice, at))}.")
        about = [f"{counsel.about}."] if counsel.about else []
        lines += [f"   {text}" for text in (*about, counsel.promise, counsel.fear, advice.case(at))]
    lines.append(advice.basis)
    if advice.counsels:
        lines.append("`advice 1` shows what the first would do, and asks whether to do it.")
    return lines
