"""A game at the prompt: asks people, lets actors decide, and tells each reader what that reader may know."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from difflib import get_close_matches
from pathlib import Path

from attrs import define, field

from wargame.actors import DEFAULT_ACTOR, make
from wargame.actors.guests import short
from wargame.edge import leaving
from wargame.edge.crash import Broken, quieten
from wargame.explain.advice import Advice
from wargame.explain.deeds import Said, story
from wargame.explain.events import sentence, tells_deed
from wargame.explain.grammar import joined
from wargame.explain.headlines import card_of, credit
from wargame.explain.money import falling_due
from wargame.explain.voices import Spoken
from wargame.explain.voices import told as in_voice
from wargame.journal import JournalFault
from wargame.plain.after import ask_on, goals_told
from wargame.plain.choices import Choices
from wargame.plain.commands import ALIASES, Quit, carry_out, find_action, find_command, several
from wargame.plain.console import Console, EndOfInput
from wargame.plain.debrief import debrief
from wargame.plain.forecasts import forecast
from wargame.plain.history import quarter_report
from wargame.plain.prompt import NotUnderstood, Wait
from wargame.plain.questions import question, told
from wargame.plain.reports import scores
from wargame.plain.script import AUTO, Script, ScriptFault
from wargame.plain.waiting import watched
from wargame.rules.actions.base import Action
from wargame.rules.board import Kind
from wargame.rules.books import booked
from wargame.rules.compiled import Scenario
from wargame.rules.errors import BadAction, RulesError
from wargame.rules.events import Event
from wargame.rules.game import Decision
from wargame.rules.machine import PHASES
from wargame.rules.observe import View
from wargame.rules.space import space_of
from wargame.rules.state import State
from wargame.rules.words import count, money
from wargame.table import HUMAN, Dismissed, NoAdvice, Notice, Proposed, Shared, Status, Table

BECAUSE = " because "
"""What stands between a choice and its reason."""


def play(table: Table, console: Console, script: Script | None = None) -> int:
    """Play a table until it ends, the player quits or the input ends; the exit code. The table is closed.

    Raises `Broken` when the program failed.
    """
    with leaving.holding(), asyncio.Runner() as runner:
        quieten(runner.get_loop())
        session = Session(table, console, script, runner.run)
        leave = table.subscribe(session.hear)
        code = 0
        try:
            session.run()
            code = session.say_saved()
        except (EndOfInput, Quit):
            code = session.say_saved()
        except KeyboardInterrupt:
            # After a HUP nobody reads it.
            with suppress(OSError):
                console.say("")
                code = session.say_saved()
            return code or leaving.code()
        except ScriptFault:
            session.say_saved()
            raise
        except Dismissed as dismissed:
            console.say(f"You are out of the game: {dismissed}.")
            code = 1
        except (JournalFault, OSError):
            raise
        except Exception as error:
            raise Broken(error, session.path) from error
        finally:
            leave()
            runner.run(table.close())
    return code


@define(eq=False)
class Session:
    """What the prompt remembers between decisions."""

    table: Table
    console: Console
    script: Script | None
    wait: Wait
    """Reading blocks between calls, so that Ctrl-C interrupts a prompt at once."""
    humans: tuple[int, ...] = ()
    path: Path | None = None
    pending: Decision | None = None
    turn: int = 0
    proposer: int = -1
    """Whose offer the pending decision answers; -1 when it answers none."""
    sealed: bool = False
    """Whether orders are planned in secret, so that others' are told only when they are opened."""
    at_keyboard: int = -1
    exposed: bool = False
    """Whether anything stands on the screen that not every player may know."""
    inbox: dict[int, list[tuple[int, str]]] = field(factory=dict)
    """By reader, the turn and text of what happened since it had the screen. Without people, -1 reads for all."""
    known: dict[int, State] = field(factory=dict)
    """By reader: what it knew when the game was taken up, of which nothing but who governs whom is asked."""
    marks: list[dict[int, int]] = field(factory=list)
    """By decision: how much each reader had in the inbox before it, for when it is taken back."""
    told_turn: dict[int, int] = field(factory=dict)
    """By reader: the turn whose events were told last."""
    listed: dict[int, int] = field(factory=dict)
    """By seat: the turn in which its many choices were laid out last."""
    turns: dict[int, View] = field(factory=dict)
    """By seat: what it saw when it was last told about a new quarter."""
    shown: tuple[str, ...] = ()
    advised: tuple[str, Advice] | None = None
    """The position for which advice was asked last, by its digest, and the advice."""
    reason: str = ""
    """Why the player chooses what was typed last, in the player's own words."""

    @property
    def scenario(self) -> Scenario:
        """The scenario being played."""
        return self.table.scenario

    # ---- the loop
    def run(self) -> None:
        """Until the end of the game. Raises `Quit`, `EndOfInput` or `ScriptFault`."""
        self._greet(self.wait(self.table.status()))
        while True:
            status = self._status()
            if status.decision is None:
                break
            if status.controllers[status.decision.seat] == HUMAN:
                self._person(status, status.decision)
            else:
                who = self._name(status.decision.seat)
                self.wait(watched(self.table, self.console, self.table.advance(), who))
                if len(self.humans) <= 1:
                    self._deliver(self.humans[0] if self.humans else -1)
        for seat in (self.at_keyboard,) if self.at_keyboard >= 0 else self.humans[:1] or (-1,):
            self._deliver(seat)
        reader = self.humans[0] if self.humans else self.scenario.first
        view, entries = self.wait(self.table.view(reader)), self.wait(self.table.entries(reader))
        if (before := self.turns.get(reader)) is not None:
            self.console.say("", *quarter_report(before, view))
        deeds, events = self.wait(self.table.deeds()), self.wait(self.table.events(reader))
        self.console.say_all(debrief(view, entries, self.wait(self.table.status()).peeks, deeds, events))
        self.console.say_all(goals_told(view))
        if self.humans and self.script is None:
            ask_on(self, view)

    def _status(self) -> Status:
        status = self.wait(self.table.status())
        self.path, self.pending, self.turn = status.path, status.decision, status.turn
        self.proposer = self._proposer(status.decision)
        if isinstance(self.table, Shared):
            self.console.say_all(self.table.heard())
        for notice in status.notices:
            if notice not in self.shown:
                self.shown += (notice,)
                self.console.say(notice)
        return status

    def _proposer(self, decision: Decision | None) -> int:
        if decision is None or decision.kind != Kind.ANSWER:
            return -1
        offer = self.wait(self.table.view(decision.seat)).state.offer
        return offer.asker if offer is not None else -1

    def _greet(self, status: Status) -> None:
        spec, names = self.scenario.spec, self.scenario.names["power"]
        self.humans = status.people
        self.path = status.path
        self.sealed = self.wait(self.table.view(0)).state.sealed
        self.inbox = {seat: [] for seat in self.humans or (-1,)}
        for reader, lines in self.inbox.items():
            seat = max(reader, 0)
            self.known[reader] = self.wait(self.table.view(seat)).state
            happened = story(self.wait(self.table.events(seat)), (), self.wait(self.table.spoken(seat)))
            lines += [
                (item.turn, self._told(reader, item))
                for item in happened
                if item.turn == status.turn and not (isinstance(item, Event) and not _may_read(reader, item))
            ]
        players = [
            f"{name} {'you' if who == HUMAN and len(self.humans) == 1 else short(who)}"
            for name, who in zip(names, status.controllers, strict=True)
        ]
        self.console.say(
            f"{spec.title}. {spec.about}", f"{count(spec.turns, 'turn')}. Players: {', '.join(players)}."
        )
        if self.humans:
            self.console.say(
                "Type ? for help, `board` for the position, `quit` to stop; every decision is saved."
            )
        if status.turn == 1:  # whoever goes on with a game asks `objectives`
            briefs = ((names[seat], spec.powers[seat].brief) for seat in self.humans)
            self.console.say_all([f"{name}: {brief}" for name, brief in briefs if brief])

    def say_saved(self) -> int:
        """Say where the game is; the exit code, 1 when it is not there."""
        status = self.wait(self.table.status())
        if status.unsaved:
            self.console.say(f"{status.path}: {status.unsaved}. This game was not saved to its end.")
            return 1
        if status.keeper:
            self.console.say(f"The game is kept by {status.keeper}, and goes on there.")
            return 0
        self.console.say(f"Saved in {status.path}" if status.path else "This game was not saved.")
        return 0

    # ---- hearing
    def hear(self, notice: Notice) -> None:
        """Sort what happened into each reader's inbox."""
        if notice.kind == "undo":
            before: dict[int, int] = {}
            for _ in range(min(notice.count, len(self.marks))):
                before = self.marks.pop()
            for reader, lines in self.inbox.items():
                del lines[before.get(reader, 0) :]
            return
        if notice.kind == "decision":
            self.marks.append({reader: len(lines) for reader, lines in self.inbox.items()})
        for reader, lines in self.inbox.items():
            known = [event for event in notice.events if _may_read(reader, event)]
            events = [(event.turn, self._news(event)) for event in known]
            if notice.kind == "fault":
                lines.append((self.turn, f"{self._name(notice.seat)}: {notice.reason}."))
            elif notice.kind == "decision" and notice.seat != reader:
                if _privy(reader, notice.seen):
                    deed = bool(known) and tells_deed(known[0], notice.seat)
                    events = self._with_decision(notice, events, deed)
                if events and reader >= 0 and reader == self.proposer:
                    # The answer to one's own word is not left among the news.
                    (turn, text), *rest = events
                    events = [(turn, f"*** Your offer is answered: {text}"), *rest]
            lines += events
            lines += [(line.turn, self._spoken(reader, line)) for line in notice.spoken]

    def _with_decision(
        self, notice: Notice, events: list[tuple[int, str]], deed: bool
    ) -> list[tuple[int, str]]:
        """Another seat's decision before what came of it, unless that tells the `deed`; nothing more for a secret one."""
        action = self.table_action(notice.action_key)
        if action is None or self.pending is None or (self.sealed and action.kind == Kind.ACT):
            return events
        reason = f" ({notice.reason})" if notice.reason else ""
        who = self._name(notice.seat)
        if deed:
            # The first event says it in a sentence of its own.
            turn, text = events[0]
            return [(turn, f"{text.rstrip('.')}{reason}."), *events[1:]]
        return [(self.turn, f"{who}: {told(self.scenario, self.pending, action)}{reason}."), *events]

    def _news(self, event: Event) -> str:
        """What happened; a headline with where it comes from."""
        card = card_of(self.scenario, event)
        source = credit(self.scenario, card) if card is not None else ""
        text = sentence(self.scenario, event)
        return f"{text} ({source})" if source else text

    def _told(self, reader: int, item: Event | Said | Spoken) -> str:
        if isinstance(item, Spoken):
            return self._spoken(reader, item)
        return self._news(item) if isinstance(item, Event) else ""

    def _spoken(self, reader: int, line: Spoken) -> str:
        """What a government said, with as much of whose it is as the reader may know."""
        return in_voice(self.scenario, self.known[reader], line)

    def table_action(self, key: str) -> Action | None:
        """The scenario's action with this key, or None."""
        try:
            return space_of(self.scenario).parse(key)
        except BadAction:
            return None

    def _name(self, seat: int) -> str:
        return self.scenario.names["power"][seat] if seat >= 0 else "A seat"

    def _deliver(self, reader: int) -> None:
        lines = self.inbox.get(reader, [])
        for turn, text in lines:
            if turn != self.told_turn.get(reader):
                self.told_turn[reader] = turn
                self.console.say(
                    "", f"Turn {turn} of {self.scenario.spec.turns}, {self.scenario.quarter(turn)}."
                )
            self.console.say(text)
        lines.clear()

    # ---- a person's decision
    def _person(self, status: Status, decision: Decision) -> None:
        line = self.script.next() if self.script else None
        if line is not None:
            self._scripted(decision, *line)
            return
        self._hand_over(decision.seat)
        self._deliver(decision.seat)
        view = self.wait(self.table.view(decision.seat))
        self._new_quarter(view)
        choices = Choices.of(view, decision, self.wait(self.table.legal()))
        self.console.say("", *question(view, decision, self.wait(self.table.events(decision.seat))))
        if choices.few or self.listed.get(decision.seat) != view.state.turn:
            self.console.say_all(choices.listing())
        else:
            self.console.say(f"{len(choices.actions)} choices; `list` shows them.")
        if not choices.few:
            self.listed[decision.seat] = view.state.turn
        while True:
            text = self.console.ask(self._prompt(view))
            try:
                if self._obey(choices, text):
                    return
            except NotUnderstood as problem:
                self.console.say(str(problem))

    def _hand_over(self, seat: int) -> None:
        if len(self.humans) > 1 and seat != self.at_keyboard:
            self._cover(self.scenario.within("power", seat))
            self._await(seat)
        self.at_keyboard, self.exposed = seat, True

    def _await(self, seat: int) -> None:
        """Wait for the next player's word: an Enter too many would show one player's things to another."""
        power = self.scenario.powers[seat]
        answer = None
        while answer not in (power.id.casefold(), power.name.casefold()):
            answer = self.console.ask(f"{power.name}, type {power.id} and Enter to go on.").casefold()
            if answer in ("quit", "exit"):
                raise Quit

    def _cover(self, name: str) -> None:
        """Take what the player before has seen off the screen, or say that it stays there."""
        if not self.exposed:
            self.console.say("", f"Pass the keyboard to {name}.")
        elif self.console.clears:
            self.console.ask(f"Next is {name}. Enter clears the screen.")
            self.console.clear()
            self.console.say(f"Pass the keyboard to {name}.")
        else:
            self.console.say(
                "",
                f"Pass the keyboard to {name}. What stands above cannot be cleared from here: "
                "clear or cover it before they look.",
            )

    def _new_quarter(self, view: View) -> None:
        before = self.turns.get(view.seat)
        if before is not None and before.state.turn == view.state.turn:
            return
        self.turns[view.seat] = view
        if before is not None and before.state.turn > view.state.turn:
            # Taken back across the quarter's end: what was told then stands on the screen already.
            return
        if before is not None:
            self.console.say("", *quarter_report(before, view))
        self.console.say(scores(view))
        self.console.say_all(falling_due(view))

    def _prompt(self, view: View) -> str:
        state, seat = view.state, view.seat
        phase = PHASES[state.phase].title
        purse = money(booked(state, seat))
        if self.pending is not None and self.pending.kind == Kind.ACT:
            points = state.points[seat] - sum(order.points for order in state.orders[seat])
            purse = f"{count(points, 'point')}, {purse}"
        return f"[{self._name(seat)}, turn {state.turn} of {self.scenario.spec.turns}, {phase}, {purse}]"

    def _obey(self, choices: Choices, text: str) -> bool:
        """Do what was typed; True when the decision is made or gone. Raises `NotUnderstood`."""
        sure = text.endswith("!")
        text, _, self.reason = text.rstrip("! ").partition(BECAUSE)
        if not text:
            self.console.say_all(choices.listing())
            return False
        word, _, rest = text.partition(" ")
        commands = find_command(word, choices.decision.kind)
        exact = len(commands) == 1 and commands[0].name in (word.casefold(), ALIASES.get(word.casefold()))
        actions = [] if exact else choices.find(text)
        if len(actions) == 1 and not commands:
            return self.confirmed(choices, actions[0], sure)
        if len(commands) == 1 and not actions:
            return carry_out(commands[0], self, choices, rest.strip(), sure)
        if actions and not commands:
            raise NotUnderstood(several(choices, actions))
        if commands:
            words = joined(command.name for command in commands)
            also = f" Or: {several(choices, actions)}" if actions else ""
            raise NotUnderstood(f"{word!r} could be {words}.{also}")
        return self.confirmed(choices, find_action(choices, text), sure)

    def confirmed(self, choices: Choices, action: Action, sure: bool) -> bool:
        """Show a choice's forecast, ask, and carry it out; False when the player thinks better of it."""
        self.console.say(f"{choices.told(action)}.")
        if not sure:
            self.console.say_all(forecast(self.wait(self.table.forecast(action))))
            if not self.agreed("Do it? y or n:"):
                self.console.say("Not done.")
                return False
        try:
            if not self.reason.strip() and self.wait(self.table.status()).reasons:
                self.reason = self.console.ask("Why? A line of reason goes with every decision here:")
            outcome = self.wait(self.table.submit(action, self.reason.strip()))
        except Proposed as proposed:
            self.console.say(f"Proposed: {proposed}.")
            return True
        except (RulesError, JournalFault) as problem:
            if isinstance(self.table, Shared):
                # The game may have gone on by somebody else's hand: what is asked now is asked anew.
                self.console.say(f"Not done: {problem}")
                return True
            raise NotUnderstood(f"Not done: {problem}") from problem
        if action.operation:  # no notice tells of it
            self.console.say_all(
                [sentence(self.scenario, e) for e in outcome.events if _may_read(action.seat, e)]
            )
        self._deliver(action.seat)
        return True

    def agreed(self, question: str) -> bool:
        """Whether the player says yes."""
        return "yes".startswith(self.console.ask(question).casefold() or "no")

    def advice(self, choices: Choices) -> Advice:
        """What an adviser says to whoever is asked, worked out once for a position. Raises `NotUnderstood`."""
        position = choices.view.digest()
        if self.advised is None or self.advised[0] != position:
            try:
                advice = self.wait(watched(self.table, self.console, self.table.advise(), "Your adviser"))
            except NoAdvice as problem:
                raise NotUnderstood(f"No advice: {problem}.") from problem
            self.advised = position, advice
        return self.advised[1]

    def rule_of_thumb(self, choices: Choices) -> Action:
        """What rules of thumb would choose."""
        state = choices.view.state
        return make(DEFAULT_ACTOR, state.turn).decide(choices.view, choices.actions, 0).action

    # ---- a script's decision
    def _scripted(self, decision: Decision, number: int, key: str) -> None:
        assert self.script is not None
        self.exposed = True
        view = self.wait(self.table.view(decision.seat))
        if key == AUTO:
            choices = Choices.of(view, decision, self.wait(self.table.legal()))
            action: Action | None = self.rule_of_thumb(choices)
        else:
            action = self.table_action(" ".join(key.split()))
        if action is None:
            raise self.script.fault(number, f"no such action in this scenario: {key!r}{self._near(key)}")
        self._deliver(decision.seat)
        self.console.say(
            f"{self._name(decision.seat)}, line {number}: {told(self.scenario, decision, action)}."
        )
        try:
            self.wait(self.table.submit(action, f"{self.script.name}, line {number}"))
        except (RulesError, JournalFault) as problem:
            raise self.script.fault(number, f"{key}: {problem}") from problem
        self._deliver(decision.seat)

    def _near(self, key: str) -> str:
        near = get_close_matches(key, space_of(self.scenario).by_key, 1, 0.6)
        return f"; perhaps {near[0]!r}" if near else ""


def _may_read(reader: int, event: Event) -> bool:
    if event.topic == "end":
        # The debrief tells it.
        return False
    return _privy(reader, event.seen)


def _privy(reader: int, seen: int) -> bool:
    """Whether a mask holds a reader; whoever only watches may know what is for everybody, and for all but a few."""
    return bool(seen >> reader & 1) if reader >= 0 else seen < 0
