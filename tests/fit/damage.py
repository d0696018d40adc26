"""What becomes of a table on the way to a text file, and where its cells are then."""

import random
from collections.abc import Callable, Iterator
from typing import NamedTuple

from tests.fit import words
from tests.fit.tables import DrawnTable

GROUP = -1
"""Column of a heading over the whole width."""
HEAD = -2
"""Column of the words of a header printed again."""


class PrintedCell(NamedTuple):
    """A cell in the order of the text; ``opens``: it is the first of its row."""

    column: int
    text: str
    opens: bool


Printer = Callable[[list[list[PrintedCell]], random.Random], str]
"""Turns rows of cells into text; the first row is the header."""


def rows_of(table: DrawnTable) -> list[list[PrintedCell]]:
    """Return header and body with their empty cells left out."""
    found = [[PrintedCell(HEAD, word, False) for word in table.head]]
    headings = dict(table.groups)
    for at, row in enumerate(table.rows):
        if at in headings:
            found.append([PrintedCell(GROUP, headings[at], True)])
        cells = [(column, text) for column, text in enumerate(row) if text]
        found.append([PrintedCell(column, text, place == 0) for place, (column, text) in enumerate(cells)])
    return found


def _wrap(text: str, size: int) -> list[str]:
    return [text[at : at + size] for at in range(0, len(text), size)]


def one_a_line(rows: list[list[PrintedCell]], rng: random.Random) -> str:
    """One cell a line."""
    return "\n".join(cell.text for row in rows for cell in row)


def one_a_paragraph(rows: list[list[PrintedCell]], rng: random.Random) -> str:
    """One cell a paragraph."""
    return "\n\n".join(cell.text for row in rows for cell in row)


def row_blocks(rows: list[list[PrintedCell]], rng: random.Random) -> str:
    """One cell a line, a blank line between rows."""
    return "\n\n".join("\n".join(cell.text for cell in row) for row in rows)


def row_lines(rows: list[list[PrintedCell]], rng: random.Random) -> str:
    """One row a line, a blank between cells."""
    return "\n".join(" ".join(cell.text for cell in row) for row in rows)


def run_together(rows: list[list[PrintedCell]], rng: random.Random) -> str:
    """Nothing between cells."""
    return "".join(cell.text for row in rows for cell in row)


def wrapped(rows: list[list[PrintedCell]], rng: random.Random) -> str:
    """Cells broken at the width of their column, cell by cell."""
    narrow, wide = rng.randint(5, 12), rng.randint(14, 24)
    lines = [
        piece for row in rows for cell in row for piece in _wrap(cell.text, wide if len(cell.text) > 24 else narrow)
    ]
    return "\n".join(lines)


def folded(rows: list[list[PrintedCell]], rng: random.Random) -> str:
    """Cells broken at any width; short ones often on the line of their neighbour."""
    lines: list[str] = []
    for row in rows:
        pending = ""
        for cell in row:
            pieces = _wrap(cell.text, rng.randint(14, 24) if len(cell.text) > 22 else rng.randint(5, 10))
            if pending and len(pieces) == 1 and rng.random() < 0.55:
                pending += " " + pieces[0]
                continue
            lines += [pending] if pending else []
            lines += pieces[:-1]
            pending = pieces[-1]
        lines.append(pending)
    return "\n".join(lines)


def over_pages(rows: list[list[PrintedCell]], rng: random.Random) -> str:
    """One cell a line over two pages, page numbers between; the header row is printed again."""
    pages = rows[: len(rows) // 2 + 1], rows[len(rows) // 2 + 1 :]
    return "\n— 3 —\n".join(one_a_line(page, rng) for page in pages)


LAYOUTS: dict[str, Printer] = {
    "one_a_line": one_a_line,
    "one_a_paragraph": one_a_paragraph,
    "row_blocks": row_blocks,
    "row_lines": row_lines,
    "run_together": run_together,
    "wrapped": wrapped,
    "folded": folded,
    "over_pages": over_pages,
}


class PrintedPlan(NamedTuple):
    """A plan with a flattened table, and the table's cells in the order of the text, header words first."""

    text: str
    table: DrawnTable
    cells: tuple[PrintedCell, ...]


def printed_plan(table: DrawnTable, layout: str, rng: random.Random) -> PrintedPlan:
    """Print a plan around a table: a caption above it and prose below it, which may follow without a break."""
    rows = rows_of(table)
    if layout == "over_pages":
        cut = len(rows) // 2 + 1
        rows = [*rows[:cut], rows[0], *rows[cut:]]
    between = "" if layout == "run_together" else "\n\n" if layout in ("one_a_paragraph", "row_blocks") else "\n"
    text = between.join(("滨河区街区更新行动方案", *_before(rng), LAYOUTS[layout](rows, rng), *_after(rng)))
    return PrintedPlan(text, table, tuple(cell for row in rows for cell in row))


def _before(rng: random.Random) -> Iterator[str]:
    yield "一、总体要求"
    yield f"坚持居民自愿，{rng.choice(words.VERBS)}{rng.choice(words.THINGS)}，{rng.choice(words.AIMS)}。"
    yield f"附表 滨河区{rng.choice(['主要目标', '任务安排'])}"


def _after(rng: random.Random) -> Iterator[str]:
    roll = rng.random()
    if roll < 0.2:
        return
    if roll < 0.4:
        yield "注：以上数据均为年末数。"
    yield rng.choice(["三、保障措施", "四、重点任务", "（三）加强组织领导"])
    yield f"{rng.choice(words.VERBS)}{rng.choice(words.THINGS)}，{rng.choice(words.AIMS)}。"
    yield f"1.{rng.choice(words.VERBS)}{rng.choice(words.THINGS)}，{rng.choice(words.AIMS)}。（责任单位：{rng.choice(words.UNITS)}）"
