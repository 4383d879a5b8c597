"""Where requests arrive: who may ask for what, and how a refusal is said."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Mapping

from wargame.edge import crash
from wargame.journal import JournalFault
from wargame.rules.errors import BadAction, GameOver, RulesError
from wargame.seminar import asks, orders
from wargame.seminar.feed import packed
from wargame.seminar.folder import ClassFault
from wargame.seminar.referee import Referee, Refused, Visit
from wargame.seminar.words import tidy
from wargame.table import Dismissed, Proposed
from wargame.table.wire import Json

Handler = Callable[[Referee, Visit, Json], Awaitable[Json | None]]
PERSON: Mapping[str, Handler] = {
    "submit": asks.submit,
    "undo": asks.undo,
    "propose": asks.propose,
    "pen": asks.pen,
    "choices": asks.choices,
    "sheet": asks.sheet,
    "news": asks.news,
}
HOST: Mapping[str, Handler] = {
    "pause": orders.halt,
    "go": orders.go,
    "message": orders.message,
    "take_back": orders.take_back,
    "program": orders.program,
    "people": orders.give_back,
    "revoke": orders.revoke,
    "move": orders.move,
    "pen": orders.hand_pen,
    "look": orders.look,
}
KINDS: tuple[tuple[type[Exception], str], ...] = (
    (Proposed, "proposed"),
    (Dismissed, "gone"),
    (BadAction, "bad"),
    (GameOver, "over"),
    (RulesError, "illegal"),
    (JournalFault, "illegal"),
    (ClassFault, "illegal"),
)
SAID = 300
"""Signs of an answer that says what is wrong; it may repeat what was sent."""
ONCE = ("submit", "undo")
"""Asked again under the same number after a line was cut, they are answered as before."""


async def hear(referee: Referee, visit: Visit, message: Json) -> None:
    """Answer one request; nothing is raised to the line."""
    number, do = message.get("id"), message.get("do")
    if not isinstance(number, str) or not 0 < len(number) <= 40 or not isinstance(do, str):
        visit.line.hang_up("a request needs `id` and `do`")
        return
    person = visit.person
    if person is not None and number in person.answered:
        visit.line.send(person.answered[number])
        return
    answer = await _answer(referee, visit, do, message)
    if answer is None:
        return
    text = packed({"re": number, **answer})
    if person is not None and do in ONCE:
        person.remember(number, text)
    visit.line.send(text)


async def _answer(referee: Referee, visit: Visit, do: str, message: Json) -> Json | None:
    try:
        if do == "hello":
            return await referee.hello(visit, message)
        return await _handler(visit, do)(referee, visit, message)
    except Refused as refused:
        return _error(refused.kind, str(refused))
    except (RulesError, JournalFault, ClassFault) as fault:
        kind = next(word for cls, word in KINDS if isinstance(fault, cls))
        # Where the host keeps its files is nobody else's business.
        return _error(kind, fault.reason if isinstance(fault, JournalFault | ClassFault) else str(fault))
    except (KeyError, TypeError, ValueError, IndexError):
        return _error("bad", f"`{tidy(do, 20)}` needs other words")
    except Exception as error:
        # A fault of ours: the line stays, and what happened is in the log of crashes, without anything of the game.
        crash.record(error)
        return _error(
            "fault", f"the host's program failed at that ({type(error).__name__}); nothing was decided by it"
        )


def _error(kind: str, text: str) -> Json:
    return {"error": {"kind": kind, "text": tidy(text, SAID)}}


def _handler(visit: Visit, do: str) -> Handler:
    mine: Mapping[str, Handler] = HOST if visit.host else PERSON if visit.person is not None else {}
    found = mine.get(do)
    if found is None:
        if not mine:
            raise Refused("first", "say hello first")
        raise Refused("bad", f"there is no `{tidy(do, 20)}` here")
    return found


def read_message(text: str) -> Json:
    """A request as it came over the line. Raises `ValueError`."""
    try:
        message = json.loads(text)
    except RecursionError:
        raise ValueError("nested too deeply") from None
    if not isinstance(message, dict):
        raise ValueError("not a request")
    return message
