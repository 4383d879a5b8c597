"""What goes wrong with a player that others wrote."""

from __future__ import annotations


class GuestFault(Exception):
    """It did not decide. Anybody may read the message; `detail` may hold what only its seat knows."""

    def __init__(self, message: str, detail: str = "") -> None:
        super().__init__(message)
        self.detail = detail or message
