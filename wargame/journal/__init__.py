"""A game on disk: an append-only file of JSON lines, whole after any crash."""

from wargame.journal.faults import JournalBusy, JournalFault
from wargame.journal.listing import SaveInfo, list_saves
from wargame.journal.places import saves_dir
from wargame.journal.reader import Record, content_of, read, record_in
from wargame.journal.records import Decided, Finished, Header, Line, TurnEnd, Undone, titled
from wargame.journal.rescue import copy_beside
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
    "content_of",
    "copy_beside",
    "list_saves",
    "read",
    "record_in",
    "saves_dir",
    "titled",
]
