"""Headers of three levels, unknown and lost header words, units with their verbs in one cell: what stands in each cell."""

import pytest

from tests.support.table_layouts import misplaced, read, rows_of

LEVELS = """\
序号 指标 单位 指标值 属性
现状 规划
2024年 2025年 2030年
1 口袋公园 个 12 15 31 预期性
2 步道长度 公里 40.5 48.2 71.0 约束性
"""
YEARS_WITH_THEIR_KIND = """\
主要指标 单位
2026年
目标值 2027年目标值
口袋公园 个 12 15
步道长度
公里 40 48
"""
LOST_WORD = """\
序号 指标 单位 2025年 20 30年
1 口袋公园 个 12 15 预期性
2 步道长度 公里 40 48 约束性
3 公厕 座 120 133 约束性
"""
UNKNOWN_ON_TWO_LINES = """\
序号
指标
取数
系统
2025年
2030年
1
口袋公园数
共享库
12
15
2
步道长度
台账
40
48
"""
VERBS_BESIDE_UNITS = """\
序号
工作任务
责任分工
完成时间
1
修补步道
区水务局牵头，区财政局、东湖街道配合
每年12月底前
2
开放操场
区教育局牵头，区体育局配合
长期坚持
二、保障措施
"""
CUT_BY_A_LINE_END = """\
序号 指标 单位 2025年 2030年 属性
1 口袋公园 个 45.
52 61.20 预期性
2 步道长度 公里 40.15 48.30 约束性
"""


@pytest.mark.parametrize(
    ("text", "header", "first", "last"),
    [
        (LEVELS, 3, "1|口袋公园|个|12|15|31|预期性", "2|步道长度|公里|40.5|48.2|71.0|约束性"),
        (YEARS_WITH_THEIR_KIND, 1, "口袋公园|个|12|15", "步道长度|公里|40|48"),
        (LOST_WORD, 1, "1|口袋公园|个|12|15|预期性", "3|公厕|座|120|133|约束性"),
        (UNKNOWN_ON_TWO_LINES, 1, "1|口袋公园数|共享库|12|15", "2|步道长度|台账|40|48"),
        (
            VERBS_BESIDE_UNITS,
            1,
            "1|修补步道|区水务局牵头，区财政局、东湖街道配合|每年12月底前",
            "2|开放操场|区教育局牵头，区体育局配合|长期坚持",
        ),
        (CUT_BY_A_LINE_END, 1, "1|口袋公园|个|45.52|61.20|预期性", "2|步道长度|公里|40.15|48.30|约束性"),
    ],
    ids=["three levels", "years with their kind", "lost word", "unknown word", "verbs", "value over lines"],
)
def test_rows(text: str, header: int, first: str, last: str) -> None:
    lines, (region,) = read(text)
    assert region.header_rows == header
    rows = rows_of(lines, region)[header:]
    assert ("|".join(rows[0]), "|".join(rows[-1])) == (first, last)
    assert not misplaced(lines, region)


def test_a_blank_separates_two_figures() -> None:
    # the last column has no header word: a value of its own, never the digits of its neighbour
    lines, regions = read("序号 指标 单位 2025年\n1 公厕 座 643 2407\n2 书屋 个 860 2319\n3 步道 公里 750 1917\n")
    cells = {text for region in regions for row in rows_of(lines, region) for text in row}
    assert not cells & {"6432407", "8602319", "7501917"}


def test_a_line_end_inside_a_figure_separates_nothing() -> None:
    # folded at a number of characters, in a table without any separator
    lines, [region] = read(
        "专栏1　主要指标序号指标名称单位2025年2030年指标属性1公共厕所数量座12001500约束性2湿地保护率％60.26\n"
        "5.4预期性3步道总长公里320480预期性4书屋覆盖率％72.585.5预期性5年接待游客万人次310420预期性\n"
    )
    assert [row[1:5] for row in rows_of(lines, region)][1:] == [
        ["公共厕所数量", "座", "1200", "1500"], ["湿地保护率", "％", "60.2", "65.4"], ["步道总长", "公里", "320", "480"],
        ["书屋覆盖率", "％", "72.5", "85.5"], ["年接待游客", "万人次", "310", "420"],
    ]  # fmt: skip


def test_a_short_table_in_one_line_is_split_though_the_text_around_it_is_whole() -> None:
    before, after = (
        "一、发展目标\n\n到2030年，服务水平明显提高。\n\n",
        "\n\n二、重点任务\n\n" + "加快补齐短板，落实各项举措。\n\n" * 8,
    )
    table = "表1序号指标名称2030年属性1社区书屋覆盖率≥95%约束性2步道照明率100%预期性3公厕达标率85%预期性"
    lines, (region,) = read(before + table + after)
    assert [row[1:3] for row in rows_of(lines, region)[1:]] == [
        ["社区书屋覆盖率", "≥95%"],
        ["步道照明率", "100%"],
        ["公厕达标率", "85%"],
    ]


ROLES_BELOW = "序号{0}重点工作{0}责任分工{0}完成时限{1}牵头单位{0}配合单位\n"
ROWS = [
    ("1", "修补步道", "区水务局", "区财政局", "2026年底"),
    ("2", "开放操场", "区教育局", "区体育局", "长期坚持"),
    ("3", "清理楼道", "区房管局", "区城管执法局", "2027年6月底"),
]


@pytest.mark.parametrize("cell", ["\n", " "])
def test_roles_stand_below_the_word_that_spans_them(cell: str) -> None:
    text = ROLES_BELOW.format(cell, "\n") + "\n".join(cell.join(row) for row in ROWS)
    lines, (region,) = read(text + "\n二、保障措施\n")
    assert [tuple(row) for row in rows_of(lines, region)[2:]] == ROWS
    assert rows_of(lines, region)[1][2:4] == ["牵头单位", "配合单位"]


def test_roles_below_a_word_over_tabs() -> None:
    text = "序号\t重点工作\t责任分工\t\t完成时限\n\t\t牵头单位\t配合单位\t\n" + "\n".join(
        "\t".join(row) for row in ROWS
    )
    lines, (region,) = read(text + "\n")
    assert region.header_rows == 2
    assert [tuple(row) for row in rows_of(lines, region)[2:]] == ROWS


@pytest.mark.parametrize(
    ("cell", "unit", "duty"), [("\n", "部门", "主要职责"), ("", "部门", "主要职责"), (" ", "成员单位", "职责分工")]
)
def test_a_table_of_bodies_and_duties(cell: str, unit: str, duty: str) -> None:
    rows = [
        ("1", "区水务局", "疏浚河道，加强日常巡查。"),
        ("2", "各镇人民政府", "清理楼道，减少施工扰民。"),
        ("3", "东湖街道办事处", "开放操场，每周开放两次。"),
    ]
    text = (
        cell.join(("序号", unit, duty))
        + ("" if not cell else "\n")
        + (cell and "\n").join(cell.join(row) for row in rows)
    )
    lines, (region,) = read(text + "\n")
    assert [tuple(row) for row in rows_of(lines, region)[1:]] == rows


def test_a_total_below_tabs_is_no_part_of_the_row_above() -> None:
    _, (region,) = read(
        "序号\t项目名称\t总投资\t责任单位\n1\t修补步道\t120\t区水务局\n2\t开放操场\t80\t区教育局\n合计\t\t200\t\n"
    )
    assert all(cell.row_span == 1 for cell in region.cells)


def test_persons_and_dates_that_run_together() -> None:
    text = (
        "序号项目名称责任领导总投资建设年限责任单位"
        "1疏浚河道项目赵明远37182025—2028年区水务局2开放操场项目周文4032024—2027年区教育局3清理楼道项目吴晓燕6182026—2027年江州海关\n"
    )
    lines, (region,) = read(text)
    assert [row[1:] for row in rows_of(lines, region)[1:]] == [
        ["疏浚河道项目", "赵明远", "3718", "2025—2028年", "区水务局"],
        ["开放操场项目", "周文", "403", "2024—2027年", "区教育局"],
        ["清理楼道项目", "吴晓燕", "618", "2026—2027年", "江州海关"],
    ]


def test_a_header_word_with_a_blank_inside_takes_no_other() -> None:
    text = "领域 序号 主要 任务 责任部门 备注\n水务 1 修补步道 区水务局\n2 疏浚河道 区水务局 新增\n教育 3 开放操场 区教育局\n4 修缮校舍 区教育局\n"
    lines, (region,) = read(text)
    assert [row[2:4] for row in rows_of(lines, region)][1:] == [
        ["修补步道", "区水务局"],
        ["疏浚河道", "区水务局"],
        ["开放操场", "区教育局"],
        ["修缮校舍", "区教育局"],
    ]


def test_labels_of_roles_inside_a_cell_of_units() -> None:
    text = "编号\n工作事项\n责任单位\n完成时限\n"
    rows = [
        ("1", "修补步道", "牵头单位：区水务局；配合单位：区财政局", "2026年6月底"),
        ("2", "开放操场", "区教育局牵头，区体育局配合", "长期坚持"),
        ("3", "清理楼道", "牵头单位：区房管局；配合单位：各镇人民政府", "持续推进"),
    ]
    lines, (region,) = read(text + "\n".join("\n".join(row) for row in rows) + "\n")
    assert [tuple(row) for row in rows_of(lines, region)[1:]] == rows


def test_a_column_without_its_header_word_is_looked_for_where_the_line_goes_on() -> None:
    text = "序号 指标 单位 20 25年 2029年\n1 绿地占比 % 持续改善 达到国家要求 约束性\n2 护士数 人 52 55—61 预期性\n"
    text += "3 体检率 % 58/88 62/96 预期性\n4 燃气管网 公里 — 2028年底建成 约束性\n5 口袋公园 公顷 38 41—47 约束性\n"
    lines, (region,) = read(text)
    assert [row[3:] for row in rows_of(lines, region)[1:]] == [
        ["持续改善", "达到国家要求", "约束性"],
        ["52", "55—61", "预期性"],
        ["58/88", "62/96", "预期性"],
        ["—", "2028年底建成", "约束性"],
        ["38", "41—47", "约束性"],
    ]


def test_years_and_their_kinds_on_lines_of_their_own_before_another_word() -> None:
    text = "类别 序号 指标 单位\n2025年\n实际值\n2030年\n目标值 类型\n便民生活\n1 社区书屋\n个 20 31\n约束性\n2\n屋顶绿化 平方米\n620 702左右 预期性\n"
    text += "绿色街区 3 骑行道 公里 12\n18\n约束性\n4 街角花园 处\n24\n39\n预期性\n"
    lines, (region,) = read(text)
    assert rows_of(lines, region)[0] == ["类别", "序号", "指标", "单位", "2025年实际值", "2030年目标值", "类型"]
    assert [row[4:] for row in rows_of(lines, region)[1:]] == [
        ["20", "31", "约束性"],
        ["620", "702左右", "预期性"],
        ["12", "18", "约束性"],
        ["24", "39", "预期性"],
    ]
