"""A game on disk: an append-only file of JSON lines, whole after any crash."""

from wargame.journal.faults import JournalBusy, JournalFault
from wargame.journal.listing import SaveInfo, list_saves
from wargame.journal.places import saves_dir
from wargame.journal.reader import Record, read
from wargame.journal.records import Decided, Finished, Header, Line, TurnEnd, Undone
from wargame.journal.writer import Journal

__all__ = [
    "Decided",
    "Finished",
    "Header",
    "Journal",
    "JournalBusy",
    "JournalFault",
    "Line",
    "Record",
    "SaveInfo",
    "TurnEnd",
    "Undone",
    "list_saves",
    "read",
    "saves_dir",
]
