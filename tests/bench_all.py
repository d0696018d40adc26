"""Run all benchmarks and write docs/benchmarks.md: `make bench` (under ten minutes), `make bench-large` (hours)."""

import os
import platform
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from rich.console import Console

from pipeline.results import replace_text

ROOT = Path(__file__).resolve().parent.parent
TESTS = ROOT / "tests"
INTRODUCTION = """# Benchmarks

Written by `make bench{suffix}` on {day} ({python}, {cores} processors, {system}, Gangmu {gangmu}). What is compared takes
turns in one run, so ratios can be held against those of another machine; seconds and pages cannot.
"""


class Bench(NamedTuple):
    """A program that measures and prints."""

    title: str
    command: tuple[str, ...]
    large: tuple[str, ...] | None = None
    """Its arguments in the large run, where they are others."""


BENCHES = (
    Bench("Text: extraction beside jieba.lcut", ("bench_extract.py",)),
    Bench("PDF pages beside pdfplumber", ("bench_pdf.py", "--pages", "30"), ("bench_pdf.py",)),
    Bench("Comparison: 2,000 tasks with 2,000", ("bench_compare.py",)),
    Bench(
        "The main job over many documents",
        ("bench_run.py", "--documents", "300", "--scaling", "60", "--rounds", "3"),
        ("bench_run.py", "--documents", "10000", "--scaling", "1000", "--rounds", "5"),
    ),
    Bench("The graph of a large corpus", ("bench_graph.py", "20000"), ("bench_graph.py", "1000000")),
)


def run(bench: Bench, large: bool) -> Iterator[str]:
    """Yield a section of the page: what the program printed, or how it failed."""
    command = bench.large if large and bench.large else bench.command
    start = time.perf_counter()
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, str(TESTS / command[0]), *command[1:]],
        capture_output=True,
        text=True,
        env=environment,
        check=False,
    )
    yield f"\n## {bench.title}\n\n`python tests/{' '.join(command)}`, {time.perf_counter() - start:.0f} s\n\n```text\n"
    yield (done.stdout.rstrip() or "nothing was measured") + "\n```\n"
    if done.returncode:
        yield f"\nIt ended with exit code {done.returncode}: a limit was passed, or it could not be measured.\n"


def quality() -> Iterator[str]:
    """Yield the scores on the reference plans, where there are any."""
    shared = os.environ.get("GANGMU_SHARED")
    scorer = Path(shared or "") / "tools" / "score.py"
    if not shared or not scorer.is_file():
        return
    yield "\n## Quality\n\nF1 and shares against hand-made reference plans (`GANGMU_SHARED`).\n"
    folders = {"founding": [*(Path(shared) / "founding").glob("*.txt")]}
    folders["dev"] = [
        path for kind in ("text", "html", "pdf") for path in sorted((Path(shared) / "corpus" / kind).glob("*.*"))
    ]
    for name, files in folders.items():
        wanted = {path.stem for path in (Path(shared) / "gold" / name).glob("*.json")}
        with TemporaryDirectory() as out:
            command = ["-c", "from pipeline.cli import app; app()", "extract", "--out", out]
            given = [str(file) for file in files if file.stem in wanted]
            subprocess.run([sys.executable, *command, *given], cwd=ROOT, capture_output=True, check=False)
            score = [sys.executable, str(scorer), str(Path(shared) / "gold" / name), out]
            told = subprocess.run(score, capture_output=True, text=True, check=False).stdout
        yield f"\n{name}:\n\n```text\n{told.replace(shared, 'GANGMU_SHARED').rstrip()}\n```\n"


def main() -> None:
    """Measure everything and write the page."""
    large = "--large" in sys.argv[1:]
    console = Console(soft_wrap=True, highlight=False, markup=False)
    page = [
        INTRODUCTION.format(
            suffix="-large" if large else "",
            day=datetime.now(UTC).date().isoformat(),
            python=f"Python {platform.python_version()}",
            cores=os.cpu_count(),
            system=platform.system(),
            gangmu=version("gangmu"),
        )
    ]
    sections = [*(part for bench in BENCHES for part in run(bench, large)), *quality()]
    page += sections
    console.print("".join(page))
    replace_text(ROOT / "docs" / ("benchmarks-large.md" if large else "benchmarks.md"), "".join(page))


if __name__ == "__main__":
    main()
