"""Two games that differ in a secret alone, played on alike: what nobody else can tell apart."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from hashlib import blake2b
from random import Random

from attrs import define, field

from wargame.rules.actions.base import Action
from wargame.rules.board import Kind
from wargame.rules.errors import RulesError
from wargame.rules.game import Game

from .spying import RASH, secret

SHOWN = ("is traced", "auditors find", "come to light", "an attack in", "who is hit")
"""Chances that bring a secret to light, or that its effect is meant to turn: none of them falls."""
OUT = ("audit_rumour",)
"""Headlines that come of a secret, and tell of it."""


@define
class Alike:
    """A fate that falls alike in both games, whatever one of them draws besides: by what is asked, and how often."""

    seed: int
    asked: dict[tuple[int, str], int] = field(factory=dict)
    turn: int = 0

    def choose(self, seed: int, counters: list[int], stream: int, weights: Sequence[int], label: str) -> int:
        """One outcome by weight."""
        if any(part in label for part in SHOWN):
            return len(weights) - 1
        count = self.asked[self.turn, label] = self.asked.get((self.turn, label), 0) + 1
        words = f"{self.seed} {self.turn} {label} {count}"
        left = int.from_bytes(blake2b(words.encode(), digest_size=4).digest()) * sum(weights) >> 32
        for index, weight in enumerate(weights):
            left -= weight
            if left < 0:
                return index
        raise AssertionError("weights must add up to more than nothing")


@define
class Twin:
    """One of the two games, and how much of its log and ledger has been compared."""

    game: Game
    fate: Alike

    @classmethod
    def of(cls, game: Game, seed: int) -> Twin:
        """A copy that keeps books from here on."""
        twin = game.copy()
        twin.board.ledger, twin.board.log, twin.board.draws = [], [], []
        return cls(twin, Alike(seed))

    def play(self, action: Action) -> None:
        """Carry a decision out under the common fate."""
        self.fate.turn = self.game.state.turn
        self.game.board.fate = self.fate
        self.game.play(action)

    def known(self, seat: int, *, books: bool = True) -> tuple[object, ...]:
        """What a seat is shown: its board, what it may choose when it is asked, its log and, if asked for, its ledger."""
        game = self.game
        lines = game.entries_for(seat) if books else []
        entries = [(e.turn, e.name, e.index, e.delta, e.value, e.cause) for e in lines]
        mine = game.decision is not None and game.decision.seat == seat
        choices = [action.key for action in game.legal] if mine else []
        return game.decision, game.view(seat).digest(), choices, game.events_for(seat), entries


def told_apart(
    twins: tuple[Twin, Twin],
    readers: Sequence[int],
    seed: int,
    until: Callable[[Game], bool],
    most: int = 400,
) -> str:
    """Play both on alike; what told the readers which game they are in, or nothing when nothing did by the end."""
    rng = Random(seed)
    one, two = twins
    turn = 0
    for _ in range(most):
        if one.game.over or two.game.over or until(one.game) or until(two.game):
            return ""
        if any(one.game.scenario.spec.cards[n].id in OUT for t in twins for n in t.game.state.drawn):
            return ""
        books = one.game.state.turn != turn  # a ledger is long: it is compared once a quarter
        turn = one.game.state.turn
        for seat in readers:
            if one.known(seat, books=books) != two.known(seat, books=books):
                return _difference(one, two, seat)
        action = _common(one.game, two.game, rng)
        for twin in twins:
            twin.play(action)
    return ""


def _difference(one: Twin, two: Twin, seat: int) -> str:
    scenario, a, b = one.game.scenario, one.game.view(seat).state, two.game.view(seat).state
    columns = [name for name in type(a).__slots__ if getattr(a, name, 0) != getattr(b, name, 0)]
    names = ("decision", "board", "choices", "log", "ledger")
    parts = [n for n, x, y in zip(names, one.known(seat), two.known(seat), strict=True) if x != y]
    return f"{scenario.ids['power'][seat]} in turn {a.turn}, phase {a.phase}: {parts} {columns}"


def _common(one: Game, two: Game, rng: Random) -> Action:
    """A random choice that is open in both games, no secret act, and starts no war."""
    fallback = None
    for _ in range(400):
        action = one.legal.pick(rng.getrandbits(60))
        if secret(action) or action not in two.legal:
            continue
        fallback = action
        if action.code not in RASH and not (action.code == "react" and getattr(action, "escalate", 0)):
            return action
    if fallback is None:
        raise RulesError(f"no choice is open in both games: {one.decision}, {two.decision}")
    return fallback


def at_move(game: Game, seat: int) -> bool:
    """Whether a seat is asked to act."""
    decision = game.decision
    return decision is not None and (decision.seat, decision.kind) == (seat, Kind.ACT)
