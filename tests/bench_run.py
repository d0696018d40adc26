"""The main job over many documents: workers, growth, a second run, the start of the command. `make bench`.

    python tests/bench_run.py [--documents N] [--scaling N] [--rounds N]

``--documents`` for growth of time and memory, ``--scaling`` for one worker beside two. What is compared takes turns in one
run, and ratios are told, so that the machine and what else it does weigh on both sides.
"""

import argparse
import multiprocessing
import os
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from bench_corpus import write_corpus
from rich.console import Console

from pipeline.corpus import Corpus
from pipeline.executors.pool import Pool
from pipeline.run import run_documents


def seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def all_of(corpus: Corpus, out: Path, workers: int) -> None:
    shutil.rmtree(out, ignore_errors=True)
    for outcome in run_documents(corpus, out, executor=Pool(workers)):
        if outcome.state != "made":
            raise SystemExit(f"{outcome.id}: {outcome.why}")


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


def scaling(folder: Path, count: int, rounds: int) -> list[str]:
    """Return how much faster two workers are than one, beside what two processes gain where nothing is shared."""
    corpus = write_corpus(folder / "scaling", count)
    one_second = int(2e7 / max(seconds(lambda: spin(20_000_000)), 0.1))
    turns = one_second * max(4, count // 10)
    taken: dict[str, list[float]] = {"1": [], "2": [], "spin 1": [], "spin 2": []}
    for _ in range(rounds):
        taken["1"].append(seconds(lambda: all_of(corpus, folder / "out", 1)))
        taken["spin 1"].append(seconds(lambda: spin_in(1, turns)))
        taken["2"].append(seconds(lambda: all_of(corpus, folder / "out", 2)))
        taken["spin 2"].append(seconds(lambda: spin_in(2, turns)))
    again = statistics.median(
        seconds(lambda: list(run_documents(corpus, folder / "out", executor=Pool(2)))) for _ in range(rounds)
    )
    gains = [one / two for one, two in zip(taken["1"], taken["2"], strict=True)]
    spins = [one / two for one, two in zip(taken["spin 1"], taken["spin 2"], strict=True)]
    share = statistics.median(gain / spin for gain, spin in zip(gains, spins, strict=True))
    per = 1000 * statistics.median(taken["2"]) / count
    return [
        f"{count} documents, {rounds} round(s) in turns, {os.cpu_count()} processors",
        f"two workers / one                      {statistics.median(gains):6.2f} times as fast",
        f"two processes / one, a pure-CPU loop   {statistics.median(spins):6.2f} times as fast",
        f"share of that speed-up                 {share:6.2f}  (at least 0.80 is wanted)",
        f"nothing changed / first run            {again / statistics.median(taken['2']):6.3f}  (at most 0.03 is wanted)",
        f"1,000 documents at two workers         {per:6.0f} s, this machine today",
    ]


def growth(folder: Path, count: int) -> list[str]:
    """Return time per document and memory of the workers as the run goes on."""
    corpus = write_corpus(folder / "growth", count)
    step = max(1, count // 3) if count < 1000 else count // 10
    lines = [f"{count} documents, two workers; this run's first {step} documents are 1.00"]
    first: tuple[float, float] | None = None
    warm = max(2, step // 10)  # the workers load their tools with their first document
    start, since, peak = time.perf_counter(), 0, 0.0
    for number, _ in enumerate(run_documents(corpus, folder / "grown", executor=Pool(2)), 1):
        if number == warm:
            start, since = time.perf_counter(), number
        if number % max(1, step // 20) == 0:
            peak = max(peak, *(held(child.pid) for child in multiprocessing.active_children()), 0.0)
        if number % step == 0:
            now = time.perf_counter()
            point = ((now - start) / (number - since), peak)
            first = first or point
            lines.append(
                f"to {number:>6}: time a document {point[0] / first[0]:5.2f}, peak memory of a worker "
                f"{point[1] / max(first[1], 1):5.2f} ({point[1] / 1e6:.0f} MB)"
            )
            start, since, peak = now, number, 0.0
    return lines


def held(pid: int | None) -> float:
    """Return the bytes that a process holds; 0 where it has just ended."""
    try:
        return int(Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, IndexError):
        return 0.0


def start_up(rounds: int) -> list[str]:
    """Return how long the command takes to say what it can do, beside a Python that does nothing."""
    bare, own = [], []
    for _ in range(max(5, rounds)):
        bare.append(seconds(lambda: subprocess.run([sys.executable, "-c", "pass"], check=True)))
        command = [sys.executable, "-c", "from pipeline.cli import app; app(['--help'])"]
        own.append(seconds(lambda command=command: subprocess.run(command, check=True, stdout=subprocess.DEVNULL)))  # type: ignore[misc]
    ratio = statistics.median(own) / statistics.median(bare)
    return [f"gangmu --help / python -c pass           {ratio:6.1f}  ({statistics.median(own):.2f} s)"]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--documents", type=int, default=300)
    parser.add_argument("--scaling", type=int, default=100)
    parser.add_argument("--rounds", type=int, default=3)
    given = parser.parse_args()
    console = Console(soft_wrap=True, highlight=False, markup=False)
    with TemporaryDirectory() as name:
        folder = Path(name)
        console.print("\n".join(start_up(given.rounds)))
        console.print("\n".join(scaling(folder, given.scaling, given.rounds)))
        console.print("\n".join(growth(folder, given.documents)))


if __name__ == "__main__":
    main()
