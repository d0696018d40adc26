"""Ruled tables whose rules close the header or the body only: the text shows the rows and columns inside."""

from itertools import pairwise
from pathlib import Path

import pytest

from extractors import extract
from tests.support.pdf_drawing import Drawing, rows_read

SIZE = 10.0
EDGES = (60.0, 100.0, 250.0, 320.0, 390.0, 460.0)
HEAD = ("序号", "指标", "单位", "2026年", "2027年")
ROWS = (
    ("1", "清淤河道长度", "公里", "12.5", "18.0"),
    ("2", "新增绿地面积", "公顷", "30.2", "45.8"),
    ("3", "污水管网改造长度", "公里", "6.4", "9.6"),
    ("4", "再生水利用率", "%", "35", "42"),
)
TOP, HEIGHT = 120.0, 20.0


def texts(drawing: Drawing) -> None:
    for number, row in enumerate((HEAD, *ROWS)):
        for left, text in zip(EDGES, row, strict=False):
            drawing.text(left + 4, TOP + number * HEIGHT + 5, text, SIZE)


@pytest.mark.parametrize("rules", ["rows", "columns", "frame"])
def test_the_rows_and_columns_of_a_body_without_rules_of_its_own(tmp_path: Path, rules: str) -> None:
    drawing = Drawing()
    texts(drawing)
    bottom = TOP + (len(ROWS) + 1) * HEIGHT
    for number in range(len(ROWS) + 2):
        if rules == "rows" or number in (0, 1, len(ROWS) + 1):
            drawing.line(EDGES[0], TOP + number * HEIGHT, EDGES[-1], TOP + number * HEIGHT)
    for edge in EDGES:
        long = rules == "columns" or edge in (EDGES[0], EDGES[-1])
        drawing.line(edge, TOP, edge, bottom if long else TOP + HEIGHT)
    assert rows_read(drawing, tmp_path) == [list(row) for row in (HEAD, *ROWS)]


def test_a_title_over_all_columns_and_a_spaced_word_are_one_cell(tmp_path: Path) -> None:
    drawing = Drawing()
    rows = (("小", "计", "", "42.7", "63.8"), ("合", "计", "", "48.9", "73.4"))
    widths = [right - left for left, right in pairwise(EDGES)]
    y = drawing.table(TOP, widths, [HEAD, ROWS[0]])
    for word, values in (("小计", rows[0][3:]), ("合计", rows[1][3:])):
        drawing.table(y, [widths[0] + widths[1] + widths[2], widths[3], widths[4]], [("", *values)])
        drawing.text(EDGES[0] + 40, y + 4, word[0], SIZE)
        drawing.text(EDGES[0] + 90, y + 4, word[1], SIZE)
        y += 18
    found = rows_read(drawing, tmp_path)
    assert [row[0] for row in found] == ["序号", "1", "小 计", "合 计"]


DUTIES = ("序号", "任务", "措施", "责任单位", "完成时限")
DONE = (
    ("1", ["疏浚", "河道"], ["逐段清淤，", "两岸复绿，", "年底验收。"], ["市水利局"], ["2026年底"]),
    ("2", ["改造管网"], ["更换旧管。"], ["市住建局、", "市城管局"], ["2027年"]),
    ("3", ["修建", "泵站"], ["新建两座。"], ["市水利局"], ["持续推进"]),
    ("4", ["普查", "排口"], ["建立台账，", "逐一溯源。"], ["市环保局、", "各区政府"], ["2026年6", "月底"]),
)
PITCH = 13.0


def write_row(drawing: Drawing, row: tuple[list[str], ...], y: float, top: bool = True) -> float:
    """Write the lines of a row's cells, flush at ``y`` or in the middle of the row, and return the height of its lines."""
    lines = max(len(cell) for cell in row)
    for left, cell in zip(EDGES, row, strict=False):
        shift = 0.0 if top else (lines - len(cell)) * PITCH / 2
        for number, line in enumerate(cell):
            drawing.text(left + 3, y + shift + number * PITCH, line, SIZE)
    return lines * PITCH


def columns_only(
    drawing: Drawing, rows: list[tuple[list[str], ...]], space: float, top: bool, bottom_rule: bool = True
) -> float:
    """Draw a table with rules between its columns and around its header alone; ``space`` is left above and below each row."""
    heights = [TOP]
    for row in rows:
        height = write_row(drawing, row, heights[-1] + space, top)
        heights.append(heights[-1] + 2 * space + height)
    for y in (heights[0], heights[1], *([heights[-1]] if bottom_rule else [])):
        drawing.line(EDGES[0], y, EDGES[-1], y)
    for edge in EDGES:
        drawing.line(edge, heights[0], edge, heights[-1])
    return heights[-1]


def printed(rows: list[tuple[list[str], ...]]) -> list[list[str]]:
    return [["".join(cell) for cell in row] for row in rows]


def read(drawing: Drawing, folder: Path) -> list[list[str]]:
    return [[text.replace("\n", "") for text in row] for row in rows_read(drawing, folder)]


@pytest.mark.parametrize("top", [True, False], ids=["flush above", "in the middle"])
@pytest.mark.parametrize("space", [0.5, 3.0])
@pytest.mark.parametrize("closed", [True, False])
def test_numbers_count_the_rows_between_rules_of_columns(tmp_path: Path, top: bool, space: float, closed: bool) -> None:
    drawing = Drawing()
    rows = [tuple([word] for word in DUTIES), *(([row[0]], *row[1:]) for row in DONE)]
    columns_only(drawing, rows, space, top, closed)
    assert read(drawing, tmp_path) == printed(rows)


@pytest.mark.parametrize("top", [True, False], ids=["flush above", "in the middle"])
def test_clear_space_parts_rows_without_numbers(tmp_path: Path, top: bool) -> None:
    drawing = Drawing()
    rows = [
        (["任务"], ["措施"], ["责任单位"], ["完成时限"]),
        (
            ["疏浚河", "道"],
            ["清除河底淤泥，加固两岸堤防，", "补种岸边树木。"],
            ["市水利局、市", "林业局"],
            ["2026年底"],
        ),
        (["改造管", "网"], ["更换老旧管道。"], ["市住建局"], ["2026年第四季", "度前"]),
        (["修建泵", "站"], ["新建两座泵站，改造三座泵站，", "年内全部投用。"], ["市水利局"], ["长期"]),
    ]
    columns_only(drawing, rows, 4.0, top)
    assert [row[:4] for row in read(drawing, tmp_path)] == printed(rows)


def test_a_category_beside_the_numbers_reaches_over_its_rows(tmp_path: Path) -> None:
    drawing = Drawing()
    rows = [tuple([word] for word in ("类别", *DUTIES[:4])), *(([""], [row[0]], *row[1:4]) for row in DONE)]
    end = columns_only(drawing, rows, 3.0, top=False)
    body = end - TOP - PITCH - 6
    drawing.text(EDGES[0] + 3, TOP + PITCH + 6 + body / 4, "河湖", SIZE)
    drawing.text(EDGES[0] + 3, end - body / 4, "排口", SIZE)
    assert [row[1] for row in rows_read(drawing, tmp_path)] == ["序号", "1", "2", "3", "4"]


def test_a_row_with_lists_in_its_cells_stays_one_row(tmp_path: Path) -> None:
    drawing = Drawing()
    lists = (
        ["7"],
        ["清淤", "护岸", "绿化"],
        ["年内", "开工", "建成"],
        ["市水利局", "市住建局", "市林业局"],
        ["2026年"],
    )
    rows = [tuple([word] for word in DUTIES), lists]
    columns_only(drawing, rows, 3.0, top=True)
    assert read(drawing, tmp_path) == printed(rows)


def test_wrapped_cells_of_one_row_stay_one_row_however_far_apart_their_lines_are(tmp_path: Path) -> None:
    drawing = Drawing()
    edges = (60.0, 100.0, 170.0, 230.0, 280.0)
    head = ("任务", "措施", "责任单位", "完成时限")
    cells = ("疏浚河道绿化两岸", "清除河底全部淤泥，加固两岸堤防", "市水利局、市住建局、市林业局", "2026年6月30日前")
    widths = (3, 6, 5, 4)
    for left, word in zip(edges, head, strict=False):
        drawing.text(left + 3, TOP + 5, word, SIZE)
    for left, cell, width in zip(edges, cells, widths, strict=False):
        for line in range(3):
            drawing.text(left + 3, TOP + 25 + 20 * line, cell[line * width : (line + 1) * width], SIZE)
    for y in (TOP, TOP + 20, TOP + 90):
        drawing.line(edges[0], y, edges[-1], y)
    for edge in edges:
        drawing.line(edge, TOP, edge, TOP + 90)
    assert read(drawing, tmp_path) == [list(head), list(cells)]


def test_rows_that_nothing_parts_are_told(tmp_path: Path) -> None:
    drawing = Drawing()
    drawing.text(180, 50, "青岚县河湖治理实施方案", 16)
    drawing.text(60, 90, "附件 任务分工表")
    rows = [
        (["任务"], ["措施"], ["责任单位"]),
        (["疏浚河", "道"], ["清除河底淤泥，加固两岸堤防。"], ["市水利局、市", "林业局"]),
        (["改造管网"], ["更换老旧管道，新建泵站两座，", "年内全部投用。"], ["市住建局"]),
        (["普查排", "口"], ["逐一溯源。"], ["市环保局"]),
    ]
    columns_only(drawing, rows, 0.0, top=True)
    (tmp_path / "plan.pdf").write_bytes(drawing.bytes())
    ((plan, document),) = extract(tmp_path / "plan.pdf")
    (table,) = [block.table for block in document.blocks if block.table]
    assert table.close_rows == (1,)
    assert plan.responsibilities and all(duty.doubt for duty in plan.responsibilities)


def test_a_list_of_figures_says_how_many_rows_the_texts_beside_it_have(tmp_path: Path) -> None:
    drawing = Drawing()
    rows = [
        (["项目"], ["内容"], ["总投资"], ["责任单位"]),
        (["疏浚", "河道"], ["逐段清淤，", "两岸复绿。"], ["4821"], ["市水利局"]),
        (["改造", "管网"], ["更换旧管，", "接入新网。"], ["1302"], ["市住建局、", "市城管局"]),
        (["修建", "泵站"], ["新建两座，", "改造三座，", "年底投用。"], ["902"], ["市水利局"]),
    ]
    columns_only(drawing, rows, 7.0, top=True)
    assert [row[:4] for row in read(drawing, tmp_path)] == printed(rows)


def test_a_design_that_rules_the_columns_of_every_other_row(tmp_path: Path) -> None:
    drawing = Drawing()
    rows = [tuple([word] for word in DUTIES), *(([row[0]], *row[1:]) for row in DONE)]
    y = TOP
    for number, row in enumerate(rows):
        height = 4 + write_row(drawing, row, y + 2)
        drawing.line(EDGES[0], y, EDGES[-1], y)
        for edge in EDGES if number % 2 else (EDGES[0], EDGES[-1]):
            drawing.line(edge, y, edge, y + height)
        y += height
    drawing.line(EDGES[0], y, EDGES[-1], y)
    assert read(drawing, tmp_path) == printed(rows)


@pytest.mark.parametrize("ruled", [True, False], ids=["rules between rows", "no rules"])
@pytest.mark.parametrize("cut", [1, 2], ids=["between two lines", "below the second line"])
def test_numbered_rows_that_a_page_cuts(tmp_path: Path, cut: int, ruled: bool) -> None:
    drawing = Drawing()
    rows = [tuple([word] for word in DUTIES), *(([row[0]], *row[1:]) for row in (*DONE, *DONE))]
    rows = [rows[0], *(([str(at)], *row[1:]) for at, row in enumerate(rows[1:], 1))]
    y = TOP
    for number, row in enumerate(rows):
        for at in range(max(len(cell) for cell in row)):
            if number == 5 and at == cut:
                drawing.page()
                y = TOP / 2
            for left, cell in zip(EDGES, row, strict=False):
                if at < len(cell):
                    drawing.text(left, y, cell[at], SIZE)
            y += PITCH + 3
        if ruled:
            drawing.line(EDGES[0], y, EDGES[-1], y)
        y += 4 if ruled else PITCH
    assert read(drawing, tmp_path) == printed(rows)


def test_rows_without_rules_that_may_be_torn_are_told(tmp_path: Path) -> None:
    drawing = Drawing()
    drawing.text(180, 50, "青岚县河湖治理实施方案", 16)
    drawing.text(60, 90, "附件 任务分工表")
    lefts = (60.0, 160.0, 260.0, 360.0)
    lines = [
        ("任务", "措施", "责任单位", "完成时限"),
        ("疏浚临江河道", "清除河底的淤泥并", "市水利局", "2026年底"),
        ("", "加固两岸堤防和步", "", ""),
        ("", "道，补种树木。", "", ""),
        ("改造老旧管网", "更换管道，新建两", "市住建局", "2027年底"),
        ("", "座泵站。", "", ""),
        ("普查入河排口", "逐一溯源。", "市环保局", "2026年底"),
    ]
    for number, row in enumerate(lines):
        for left, text in zip(lefts, row, strict=True):
            drawing.text(left, TOP + number * 20.0, text, SIZE)
    (tmp_path / "plan.pdf").write_bytes(drawing.bytes())
    ((plan, _),) = extract(tmp_path / "plan.pdf")
    assert [duty.name for duty in plan.responsibilities if duty.doubt] == ["市水利局", "市住建局", "市环保局"]


def test_a_row_begins_on_a_new_page_below_a_category_that_goes_on(tmp_path: Path) -> None:
    drawing = Drawing()
    head = tuple([word] for word in ("类别", "任务", "措施", "责任单位", "完成时限"))
    rows = (
        (["河湖"], ["疏浚河道"], ["逐段清淤，两", "岸复绿。"], ["市水利局"], ["2026年底"]),
        ([""], ["改造管网"], ["更换旧管。"], ["市住建局"], ["持续推进"]),
        ([""], ["修建泵站"], ["新建两座，改", "造三座。"], ["市水利局"], ["2027年底"]),
        (["监管"], ["普查排口"], ["逐一溯源。"], ["市环保局"], ["2026年底"]),
    )
    for part in ((head, *rows[:2]), rows[2:]):
        y = end = TOP
        for row in part:
            end += write_row(drawing, row, end + 4.0) + 8.0
            if row is head:
                drawing.line(EDGES[0], end, EDGES[-1], end)
        if part[0] is head:
            drawing.line(EDGES[0], y, EDGES[-1], y)
        else:
            drawing.line(EDGES[0], end, EDGES[-1], end)
        for edge in EDGES:
            drawing.line(edge, y, edge, end)
        drawing.page()
    found = read(drawing, tmp_path)
    assert [row[1:] for row in found] == [row[1:] for row in printed([head, *rows])]
