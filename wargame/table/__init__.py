"""One running game: seats, who controls them, undo and autosave. `Table` is the only door a client uses."""

from wargame.actors.registry import governed
from wargame.table.company import Company, Proposal, Shared
from wargame.table.course import ANSWERS
from wargame.table.export import exported
from wargame.table.governing import ungoverned
from wargame.table.local import LocalTable, TableClosed
from wargame.table.protocol import HUMAN, Dismissed, NoAdvice, Notice, Proposed, Status, Table, Thought
from wargame.table.replay import VerifyReport, verify
from wargame.table.rescue import Recovery, recover
from wargame.table.seating import new_table, resume, seats_of
from wargame.table.seeds import DIGITS, fresh_seed, parse_seed
from wargame.table.thinker import InstantThinker, Thinker, ThinkingFault, Thinks

__all__ = [
    "ANSWERS",
    "DIGITS",
    "HUMAN",
    "Company",
    "Dismissed",
    "InstantThinker",
    "LocalTable",
    "NoAdvice",
    "Notice",
    "Proposal",
    "Proposed",
    "Recovery",
    "Shared",
    "Status",
    "Table",
    "TableClosed",
    "Thinker",
    "ThinkingFault",
    "Thinks",
    "Thought",
    "VerifyReport",
    "exported",
    "fresh_seed",
    "governed",
    "new_table",
    "parse_seed",
    "recover",
    "resume",
    "seats_of",
    "ungoverned",
    "verify",
]
