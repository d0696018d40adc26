"""Run jobs of which none may fail: return all results, or raise the first error."""

from collections.abc import Callable, Iterable, Sequence
from itertools import islice

from pipeline.errors import OutputStoppedError, StoppedError
from pipeline.executors import Done, Executor, Job, Lost
from pipeline.executors.attempt import Failure

AT_ONCE = 1000
"""Jobs that are made before they are run: those of a large corpus would together take more memory than their results."""


def stop_error(failure: Failure) -> StoppedError:
    """Return the error to raise for a failure that ends the command."""
    return OutputStoppedError(failure.sentence) if failure.output else StoppedError(failure.sentence, failure.trace)


def together(executor: Executor, work: Callable[[Job], Done | Failure], jobs: Sequence[Job]) -> list[Done]:
    """Return the results in the order of the jobs; StoppedError with the message of the first that failed or was lost."""
    found: dict[str, Done] = {}
    for job, done in executor.run(work, jobs):
        if isinstance(done, Lost):
            raise StoppedError(done.why)
        if isinstance(done, Failure):
            raise stop_error(done)
        found[job.id] = done
    return [found[job.id] for job in jobs]


def in_turns(executor: Executor, work: Callable[[Job], Done | Failure], jobs: Iterable[Job]) -> list[Done]:
    """Return the results like ``together``, but make no more than AT_ONCE jobs at a time."""
    waiting, found = iter(jobs), list[Done]()
    while some := list(islice(waiting, AT_ONCE)):
        found += together(executor, work, some)
    return found
