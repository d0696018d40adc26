"""Python's search for objects that refer to each other and to nothing else, made rarer while a file is read.

What a reader makes lives until the document is returned: with the usual 700 new objects between two searches, the growing
document is searched again and again, for a twelfth of the time.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

RARELY = 100_000
"""New objects between two searches."""

_lock = Lock()
_readings: list[tuple[int, int, int]] = []
"""For each reading that goes on, in this thread or another, the thresholds from before the first of them."""


@contextmanager
def rare_garbage_collection() -> Iterator[None]:
    """Let Python search rarely; as often as before once no reading goes on."""
    with _lock:
        usual = _readings[0] if _readings else gc.get_threshold()
        if 0 < usual[0] < RARELY:  # 0: never
            gc.set_threshold(RARELY, *usual[1:])
        _readings.append(usual)
    try:
        yield
    finally:
        with _lock:
            usual = _readings.pop()
            if not _readings:
                gc.set_threshold(*usual)
