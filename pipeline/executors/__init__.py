"""Where the work on documents is done: in this process, in a pool of processes, or on a Dask cluster.

All three take the same work and the same jobs and give the same results; only the order in which jobs end differs.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple, Protocol, TypeVar


class Identified(Protocol):
    """A job can say what it is called."""

    @property
    def id(self) -> str:
        """Return the name that a sentence about the job begins with."""
        ...


Job = TypeVar("Job", bound=Identified)
Done = TypeVar("Done")


class Lost(NamedTuple):
    """A job whose process ended before it did: killed, out of time, out of memory."""

    why: str
    """One sentence that names the job."""


class Executor(Protocol):
    """Does work on jobs. Work and jobs go through pickle; an exception of the work is a defect and ends the run."""

    def run(self, work: Callable[[Job], Done], jobs: Sequence[Job]) -> Iterator[tuple[Job, Done | Lost]]:
        """Yield every job once, with its result or with how it was lost, in the order in which they end."""
        ...


class Serial:
    """One job after the other in this process, in their order; nothing limits their time or memory."""

    def run(self, work: Callable[[Job], Done], jobs: Sequence[Job]) -> Iterator[tuple[Job, Done | Lost]]:
        """Yield every job with its result."""
        for job in jobs:
            yield job, work(job)


SERIAL = Serial()
