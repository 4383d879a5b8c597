"""The choices of a decision as cascading lists: family, class, then one parameter after another."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import frozen

from wargame.explain import deals, units
from wargame.explain.choices import phrase
from wargame.explain.means import cost_of, nearest_refused
from wargame.rules.actions.base import Action, describe, parameters
from wargame.rules.actions.diplomacy import Compose
from wargame.rules.actions.haggling import CounterOffer
from wargame.rules.board import Kind
from wargame.rules.observe import View
from wargame.rules.space import space_of
from wargame.tui.present.forecasts import cost_signs

FAMILY_TITLES = {
    "controls": "Export controls",
    "investment": "Investment",
    "loans": "Loans and money",
    "security": "Security",
    "diplomacy": "Diplomacy",
    "answers": "End your turn",
}
FAMILY_ORDER = tuple(FAMILY_TITLES)


COMPOSE, COUNTER = Compose.title, CounterOffer.title
COMPOSED = (COMPOSE, COUNTER)
"""Rows that lead to a deal or a counter-offer of one's own making instead of to numbered actions."""


@frozen
class Item:
    """One row of a list: what it says, a note beside it, and the actions it leads to (none: it cannot be taken)."""

    title: str
    note: str = ""
    actions: tuple[Action, ...] = ()
    refused: str = ""
    """Why it cannot be taken now."""
    family: str = ""
    about: str = ""
    depth: int = 0
    """How many parameters its actions agree on."""

    @property
    def open(self) -> bool:
        """Whether it can be taken."""
        return bool(self.actions) or self.title in COMPOSED

    @property
    def action(self) -> Action | None:
        """The one action it stands for, if it is just one."""
        return self.actions[0] if len(self.actions) == 1 else None


def cost_note(view: View, actions: Sequence[Action]) -> str:
    """What a choice costs, or from what on if its actions differ."""
    costs = {cost_of(view, action) for action in actions}
    least = min(costs, key=lambda c: (c.money, c.standing, c.points))
    text = units.cost(least)
    return f"from {text}" if len(costs) > 1 else text


def cost_mark(view: View, actions: Sequence[Action]) -> str:
    """The same in signs."""
    costs = {cost_of(view, action) for action in actions}
    text = cost_signs(min(costs, key=lambda c: (c.money, c.standing, c.points)))
    return f"from {text}" if len(costs) > 1 else text


def menu(view: View, kind: Kind, legal: Sequence[Action]) -> list[Item]:
    """The first list of a decision: for an act the classes of the menu by family, otherwise the choices themselves."""
    if kind == Kind.ACT:
        return _classes(view, legal)
    if all(len(parameters(type(action))) <= 1 for action in legal):
        items = [
            Item(label(view, kind, action), "", (action,), family="", about=action.about, depth=1)
            for action in legal
        ]
        haggles = kind == Kind.ANSWER and deals.haggles(view)
        return [*items, *([Item(COUNTER, about=CounterOffer.about)] if haggles else [])]
    by_class: dict[str, list[Action]] = {}
    for action in legal:
        by_class.setdefault(action.code, []).append(action)
    return [Item(a[0].title, cost_note(view, a), tuple(a), about=a[0].about) for a in by_class.values()]


def single(view: View, kind: Kind, action: Action) -> Item:
    """A row for one choice."""
    note, depth = cost_note(view, (action,)), len(parameters(type(action)))
    return Item(label(view, kind, action), note, (action,), "", action.family, action.about, depth)


def label(view: View, kind: Kind, action: Action) -> str:
    """A choice in words, as its question wants it put."""
    what = view.state.queue[0][2] if kind == Kind.OPTION else 0
    return phrase(view.scenario, action, what)


def _classes(view: View, legal: Sequence[Action]) -> list[Item]:
    by_code: dict[str, list[Action]] = {}
    for action in legal:
        by_code.setdefault(action.code, []).append(action)
    power = view.scenario.powers[view.seat]
    candidates: dict[str, list[Action]] = {}
    for action in space_of(view.scenario).groups[int(Kind.ACT), view.seat]:
        candidates.setdefault(action.code, []).append(action)
    items = []
    for code in (*power.menu, "pass"):
        group = candidates.get(code)
        if not group:
            continue
        first, taken = group[0], tuple(by_code.get(code, ()))
        if taken:
            items.append(Item(first.title, cost_note(view, taken), taken, "", first.family, first.about))
        else:
            refused = nearest_refused(view, group)
            items.append(Item(first.title, "", (), refused, first.family, first.about))
    if deals.composes(view):
        items.append(
            Item(
                COMPOSE,
                "",
                (),
                "",
                "diplomacy",
                "Put clauses together yourself: what you give, what they give.",
            )
        )
    return sorted(items, key=lambda item: FAMILY_ORDER.index(item.family))


def families(view: View) -> set[str]:
    """The families that the seat's menu has anything of."""
    return {action.family for action in space_of(view.scenario).groups[int(Kind.ACT), view.seat]}


def deeper(view: View, item: Item) -> list[Item]:
    """The next list after an item: its actions by the first parameter in which they differ. Empty for one action."""
    if len(item.actions) < 2:
        return []
    fields = parameters(type(item.actions[0]))
    for depth in range(item.depth, len(fields)):
        name, kind = fields[depth]
        groups: dict[int, list[Action]] = {}
        for action in item.actions:
            groups.setdefault(getattr(action, name), []).append(action)
        if len(groups) > 1:
            # An article is enough about one thing: the class's own words go along.
            return [
                Item(
                    _named(view, kind, value),
                    cost_note(view, group),
                    tuple(group),
                    "",
                    item.family,
                    item.about,
                    depth + 1,
                )
                for value, group in groups.items()
            ]
    return []


def _named(view: View, kind: str, value: int) -> str:
    name = view.scenario.names[kind][value]
    return name[:1].upper() + name[1:]


def filtered(items: Sequence[Item], typed: str, family: str = "") -> list[Item]:
    """Items of a family whose words all begin or occur as typed, those that can be taken first in their place."""
    words = typed.lower().split()
    return [
        item
        for item in items
        if (not family or item.family == family) and all(word in item.title.lower() for word in words)
    ]


def trail(view: View, item: Item | None) -> str:
    """Where in the cascade one stands: `Set export regime › Gallium`."""
    if item is None:
        return ""
    action = item.actions[0]
    fields = parameters(type(action))[: item.depth]
    return " › ".join([action.title, *(_named(view, kind, getattr(action, name)) for name, kind in fields)])


def search(view: View, legal: Sequence[Action], typed: str, most: int = 40) -> list[Item]:
    """Single actions whose full words hold everything typed, whatever their class."""
    words = typed.lower().split()
    found = []
    for action in legal:
        text = describe(action, view.scenario)
        if all(word in text.lower() for word in words):
            note = cost_note(view, (action,))
            found.append(
                Item(text, note, (action,), "", action.family, action.about, len(parameters(type(action))))
            )
    # Passing matches many a word and is hardly ever what was looked for.
    found.sort(key=lambda item: FAMILY_ORDER.index(item.family))
    return found[:most]
