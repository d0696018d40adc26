"""Render pages of many plans on request, 50 of each kind, and print how long they take and the peak memory.

    python -m tests.bench.large.pages [--plans 1000 3000 10000] [--number 50] [--folder FOLDER]

A page over all plans is held by the server until the store changes; its first rendering is what is timed. Each number of
plans is a process of its own.
"""

import resource
import sqlite3
import subprocess
import sys
import time
from argparse import SUPPRESS
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from statistics import median

from rich.console import Console

from pipeline.answers.catalogue import questions
from pipeline.facts.record import STORE
from pipeline.facts.update import connect
from pipeline.report.live.corpus import LISTS, SINGLE
from pipeline.report.live.site import LiveReport
from tests.bench.large.folders import base_folder, parse, stored_folder

WORDS = ("建设", "公路", "东河", "数字 平台", "教育局", "养老 服务", "2025", "管理", "项目 开工", "没有这个词")


def addresses(facts: sqlite3.Connection, number: int) -> Iterator[tuple[str, Sequence[str]]]:
    """Yield kinds of pages, each with the places of so many of them, spread over all."""
    for name in ("index", "matrix", "graph", "source", "findings"):
        yield f"plan {name}", [page.replace("index.html", f"{name}.html") for page in _spread(facts, "plans", number)]
    yield "unit", _spread(facts, "units", number)
    most = facts.execute("SELECT page FROM units ORDER BY unit_plans DESC, page LIMIT ?", (number,))
    yield "largest units", [page for (page,) in most]
    yield "indicator", _spread(facts, "families", number)
    for name in questions():
        yield f"answer {name}", [f"answers/{name}.html"]
    for name in (*SINGLE, *LISTS):
        yield f"all {name}", [f"{name}.html", *(f"{name}~{at}.html" for at in range(2, number + 1) if name in LISTS)]


def _spread(facts: sqlite3.Connection, table: str, number: int) -> list[str]:
    pages = [page for (page,) in facts.execute(f"SELECT page FROM {table} WHERE page IS NOT NULL ORDER BY page")]
    return pages[:: max(1, len(pages) // number)][:number]


def main() -> None:
    """Measure what the command line asks for, each line as soon as it is known."""
    parser = parse(__doc__ or "")
    parser.add_argument("--number", type=int, default=50)
    parser.add_argument("--one", type=Path, help=SUPPRESS)
    given = parser.parse_args()
    console = Console(soft_wrap=True, highlight=False, markup=False)
    if given.one:
        for line in measure(given.one, given.number):
            console.print(line)
        return
    with base_folder(given.folder) as folder:
        for plans in given.plans:
            console.print(f"{plans} plans:")
            command = [sys.executable, "-m", "tests.bench.large.pages", "--number", str(given.number)]
            subprocess.run([*command, "--one", str(stored_folder(folder, plans))], check=True)


def measure(outputs: Path, number: int) -> Iterator[str]:
    """Yield a line for each kind of pages."""
    site = LiveReport(outputs, dict, None)
    with closing(connect(outputs / STORE)) as facts:
        kinds = list(addresses(facts, number))
    for kind, pages in kinds:
        yield _line(kind, [_timed(site, page) for page in pages])
    searches = [
        _timed(site, "search.html", word, page) for page in range(1, max(1, number // 10) + 1) for word in WORDS
    ]
    yield _line("search", searches)


def _timed(site: LiveReport, page: str, words: str = "", number: int = 1) -> tuple[float, int]:
    began = time.process_time()
    data = site.read(page, words, number)
    return 1000 * (time.process_time() - began), len(data or b"")


def _line(kind: str, found: Sequence[tuple[float, int]]) -> str:
    times, sizes = [one for one, size in found if size], [size for _, size in found if size]
    if not times:
        return f"{kind:<24} none"
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return (
        f"{kind:<24} {len(times):>3} pages: median {median(times):8.1f} ms, at most {max(times):8.1f} ms, "
        f"{max(sizes) / 1000:6,.0f} kB; peak so far {peak:6,.0f} MB"
    )


if __name__ == "__main__":
    main()
