"""The annex of a founding document, set as a ruled table over several pages and read back cell by cell."""

import io
from pathlib import Path

import pytest
from reportlab.lib.colors import black
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import LongTable, Paragraph, SimpleDocTemplate, TableStyle

from extractors import extract
from extractors.readers import read_document
from schemas import Block, Document
from tests.support.paths import DOCUMENTS
from tests.support.pdf_drawing import FONT, Drawing, rows_read
from tests.support.typeset_pages import RuledTable, as_pdf

MARGIN = 40
SHARES = (8, 5, 20, 12, 16, 39)
"""Widths of the columns in hundredths of the line: the last holds the yearly plan items."""


def squeezed(text: str) -> str:
    """Return the text without white space; U+F0A0 is a blank that a word processor left in the source."""
    return "".join(text.split()).replace("\uf0a0", "")


def grid(block: Block) -> list[list[str]]:
    """Return the text of every place; a merged cell fills each place that it covers."""
    assert block.table
    places = [["" for _ in range(block.table.columns)] for _ in range(block.table.rows)]
    for cell in block.table.cells:
        for row in range(cell.row, cell.row + cell.row_span):
            for column in range(cell.column, cell.column + cell.column_span):
                places[row][column] = squeezed(block.text[cell.start : cell.end])
    return places


def typeset(rows: list[list[str]]) -> bytes:
    """Set the rows on landscape pages; the header is repeated on each."""
    style = ParagraphStyle("cell", fontName=FONT, fontSize=8, leading=10, wordWrap="CJK")
    width = landscape(A4)[0] - 2 * MARGIN
    table = LongTable(
        [[Paragraph(text, style) for text in row] for row in rows],
        colWidths=[width * share / sum(SHARES) for share in SHARES],
        repeatRows=1,
        style=TableStyle([("GRID", (0, 0), (-1, -1), 0.5, black), ("VALIGN", (0, 0), (-1, -1), "MIDDLE")]),
    )
    buffer = io.BytesIO()
    SimpleDocTemplate(buffer, pagesize=landscape(A4), leftMargin=MARGIN, rightMargin=MARGIN).build([table])
    return buffer.getvalue()


def tables(document: Document) -> list[Block]:
    return [block for block in document.blocks if block.table]


def test_the_annex_reads_alike_from_text_and_from_pages(tmp_path: Path) -> None:
    (_, source), *_ = extract(DOCUMENTS / "minhang-2023.txt")
    annex = max((grid(block) for block in tables(source)), key=len)
    assert (len(annex), len(annex[0])) == (40, 6), "a header and 39 rows"
    path = tmp_path / "annex.pdf"
    path.write_bytes(typeset(annex))
    document = read_document(path)
    assert len(document.pages) > 5
    assert [grid(block) for block in tables(document)] == [annex]


@pytest.mark.parametrize("empty", range(29, 34))
def test_rows_with_values_of_their_own_are_not_joined_at_a_page_border(empty: int, tmp_path: Path) -> None:
    texts = [["重点领域", "2025年", "复合增长率", "2030年目标"]]
    texts += [[f"第{row}类产业", f"{row}0", f"{row}%", f"{row}5左右"] for row in range(1, 40)]
    texts[empty][2] = ""
    cells = [(row, column, 1, 1, text) for row, line in enumerate(texts) for column, text in enumerate(line)]
    path = tmp_path / "plan.pdf"
    path.write_bytes(as_pdf([RuledTable(cells)]))
    (table,) = tables(read_document(path))
    assert grid(table) == texts


def test_rows_below_an_empty_category_of_two_rows_are_not_those_of_the_page_before(tmp_path: Path) -> None:
    head = ["类别", "任务", "措施", "单位"]
    first = [head, ["一、治水", "1、疏浚河道", "逐段清淤。", "水务"], ["", "2、改造管网", "更换旧管。", "住建"]]
    second = [
        ["", "3、修建泵站", "新建两座。", "水务"],
        ["^", "^", "扩建一座。", "水利"],
        ["二、绿化", "4、补植林带", "分段补植。", "林业"],
    ]
    drawing = Drawing()
    drawing.table(700, [60, 100, 120, 33], first)
    drawing.page()
    drawing.table(60, [60, 100, 120, 33], second)
    assert [row[1:] for row in rows_read(drawing, tmp_path)[1:]] == [
        ["1、疏浚河道", "逐段清淤。", "水务"],
        ["2、改造管网", "更换旧管。", "住建"],
        ["3、修建泵站", "新建两座。", "水务"],
        ["", "扩建一座。", "水利"],
        ["4、补植林带", "分段补植。", "林业"],
    ]
