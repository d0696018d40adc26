"""An executor that somebody watches."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from pipeline.executors import Done, Executor, Job, Lost


class Watched:
    """Does the work where another executor does it, and lets its results pass by a person who counts them."""

    def __init__(self, executor: Executor, count: Callable[[Iterator[Any], int], Iterator[Any]]) -> None:
        """Take the executor; ``count`` gets the results and how many there will be, and yields them all."""
        self._executor = executor
        self._count = count

    def run(self, work: Callable[[Job], Done], jobs: Sequence[Job]) -> Iterator[tuple[Job, Done | Lost]]:
        """Yield every job as the other executor does."""
        yield from self._count(self._executor.run(work, jobs), len(jobs))
