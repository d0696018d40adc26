"""Run the benchmarks and write what they print into docs/benchmarks.md, those of large runs in sections of their own."""

import argparse
import os
import platform
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from rich.console import Console

from pipeline.atomic import replace_text
from tests.support.paths import ROOT

PAGE = ROOT / "docs" / "benchmarks.md"
INTRODUCTION = """# Benchmarks

Written by `make bench`, the large runs by `make bench-large`. Each section says when and with what it was measured. What
is compared takes turns in one run, so ratios can be held against those of another machine; seconds and pages cannot.
"""


class Bench(NamedTuple):
    """A program that measures and prints."""

    title: str
    command: tuple[str, ...]
    large: tuple[str, ...] | None = None
    """Its program in the large run; None where there is none."""
    shared: bool = False
    """Whether it measures nothing without the folder that GANGMU_SHARED names."""
    plans: tuple[int, ...] = ()
    """Numbers of made plans of its large run, if it takes such; the facts of a size are made once for all that do."""


BENCHES = (
    Bench("Text: extraction beside jieba.lcut", ("extract",)),
    Bench("This version beside version 0.1", ("first_version",)),
    Bench("What syncing and digests cost", ("durability", "--rounds", "3")),
    Bench("PDF pages beside pdfplumber", ("pdf", "--pages", "30"), ("pdf",)),
    Bench("Tables of PDF files beside camelot, tabula, img2table and pdfplumber", ("peers",), shared=True),
    Bench("Comparison: 2,000 tasks with 2,000", ("compare",)),
    Bench("Growth with the rows of a table", ("tables", "--rows", "250", "2500"), ("tables",)),
    Bench(
        "The main job by one worker and by two",
        ("run", "--scaling", "60", "--rounds", "3", "--documents"),
        ("run", "--scaling", "300", "--rounds", "3", "--documents"),
    ),
    Bench(
        "Growth with the number of documents",
        ("run", "--scaling", "0", "--documents", "100", "300"),
        ("run", "--scaling", "0", "--documents", "100", "1000"),
    ),
    Bench(
        "Growth with the length of a document, the ten shapes that grow most",
        ("growth", "--small", "2000", "--large", "20000", "--worst", "10"),
        ("growth", "--worst", "10"),
    ),
    Bench(
        "The products of many plans",
        ("large.products", "--plans", "300", "1000", "--only", "one pass", "sqlite"),
        ("large.products",),
        plans=(10_000, 25_000, 50_000, 100_000),
    ),
    Bench(
        "Pages of many plans on request",
        ("large.pages", "--plans", "300", "--number", "10"),
        ("large.pages",),
        plans=(10_000, 100_000),
    ),
    Bench(
        "Fifty readers of many plans at once",
        ("large.readers", "--plans", "300", "--pages", "4"),
        ("large.readers",),
        plans=(10_000, 100_000),
    ),
    Bench(
        "Engines that could hold the facts of many plans",
        ("large.engines", "--plans", "300"),
        ("large.engines",),
        plans=(3000,),
    ),
)
QUALITY = "Quality"
LARGE = " (large run)"
TITLES = [title for bench in BENCHES for title in (bench.title, bench.title + LARGE)[: 2 if bench.large else 1]]
TITLES.append(QUALITY)


def stamp(start: float) -> str:
    """Return when, how long and with what a section was measured."""
    day = datetime.now(UTC).date().isoformat()
    machine = f"Python {platform.python_version()}, {os.cpu_count()} processors, {platform.system()}"
    return f"{day}, {time.perf_counter() - start:.0f} s; {machine}, Gangmu {version('gangmu')}"


def run(command: tuple[str, ...], more: tuple[str, ...] = ()) -> str:
    """Return the body of a section: what the program printed, or how it failed. ``more`` options are not printed."""
    start = time.perf_counter()
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-m", f"tests.bench.{command[0]}", *command[1:], *more],
        capture_output=True,
        text=True,
        env=environment,
        check=False,
    )
    told = done.stdout.rstrip() or "nothing was measured"
    body = f"\n`python -m tests.bench.{' '.join(command)}`, {stamp(start)}\n\n```text\n{told}\n```\n"
    if done.returncode:
        body += f"\nIt ended with exit code {done.returncode}: a limit was passed, or it could not be measured.\n"
    return body


def quality() -> Iterator[str]:
    """Yield the scores on the reference plans; nothing where there are none."""
    shared = os.environ.get("GANGMU_SHARED")
    scorer = Path(shared or "") / "tools" / "score.py"
    if not shared or not scorer.is_file():
        return
    start = time.perf_counter()
    scores = []
    folders = {"founding": [*(Path(shared) / "founding").glob("*.txt")]}
    folders["dev"] = [
        path for kind in ("text", "html", "pdf") for path in sorted((Path(shared) / "corpus" / kind).glob("*.*"))
    ]
    for name, files in folders.items():
        wanted = {path.stem for path in (Path(shared) / "gold" / name).glob("*.json")}
        with TemporaryDirectory() as out:
            command = ["-c", "from pipeline.cli.command import app; app()", "extract", "--out", out]
            given = [str(file) for file in files if file.stem in wanted]
            subprocess.run([sys.executable, *command, *given], cwd=ROOT, capture_output=True, check=False)
            score = [sys.executable, str(scorer), str(Path(shared) / "gold" / name), out]
            told = subprocess.run(score, capture_output=True, text=True, check=False).stdout
        scores.append(f"\n{name}:\n\n```text\n{told.replace(shared, 'GANGMU_SHARED').rstrip()}\n```\n")
    yield f"\nF1 and shares against hand-made reference plans (`GANGMU_SHARED`), {stamp(start)}.\n"
    yield from scores


def measure(wanted: str, large: bool, plans: Sequence[int] = (), folder: str = "") -> Iterator[tuple[str, str]]:
    """Yield the title and body of each section whose title holds ``wanted``; none for what cannot be measured here.

    ``plans``: other numbers of made plans than those of the benches; their facts are made in ``folder``.
    """
    for bench in BENCHES:
        if wanted.lower() not in bench.title.lower() or (bench.shared and not os.environ.get("GANGMU_SHARED")):
            continue
        if not large:
            yield bench.title, run(bench.command)
        elif bench.large:
            numbers = map(str, (plans or bench.plans) if bench.plans else ())
            command = (*bench.large, *(("--plans", *numbers) if bench.plans else ()))
            yield bench.title + LARGE, run(command, ("--folder", folder) if bench.plans else ())
    if not large and wanted.lower() in QUALITY.lower() and (body := "".join(quality())):
        yield QUALITY, body


def read_sections(page: Path) -> dict[str, str]:
    """Return the sections of a page by title; none where there is no page."""
    text = page.read_text(encoding="utf-8") if page.is_file() else ""
    parts = [part.partition("\n") for part in text.split("\n## ")[1:]]
    return {title: body.strip("\n") for title, _, body in parts}


def write_page(measured: Mapping[str, str]) -> None:
    """Write the page: what was measured now, and of the rest what the page held."""
    bodies = {**read_sections(PAGE), **{title: body.strip("\n") for title, body in measured.items()}}
    parts = (f"\n## {title}\n\n{bodies[title]}\n" for title in TITLES if title in bodies)
    replace_text(PAGE, INTRODUCTION + "".join(parts))


def main() -> None:
    """Measure what the command line asks for and write the page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--large", action="store_true", help="the large runs (half a day, 60 GB on the disk)")
    parser.add_argument(
        "--only", default="", metavar="NAME", help="only sections whose title holds NAME; the others stay as they are"
    )
    parser.add_argument(
        "--plans", type=int, nargs="*", default=[], help="numbers of made plans of the large runs, such as 1000 3000"
    )
    given = parser.parse_args()
    if not any(given.only.lower() in title.lower() for title in TITLES):
        parser.error(f"no section is called so; there are: {'; '.join(TITLES)}")
    console = Console(soft_wrap=True, highlight=False, markup=False)
    with TemporaryDirectory() as folder:
        for title, body in measure(given.only, given.large, given.plans, folder):
            console.print(f"## {title}\n{body}")
            write_page({title: body})


if __name__ == "__main__":
    main()
