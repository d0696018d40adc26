"""The lock that allows one run at a time in an outputs folder."""

import fcntl
import json
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from pipeline.errors import InputError

LOCK = ".lock"


@contextmanager
def outputs_lock(outputs: Path) -> Iterator[None]:
    """Lock the folder for one run. InputError if another run holds the lock (with its process id), or on a read-only disk.

    The operating system releases the lock when the process ends, however it ends. The file stays, but is no lock then.
    """
    try:
        outputs.mkdir(parents=True, exist_ok=True)
        file = (outputs / LOCK).open("a+", encoding="utf-8")
    except OSError as error:
        place = f"it cannot be written ({error.strerror})"
        raise InputError(str(outputs), place, "make it writable, or choose another folder with --outputs") from error
    with file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            remedy = "wait until it ends, or choose another folder with --outputs"
            raise InputError(str(outputs), f"another run is using this folder{_holder(outputs)}", remedy) from None
        file.truncate(0)
        file.write(json.dumps({"process": os.getpid(), "host": socket.gethostname(), "since": _now()}) + "\n")
        file.flush()
        yield
        file.truncate(0)


def _holder(outputs: Path) -> str:
    try:
        held = json.loads((outputs / LOCK).read_text(encoding="utf-8"))
        return f" (process {held['process']} on {held['host']} since {held['since']})"
    except (OSError, ValueError, KeyError, TypeError):
        return ""


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
