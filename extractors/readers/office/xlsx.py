"""Read an Excel workbook: each sheet's title lines as paragraphs, its filled range as tables with merged ranges."""

import hashlib
import io
import re
from pathlib import Path

import openpyxl
from openpyxl.cell.rich_text import CellRichText
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from extractors.errors import UnreadableError
from extractors.language.patterns import lazy_pattern
from extractors.readers.base.archive import DAMAGED, Archive, brief
from extractors.readers.base.cleaning import printed_length
from extractors.readers.base.grid_cell import GridCell
from extractors.readers.base.limits import Limits, check_filled_cells
from extractors.readers.base.table import with_captions
from extractors.readers.office.sheet import blocks_of_rows, split_at_empty_rows
from extractors.readers.office.xlsx_merges import with_bounded_merges
from extractors.readers.office.xlsx_parts import (
    drawn_parts,
    has_formulas,
    has_struck_runs,
    heads_and_feet,
    hidden_columns,
    hidden_rows,
    not_read,
    parts_not_read,
    printed_text,
    usual_form,
)
from extractors.readers.office.xlsx_styles import lacks_styles
from schemas import Block, Document, PathSpan, Remark, Source

TOO_MANY_CELLS = (
    "工作表“{}”使工作簿有文字的单元格超过{}个",
    "The sheet “{}”, which brings the workbook to more than {:,} cells with text,",
)
STYLES_MISSING = not_read("工作簿缺少单元格所用的字体或数字格式", "A font or number format of cells is missing and")
REFUSED = lazy_pattern(rb"<!(?:DOCTYPE|ENTITY)", re.I)


class OddWorkbookError(UnreadableError):
    """A workbook whose parts are sound and odd: LibreOffice may open it. Users see the sentence of its base."""


def read_xlsx(path: Path, data: bytes, limits: Limits) -> Document:
    """Read an XLSX file; formulas give the value that was last computed. Evidence points to cells: ``附表1!C4``."""
    archive = Archive(path, data, limits)
    for name in archive.names:
        if name.endswith((".xml", ".rels")) and REFUSED.search(archive.read(name)[:4096]):
            raise UnreadableError(path.name, f"its part {name} declares a document type", "save it again in Excel")
    book, formulas = _opened(path, archive, with_bounded_merges(path.name, usual_form(archive, data), limits.cells))
    blocks: list[Block] = []
    remarks: list[Remark] = [STYLES_MISSING] if lacks_styles(book) else []
    heads: list[tuple[str, str]] = []
    left, most = limits.filled_cells, 0
    for sheet in book.worksheets:
        if sheet.sheet_state != "visible":
            zh, en = f"工作表“{sheet.title}”是隐藏的", f"The sheet “{sheet.title}” is hidden"
            remarks.append(not_read(zh, f"{en} and"))
            continue
        filled = _sheet_cells(sheet, limits, path)
        if len(filled) > left:
            most = len(filled)
            zh, en = (words.format(sheet.title, limits.filled_cells) for words in TOO_MANY_CELLS)
            remarks.append(not_read(zh, en))
            continue
        left -= len(filled)
        remarks += parts_not_read(sheet, formulas[sheet.title] if formulas else None)
        for rows in split_at_empty_rows(filled):
            blocks += blocks_of_rows(rows, len(blocks))
        heads += heads_and_feet(sheet)
    remarks += drawn_parts(archive)
    for chart in book.chartsheets:
        remarks.append(not_read(f"工作表“{chart.title}”是图表", f"The sheet “{chart.title}”, a chart,"))
    if not blocks:
        check_filled_cells(path.name, most, limits)
        raise UnreadableError(path.name, "its visible sheets are empty", "fill them, or show the hidden ones")
    blocks += [_head_block(f"b{len(blocks) + number}", *head) for number, head in enumerate(heads, 1)]
    return Document(
        source=Source(file=path.name, sha256=hashlib.sha256(data).hexdigest()),
        format="xlsx",
        length=printed_length(block.text for block in blocks),
        blocks=tuple(with_captions(blocks)),
        remarks=tuple(remarks),
    )


def _opened(path: Path, archive: Archive, data: bytes) -> tuple[Workbook, Workbook | None]:
    """Return the workbook with the values of its formulas, and the one with the formulas if there are any."""
    try:
        book = openpyxl.load_workbook(
            io.BytesIO(data), data_only=True, keep_links=False, rich_text=has_struck_runs(archive)
        )
        return book, openpyxl.load_workbook(io.BytesIO(data), keep_links=False) if has_formulas(archive) else None
    except (*DAMAGED, KeyError, TypeError, AttributeError, IndexError, SyntaxError) as error:
        kind = OddWorkbookError if isinstance(error, KeyError | TypeError) else UnreadableError
        reason = f"the workbook is damaged ({brief(error)})"
        raise kind(path.name, reason, "open it in Excel and save it again") from error


def _head_block(id: str, place: str, text: str) -> Block:
    path = PathSpan(start=0, end=len(text), path=place)
    return Block(id=id, kind="furniture", text=text, paths=(path,), why="head-or-foot")


def _sheet_cells(sheet: Worksheet, limits: Limits, path: Path) -> list[GridCell]:
    held = sorted(sheet._cells)  # those that the file contains: one formatted cell far below makes no rows between
    if len(held) > limits.cells:
        reason = f"sheet {sheet.title} has {len(held):,} cells"
        raise UnreadableError(path.name, reason, "delete its empty rows, or raise the limit")
    hidden = hidden_rows(sheet), hidden_columns(sheet)
    spans = {(area.min_row, area.min_col): area for area in sheet.merged_cells.ranges}
    found = []
    characters = 0
    for row, column in held:
        cell = sheet._cells[row, column]
        if row in hidden[0] or column in hidden[1]:
            continue
        characters += len(str(cell.value)) if isinstance(cell.value, str | CellRichText) else 0
        if characters > limits.characters:  # one text may stand in many cells
            reason = f"sheet {sheet.title} shows more than {limits.characters:,} characters"
            raise UnreadableError(path.name, reason, "split the sheet, or raise the limit")
        text = printed_text(cell)
        area = spans.get((row, column))
        if text or area is not None:
            down = area.max_row - area.min_row + 1 if area else 1
            across = area.max_col - area.min_col + 1 if area else 1
            found.append(GridCell(row, column, text, down, across, path=f"{sheet.title}!{cell.coordinate}"))
    return found
