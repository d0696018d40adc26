"""This version beside version 0.1 on the same documents, in turns: ratios of processor seconds. `make bench`.

    python -m tests.bench.first_version [--documents N] [--rounds N] [--only PART]

Version 0.1 is taken from the history of the repository and runs with the libraries of this environment. Processor seconds
are those of a command and of all processes that it starts, so that other work on the machine hardly weighs.
"""

import argparse
import resource
import shutil
import statistics
import subprocess
import sys
import tarfile
import time
from collections.abc import Callable, Sequence
from functools import cache
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from rich.console import Console

from tests.bench.compare import changed, tasks
from tests.bench.corpus import write_corpus
from tests.bench.sentences import plans_of_sentences
from tests.support.paths import ROOT

FIRST = "5ca869b0b207ff213f6cf50845c548375a529569"
"""The commit of version 0.1."""
COMMAND = "from pipeline.cli import app; app()"
COMPARE = """
import sys, time, types
from pathlib import Path
from extractors import extract
try:
    from pipeline.compare.two_plans import compare
except ImportError:
    from pipeline.compare import compare
sides = [types.SimpleNamespace(plan=plan, document=document) for plan, document in (extract(Path(p))[0] for p in sys.argv[1:])]
start = time.process_time()
compare(*sides)
print(time.process_time() - start)
"""
SMALL = 6_000
"""Bytes of the document with which the start is measured."""
TASKS = 2_000


class Version(NamedTuple):
    """A version of Gangmu and where its code is."""

    name: str
    folder: Path

    def run(self, code: str, *words: str) -> tuple[float, str]:
        """Return the processor seconds of ``code`` in a fresh interpreter, and what it printed."""
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        done = subprocess.run(
            [sys.executable, "-c", code, *words],
            cwd=self.folder,
            env={"PYTHONPATH": str(self.folder), "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"},
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise SystemExit(f"version {self.name}: {' '.join(words)}\n{done.stderr[-2000:]}")
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, done.stdout


class MeasuredWork(NamedTuple):
    """A piece of work and the ratio of its processor seconds that is aimed at."""

    name: str
    aim: float
    work: Callable[[Version], float]


def first_version(folder: Path) -> Version:
    """Unpack version 0.1; SystemExit where the history does not reach back so far."""
    done = subprocess.run(["git", "archive", FIRST], cwd=ROOT, capture_output=True, check=False)
    if done.returncode:
        raise SystemExit("version 0.1 is not in the history of this checkout: git fetch --unshallow")
    with tarfile.open(fileobj=BytesIO(done.stdout)) as archive:
        archive.extractall(folder, filter="data")
    return Version("0.1", folder)


def works(folder: Path, documents: int) -> tuple[MeasuredWork, ...]:
    """Return what is measured, with its files written."""
    write_corpus(folder / "corpus", documents)
    files = [str(path) for path in sorted((folder / "corpus" / "documents").glob("*.txt"))]
    small = folder / "small.txt"
    small.write_text(Path(files[0]).read_text(encoding="utf-8")[: SMALL // 3], encoding="utf-8")
    repeated = _plans(folder, "repeated", _repeated(0), _repeated(1))
    long = _plans(folder, "long", tasks(1), changed(tasks(1), 2))

    @cache
    def real() -> list[Path]:  # only when it is measured: many documents are extracted for it
        return _plans(folder, "real", *plans_of_sentences(TASKS))

    def compare(version: Version, pair: Sequence[Path]) -> float:
        return float(version.run(COMPARE, *map(str, pair))[1])

    def out(version: Version) -> str:
        return str(folder / f"out-{version.name}")

    def run(version: Version) -> float:
        shutil.rmtree(out(version), ignore_errors=True)
        return again(version)

    def again(version: Version) -> float:
        words = ("--corpus", str(folder / "corpus"), "--outputs", out(version), "--workers", "1")
        return version.run(COMMAND, "run", *words)[0]

    def extract(version: Version, *given: str) -> float:
        return version.run(COMMAND, "extract", "--out", out(version) + "-extract", *given)[0]

    return (
        MeasuredWork("start: extract 6 KB", 0.35, lambda version: extract(version, str(small))),
        MeasuredWork(f"documents: extract {documents}", 0.55, lambda version: extract(version, *files)),
        MeasuredWork(f"whole run of {documents}", 0.40, run),
        MeasuredWork("run again, nothing changed", 1.0, again),
        MeasuredWork(f"compare {TASKS} × {TASKS} tasks", 0.25, lambda version: compare(version, repeated)),
        MeasuredWork(f"compare {TASKS} × {TASKS} long tasks", 0.25, lambda version: compare(version, long)),
        MeasuredWork(f"compare {TASKS} × {TASKS}, real sentences", 0.25, lambda version: compare(version, real())),
    )


def _plans(folder: Path, name: str, *sides: Sequence[str]) -> list[Path]:
    """Write two plans of successive years with these tasks."""
    paths = []
    for shift, texts in enumerate(sides):
        lines = (f"{number}．{text}（牵头单位：市财政局）" for number, text in enumerate(texts, 1))
        paths.append(folder / f"{name}-{shift}.txt")
        paths[-1].write_text(
            "\n".join([f"某市{2025 + shift}年重点工作任务分工方案\n一、主要任务", *lines]), encoding="utf-8"
        )
    return paths


def _repeated(shift: int) -> list[str]:
    """Return tasks of which each is like every other."""
    return [
        f"推进第{number + shift}批老旧小区{number % 37}类设施改造，完善{number % 53}处配套服务。"
        for number in range(1, TASKS + 1)
    ]


def main() -> None:
    """Measure in turns and print the ratios."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=12)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--only", default="", metavar="PART", help="only parts whose name contains PART")
    given = parser.parse_args()
    console = Console(highlight=False, markup=False, soft_wrap=True)
    start = time.perf_counter()
    with TemporaryDirectory() as name:
        folder = Path(name)
        versions = (Version("now", ROOT), first_version(folder / "first"))
        for measured in works(folder, given.documents):
            if given.only not in measured.name:
                continue
            rounds = [[measured.work(version) for version in versions] for _ in range(given.rounds)]
            now, first = (statistics.median(taken) for taken in zip(*rounds, strict=True))
            console.print(
                f"{measured.name:<40} {now:7.2f} s, version 0.1 {first:7.2f} s, ratio {now / first:5.2f}  (aim {measured.aim:g})"
            )
    console.print(
        f"median processor seconds of {given.rounds} rounds in turns, {time.perf_counter() - start:.0f} s in all"
    )


if __name__ == "__main__":
    main()
