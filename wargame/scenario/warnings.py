"""What a sound scenario states that never comes to anything or reads oddly: by its form, and by games at random."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import define, field

from wargame.rules.actions.base import Action
from wargame.rules.board import Kind
from wargame.rules.chance import ACTOR, mix
from wargame.rules.compiled import Scenario
from wargame.rules.game import Game
from wargame.rules.measures import Reading, reading
from wargame.rules.phases.headlines import fits
from wargame.rules.space import space_of
from wargame.rules.spec import AgendaSpec, CardSpec, ObjectiveSpec
from wargame.scenario.faults import Fault, Path, ScenarioFault, quote, spell

GAMES = 12
"""How many games are played to see what happens in none of them."""
_LAST = {"pass", "escalate"}
"""Left to who has nothing else, so that as much as can be is tried and games are not cut short by a war."""


def warnings(scenario: Scenario, games: int = GAMES) -> list[Fault]:
    """Menu codes without a use, cards that cannot come, goals that nothing moves, names in text that are others'.

    None of them is a fault.

    With `games` = 0 only what the form tells. Raises `ScenarioFault` where a game comes to grief.
    """
    formal = [*_unusable(scenario), *_never_drawn(scenario), *_otherwise(scenario)]
    seen = _Seen(scenario)
    for seed in range(1, games + 1):
        seen.play(seed)
    told = {fault.path for fault in formal}
    return formal + [fault for fault in (seen.missing(games) if games else ()) if fault.path not in told]


def _warning(code: str, path: Path, found: str, expected: str = "") -> Fault:
    return Fault(code, spell(path), found, expected)


def _unusable(scenario: Scenario) -> Iterator[Fault]:
    """Codes on a menu for which the board has no place at all."""
    space = space_of(scenario)
    for seat, power in enumerate(scenario.powers):
        have = {action.code for action in space.groups[int(Kind.ACT), seat]}
        for code in power.menu:
            if code not in have:
                yield _warning("no-use", _menu(power.id, code), "nothing on this board to do it to")


def _menu(power: str, code: str) -> Path:
    return ("powers", f"[{power}]", "menu", f"[{code}]")


def _never_drawn(scenario: Scenario) -> Iterator[Fault]:
    """Cards whose dates or weight keep them in the deck for ever."""
    for card in scenario.spec.cards:
        reason = _kept_in(scenario, card)
        if reason:
            yield _warning("never-drawn", ("cards", f"[{card.id}]"), reason)


def _kept_in(scenario: Scenario, card: CardSpec) -> str:
    turns = scenario.spec.turns
    if card.fixed:
        return f"dated to turn {card.fixed}, and the game has {turns}" if card.fixed > turns else ""
    if not card.weight:
        return "without weight and without a date"
    within = range(max(1, card.first), min(card.last, turns) + 1)
    if not within:
        return f"first drawn on turn {card.first}, and the game has {turns}"
    if card.seasons and not any(scenario.season(turn) in card.seasons for turn in within):
        return "its seasons do not come while it may be drawn"
    return ""


def _otherwise(scenario: Scenario) -> Iterator[Fault]:
    """Names that read within a sentence like somebody else's, as when a parent's stays behind a new name."""
    for table in ("powers", "partners", "sites", "routes", "regions", "arenas"):
        for entry in getattr(scenario.spec, table):
            if entry.in_text and entry.name.casefold() not in entry.in_text.casefold():
                where = (table, f"[{entry.id}]", "in_text")
                yield _warning("other-name", where, quote(entry.in_text), f"{quote(entry.name)} within it")


def _any(legal: list[Action], number: int) -> Action:
    """A choice at random, every class of action alike, so that rare ones are tried as often as those with many targets."""
    codes = sorted({action.code for action in legal} - _LAST) or [legal[0].code]
    code = codes[number % len(codes)]
    choices = [action for action in legal if action.code == code]
    return choices[number // len(codes) % len(choices)]


@define
class _Seen:
    """What happened in games between players at random."""

    scenario: Scenario
    legal: set[tuple[int, str]] = field(factory=set)
    fitting: set[int] = field(factory=set)
    moved: set[str] = field(factory=set)
    goals: dict[str, Reading] = field(init=False)
    cards: set[int] = field(init=False)
    number: int = 0
    """Of the decision that is being taken."""

    def __attrs_post_init__(self) -> None:
        specs: list[ObjectiveSpec | AgendaSpec] = []
        for power in self.scenario.powers:
            specs += [*power.objectives, *power.agendas]
        self.cards = {*range(len(self.scenario.spec.cards))}
        self.goals = {goal.measure: reading(goal.measure, self.scenario) for goal in specs}

    def play(self, seed: int) -> None:
        """One game: note what could be chosen, which cards would have fitted and which goals moved."""
        self.number = 0
        try:
            self._play(seed)
        except Exception as error:
            what = " ".join(f"{type(error).__name__}: {error}".split())
            where = f"a game at random, seed {seed}, decision {self.number}"
            raise ScenarioFault(
                [Fault("unplayable", where, what, "a game that can be played to its end")]
            ) from error

    def _play(self, seed: int) -> None:
        game = Game.new(self.scenario, seed, quiet=True)
        opening = {name: read(game.state) for name, read in self.goals.items()}
        while (decision := game.decision) is not None:
            state, self.number = game.state, self.number + 1
            legal = list(game.legal)
            if decision.kind == Kind.ACT:
                self.legal |= {(decision.seat, action.code) for action in legal}
            self.fitting |= {n for n in self.cards - self.fitting if fits(self.scenario, state, n)}
            self.moved |= {name for name, read in self.goals.items() if read(state) != opening[name]}
            game.play(_any(legal, mix(seed, ACTOR, self.number)))

    def missing(self, games: int) -> Iterator[Fault]:
        """What happened in none of the games."""
        never = f"in none of {games} games at random"
        for seat, power in enumerate(self.scenario.powers):
            for code in power.menu:
                if (seat, code) not in self.legal:
                    yield _warning("never-possible", _menu(power.id, code), f"could be taken {never}")
        for number, card in enumerate(self.scenario.spec.cards):
            if number not in self.fitting:
                words = ", ".join(map(quote, card.when))
                yield _warning("never-fits", ("cards", f"[{card.id}]"), f"{words} held {never}")
        for power in self.scenario.powers:
            for key in ("objectives", "agendas"):
                for goal in getattr(power, key):
                    if goal.measure not in self.moved:
                        where = ("powers", f"[{power.id}]", key, f"[{goal.id}]")
                        yield _warning("never-moves", where, f"{quote(goal.measure)} moved {never}")
