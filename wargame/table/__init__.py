"""One running game: seats, who controls them, undo and autosave. `Table` is the only door a client uses."""

from wargame.table.export import exported
from wargame.table.local import LocalTable, TableClosed
from wargame.table.protocol import HUMAN, Notice, Status, Table
from wargame.table.replay import VerifyReport, verify
from wargame.table.rescue import Recovery, recover
from wargame.table.seating import new_table, resume
from wargame.table.terms import loan_note, offer_note
from wargame.table.thinker import InstantThinker, Thinker, ThinkingFault, Thinks

__all__ = [
    "HUMAN",
    "InstantThinker",
    "LocalTable",
    "Notice",
    "Recovery",
    "Status",
    "Table",
    "TableClosed",
    "Thinker",
    "ThinkingFault",
    "Thinks",
    "VerifyReport",
    "exported",
    "loan_note",
    "new_table",
    "offer_note",
    "recover",
    "resume",
    "verify",
]
