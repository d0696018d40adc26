"""A process of the pool: started once, does one job after the other, and ends with the process that started it."""

import os
import signal
from collections.abc import Callable
from multiprocessing import get_context, parent_process
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from pathlib import Path
from threading import Thread
from typing import Any

SPAWN = get_context("spawn")
"""A fresh interpreter: the same on every system, and safe whatever threads the starting process has."""


class Worker:
    """The pool's side of one process."""

    def __init__(self, work: Callable[[Any], Any]) -> None:
        """Start the process; it loads its tools with its first job and keeps them."""
        self.connection, theirs = SPAWN.Pipe()
        self.process: SpawnProcess = SPAWN.Process(target=_serve, args=(theirs, work), daemon=True)
        self.process.start()
        theirs.close()

    def memory(self) -> int | None:
        """Return the bytes that the process holds in memory; None where the system does not tell."""
        try:
            pages = Path(f"/proc/{self.process.pid}/statm").read_text(encoding="ascii").split()[1]
        except (OSError, IndexError):
            return None
        return int(pages) * os.sysconf("SC_PAGE_SIZE")

    def kill(self) -> None:
        """End the process at once."""
        self.process.kill()
        self.process.join()
        self.connection.close()

    def ending(self) -> str:
        """Say how a process that ended did so."""
        self.process.join(5)
        code = self.process.exitcode
        if code is not None and code < 0:
            return f"was ended by signal {-code} ({signal.Signals(-code).name})"
        return f"ended with exit code {code}"


def _serve(connection: Connection, work: Callable[[Any], Any]) -> None:
    """Do jobs until the pool hangs up. An interrupt from the keyboard is the pool's to handle."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_parent, daemon=True).start()
    while True:
        try:
            job = connection.recv()
        except (EOFError, OSError):
            return
        connection.send(work(job))


def _end_with_parent() -> None:
    """End this process when the one that started it is gone: nobody would read what it makes, or hold its lock."""
    parent = parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)
