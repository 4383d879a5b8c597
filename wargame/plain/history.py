"""Where figures came from: one figure's ledger, and what a quarter changed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from difflib import get_close_matches

from attrs import frozen

from wargame.explain.causes import in_words
from wargame.explain.memories import behind
from wargame.explain.money import is_lender
from wargame.explain.scores import column_told, columns_now, tightrope_news, total_told
from wargame.explain.sums import steered_by
from wargame.explain.units import caption, read, step_at, step_of
from wargame.plain.ladder import ahead
from wargame.plain.sums import counts_for, measured
from wargame.rules import measures
from wargame.rules.board import Entry
from wargame.rules.compiled import Scenario
from wargame.rules.figures import COLUMNS, FIGURES
from wargame.rules.observe import View
from wargame.rules.words import count

LONGEST = 30
"""Ledger lines shown of one figure, the latest."""
_HANDS = ("owner", "stake")
"""Bookkeeping that is asked about all the same: in whose hands a site is."""
_ALIKE = 0.6
"""How like a name a mistyped one must be."""
_SIGNS = str.maketrans("._,", "   ")


class NoFigure(Exception):
    """There is no such figure; the message says so with the nearest."""


@frozen
class Place:
    """A figure or measure as a person named it, spelt out: `grievance.uplands`."""

    path: str
    derived: bool


def find_figure(text: str, scenario: Scenario) -> Place:
    """Complete what was typed, with dots or spaces, any case, unique beginnings; places go by id or name.

    Raises `NoFigure`.
    """
    head, *rest = text.replace(".", " ").split() or [""]
    derived = measures.known_measures()
    axes = {
        name: figure.axes for name, figure in FIGURES.items() if not figure.quiet or name in _HANDS
    } | derived
    name = _complete(head, tuple(axes), "figure")
    wanted = axes[name] if axes[name] != ("common",) else ()
    if axes[name] == ("common",):
        rest = []
    places = _places(rest, wanted, scenario)
    if places is None and not _near(head, [name]):
        # A beginning alone is no guess at what was meant.
        raise NoFigure(f"No figure {head!r}.{_known(axes)}")
    if places is None and len(rest) != len(wanted):
        example = ".".join([name, *(scenario.ids[axis][0] for axis in wanted if scenario.ids[axis])])
        raise NoFigure(f"{name} wants {', '.join(wanted) or 'nothing more'}, as in {example}")
    if places is None:
        places = [_complete(word, scenario.ids[axis], axis) for word, axis in zip(rest, wanted, strict=True)]
    return Place(".".join([name, *places]), name in derived)


def _places(words: Sequence[str], axes: Sequence[str], scenario: Scenario) -> list[str] | None:
    """The ids that words stand for, axis by axis; a name may be several words. None when they fit no way."""
    if not axes:
        return [] if not words else None
    for much in range(1, len(words) - len(axes) + 2):
        found = _named(" ".join(words[:much]), axes[0], scenario)
        tail = _places(words[much:], axes[1:], scenario) if found else None
        if tail is not None:
            return [found, *tail]
    return None


def _named(text: str, axis: str, scenario: Scenario) -> str:
    """The id that goes by this id or name, whole or by a beginning of its own; empty when none does."""
    spelt = {
        ident: {_plain(ident), _plain(name)}
        for ident, name in zip(scenario.ids[axis], scenario.names[axis], strict=True)
    }
    sought = _plain(text)
    whole = [ident for ident, ways in spelt.items() if sought in ways]
    begun = whole or [ident for ident, ways in spelt.items() if any(way.startswith(sought) for way in ways)]
    return begun[0] if len(begun) == 1 else ""


def _plain(text: str) -> str:
    """A spelling without case and signs: `NOR.reserves` and `Norland, reserves` as one would type them."""
    return " ".join(text.casefold().translate(_SIGNS).split())


def _complete(word: str, names: Sequence[str], what: str) -> str:
    by_fold = {name.casefold(): name for name in names}
    folded = word.casefold()
    if folded in by_fold:
        return by_fold[folded]
    begun = [name for fold, name in by_fold.items() if folded and fold.startswith(folded)]
    if len(begun) == 1:
        return begun[0]
    near = begun[:6] or _near(word, names)
    hint = f" Perhaps {', '.join(near)}?" if near else _known(names)
    raise NoFigure(f"{word!r} fits more than one {what}.{hint}" if begun else f"No {what} {word!r}.{hint}")


def _near(word: str, names: Iterable[str]) -> list[str]:
    """Names so like a word that they may have been meant."""
    by_fold = {name.casefold(): name for name in names}
    return [by_fold[fold] for fold in get_close_matches(word.casefold(), by_fold, 3, _ALIKE)]


def _known(names: Iterable[str]) -> str:
    return f" There are {', '.join(sorted(names))}."


def why(view: View, entries: Sequence[Entry], text: str) -> list[str]:
    """A figure's value and every change that led to it, with the causes. Raises `NoFigure`."""
    scenario = view.scenario
    place = find_figure(text, scenario)
    if place.derived:
        return measured(view, entries, place.path)
    name, index = measures.cell(place.path, scenario)
    column: list[int] = getattr(view.state, name)
    found = [entry for entry in entries if entry.name == name and entry.index == index]
    now = -column[index] if is_lender(scenario, name, index) else column[index]
    about: list[str] = []
    if name == "score":
        seat, at = divmod(index, len(COLUMNS))
        now = columns_now(scenario, view.state, seat)[at]
        about = [column_told(view, seat, at), *total_told(view, seat)]
    lines = [
        f"{caption(scenario, name, index)}: {read(scenario, name, now)}.",
        *(f"  {text}" for text in about),
    ]
    lines += ahead(view, index) if name == "tension" else []
    lines += _remembered(view, index) if name == "trust" else []
    lines += counts_for(view, (name, index))
    if not found:
        return [*lines, "  Unchanged since the opening position, as far as you know."]
    if len(found) > LONGEST:
        lines.append(f"  {count(len(found) - LONGEST, 'earlier change')} left out.")
    for entry in found[-LONGEST:]:
        change = step_of(scenario, entry).told()
        lines.append(f"  Turn {entry.turn}: {change}, {in_words(scenario, entry.cause)}")
    return lines


def _remembered(view: View, index: int) -> list[str]:
    """The acts behind a trust."""
    found = behind(view, index)
    told = [*(act.told for act in found.acts), found.others]
    return [f"  {found.sum}", *(f"    {text}" for text in told if text)]


def quarter_report(before: View, now: View) -> list[str]:
    """What a quarter changed among the figures a player steers by, those that its goals read among them."""
    scenario = now.scenario
    lines = [f"Since {scenario.quarter(before.state.turn)}:"]
    for name, index in steered_by(now):
        was, new = getattr(before.state, name)[index], getattr(now.state, name)[index]
        if was != new:
            step = step_at(scenario, name, index, new - was, new)
            lines.append(f"  {step.caption}: {step.told()}")
    if len(lines) == 1:
        lines.append("  No figure you steer by has changed.")
    return [*lines, *tightrope_news(scenario, before.state, now.state)]
