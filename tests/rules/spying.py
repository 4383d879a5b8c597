"""An observer who keeps every view, log and ledger it is shown, knows the rules, and wants to know whose hand it was.

A game is played at random. In every quarter one power, drawn from all that could, does a secret act; a *spy* at another
seat is shown only what a client would be shown there, frame by frame, and weighs the suspects.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise
from random import Random

from attrs import define, field, frozen

from wargame.rules.actions.base import Action
from wargame.rules.actions.covert import CovertAct
from wargame.rules.board import HIDDEN_HAND, Board, Entry, Kind
from wargame.rules.charging import refusal
from wargame.rules.events import Event
from wargame.rules.figures import COLUMNS
from wargame.rules.game import Decision, Game
from wargame.rules.observe import View
from wargame.rules.scoring import column_scores

from .playing import scenario

RASH = ("escalate", "threaten", "regime")
"""What a random game does too much of: it would end in a war before anything is hidden."""
OWN = ("points", "money", "standing", "stability", "credibility", "footprint", "blame", "know_how", "fissile")
"""Figures of a power that a hidden act of its own might touch."""


@frozen
class Frame:
    """What a seat was shown when something it could see had changed."""

    decision: Decision | None
    view: View
    events: tuple[Event, ...]
    entries: tuple[Entry, ...]


@define
class Spy:
    """Keeps frames. A decision that shows its seat nothing leaves none: no client would have told of it."""

    seat: int
    frames: list[Frame] = field(factory=list)
    _told: int = 0
    _booked: int = 0

    def look(self, game: Game) -> None:
        """See what there is to be seen now."""
        events, entries = game.events_for(self.seat), game.entries_for(self.seat)
        view = game.view(self.seat)
        fresh = tuple(events[self._told :]), tuple(entries[self._booked :])
        self._told, self._booked = len(events), len(entries)
        last = self.frames[-1] if self.frames else None
        same = last is not None and last.decision == game.decision and last.view.digest() == view.digest()
        if same and not any(fresh):
            return
        self.frames.append(Frame(game.decision, view, *fresh))


@frozen
class Deed:
    """A secret act that was felt: who might have done it as far as the spy could know, who did, and what it saw."""

    kind: int
    suspects: tuple[int, ...]
    sponsor: int
    frames: tuple[Frame, ...]


def secret(action: Action) -> bool:
    """Whether an action is a secret act of the action phase."""
    return action.secret and action.kind == Kind.ACT


def tame(game: Game, rng: Random) -> Action:
    """A random choice that is no secret act and starts no war."""
    fallback = None
    for _ in range(200):
        action = game.legal.pick(rng.getrandbits(60))
        if secret(action):
            continue
        fallback = action
        if action.code not in RASH and not (action.code == "react" and getattr(action, "escalate", 0)):
            return action
    return fallback or next(iter(game.legal))


def able(board: Board, action: Action) -> bool:
    """Whether a seat could take an action once it is asked."""
    return board.state.points[action.seat] > 0 and refusal(board, action) is None


def deeds(name: str, seeds: Iterable[int], *, sealed: bool = False) -> Iterator[Deed]:
    """Covert acts of random games: one a quarter, by one of those that could, watched by one spy."""
    board_of = scenario(name)
    for seed in seeds:
        rng, game = Random(f"{name} {seed}"), Game.new(board_of, seed, sealed=sealed)
        spy, quarter = Spy(0), 0
        plan: CovertAct | None = None
        suspects: tuple[int, ...] = ()
        while not game.over:
            decision = game.decision
            assert decision is not None
            if decision.kind == Kind.ACT and game.state.turn != quarter:
                quarter = game.state.turn
                plan, spy, suspects = _plot(game, rng)
                spy.look(game)
            # At its first turn: who waits may have passed or have spent its money by then, which would give it away.
            its_turn = plan is not None and decision.kind == Kind.ACT and decision.seat == plan.seat
            if plan is None or not its_turn:
                game.apply(tame(game, rng))
                spy.look(game)
                continue
            if plan in game.legal:
                game.apply(plan)
                spy.look(game)
                yield from _until_landed(game, rng, spy, plan, suspects)
            plan = None


def _plot(game: Game, rng: Random) -> tuple[CovertAct | None, Spy, tuple[int, ...]]:
    """Who does what to whom this quarter, who watches, and whom that one must suspect."""
    acts: dict[tuple[int, int], list[CovertAct]] = {}
    for action in game.space.actions:
        if isinstance(action, CovertAct) and able(game.board, action):
            acts.setdefault((action.act, action.target), []).append(action)
    kinds = sorted({kind for kind, _ in acts})
    if not kinds:
        return None, Spy(0), ()
    kind = rng.choice(kinds)
    plan = rng.choice(acts[rng.choice([deed for deed in sorted(acts) if deed[0] == kind])])
    watcher = rng.choice([seat for seat in range(game.scenario.npowers) if seat != plan.seat])
    seen = Board(game.scenario, game.view(watcher).state)
    could = [a for a in acts[kind, plan.target] if a.seat != watcher]
    suspects = tuple(a.seat for a in could)
    # Where its board leaves others under suspicion besides, whose trail is warm or whose money is gone, lots do worse.
    known = {a.seat for a in _alike(game, plan) if a.seat != watcher and a.check(seen) is None}
    return plan, Spy(watcher), suspects if known == {*suspects} else ()


def _alike(game: Game, act: CovertAct) -> list[CovertAct]:
    """The same act by each power that may ever do it."""
    found = [a for a in game.space.actions if isinstance(a, CovertAct)]
    return [a for a in found if (a.act, a.target) == (act.act, act.target)]


def _until_landed(
    game: Game, rng: Random, spy: Spy, plan: CovertAct, suspects: tuple[int, ...]
) -> Iterator[Deed]:
    """Play the quarter out; the deed as the spy has it when the next one begins, unless it was traced by then."""
    turn = game.state.turn
    while not game.over and game.state.turn == turn:
        game.apply(tame(game, rng))
        spy.look(game)
    traced = any(event.kind == "act_exposed" for frame in spy.frames for event in frame.events)
    if not game.over and not traced and plan.seat in suspects and len(suspects) > 1:
        yield Deed(plan.act, suspects, plan.seat, tuple(spy.frames))


# ---- clues: the higher, the more suspect
Clue = Callable[[Deed, int], float]


def _steps(deed: Deed) -> Iterator[tuple[int, Frame, Frame]]:
    """Frames in pairs, each with the seat that acted between them, or -1."""
    for before, after in pairwise(deed.frames):
        decision = before.decision
        yield decision.seat if decision is not None and decision.kind == Kind.ACT else -1, before, after


def silent(deed: Deed, suspect: int) -> float:
    """Moves of which no event tells."""
    return sum(who == suspect and not after.events for who, _, after in _steps(deed))


def unexplained(deed: Deed, suspect: int) -> float:
    """By how much figures moved that no line of the ledger with a name for its cause accounts for."""
    total = 0.0
    for _, before, after in _steps(deed):
        for name in OWN:
            column = getattr(after.view.state, name)
            moved = column[suspect] - getattr(before.view.state, name)[suspect]
            told = sum(
                e.delta
                for e in after.entries
                if (e.name, e.index) == (name, suspect) and e.cause != HIDDEN_HAND
            )
            total += abs(moved - told)
    return total


def spent(deed: Deed, suspect: int) -> float:
    """Points and money that went with a move nobody heard of."""
    total = 0.0
    for who, before, after in _steps(deed):
        if who == suspect and not after.events:
            total += before.view.state.points[suspect] - after.view.state.points[suspect]
            total += before.view.state.money[suspect] - after.view.state.money[suspect]
    return total


def poorer(deed: Deed, suspect: int) -> float:
    """Where the sum of the ledger's lines and the treasury part."""
    first, last = deed.frames[0].view.state, deed.frames[-1].view.state
    told = sum(e.delta for f in deed.frames[1:] for e in f.entries if (e.name, e.index) == ("money", suspect))
    return float(first.money[suspect] + told - last.money[suspect])


def values(deed: Deed, suspect: int) -> float:
    """Where the balance that a line of the ledger states and the one on the board part."""
    total = 0.0
    for frame in deed.frames[1:]:
        lines = [e.value for e in frame.entries if (e.name, e.index) == ("money", suspect)]
        total += abs(lines[-1] - frame.view.state.money[suspect]) if lines else 0.0
    return total


def asked(deed: Deed, suspect: int) -> float:
    """How often it was asked, over the points it had."""
    return float(sum(who == suspect for who, _, _ in _steps(deed)))


def skipped(deed: Deed, suspect: int) -> float:
    """How often others moved between two moves of its own, against its place in the order."""
    order = [who for who, _, _ in _steps(deed) if who >= 0]
    return float(sum(a == b == suspect for a, b in pairwise(order)))


def misjudged(deed: Deed, suspect: int) -> float:
    """Where the scores written down and the ones that follow from the board part."""
    view = deed.frames[-1].view
    start = suspect * len(COLUMNS)
    written = view.state.score[start : start + len(COLUMNS)]
    reckoned = column_scores(view.scenario, view.state, suspect, agendas=False)
    return float(sum(abs(a - b) for a, b in zip(written, reckoned, strict=True)))


def quarter(deed: Deed, suspect: int) -> list[float]:
    """What happened to the suspect in the quarter, figure by figure."""
    first, last = deed.frames[0].view.state, deed.frames[-1].view.state
    found = [float(getattr(last, name)[suspect] - getattr(first, name)[suspect]) for name in OWN]
    return [*found, float(first.money[suspect]), float(first.points[suspect]), float(first.standing[suspect])]


CLUES: dict[str, Clue] = {
    "silent moves": silent,
    "unexplained figures": unexplained,
    "points and money gone": spent,
    "treasury against the ledger": poorer,
    "balances against the board": values,
    "times asked": asked,
    "order of moves": skipped,
    "scores against the board": misjudged,
}


def guesses(found: Sequence[Deed], clue: Clue, rng: Random) -> int:
    """How often the most suspect by a clue was the sponsor."""
    hits = 0
    for deed in found:
        weighed = {suspect: clue(deed, suspect) for suspect in deed.suspects}
        top = max(weighed.values())
        hits += rng.choice([s for s, weight in weighed.items() if weight == top]) == deed.sponsor
    return hits


def learned(found: Sequence[Deed], rng: Random, rounds: int = 30) -> int:
    """How often a spy names the sponsor who learns from half of the deeds which figures tell, and guesses the others."""
    rows = [
        (
            [[*(clue(deed, s) for clue in CLUES.values()), *quarter(deed, s)] for s in deed.suspects],
            deed.suspects.index(deed.sponsor),
        )
        for deed in found
    ]
    size = len(rows[0][0][0])
    spread = [max(1.0, max(abs(x[n]) for xs, _ in rows for x in xs)) for n in range(size)]
    rows = [([[v / w for v, w in zip(x, spread, strict=True)] for x in xs], at) for xs, at in rows]
    rng.shuffle(rows)
    half, hits = len(rows) // 2, 0
    for known, asked_of in ((rows[:half], rows[half:]), (rows[half:], rows[:half])):
        weights = _weights(known, rng, rounds)
        for xs, at in asked_of:
            odds = _odds(weights, xs)
            top = max(odds)
            hits += rng.choice([n for n, p in enumerate(odds) if p == top]) == at
    return hits


def _weights(rows: Sequence[tuple[list[list[float]], int]], rng: Random, rounds: int) -> list[float]:
    """How much each figure tells: a choice among suspects fitted step by step."""
    size = len(rows[0][0][0])
    weights = [0.0] * size
    for step in range(rounds):
        rate = 0.5 / (1 + step)
        for xs, at in rng.sample(list(rows), len(rows)):
            odds = _odds(weights, xs)
            for n in range(size):
                pull = xs[at][n] - sum(p * x[n] for p, x in zip(odds, xs, strict=True))
                weights[n] += rate * (pull - 0.002 * weights[n])
    return weights


def _odds(weights: Sequence[float], xs: Sequence[Sequence[float]]) -> list[float]:
    raw = [sum(w * v for w, v in zip(weights, x, strict=True)) for x in xs]
    top = max(raw)
    powers = [math.exp(min(50.0, r - top)) for r in raw]
    return [p / sum(powers) for p in powers]


def chance(found: Sequence[Deed]) -> float:
    """How many would be named by drawing lots among the suspects."""
    return sum(1 / len(deed.suspects) for deed in found)


def bound(found: Sequence[Deed], deviations: float = 3.5) -> float:
    """The most that luck would give a spy who draws lots."""
    spread = sum((1 / len(d.suspects)) * (1 - 1 / len(d.suspects)) for d in found)
    return chance(found) + deviations * math.sqrt(spread)
