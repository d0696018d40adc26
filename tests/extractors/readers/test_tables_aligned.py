"""Tables whose columns are lined up with blanks are read by their places on the page."""

import pytest

from extractors.readers.base.regions import TableRegion
from extractors.readers.dump.read import split_lines
from extractors.readers.dump_tables.find import find_tables

HEAD = ("序号", "工作任务", "工作内容", "责任单位", "完成时限")
ROWS = (
    ("1", "修补步道", "沿河两岸逐段检查，发现破损的当月修补完毕。", "区水务局", "2026年6月底前"),
    ("2", "开放校园操场", "周末向居民开放。", "区教育局、区体育局", "持续推进"),
    ("3", "增设夜间照明灯", "更换节能灯具，优先安排背街小巷和公园入口。", "区城管执法局、区发展改革委", "2026年底前"),
)
SIZES = (2, 5, 10, 7, 6)


def wrapped(text: str, size: int) -> list[str]:
    return [text[at : at + size] for at in range(0, len(text), size)]


def padded(text: str, size: int, wide: int) -> str:
    shown = sum(wide if ord(char) >= 0x2E80 else 1 for char in text)
    return text + " " * (wide * size + 2 - shown)


def printed(rows: tuple[tuple[str, ...], ...], place: float, wide: int = 2) -> list[str]:
    """Return the printed lines. ``place``: 0 where cells begin at the top of their row, 0.5 in its middle, 1 at its foot."""
    lines = []
    for row in rows:
        cells = [wrapped(cell, size) for cell, size in zip(row, SIZES, strict=True)]
        height = max(map(len, cells))
        above = [round((height - len(cell)) * place) for cell in cells]
        for at in range(height):
            parts = [
                padded(cell[at - skip] if skip <= at < skip + len(cell) else "", size, wide)
                for cell, skip, size in zip(cells, above, SIZES, strict=True)
            ]
            lines.append("".join(parts).rstrip())
    return lines


def read(text: str) -> tuple[TableRegion, list[list[str]]]:
    lines, _ = split_lines(text)
    (region,) = find_tables(lines)
    grid = [[""] * region.columns for _ in range(region.rows)]
    for cell in region.cells:
        grid[cell.row][cell.column] = "".join(lines[at].text[left:right] for at, left, right in cell.pieces)
    return region, grid


@pytest.mark.parametrize("wide", [1, 2])
@pytest.mark.parametrize("place", [0, 0.5, 1])
def test_rows_of_several_lines(place: float, wide: int) -> None:
    text = "\n".join(["附件 任务分工表", *printed((HEAD, *ROWS), place, wide), "四、保障措施", "加强领导。"])
    region, grid = read(text)
    assert region.how == "aligned"
    assert grid == [list(row) for row in (HEAD, *ROWS)]


def test_group_lines_and_a_repeated_header() -> None:
    head, *body = printed((HEAD, *ROWS), 0)
    cut = next(at for at, line in enumerate(body) if line.startswith("3"))
    text = "\n".join([head, "（一）民生", *body[:cut], head, "（二）市容", *body[cut:]])
    region, grid = read(text)
    assert [row[0] for row in grid] == ["序号", "（一）民生", "1", "2", "（二）市容", "3"]
    assert len(region.furniture) == 1
    assert grid[5] == list(ROWS[2])


def test_a_merged_cell_beside_the_middle_of_its_rows() -> None:
    lines = [
        "类别        指标名称            单位    2025年    2030年    属性",
        "            社区食堂            个      24        38        预期性",
        "便民生活    早餐网点            处      310       420       预期性",
        "            家庭医生签约率      %       61.5      70.0      约束性",
        "绿色街区    屋顶绿化面积        万亩    10        12        约束性",
    ]
    region, grid = read("\n".join(lines))
    spans = {cell.row: cell.row_span for cell in region.cells if cell.column == 0 and cell.row}
    assert spans == {1: 3, 4: 1}
    assert [row[1] for row in grid[1:]] == ["社区食堂", "早餐网点", "家庭医生签约率", "屋顶绿化面积"]


def test_a_header_word_above_several_columns() -> None:
    rows = [
        ("序号", "指标名称", "单位", "指标值", "", "属性"),
        ("", "", "", "现状（2025年）", "规划（2030年）", ""),
        ("1", "社区食堂", "个", "24", "38", "预期性"),
        ("2", "早餐网点", "处", "310", "420", "预期性"),
    ]
    sizes = (2, 4, 2, 7, 7, 3)
    lines = ["".join(padded(cell, size, 2) for cell, size in zip(row, sizes, strict=True)).rstrip() for row in rows]
    region, grid = read("\n".join(lines))
    assert region.header_rows == 2
    assert grid[0][3] == "指标值"
    assert grid[1][3:5] == ["现状（2025年）", "规划（2030年）"]
    assert grid[2] == ["1", "社区食堂", "个", "24", "38", "预期性"]


def test_prose_below_a_table_is_no_part_of_it() -> None:
    body = printed((HEAD, *ROWS), 0)
    lines, _ = split_lines("\n".join([*body, "五、附则", "本方案由区发展改革委负责解释。"]))
    (region,) = find_tables(lines)
    assert region.last == len(lines) - 2


PARTS = (
    ("序号", "指标名称", "单位", "2026年", "2029年"),
    ("", "", "", "（万元）", "（万元）"),
    ("1", "社区食堂", "个", "24", "38"),
    ("", "其中：街面", "个", "11", "—"),
    ("2", "早餐网点", "处", "310", "420"),
)


def test_parts_have_rows_of_their_own_and_measures_below_the_header_belong_to_it() -> None:
    lines = ["".join(padded(cell, 6, 2) for cell in row).rstrip() for row in PARTS]
    _, grid = read("\n".join([*lines, "二、保障措施", "加强巡查。"]))
    assert grid == [["序号", "指标名称", "单位", "2026年（万元）", "2029年（万元）"], *map(list, PARTS[2:])]


def test_a_lead_reaches_down_to_rows_in_which_units_only_support() -> None:
    rows = (
        ("序号", "工作任务", "牵头单位", "配合单位"),
        ("1", "修补步道", "区水务局", "区财政局"),
        ("2", "增设灯具", "", "区城管执法局"),
        ("3", "开放操场", "区教育局", ""),
        ("4", "整修书屋", "", ""),
    )
    region, _ = read("\n".join("".join(padded(cell, 6, 2) for cell in row).rstrip() for row in rows))
    spans = {cell.row: cell.row_span for cell in region.cells if cell.column == 2 and cell.row and cell.pieces}
    assert spans == {1: 2, 3: 1}


def test_a_table_goes_on_below_the_words_that_say_so() -> None:
    head, *body = printed((HEAD, *ROWS), 0)
    cut = next(at for at, line in enumerate(body) if line.startswith("3"))
    region, grid = read("\n".join([head, *body[:cut], "表1（续）", head, *body[cut:]]))
    assert grid == [list(row) for row in (HEAD, *ROWS)]
    assert len(region.furniture) == 2


def test_the_rest_of_a_full_line_is_below_it_not_above_the_next_row() -> None:
    text = """\
附件 政策清单
序号  政策措施      支持标准                  责任单位                  执行期限
1     种植行道树    每株每年奖励20万元        县林业局                  2025—2027年
2     修补旧水渠    按费用的50%补助，最高     县水利局                  2025—2027年
                    300万元
3     开办夜间课堂  每平方米每月补贴10元      县民族教育局、高新区管理  2025—2026年
                                              办公室
4     举办周末集市  摊位费全额补助            县商务局                  长期
"""
    _, grid = read(text)
    assert [row[2] for row in grid[1:]] == [
        "每株每年奖励20万元",
        "按费用的50%补助，最高300万元",
        "每平方米每月补贴10元",
        "摊位费全额补助",
    ]
    assert grid[3][3] == "县民族教育局、高新区管理办公室"


def test_header_words_at_a_distance_are_columns() -> None:
    text = """\
附件 工作进度表
序号  目标任务    一季度      二季度    三季度    四季度      责任单位
1     候车亭建设  完成选址    开工8个   建成8个   建成12个    县交通运输局
2     步道开放    申报        开放2条   开放2条   累计6条     县城市管理局
3     摊主引进    对接10家    签约3家   签约3家   落地5家     县商务局
"""
    region, grid = read(text)
    assert region.columns == 7
    assert grid[2] == ["2", "步道开放", "申报", "开放2条", "开放2条", "累计6条", "县城市管理局"]
