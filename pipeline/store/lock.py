"""The lock of the plans in an outputs folder: one writer at a time."""

import json
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from pipeline.corpus.file_lock import open_lock_file
from pipeline.corpus.lock import wait_for_lock
from pipeline.errors import InputError

LOCK = ".lock"


@contextmanager
def outputs_lock(outputs: Path, patience: float = 0) -> Iterator[None]:
    """Lock the folder against other writers, in this process or another.

    InputError if another process holds the lock longer than ``patience`` seconds (with its process id), or on a
    read-only disk. The operating system releases the lock when the process ends, however it ends. The file stays, but
    is no lock then.
    """
    try:
        outputs.mkdir(parents=True, exist_ok=True)
        file = os.fdopen(open_lock_file(outputs / LOCK), "r+", encoding="utf-8")
    except OSError as error:
        place = f"it cannot be written ({error.strerror})"
        raise InputError(str(outputs), place, "make it writable, or choose another folder with --outputs") from error
    with file:
        remedy = "wait until it ends, or choose another folder with --outputs"
        busy = InputError(str(outputs), f"another run is using this folder{_holder(outputs / LOCK)}", remedy)
        wait_for_lock(file.fileno(), busy, patience)
        file.truncate(0)
        file.write(json.dumps({"process": os.getpid(), "host": socket.gethostname(), "since": _now()}) + "\n")
        file.flush()
        yield
        file.truncate(0)


def _holder(lock: Path) -> str:
    try:
        held = json.loads(lock.read_text(encoding="utf-8"))
        return f" (process {held['process']} on {held['host']} since {held['since']})"
    except (OSError, ValueError, KeyError, TypeError):
        return ""


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
