"""After the end: every power's goals with their points, and a prompt for questions about how it came so."""

from __future__ import annotations

from wargame.explain.catastrophe import final_order
from wargame.plain.choices import Choices
from wargame.plain.commands import COMMANDS, carry_out, find_command
from wargame.plain.prompt import NotUnderstood, Prompt
from wargame.plain.sums import goal_now
from wargame.rules.actions.haggling import CounterOffer
from wargame.rules.board import Kind
from wargame.rules.game import Decision
from wargame.rules.observe import View
from wargame.rules.scoring import objective_scores
from wargame.rules.spec import AgendaSpec
from wargame.rules.words import count

DECIDING = ("help", "list", "forecast", "compose", CounterOffer.code, "auto", "undo")
"""Commands that mean nothing any more; help is given here."""
PROMPT = "[The game is over; why FIGURE, goals POWER, ? or quit]"


def goals_told(view: View) -> list[str]:
    """Every power's goals, agendas too, with their points and how far each came."""
    scenario, ended = view.scenario, view.state.ended
    lines = ["", "Goals"]
    for seat in final_order(scenario, view.state) if ended is not None else ():
        lines.append(f"  {scenario.names['power'][seat]}:")
        for spec, now, points in objective_scores(scenario, view.state, seat):
            secret = "secret agenda, " if isinstance(spec, AgendaSpec) else ""
            lines.append(
                f"    {secret}{spec.title} ({spec.column}): {points // 100} of {count(spec.weight, 'point')}. "
                f"{goal_now(scenario, spec, now)}."
            )
    return lines


def ask_on(prompt: Prompt, view: View) -> None:
    """Answer questions about the ended game. Raises `Quit` or `EndOfInput`, for there is no other way out."""
    choices = Choices(view, Decision(view.seat, Kind.ACT), ())
    while True:
        text = prompt.console.ask(PROMPT)
        try:
            _answer(prompt, choices, text.rstrip("! "))
        except NotUnderstood as problem:
            prompt.console.say(str(problem))


def _answer(prompt: Prompt, choices: Choices, text: str) -> None:
    word, _, rest = text.partition(" ")
    found = [command for command in find_command(word) if command.name not in DECIDING] if word else []
    if word and len(found) == 1:
        carry_out(found[0], prompt, choices, rest.strip(), False)
    elif word in ("", "?") or (word and "help".startswith(word.casefold())):
        usages = (command for command in COMMANDS.values() if command.name not in DECIDING)
        prompt.console.say_all(f"  {command.told(choices.scenario)}" for command in usages)
    elif found:
        raise NotUnderstood(f"{word!r} could be {' or '.join(command.name for command in found)}.")
    else:
        raise NotUnderstood("The game is over: nothing can be decided any more. `?` shows what can be asked.")
