"""What becomes of a table where it is no list of cells: commas, two halves side by side, hard line ends, office files."""

import io
import random
from collections.abc import Callable

import docx
import openpyxl

from tests.bench.relatives.schemas import Cell, Row, Table

Printed = str | bytes
TITLE = "滨河区街区更新三年行动方案（2026—2028年）"
BEFORE = ("一、总体要求", "坚持居民自愿，引入社会力量参与，减少施工扰民。")
AFTER = ("二、保障措施", "加强日常巡查，建立月度通报，形成可推广做法。")


def rows_of(table: Table) -> list[Row]:
    """Return header and body."""
    return [*table.head, *table.body]


def texts_of(row: Row) -> list[str]:
    """Return the texts of a row without its empty places."""
    return [cell.text for cell in row if cell and cell.text]


def whole_row(row: Row) -> list[str]:
    """Return the texts of a row with what covered places leave: nothing."""
    return [cell.text if cell else "" for cell in row]


def plan_of(table: Table, body: str) -> str:
    """Return the text of a plan around a printed table."""
    return "\n".join((TITLE, *BEFORE, f"附表 {table.caption}", body, *AFTER)) + "\n"


def commas(table: Table, rng: random.Random) -> str:
    """One row a line, values separated by commas, empty ones too."""
    mark = rng.choice([",", "，"])
    return plan_of(table, "\n".join(mark.join(whole_row(row)) for row in rows_of(table)))


def semicolons(table: Table, rng: random.Random) -> str:
    """One row a line, values separated by semicolons."""
    mark = rng.choice([";", "；"])
    return plan_of(table, "\n".join(mark.join(whole_row(row)) for row in rows_of(table)))


def side_by_side(table: Table, rng: random.Random) -> str:
    """The second half of the rows beside the first, cells separated by tabs, the header twice."""
    half = (len(table.body) + 1) // 2
    lines = ["\t".join(whole_row(row) * 2) for row in table.head]
    for at in range(half):
        right = whole_row(table.body[at + half]) if at + half < len(table.body) else []
        lines.append("\t".join([*whole_row(table.body[at]), *right]))
    return plan_of(table, "\n".join(lines))


def paged(table: Table, rng: random.Random) -> str:
    """One cell a line; every page begins with the header and ends with its number."""
    lines: list[str] = []
    for at in range(0, len(table.body), 3):
        for row in (*table.head, *table.body[at : at + 3]):
            lines += texts_of(row)
        lines.append(f"— {at // 3 + 2} —")
    return plan_of(table, "\n".join(lines))


def hard_lines(table: Table, rng: random.Random) -> str:
    """Rows with blanks between cells, lines cut at a fixed number of characters, inside names and numbers too."""
    width = rng.randint(26, 34)
    lines: list[str] = []
    for row in rows_of(table):
        text = " ".join(texts_of(row))
        lines += [text[at : at + width].strip() for at in range(0, len(text), width)]
    return plan_of(table, "\n".join(lines))


def torn_header(table: Table, rng: random.Random) -> str:
    """One row a line; a header word has a blank inside, and 属性 is lost where it is the last word."""
    rows = [" ".join(texts_of(row)) for row in rows_of(table)]
    words = rows[0].removesuffix(" 属性").removesuffix(" 指标属性").split(" ")
    at = max(range(len(words)), key=lambda place: len(words[place]))
    words[at] = words[at][: len(words[at]) // 2] + " " + words[at][len(words[at]) // 2 :]
    return plan_of(table, "\n".join([" ".join(words), *rows[1:]]))


def doubled_lines(table: Table, rng: random.Random) -> str:
    """Header words of more than three characters on two lines each, cells one a line."""
    lines: list[str] = []
    for row in table.head:
        for text in texts_of(row):
            lines += [text[:2], text[2:]] if len(text) > 3 and not text[1].isdigit() else [text]
    for row in table.body:
        lines += texts_of(row)
    return plan_of(table, "\n".join(lines))


def squeezed(table: Table, rng: random.Random) -> str:
    """Nothing between cells."""
    return "".join(
        (TITLE, *BEFORE, f"附表 {table.caption}", *("".join(texts_of(row)) for row in rows_of(table)), *AFTER)
    )


def _place(table: Table) -> list[tuple[int, int, Cell]]:
    return [
        (row, column, cell) for row, cells in enumerate(rows_of(table)) for column, cell in enumerate(cells) if cell
    ]


def word_file(table: Table, rng: random.Random) -> bytes:
    """A Word file with merged cells."""
    document = docx.Document()
    for text in (TITLE, *BEFORE, f"附表 {table.caption}"):
        document.add_paragraph(text)
    grid = document.add_table(rows=len(rows_of(table)), cols=len(table.head[0]))
    for row, column, cell in _place(table):
        place = grid.cell(row, column)
        if cell.down > 1 or cell.across > 1:
            place = place.merge(grid.cell(row + cell.down - 1, column + cell.across - 1))
        place.text = cell.text
    for text in AFTER:
        document.add_paragraph(text)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def workbook(table: Table, rng: random.Random) -> bytes:
    """A workbook: title and caption above the table, merged cells."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.cell(1, 1, TITLE)
    sheet.cell(2, 1, f"附表 {table.caption}")
    for row, column, cell in _place(table):
        sheet.cell(row + 3, column + 1, cell.text)
        if cell.down > 1 or cell.across > 1:
            sheet.merge_cells(None, row + 3, column + 1, row + cell.down + 2, column + cell.across)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


LAYOUTS: dict[str, tuple[str, Callable[[Table, random.Random], Printed]]] = {
    "commas": (".txt", commas),
    "semicolons": (".txt", semicolons),
    "side": (".txt", side_by_side),
    "paged": (".txt", paged),
    "hard": (".txt", hard_lines),
    "torn": (".txt", torn_header),
    "doubled": (".txt", doubled_lines),
    "squeezed": (".txt", squeezed),
    "docx": (".docx", word_file),
    "xlsx": (".xlsx", workbook),
}
"""Ending of the file and what prints it."""
