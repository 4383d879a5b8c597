"""One question, one answer: whose decision is it, what are the choices, carry one out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Self

from attrs import define, frozen

from wargame.rules import machine
from wargame.rules.actions.base import Action
from wargame.rules.board import Board, Entry, Kind
from wargame.rules.chance import Dice, Fate, Recorded, mix
from wargame.rules.charging import allowed, carry_out, choices, plan, refusal, set_going
from wargame.rules.compiled import Scenario
from wargame.rules.errors import BadAction, GameOver, IllegalAction
from wargame.rules.events import Event
from wargame.rules.observe import View, entries_seen, view_of
from wargame.rules.outcome import Outcome
from wargame.rules.setup import opening
from wargame.rules.space import Space, space_of
from wargame.rules.state import State
from wargame.rules.words import possessive


@frozen
class Decision:
    """Whose decision it is, of what kind, and two numbers that say what about (a card, an arena, an offer)."""

    seat: int
    kind: Kind
    what: int = 0
    more: int = 0


@define(eq=False, repr=False)
class Legal:
    """The choices of the pending decision, found lazily. Supports `in`, iteration, `bool` and `count()`.

    It has no `len`: `list` and `tuple` would ask for it first, and so find every choice twice.
    """

    board: Board
    candidates: tuple[Action, ...]

    def __iter__(self) -> Iterator[Action]:
        return choices(self.board, self.candidates)

    def count(self) -> int:
        """How many there are."""
        return sum(1 for _ in self)

    def __bool__(self) -> bool:
        return next(iter(self), None) is not None

    def __contains__(self, action: object) -> bool:
        if not isinstance(action, Action):
            return False
        try:
            action = space_of(self.board.scenario).intern(action)
        except BadAction:
            return False
        pending = self.board.state.queue[:1]
        answers = pending and pending[0][:2] == (action.kind, action.seat) and not self.board.state.ended
        return bool(answers) and allowed(self.board, action)

    def pick(self, number: int) -> Action:
        """A uniform choice made from a random number, without listing all choices."""
        board, candidates = self.board, self.candidates
        for attempt in range(64):
            action = candidates[mix(number, 0, attempt) % len(candidates)]
            if allowed(board, action):
                return action
        found = list(self)
        return found[number % len(found)]


class Game:
    """A running game. `ledger`, `log` and `draws` are on by default and off in playouts."""

    __slots__ = ("board", "space")

    def __init__(self, board: Board) -> None:
        self.board = board
        self.space: Space = space_of(board.scenario)

    @classmethod
    def new(
        cls,
        scenario: Scenario,
        seed: int,
        *,
        quiet: bool = False,
        sealed: bool | None = None,
        governments: Mapping[int, int] | None = None,
        shown: bool = True,
    ) -> Self:
        """Start a game. A quiet one keeps no ledger, log or draws and plays the same.

        `sealed` orders are planned in secret and revealed together; None leaves it to the scenario. `governments` are
        chosen by seat, the others drawn; they are `shown` or left to be found out.
        """
        board = Board(scenario, opening(scenario, seed, sealed, governments, shown))
        if not quiet:
            board.ledger, board.log, board.draws = [], [], []
        game = cls(board)
        game._begin()
        return game

    @classmethod
    def at(cls, scenario: Scenario, state: State) -> Self:
        """A quiet game from a position."""
        return cls(Board(scenario, state))

    def _begin(self) -> None:
        state = self.board.state
        for hook in machine.PHASES[state.phase].enter:
            hook(self.board)
        machine.run(self.board)

    # ---- reading
    @property
    def scenario(self) -> Scenario:
        """The compiled scenario."""
        return self.board.scenario

    @property
    def state(self) -> State:
        """The position. Read it; change it only through `apply`."""
        return self.board.state

    @property
    def decision(self) -> Decision | None:
        """The pending decision, or None when the game has ended."""
        queue = self.board.state.queue
        if not queue or self.board.state.ended:
            return None
        kind, seat, what, more = queue[0]
        return Decision(seat, Kind(kind), what, more)

    @property
    def over(self) -> bool:
        """Whether the game has ended."""
        return self.board.state.ended is not None

    @property
    def legal(self) -> Legal:
        """The choices of the pending decision; empty when the game has ended."""
        state = self.board.state
        if not state.queue or state.ended:
            return Legal(self.board, ())
        kind, seat, _, _ = state.queue[0]
        return Legal(self.board, self.space.groups[kind, seat])

    @property
    def entries(self) -> list[Entry]:
        """The ledger so far; empty when it is off."""
        return self.board.ledger or []

    @property
    def events(self) -> list[Event]:
        """The log so far; empty when it is off."""
        return self.board.log or []

    def view(self, seat: int) -> View:
        """What a seat may know."""
        return view_of(self.board.scenario, self.board.state, seat)

    def events_for(self, seat: int) -> list[Event]:
        """The log as a seat may read it; all of it once the game is over."""
        return self.readable(self.events, seat)

    def readable(self, events: Iterable[Event], seat: int) -> list[Event]:
        """Those of some events of its log that a seat may read now."""
        if self.over:
            return [event for event in events if not event.instead]
        return [event for event in events if event.seen >> seat & 1]

    def entries_for(self, seat: int) -> list[Entry]:
        """The ledger as a seat may read it: hidden figures left out, secret causes unnamed; all once it is over."""
        return entries_seen(self.scenario, self.state, self.entries, seat)

    def copy(self, seed: int | None = None) -> Game:
        """An independent, quiet game. With a seed its dice are its own, so that a search cannot foresee the real ones."""
        state = self.board.state.copy()
        if seed is not None:
            state.seed = seed
        return Game(Board(self.board.scenario, state))

    def digest(self) -> str:
        """128 bits over the position."""
        return self.board.state.digest()

    # ---- changing
    def check(self, action: Action) -> Action:
        """The interned twin of an action that can be taken now. Raises `GameOver`, `BadAction` or `IllegalAction`."""
        decision = self.decision
        if decision is None:
            raise GameOver("the game has ended")
        action = self.space.intern(action)
        if action.seat != decision.seat:
            whose = possessive(self.scenario.within("power", decision.seat))
            raise IllegalAction(f"it is {whose} decision")
        if action.kind != decision.kind:
            raise IllegalAction(
                f"the decision is to {decision.kind.name.lower()}, which this does not answer"
            )
        reason = refusal(self.board, action)
        if reason is not None:
            raise IllegalAction(reason)
        return action

    def apply(self, action: Action, draws: list[tuple[int, int]] | None = None) -> Outcome:
        """Carry out a legal action and run on to the next decision.

        `draws` repeats recorded chances (stream, result) in place of the dice. Raises as `check`, with nothing changed.
        """
        return self._carry_out(self.check(action), Dice() if draws is None else Recorded(draws))

    def play(self, action: Action) -> None:
        """`apply` without the outcome and without checking, for playouts over `legal`."""
        board = self.board
        board.answering, board.state.queue = board.state.queue[0], board.state.queue[1:]
        if action.operation:
            set_going(board, action)
        elif board.state.sealed and action.kind == Kind.ACT and action.number in self.space.orderable:
            plan(board, action)
        else:
            carry_out(board, action)
        machine.run(board)

    def _carry_out(self, action: Action, fate: Fate) -> Outcome:
        board = self.board
        entries, events, draws = board.ledger, board.log, board.draws
        marks = len(entries or ()), len(events or ()), len(draws or ())
        board.fate = fate
        self.play(action)
        board.fate = Dice()
        return Outcome(
            action.key,
            tuple((draws or [])[marks[2] :]),
            tuple((entries or [])[marks[0] :]),
            tuple((events or [])[marks[1] :]),
        )


__all__ = ["Decision", "Game", "Legal", "refusal"]
