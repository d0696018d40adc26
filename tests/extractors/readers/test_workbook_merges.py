"""Merged ranges over whole columns or sheets: read in the memory of what is filled, in every command that opens workbooks."""

import io
import tracemalloc
import zipfile
from pathlib import Path

import openpyxl
import pytest

from extractors.errors import UnreadableError
from extractors.readers import read_document
from extractors.readers.base.limits import Limits
from extractors.readers.office.xlsx_merges import with_bounded_merges
from pipeline.ledger.opened import open_ledger
from pipeline.ledger.problems import RefusedWorkbookError

SHEET = "xl/worksheets/sheet1.xml"


def workbook(path: Path, *merges: str, far: bool = False) -> Path:
    """Write a workbook of six filled cells with merged ranges as another program may write them."""
    book, held = openpyxl.Workbook(), io.BytesIO()
    for row in (["序号", "任务"], [1, "疏浚河道"], [2, "修建泵站"]):
        book.active.append(row)
    book.save(held)
    ranges = "".join(f'<mergeCell ref="{merge}"/>' for merge in merges)
    cell = '<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>末</t></is></c></row>' if far else ""
    with zipfile.ZipFile(held) as given, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as out:
        for name in given.namelist():
            text = given.read(name)
            if name == SHEET:
                tail = f"{cell}</sheetData><mergeCells>{ranges}</mergeCells>"
                text = text.replace(b"</sheetData>", tail.encode())
            out.writestr(name, text)
    return path


@pytest.mark.parametrize(
    "merges", [["A1:XFD1048576"], ["C1:C1048576", "D1:F1048576"], ["A4:XFD9999"], ["XFC1:XFD1048576", "B2:B3"]]
)
def test_a_range_over_a_sheet_costs_what_is_filled(tmp_path: Path, merges: list[str]) -> None:
    path = workbook(tmp_path / "book.xlsx", *merges)
    tracemalloc.start()
    document = read_document(path)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert "序号" in "".join(block.text for block in document.blocks)  # a merged range shows its first cell alone
    assert peak < 50_000_000


def test_ranges_within_the_filled_cells_stay(tmp_path: Path) -> None:
    data = workbook(tmp_path / "book.xlsx", "A2:A3", "C1:C1048576").read_bytes()
    book = openpyxl.load_workbook(io.BytesIO(with_bounded_merges("book.xlsx", data, 1000)))
    assert "A2:A3" in {area.coord for area in book.active.merged_cells.ranges}
    small = workbook(tmp_path / "small.xlsx", "A2:A3").read_bytes()
    assert with_bounded_merges("small.xlsx", small, 1000) is small


def test_a_range_up_to_a_far_cell_is_refused(tmp_path: Path) -> None:
    path = workbook(tmp_path / "book.xlsx", "A1:XFD1048576", far=True)
    with pytest.raises(UnreadableError, match="merged ranges have 17,179,869,184 cells"):
        read_document(path, Limits())
    with pytest.raises(RefusedWorkbookError):
        open_ledger(path)


def test_a_sheet_beyond_the_limit_of_filled_cells_costs_only_itself(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.title = "数据"
    for number in range(20):
        book.active.append([number, "流量"])
    plan = book.create_sheet("任务")
    plan.append(["序号", "任务"])
    plan.append([1, "疏浚河道"])
    book.save(tmp_path / "a.xlsx")
    document = read_document(tmp_path / "a.xlsx", Limits(filled_cells=10))
    assert [block.text for block in document.blocks] == ["序号\t任务\n1\t疏浚河道"]
    assert "工作表“数据”" in document.remarks[0].zh
    with pytest.raises(UnreadableError, match="more than 3 cells with text"):
        read_document(tmp_path / "a.xlsx", Limits(filled_cells=3))


def test_one_long_text_in_many_cells_is_refused(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for _ in range(30):
        book.active.append(["河道" * 50])
    book.save(tmp_path / "a.xlsx")
    with pytest.raises(UnreadableError, match="shows more than 2,000 characters"):
        read_document(tmp_path / "a.xlsx", Limits(characters=2000))
    assert read_document(tmp_path / "a.xlsx", Limits(characters=4000)).blocks
