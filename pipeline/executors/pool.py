"""Run jobs in a pool of processes. A job that exceeds its limits is stopped and reported; the others continue.

concurrent.futures cannot do this: it has no memory limit, and when one process dies, it gives up all jobs.
"""

import os
import sys
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from multiprocessing.connection import wait
from typing import Generic, NamedTuple

from extractors.errors import sentence
from pipeline.executors import Done, Job, Lost
from pipeline.executors.worker import PagesRead, Worker

TICK = 0.2
"""Seconds between two checks of the limits."""
TRIES = 2
"""Attempts per job: the system may have killed its process because other processes used up the memory."""


def cores() -> int:
    """Return the number of processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class Bounds(NamedTuple):
    """The limits of one job."""

    seconds: float = 1_800.0
    memory: int = 4_000_000_000
    """Resident bytes of its process. Checked only on systems with /proc."""


NO_BOUNDS = Bounds(float("inf"), sys.maxsize)
"""For products, which are made from all documents together."""


class _Seat(NamedTuple):
    """A worker and its current job."""

    worker: Worker
    number: int
    since: float


class Pool:
    """Several processes on this machine. Each loads its libraries once and then runs job after job."""

    def __init__(self, workers: int, bounds: Bounds | None = None) -> None:
        """Take the number of processes; they are started by ``run``."""
        self._workers = workers
        self._bounds = bounds or Bounds()

    def run(self, work: Callable[[Job], Done], jobs: Sequence[Job]) -> Iterator[tuple[Job, Done | Lost]]:
        """Yield every job as it finishes. Leaving the iteration early ends all processes."""
        shift = _Shift(work, jobs, self._bounds)
        try:
            shift.fill(min(self._workers, len(jobs)))
            while shift.seats:
                yield from shift.step()
        finally:
            shift.end()


class _Shift(Generic[Job, Done]):
    """One run of a pool."""

    def __init__(self, work: Callable[[Job], Done], jobs: Sequence[Job], bounds: Bounds) -> None:
        self._work = work
        self._jobs = jobs
        self._bounds = bounds
        self._todo = deque(range(len(jobs)))
        self._tries = [0] * len(jobs)
        self.seats: list[_Seat] = []

    def fill(self, count: int) -> None:
        for _ in range(count):
            self._seat(None)

    def end(self) -> None:
        for seat in self.seats:
            seat.worker.kill()
        self.seats = []

    def step(self) -> list[tuple[Job, Done | Lost]]:
        """Wait for a job to finish, a process to end or TICK to pass; start next jobs and return the finished ones."""
        wait([end for seat in self.seats for end in (seat.worker.connection, seat.worker.process.sentinel)], TICK)
        seats, self.seats = self.seats, []
        ended: list[tuple[Job, Done | Lost]] = []
        for seat in seats:
            self._look(seat, ended)
        return ended

    def _look(self, seat: _Seat, ended: list[tuple[Job, Done | Lost]]) -> None:
        job = self._jobs[seat.number]
        worker = seat.worker
        try:
            while worker.connection.poll():
                message = worker.connection.recv()
                if not isinstance(message, PagesRead):
                    ended.append((job, message))
                    self._seat(worker)
                    return
                _report_page(message)
            why = None if worker.process.is_alive() else f"the process that worked on it {worker.ending()}"
        except (EOFError, OSError):
            why = f"the process that worked on it {worker.ending()}"
        # Only a process that ended by itself is tried again: a job over its limits would exceed them again.
        again = why is not None and self._tries[seat.number] < TRIES
        why = why or self._excess(seat)
        if why is None:
            self.seats.append(seat)
            return
        worker.kill()
        if again:
            self._todo.append(seat.number)
        else:
            ended.append((job, Lost(sentence(job.id, why, "check the document, or raise the limit"))))
        self._seat(None)

    def _excess(self, seat: _Seat) -> str | None:
        """Return which limit the job has exceeded, or None."""
        seconds, memory = self._bounds
        if time.monotonic() - seat.since > seconds:
            return f"it took more than {seconds:g} seconds"
        used = seat.worker.memory()
        if used is not None and used > memory:
            return f"it took {used / 1e9:.1f} GB of memory; the limit is {memory / 1e9:g} GB"
        return None

    def _seat(self, worker: Worker | None) -> None:
        """Give the worker (None: a new one) the next job; end it if no job is left."""
        if not self._todo:
            if worker is not None:
                worker.kill()
            return
        worker = worker or Worker(self._work)
        index = self._todo.popleft()
        self._tries[index] += 1
        self.seats.append(_Seat(worker, index, time.monotonic()))
        try:
            worker.connection.send(self._jobs[index])
        except OSError:
            return  # the process has just died: the next step finds that out


def _report_page(message: PagesRead) -> None:
    from extractors.readers.base.progress import report_page  # imports the readers, which only the workers need

    report_page(*message)
