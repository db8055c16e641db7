"""Work that takes long: a worker does little of it at once, so that what a hand waits for is never far behind.

A redraw takes milliseconds; a sweep, a band of tolerances, a picture, a file or a table up to seconds. Of a worker's
threads (app/cli.py) half at most are with such work or wait for it; whoever comes then is asked to come back.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from threading import BoundedSemaphore

__all__ = ["AT_ONCE", "PATIENCE", "RETRY_AFTER", "WAITING", "BusyError", "heavy"]

AT_ONCE = 1
"""Pieces of heavy work that a worker does together: more would only share its core, and redraws beside them wait."""
WAITING = 3
"""Pieces more that wait for their turn."""
PATIENCE = 2.0
"""How long they wait [s]."""
RETRY_AFTER = 1
"""When whoever was sent away is to ask again [s]."""

_admitted = BoundedSemaphore(AT_ONCE + WAITING)
_working = BoundedSemaphore(AT_ONCE)
_inside = ContextVar("inside", default=False)


class BusyError(Exception):
    """The worker has as much heavy work as it takes."""


@contextmanager
def heavy() -> Iterator[None]:
    """Do heavy work when it is its turn; also a decorator.  Within other heavy work it is a part of that.

    Raises
    ------
    BusyError
        If too much of it is under way.
    """
    if _inside.get():
        yield
        return
    if not _admitted.acquire(blocking=False):
        raise BusyError
    try:
        if not _working.acquire(timeout=PATIENCE):
            raise BusyError
        token = _inside.set(True)
        try:
            yield
        finally:
            _inside.reset(token)
            _working.release()
    finally:
        _admitted.release()
