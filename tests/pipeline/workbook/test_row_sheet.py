"""A row that is written at once is what xlsxwriter writes cell by cell."""

from pathlib import Path
from zipfile import ZipFile

from xlsxwriter import Workbook

from pipeline.workbook.row_sheet import RowSheet

ROWS: list[tuple[str | float | None, ...]] = [
    ("市交通局", 3, 0.125, None, True, False),
    ("", " 前有空格", "后有空格 ", "两\n行", "a<b>&c", '"引号"'),
    ("_x0041_", "a_b", "制\t表", "\x7f", "\ufffe", "全角\u3000空格"),
    (1e21, -7, 2.5000000000000004, "=1+1", "\u2028", "x" * 40),
]


def sheet(path: Path, at_once: bool) -> bytes:
    book = Workbook(str(path), {"constant_memory": True, "strings_to_formulas": False})
    form, other = book.add_format({"bold": True}), book.add_format({"italic": True})
    page = book.add_worksheet("表", RowSheet)
    page.write_string(0, 0, "标题", form)
    for number, row in enumerate(ROWS, 1):
        cells = [(value, other if at % 2 else form) for at, value in enumerate(row)]
        if at_once:
            page.write_at_once(number, 19 + number, cells)
            continue
        page.set_row(number, 19 + number)
        for place, (value, look) in enumerate(cells):
            write = page.write_blank if value is None else page.write_string if isinstance(value, str) else page.write
            write(number, place, value, look)
    page.write_string(len(ROWS) + 1, 0, "下面", form)
    book.close()
    with ZipFile(path) as packed:
        return packed.read("xl/worksheets/sheet1.xml")


def test_rows_at_once_are_those_written_cell_by_cell(tmp_path: Path) -> None:
    assert sheet(tmp_path / "once.xlsx", True) == sheet(tmp_path / "cells.xlsx", False)


def test_rows_above_are_not_kept(tmp_path: Path) -> None:
    book = Workbook(str(tmp_path / "book.xlsx"), {"constant_memory": True})
    page, form = book.add_worksheet("表", RowSheet), book.add_format()
    for number in range(50):
        page.write_at_once(number, 20, [("行", form)])
    assert not page.row_info
    assert not page.row_sizes
    book.close()
