"""Measure how extraction grows with the rows of a table, in every format that has tables.

    python -m tests.bench.tables [--rows 250 1000 10000] [--only FORMAT]

Each file is extracted in a process of its own; processor seconds, after a
small file that loads what every file needs. The exponent is
log(ratio of seconds) / log(ratio of rows) between two sizes and over all; at most 1.1 is aimed at.
"""

import argparse
import html
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from math import log
from pathlib import Path
from tempfile import TemporaryDirectory

from docx import Document
from openpyxl import Workbook
from rich.console import Console

AIM = 1.1
SMALL = 5
"""Rows of the small file."""
EXTRACT = """
import sys, time
from pathlib import Path
from extractors import extract
extract(Path(sys.argv[1]))
start = time.process_time()
found = extract(Path(sys.argv[2]))
print(time.process_time() - start, sum(len(plan.tasks) + len(plan.indicators) for plan, _ in found))
"""
Rows = list[tuple[str, ...]]
VERBS, THINGS, PLACES = (
    ["建设", "改造", "新建", "扩建", "修缮"],
    ["码头", "茶园", "泵站", "学校", "渡口", "粮仓"],
    ["云溪", "东河", "青石", "南港"],
)
OFFICES = ["市水务局", "市教育局", "市交通运输局", "市农业农村局", "市商务局", "市财政局"]


def task_rows(count: int) -> Rows:
    """Return a heading and that many tasks, no two of which are equal."""
    rows: Rows = [("序号", "工作任务", "牵头单位", "配合单位", "完成时限")]
    for at in range(1, count + 1):
        what = f"{VERBS[at % 5]}{PLACES[at % 4]}{THINGS[at % 6]}{at}号工程，完善配套设施{at % 17 + 2}处"
        rows.append((str(at), what, OFFICES[at % 6], OFFICES[(at + 1) % 6], f"2026年{at % 12 + 1}月底"))
    return rows


def indicator_rows(count: int) -> Rows:
    """Return a heading and that many indicators."""
    rows: Rows = [("序号", "指标名称", "单位", "2025年", "2030年", "属性")]
    for at in range(1, count + 1):
        name = f"{PLACES[at % 4]}{THINGS[at % 6]}{at}号面积"
        rows.append((str(at), name, "公顷", str(at % 90 + 10), str(at % 90 + 25), "预期性"))
    return rows


def _page(rows: Rows) -> bytes:
    lines = ("<tr>" + "".join(f"<td>{html.escape(cell)}</td>" for cell in row) + "</tr>" for row in rows)
    return f"<html><body><h1>某市重点工作方案</h1><p>附件</p><table>{''.join(lines)}</table></body></html>".encode()


def _markdown(rows: Rows) -> bytes:
    head, *rest = ("| " + " | ".join(row) + " |" for row in rows)
    return "\n".join(["# 某市重点工作方案", "", head, "|" + "---|" * len(rows[0]), *rest, ""]).encode()


def _separated(rows: Rows) -> bytes:
    return "\n".join(["某市重点工作方案", "附件", *("\t".join(row) for row in rows)]).encode()


def _flattened(rows: Rows) -> bytes:
    return "\n".join(["某市重点工作方案", "附件", *(cell for row in rows for cell in row)]).encode()


def _write_workbook(rows: Rows, path: Path) -> None:
    book = Workbook()
    book.active.append(["某市重点工作方案"])
    for row in rows:
        book.active.append(row)
    book.save(path)


def _write_word(rows: Rows, path: Path) -> None:
    document = Document()
    document.add_paragraph("某市重点工作方案")
    table = document.add_table(rows=len(rows), cols=len(rows[0]))
    cells = table._cells
    for at, text in enumerate(cell for row in rows for cell in row):
        cells[at].text = text
    document.save(str(path))


def _bytes(make: Callable[[Rows], bytes]) -> Callable[[Rows, Path], None]:
    def write(rows: Rows, path: Path) -> None:
        path.write_bytes(make(rows))

    return write


FORMATS: Mapping[str, tuple[str, Callable[[Rows, Path], None]]] = {
    "html": ("html", _bytes(_page)),
    "markdown": ("md", _bytes(_markdown)),
    "xlsx": ("xlsx", _write_workbook),
    "docx": ("docx", _write_word),
    "text with tabs": ("txt", _bytes(_separated)),
    "text, a cell a line": ("txt", _bytes(_flattened)),
}
KINDS: Mapping[str, Callable[[int], Rows]] = {"tasks": task_rows, "indicators": indicator_rows}


def seconds(small: Path, path: Path) -> tuple[float, int] | None:
    """Return the processor seconds of extraction after that of a small file, and the facts; None if it is refused."""
    done = subprocess.run(
        [sys.executable, "-c", EXTRACT, str(small), str(path)], capture_output=True, text=True, check=False
    )
    if "UnreadableError" in done.stderr:
        return None
    if done.returncode:
        raise SystemExit(f"{path.name}: {done.stderr[-1000:]}")
    taken, found = done.stdout.split()
    return float(taken), int(found)


def _line(sizes: Sequence[int], results: Sequence[tuple[float, int] | None]) -> str:
    refused = "".join(f"; {size} refused" for size, one in zip(sizes, results, strict=True) if one is None)
    read = [(size, *one) for size, one in zip(sizes, results, strict=True) if one is not None]
    steps = [_exponent(one, other) for one, other in pairwise(read)]
    whole = _exponent(read[0], read[-1])
    measured = "".join(f"{taken:8.2f} s" for _, taken, _ in read)
    told = f"exponents {' '.join(f'{one:5.2f}' for one in steps)}  over all {whole:5.2f}"
    return f"{measured}  {told}  ({read[-1][2]} facts{refused}){'  OVER' * (whole > AIM)}"


def _exponent(one: tuple[int, float, int], other: tuple[int, float, int]) -> float:
    return log(other[1] / one[1]) / log(other[0] / one[0])


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, nargs="+", default=[250, 1000, 10_000])
    parser.add_argument(
        "--only", default="", metavar="FORMAT", help="only formats and kinds whose name contains FORMAT"
    )
    given = parser.parse_args()
    console = Console(highlight=False, markup=False, soft_wrap=True)
    with TemporaryDirectory() as folder:
        for kind, rows in KINDS.items():
            for name, (suffix, write) in FORMATS.items():
                if given.only not in f"{kind} {name}":
                    continue
                taken, small = [], Path(folder) / f"small.{suffix}"
                write(rows(SMALL), small)
                for size in given.rows:
                    path = Path(folder) / f"table-{size}.{suffix}"
                    write(rows(size), path)
                    taken.append(seconds(small, path))
                console.print(f"{kind + ', ' + name:<32}{_line(given.rows, taken)}")


if __name__ == "__main__":
    main()
