"""Lay out sheets: frozen heads, filters, widths, row heights, links, and a page that prints well."""

from collections.abc import Iterable
from copy import copy
from functools import cache
from math import ceil
from pathlib import Path
from unicodedata import east_asian_width

from openpyxl import Workbook
from openpyxl.cell.cell import Cell as XlsxCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from pipeline.workbook.cells import put_text, save
from pipeline.workbook.sheet import FIRST, HEAD, Row, Sheet, SheetCell, SheetColumn

FACE = "微软雅黑"
INK, PALE, TEAL = "FF222222", "FF8A8F94", "FF1F4E5F"
WIDE = 215.0
"""Characters in a line that are still read on an A4 sheet."""
LINE_HEIGHT, TALLEST = 14.0, 409.0
"""Points; Excel makes no row taller."""

_HAIR = Side(style="hair", color="FFB8C0C4")
GRID = Border(bottom=_HAIR, right=_HAIR, left=_HAIR, top=_HAIR)
FORMATS = {"percent": "0.0%", "decimal": "0.000"}
ALIGNED = {"text": "left", "date": "center", "number": "right", "percent": "right", "decimal": "right"}
LOOKS: dict[str, tuple[str, bool, str | None]] = {
    "": (INK, False, None),
    "head": ("FFFFFFFF", True, TEAL),
    "strong": (INK, True, None),
    "pale": (PALE, False, None),
    "known": ("FF51606A", False, "FFEEF2F3"),
    "warning": ("FF9C2A10", True, "FFFDEDE6"),
    "notice": ("FF7A5A00", False, "FFFFF6DC"),
    "info": ("FF3F5B66", False, None),
    "total": (INK, True, "FFEEF2F3"),
    "leads": ("FFB03A1A", True, "FFFDEDE6"),
    "assigned": ("FF7A4A00", False, "FFFFF6DC"),
    "supports": ("FF1F5F8B", False, None),
    "guides": ("FF5A5A8A", False, None),
    "supervises": ("FF5A5A8A", False, None),
    "link": ("FF1F5F8B", False, None),
}
"""Colour of the letters, bold, colour of the ground."""


class Renderer:
    """Lays sheets out in one workbook; looks are made once and shared by all cells."""

    def __init__(self, book: Workbook) -> None:
        self.book = book
        self._looks: dict[tuple[str, str, bool], object] = {}

    def add(self, sheet: Sheet) -> Worksheet:
        """Append the sheet."""
        page = self.book.create_sheet(sheet.name)
        page.sheet_view.showGridLines = False
        page.sheet_view.zoomScale = 100
        self._title(page, sheet)
        for number, column in enumerate(sheet.columns, 1):
            page.column_dimensions[get_column_letter(number)].width = column.width
            self._head(page.cell(HEAD, number), column)
        downwards = max((len(column.title) for column in sheet.columns if column.turned), default=0)
        page.row_dimensions[HEAD].height = min(max(28.0, 16.0 * downwards + 12), TALLEST)
        last = FIRST - 1
        for last, row in enumerate((*sheet.rows, *sheet.tail), FIRST):
            self._row(page, last, row, sheet.columns)
        self._frame(page, sheet, last)
        return page

    def _title(self, page: Worksheet, sheet: Sheet) -> None:
        put_text(page.cell(1, 1), sheet.title)
        page.cell(1, 1).font = Font(name=FACE, size=15, bold=True, color=TEAL)
        put_text(page.cell(2, 1), sheet.note)
        page.cell(2, 1).font = Font(name=FACE, size=9, color=PALE)
        page.cell(1, 1).alignment = page.cell(2, 1).alignment = Alignment(vertical="center")
        page.row_dimensions[1].height, page.row_dimensions[2].height = 30, 20

    def _head(self, cell: XlsxCell, column: SheetColumn) -> None:
        put_text(cell, column.title)
        self._look(cell, "head", "turned" if column.turned else "sign", True)

    def _row(self, page: Worksheet, number: int, row: Row, columns: tuple[SheetColumn, ...]) -> None:
        lines = 1
        for place, (given, column) in enumerate(zip(row, columns, strict=False), 1):
            held = given if isinstance(given, SheetCell) else SheetCell(given)
            cell = page.cell(number, place)
            if isinstance(held.value, str):
                put_text(cell, held.value)
                lines = max(
                    lines, 1 if column.kind in ("sign", "mark", "link") else line_count(held.value, column.width)
                )
            else:
                cell.value = held.value
            kind = "text" if isinstance(held.value, str) and column.kind == "number" else column.kind
            self._look(cell, held.style or ("link" if held.link else ""), kind, True)
            if held.link:
                target = f"'{held.link.sheet}'!A{held.link.row}"
                cell.hyperlink = Hyperlink(ref=cell.coordinate, location=target, display=None)
        page.row_dimensions[number].height = min(lines * LINE_HEIGHT + 5, TALLEST)

    def _look(self, cell: XlsxCell, look: str, kind: str, lined: bool) -> None:
        quoted = bool(cell.quotePrefix)
        key = (look, kind, quoted)
        if key not in self._looks:
            ink, bold, ground = LOOKS[look]
            cell.font = Font(name=FACE, size=10 if look == "head" else 9.5, bold=bold, color=ink)
            cell.border = GRID if lined else Border()
            centred = "center" if look == "head" else ALIGNED.get(kind, "center")
            cell.alignment = Alignment(
                horizontal=centred,
                vertical="center" if look == "head" or kind == "mark" else "top",
                wrap_text=kind != "turned",
                text_rotation=255 if kind == "turned" else 0,
            )
            if ground:
                cell.fill = PatternFill("solid", fgColor=ground)
            if kind in FORMATS:
                cell.number_format = FORMATS[kind]
            self._looks[key] = copy(cell._style)
        cell._style = copy(self._looks[key])

    def _frame(self, page: Worksheet, sheet: Sheet, last: int) -> None:
        width = get_column_letter(max(len(sheet.columns), 1))
        page.freeze_panes = f"{get_column_letter(sheet.fixed + 1)}{FIRST}"
        if sheet.filtered and sheet.rows:
            page.auto_filter.ref = f"A{HEAD}:{width}{FIRST - 1 + len(sheet.rows)}"
        page.print_title_rows = f"{HEAD}:{HEAD}"
        page.print_area = f"A1:{width}{max(last, HEAD)}"
        page.page_setup.orientation = "landscape"
        page.page_setup.paperSize = (
            page.PAPERSIZE_A3 if sum(column.width for column in sheet.columns) > WIDE else page.PAPERSIZE_A4
        )
        page.sheet_properties.pageSetUpPr.fitToPage = True
        page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
        page.page_margins.left = page.page_margins.right = 0.4
        page.page_margins.top, page.page_margins.bottom = 0.5, 0.7
        page.page_margins.header = page.page_margins.footer = 0.3
        page.oddFooter.left.text = "&A"
        page.oddFooter.right.text = "第 &P 页 / 共 &N 页"


def write_sheets(sheets: Iterable[Sheet], path: Path) -> Path:
    """Write a workbook of these sheets; equal sheets give equal bytes."""
    book = Workbook()
    book.remove(book.active)
    renderer = Renderer(book)
    for sheet in sheets:
        renderer.add(sheet)
    book.properties.title, book.properties.creator = "纲目", "gangmu"
    return save(book, path)


def line_count(text: str, width: float) -> int:
    """Return how many lines a text takes in a column of this width."""
    room = max(width - 1.5, 1.0)
    return sum(max(ceil(display_width(line) / room), 1) for line in text.split("\n"))


def display_width(text: str) -> float:
    """Return the width of a text in characters of the standard font."""
    return sum(map(_sign_width, text))


@cache
def _sign_width(sign: str) -> float:
    return 1.78 if east_asian_width(sign) in "WFA" else 1.0
