"""What goes wrong in a run, in one line that says how to come to it again."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager


class LabFault(Exception):
    """A run that cannot go on; the message says which game, so that it can be repeated."""


@contextmanager
def placed(where: object) -> Iterator[None]:
    """Tell whatever is raised within as a `LabFault`, with where it was as that reads by then."""
    try:
        yield
    except LabFault:
        raise
    except Exception as error:
        what = " ".join(f"{type(error).__name__}: {error}".split())
        raise LabFault(f"{where}: {what}") from error
