"""Rows without numbers whose lines all stand equally close, with no rules between them: whole cells show where each begins."""

from pathlib import Path

import pytest

from extractors import extract
from schemas import Document, Plan
from tests.support.pdf_drawing import Drawing, rows_read

SIZE = 10.0
PITCH = 13.0
TOP = 130.0
EDGES = (60.0, 120.0, 260.0, 330.0, 400.0)
"""X of the columns; four of five characters, twelve, five and five fit."""

Row = tuple[list[str], ...]
HEAD: Row = (["重点任务"], ["具体举措"], ["责任单位"], ["完成时限"])
ROWS: tuple[Row, ...] = (
    (
        ["疏浚临江", "河道"],
        ["分段清除河底淤泥，加固", "两岸堤防，补种岸边树木，", "年底验收。"],
        ["市水利局、", "市林业局"],
        ["2026年底"],
    ),
    (["改造管网"], ["更换老旧管道。"], ["市住建局"], ["2026年第", "四季度前"]),
    (["修建排涝", "泵站"], ["新建两座泵站，改造三座", "泵站。"], ["市水利局"], ["持续推进"]),
    (["普查入河", "排口"], ["逐一溯源。"], ["市生态环", "境局"], ["2027年6", "月底"]),
)


def whole(rows: tuple[Row, ...]) -> list[list[str]]:
    return [["".join(cell) for cell in row] for row in rows]


def write(drawing: Drawing, rows: tuple[Row, ...], top: bool, y: float = TOP) -> float:
    """Write rows one right below the other, cells at the top or in the middle of theirs, and return y of the end."""
    for row in rows:
        height = max(map(len, row)) * PITCH
        for left, cell in zip(EDGES, row, strict=False):
            shift = 0.0 if top else (height - len(cell) * PITCH) / 2
            for number, line in enumerate(cell):
                drawing.text(left + 3, y + shift + number * PITCH, line, SIZE)
        y += height
    return y


def read(drawing: Drawing, folder: Path) -> list[list[str]]:
    return [[text.replace("\n", "") for text in row] for row in rows_read(drawing, folder)]


def plan_of(drawing: Drawing, folder: Path) -> tuple[Plan, Document]:
    (folder / "plan.pdf").write_bytes(drawing.bytes())
    ((plan, document),) = extract(folder / "plan.pdf")
    return plan, document


@pytest.mark.parametrize("top", [True, False], ids=["flush above", "in the middle"])
@pytest.mark.parametrize("ruled", [True, False], ids=["rules between columns", "no rules"])
def test_rows_begin_where_all_cells_are_whole(tmp_path: Path, top: bool, ruled: bool) -> None:
    drawing = Drawing()
    end = write(drawing, (HEAD, *ROWS), top)
    if ruled:
        for y in (TOP, TOP + PITCH, end):
            drawing.line(EDGES[0], y, EDGES[-1] + 60, y)
        for edge in (*EDGES[:4], EDGES[3] + 70):
            drawing.line(edge, TOP, edge, end)
    assert [row[:4] for row in read(drawing, tmp_path)] == whole((HEAD, *ROWS))


def test_a_broken_header_is_one_row(tmp_path: Path) -> None:
    head: Row = (["重点任务"], ["具体举措"], ["主要责任", "单位"], ["完成时限"])
    drawing = Drawing()
    write(drawing, (head, *ROWS), top=True)
    assert read(drawing, tmp_path) == whole((head, *ROWS))


def test_a_category_in_the_middle_of_rows_reaches_over_them(tmp_path: Path) -> None:
    drawing = Drawing()
    moved = tuple(([""], *row[1:]) for row in (HEAD, *ROWS))
    end = write(drawing, moved, top=False)
    drawing.text(EDGES[0] + 3, TOP, "领域", SIZE)
    third = TOP + PITCH * (1 + 3 + 2)
    drawing.text(EDGES[0] + 3, (TOP + PITCH + third) / 2 - PITCH / 2, "河湖", SIZE)
    drawing.text(EDGES[0] + 3, (third + end) / 2 - PITCH / 2, "排口", SIZE)
    _, document = plan_of(drawing, tmp_path)
    (block,) = [block for block in document.blocks if block.table]
    assert block.table is not None
    spans = {block.text[cell.start : cell.end]: (cell.row, cell.row_span) for cell in block.table.cells}
    assert (spans["河湖"], spans["排口"]) == ((1, 2), (3, 2))


def test_rows_whose_cells_stand_at_no_common_height_are_told(tmp_path: Path) -> None:
    drawing = Drawing()
    drawing.text(180, 50, "青岚县河湖治理实施方案", 16)
    drawing.text(60, 90, "附件 任务分工表")
    write(drawing, (HEAD,), top=True)
    # the units of each row stand beside its last line, everything else beside its first
    y = TOP + PITCH
    for row in ROWS:
        height = max(map(len, row))
        for column, cell in enumerate(row):
            first = height - len(cell) if column == 2 else 0
            for number, line in enumerate(cell):
                drawing.text(EDGES[column] + 3, y + (first + number) * PITCH, line, SIZE)
        y += height * PITCH
    plan, _ = plan_of(drawing, tmp_path)
    read = {
        (task.text.replace("\n", ""), duty.name)
        for task in plan.tasks
        for duty in plan.responsibilities
        if duty.subject == task.id
    }
    right = {("".join(row[1]), name) for row in ROWS for name in "".join(row[2]).split("、")}
    assert read == right or all(task.doubt for task in plan.tasks)


def test_two_rows_beside_one_figure_each_are_no_row(tmp_path: Path) -> None:
    drawing = Drawing()
    head: Row = (["指标名称"], ["数据来源"], ["单位"], ["2027年目标值"])
    rows: tuple[Row, ...] = (
        (["污水集中", "处理率"], ["住建部门逐月统计汇总"], ["%"], ["95"]),
        (["森林覆盖", "率"], ["卫星影像解译并经实地核", "查"], ["%"], ["41"]),
        (["公交站点", "数"], ["公交公司台账"], ["个"], ["620"]),
    )
    write(drawing, (head, *rows), top=False)
    assert read(drawing, tmp_path) == whole((head, *rows))


def test_a_row_may_have_few_marks(tmp_path: Path) -> None:
    lefts = (60.0, 100.0, 170.0, 240.0, 310.0)
    rows: tuple[Row, ...] = (
        (["序号"], ["重点任务"], ["县水利局"], ["县教育局"], ["县林业局"]),
        (["1"], ["疏浚临江", "河道"], ["★"], [], []),
        (["2"], ["修缮校舍"], [], ["★"], ["▲"]),
        (["3"], ["改造排涝", "泵站"], ["★"], [], ["▲"]),
        (["4"], ["绿化校园"], [], ["▲"], ["★"]),
    )
    drawing = Drawing()
    drawing.text(180, 50, "青岚县河湖治理实施方案", 16)
    drawing.text(60, 90, "附件 任务分工表（★牵头，▲配合）")
    y = TOP
    for row in rows:
        height = max(map(len, row)) * PITCH
        for left, cell in zip(lefts, row, strict=True):
            for number, line in enumerate(cell):
                drawing.text(left + 3, y + (height - len(cell) * PITCH) / 2 + number * PITCH, line, SIZE)
        y += height
    plan, _ = plan_of(drawing, tmp_path)
    titles = {task.id: task.title for task in plan.tasks}
    assert {(titles[duty.subject], duty.name) for duty in plan.responsibilities if duty.role == "lead"} == {
        ("疏浚临江河道", "县水利局"), ("修缮校舍", "县教育局"), ("改造排涝泵站", "县水利局"), ("绿化校园", "县林业局"),
    }  # fmt: skip
