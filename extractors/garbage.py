"""Python's search for objects that refer to each other and to nothing else, made rarer during work that makes many objects.

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
_works: list[tuple[int, int, int]] = []
"""For each work that goes on, in this thread or another, the thresholds from before the first of them."""


@contextmanager
def rare_garbage_collection(*thresholds: int) -> Iterator[None]:
    """Let Python search rarely (``gc.set_threshold``; by default every RARELY new objects), as often as before once no
    such work goes on.

    Who searches more rarely already, or never, goes on so.
    """
    rarely = thresholds or (RARELY,)
    with _lock:
        now = gc.get_threshold()
        _works.append(_works[0] if _works else now)
        if 0 < now[0] < rarely[0]:  # 0: never
            gc.set_threshold(*rarely, *now[len(rarely) :])
    try:
        yield
    finally:
        with _lock:
            usual = _works.pop()
            if not _works:
                gc.set_threshold(*usual)
