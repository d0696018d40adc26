"""Spans of HTML tables that reach far beyond their cells: read in the memory of the cells, the rest named."""

import tracemalloc
from pathlib import Path

from extractors.readers import read_document
from extractors.readers.base.limits import Limits
from schemas import Document, Table

MEMORY = 30_000_000
"""Bytes; a set of the places that the spans below cover has 2,000,000 entries and needs 200 MB."""


def read(folder: Path, row: str, rows: int, limits: Limits | None = None) -> Document:
    path = folder / "表.html"
    path.write_text(f"<title>方案</title><p>分工如下。</p><table>{f'<tr>{row}</tr>' * rows}</table>", encoding="utf-8")
    return read_document(path, limits or Limits())


def table_of(document: Document) -> Table:
    return next(block.table for block in document.blocks if block.table is not None)


def test_spans_of_a_thousand_cost_what_their_cells_cost(tmp_path: Path) -> None:
    tracemalloc.start()
    try:
        document = read(tmp_path, "<td colspan=1000 rowspan=1000>水务局</td>" * 5, 50)
        assert tracemalloc.get_traced_memory()[1] < MEMORY
    finally:
        tracemalloc.stop()
    table = table_of(document)
    assert len(table.cells) == 250
    assert not document.remarks
    # Each row begins to the right of all that reach down into it.
    assert [(cell.row, cell.column) for cell in table.cells[4:7]] == [(0, 4), (1, 5), (1, 6)]


def test_cells_beyond_the_limit_are_named(tmp_path: Path) -> None:
    document = read(tmp_path, "<td>水务局</td><td>清淤</td>", 6, Limits(cells=10))
    assert len(table_of(document).cells) == 10
    assert [(remark.code, remark.en) for remark in document.remarks] == [
        (
            "part-not-read",
            "The table that begins “水务局清淤水务局清淤水务局清淤水” covers more than 10 places, or brings the page to more than "
            "110,000 cells with text: its last 2 cells were not read.",
        )
    ]


def test_the_tables_of_a_page_share_the_limit_of_filled_cells(tmp_path: Path) -> None:
    rows = "<tr><td>{0}1</td><td>{0}2</td><td></td></tr>" * 3
    page = f"{rows.format('修路')}</table><p>又</p><table>{rows.format('清淤')}".removeprefix("<tr>").removesuffix(
        "</tr>"
    )
    document = read(tmp_path, page, 1, Limits(filled_cells=10))
    first, second = (block.table for block in document.blocks if block.table is not None)
    assert (len(first.cells), len(second.cells)) == (9, 6)
    assert "“清淤1清淤2清淤1清淤2清淤1清”" in document.remarks[0].zh
    assert "后3个单元格未读取" in document.remarks[0].zh


def test_a_cell_counts_for_each_place_that_it_covers(tmp_path: Path) -> None:
    document = read(tmp_path, "<td rowspan=2>水务局</td><td>清淤</td>", 2, Limits(cells=4))
    assert len(table_of(document).cells) == 3
    assert "后1个单元格未读取" in document.remarks[0].zh
