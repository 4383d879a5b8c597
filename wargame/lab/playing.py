"""One game between actors, without ledger, log or journal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from attrs import Factory, define, field, frozen

from wargame.actors import DEFAULT_ACTOR, make
from wargame.actors.base import picked
from wargame.actors.guests import GuestFault, is_guest
from wargame.actors.thumb import ThumbActor
from wargame.lab.faults import LabFault, placed
from wargame.lab.lines import line
from wargame.rules.actions.base import Action
from wargame.rules.board import Kind
from wargame.rules.chance import ACTOR, mix
from wargame.rules.compiled import Scenario
from wargame.rules.game import Game
from wargame.rules.governments import NONE
from wargame.rules.observe import View
from wargame.rules.scoring import final_scores, objective_scores
from wargame.table.governing import appointed_to, numbered
from wargame.table.thinker import BUDGET


@frozen
class Faults:
    """How often rules of thumb stood in for a player that others wrote, and what was wrong with it the first time."""

    count: int
    first: str


@define
class _Moment:
    """Where a game is, for whoever wants to come there again."""

    scenario: str
    index: int
    seed: int
    decision: int = 0
    player: str = "before the first"
    faults: dict[str, Faults] = field(factory=dict)
    """By seat."""

    def __str__(self) -> str:
        return (
            f"{self.scenario}, game {self.index} (seed {self.seed}), decision {self.decision}, {self.player}"
        )


@frozen
class GameRecord:
    """How one game went."""

    index: int
    seed: int
    winner: str | None
    """The seat that won alone, or None for a tie or a shared catastrophe."""
    scores: dict[str, int]
    ending: str
    turns: int
    decisions: int
    digest: str
    """Of the final position."""
    faults: dict[str, Faults] = Factory(dict)
    """By seat, where rules of thumb had to stand in."""
    governments: dict[str, str] = Factory(dict)
    """By seat, the id of who governed it, where somebody did."""


@frozen
class Taken:
    """One decision as it was taken."""

    turn: int
    seat: str
    kind: Kind
    key: str
    points: int
    """Action points the seat had left before it."""
    money: int
    """Its treasury before it, in $100 m."""
    offer: str = ""
    """The kind of the offer that it answered."""

    @property
    def code(self) -> str:
        """The class of the action that was chosen."""
        return self.key.split(" ", 1)[0]


@frozen
class Watched:
    """A game with what cannot be read off its end."""

    record: GameRecord
    taken: tuple[Taken, ...]
    """Every decision, in order."""
    history: tuple[tuple[int, ...], ...]
    """Every seat's total after each turn."""
    goals: dict[str, dict[str, float]]
    """By seat: the points of each of its goals in the end, its agenda among them."""
    shared: bool
    """Whether it ended in a catastrophe for all."""

    def acts(self, seat: str) -> list[Taken]:
        """What a seat did with its action points, passes among them."""
        return [each for each in self.taken if each.seat == seat and each.kind == Kind.ACT]

    def uses(self, seat: str) -> Counter[str]:
        """How often a seat took each class of action."""
        return Counter(each.code for each in self.acts(seat))


def play_game(
    scenario: Scenario,
    controllers: Mapping[str, str],
    seed: int,
    index: int = 0,
    sealed: bool | None = None,
) -> GameRecord:
    """Play one game to its end, as a table with that seed would. Raises `LabFault` when anything goes wrong in it."""
    return watch_game(scenario, controllers, seed, index, sealed).record


def watch_game(
    scenario: Scenario,
    controllers: Mapping[str, str],
    seed: int,
    index: int = 0,
    sealed: bool | None = None,
    repeating: Mapping[str, str] | None = None,
) -> Watched:
    """Play one game and watch it. A seat in `repeating` holds to that line of play, or takes that class whenever it can."""
    moment = _Moment(scenario.spec.id, index, seed)
    with placed(moment):
        return _watch(scenario, controllers, moment, sealed, repeating or {})


def _watch(
    scenario: Scenario,
    controllers: Mapping[str, str],
    moment: _Moment,
    sealed: bool | None,
    repeating: Mapping[str, str],
) -> Watched:
    seed = moment.seed
    governed = appointed_to(scenario, seed, controllers, {})
    game = Game.new(scenario, seed, quiet=True, sealed=sealed, governments=numbered(scenario, governed))
    seats = scenario.ids["power"]
    taken: list[Taken] = []
    while (decision := game.decision) is not None:
        seat, state = seats[decision.seat], game.state
        moment.player = controllers[seat]
        thought = mix(seed, ACTOR, decision.seat)
        offer = state.offer.kind if decision.kind == Kind.ANSWER and state.offer else ""
        means = state.points[decision.seat], state.money[decision.seat]
        turn = state.turn
        action = _decide(moment, repeating.get(seat, ""), thought, game, seat)
        game.play(action)
        taken.append(Taken(turn, seat, decision.kind, action.key, *means, offer))
        moment.decision += 1
    return _ended(scenario, game, moment, taken)


def _ended(scenario: Scenario, game: Game, moment: _Moment, taken: list[Taken]) -> Watched:
    seats, state, ended = scenario.ids["power"], game.state, game.state.ended
    assert ended is not None, "a game without a decision has ended"
    record = GameRecord(
        index=moment.index,
        seed=moment.seed,
        winner=seats[ended.winners[0]] if len(ended.winners) == 1 else None,
        scores=dict(zip(seats, final_scores(scenario, state), strict=True)),
        ending=scenario.spec.endings[ended.ending].id,
        turns=state.turn,
        decisions=moment.decision,
        digest=game.digest(),
        faults=moment.faults,
        governments={
            seat: scenario.governments[power][number].id
            for power, (seat, number) in enumerate(zip(seats, state.governments, strict=True))
            if number != NONE
        },
    )
    goals = {
        seat: {goal.id: points / 100 for goal, _, points in objective_scores(scenario, state, power)}
        for power, seat in enumerate(seats)
    }
    return Watched(record, tuple(taken), state.history, goals, ended.shared)


def _within(view: View, narrowed: tuple[Action, ...], seed: int) -> Action:
    """The best by rules of thumb of what a line of play leaves, for whoever would rather make a deal of its own."""
    found = [action for _, action in ThumbActor(seed).considered(view, narrowed) if action in narrowed]
    return found[0] if found else narrowed[0]


def _decide(moment: _Moment, held: str, seed: int, game: Game, seat: str) -> Action:
    view = game.view(game.scenario.numbers["power"][seat])
    narrowed = tuple(line(held)(view, game.legal)) if held else ()
    choices = narrowed or tuple(game.legal)

    def chosen(player: str) -> Action:
        action = picked(make(player, seed), view, choices, BUDGET)
        if narrowed and action not in narrowed and action in game.legal:
            return _within(view, narrowed, seed)
        if action not in choices and action not in game.legal:
            told = f"chose {action.key!r}, which is not legal"
            raise GuestFault(told) if is_guest(player) else LabFault(f"{moment}: {told}")
        return action

    try:
        return chosen(moment.player)
    except GuestFault as fault:
        earlier = moment.faults.get(seat)
        first = earlier.first if earlier else f"decision {moment.decision}: {fault.detail}"
        moment.faults[seat] = Faults(earlier.count + 1 if earlier else 1, first)
        return chosen(DEFAULT_ACTOR)
