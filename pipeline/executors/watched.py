"""An executor that shows progress."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from pipeline.executors import Done, Executor, Job, Lost


class Watched:
    """Wraps another executor and passes its results through a function that shows progress."""

    def __init__(self, executor: Executor, count: Callable[[Iterator[Any], int], Iterator[Any]]) -> None:
        """Take the executor, and ``count``, which receives the results and their number and yields the results."""
        self._executor = executor
        self._count = count

    def run(self, work: Callable[[Job], Done], jobs: Sequence[Job]) -> Iterator[tuple[Job, Done | Lost]]:
        """Yield what the wrapped executor yields."""
        yield from self._count(self._executor.run(work, jobs), len(jobs))
