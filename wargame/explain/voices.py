"""What governments say when something happens to them: worked out from what everybody knows, so that it repeats.

Only events in sight of all make one speak, and which line it is follows from such events alone: so no line gives away
what is secret, and every reader hears the same one. No line is spoken twice in a game.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from zlib import crc32

from attrs import define, field, frozen

from wargame.explain.grammar import capital, named
from wargame.rules.compiled import Scenario
from wargame.rules.events import ALL, Event
from wargame.rules.fund import OPPOSE, debtor_of
from wargame.rules.governments import government_of
from wargame.rules.records import Offer
from wargame.rules.regimes import CLOSED, regime_cell, targets_of
from wargame.rules.setup import opening
from wargame.rules.state import State

MOST = 2
"""Lines that a government speaks in one quarter."""
_HIGH = 5
"""The rung from which on a step down averts something."""
_NEAR = 4
"""The rung from which on a step up is taken for a provocation."""
_SENTENCE = re.compile(r"(?:^|(?<=[.!?] ))[a-z]")
"""A name at the beginning of a sentence, as it reads within one."""


@frozen
class Spoken:
    """A line of the government of a seat."""

    at: int
    """How many events were in the log before it."""
    turn: int
    phase: int
    seat: int
    text: str


@frozen
class Cue:
    """That a seat may speak, on an occasion, and whom or what it would name."""

    seat: int
    occasion: str
    other: int = -1
    kind: str = "power"
    """What `other` is: a power, or a creditor's account."""
    item: int = -1
    arena: int = -1
    site: int = -1


def told(scenario: Scenario, known: State, spoken: Spoken) -> str:
    """A line with who speaks it: the government as far as a position tells of it, else the power."""
    return f"{capital(speaker(scenario, known, spoken.seat))}: “{spoken.text}”"


def speaker(scenario: Scenario, known: State, seat: int) -> str:
    """Who speaks for a power, as it reads within a sentence."""
    government = government_of(scenario, known, seat)
    return scenario.within("power", seat) if government is None else government.name


def spoken(scenario: Scenario, state: State, log: Sequence[Event]) -> list[Spoken]:
    """All that governments have said in a game, in order. `state` is its position and `log` all its events, unmasked."""
    scene = _Scene(scenario, state)
    found = [line for seat in range(scenario.npowers) for line in scene.speak(Cue(seat, "office"), 0, 1, 0)]
    for at, event in enumerate(log, 1):
        if event.seen == ALL and not event.instead:
            for cue in scene.cues(event):
                found += scene.speak(cue, at, event.turn, event.phase)
    return found


@define(eq=False)
class _Scene:
    """Who may speak, and what has been said already."""

    scenario: Scenario
    state: State
    said: set[str] = field(factory=set)
    often: Counter[tuple[int, int]] = field(factory=Counter)
    """Lines spoken by seat and turn."""
    regimes: list[int] = field(init=False)
    """The export regimes as far as events tell."""

    def __attrs_post_init__(self) -> None:
        self.regimes = opening(self.scenario, 0).regime

    def speak(self, cue: Cue, at: int, turn: int, phase: int) -> list[Spoken]:
        """The next line of a seat's government for an occasion; none when it has said all, or enough."""
        government = government_of(self.scenario, self.state, cue.seat)
        lines = government.voice.get(cue.occasion, ()) if government is not None else ()
        if not lines or self.often[cue.seat, turn] >= MOST:
            return []
        # The turn is as good as dice, and everybody knows it.
        first = crc32(f"{turn} {cue.seat} {cue.occasion}".encode()) % len(lines)
        left = [line for line in (*lines[first:], *lines[:first]) if line not in self.said]
        if not left:
            return []
        self.said.add(left[0])
        self.often[cue.seat, turn] += 1
        text = _SENTENCE.sub(lambda found: found[0].upper(), left[0].format_map(self._words(cue)))
        return [Spoken(at, turn, phase, cue.seat, text)]

    def _words(self, cue: Cue) -> dict[str, str]:
        """What a line may name."""
        places = ((cue.kind, cue.other), ("item", cue.item), ("arena", cue.arena), ("site", cue.site))
        names = [named(self.scenario, kind, index) if index >= 0 else "" for kind, index in places]
        return {"other": names[0], "item": names[1], "place": names[2] or names[3]}

    def cues(self, event: Event) -> Iterator[Cue]:
        """Who may speak because of an event."""
        for occasion, seat, other in _BETWEEN.get(event.kind, ()):
            yield Cue(event.number(seat), occasion, event.number(other))
        teller = _OTHERWISE.get(event.kind)
        if teller is not None:
            yield from teller(self, event)

    # ---- one kind of event each
    def _agreed(self, event: Event) -> Iterator[Cue]:
        offer, (one, other) = event.data["offer"], (event.number("power"), event.number("target"))
        assert isinstance(offer, Offer)
        arena = offer.terms[0] if offer.kind == "truce" else -1
        occasion = "averted" if offer.kind == "truce" else "deal"
        yield Cue(one, occasion, other, arena=arena)
        yield Cue(other, occasion, one, arena=arena)

    def _regime(self, event: Event) -> Iterator[Cue]:
        power, item, rung = (event.number(name) for name in ("power", "item", "rung"))
        for party in targets_of(self.scenario, power, event.number("target")):
            at = regime_cell(self.scenario, power, item, party)
            before, self.regimes[at] = self.regimes[at], rung
            if party < self.scenario.npowers and rung != before:
                occasion = "freed" if rung < before else "banned" if rung == CLOSED else "squeezed"
                yield Cue(party, occasion, power, item=item)

    def _climbed(self, event: Event) -> Iterator[Cue]:
        power, arena = event.number("power"), event.number("arena")
        for side in self.scenario.arena_sides[arena]:
            if side != power and event.number("rung") >= _NEAR:
                yield Cue(side, "provoked", power, arena=arena)

    def _descended(self, event: Event) -> Iterator[Cue]:
        arena = event.number("arena")
        one, other = self.scenario.arena_sides[arena]
        if event.number("rung") >= _HIGH:
            yield Cue(one, "averted", other, arena=arena)
            yield Cue(other, "averted", one, arena=arena)

    def _hit(self, event: Event) -> Iterator[Cue]:
        yield Cue(event.number("power"), "incident", arena=event.number("arena"))

    def _raided(self, event: Event) -> Iterator[Cue]:
        region = self.scenario.site_region[event.number("site")]
        if region >= 0:
            yield Cue(self.scenario.region_power[region], "attacked", site=event.number("site"))

    def _struck(self, event: Event) -> Iterator[Cue]:
        yield Cue(event.number("power"), "attacked")

    def _voted(self, event: Event) -> Iterator[Cue]:
        debtor = debtor_of(self.scenario)
        if debtor >= 0 and event.number("stance") == OPPOSE:
            yield Cue(debtor, "opposed", event.number("power"))

    def _decided(self, event: Event) -> Iterator[Cue]:
        yield Cue(event.number("power"), "funded" if event.number("passed") else "unfunded")

    def _failed(self, event: Event) -> Iterator[Cue]:
        yield Cue(event.number("power"), "defaulted", event.number("creditor"), "account")

    def _finished(self, event: Event) -> Iterator[Cue]:
        site = event.number("site")
        if self.scenario.host[site] < self.scenario.npowers:
            yield Cue(self.scenario.host[site], "opened", site=site)

    def _closing(self, event: Event) -> Iterator[Cue]:
        for seat in range(self.scenario.npowers):
            yield Cue(seat, "closing")


_BETWEEN: Mapping[str, tuple[tuple[str, str, str], ...]] = {
    "threat_made": (("threatened", "target", "power"),),
    "threat_heeded": (("gave_way", "power", "target"), ("obeyed", "target", "power")),
    "threat_bought_off": (("deal", "power", "target"), ("deal", "target", "power")),
    "threat_defied": (("defied", "target", "power"),),
    "threat_dropped": (("spared", "target", "power"),),
    "threat_carried_out": (("struck", "target", "power"),),
    "threat_early": (("struck", "target", "power"),),
    "pledge_broken": (("betrayed", "target", "power"), ("broke_word", "power", "target")),
    "act_exposed": (("wronged", "target", "power"), ("caught", "power", "target")),
}
"""By kind of event between two powers: the occasion, which of its data speaks, and of whom."""

_OTHERWISE: Mapping[str, Callable[[_Scene, Event], Iterator[Cue]]] = {
    "offer_accepted": _Scene._agreed,
    "regime_set": _Scene._regime,
    "ladder_climbed": _Scene._climbed,
    "ladder_descended": _Scene._descended,
    "incident": _Scene._hit,
    "militants_struck": _Scene._struck,
    "site_attacked": _Scene._raided,
    "vote_cast": _Scene._voted,
    "tranche_decided": _Scene._decided,
    "creditor_failed": _Scene._failed,
    "project_finished": _Scene._finished,
    "closing_begun": _Scene._closing,
}
