"""A process of the pool: it is started once, runs one job after another, and ends when its parent process ends."""

import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing import get_context, parent_process
from multiprocessing.connection import Connection, wait
from pathlib import Path
from threading import Thread, current_thread, main_thread
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    # Windows has the last only
    from multiprocessing.context import ForkContext, ForkProcess, ForkServerProcess, SpawnProcess

    Process = ForkProcess | ForkServerProcess | SpawnProcess

SPAWN = get_context("spawn")
"""Start a fresh interpreter: this works on every system, and from every thread."""
FORK = get_context("fork") if sys.platform == "linux" else None
"""Copy this process, which takes a hundredth of the time: what it has imported is not imported again."""
FORK_SERVER = get_context("forkserver") if sys.platform == "linux" else None
"""Copy a process that imports what jobs need and then does nothing else."""
NEEDED = ("extractors.plan", "extractors.readers")
"""Modules that take a second to import; a copy has them if the process did before it was copied."""


class PagesRead(NamedTuple):
    """Sent before the result of a job: how many pages of its file have been recognised, and how many it has."""

    done: int
    pages: int


def _start(connection: Connection, theirs: Connection, work: Callable[[Any], Any]) -> "Process":
    """Start the process that serves ``theirs``."""
    process: Process
    if fork := fork_context():
        process = fork.Process(target=_serve, args=(theirs, work, connection), daemon=True)
    elif FORK_SERVER is not None:
        FORK_SERVER.set_forkserver_preload([*NEEDED])  # here: most commands start no process from a thread
        process = FORK_SERVER.Process(target=_serve, args=(theirs, work), daemon=True)
    else:
        process = SPAWN.Process(target=_serve, args=(theirs, work), daemon=True)
        if sys.platform != "win32":
            from multiprocessing import resource_tracker  # imports a module that Windows does not have

            resource_tracker.ensure_running()  # if the first process starts it, it unblocks SIGINT too early
    with _interrupts_blocked():
        process.start()
    return process


def fork_context() -> "ForkContext | None":
    """Return what starts a copy of this process; None if a process that starts now is no copy of it.

    Only the main thread may ask for a copy: another one would leave its locks, and those of the main thread, in the copy.
    The thread of a progress bar has none that a job uses.
    """
    return FORK if current_thread() is main_thread() else None


class Worker:
    """The pool's side of one process."""

    def __init__(self, work: Callable[[Any], Any]) -> None:
        """Start the process; what it needs and this one has not imported it imports with its first job."""
        self.connection, theirs = SPAWN.Pipe()
        self.process = _start(self.connection, theirs, work)
        theirs.close()
        self._inherited = 0 if isinstance(self.process, SPAWN.Process) else self._resident() or 0

    def memory(self) -> int | None:
        """Return the resident memory of the process in bytes, or None on a system without /proc.

        What a copy shares since its start is not counted: it is in memory whether a job runs or not.
        """
        resident = self._resident()
        return None if resident is None else max(resident - self._inherited, 0)

    def _resident(self) -> int | None:
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

    Without this, a worker that is still starting would print a traceback of its own.
    """
    if not hasattr(signal, "pthread_sigmask"):  # Windows has no such mask: a worker may print a traceback there
        yield
        return
    signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT])
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, [signal.SIGINT])


def _serve(connection: Connection, work: Callable[[Any], Any], inherited: Connection | None = None) -> None:
    """Run jobs until the pool closes the connection. ``inherited`` is the pool's end of it, in a copy of its process."""
    # Imported here: the process that starts others would pay for the readers.
    from extractors.language.compiled_patterns import saved_patterns
    from extractors.readers.base.progress import listening
    from pipeline.executors.garbage import collect_rarely, keep_inherited

    collect_rarely()
    keep_inherited()
    if inherited is not None:
        inherited.close()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, [signal.SIGINT])  # for programs that a job starts
    Thread(target=_end_with_parent, daemon=True).start()
    with listening(lambda done, pages: connection.send(PagesRead(done, pages))):
        while True:
            try:
                job = connection.recv()
            except (EOFError, OSError):
                return
            done = work(job)
            saved_patterns.save()  # the pool may kill this process as soon as it has the result
            connection.send(done)


def _end_with_parent() -> None:
    """End this process as soon as its parent is gone: nobody would read its results, and the lock is released."""
    parent = parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)
