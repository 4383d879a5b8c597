"""One game as this terminal plays it: whose eyes look, what was said meanwhile, and how fast programs move."""

from __future__ import annotations

import asyncio
from pathlib import Path

from attrs import define, field, frozen

from wargame.explain.causes import action_of
from wargame.explain.choices import phrase
from wargame.explain.deeds import Said, story
from wargame.explain.grammar import capital, named
from wargame.explain.proposals import offer_note
from wargame.explain.voices import Spoken
from wargame.rules.actions.answers import Accept, Choose, Refuse
from wargame.rules.actions.signals import Hold
from wargame.rules.board import Entry
from wargame.rules.compiled import Scenario
from wargame.rules.events import Event
from wargame.rules.offers import offer_text
from wargame.rules.state import State
from wargame.rules.words import small
from wargame.table import ANSWERS, HUMAN, Notice, Table
from wargame.tui.present.news import Chosen, Remark

PACES = (2.5, 1.2, 0.6, 0.3, 0.1, 0.0)
"""Seconds between the moves of programs, from slow to fast."""


@frozen
class Answered:
    """What became of a seat's own offer or request."""

    title: str
    text: str


@define(eq=False)
class Session:
    """A client's memory beside the Table. It holds no rules and never sees more than the seat whose view it shows."""

    table: Table
    controllers: tuple[str, ...]
    path: Path | None = None
    """The saved game, until it is let go of."""
    lost: list[str] = field(factory=list)
    """What could not be saved, in words; one list for all games of a visit."""
    closed: bool = False
    """Whether the table has been let go of."""
    viewer: int = -1
    """The seat whose view is on the board; -1 while nobody may look."""
    pace: int = 2
    skipping: bool = False
    reason: str = ""
    """Why the viewer will decide as it will, in its own words: kept with the next decision."""
    reported: dict[int, int] = field(factory=dict)
    """The turn each human has read the report up to."""
    headed: dict[int, tuple[int, int, int]] = field(factory=dict)
    """The turn of which each human has been shown headlines, how many, and how many answers of others."""
    dued: dict[int, int] = field(factory=dict)
    """The turn whose dues each human has been told."""
    answers: dict[int, list[Answered]] = field(factory=dict)
    """By human seat: what others said to its offers since it last looked."""
    _wake: asyncio.Event = field(factory=asyncio.Event)

    @property
    def scenario(self) -> Scenario:
        """The compiled scenario."""
        return self.table.scenario

    @property
    def humans(self) -> list[int]:
        """Seats that people play."""
        return [seat for seat, name in enumerate(self.controllers) if name == HUMAN]

    @property
    def spectating(self) -> bool:
        """Whether nobody plays and somebody watches."""
        return not self.humans

    @property
    def hot_seat(self) -> bool:
        """Whether several people share this terminal."""
        return len(self.humans) > 1

    def start(self) -> None:
        """With one person, or none, the view is settled from the start; otherwise a handover comes first."""
        if not self.hot_seat:
            self.viewer = self.humans[0] if self.humans else self.scenario.first

    # ---- the end of it
    async def parting(self) -> str:
        """What becomes of the game if it is left now."""
        status = await self.table.status()
        if status.unsaved:
            return f"This game is not saved to its end: {status.unsaved}."
        if status.keeper:
            return f"The game goes on without you, kept by {status.keeper}; join again to take your seat."
        return "Your game is saved; you can continue it any time."

    async def close(self) -> None:
        """Let go of the table, once; its game is on disk, or among what was lost."""
        if self.closed:
            return
        self.closed = True
        status = await self.table.status()
        lost = f"{status.path}: {status.unsaved}"
        if status.unsaved and lost not in self.lost:
            self.lost.append(lost)
        await self.table.close()
        self.path = None

    # ---- what was said
    async def chosen(self) -> list[Chosen]:
        """How others answered this quarter's headlines, also before the game was taken up again."""
        turn, found = (await self.table.status()).turn, []
        for said in await self.table.said(self.viewer):
            action = action_of(self.scenario, said.action_key)
            if isinstance(action, Choose) and said.turn == turn and said.seat != self.viewer:
                found.append(Chosen(said.turn, said.seat, said.what, action.option))
        return found

    # ---- answers
    async def asked(self) -> State | None:
        """The position in which a person's offer is to be answered now; None when there is no such offer."""
        for seat in self.humans:
            state = (await self.table.view(seat)).state
            if state.offer is not None and state.offer.asker == seat:
                return state
        return None

    def note_answer(self, before: State, notice: Notice) -> None:
        """Keep the answer to a person's offer until that person looks."""
        action, offer = action_of(self.scenario, notice.action_key), before.offer
        if not isinstance(action, Accept | Refuse) or offer is None:
            return
        accepted = isinstance(action, Accept)
        head, *rest = offer_text(offer, self.scenario)
        who = capital(named(self.scenario, "power", offer.asked))
        verb = "accepts" if accepted else "refuses"
        words = [f"{who} {verb} what you offered: {small(head)}."]
        words += [f"{term}." for term in rest]
        note = offer_note(self.scenario, before, offer, accepted)
        words += ["", note] if note else []
        if notice.reason:
            words += ["", f"The reason given: {notice.reason}."]
        elif not accepted and not offer.counters:
            words += ["", "An offer can be made again next quarter, on other terms."]
        self.answers.setdefault(offer.asker, []).append(Answered(f"{who} {verb}", "\n".join(words)))

    def take_answers(self, seat: int) -> list[Answered]:
        """What a seat has not been told yet."""
        return self.answers.pop(seat, [])

    def took_back(self) -> None:
        """A person's last decision was taken back with all that followed it."""
        self.answers.clear()

    def _remark(self, said: Said) -> Remark:
        action = action_of(self.scenario, said.action_key)
        deed = said.action_key if action is None else phrase(self.scenario, action, said.what)
        answers = action is not None and action.kind in ANSWERS
        own = said.seat == self.viewer and not self.spectating
        return Remark(said.turn, said.phase, said.seat, deed, said.intent, said.reason, own, answers)

    async def news(self) -> list[Event | Remark | Spoken]:
        """The viewer's log with what actors and governments said in it, also before the game was taken up again."""
        events, said = await self.table.events(self.viewer), await self.table.said(self.viewer)
        lines = await self.table.spoken(self.viewer)
        # Silence is not news.
        spoken = [each for each in said if not isinstance(action_of(self.scenario, each.action_key), Hold)]
        items = story(events, spoken, lines)
        return [self._remark(item) if isinstance(item, Said) else item for item in items]

    async def entries(self) -> list[Entry]:
        """The viewer's ledger."""
        return await self.table.entries(self.viewer)

    # ---- pace
    async def pause(self) -> None:
        """Wait between two moves of programs, unless told not to."""
        seconds = 0.0 if self.skipping else PACES[self.pace]
        self._wake.clear()
        if seconds:
            try:
                await asyncio.wait_for(self._wake.wait(), seconds)
            except TimeoutError:
                return
        else:
            # Keys and paints get their turn even at full speed.
            await asyncio.sleep(0)

    def hurry(self) -> None:
        """No waiting until the next decision of a person."""
        self.skipping = True
        self._wake.set()

    def change_pace(self, step: int) -> str:
        """Faster or slower; what it is now, in words."""
        self.pace = max(0, min(len(PACES) - 1, self.pace + step))
        seconds = PACES[self.pace]
        return f"{seconds:g} s between moves" if seconds else "no waiting between moves"
