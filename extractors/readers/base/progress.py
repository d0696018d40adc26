"""Progress of slow readings (OCR), reported only where a caller listens."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

Listener = Callable[[int, int], None]
"""Called with (pages done, pages in total)."""
_listener: ContextVar[Listener | None] = ContextVar("listener", default=None)


@contextmanager
def listening(listener: Listener) -> Iterator[None]:
    """Report every page that is recognised within the block to ``listener``."""
    token = _listener.set(listener)
    try:
        yield
    finally:
        _listener.reset(token)


def report_page(done: int, pages: int) -> None:
    """Report a recognised page to the listener, if there is one."""
    listener = _listener.get()
    if listener is not None:
        listener(done, pages)
