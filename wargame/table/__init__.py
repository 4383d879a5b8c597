"""One running game: seats, who controls them, undo and autosave."""

from wargame.table.protocol import HUMAN, Notice, Status, Table

__all__ = ["HUMAN", "Notice", "Status", "Table"]
