"""The main job over many documents: workers, growth, a second run, the start of the command. `make bench`.

    python -m tests.bench.run [--documents N …] [--scaling N] [--rounds N]

Everything that `gangmu run` makes is made: plans, tables, graph, report. ``--scaling`` documents are run by one worker
and by two, in turns, beside a loop that needs nothing but a processor; ``--documents`` tells corpora of which sizes are
run once, for growth of time and memory. Ratios are told, so that the machine and what else it does weigh on both sides.
"""

import argparse
import math
import multiprocessing
import os
import shutil
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from rich.console import Console

from pipeline.corpus.manifest import Corpus
from pipeline.executors.pool import Pool
from pipeline.run.documents import run_documents
from pipeline.run.products import build_products
from tests.bench.corpus import write_corpus

LONG = 1000
"""Documents from which on a run is also told tenth by tenth."""
LOOK = 0.5
"""Seconds between two looks at the memory of the processes."""


class Taken(NamedTuple):
    """Seconds of a run: for the documents, and for what is made of all of them."""

    documents: float
    products: float

    @property
    def total(self) -> float:
        return self.documents + self.products


def seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def all_of(corpus: Corpus, out: Path, workers: int) -> Taken:
    """Do what `gangmu run` does, in an empty folder."""
    shutil.rmtree(out, ignore_errors=True)
    return run(corpus, out, workers)


def run(corpus: Corpus, out: Path, workers: int) -> Taken:
    def documents() -> None:
        for outcome in run_documents(corpus, out, executor=Pool(workers)):
            if outcome.state == "failed":
                raise SystemExit(f"{outcome.id}: {outcome.why}")

    return Taken(seconds(documents), seconds(lambda: build_products(corpus, out, Pool(workers))))


def spin(turns: int) -> int:
    """Work that is nothing but the processor's."""
    total = 0
    for number in range(turns):
        total += number * number % 7
    return total


def spin_in(processes: int, turns: int) -> None:
    context = multiprocessing.get_context("spawn")
    each = [context.Process(target=spin, args=(turns // processes,)) for _ in range(processes)]
    for process in each:
        process.start()
    for process in each:
        process.join()


def scaling(folder: Path, count: int, rounds: int) -> Iterator[str]:
    """Yield how much faster two workers are than one, beside what two processes gain where nothing is shared."""
    corpus = write_corpus(folder / "scaling", count)
    out = folder / "out"
    turns = int(2e7 / max(seconds(lambda: spin(20_000_000)), 0.1)) * 15
    yield f"{count} documents, {rounds} round(s) in turns, {os.cpu_count()} processors"
    ones, twos, agains, spins = [], [], [], []
    for number in range(rounds):
        ones.append(all_of(corpus, out, 1))
        spin_one = seconds(lambda: spin_in(1, turns))
        twos.append(all_of(corpus, out, 2))
        spins.append(spin_one / seconds(lambda: spin_in(2, turns)))
        agains.append(run(corpus, out, 2).total)
        yield (
            f"  round {number + 1}: one worker {ones[-1].total:.0f} s, two {twos[-1].total:.0f} s, "
            f"again {agains[-1]:.1f} s; the loop gains {spins[-1]:.2f}"
        )
    gains = [one.total / two.total for one, two in zip(ones, twos, strict=True)]
    alone = [one.documents / two.documents for one, two in zip(ones, twos, strict=True)]
    share = statistics.median(gain / free for gain, free in zip(gains, spins, strict=True))
    again = statistics.median(agains) / statistics.median(two.total for two in twos)
    yield f"two workers / one, the whole run         {statistics.median(gains):6.2f} times as fast"
    yield f"two workers / one, documents alone       {statistics.median(alone):6.2f} times as fast"
    yield f"two processes / one, a pure-CPU loop     {statistics.median(spins):6.2f} times as fast"
    yield f"the whole run's share of that speed-up   {share:6.2f}  (at least 0.80 is wanted)"
    yield f"nothing changed / first run             {again:7.3f}  (at most 0.03 is wanted)"
    yield f"1,000 documents at two workers           {1000 * statistics.median(t.total for t in twos) / count:6.0f} s, this machine today"


def growth(folder: Path, counts: list[int]) -> Iterator[str]:
    """Yield time per document and memory of the processes for corpora of these sizes, and as a run goes on."""
    yield "Corpora of several sizes, two workers; the smallest is 1.00. Memory at its peak, in MB"
    first: tuple[float, float] | None = None
    for count in counts:
        corpus, out = write_corpus(folder / f"growth{count}", count), folder / "grown"
        shutil.rmtree(out, ignore_errors=True)
        with Watch() as watch:
            steps = list(documents_of(corpus, out, watch))
            peak_worker = max(peak for _, peak in steps)
            watch.take()
            products = seconds(lambda corpus=corpus, out=out: build_products(corpus, out, Pool(2)))  # type: ignore[misc]
            own_worker, own = watch.take()
        each = (sum(taken for taken, _ in steps) / count, products / count)
        first = first or each
        yield (
            f"{count:>6} documents: time a document {sum(each) / sum(first):5.2f} (documents {each[0] / first[0]:.2f}, "
            f"products {each[1] / first[1]:.2f}; {sum(each):.3f} s); worker at documents {peak_worker:.0f} MB, at products "
            f"{own_worker:.0f} MB, main process {own:.0f} MB"
        )
        if count >= LONG or count == counts[-1]:
            yield from as_it_goes(count, steps)


def as_it_goes(count: int, steps: list[tuple[float, float]]) -> Iterator[str]:
    """Yield how time a document and memory of a worker go on through the tenths of a run."""
    yield f"  the documents of {count} as they go on; the first tenth, which loads the tools, is 1.00"
    for number, (taken, peak) in enumerate(steps, 1):
        yield (
            f"    to {number * count // 10:>6}: time a document {taken / steps[0][0]:5.2f}, peak memory of a worker "
            f"{peak / (steps[0][1] or math.nan):5.2f} ({peak:.0f} MB)"
        )


def documents_of(corpus: Corpus, out: Path, watch: "Watch") -> Iterator[tuple[float, float]]:
    """Make the plans and yield seconds and the peak memory of a worker for each tenth of them."""
    step = len(corpus.entries) // 10
    since = time.perf_counter()
    for number, _ in enumerate(run_documents(corpus, out, executor=Pool(2)), 1):
        if number % step == 0:
            now = time.perf_counter()
            yield now - since, watch.take()[0]
            since = now


class Watch:
    """Looks at the memory of this process and its children, as long as it is entered."""

    def __enter__(self) -> "Watch":
        self._peak = [0.0, 0.0]
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    def take(self) -> tuple[float, float]:
        """Return the peak of a child and of this process since the last time, in MB."""
        child, own = self._peak
        self._peak = [0.0, 0.0]
        return child, own

    def _look(self) -> None:
        while not self._over.wait(LOOK):
            children = [held(child.pid) for child in multiprocessing.active_children()]
            self._peak = [max(self._peak[0], *children, 0.0), max(self._peak[1], held(os.getpid()))]


def held(pid: int | None) -> float:
    """Return the MB that a process holds; 0 where it has just ended."""
    try:
        pages = Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1]
    except (OSError, IndexError):
        return 0.0
    return int(pages) * os.sysconf("SC_PAGE_SIZE") / 1e6


def start_up(rounds: int) -> Iterator[str]:
    """Yield how long the command takes to say what it can do, beside a Python that does nothing."""
    bare, own = [], []
    for _ in range(max(5, rounds)):
        bare.append(seconds(lambda: subprocess.run([sys.executable, "-c", "pass"], check=True)))
        command = [sys.executable, "-c", "from pipeline.cli.command import app; app(['--help'])"]
        own.append(seconds(lambda command=command: subprocess.run(command, check=True, stdout=subprocess.DEVNULL)))  # type: ignore[misc]
    ratio = statistics.median(own) / statistics.median(bare)
    yield f"gangmu --help / python -c pass           {ratio:6.1f}  ({statistics.median(own):.2f} s)"


def main() -> None:
    """Measure and print, each line as soon as it is known."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, nargs="*", default=[100, 300])
    parser.add_argument("--scaling", type=int, default=100)
    parser.add_argument("--rounds", type=int, default=3)
    given = parser.parse_args()
    console = Console(soft_wrap=True, highlight=False, markup=False)
    with TemporaryDirectory() as name:
        folder = Path(name)
        for line in start_up(given.rounds):
            console.print(line)
        if given.scaling:
            for line in scaling(folder, given.scaling, given.rounds):
                console.print(line)
        if given.documents:
            for line in growth(folder, given.documents):
                console.print(line)


if __name__ == "__main__":
    main()
