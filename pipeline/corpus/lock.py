"""Locks between processes: one writer at a time, and whoever waits reports what it waits for.

A command that needs several locks takes them in this order, so that no two wait for each other: the corpus, the plans
of outputs/, the products of outputs/.
"""

import logging
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pipeline.corpus.file_lock import open_folder, try_lock
from pipeline.errors import InputError

PATIENCE = 120.0
"""Seconds to wait for another writer, who may be extracting a long document again."""
PAUSE = 0.02
"""Seconds between two attempts: the system reports no deadline of a lock."""

LOGGER = logging.getLogger(__name__)


@contextmanager
def folder_lock(folder: Path, patience: float = PATIENCE) -> Iterator[None]:
    """Lock a folder (the corpus, or outputs/ for its products) against other writers, in this process or another.

    The lock is on the folder itself and creates no file, except on Windows. InputError if another writer holds it longer than ``patience``.
    """
    try:
        descriptor = open_folder(folder)
    except OSError as error:
        reason = f"it cannot be opened ({error.strerror})"
        raise InputError(str(folder), reason, "check its path and permissions") from error
    try:
        busy = InputError(str(folder), "another process is writing to it", "try again when it has finished")
        wait_for_lock(descriptor, busy, patience)
        yield
    finally:
        os.close(descriptor)  # which releases the lock


def wait_for_lock(descriptor: int, busy: InputError, patience: float) -> None:
    """Lock an open file or folder; raise ``busy`` if another process holds the lock longer than ``patience`` seconds.

    What it waits for is logged once; without a handler, Python prints it to standard error.
    """
    end = time.monotonic() + patience
    waiting = False
    while True:
        if try_lock(descriptor):
            return
        if time.monotonic() >= end:
            raise busy
        if not waiting and patience > 1:
            LOGGER.warning("%s: %s; waiting until it has finished.", busy.file, busy.place)
            waiting = True
        time.sleep(PAUSE)
