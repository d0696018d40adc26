"""Lay out sheets: frozen heads, filters, widths, row heights, links, and a page that prints well.

Rows are written to the disk one after the other, so that memory does not depend on how many there are.
"""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from functools import cache
from itertools import count, islice
from math import ceil
from pathlib import Path
from tempfile import TemporaryDirectory
from unicodedata import east_asian_width

from xlsxwriter import Workbook
from xlsxwriter.format import Format

from pipeline.atomic import atomic
from pipeline.errors import InputError
from pipeline.workbook.looks import Looks
from pipeline.workbook.row_sheet import RowSheet
from pipeline.workbook.sheet import FIRST, HEAD, ROWS, CellRef, Row, Sheet, SheetCell, Value
from pipeline.workbook.text import FORMULA, readable

WIDE = 215.0
"""Characters in a line that are still read on an A4 sheet."""
LINE_HEIGHT, TALLEST = 14.0, 409.0
"""Points; Excel makes no row taller."""
LINKS = 65_530
"""Links that Excel accepts in a sheet; further cells have their text without a link."""
_A3, _A4 = 8, 9
_NO_GRID = 2
_ONE_LINE = frozenset({"sign", "mark", "link"})
"""Kinds of columns whose cells do not make a row taller."""
_CREATED = datetime(1980, 1, 1, tzinfo=UTC)
"""Equal sheets give equal bytes, whenever they are written."""
_SETTINGS = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}


class _Page:
    """A sheet that is being written, row by row, or a part of one that has more rows than fit."""

    def __init__(self, page: RowSheet, sheet: Sheet, looks: Looks, path: Path) -> None:
        self._page, self._sheet, self._looks, self._path = page, sheet, looks, path
        self._links = 0

    def write(self, some: Iterable[Row], tail: Iterable[Row]) -> None:
        """Write these rows of the sheet, and what is below them."""
        page, sheet = self._page, self._sheet
        page.hide_gridlines(_NO_GRID)
        for place, column in enumerate(sheet.columns):
            page.set_column(place, place, column.width)
        for number, text, look, height in ((0, sheet.title, "title", 30), (1, sheet.note, "note", 20)):
            page.set_row(number, height)
            page.write_string(number, 0, _cell_text(text), getattr(self._looks, look))
        downwards = max((len(column.title) for column in sheet.columns if column.turned), default=0)
        page.set_row(HEAD - 1, min(max(28.0, 16.0 * downwards + 12), TALLEST))
        for place, column in enumerate(sheet.columns):
            form = self._form(SheetCell(column.title, style="head"), "turned" if column.turned else "sign")
            page.write_string(HEAD - 1, place, _cell_text(column.title), form)
        rows = last = HEAD
        for row in some:
            self._row(rows, row)
            last = rows = rows + 1
        for row in tail:
            self._row(last, row)
            last += 1
        self._frame(rows, last)

    def _row(self, number: int, row: Row) -> None:
        if number == ROWS:
            raise InputError(
                str(self._path),
                f"its sheet {self._sheet.name} would have more than {ROWS} rows, the most that a sheet can have",
                "name fewer plans, or use -f parquet, -f sqlite or -f csv",
            )
        lines = 1
        held = [given if isinstance(given, SheetCell) else SheetCell(given) for given in row]
        for cell, column in zip(held, self._sheet.columns, strict=False):
            if isinstance(cell.value, str) and column.kind not in _ONE_LINE:
                lines = max(lines, line_count(cell.value, column.width))
        height = min(lines * LINE_HEIGHT + 5, TALLEST)
        forms = [self._form(cell, column.kind) for cell, column in zip(held, self._sheet.columns, strict=False)]
        if not any(cell.link for cell in held):
            self._page.write_at_once(
                number, height, [(_value(cell.value), form) for cell, form in zip(held, forms, strict=False)]
            )
            return
        self._page.set_row(number, height)
        for place, (cell, form) in enumerate(zip(held, forms, strict=False)):
            self._cell(number, place, cell, form)
        self._forget(number)

    def _form(self, cell: SheetCell, kind: str) -> Format:
        look, value = cell.style or ("link" if cell.link else ""), cell.value
        if isinstance(value, str):
            return self._looks.of(look, "text" if kind == "number" else kind, FORMULA.match(value) is not None)
        return self._looks.of(look, kind, False)

    def _forget(self, number: int) -> None:
        """Drop the heights of the rows above, which are on the disk; xlsxwriter keeps them, 400 bytes a row."""
        if self._page.previous_row == number:
            for heights in (self._page.row_info, self._page.row_sizes):
                for row in [row for row in heights if row < number]:
                    del heights[row]

    def _cell(self, number: int, place: int, cell: SheetCell, form: Format) -> None:
        value = _value(cell.value)
        if isinstance(value, str) and cell.link and self._links < LINKS:
            self._links += 1
            self._page.write_url(number, place, f"internal:{_place(cell.link)}", form, value)
        elif isinstance(value, str):
            self._page.write_string(number, place, value, form)
        elif isinstance(value, bool):
            self._page.write_boolean(number, place, value, form)
        elif value is None:
            self._page.write_blank(number, place, None, form)
        else:
            self._page.write_number(number, place, value, form)

    def _frame(self, rows: int, last: int) -> None:
        page, sheet = self._page, self._sheet
        right = max(len(sheet.columns), 1) - 1
        page.freeze_panes(HEAD, sheet.fixed)
        if sheet.filtered and rows >= FIRST:
            page.autofilter(HEAD - 1, 0, rows - 1, right)
        for place, choices in sheet.choices.items():
            if rows >= FIRST:
                # not strict: several of them may be written into one cell
                check = {"validate": "list", "source": list(choices), "show_error": False}
                page.data_validation(FIRST - 1, place, rows - 1, place, check)
        page.repeat_rows(HEAD - 1)
        page.print_area(0, 0, last - 1, right)
        page.set_landscape()
        page.set_paper(_A3 if sum(column.width for column in sheet.columns) > WIDE else _A4)
        page.fit_to_pages(1, 0)
        page.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.7)
        page.set_header("", {"margin": 0.3})
        page.set_footer("&L&A&R第 &P 页 / 共 &N 页", {"margin": 0.3})


def write_sheets(sheets: Iterable[Sheet], path: Path) -> Path:
    """Write a workbook of these sheets atomically; equal sheets give equal bytes."""
    with atomic(path) as draft, TemporaryDirectory() as folder:
        book = Workbook(str(draft), {**_SETTINGS, "tmpdir": folder})  # where they go even if the book is never finished
        book.set_properties({"title": "纲目", "author": "gangmu", "created": _CREATED})
        looks = Looks(book)
        for sheet in sheets:
            for part, rows, tail in _parts(sheet):
                page = book.add_worksheet(part.name, RowSheet)
                try:
                    _Page(page, part, looks, path).write(rows, tail)
                finally:
                    # xlsxwriter opens the file again when it packs the book; until then every sheet would keep one open,
                    # and a process may have no more than 256 on some systems
                    page._opt_close()
        book.close()
    return path


def parts_of(rows: int) -> int:
    """Return over how many sheets so many rows are spread."""
    return max(1, ceil(rows / (ROWS - HEAD)))


def _parts(sheet: Sheet) -> Iterator[tuple[Sheet, Iterator[Row], Iterator[Row]]]:
    """Yield the sheet, or its parts if it has more rows than fit, with the rows of each and what is below them."""
    rest = _Rest(sheet.rows)
    for number in count(1):
        title = sheet.title if number == 1 else f"{sheet.title}（{number}）"
        part = sheet._replace(name=_part_name(sheet.name, number), title=title)
        # the remarks are below the last part, which is known when its rows are written
        yield part, islice(rest, ROWS - HEAD), (row for row in sheet.tail if not rest.has_more)
        if not rest.has_more:
            return


class _Rest(Iterator[Row]):
    """Rows that are still to come."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self._rows = iter(rows)
        self._next: list[Row] = []

    @property
    def has_more(self) -> bool:
        """Return whether there is another row."""
        self._next = self._next or list(islice(self._rows, 1))
        return bool(self._next)

    def __next__(self) -> Row:
        return self._next.pop() if self._next else next(self._rows)


def _part_name(name: str, number: int) -> str:
    return name if number == 1 else f"{name} ({number})"


def _place(link: CellRef) -> str:
    """Return the cell that a link leads to, in the part of its sheet that has the row."""
    part, row = divmod(max(link.row - FIRST, 0), ROWS - HEAD)
    return f"'{_part_name(link.sheet, part + 1)}'!A{row + min(link.row, FIRST)}"


def _value(value: Value) -> Value:
    return _cell_text(value) if isinstance(value, str) else value


def _cell_text(text: str) -> str:
    """Return what a cell holds of a text. A blank behind </r> keeps xlsxwriter from taking the text for XML of its own."""
    held = readable(text)
    return f"{held} " if held.startswith("<r>") and held.endswith("</r>") else held


def line_count(text: str, width: float) -> int:
    """Return how many lines a text takes in a column of this width."""
    room = max(width - 1.5, 1.0)
    if len(text) * _WIDEST <= room and "\n" not in text:
        return 1
    return sum(max(ceil(display_width(line) / room), 1) for line in text.split("\n"))


def display_width(text: str) -> float:
    """Return the width of a text in characters of the standard font."""
    return sum(map(_sign_width, text))


_WIDEST = 1.78


@cache
def _sign_width(sign: str) -> float:
    return _WIDEST if east_asian_width(sign) in "WFA" else 1.0
