"""Run jobs on a Dask cluster: dask-jobqueue, Kubernetes, LocalCluster, anything with a scheduler address."""

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from extractors.errors import sentence
from pipeline.errors import InputError
from pipeline.executors import Done, Job, Lost

if TYPE_CHECKING:
    from distributed import Client


class Cluster:
    """The workers of a Dask scheduler. They need the same version of Gangmu and access to the corpus and outputs folders.

    If a worker dies, another repeats its jobs; a job that kills several workers is lost. Limits of time and memory are
    those that the cluster's workers were started with.
    """

    def __init__(self, address: str, timeout: float = 30) -> None:
        """Take the scheduler's address, e.g. tcp://10.0.0.1:8786, and the seconds to wait for it."""
        self._address = address
        self._timeout = timeout

    def run(self, work: Callable[[Job], Done], jobs: Sequence[Job]) -> Iterator[tuple[Job, Done | Lost]]:
        """Yield every job as it finishes; InputError if no scheduler answers or Dask is not installed."""
        if not jobs:
            return
        with self._client() as client:
            yield from _results(client, work, jobs)

    def _client(self) -> "Client":
        try:
            from distributed import Client
        except ImportError as error:
            remedy = "install it: pip install 'gangmu[dask]'"
            raise InputError("--scheduler", "Dask is not installed", remedy) from error
        try:
            return Client(self._address, timeout=self._timeout, set_as_default=False)  # type: ignore[no-untyped-call]
        except (OSError, ValueError, TimeoutError) as error:
            remedy = "start one, or check the address"
            raise InputError(self._address, "no Dask scheduler answers there", remedy) from error


def _results(client: "Client", work: Callable[[Job], Done], jobs: Sequence[Job]) -> Iterator[tuple[Job, Done | Lost]]:
    from distributed import as_completed
    from distributed.scheduler import KilledWorker

    futures = {client.submit(work, job, pure=False, key=f"gangmu-{job.id}"): job for job in jobs}
    for future in as_completed(futures, loop=client.loop):  # type: ignore[no-untyped-call]
        job = futures.pop(future)
        error = future.exception()
        if isinstance(error, KilledWorker):
            why = f"{error.allowed_failures + 1} workers died while processing it"
            yield job, Lost(sentence(job.id, why, "see their logs"))
        elif error is not None:
            raise error
        else:
            yield job, future.result()
        future.release()
