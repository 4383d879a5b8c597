"""The choices of one decision: numbered, grouped, listed in part, and found by what a person types."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches
from typing import Self

from attrs import frozen

from wargame.explain.means import cost_of, refused
from wargame.explain.units import cost
from wargame.plain.questions import told
from wargame.rules.actions.base import FAMILIES, Absent, Action, describe
from wargame.rules.compiled import Scenario
from wargame.rules.game import Decision
from wargame.rules.observe import View
from wargame.rules.space import space_of
from wargame.rules.words import count

FEW = 12
"""So many choices are listed without being asked for."""
ENOUGH = 20
_ALIKE = 0.65
"""How like a word of the choices a mistyped one must be."""


def up_to(digits: str, most: int) -> int:
    """A number as typed; one above `most` for all that are, for there may be thousands of digits."""
    digits = digits.lstrip("0") or "0"
    return int(digits) if len(digits) <= len(str(most)) else most + 1


@frozen
class Choices:
    """`actions` in the order of their numbers, from 1: family by family, class by class."""

    view: View
    decision: Decision
    actions: tuple[Action, ...]

    @classmethod
    def of(cls, view: View, decision: Decision, legal: Sequence[Action]) -> Self:
        """Number the choices."""
        return cls(view, decision, tuple(sorted(legal, key=lambda action: FAMILIES.index(action.family))))

    @property
    def scenario(self) -> Scenario:
        """The scenario they belong to."""
        return self.view.scenario

    @property
    def few(self) -> bool:
        """Whether they fit at a glance."""
        return len(self.actions) <= FEW

    @property
    def example(self) -> str:
        """One of them as it is typed, with something it acts on if there is such a one."""
        typed = [" ".join(self._spellings(action)[0]) for action in self.actions]
        return next((text for text in typed if " " in text), typed[0])

    # ---- finding
    def find(self, text: str) -> list[Action]:
        """What was meant: by number, else by whole key, else all whose key begins so, word by word."""
        if text.isdecimal():
            number = up_to(text, len(self.actions))
            return [self.actions[number - 1]] if 0 < number <= len(self.actions) else []
        words = text.casefold().split()
        if not words or words in (["y"], ["n"]):  # an answer that came too late chooses nothing
            return []
        exact = [action for action in self.actions if words in self._spellings(action)]
        return exact or [
            action
            for action in self.actions
            if any(_begins(words, spelling) for spelling in self._spellings(action))
        ]

    def mentioning(self, text: str) -> list[Action]:
        """Choices with a word beginning like each of the text's; a family's name stands for all of it."""
        sought = _words(text)
        return [action for action in self.actions if all(self._mentions(action, word) for word in sought)]

    def barred(self, text: str) -> list[str]:
        """Actions of this seat that the text names but that cannot be taken now, each with the reason.

        Those that lack something to act on come last.
        """
        words = _words(text)
        found: tuple[list[str], list[str]] = ([], [])
        for action in space_of(self.scenario).actions:
            if action.seat == self.view.seat and action not in self.actions and self._names(words, action):
                if action.kind != self.decision.kind:
                    reason = "another question is asked"
                else:
                    reason = refused(self.view, action) or "it is not among the choices"
                absent = isinstance(reason, Absent)
                found[absent].append(f"Not now: {describe(action, self.scenario)}: {reason}.")
        return [*found[0], *found[1]]

    def _names(self, words: list[str], action: Action) -> bool:
        """Whether words begin an action's key, or two or more of them its words: `rush gulf`."""
        if any(_begins(words, each) for each in self._spellings(action)):
            return True
        parts = [*_words(describe(action, self.scenario)), action.code]
        return len(words) > 1 and all(any(part.startswith(word) for part in parts) for word in words)

    def nearest(self, text: str) -> list[str]:
        """Choices like a mistyped one: each word mended by the nearest there is, else short keys like the whole."""
        mended = self.mended(text)
        if mended and mended != text.casefold().split():
            return [" ".join(mended)]
        keys = {" ".join(self._spellings(action)[0]): action for action in self.actions}
        return get_close_matches(text.casefold(), keys, 3, 0.6)

    def mended(self, text: str) -> list[str]:
        """The text with each word that begins nothing replaced by the nearest that does; empty when it fits nothing.

        A word is looked for among the choices that fit those before it.
        """
        found: list[str] = []
        fitting = list(self.actions)
        for word in text.casefold().split():
            if not any(self._mentions(action, word) for action in fitting):
                # A key's own words before those of titles: that is what is typed.
                words = {part for action in fitting for part in self._spellings(action)[0]}
                titles = {part for action in fitting for part in self._told_words(action)}
                near = get_close_matches(word, words, 1, _ALIKE) or get_close_matches(word, titles, 1, _ALIKE)
                if not near:
                    return []
                word = near[0]
            fitting = [action for action in fitting if self._mentions(action, word)]
            found.append(word)
        return found

    def _spellings(self, action: Action) -> tuple[list[str], list[str]]:
        """The key without its seat, and whole."""
        whole = action.key.casefold().split()
        return [whole[0], *whole[2:]], whole

    def _mentions(self, action: Action, word: str) -> bool:
        words = (*self._told_words(action), *self._spellings(action)[1], action.family)
        return any(each.startswith(word) for each in words)

    def _told_words(self, action: Action) -> list[str]:
        return _words(self.told(action))

    # ---- listing
    def line(self, action: Action) -> str:
        """Number, title and price: `12. Survey: Old Pit (1 point, $100m)`."""
        return f"{self.actions.index(action) + 1}. {self.priced(action)}"

    def priced(self, action: Action) -> str:
        """Title and price: `Survey: Old Pit (1 point, $100m)`."""
        price, text = cost(cost_of(self.view, action)), self.told(action)
        return text if price == "free" else f"{text} ({price})"

    def told(self, action: Action) -> str:
        """A choice in words."""
        return told(self.scenario, self.decision, action)

    def listing(self, text: str = "") -> list[str]:
        """All choices if they are few or `all` are wanted; else those mentioned, or an overview."""
        if text == "all" or (not text and self.few):
            return self._grouped(self.actions)
        if not text:
            return self._overview()
        found = self.mentioning(text)
        if not found:
            return [f"No choice mentions {text!r}. `list` shows what there is."]
        return self._grouped(found)

    def _grouped(self, actions: Sequence[Action]) -> list[str]:
        lines = []
        family = ""
        for action in actions:
            if action.family != family and not self.few:
                family = action.family
                lines.append(f"{family.capitalize()}:")
            lines.append(f"  {self.line(action)}")
        return lines

    def _overview(self) -> list[str]:
        lines = [
            f"{count(len(self.actions), 'choice')}. `list security` lists a family, `list` and a word what has it,"
            " `list all` everything."
        ]
        for family in FAMILIES:
            inside = [action for action in self.actions if action.family == family]
            if not inside:
                continue
            titles: dict[str, int] = {}
            for action in inside:
                titles[f"{action.title} [{action.code}]"] = (
                    titles.get(f"{action.title} [{action.code}]", 0) + 1
                )
            text = ", ".join(f"{title} {number}" if number > 1 else title for title, number in titles.items())
            first, last = (self.actions.index(end) + 1 for end in (inside[0], inside[-1]))
            numbers = f"{first} to {last}" if last > first else f"{first}"
            lines.append(f"  {family.capitalize()}, {numbers}: {text}.")
        return lines


def _words(text: str) -> list[str]:
    """The words of a text as they are compared: small, and without stops and brackets."""
    return [bare for word in text.casefold().split() if (bare := word.strip("(:,.)"))]


def _begins(words: Sequence[str], spelling: Sequence[str]) -> bool:
    return len(words) <= len(spelling) and all(
        whole.startswith(part) for part, whole in zip(words, spelling, strict=False)
    )
