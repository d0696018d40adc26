"""Where the cells, the rows and the tables of a text dump end, though no rule or blank shows it."""

import pytest

from extractors.readers.base.lines import TextLine
from extractors.readers.table_decoder.borders import short_first_line
from extractors.readers.table_decoder.fits import FIT
from extractors.readers.table_decoder.stream import stream
from tests.support.table_layouts import read, rows_of

Row = tuple[str, ...]


def region_of(text: str) -> list[Row]:
    """Return the cells of the only table of a text row by row, empty where nothing is printed."""
    lines, (region,) = read(text)
    return [tuple(row) for row in rows_of(lines, region)]


def test_the_last_group_of_one_row_belongs_to_the_table() -> None:
    rows = """任务类别
序号
工作任务
责任单位
（一）改善街区
1
改造沿街立面
区房管局、区城管执法局
2
修补人行步道
区建设管理委
（二）服务居民
3
开设社区课堂
区教育局、区文化旅游局
"""
    assert [row[1:] for row in region_of(rows)[1:]] == [
        ("1", "改造沿街立面", "区房管局、区城管执法局"),
        ("2", "修补人行步道", "区建设管理委"),
        ("3", "开设社区课堂", "区教育局、区文化旅游局"),
    ]


def test_a_row_with_values_in_words_at_the_end_belongs_to_the_table() -> None:
    last = ("共享工具间", "间", "稳步提升", "动态调整", "37.4")
    rows = [
        ("指标", "计量单位", "2023年目标值", "2024年目标值", "2025年目标值"),
        ("社区书屋", "个", "20", "24", "31"),
        ("屋顶绿化面积", "平方米", "620", "≥655", "702"),
        last,
    ]
    text = "\n\n".join("\n".join(row) for row in rows) + "\n\n三、重点任务\n\n1.推进街区更新，改善居住环境。\n"
    assert region_of(text)[-1] == last


def test_a_row_below_a_page_cut_does_not_go_on_with_the_one_above() -> None:
    head = "主要指标\n计量单位\n2026年目标值\n2027年目标值\n"
    text = head + "书屋数量\n个\n20\n24\n照明亮灯率\n%\n91\n96\n— 7 —\n" + head
    text += "路网密度\n公里/百平方公里\n36\n53\n绿化面积\n平方米\n88\n95\n"
    names = [row[:2] for row in region_of(text)[1:]]
    assert names == [("书屋数量", "个"), ("照明亮灯率", "%"), ("路网密度", "公里/百平方公里"), ("绿化面积", "平方米")]


def test_a_year_and_its_word_on_two_lines_are_one_header_word() -> None:
    text = "序号 指标\n单位\n2025年\n实际值 2030年目标值 属性\n1 社区书屋 个\n20 31 预期性\n2 屋顶绿化 平方米 620\n702 约束性\n"
    assert region_of(text)[0] == ("序号", "指标", "单位", "2025年实际值", "2030年目标值", "属性")


def test_words_that_close_a_value_do_not_begin_the_next_name() -> None:
    head = "主要指标 计量单位\n2026年目标值\n2027年目标值\n"
    text = head + "社区书屋\n数量 个 20左右 31\n屋顶绿化 平方米 620\n702\n骑行道\n长度 公里 42.29 65.45\n以上\n"
    text += "平均办理时间\n个工作日\n65 58\n路灯亮灯率 %\n91 96\n街角花园 处 12 18\n"
    assert [row[3] for row in region_of(text)[1:]] == ["31", "702", "65.45以上", "58", "96", "18"]


def test_row_numbers_that_run_into_values() -> None:
    text = "序号指标名称单位2030年目标值1社区书屋个1532绿化面积平方米76003亮灯率%564路网密度公里/百平方公里≥305骑行道公里91"
    rows = [(row[0], row[3]) for row in region_of(text)[1:]]
    assert rows == [("1", "153"), ("2", "7600"), ("3", "56"), ("4", "≥30"), ("5", "91")]


def test_blanks_separate_cells_of_a_table_whose_header_has_one_word_a_line() -> None:
    head = "指标\n单位\n2026年\n目标值\n2027年目标值\n2028年目\n标值\n"
    text = (
        head
        + "河岸步道里程 公里 15 22 30\n社区书\n屋数量 个\n17 27 29\n街角花园\n处 12 18左右 25\n骑行道长\n度 公里 8 9 11\n"
    )
    assert [row[2:] for row in region_of(text)[1:]] == [
        ("15", "22", "30"),
        ("17", "27", "29"),
        ("12", "18左右", "25"),
        ("8", "9", "11"),
    ]


@pytest.mark.parametrize(
    ("lines", "values"),
    [
        ("长度（公里） 依据上级\n要求\n确定\n动态调整", ("依据上级要求确定", "动态调整")),
        ("长度（公里） 3373\n3801左\n右", ("3373", "3801左右")),
        ("长度（公里） 12.5\n左右 动态调整", ("12.5左右", "动态调整")),
        ("长度\n（公里） 动态调整 12.5", ("动态调整", "12.5")),
    ],
)
def test_a_value_over_two_lines_is_one_cell(lines: str, values: Row) -> None:
    head = "序号 指标\n2026年\n2027年 类型\n"
    text = head + "1 社区书屋\n（个） 20 31\n约束性\n2 屋顶绿化\n（平方米） 620\n702 约束性\n3 骑行道\n"
    text += f"{lines} 预期性\n4 街角花园（处） 12 18 预期性\n"
    assert region_of(text)[3][2:4] == values


def test_a_number_is_not_cut_for_a_name_that_begins_with_its_digits() -> None:
    text = (
        "序号指标名称单位2030年目标值1骑行道公里942社区书屋个673路灯亮灯率%≥954河岸步道公里95875平均办理时间个工作日49"
    )
    assert [row[3] for row in region_of(text)[1:]] == ["94", "67", "≥95", "9587", "49"]


def test_values_in_words_end_where_the_next_name_begins() -> None:
    text = (
        "指标名称计量单位2026年目标值2027年目标值2028年目标值平均办理时间天4138稳步下降书屋面积平方米完成市下达任务6872"
    )
    text += "亮灯率%91.292.4动态调整骑行道长度公里28.431.735.2幼儿托位数个260310350"
    assert region_of(text)[1:] == [
        ("平均办理时间", "天", "41", "38", "稳步下降"),
        ("书屋面积", "平方米", "完成市下达任务", "68", "72"),
        ("亮灯率", "%", "91.2", "92.4", "动态调整"),
        ("骑行道长度", "公里", "28.4", "31.7", "35.2"),
        ("幼儿托位数", "个", "260", "310", "350"),
    ]


def test_a_unit_does_not_begin_inside_a_noun() -> None:
    text = "序号工作任务责任单位完成时限1推进历史文化街区保护区房管局、区文化旅游局2026年底2建设高新区孵化楼市科技局长期坚持"
    assert [row[1:3] for row in region_of(text)[1:]] == [
        ("推进历史文化街区保护", "区房管局、区文化旅游局"),
        ("建设高新区孵化楼", "市科技局"),
    ]


def test_values_with_marks_of_notes_and_with_what_they_were_measured_on() -> None:
    same = "沿河堤防达到50年一遇防洪标准"
    text = "指标名称\n指标属性\n\n目标值（2025年）\n\n现状值(2025年）\n\n进展评价\n\n排水达标面积占比\n\n预期性\n\n35%1\n\n74.2%2\n\n已完成\n\n"
    text += f"防洪标准\n\n预期性\n\n{same}\n\n{same}\n\n已完成\n\n水质优良比例\n\n约束性\n\n50%\n\n"
    text += "98%（区管断面）\n\n95%（市考断面）\n\n已完成\n\n水面率\n\n约束性\n\n3.7%\n\n3.8%\n\n已完成\n"
    assert [row[2:4] for row in region_of(text)[1:]] == [
        ("35%1", "74.2%2"),
        (same, same),
        ("50%", "98%（区管断面）95%（市考断面）"),
        ("3.7%", "3.8%"),
    ]


def test_an_empty_cell_leaves_a_blank_line() -> None:
    head = "序号\n指标名称\n单位\n属性\n2025年完成值\n2030年目标值\n\n"
    rows = [
        "1\n书屋数量\n个\n预期性\n20\n31\n",
        "2\n街区改造\n个\n预期性\n\n≥5\n",
        "3\n步道长度\n公里\n约束性\n12.5\n18.0\n",
    ]
    rows += ["4\n绿化面积\n平方米\n预期性\n300\n420\n", "5\n车位数量\n个\n预期性\n\n≥70\n"]
    assert [row[4:] for row in region_of(head + "\n".join(rows))[1:]] == [
        ("20", "31"),
        ("", "≥5"),
        ("12.5", "18.0"),
        ("300", "420"),
        ("", "≥70"),
    ]


@pytest.mark.parametrize(
    ("text", "kind", "expect"),
    [
        ("区\n县水利局、县教育局", "role", 1.0),
        ("保障工程\n加强水源地巡查，按月公布水质结果\n并建档。", "content", 0.4),
        ("加强水源地巡查，按月公布水质结果\n并建档。", "content", 0.0),
        ("完成整改；\n加强水源地巡查，按月公布水质结果。", "content", 0.0),
        ("县水利局\n县住房和城乡建设局", "role", 0.0),
        ("序\n号", "title", 0.0),
    ],
)
def test_a_short_line_above_a_long_one_belongs_to_the_cell_before(text: str, kind: str, expect: float) -> None:
    whole = stream([TextLine(line, 0, 0, False) for line in text.split("\n")])
    places = [at for at, strength in enumerate(whole.breaks) if strength]
    assert short_first_line(whole, places, 0, len(whole.text), kind) == expect


@pytest.mark.parametrize(
    ("kind", "torn", "whole"),
    [
        ("indicator", "G通信基站", "5G通信基站"),
        ("value", "90以上保持", "保持90以上"),
        ("role", "县供电局、中国铁塔2026年底分公司", "县供电局、中国铁塔分公司"),
        ("deadline", "3", "3月底"),
    ],
)
def test_what_is_torn_costs_more(kind: str, torn: str, whole: str) -> None:
    assert FIT[kind](torn) > FIT[kind](whole) + 2.0


def test_rows_whose_cells_are_broken_side_by_side_are_doubtful() -> None:
    text = """\
附件 工作任务分工表
序号  工作任务              责任单位                  完成时限
一、
设施
建设
1     改造书屋10间          县文旅局                  2026年底
2     布设候车亭20座        县交通运输局、中国铁塔临  2026年底
                            川分公司
二、
夜市
1     引进摊位80个          县商务局、县教育局        2026年6月底
2     举办集市8场           县文旅局、各镇（乡）人民  2026年底
                            政府
三、
路灯
1     更换节能灯具          县城管局、县住建局        2027年6月底
2     增设夜间灯具          县城市管理局              2027年底
"""
    lines, (region,) = read(text)
    broken = [at for at, row in enumerate(rows_of(lines, region)) if "布设候车亭20座" in row]
    assert region.how == "decoded"
    assert set(broken) <= set(region.close_rows)
    assert broken


def test_a_name_that_likely_begins_with_its_category_is_doubtful() -> None:
    text = """\
附件 考核指标
一级指标
二级指标 单位 目标值 责任单位
街面环境
社区书屋密度 % 3.2
县文旅局
口袋公园总
数量 家 120 县文旅局
便民服务
路灯完好率 % 45.6
县城管局
社区KTV噪
声降幅
% 14
县民政事务局
步道平整率 % ≥97
市住房城乡建设
局
"""
    lines, (region,) = read(text)
    joined = [at for at, row in enumerate(rows_of(lines, region)) if any("服务路灯" in cell for cell in row)]
    assert region.how == "flattened"
    assert joined
    assert set(joined) <= set(region.close_rows)
