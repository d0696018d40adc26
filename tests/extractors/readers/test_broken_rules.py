"""Ruled tables in which a rule ends between cells, or that have no outer rules: their texts tell where cells end."""

from pathlib import Path

import pytest

from extractors.readers import read_document
from extractors.readers.page.model import CharSpan
from extractors.readers.pdf.spans import level_strokes
from tests.support.pdf_drawing import Drawing, rows_read, table_rows

SIZE = 10.0
LEFTS = (60.0, 130.0, 165.0, 320.0, 400.0)
RIGHT = 480.0
HEAD = ("领域", "序号", "指标", "2025年", "2027年")
ROWS = (
    ("1", "改造老旧管网", "12.5", "18.0"),
    ("2", "新增口袋公园", "30", "45"),
    ("3", "清理河道长度", "6.4", "9.6"),
    ("4", "再生水利用率", "35", "42"),
)
TOP, HEIGHT = 120.0, 20.0


def write(drawing: Drawing, y: float, texts: tuple[str, ...], first: int = 0) -> None:
    for left, text in zip(LEFTS[first:], texts, strict=False):
        drawing.text(left + 4, y + 5, text, SIZE)


def across(drawing: Drawing, row: int, first: int = 0) -> None:
    """Draw the rule above a row, from a column on."""
    drawing.line(LEFTS[first], TOP + row * HEIGHT, RIGHT, TOP + row * HEIGHT)


def down(drawing: Drawing, border: int, first: int, last: int) -> None:
    """Draw the left border of a column, from a row to the end of another."""
    drawing.line(LEFTS[border], TOP + first * HEIGHT, LEFTS[border], TOP + (last + 1) * HEIGHT)


def grouped(drawing: Drawing) -> None:
    """Draw four rows in two categories, whose right border is drawn beside their first row only; no outer borders left or right."""
    write(drawing, TOP, HEAD)
    for number, row in enumerate(ROWS, 1):
        write(drawing, TOP + number * HEIGHT, row, first=1)
    for number in range(len(ROWS) + 2):
        across(drawing, number, first=0 if number in (0, 1, 3, 5) else 1)
    for border in (2, 3, 4):
        down(drawing, border, 0, len(ROWS))
    for row in (0, 1, 3):
        down(drawing, 1, row, row)


@pytest.mark.parametrize(
    "lines",
    [[("民生", 1.5)], [("城市", 1.2), ("更新", 1.8)], [("民生", 1.0)]],
    ids=["in the middle", "two lines", "beside the first row"],
)
def test_the_right_border_of_a_category_goes_on_below_its_first_row(
    tmp_path: Path, lines: list[tuple[str, float]]
) -> None:
    drawing = Drawing()
    grouped(drawing)
    for text, row in lines:
        drawing.text(LEFTS[0] + 4, TOP + row * HEIGHT + 5, text, SIZE)
    drawing.text(LEFTS[0] + 4, TOP + 3.5 * HEIGHT + 5, "水务", SIZE)
    first = "\n".join(text for text, _ in lines)
    assert rows_read(drawing, tmp_path) == [
        list(HEAD),
        [first, *ROWS[0]],
        ["", *ROWS[1]],
        ["水务", *ROWS[2]],
        ["", *ROWS[3]],
    ]


def with_sums(drawing: Drawing, sum_at: float) -> None:
    """Draw a row of sums below a category and a number, without a rule between it and the category."""
    write(drawing, TOP, HEAD)
    write(drawing, TOP + HEIGHT, ("水务", *ROWS[0]))
    drawing.text(sum_at, TOP + 2 * HEIGHT + 5, "合计", SIZE)
    write(drawing, TOP + 2 * HEIGHT, ("12.5", "18.0"), first=3)
    for number in (0, 1, 3):
        across(drawing, number)
    across(drawing, 2, first=1)
    for border in (0, 3, 4):
        down(drawing, border, 0, 2)
    drawing.line(RIGHT, TOP, RIGHT, TOP + 3 * HEIGHT)
    down(drawing, 1, 0, 1)
    down(drawing, 2, 0, 1)


@pytest.mark.parametrize("sum_at", [LEFTS[0] + 4, LEFTS[1] - SIZE], ids=["flush left", "across the border"])
def test_a_sum_below_two_columns_stands_in_a_row_of_its_own(tmp_path: Path, sum_at: float) -> None:
    drawing = Drawing()
    with_sums(drawing, sum_at)
    assert rows_read(drawing, tmp_path)[1:] == [["水务", *ROWS[0]], ["合计", "", "", "12.5", "18.0"]]


def test_rows_are_doubtful_where_the_texts_allow_two_ways_to_complete_the_rules(tmp_path: Path) -> None:
    drawing = Drawing()
    with_sums(drawing, sum_at=(LEFTS[0] + LEFTS[3]) / 2 - SIZE)
    path = tmp_path / "plan.pdf"
    path.write_bytes(drawing.bytes())
    (table,) = [block.table for block in read_document(path).blocks if block.table]
    assert table.close_rows == (1, 2)


def unframed(drawing: Drawing, rows: tuple[tuple[str, ...], ...], first_row: int) -> None:
    """Draw a page of a table that has rules between its rows and columns only."""
    write(drawing, TOP, HEAD[1:], first=1)
    for number, row in enumerate(rows, 1):
        write(drawing, TOP + number * HEIGHT, row, first=1)
        drawing.line(LEFTS[1], TOP + number * HEIGHT, RIGHT, TOP + number * HEIGHT)
    for border in (2, 3, 4):
        down(drawing, border, 0, len(rows))
    if first_row:
        drawing.page()


@pytest.mark.parametrize("cut", [1, 2, 3])
def test_a_table_without_outer_rules_goes_on_below_its_repeated_header(tmp_path: Path, cut: int) -> None:
    drawing = Drawing()
    unframed(drawing, ROWS[:cut], first_row=1)
    unframed(drawing, ROWS[cut:], first_row=0)
    assert rows_read(drawing, tmp_path) == [list(HEAD[1:]), *map(list, ROWS)]


def test_a_category_that_the_end_of_a_page_cuts_covers_the_rows_beside_it(tmp_path: Path) -> None:
    drawing = Drawing()
    write(drawing, TOP, HEAD)
    for number, row in enumerate(ROWS[:3], 1):
        write(drawing, TOP + number * HEIGHT, row, first=1)
    for number in range(5):
        across(drawing, number, first=0 if number < 2 else 1)
    for border in (0, 2, 3, 4):
        down(drawing, border, 0, 3)
    drawing.line(RIGHT, TOP, RIGHT, TOP + 4 * HEIGHT)
    down(drawing, 1, 0, 1)
    drawing.text(LEFTS[0] + 4, TOP + HEIGHT + 5, "水务", SIZE)
    drawing.page()
    write(drawing, TOP, HEAD)
    write(drawing, TOP + HEIGHT, ROWS[3], first=1)
    for number in range(3):
        across(drawing, number)
    for border in (0, 2, 3, 4):
        down(drawing, border, 0, 1)
    drawing.line(RIGHT, TOP, RIGHT, TOP + 2 * HEIGHT)
    down(drawing, 1, 0, 0)
    path = tmp_path / "plan.pdf"
    path.write_bytes(drawing.bytes())
    document = read_document(path)
    assert [row[1:] for row in table_rows(document)[1:]] == [list(row) for row in ROWS]
    (block,) = [block for block in document.blocks if block.table]
    assert block.table is not None
    (category,) = [cell for cell in block.table.cells if block.text[cell.start : cell.end] == "水务"]
    assert (category.row, category.row_span) == (1, len(ROWS))


def span(text: str, left: float, top: float, bottom: float) -> CharSpan:
    return CharSpan(text, tuple(left + SIZE * place for place in range(len(text) + 1)), top, bottom, SIZE)


def test_a_flat_stroke_has_the_height_of_its_line() -> None:
    before, after = span("打通最后", 60, 100, 110), span("公里。", 110, 100, 110)
    dash = span("一", 300, 104.5, 105.5)
    spans = [before, span("一", 100, 104.5, 105.5), after, dash]
    level_strokes(spans)
    assert [(found.top, found.bottom) for found in spans[:3]] == [(100, 110)] * 3
    assert spans[3] == dash  # nothing beside it
