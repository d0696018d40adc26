"""Read an Excel workbook: each sheet's title lines as paragraphs, its filled range as tables with merged ranges."""

import datetime
import hashlib
import io
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from extractors.errors import UnreadableError
from extractors.readers.base.archive import DAMAGED, Archive, brief
from extractors.readers.base.limits import Limits
from extractors.readers.base.table import GridCell, table_block
from extractors.readers.web.text import normal
from schemas import Block, Document, PathSpan, Remark, Source

PERCENT = re.compile(r"0(?:\.(0+))?%")
PLACES = re.compile(r"0\.(0+)")
REFUSED = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.I)


class Filled(NamedTuple):
    """A cell with text, its spans and its address."""

    row: int
    column: int
    text: str
    row_span: int
    column_span: int
    address: str


def read_xlsx(path: Path, data: bytes, limits: Limits) -> Document:
    """Read an XLSX file; formulas give the value that was last computed. Evidence points to cells: ``附表1!C4``."""
    archive = Archive(path, data, limits)
    for name in archive.names:
        if name.endswith((".xml", ".rels")) and REFUSED.search(archive.read(name)[:4096]):
            raise UnreadableError(path.name, f"its part {name} declares a document type", "save it again in Excel")
    try:
        book = openpyxl.load_workbook(io.BytesIO(data), data_only=True, keep_links=False)
    except (*DAMAGED, KeyError, TypeError, AttributeError, IndexError, SyntaxError) as error:
        raise UnreadableError(
            path.name, f"the workbook is damaged ({brief(error)})", "open it in Excel and save it again"
        ) from error
    blocks: list[Block] = []
    remarks: list[Remark] = []
    for sheet in book.worksheets:
        if sheet.sheet_state != "visible":
            remarks.append(_hidden(sheet.title))
            continue
        filled = _filled(sheet, limits, path)
        for rows in _parts(filled):
            blocks += _blocks(sheet.title, rows, blocks)
    if not blocks:
        raise UnreadableError(path.name, "its visible sheets are empty", "fill them, or show the hidden ones")
    return Document(
        source=Source(file=path.name, sha256=hashlib.sha256(data).hexdigest()),
        format="xlsx",
        length=sum(1 for block in blocks for char in block.text if not char.isspace()),
        blocks=tuple(blocks),
        remarks=tuple(remarks),
    )


def _hidden(title: str) -> Remark:
    return Remark(
        code="part-not-read",
        zh=f"工作表“{title}”是隐藏的，未读取。",
        en=f"The sheet “{title}” is hidden and was not read.",
    )


def _filled(sheet: Worksheet, limits: Limits, path: Path) -> list[Filled]:
    if sheet.max_row * sheet.max_column > limits.cells:
        reason = f"sheet {sheet.title} reaches over {sheet.max_row * sheet.max_column:,} cells"
        raise UnreadableError(path.name, reason, "delete its empty rows, or raise the limit")
    spans = {(area.min_row, area.min_col): area for area in sheet.merged_cells.ranges}
    found = []
    for row in sheet.iter_rows():
        for cell in row:
            text = shown(cell.value, str(cell.number_format or ""))
            area = spans.get((cell.row, cell.column))
            if text or area is not None:
                down = area.max_row - area.min_row + 1 if area else 1
                across = area.max_col - area.min_col + 1 if area else 1
                found.append(Filled(cell.row, cell.column, text, down, across, f"{sheet.title}!{cell.coordinate}"))
    return found


def shown(value: object, format: str) -> str:
    """Write a value as the sheet shows it: 0.125 as 12.5%, 300.0 as 300, dates as 2025年6月30日."""
    if value is None or isinstance(value, bool):
        return "" if value is None else str(value).upper()
    if isinstance(value, datetime.datetime | datetime.date):
        return f"{value.year}年{value.month}月{value.day}日"
    if isinstance(value, int | float):
        percent = PERCENT.search(format)
        if percent:
            return f"{value * 100:.{len(percent.group(1) or '')}f}%"
        places = PLACES.search(format)
        if places and isinstance(value, float):
            return f"{value:.{len(places.group(1))}f}"
        return f"{value:.10g}"
    return "\n".join(filter(None, (normal(line) for line in str(value).split("\n"))))


def _parts(cells: Sequence[Filled]) -> Iterator[list[list[Filled]]]:
    """Yield stretches of rows without an empty row between them."""
    rows: dict[int, list[Filled]] = {}
    for cell in cells:
        rows.setdefault(cell.row, []).append(cell)
    part: list[list[Filled]] = []
    reach = 0
    for number in sorted(rows):
        if part and number > reach + 1:
            yield part
            part = []
        part.append(rows[number])
        reach = max(reach if part[:-1] else 0, *(cell.row + cell.row_span - 1 for cell in rows[number]))
    if part:
        yield part


def _blocks(sheet: str, rows: list[list[Filled]], before: Sequence[Block]) -> list[Block]:
    """Make paragraphs of the lone cells above and below a table, and the table of what is between."""
    first, last = 0, len(rows)
    while first < last and _lone(rows[first]):
        first += 1
    while last > first and _lone(rows[last - 1]):
        last -= 1
    found: list[Block] = []
    for index, row in enumerate(rows):
        if first <= index < last:
            if index == first:
                grid = _grid(rows[first:last])
                found.append(table_block(f"b{len(before) + len(found) + 1}", grid, "markup", [*before, *found]))
            continue
        for cell in row:
            for line in filter(None, cell.text.split("\n")):
                id = f"b{len(before) + len(found) + 1}"
                span = PathSpan(start=0, end=len(line), path=cell.address)
                found.append(Block(id=id, kind="paragraph", text=line, paths=(span,)))
    return found


def _lone(row: list[Filled]) -> bool:
    return sum(1 for cell in row if cell.text) <= 1 and all(cell.row_span == 1 for cell in row)


def _grid(rows: list[list[Filled]]) -> list[GridCell]:
    """Put cells on a grid without the sheet's empty rows and columns."""
    cells = [cell for row in rows for cell in row]
    columns = {column: place for place, column in enumerate(sorted({cell.column for cell in cells}))}
    lines = {row: place for place, row in enumerate(sorted({cell.row for cell in cells}))}
    return [
        GridCell(
            lines[cell.row], columns[cell.column], cell.text,
            sum(1 for row in lines if cell.row <= row < cell.row + cell.row_span),
            sum(1 for column in columns if cell.column <= column < cell.column + cell.column_span),
            path=cell.address,
        )
        for cell in cells
    ]  # fmt: skip
