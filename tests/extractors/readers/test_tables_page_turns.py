"""Flattened tables over a page break, and dates, figures and names that lines cut or blanks set off."""

import pytest

from extractors.readers.dump_tables.costs import stay
from extractors.readers.dump_tables.features import features
from extractors.readers.dump_tables.tokens import pieces, tokens
from extractors.readers.table_decoder.borders import goes_on_as_date
from extractors.readers.table_decoder.stream import stream
from tests.support.table_layouts import read, rows_of

GROUPED = """指标类别
序号 指标 计量单位 2027年目标值 牵头部门 责任部门
城市道路交
通事故死亡
率
人/万车 80 县公安交警大队
5 农村自来水普及率 %
1227
县水务局
县文化馆中心、
开发区管理办公
室
— 8 —
民生改善
6
社区食堂
家
≥71.74 县民政局
7 每万人社区护士数
名 动态调整 县卫健局
县医保局、县退役
军人事务局
8
公共充电桩数
万千瓦
63
中国工商银行白河支
行
县行政审批局
、县工业信息化
局、县财政局
平安建设 9
小额贷款发
放额
亿元
1941 县商务局
县供销社、县残联
"""


def test_the_first_category_of_a_page_is_none_of_a_row_that_is_whole() -> None:
    lines, (region,) = read(GROUPED)
    assert [row[2] for row in rows_of(lines, region)[2:4]] == ["农村自来水普及率", "社区食堂"]
    assert [row[0] for row in rows_of(lines, region)[2:]] == ["", "民生改善", "", "", "平安建设"]


def test_the_first_row_of_a_header_printed_again_is_no_category() -> None:
    text = """表2 主要指标
序号 指标
单位 指标值 属性
现状（2025年）
规划（2027年）
1 清淤河道长度
公里 12.5 18.0 预期性
2 新增绿地面积
公顷 30 45 约束性
3 改造老旧管网
公里 6.4 9.6 预期性
— 5 —
序号 指标
单位 指标值 属性
4 再生水利用率
% 35 42 约束性
5 公共自行车数量
辆 800 950 预期性
"""
    lines, (region,) = read(text)
    assert [row[1] for row in rows_of(lines, region)[2:]] == [
        "清淤河道长度", "新增绿地面积", "改造老旧管网", "再生水利用率", "公共自行车数量",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("line", "parts"),
    [
        ("科技引领 PM2.5平均浓度 微克", ["科技引领", "PM2.5平均浓度", "微克"]),
        ("宜居城市 30分钟通勤人口比重 %", ["宜居城市", "30分钟通勤人口比重", "%"]),
        ("绿色出行 “一刻钟便民圈”覆盖率 %", ["绿色出行", "“一刻钟便民圈”覆盖率", "%"]),
        ("全社会 R&D 经费投入强度", ["全社会 R&D 经费投入强度"]),
        ("占 GDP比重", ["占 GDP比重"]),
    ],
)
def test_a_name_that_begins_with_letters_or_a_number_stands_behind_its_category(line: str, parts: list[str]) -> None:
    assert [line[start:end] for start, end in pieces(line)] == parts


@pytest.mark.parametrize("opening", ["2026年9月30", "2026年9月", "2027", "2026—20", "2026年上"])
def test_the_beginning_of_a_date_is_no_other_text(opening: str) -> None:
    lines = read(f"{opening}\n修缮浴室")[0]
    date, title = features(tokens(lines, range(2), frozenset()), None)
    assert date.deadline and not title.deadline


def test_a_line_that_begins_with_decimals_goes_on_the_figure_above() -> None:
    lines = read("126\n.9\n0.9\n126.")[0]
    whole, decimals, other, point = features(tokens(lines, range(4), frozenset()), None)
    assert decimals.closing and not other.closing
    assert stay("value", point, whole, False) == 0.0
    assert stay("value", whole, decimals, False) == 0.0 < stay("value", whole, other, False)


@pytest.mark.parametrize(
    ("title", "rest"), [("改造路灯2027", "年底"), ("改造路灯2026年9月", "30日前"), ("改造路灯20", "27年3月")]
)
def test_no_title_ends_inside_a_date_that_a_line_cuts(title: str, rest: str) -> None:
    text = stream(read(f"{title}\n{rest}")[0])
    assert goes_on_as_date(text, 0, len(title))
    assert not goes_on_as_date(text, 0, len("改造路灯"))
