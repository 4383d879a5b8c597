"""The commands of the plain client: one table that the prompt, the help and the unique prefixes all read."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from difflib import get_close_matches

from attrs import frozen

from wargame.explain.deeds import Said, story
from wargame.explain.events import sentence
from wargame.explain.grammar import joined
from wargame.explain.panels import PANELS
from wargame.explain.voices import Spoken
from wargame.explain.voices import told as in_voice
from wargame.journal import list_saves
from wargame.plain.advice import advised, told
from wargame.plain.bargains import COUNTER_USAGE, USAGE, composed, countered
from wargame.plain.choices import ENOUGH, Choices, up_to
from wargame.plain.forecasts import forecast
from wargame.plain.history import NoFigure, why
from wargame.plain.prompt import NotUnderstood, Prompt
from wargame.plain.questions import untold
from wargame.plain.reports import REPORTS, goals
from wargame.rules.actions import CATALOGUE
from wargame.rules.actions.base import Action
from wargame.rules.actions.haggling import CounterOffer
from wargame.rules.board import Kind
from wargame.rules.compiled import Scenario
from wargame.rules.errors import RulesError
from wargame.rules.events import Event
from wargame.rules.observe import View
from wargame.rules.words import count
from wargame.table import Shared

ALIASES = {"?": "help", "exit": "quit"}
LATEST = 20
"""Events shown by a bare `log`."""


class Quit(Exception):
    """The player wants to stop."""


Run = Callable[[Prompt, Choices, str, bool], bool]
"""Carries a command out with the rest of its line and whether `!` ended it; True when the decision may have changed."""


@frozen
class Command:
    """A command; `usage` is how it is typed."""

    name: str
    usage: str
    about: str
    run: Run
    alone: bool = False
    """Whether nothing may follow it."""
    example: Callable[[Scenario], str] | None = None
    """What may follow it in a scenario."""
    answers: Kind | None = None
    """The one kind of question that it answers: elsewhere the beginning of its name means something else."""

    def told(self, scenario: Scenario) -> str:
        """How it is typed and what it does."""
        such = f": `{self.name} {self.example(scenario)}`" if self.example is not None else ""
        return f"{self.usage}: {self.about}{such}"


def carry_out(command: Command, prompt: Prompt, choices: Choices, rest: str, sure: bool) -> bool:
    """Run a command with what was typed after it. Raises `NotUnderstood` for words that it does not take."""
    if rest and command.alone:
        raise NotUnderstood(f"`{command.name}` takes nothing more; type it alone.")
    return command.run(prompt, choices, rest, sure)


def find_command(word: str, asked: Kind | None = None) -> list[Command]:
    """The command with this name, or all whose name begins so that answer what is `asked`, if anything is."""
    folded = ALIASES.get(word.casefold(), word.casefold())
    if folded in COMMANDS:
        return [COMMANDS[folded]]
    return [
        command
        for name, command in COMMANDS.items()
        if folded
        and name.startswith(folded)
        and (None in (asked, command.answers) or asked == command.answers)
    ]


def find_action(choices: Choices, text: str) -> Action:
    """The one choice that was meant. Raises `NotUnderstood`, with what it could be."""
    found = choices.find(text) or ([] if text.isdecimal() else choices.mentioning(text))
    if len(found) == 1:
        return found[0]
    if found:
        raise NotUnderstood(several(choices, found))
    if text.isdecimal():
        raise NotUnderstood(f"The choices go from 1 to {len(choices.actions)}.")
    raise NotUnderstood(unknown(choices, text))


def several(choices: Choices, found: list[Action]) -> str:
    """What an ambiguous text could mean."""
    lines = [f"That fits {len(found)} choices; say more, or give the number:"]
    lines += [f"  {choices.line(action)}" for action in found[:ENOUGH]]
    if len(found) > ENOUGH:
        lines.append(f"  and {len(found) - ENOUGH} more.")
    return "\n".join(lines)


def unknown(choices: Choices, text: str) -> str:
    """What to say to a text that means nothing, with the nearest that does."""
    barred = choices.barred(text)
    if barred:
        return "\n".join(barred[:3])
    word = text.split()[0]
    near = [*get_close_matches(word.casefold(), COMMANDS, 2, 0.6), *choices.nearest(text)]
    hint = f" Perhaps {' or '.join(repr(name) for name in near)}?" if near else ""
    return f"Nothing here is called {text!r}.{hint} `list` shows the choices, `?` the commands."


# ---- what they do
def _help(prompt: Prompt, choices: Choices, rest: str, sure: bool) -> bool:
    say = prompt.console.say
    if rest:
        found = find_command(rest)
        lines = [command.told(choices.scenario) for command in found]
        titles = {
            cls.title: cls.about
            for cls in CATALOGUE
            if cls.code.startswith(rest.casefold()) or cls.title.casefold().startswith(rest.casefold())
        }
        say(*lines, *(f"{title}: {about}" for title, about in titles.items()))
        if not found and not titles:
            raise NotUnderstood(unknown(choices, rest))
        return False
    say(
        f"To choose: a number, or an action such as `{choices.example}`; the beginning of each word is enough.",
        "You see its forecast and confirm with y. End with ! to choose without being asked.",
        "Add `because` and a reason to keep it with the decision: `1 because they need the money`.",
        "Commands; the beginning of a name is enough where nothing else begins so:",
        *(f"  {command.told(choices.scenario)}" for command in COMMANDS.values()),
    )
    return False


def _list(prompt: Prompt, choices: Choices, rest: str, sure: bool) -> bool:
    prompt.console.say_all(choices.listing(rest.casefold()))
    return False


def about(scenario: Scenario, lines: Sequence[str], text: str) -> list[str]:
    """The entries of a report about an id or a name, else those that mention it, with what stands under them."""
    folded = text.casefold()
    sought = {folded} | {
        name.casefold()
        for kind, ids in scenario.ids.items()
        for ident, name in zip(ids, scenario.names.get(kind, ()), strict=False)
        if ident.casefold() == folded
    }
    pattern = re.compile(rf"\b(?:{'|'.join(map(re.escape, sought))})")
    entries: list[list[str]] = []
    for line in lines:
        if line.startswith(" ") and entries:
            entries[-1].append(line)
        else:
            entries.append([line])
    headed = [entry for entry in entries if pattern.match(entry[0].casefold())]
    found = headed or [entry for entry in entries if pattern.search("\n".join(entry).casefold())]
    return [line for entry in found for line in entry]


def _report(name: str) -> Run:
    def run(prompt: Prompt, choices: Choices, rest: str, sure: bool) -> bool:
        lines = REPORTS[name](choices.view)
        found = about(choices.scenario, lines, rest) if rest else lines
        if not found:
            raise NotUnderstood(f"Nothing in `{name}` mentions {rest!r}; `{name}` alone shows all of it.")
        prompt.console.say_all(found)
        return False

    return run


def _goals(prompt: Prompt, choices: Choices, rest: str, sure: bool) -> bool:
    scenario = choices.scenario
    spelt = [{power.id.casefold(), power.name.casefold()} for power in scenario.powers]
    sought = rest.casefold()
    whole = [seat for seat, ways in enumerate(spelt) if sought in ways]
    seats = whole or [
        seat for seat, ways in enumerate(spelt) if rest and any(w.startswith(sought) for w in ways)
    ]
    if rest and len(seats) != 1:
        raise NotUnderstood(f"`goals` takes a power: {', '.join(scenario.ids['power'])}.")
    prompt.console.say_all(goals(choices.view, *seats))
    return False


def _log(prompt: Prompt, choices: Choices, rest: str, sure: bool) -> bool:
    if rest and not rest.isdecimal():
        raise NotUnderstood("`log` takes a number: how many of the latest events.")
    seat = choices.view.seat
    events, said = prompt.wait(prompt.table.events(seat)), prompt.wait(prompt.table.said(seat))
    spoken = prompt.wait(prompt.table.spoken(seat))
    items = [(item.turn, _in_log(choices.view, item)) for item in story(events, said, spoken)]
    lines = [f"{choices.scenario.quarter(turn)}: {text}" for turn, text in items if text]
    number = min(len(lines), up_to(rest, len(lines)) if rest else LATEST)
    shown = lines[len(lines) - number :]
    prompt.console.say_all(shown)
    if not shown:
        prompt.console.say("Nothing has happened yet.")
    return False


def _in_log(view: View, item: Event | Said | Spoken) -> str:
    """An entry of the log; nothing for a decision of which an event tells."""
    if isinstance(item, Event):
        return sentence(view.scenario, item)
    if isinstance(item, Spoken):
        return in_voice(view.scenario, view.state, item)
    return untold(view.scenario, item)


def _figure(scenario: Scenario) -> str:
    """A figure of the scenario, as it is typed: an example."""
    regions = scenario.ids["region"]
    return f"grievance.{regions[0]}" if regions else f"stability.{scenario.first_seat}"


def _why(prompt: Prompt, choices: Choices, rest: str, sure: bool) -> bool:
    if not rest:
        raise NotUnderstood(f"`why` takes a figure and its place: `why {_figure(choices.scenario)}`.")
    entries = prompt.wait(prompt.table.entries(choices.view.seat))
    try:
        prompt.console.say_all(why(choices.view, entries, rest))
    except NoFigure as fault:
        raise NotUnderstood(str(fault)) from fault
    return False


def _forecast(prompt: Prompt, choices: Choices, rest: str, sure: bool) -> bool:
    if not rest:
        raise NotUnderstood("`forecast` takes a choice: `forecast 3`.")
    action = find_action(choices, rest)
    seen = prompt.wait(prompt.table.forecast(action))
    prompt.console.say(f"{choices.told(action)}.", *forecast(seen))
    return False


def _auto(prompt: Prompt, choices: Choices, rest: str, sure: bool) -> bool:
    return prompt.confirmed(choices, prompt.rule_of_thumb(choices), sure)


def _advice(prompt: Prompt, choices: Choices, rest: str, sure: bool) -> bool:
    advice = prompt.advice(choices)
    if not rest:
        prompt.console.say_all(told(choices, advice))
        return False
    most = len(advice.counsels)
    number = up_to(rest, most) if rest.isdecimal() else 0
    if not 0 < number <= most:
        raise NotUnderstood(
            f"`advice` takes the number of a move from 1 to {most}." if most else advice.basis
        )
    return prompt.confirmed(choices, advised(choices, advice, number - 1), sure)


def _compose(prompt: Prompt, choices: Choices, rest: str, sure: bool) -> bool:
    return prompt.confirmed(choices, composed(choices, rest), sure)


def _counter(prompt: Prompt, choices: Choices, rest: str, sure: bool) -> bool:
    return prompt.confirmed(choices, countered(choices, rest), sure)


def _undo(prompt: Prompt, choices: Choices, rest: str, sure: bool) -> bool:
    status = prompt.wait(prompt.table.status())
    barred = status.undo_barred
    if status.undo_seen and not sure:
        moves = count(status.undo_seen, "move")
        prompt.console.say(f"This takes back {moves} of programs that you have seen; the debrief counts it.")
        if not prompt.agreed("Take it back? y or n:"):
            prompt.console.say("Nothing is taken back.")
            return False
    taken = prompt.wait(prompt.table.undo())
    if not taken:
        prompt.console.say(
            f"Nothing can be taken back: {barred}.",
            "What you decide can be taken back until chance falls, an offer is answered or the phase ends.",
        )
        return False
    prompt.console.say(f"{count(taken, 'decision')} taken back.")
    return True


def _saves(prompt: Prompt, choices: Choices, rest: str, sure: bool) -> bool:
    path = prompt.path
    if (keeper := prompt.wait(prompt.table.status()).keeper) and path is None:
        prompt.console.say(f"This game is kept by {keeper}.")
        return False
    if path is None:
        prompt.console.say("This game is not saved.")
        return False
    unsaved = prompt.wait(prompt.table.status()).unsaved
    saved = f"This game is saved after every decision in {path}"
    prompt.console.say(f"{path}: {unsaved}." if unsaved else saved)
    for info in list_saves(path.parent):
        state = (
            "damaged"
            if info.fault
            else f"over, recorded: {info.result.told}"
            if info.result
            else f"turn {info.turn}"
        )
        prompt.console.say(f"  {info.path.name}: {info.title or info.scenario}, {state}")
    return False


def _pen(prompt: Prompt, choices: Choices, rest: str, sure: bool) -> bool:
    table = prompt.table
    if not isinstance(table, Shared):
        raise NotUnderstood("The pen is passed among people who share a seat; you have yours to yourself.")
    company = table.company
    if not rest:
        holder = "You hold" if company.writes else f"{company.holder or 'Nobody'} holds"
        prompt.console.say(f"{holder} the pen. At your seat: {joined(company.names)}.")
        for each in company.proposals:
            why = f", because {each.reason}" if each.reason else ""
            prompt.console.say(f"{each.name} proposes `{each.action_key}`{why}.")
        return False
    try:
        prompt.wait(table.pass_pen(rest))
    except RulesError as fault:
        raise NotUnderstood(f"Not done: {fault}.") from fault
    return False


def _quit(prompt: Prompt, choices: Choices, rest: str, sure: bool) -> bool:
    raise Quit


_TAKING: dict[str, tuple[str, Run]] = {"goals": ("[POWER]", _goals), "log": ("[N]", _log)}
"""Panels that are told otherwise than by a report about a word: what they take, and what tells them."""


def _looking() -> Iterator[Command]:
    """A command for every word of every panel."""
    for panel in PANELS:
        for word in (panel.word, *panel.also):
            takes, run = _TAKING.get(panel.word) or ("[WORD]", _report(word))
            about = panel.about if word == panel.word else f"the same as `{panel.word}`"
            yield Command(word, f"{word} {takes}", about, run)


COMMANDS: dict[str, Command] = {
    command.name: command
    for command in (
        Command("help", "? or help [WORD]", "this list, or what a command or an action does", _help),
        Command("list", "list [FAMILY, WORD or all]", "the choices, in brief or in full", _list),
        Command("forecast", "forecast CHOICE", "what a choice would do, with the odds", _forecast),
        *_looking(),
        Command("why", "why FIGURE", "how a figure came to be what it is", _why, example=_figure),
        Command("compose", f"compose POWER {USAGE}", "offer a deal of your own making", _compose),
        Command(
            CounterOffer.code,
            f"{CounterOffer.code} {COUNTER_USAGE}",
            "answer an offer with other terms; what is not named stays as it is",
            _counter,
            answers=Kind.ANSWER,
        ),
        Command(
            "advice",
            "advice [N]",
            "the moves that a planner likes best for you, from what you know; with a number, make one of them",
            _advice,
        ),
        Command("auto", "auto", "let rules of thumb choose this once", _auto, alone=True),
        Command(
            "undo",
            "undo",
            "take your last decision back, with what programs did since, unless chance fell or somebody answered; "
            "the debrief counts it when you have seen what they did",
            _undo,
            alone=True,
        ),
        Command(
            "pen", "pen [NAME]", "who decides of those who share your seat; pass the pen, or take it", _pen
        ),
        Command("saves", "saves", "where this game is saved, and the games beside it", _saves, alone=True),
        Command("quit", "quit or exit", "stop; the game is saved", _quit, alone=True),
    )
}
