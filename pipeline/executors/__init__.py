"""Run jobs in this process, in a pool of processes, or on a Dask cluster.

All three accept the same jobs and return the same results; only the order in which jobs finish differs.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple, Protocol, TypeVar


class Identified(Protocol):
    """A job with an id."""

    @property
    def id(self) -> str:
        """Return the id that messages about the job begin with."""
        ...


Job = TypeVar("Job", bound=Identified)
Done = TypeVar("Done")


class Lost(NamedTuple):
    """A job whose process ended before the job was done: killed, out of time, out of memory."""

    why: str
    """One sentence, beginning with the id of the job."""


class Executor(Protocol):
    """Runs jobs. Work and jobs must be picklable; an exception raised by the work is a bug and ends the run."""

    def run(self, work: Callable[[Job], Done], jobs: Sequence[Job]) -> Iterator[tuple[Job, Done | Lost]]:
        """Yield every job once, with its result or why it was lost, in the order in which jobs finish."""
        ...


class Serial:
    """Runs the jobs one after another in this process, in their order, without limits of time or memory."""

    def run(self, work: Callable[[Job], Done], jobs: Sequence[Job]) -> Iterator[tuple[Job, Done | Lost]]:
        """Yield every job with its result."""
        for job in jobs:
            yield job, work(job)


SERIAL = Serial()
