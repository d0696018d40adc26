"""How often Python looks for garbage that refers to itself: in work on whole plans, that is a sixth of the time."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

from extractors.garbage import rare_garbage_collection

RARELY = (300_000, 50, 100)
"""Objects made until the young ones are looked through, and how many such rounds until older ones are: Python's own
700, 10 and 10 are for small programs. The modules of a run alone are 100,000; little of what it makes refers to itself."""
HARDLY = (1_000_000, 50, 100)
"""The same for a piece of work whose objects all stay until it ends."""
_inherited: list[bool] = []


def collect_rarely() -> None:
    """Look for such garbage rarely from now on, in this process and in copies of it."""
    gc.set_threshold(*RARELY)


def keep_inherited() -> None:
    """Look through nothing that this process inherited: looking writes to memory that it shares with its parent."""
    gc.freeze()
    _inherited.append(True)


@contextmanager
def collected_rarely() -> Iterator[None]:
    """Look for such garbage hardly ever during work that makes a great many objects, and as before after it.

    Where several threads do so at once, as before after the last one.
    """
    with rare_garbage_collection(*HARDLY):
        try:
            yield
        finally:
            _call_young_old()


def _call_young_old() -> None:
    """Spare Python a look through very many objects that were just made and are still there, which is not garbage."""
    many = gc.get_count()[0] > RARELY[0]  # few are looked through as ever, so that garbage does not grow old unseen
    if many and not _inherited and not gc.get_freeze_count():  # what is kept aside would come back with them
        gc.freeze()
        gc.unfreeze()
