"""Measure extraction against jieba.lcut on the same text, and how it grows with the text: `make bench`.

Only ratios are printed: both sides run in this process, in turns, and the median of each is taken, so that neither the
machine nor what else it does is in the figure. With GANGMU_SHARED each text of the reference plans has its ratio. Exit
code 1 where a ratio is over its limit.
"""

import logging
import os
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import jieba
from rich.console import Console

from extractors import extract
from tests.support.paths import ROOT

SOURCE = ROOT / "corpus" / "documents" / "minhang-2023.txt"
ROUNDS = 5
OVER_JIEBA = 5.0
OVER_TEN_TIMES = 12.0


def medians(*works: Callable[[], object]) -> list[float]:
    """Return the median processor seconds of each work over rounds in which all take turns; one round before is not counted."""
    times: list[list[float]] = [[] for _ in works]
    for turn in range(ROUNDS + 1):
        for work, taken in zip(works, times, strict=True):
            start = time.process_time()
            work()
            if turn:
                taken.append(time.process_time() - start)
    return [statistics.median(taken) for taken in times]


def reference_files() -> Iterator[Path]:
    """Yield the texts of the reference plans that are read without a library of their format; none without GANGMU_SHARED."""
    shared = Path(os.environ.get("GANGMU_SHARED", "/nonexistent"))
    stems = {path.stem for name in ("dev", "newer") for path in (shared / "gold" / name).glob("*.json")}
    files = (path for kind in ("text", "html", "newer") for path in (shared / "corpus" / kind).glob("*"))
    yield from sorted(path for path in files if path.stem in stems and path.suffix in (".txt", ".md", ".html"))


def ratio_of(path: Path) -> tuple[int, float]:
    """Return the characters of a document and how many times as long as jieba.lcut of its text extraction takes."""
    text = "\n".join(block.text for _, document in extract(path) for block in document.blocks)
    mine, theirs = medians(lambda: extract(path), lambda: jieba.lcut(text))
    return len(text), mine / theirs


def main() -> int:
    """Measure, print the ratios, and say by the exit code whether they are within their limits."""
    jieba.setLogLevel(logging.WARNING)
    text = SOURCE.read_text(encoding="utf-8")
    with TemporaryDirectory() as folder:
        longer = Path(folder) / "longer.txt"
        longer.write_text(text * 10, encoding="utf-8")
        mine, ten_times, theirs = medians(lambda: extract(SOURCE), lambda: extract(longer), lambda: jieba.lcut(text))
    console = Console(highlight=False)
    console.print(f"{len(text):,} characters, median of {ROUNDS} rounds taken in turns")
    rows = (
        ("extraction / jieba.lcut", mine / theirs, OVER_JIEBA),
        ("ten times the text / once", ten_times / mine, OVER_TEN_TIMES),
    )
    for name, ratio, limit in rows:
        console.print(f"  {name:<28} {ratio:5.2f}  (limit {limit:g}){'' if ratio <= limit else '  OVER'}")
    ratios = []
    for path in reference_files():
        size, ratio = ratio_of(path)
        ratios.append(ratio)
        console.print(f"  {path.name:<32} {size:>7,} characters {ratio:6.2f}{'' if ratio <= OVER_JIEBA else '  OVER'}")
    over = any(ratio > limit for _, ratio, limit in rows) or any(ratio > OVER_JIEBA for ratio in ratios)
    return int(over)


if __name__ == "__main__":
    sys.exit(main())
