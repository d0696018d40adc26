"""A Dask cluster: dask-jobqueue, Kubernetes, a LocalCluster, whatever listens at an address."""

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from extractors.errors import sentence
from pipeline.errors import InputError
from pipeline.executors import Done, Job, Lost

if TYPE_CHECKING:
    from distributed import Client


class Cluster:
    """Workers behind a Dask scheduler. They need Gangmu of this version and the same corpus and outputs folders.

    A worker that dies has its jobs done by another; a job that takes several workers along is lost. Time and memory of
    a job are bounded by how the cluster's workers were started.
    """

    def __init__(self, address: str, timeout: float = 30) -> None:
        """Take the scheduler's address, e.g. tcp://10.0.0.1:8786; ``timeout`` are the seconds to wait for it."""
        self._address = address
        self._timeout = timeout

    def run(self, work: Callable[[Job], Done], jobs: Sequence[Job]) -> Iterator[tuple[Job, Done | Lost]]:
        """Yield every job as it ends; InputError where no scheduler answers or Dask is not installed."""
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
            yield job, Lost(sentence(job.id, f"{error.allowed_failures + 1} workers died of it", "see their logs"))
        elif error is not None:
            raise error
        else:
            yield job, future.result()
        future.release()
