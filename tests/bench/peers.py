"""Measure tables beside camelot, tabula, img2table and plain pdfplumber: pages a second, and cells right by known tables.

    python -m tests.bench.peers [lo_001 wp_001_embcmap …] [--rounds N] [--patience SECONDS]

The documents are those of GANGMU_SHARED whose tables are known. Peers are no dependencies: GANGMU_PEERS names the Python
that has them (`pip install camelot-py tabula-py[jpype] img2table` in an environment of its own, and Java for tabula);
without it this one is asked, and what it has not is said. Each peer runs in a process of its own, one at a time.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import pdfplumber
import pypdfium2
from rich.console import Console

from extractors.readers import read_document
from tests.bench.peer_tables import PEERS
from tests.support.table_truth import Cell, Score, compare, grids_of, known_cells, squeeze

Tables = list[list[Cell]]
Truth = dict[str, dict[str, object]]
KINDS = {"lo": "LibreOffice", "wp": "WeasyPrint"}
NAMES = ("lo_000", "lo_001", "wp_000", "wp_001")
HOW = """Cells right: the text is there, in its row and column, white space and compatibility forms aside; and with its span, where
the tool's cell covers just the rows and columns that it should. A cell that a page end cuts counts as its parts together
(only gangmu joins them itself), two tables that a tool calls one are parted for it, and a table found where there is none
costs nothing. Timed are calls for whole files after a warm-up, by the processor seconds of all threads of a process, the
median of rounds in turns, one process each; gangmu's time holds all of its reading, running text and headings too, the
others' their tables alone."""


class EndedError(Exception):
    """A peer's process ended before its answer; its message is the last line that it wrote to standard error."""


class Tool(NamedTuple):
    """One that reads tables; ``read`` returns its seconds and its tables, in reading order."""

    name: str
    mode: str
    read: Callable[[Path], tuple[float, Tables]]


class Result(NamedTuple):
    """Pages a second of processor time, over how many rounds, and the cells of the known tables."""

    name: str
    speed: float
    rounds: int
    score: Score


def read_own(path: Path) -> tuple[float, Tables]:
    start = time.process_time()
    document = read_document(path)
    seconds = time.process_time() - start
    return seconds, [
        [
            Cell(cell.row, cell.column, cell.row_span, cell.column_span, squeeze(block.text[cell.start : cell.end]))
            for cell in block.table.cells
        ]
        for block in document.blocks
        if block.table
    ]


def read_plain(path: Path) -> tuple[float, Tables]:
    start = time.process_time()
    found = []
    with pdfplumber.open(path) as document:
        for page in document.pages:
            found += [(table.rows, table.extract()) for table in page.find_tables()]
            page.close()
    seconds = time.process_time() - start
    boxes = [
        [
            (*box, text or "")
            for row, texts in zip(rows, texts_of_rows, strict=True)
            for box, text in zip(row.cells, texts, strict=True)
            if box
        ]
        for rows, texts_of_rows in found
    ]
    return seconds, [grid for table in boxes for grid in grids_of(table)]


@contextmanager
def peer(
    name: str, interpreter: str, folder: Path
) -> Iterator[tuple[str | None, Callable[[Path], tuple[float, Tables]]]]:
    """Yield a peer's version, None where it is not installed, and what asks it; EndedError where it gives no answer."""
    complaints = folder / f"{name}.txt"
    script = Path(__file__).resolve().with_name("peer_tables.py")
    with (
        complaints.open("w", encoding="utf-8") as errors,
        subprocess.Popen(
            [interpreter, str(script), name],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=errors, encoding="utf-8",
        ) as process,
    ):  # fmt: skip
        assert process.stdin and process.stdout
        asked, answers = process.stdin, process.stdout

        def answer() -> str:
            if line := answers.readline():
                return line
            raise EndedError(
                (complaints.read_text(encoding="utf-8").strip().splitlines() or ["it ended without a word"])[-1]
            )

        def read(path: Path) -> tuple[float, Tables]:
            asked.write(f"{path}\n")
            asked.flush()
            given = json.loads(answer())
            return given["seconds"], [
                grid for boxes in given["tables"] for grid in grids_of([tuple(box) for box in boxes])
            ]

        yield json.loads(answer()), read


def tools(interpreter: str, folder: Path, warm: Path, stack: ExitStack, say: Callable[[str], None]) -> list[Tool]:
    """Return what there is, each having read one page; say what there is not."""
    found = [
        Tool("gangmu", f"gangmu {version('gangmu')}, the whole reader", read_own),
        Tool("pdfplumber", f"pdfplumber {version('pdfplumber')}, find_tables()", read_plain),
    ]
    for name, how in PEERS.items():
        try:
            installed, read = stack.enter_context(peer(name, interpreter, folder))
            if installed is None:
                say(f"{name}: not installed")
                continue
            read(warm)
        except (EndedError, OSError) as error:
            say(f"{name}: not usable: {error}")
            continue
        found.append(Tool(name, f"{how.package} {installed}, {how.mode}", read))
    for tool in found[:2]:
        tool.read(warm)
    for tool in found:
        say(f"{tool.name}: {tool.mode}")
    return found


def first_page(source: Path, folder: Path) -> Path:
    """Write a PDF of the first page of the source and return it."""
    part, target = pypdfium2.PdfDocument.new(), folder / "warm.pdf"
    part.import_pages(pypdfium2.PdfDocument(source), [0])
    part.save(target)
    return target


def take_turns(
    found: Sequence[Tool], files: Sequence[Path], truth: Truth, rounds: int, patience: float
) -> list[Result]:
    """Return the result of each tool over rounds in which all take turns at each file."""
    taken: dict[str, list[float]] = {tool.name: [] for tool in found}
    totals = dict.fromkeys(taken, Score(0, 0, 0))
    for turn in range(rounds):
        going = [tool for tool in found if not turn or taken[tool.name][0] <= patience]
        for tool in going:
            taken[tool.name].append(0.0)
        for file in files:
            known = [known_cells(table) for key, table in truth.items() if key.startswith(file.stem.split("_")[1])]
            for tool in going:
                seconds, tables = tool.read(file)
                taken[tool.name][-1] += seconds
                if not turn:
                    totals[tool.name] += compare(known, tables)
    pages = sum(len(pypdfium2.PdfDocument(file)) for file in files)
    return [
        Result(name, pages / statistics.median(seconds), len(seconds), totals[name]) for name, seconds in taken.items()
    ]


def measure(names: Sequence[str], rounds: int, patience: float, say: Callable[[str], None]) -> None:
    """Measure each kind of document among the names, and say a table of it."""
    typeset = Path(os.environ["GANGMU_SHARED"]) / "corpus" / "typeset"
    truth = json.loads((typeset / "truth.json").read_text(encoding="utf-8"))["tables"]
    with TemporaryDirectory() as name, ExitStack() as stack:
        folder = Path(name)
        warm = first_page(typeset / f"{names[0]}.pdf", folder)
        found = tools(os.environ.get("GANGMU_PEERS", sys.executable), folder, warm, stack, say)
        for kind in sorted({name[:2] for name in names}):
            files = [typeset / f"{name}.pdf" for name in names if name.startswith(kind)]
            results = take_turns(found, files, truth, rounds, patience)
            say(f"\n{KINDS[kind]}: {', '.join(file.name for file in files)}, {results[0].score.cells} cells")
            say(f"{'':<16}{'pages/s':>9}{'rounds':>8}{'cells right':>14}{'with span':>12}")
            for result in results:
                shares = (
                    f"{result.score.texts / result.score.cells:>14.1%}{result.score.spans / result.score.cells:>12.1%}"
                )
                say(f"{result.name:<16}{result.speed:>9.1f}{result.rounds:>8}{shares}")
    say(f"\n{HOW}")


def main() -> None:
    """Measure what the command line names."""
    parser = argparse.ArgumentParser(description="Measure tables of PDF files beside other tools.")
    parser.add_argument(
        "names", nargs="*", metavar="NAME", help=f"documents with known tables; {' '.join(NAMES)} without"
    )
    parser.add_argument("--rounds", type=int, default=5, help="rounds (5)")
    parser.add_argument(
        "--patience",
        type=float,
        default=8,
        help="a tool slower than so many seconds in the first round has but one (8)",
    )
    given = parser.parse_args()
    console = Console(soft_wrap=True, highlight=False, markup=False)
    if not os.environ.get("GANGMU_SHARED"):
        console.print("not measured: GANGMU_SHARED names no folder with documents whose tables are known")
        return
    measure(given.names or NAMES, given.rounds, given.patience, console.print)


if __name__ == "__main__":
    main()
