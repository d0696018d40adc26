"""How often Python looks for garbage that refers to itself: in work on whole plans, that is a sixth of the time."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

RARELY = (100_000, 50, 100)
"""Objects made until the young ones are looked through, and how many such rounds until older ones are: Python's own
700, 10 and 10 are for small programs. Of what is no garbage there is little that refers to itself, a page or a picture."""


def collect_rarely() -> None:
    """Look for such garbage rarely from now on, in this process and in copies of it."""
    gc.set_threshold(*RARELY)


def keep_inherited() -> None:
    """Look through nothing that this process inherited: looking writes to memory that it shares with its parent."""
    gc.freeze()


HARDLY = (1_000_000, 50, 100)
"""The same for a piece of work whose objects all stay until it ends."""
_before: list[tuple[int, int, int]] = []
_lock = Lock()


@contextmanager
def collected_rarely() -> Iterator[None]:
    """Look for such garbage hardly ever during work that makes a great many objects, and as before after it.

    Where several threads do so at once, as before after the last one.
    """
    with _lock:
        _before.append(gc.get_threshold())
        gc.set_threshold(*HARDLY)
    try:
        yield
    finally:
        with _lock:
            before = _before.pop()
            if not _before:
                if (
                    not gc.get_freeze_count()
                ):  # what was made and is still there is old now: it need not be looked through as young
                    gc.freeze()
                    gc.unfreeze()
                gc.set_threshold(*before)
