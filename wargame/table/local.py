"""The table in this process: one change at a time, on disk before anybody sees it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from wargame.actors import DEFAULT_ACTOR, Choice, Progress, make, unheard
from wargame.actors.guests import short
from wargame.actors.outlook import Almanac
from wargame.explain.advice import Advice
from wargame.explain.deeds import Deed, Said
from wargame.explain.grammar import possessive
from wargame.explain.prospects import Prospect
from wargame.explain.voices import Spoken
from wargame.journal import Decided, Finished, Journal, Line, TurnEnd, Undone
from wargame.journal.snapshot import snapshot
from wargame.rules.actions.answers import Pass
from wargame.rules.actions.base import Action
from wargame.rules.board import Entry
from wargame.rules.chance import ACTOR, mix
from wargame.rules.errors import GameOver, IllegalAction
from wargame.rules.events import Event
from wargame.rules.observe import NOBODY, View
from wargame.rules.outcome import Outcome
from wargame.rules.scoring import final_scores
from wargame.rules.state import State
from wargame.rules.words import count
from wargame.table.course import Course, Trial, in_the_open, privy
from wargame.table.foresight import foreseen
from wargame.table.listeners import Listeners
from wargame.table.protocol import HUMAN, NoAdvice, Notice, Status, Table, Thought
from wargame.table.thinker import BUDGET, NoProcess, Thinker, ThinkingFault, Thinks
from wargame.table.undoing import back_to
from wargame.table.wire import Known, status_for

_T = TypeVar("_T")


class TableClosed(RuntimeError):
    """The table was closed; nothing can be changed at it any more."""


class LocalTable:
    """A `Table` over a game in this process. `new_table` and `resume` make one."""

    def __init__(
        self,
        course: Course,
        controllers: tuple[str, ...],
        journal: Journal | None,
        thinker: Thinks | None,
        notices: tuple[str, ...] = (),
        path: Path | None = None,
        advice: bool = True,
    ) -> None:
        """`path` names the file of a game that is over, which needs no journal any more. `advice` may be asked for."""
        self.scenario = course.game.scenario
        self._course = course
        self._controllers = controllers
        self._people = frozenset(seat for seat, name in enumerate(controllers) if name == HUMAN)
        """Seats that people play, whoever stands in for them now: what is recorded of them is a person's."""
        self._journal = journal
        self._path = journal.path if journal else path
        self._seed = course.game.state.seed
        self._notices = notices
        self._listeners = Listeners()
        self._changes = asyncio.Lock()
        self._thinking = asyncio.Lock()
        self._under_way: set[asyncio.Task[Any]] = set()
        self._moment = 0
        self._closed = False
        self._own_thinker = None
        if thinker is None and any(name != HUMAN for name in controllers):
            thinker = self._own_thinker = Thinker()
        self._thinker = thinker
        self._almanac = Almanac(self.scenario)
        self._advice = advice
        self.reasons = False
        """Whether a line of reason must go with every decision of a person: whoever keeps the table settles it."""
        self._thought: Thought | None = None

    # ---- reading
    @property
    def thought(self) -> Thought | None:
        """What is being thought about just now; None when nothing is."""
        return self._thought

    async def status(self) -> Status:
        """How the table stands now."""
        return self.status_now()

    def status_now(self) -> Status:
        """The same, without waiting for one's turn."""
        game = self._course.game
        to, barred = self._back_to()
        return Status(
            turn=game.state.turn,
            phase=game.state.phase,
            decision=game.decision,
            controllers=self._controllers,
            can_undo=not barred,
            undo_barred=barred,
            undo_seen=0 if barred else self._course.answered(to, self._people),
            peeks=tuple(self._course.peeks),
            advice=self._advice,
            reasons=self.reasons,
            people=tuple(sorted(self._people)),
            over=game.over,
            path=self._path,
            unsaved=self._journal.trouble() if self._journal else "",
            notices=self._notices,
        )

    async def view(self, seat: int) -> View:
        """What a seat may know."""
        return self._course.game.view(seat)

    async def legal(self) -> tuple[Action, ...]:
        """The choices of the pending decision; empty when the game has ended."""
        return tuple(self._course.game.legal)

    async def forecast(self, action: Action) -> Prospect:
        """What an action would do, as far as its own seat can know; how likely an offer is accepted. Raises `BadAction`."""
        return foreseen(self._course.game.view(action.seat), action, self._almanac)

    async def advise(self) -> Advice:
        """What an adviser says to whoever must decide. Raises `NoAdvice`. Cancelled, it stops thinking."""
        game = self._course.game
        decision = game.decision
        if not self._advice:
            raise NoAdvice("advice is switched off in this game")
        if decision is None or self._controllers[decision.seat] != HUMAN:
            raise NoAdvice("it is nobody's decision who could ask for advice")
        if self._thinker is None:
            self._thinker = self._own_thinker = await asyncio.to_thread(Thinker)
        view, legal = game.view(decision.seat), await self.legal()
        try:
            with self._thinking_for(decision.seat) as hear:
                return await self._thinker.advise(view, legal, hear)
        except ThinkingFault as fault:
            raise NoAdvice(f"the adviser {fault}") from None

    async def events(self, seat: int) -> list[Event]:
        """The log as a seat may read it."""
        return self._course.game.events_for(seat)

    async def said(self, seat: int) -> list[Said]:
        """What actors said of their decisions, and how headlines and incidents were answered."""
        return self._course.said(seat)

    async def spoken(self, seat: int) -> list[Spoken]:
        """What governments have said, in order, each line with its place in the seat's log."""
        return self._course.spoken(seat)

    async def deeds(self) -> list[Deed]:
        """Every decision that stands, secret ones too, once the game is over; none before."""
        return self._deeds()

    def _deeds(self) -> list[Deed]:
        return self._course.deeds() if self._course.game.over else []

    async def entries(self, seat: int) -> list[Entry]:
        """The ledger as a seat may read it."""
        return self._course.entries(seat)

    def known(self, seat: int) -> Known:
        """All that a seat knows, of one moment."""
        status, course = self.status_now(), self._course
        asked = status.decision is not None and status.decision.seat == seat
        return Known(
            status=status_for(status, seat, self._last_person()),
            view=course.game.view(seat),
            legal=tuple(course.game.legal) if asked else (),
            events=course.game.events_for(seat),
            said=course.said(seat),
            spoken=course.spoken(seat),
            entries=course.entries(seat),
            deeds=self._deeds(),
        )

    def public(self) -> tuple[View, list[Event]]:
        """What everybody may know: the view, and the log, of a seat that does not exist."""
        game = self._course.game
        return game.view(NOBODY), game.events_for(NOBODY)

    @property
    def decisions(self) -> int:
        """How many decisions stand."""
        return len(self._course.steps)

    @property
    def last(self) -> int:
        """How many decisions stood before the last that is a person's; -1 when there is none."""
        steps = self._course.steps
        return next((at for at in reversed(range(len(steps))) if steps[at].action.seat in self._people), -1)

    def _last_person(self) -> int:
        """The seat of the last decision that is a person's; -1 when there is none."""
        return self._course.steps[self.last].action.seat if self.last >= 0 else -1

    def subscribe(self, listener: Callable[[Notice], None]) -> Callable[[], None]:
        """Have every notice sent to a listener; call what is returned to stop."""
        return self._listeners.add(listener)

    # ---- changing
    async def submit(self, action: Action, note: str = "") -> Outcome:
        """Carry out a person's decision, which is on disk before this returns.

        Raises `BadAction`, `IllegalAction` or `GameOver`, and `JournalFault` when it could not be saved: then
        nothing has changed. Nobody hears of a secret act that leaves the move where it was.
        """
        return await self._whole(self._submit(action, note))

    async def advance(self) -> Notice | None:
        """Let the actor whose decision it is decide.

        None if a person must decide, the game has ended or the table was closed meanwhile. A secret act on the way
        is no decision that anybody else hears of: the actor is asked again at once.

        What was thought about a position that has been taken back meanwhile is thrown away.
        """
        async with self._thinking:
            decision = self._course.game.decision
            if decision is None:
                return None
            with self._thinking_for(decision.seat) as hear:
                return await self._go_on(hear)

    async def _go_on(self, hear: Progress) -> Notice | None:
        while True:
            game = self._course.game
            decision = game.decision
            if self._closed or decision is None or self._controllers[decision.seat] == HUMAN:
                return None
            moment = self._moment
            choice, fault, detail = await self._ask(decision.seat, game.view(decision.seat), hear)
            notice = await self._whole(self._advance(moment, choice, fault, detail))
            if notice is not None and not choice.action.operation:
                return notice

    async def undo(self, seat: int | None = None) -> int:
        """Take a person's last decision back with what actors did since; how many decisions that were, or 0.

        With a `seat`, only when the decision is that seat's own.
        """
        return await self._whole(self._undo(seat))

    async def take_back(self, to: int, ruling: str) -> int:
        """Have only so many decisions stand, by order of whoever keeps the table; how many were taken back.

        It is bound by nothing that was seen since, and counts against nobody. `ruling` says why, in the journal.
        """
        return await self._whole(self._take_back(to, ruling))

    async def give(self, seat: int, player: str) -> None:
        """Have a program decide for a seat that people play, or people again. What a program was thinking is dropped.

        Its decisions are recorded as that seat's own, and a note says which program made them.
        """
        async with self._changes:
            controllers = list(self._controllers)
            controllers[seat] = player
            self._controllers = tuple(controllers)
            self._moment += 1

    async def close(self) -> None:
        """Let go of the journal and of the actors started for this table. Does nothing the second time."""
        if self._closed:
            return
        self._closed = True
        if self._own_thinker is not None:
            await asyncio.to_thread(self._own_thinker.close)
        async with self._changes:
            if self._journal is not None:
                self._journal.close()

    # ---- one change at a time
    async def _whole(self, change: Coroutine[Any, Any, _T]) -> _T:
        """Make a change to its end even if whoever asked for it goes away: disk and memory must agree."""
        task = asyncio.create_task(change)
        self._under_way.add(task)
        task.add_done_callback(self._under_way.discard)
        return await asyncio.shield(task)

    async def _submit(self, action: Action, note: str) -> Outcome:
        async with self._changes:
            self._check_open()
            decision = self._course.game.decision
            if decision is None:
                raise GameOver("the game has ended")
            controller = self._controllers[decision.seat]
            if controller != HUMAN:
                whose = possessive(self.scenario.within("power", decision.seat))
                raise IllegalAction(f"it is {whose} decision, which {short(controller)} makes")
            if self.reasons and not note.strip():
                raise IllegalAction("a line of reason goes with every decision at this table")
            trial, before = self._course.attempt(action), self._course.game.state
            await self._stand(trial, note=note)
            self._tell_decision(trial, before, "", "")
            return trial.outcome

    async def _advance(self, moment: int, choice: Choice, fault: str, detail: str) -> Notice | None:
        async with self._changes:
            if self._closed or moment != self._moment:
                return None
            trial, before = self._course.attempt(choice.action), self._course.game.state
            if trial.action.seat in self._people:
                choice, detail = self._stood_in(choice, detail)
            await self._stand(trial, note=detail, intent=choice.intent, reason=choice.reason)
            if fault and not trial.action.operation:
                self._listeners.tell(Notice("fault", trial.action.seat, reason=fault))
            return self._tell_decision(trial, before, choice.intent, choice.reason)

    async def _undo(self, seat: int | None) -> int:
        async with self._changes:
            self._check_open()
            to, barred = self._back_to()
            if barred or (seat is not None and self._last_person() != seat):
                return 0
            steps = self._course.steps
            step, told = steps[to], sum(not each.action.operation for each in steps[to:])
            await self._save(Undone(to=to, turn=step.before.turn, time=now()))
            self._course.rewind(to, self._people)
            self._moment += 1
            self._listeners.tell(Notice("undo", step.action.seat, count=told))
            return told + step.action.operation

    def _back_to(self) -> tuple[int, str]:
        """How many decisions would stand after an undo, and why there can be none; empty when there can."""
        return back_to(self._course, self._people)

    async def _take_back(self, to: int, ruling: str) -> int:
        async with self._changes:
            self._check_open()
            steps = self._course.steps
            if self._course.game.over:
                raise GameOver("the game has ended")
            if not 0 <= to < len(steps):
                raise IllegalAction(f"{count(len(steps), 'decision')} stand")
            step, taken = steps[to], len(steps) - to
            await self._save(Undone(to=to, turn=step.before.turn, ruling=ruling, time=now()))
            told = sum(not each.action.operation for each in steps[to:])
            self._course.back_to(to)
            self._moment += 1
            self._listeners.tell(Notice("undo", step.action.seat, count=told))
            return taken

    async def _stand(self, trial: Trial, *, note: str, intent: str = "", reason: str = "") -> None:
        """Write a decision down, then let it stand."""
        before, after = self._course.game.state, trial.after
        standing = len(self._course.steps) + 1
        digest = after.digest()
        lines: list[Line] = [
            Decided(
                n=standing,
                turn=before.turn,
                seat=self.scenario.ids["power"][trial.action.seat],
                action=trial.action.key,
                draws=tuple((draw.stream, draw.result) for draw in trial.outcome.draws),
                note=note,
                intent=intent,
                reason=reason,
                time=now(),
                digest=digest,
            )
        ]
        if after.turn != before.turn or after.ended:
            lines.append(TurnEnd(turn=before.turn, n=standing, digest=digest, snapshot=snapshot(after)))
        if after.ended:
            lines.append(finished(self._course, after))
        await self._save(*lines)
        self._course.accept(trial, intent, reason)
        self._moment += 1

    async def _save(self, *lines: Line) -> None:
        if self._journal is not None:
            await asyncio.to_thread(self._journal.append, *lines)

    def _check_open(self) -> None:
        if self._closed:
            raise TableClosed("the table was closed")

    # ---- actors
    @contextmanager
    def _thinking_for(self, seat: int) -> Iterator[Progress]:
        """While a seat is thought for; what is given hears how far it is.

        It never goes back: a second thought in the same move would tell of a secret act before it.
        """
        self._thought = Thought(seat)

        def hear(played: int, planned: int) -> None:
            if self._thought is not None and played > self._thought.played:
                self._thought = Thought(seat, played, planned)

        try:
            yield hear
        finally:
            self._thought = None

    def _stood_in(self, choice: Choice, detail: str) -> tuple[Choice, str]:
        """A choice for people who are away: theirs in the record, where only a note tells who made it and why."""
        name = short(self._controllers[choice.action.seat])
        words = "; ".join(filter(None, (choice.intent, choice.reason, detail)))
        return Choice(choice.action), f"{name} for who was away{f': {words}' if words else ''}"

    async def _ask(self, seat: int, view: View, hear: Progress) -> tuple[Choice, str, str]:
        """An actor's choice; when another made it, why in a form for all, and in full for the journal.

        Neither says what was chosen: it may be something that nobody else may know.
        """
        name = self._controllers[seat]
        legal = await self.legal()
        seed = mix(self._seed, ACTOR, seat)  # actors keep nothing, so a resumed game goes on as it would have
        try:
            return await self._consult(name, seed, view, legal, hear), "", ""
        except ThinkingFault as error:
            fault, detail = str(error), error.detail or str(error)
        try:
            choice = await self._stand_in(seed, view, legal)
        except ThinkingFault as error:
            choice = Choice(_any_of(legal, seed, len(self._course.steps)))
            detail = f"{detail}; {DEFAULT_ACTOR} {error.detail or error}"
            remedy = "a choice was made for it"
        else:
            remedy = "rules of thumb decided instead"
        title = short(name)
        return choice, f"{title} {fault}; {remedy}", f"{title} {detail}; {remedy}"

    async def _stand_in(self, seed: int, view: View, legal: Sequence[Action]) -> Choice:
        """What rules of thumb choose, in a fresh process, or in this one where none can be had."""
        try:
            return await self._consult(DEFAULT_ACTOR, seed, view, legal)
        except NoProcess:
            return await self._consult(DEFAULT_ACTOR, seed, view, legal, here=True)

    async def _consult(
        self,
        name: str,
        seed: int,
        view: View,
        legal: Sequence[Action],
        hear: Progress = unheard,
        *,
        here: bool = False,
    ) -> Choice:
        if self._thinker is None:
            raise ThinkingFault("has nowhere to think")
        try:
            if here:
                choice = await asyncio.to_thread(_decide_here, name, seed, view, legal)
            else:
                choice = await self._thinker.think(name, seed, view, legal, hear)
            choice = Choice(choice.action, str(choice.intent), str(choice.reason))
        except ThinkingFault:
            raise
        except Exception as error:
            kind = type(error).__name__
            raise ThinkingFault(f"failed ({kind})", f"failed ({kind}: {error})") from None
        if choice.action not in legal and choice.action not in self._course.game.legal:
            raise ThinkingFault("chose what is not allowed", f"chose what is not allowed ({choice.action!r})")
        return choice

    # ---- telling
    def _tell_decision(self, trial: Trial, before: State, intent: str, reason: str) -> Notice:
        action, after = trial.action, trial.after
        seen = in_the_open(action, after)
        notice = Notice(
            "decision",
            action.seat,
            action.key if seen else "",
            intent if seen else "",
            reason if seen else "",
            trial.outcome.events,
            seen=privy(self.scenario, action, before),
            spoken=tuple(self._course.spoken_of(len(self._course.steps) - 1)),
        )
        if action.operation:
            return notice
        self._listeners.tell(notice)
        if self._course.game.over:
            self._listeners.tell(Notice("ended"))
        return notice


if TYPE_CHECKING:

    def _answers_as(table: LocalTable) -> Table:
        return table


def _decide_here(name: str, seed: int, view: View, legal: Sequence[Action]) -> Choice:
    return make(name, seed).decide(view, legal, BUDGET)


def _any_of(legal: Sequence[Action], seed: int, step: int) -> Action:
    """A choice when nobody can be asked: to pass, else one that no other seat can guess."""
    passing = (action for action in legal if isinstance(action, Pass))
    return next(passing, legal[mix(seed, ACTOR, step) % len(legal)])


def finished(course: Course, state: State) -> Finished:
    """The record of a game's end."""
    assert state.ended is not None
    scenario = course.game.scenario
    return Finished(
        turn=state.turn,
        ending=scenario.spec.endings[state.ended.ending].id,
        winners=tuple(scenario.ids["power"][seat] for seat in state.ended.winners),
        scores=dict(zip(scenario.ids["power"], final_scores(scenario, state), strict=True)),
        time=now(),
    )


def now() -> str:
    """The time as journals write it."""
    return datetime.now(UTC).isoformat(timespec="seconds")
