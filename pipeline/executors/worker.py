"""A process of the pool: it is started once, runs one job after another, and ends when its parent process ends."""

import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing import get_context, parent_process
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from pathlib import Path
from threading import Thread
from typing import Any

SPAWN = get_context("spawn")
"""Start a fresh interpreter: this works on every system, and is safe if the parent has threads (fork is not)."""


class Worker:
    """The pool's side of one process."""

    def __init__(self, work: Callable[[Any], Any]) -> None:
        """Start the process; it imports its libraries with its first job."""
        self.connection, theirs = SPAWN.Pipe()
        self.process: SpawnProcess = SPAWN.Process(target=_serve, args=(theirs, work), daemon=True)
        with _interrupts_blocked():
            self.process.start()
        theirs.close()

    def memory(self) -> int | None:
        """Return the resident memory of the process in bytes, or None on a system without /proc."""
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
        """Return a clause that says how the process ended."""
        self.process.join(5)
        code = self.process.exitcode
        if code is not None and code < 0:
            return f"was ended by signal {-code} ({signal.Signals(-code).name})"
        return f"ended with exit code {code}"


@contextmanager
def _interrupts_blocked() -> Iterator[None]:
    """Block SIGINT while a process starts: Ctrl-C reaches the whole process group, but only the pool should react to it.

    Without this, a worker that is still loading its modules would print a traceback of its own.
    """
    if not hasattr(signal, "pthread_sigmask"):  # Windows has no such mask: a worker may print a traceback there
        yield
        return
    from multiprocessing import resource_tracker  # which imports a module that Windows does not have

    resource_tracker.ensure_running()  # if the first process starts it, it unblocks SIGINT too early
    signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT])
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, [signal.SIGINT])


def _serve(connection: Connection, work: Callable[[Any], Any]) -> None:
    """Run jobs until the pool closes the connection."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, [signal.SIGINT])  # for programs that a job starts
    Thread(target=_end_with_parent, daemon=True).start()
    while True:
        try:
            job = connection.recv()
        except (EOFError, OSError):
            return
        connection.send(work(job))


def _end_with_parent() -> None:
    """End this process as soon as its parent is gone: nobody would read its results, and the lock is released."""
    parent = parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)
