"""How a game goes on at this terminal: programs move in a worker, people by keys, and nothing ever blocks."""

from __future__ import annotations

import asyncio
from typing import TypeVar

from textual import work
from textual.timer import Timer

from wargame.explain.events import sentence
from wargame.explain.grammar import capital
from wargame.explain.means import in_hand
from wargame.explain.money import falling_due
from wargame.explain.voices import Spoken
from wargame.explain.voices import told as in_voice
from wargame.journal import JournalFault
from wargame.rules.actions.base import Action
from wargame.rules.actions.loans import AskRollover
from wargame.rules.board import Entry, Kind
from wargame.rules.errors import RulesError
from wargame.rules.events import Event
from wargame.rules.game import Decision
from wargame.rules.observe import View
from wargame.rules.words import count
from wargame.table import HUMAN, Notice, Proposed, Shared, Status, Thought
from wargame.tui import look
from wargame.tui.choose.screen import ChooseScreen
from wargame.tui.confirm.reason import ReasonScreen
from wargame.tui.confirm.screen import ConfirmScreen, MessageScreen
from wargame.tui.debrief.screen import DebriefScreen
from wargame.tui.handover.screen import HandoverScreen
from wargame.tui.pages.advice import AdviceScreen, Adviser
from wargame.tui.pages.screens import Asking, HeadlinesScreen, ReportScreen
from wargame.tui.present import menus, news, questions
from wargame.tui.session import Session
from wargame.tui.widgets.screens import ASKING, READING, GameScreen, Leaving

UNTIL = "What you decide can be taken back until chance falls, an offer is answered or the phase ends."

WANTED = "At this table a line of reason goes with every decision."

Moment = tuple[int, int, Decision | None]
"""A turn, a phase and what the viewer is asked in it, if anything."""
GLANCE = 0.2
"""Seconds between two looks at how far programs have thought."""
UNSEEN = -1
"""Stands for the phase of a message that has not been shown yet."""
Result = TypeVar("Result")


class PlayScreen(Asking[None], GameScreen[None]):
    """The loop and the decisions of a game, whatever it looks like. A subclass shows it."""

    def __init__(self, session: Session, message: str = "") -> None:
        super().__init__()
        self.session = session
        self.status: Status | None = None
        self.view: View | None = None
        """What the viewer knows; None while nobody may look."""
        self.items: list[Event | news.Remark | Spoken] = []
        """The viewer's log."""
        self.entries: list[Entry] = []
        self._message = message
        self._since: Moment | None = None
        """When the message was first seen; None for what is told on sitting down, until the viewer is asked."""
        self.handing = False
        """The player before may still look at what chance brought; Enter hands over."""
        self.playing = False
        self.debriefed = False
        self.busy = False
        """Something the viewer does is under way."""
        self.stuck = False
        """The game could not go on, and says so until the player tries again."""
        self.reading = False
        """What nobody has asked for lies over the board: it comes before the viewer's decision."""
        self.thought: Thought | None = None
        """Who is thinking, as it was last shown."""
        self._watching: Timer | None = None
        self._bare = asyncio.Event()
        """Set when a screen over the board has gone."""

    @property
    def message(self) -> str:
        """What was last worth saying; it goes with the phase in which it was said."""
        return self._message

    @message.setter
    def message(self, text: str) -> None:
        self._message, self._since = text, (self.status.turn if self.status else 0, UNSEEN, None)

    def say(self, text: str) -> None:
        """Answer a key that changed nothing: seen at once, and gone with the decision that is pending."""
        self.message = text
        if self.status is not None:
            self.age(self.status)
        self.paint()

    def age(self, status: Status) -> None:
        """Drop the message once the viewer has decided, or the game gone on to a phase after that in which it was seen.

        What a quarter's last decision brought is told by the quarter's report.
        """
        now = (status.turn, status.phase, status.decision if self.asks_me else None)
        if self._since is None:
            self._since = now if self.asks_me else None
            return
        turn, phase, asked = self._since
        # What was said while others moved stands under what the viewer is asked next.
        gone_on = (turn, phase) != now[:2] or asked not in (None, now[2])
        if 0 < turn < status.turn if phase == UNSEEN else gone_on:
            self.message = ""
        else:
            self._since = now

    def fill(self) -> None:
        """Show what is known now."""

    def paint(self) -> None:
        """Show the message and whose decision it is."""

    def forget(self) -> None:
        """Drop what belongs to the viewer's own looking about."""

    async def look(self) -> None:
        """Read the table again for the viewer."""
        self.status = await self.session.table.status()
        self.age(self.status)
        if self.session.viewer >= 0:
            self.view = await self.session.table.view(self.session.viewer)
            self.items = await self.session.news()
            self.entries = await self.session.entries()
        self.fill()

    # ---- screens over the board
    @property
    def occupied(self) -> bool:
        """What the viewer does is done, or asks something, before the next key."""
        return super().occupied or self.busy

    def on_screen_resume(self) -> None:
        """In sight again."""
        self._bare.set()

    async def on_unmount(self) -> None:
        """However the board goes, it lets go of its game."""
        await self.session.close()

    async def bare(self) -> None:
        """Until the board is on top: what comes unasked does not come between a player and a page."""
        while not self.is_active:
            self._bare.clear()
            await self._bare.wait()

    async def present(self, screen: Leaving[Result], guard: float = READING) -> Result | None:
        """Show what nobody has asked for, and wait until it is left. No key counts before it could be seen."""
        await self.bare()
        screen.guard = guard
        self.reading = True
        self.paint()
        try:
            return await self.app.push_screen_wait(screen)
        finally:
            self.reading = False
            self.paint()

    def follow(self) -> None:
        """Show how far whoever thinks has come."""
        if self.thought != self.session.table.thought:
            self.thought = self.session.table.thought
            self.paint()

    # ---- playing
    @property
    def asks_me(self) -> bool:
        """Whether the pending decision is the viewer's own."""
        status = self.status
        if status is None or status.decision is None or self.handing:
            return False
        seat = status.decision.seat
        return status.controllers[seat] == HUMAN and seat == self.session.viewer

    @property
    def hands_over(self) -> bool:
        """Whether the next decision is another person's, and the viewer has yet to pass the keyboard on."""
        status = self.status
        if status is None or status.decision is None or not self.handing:
            return False
        seat = status.decision.seat
        return status.controllers[seat] == HUMAN and seat != self.session.viewer

    @property
    def mine(self) -> bool:
        """Whether the viewer can decide now: what is on the screen is up to date."""
        return self.asks_me and not self.playing

    def play(self) -> None:
        """Go on: programs move until a person must decide or the game is over."""
        if not self.playing:
            self.playing, self.stuck = True, False
            self._go_on()
            self._watching = self.set_interval(GLANCE, self.follow)

    @work(group="play")
    async def _go_on(self) -> None:
        asks = False
        try:
            asks = await self._play()
        except (RulesError, JournalFault) as fault:
            self.stuck, self.message = True, str(fault)
            self.paint()
            await self.present(
                MessageScreen("The game cannot go on", f"{fault}\n\nEnter on the board tries again.")
            )
        finally:
            self.playing = False
            if self._watching is not None:
                self._watching.stop()
            self.paint()
        if asks:
            await self.bare()
            self.open_choices("", ASKING)

    async def _play(self) -> bool:
        """Returns whether the decision that is reached came unasked for."""
        session = self.session
        first = True
        while True:
            status = await session.table.status()
            for seat in session.humans:
                # A turn that ends after this has not been reported yet.
                session.reported.setdefault(seat, status.turn + status.over)
            if status.over:
                await self._over()
                return False
            assert status.decision is not None
            if status.controllers[status.decision.seat] == HUMAN:
                session.skipping = False
                return await self._to_person(status.decision.seat)
            await self.look()
            if not first:
                await session.pause()
            first = False
            before = await session.asked() if status.decision.kind == Kind.ANSWER else None
            notice = await session.table.advance()
            if notice is not None:
                self._tell(notice)
                if before is not None:
                    session.note_answer(before, notice)
                    await self._answers()

    async def _answers(self) -> None:
        """Tell the viewer what became of offers; the answer to one's own word is not left to the log."""
        for answer in self.session.take_answers(self.session.viewer):
            self.message = f"{answer.title} what you offered."
            await self.look()
            await self.present(MessageScreen(answer.title, answer.text))

    def _tell(self, notice: Notice) -> None:
        if notice.kind == "fault":
            self.message = f"{self.session.scenario.names['power'][notice.seat]}: {notice.reason}."
        elif notice.spoken and self.view is not None:
            self.message = in_voice(self.view.scenario, self.view.state, notice.spoken[-1])

    async def _to_person(self, seat: int) -> bool:
        """The next decision is a person's: hand over if it is another's, report the turn, say if it came unasked."""
        session = self.session
        if session.hot_seat and seat != session.viewer:
            if self.handing:
                await self.look()
                return False
            self.blank()
            await self.present(HandoverScreen(session.scenario, seat), ASKING)
            session.viewer = seat
            self.message = ""
        # After programs have moved it may be the viewer's turn again.
        self.handing = False
        await self.look()
        await self._answers()
        await self._last_report(seat)
        await self._headlines(seat)
        await self._dues(seat)
        decision = self.status.decision if self.status is not None else None
        return decision is not None and decision.kind in questions.ASKED

    @property
    def reportable(self) -> int:
        """The last turn that is over; 0 for none."""
        return self.view.state.turn - (self.view.state.ended is None) if self.view is not None else 0

    async def _last_report(self, seat: int) -> None:
        """Report the turn that has ended, once to each person."""
        turn, reported = self.reportable, self.session.reported
        if turn >= reported.setdefault(seat, turn + 1):
            reported[seat] = turn + 1
            await self.present(self._report(turn))

    async def _headlines(self, seat: int) -> None:
        """Show the quarter's headlines, and how others answered theirs: nobody should have to look for them."""
        session, view = self.session, self.view
        assert view is not None
        turn = view.state.turn
        shown, *told = session.headed.get(seat, (turn, 0, 0))
        drawn, answered = told if shown == turn else (0, 0)
        events, answers = news.fresh(view, self.items, drawn), await session.chosen()
        session.headed[seat] = turn, len(news.of_quarter(view, self.items)), len(answers)
        chosen = answers[answered:]
        if events or chosen:
            await self.present(HeadlinesScreen(view, self.entries, events, chosen))

    async def _dues(self, seat: int) -> None:
        """Say once a quarter what falls due at its end."""
        session, view = self.session, self.view
        assert view is not None
        if session.dued.get(seat) == view.state.turn:
            return
        session.dued[seat] = view.state.turn
        lines = falling_due(view)
        if lines:
            await self.present(MessageScreen("Due this quarter", "\n".join(lines)))

    def blank(self) -> None:
        """Nothing of anybody's view stays: no screen over the board, no message, no key typed for one of them."""
        self.uncover()
        self.app.inbox.clear()
        self.view, self.items, self.entries, self.message = None, [], [], ""
        self.session.viewer = -1
        self.app.clear_notifications()
        self.forget()
        self.fill()

    async def _over(self) -> None:
        session = self.session
        if session.viewer < 0:
            session.viewer = session.humans[0]
        if self._since is not None:
            self.message = ""
        await self.look()
        if not self.debriefed:
            self.debriefed = True
            await self.bare()
            if not session.spectating:
                await self._last_report(session.viewer)
            await self._debrief(READING)

    async def _debrief(self, guard: float = 0.0) -> None:
        assert self.view is not None
        table = self.session.table
        peeks, deeds = (await table.status()).peeks, await table.deeds()
        events = await table.events(self.view.seat)
        screen = DebriefScreen(self.view, self.entries, peeks, deeds, events)
        screen.guard = guard
        self.app.push_screen(screen)

    def _report(self, turn: int) -> ReportScreen:
        assert self.view is not None
        return ReportScreen(self.view, self.items, self.entries, turn)

    # ---- deciding
    def claim(self) -> bool:
        """Begin one thing the viewer does; a second key waits until it is done."""
        if self.busy or not self.mine:
            return False
        self.busy = True
        return True

    def open_choices(self, family: str, guard: float = 0.0) -> None:
        """Choose an action, and carry it out if one was chosen. A list that comes unasked takes no key at once."""
        if self.claim():
            self._choose(family, guard)

    @property
    def adviser(self) -> Adviser:
        """Who advises at this table."""
        table = self.session.table
        return Adviser(table.advise, lambda: table.thought)

    def action_advice(self) -> None:
        """What an adviser would do; one of the moves can be taken."""
        if self.status is not None and not self.status.advice:
            self.say("Advice is switched off in this game.")
        elif self.claim():
            self._advise()

    @work(group="decide")
    async def _advise(self) -> None:
        action = None
        try:
            status, view = self.status, self.view
            if status is not None and status.decision is not None and view is not None:
                screen = AdviceScreen(view, status.decision.kind, self.adviser)
                action = await self.app.push_screen_wait(screen)
        finally:
            self.busy = False
        if action is not None and self.claim():
            self._choose("", wanted=action)

    @work(group="decide")
    async def _choose(self, family: str, guard: float = 0.0, wanted: Action | None = None) -> None:
        action = None
        try:
            status, view = self.status, self.view
            if status is not None and status.decision is not None and view is not None:
                table = self.session.table
                screen = ChooseScreen(
                    view,
                    status.decision,
                    await table.legal(),
                    table.forecast,
                    family,
                    await table.events(view.seat),
                    self.adviser if status.advice else None,
                    wanted,
                )
                screen.guard = guard
                action = await self.app.push_screen_wait(screen)
            if action is not None:
                await self.carry_out(action)
        finally:
            self.busy = False
        if action is not None:
            self.play()

    async def carry_out(self, action: Action) -> None:
        """Submit a decision and keep what is worth saying about it."""
        session = self.session
        before = await session.asked() if action.kind == Kind.ANSWER else None
        if self.status is not None and self.status.reasons and not session.reason:
            session.reason = await self.app.push_screen_wait(ReasonScreen("", WANTED)) or ""
        try:
            outcome = await session.table.submit(action, session.reason)
        except Proposed as proposed:
            session.reason = ""
            await self.present(MessageScreen("Proposed", f"{proposed}."))
            return
        except (RulesError, JournalFault) as fault:
            await self.present(MessageScreen("That cannot be done", str(fault)))
            return
        session.reason = ""
        seen = [sentence(session.scenario, e) for e in outcome.events if e.seen >> session.viewer & 1]
        self.message = seen[0] if seen else ""
        if before is not None:
            session.note_answer(before, Notice("decision", action.seat, action.key))
        if isinstance(action, AskRollover) and outcome.draws and seen:
            await self.present(MessageScreen("Your request is answered", seen[0]))
        if session.hot_seat:
            status = await session.table.status()
            next_seat = status.decision.seat if status.decision else session.viewer
            # What chance brought is worth a look before the keyboard goes to somebody else.
            self.handing = next_seat != session.viewer and bool(outcome.draws)

    # ---- others at the table
    def attend(self) -> None:
        """At a table that others keep or share: tell what they say, and go on when they have."""
        table = self.session.table
        if not isinstance(table, Shared) or self.session.closed:
            return
        for each in table.heard():
            words = look.words(each).plain
            self.app.notify(words, markup=False, timeout=10)
        if table.left is not None:
            self.paint()
        if table.stirred and not self.playing:
            if self.busy:
                # What is being chosen is asked no more, or asked anew.
                self.uncover()
            else:
                self.play()

    async def action_debrief(self) -> None:
        """See the debrief, once there is one."""
        if self.status is not None and self.status.over:
            await self._debrief()

    def action_again(self) -> None:
        """Try once more what could not be saved."""
        if self.stuck:
            self.play()

    async def action_act(self) -> None:
        """Decide, hand over, or see the debrief."""
        if self.status is not None and self.status.over:
            await self._debrief()
        elif self.hands_over:
            self.handing = False
            self.play()
        elif self.stuck:
            self.action_again()
        else:
            self.open_choices("")

    def action_family(self, family: str) -> None:
        """Choose within one family of actions."""
        if self.mine and self.view is not None and family and family not in menus.families(self.view):
            name = capital(self.view.scenario.within("power", self.view.seat))
            self.say(f"{name} has nothing of that kind: {menus.FAMILY_TITLES[family].lower()}.")
        else:
            self.open_choices(family)

    def action_pass(self) -> None:
        """Pass, or declare no threat; ask when points would be lost."""
        if self.claim():
            self._pass()

    @work(group="decide")
    async def _pass(self) -> None:
        action = None
        try:
            legal = await self.session.table.legal()
            action = next((a for a in legal if a.code in ("pass", "hold")), None)
            points = in_hand(self.view, self.session.viewer).points if self.view else 0
            if action is not None and action.code == "pass" and points:
                text = f"{count(points, 'action point')} would be lost."
                if not await self.app.push_screen_wait(
                    ConfirmScreen("Pass for this quarter?", text, "Pass", "Back")
                ):
                    action = None
            if action is not None:
                await self.carry_out(action)
        finally:
            self.busy = False
        if action is not None:
            self.play()

    def action_reason(self) -> None:
        """Write down why, before deciding."""
        if self.mine:
            self.app.push_screen(ReasonScreen(self.session.reason), self._reasoned)

    def _reasoned(self, text: str | None) -> None:
        if text is not None:
            self.session.reason = text
            self.say("Your reason goes with the next decision." if text else "No reason goes with it.")

    def action_undo(self) -> None:
        """Take the last decision back."""
        if self.status is not None and self.mine and not self.status.can_undo:
            self.say(f"Nothing to take back: {self.status.undo_barred}. {UNTIL}")
        elif self.claim():
            self._undo()

    @work(group="decide")
    async def _undo(self) -> None:
        try:
            # The counted move is asked about first; a plain slip goes back at a key.
            seen = (await self.session.table.status()).undo_seen
            taken = await self.session.table.undo() if not seen or await self._sure(seen) else 0
            if taken:
                self.session.took_back()
                others = count(taken - 1, "move") + " of others with it" if taken > 1 else ""
                self.message = f"Taken back, and {others}." if others else "Taken back."
        except JournalFault as fault:
            await self.present(MessageScreen("That cannot be done", str(fault)))
        finally:
            self.busy = False
        self.play()

    async def _sure(self, seen: int) -> bool:
        """Whether to take a decision back to which the player has seen answers."""
        text = (
            f"{count(seen, 'move')} of programs that you have seen will be taken back too. You may choose "
            "again; the debrief counts it."
        )
        return await self.app.push_screen_wait(ConfirmScreen("Take it back?", text, "Take back", "Leave it"))
