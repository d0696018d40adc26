"""Tables of own wording, damaged in the ways of text dumps, are read as what they were."""

import random
from collections.abc import Callable
from itertools import pairwise
from math import inf

import pytest

from extractors.readers.base.regions import RegionCell, TableRegion
from extractors.readers.dump.read import read_lines, split_lines
from extractors.readers.table_decoder import reading
from extractors.readers.table_decoder.candidates import Candidates
from extractors.readers.table_decoder.costs import least_cost
from extractors.readers.table_decoder.find import decoded_tables
from extractors.readers.table_decoder.fits import EVIDENCE
from extractors.readers.table_decoder.judge import is_clean
from extractors.readers.table_decoder.reading import openers
from extractors.readers.table_decoder.stream import stream
from tests.support.table_layouts import read, rows_of

Row = tuple[str, ...]
NAMES = ["社区书屋", "骑行道长度", "街角花园", "早餐网点", "家庭医生签约率", "屋顶绿化", "共享工具间", "旧衣回收点"]
MEASURES = ["个", "公里", "处", "个", "%", "平方米", "间", "个"]
AREAS = ["便民生活", "绿色街区"]
TITLES = ["改造沿街立面", "开设社区课堂", "清理楼道杂物", "修补人行步道", "增设夜间照明"]
BODIES = [
    "完善方案，逐户征求意见。",
    "建设教室，每周开课两次。",
    "组织志愿者，逐层检查。",
    "优化施工时段，减少扰民。",
    "推进节能灯具，分批更换。",
]
UNITS = ["区房管局", "区教育局", "区城管执法局", "区建设管理委", "区绿化市容局"]


def indicators(draw: random.Random) -> list[Row]:
    head = ("序号", "指标名称", "单位", "2024年实际值", "2027年目标值", "属性")
    rows = []
    for number, (name, measure) in enumerate(zip(NAMES, MEASURES, strict=True), 1):
        now = draw.randint(110, 480)
        then = str(int(now * draw.uniform(1.1, 1.5)))
        rows.append((str(number), name, measure, str(now), then, draw.choice(["约束性", "预期性"])))
    return [head, *rows]


def grouped(draw: random.Random) -> list[Row]:
    head, *rows = indicators(draw)
    return [("类别", *head), *((AREAS[at // 4] if at % 4 == 0 else "", *row) for at, row in enumerate(rows))]


def tasks(draw: random.Random) -> list[Row]:
    head = ("序号", "工作任务", "工作内容", "牵头单位", "完成时限")
    rows = [
        (str(number), title, body, draw.choice(UNITS), f"2026年{draw.randint(1, 12)}月底前")
        for number, (title, body) in enumerate(zip(TITLES, BODIES, strict=True), 1)
    ]
    return [head, *rows]


def one_a_line(rows: list[Row]) -> str:
    return "\n".join(cell for row in rows for cell in row if cell)


def run_together(rows: list[Row]) -> str:
    return "".join(cell for row in rows for cell in row)


def cut_by_a_page(rows: list[Row]) -> str:
    middle = len(rows) // 2
    return one_a_line(rows[:middle]) + "\n— 3 —\n" + one_a_line([rows[0], *rows[middle:]])


def one_row_a_line(rows: list[Row]) -> str:
    return "\n".join(" ".join(cell for cell in row if cell) for row in rows)


SCHEMAS: dict[str, Callable[[random.Random], list[Row]]] = {
    "indicators": indicators,
    "grouped": grouped,
    "tasks": tasks,
}
DAMAGES: dict[str, Callable[[list[Row]], str]] = {
    "one a line": one_a_line,
    "run together": run_together,
    "cut by a page": cut_by_a_page,
    "one row a line": one_row_a_line,
}


@pytest.mark.parametrize("seed", [3, 17, 40])
@pytest.mark.parametrize("damage", DAMAGES)
@pytest.mark.parametrize("schema", SCHEMAS)
def test_damaged_table(schema: str, damage: str, seed: int) -> None:
    rows = SCHEMAS[schema](random.Random(f"{schema}/{seed}"))
    text = "一、工作目标\n到2027年，街区面貌明显改善。\n" + DAMAGES[damage](rows) + "\n二、保障措施\n加强组织领导。\n"
    lines, regions = read(text)
    assert [[tuple(row) for row in rows_of(lines, region)] for region in regions] == [rows]


@pytest.mark.parametrize("schema", SCHEMAS)
def test_every_character_is_in_one_cell(schema: str) -> None:
    text = run_together(SCHEMAS[schema](random.Random(schema)))
    lines, _ = split_lines(text)
    (region,) = decoded_tables(lines)
    pieces = sorted(piece for cell in region.cells for piece in cell.pieces)
    assert pieces[0][1] == 0
    assert pieces[-1][2] == len(text)
    assert all(left[2] == right[1] for left, right in pairwise(pieces))


def test_prose_below_a_header_is_no_table() -> None:
    text = "序号 指标名称 单位 2027年目标值\n到2027年，街区面貌明显改善，居民更加满意。\n加强组织领导，落实责任分工。\n"
    assert not list(decoded_tables(split_lines(text)[0]))


def test_a_value_is_not_cut() -> None:
    text = "序号指标名称2030年属性1管网完好率≥95%约束性2书屋覆盖率≥60%约束性3照明亮灯率100%预期性"
    lines, _ = split_lines(text)
    (region,) = decoded_tables(lines)
    assert [row[2] for row in rows_of(lines, region)[1:]] == ["≥95%", "≥60%", "100%"]


HOLLOW = """主要指标表
类别
序号
一级指标
二级指标
单位
属性
“十四五”
完成值
“十五五”
目标值

建设便捷宜居城区
1
住房改善
旧住房成套改造面积
万平方米
预期性
22
1.6

2
小区更新
老旧小区整治面积
万平方米
预期性
210
260

3
社区建设
完整社区覆盖率
％
预期性
-
55

4
城中村改造
城中村改造项目数量
个
约束性
启动6个整体改造项目
2027年全面完成

打造活力城区
5
商业更新
商务楼宇更新数量
个
预期性
-
≥12
"""


def test_a_table_whose_header_was_cut_at_the_wrong_place_is_read_again() -> None:
    blocks, _ = read_lines(HOLLOW)
    (table,) = [block for block in blocks if block.table is not None]
    assert table.table is not None
    assert (table.table.rows, table.table.columns) == (6, 8)
    assert "5\t商业更新\t商务楼宇更新数量\t个\t预期性\t-\t≥12" in table.text


def test_a_row_that_splits_in_two_ways_is_close() -> None:
    text = "主要指标单位2025年2030年社区书屋个2034共享工具间间123步道长度公里4861绿化面积平方米310420"
    (region,) = decoded_tables(split_lines(text)[0])
    assert region.close_rows == (2,)
    assert len(region.remarks) == 1


def test_a_name_below_another_beside_an_empty_column_of_units_is_no_clean_reading() -> None:
    rows = [
        ("修缮校舍", "县教育局", "县财政局、县住建局"),
        ("疏浚渠系", "县水利局", "县城管局、县民政局"),
        ("建设书屋", "县文旅局", "县团委、县妇联"),
    ]
    table = "".join(f"{n}\n{title} {lead}\n{support}\n" for n, (title, lead, support) in enumerate(rows, 1))
    lines, _ = split_lines(f"序号 重点任务 牵头单位 配合单位\n{table}三、保障措施\n")

    def region(joined: int) -> TableRegion:
        """Return a reading that puts the supporting units of the first rows into the cell of those that lead."""
        cells = [RegionCell(0, at, 1, 1, ((0, a, b),)) for at, (a, b) in enumerate([(0, 2), (3, 7), (8, 12), (13, 17)])]
        for row in range(1, 4):
            lead, support = (3 * row - 1, 5, 9), (3 * row, 0, len(lines[3 * row].text))
            units = [(lead, support), ()] if row <= joined else [(lead,), (support,)]
            parts = [((3 * row - 2, 0, 1),), ((3 * row - 1, 0, 4),), *units]
            cells += [RegionCell(row, at, 1, 1, pieces) for at, pieces in enumerate(parts)]
        return TableRegion(0, 10, 0, len(lines[9].text), tuple(cells), 4, 4, 1, "flattened")

    assert is_clean(lines, region(0))
    assert not is_clean(lines, region(2))


@pytest.mark.parametrize("joined", [False, True])
def test_no_cell_costs_less_than_the_least_of_its_kind_and_beginning(joined: bool) -> None:
    """The decoder leaves cells unrated that could not be cheap enough at this cost."""
    rows = [*indicators(random.Random(1)), *tasks(random.Random(2))]
    whole = stream(split_lines((run_together if joined else one_a_line)(rows))[0])
    candidates = Candidates(whole, joined, openers(whole.text))
    for kind in EVIDENCE:
        for start in range(0, len(whole.text), 3):
            least = candidates.cells(start, kind).least
            assert least >= least_cost(kind)
            for end in candidates.ends(start, kind):
                assert candidates.cost(start, end, kind) >= least, (kind, whole.text[start:end])


@pytest.mark.parametrize("printed", [one_a_line, run_together], ids=lambda layout: layout.__name__)
@pytest.mark.parametrize("drawn", [indicators, grouped, tasks], ids=lambda table: table.__name__)
def test_what_is_given_up_early_would_not_have_been_chosen(
    monkeypatch: pytest.MonkeyPatch, drawn: Callable[[random.Random], list[Row]], printed: Callable[[list[Row]], str]
) -> None:
    """Hypotheses dearer at a short look, and second readings of a sample that may not cost less."""
    lines, _ = split_lines(f"2027年任务安排\n{printed(drawn(random.Random(3)))}\n三、保障措施\n各部门要加强协作。")
    found = list(decoded_tables(lines))
    assert found
    monkeypatch.setattr(reading, "_HOPELESS", inf)
    monkeypatch.setattr(reading._Samples, "_may_cost_less", lambda *_: True)
    assert list(decoded_tables(lines)) == found
