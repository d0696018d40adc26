"""Cells of text dumps whose texts are torn: names with brackets, words, figures and units that go on in the next line or without a break."""

import pytest

from extractors.readers.dump_tables.costs import stay
from extractors.readers.dump_tables.features import features
from extractors.readers.dump_tables.names import Names
from extractors.readers.dump_tables.tokens import tokens
from extractors.readers.table_decoder.borders import (
    cuts_branch,
    cuts_inner_level,
    goes_on_as_date,
    has_fused_number,
    lacks_number,
)
from extractors.readers.table_decoder.cell_texts import is_no_value, is_rest, is_torn
from extractors.readers.table_decoder.fits import FIT
from extractors.readers.table_decoder.stream import Stream, stream
from tests.support.table_layouts import read, rows_of


def stream_of(text: str) -> Stream:
    return stream(read(text)[0])


def test_no_cell_begins_with_the_bracket_inside_a_name() -> None:
    text = """序号 工作任务
主要内容
牵头单位
配合单位 完成时限
1
修缮公共浴室
改造管网，更换设备。
县商务局
县民政局
2026年底前
2
增设停车泊位
盘活边角地块，方便居民停车。
县城管局
县公安局、各镇
（乡）人民政
府、县财政局
2027年6月
底前
"""
    lines, (region,) = read(text)
    assert [row[3:5] for row in rows_of(lines, region)[1:]] == [
        ["县商务局", "县民政局"],
        ["县城管局", "县公安局、各镇（乡）人民政府、县财政局"],
    ]


def test_the_end_of_a_value_in_words_is_no_category() -> None:
    assert FIT["category"]("确定") > FIT["category"]("交通") + 1.0
    assert is_rest("执行")
    assert not is_rest("目标")


def test_a_value_has_no_measure_of_its_name_before_words() -> None:
    assert is_no_value("面积（平方米）逐步扩大")
    assert not is_no_value("逐步扩大")


@pytest.mark.parametrize(("name", "fused"), [("0⏎宽带用户数", True), ("206.35⏎粮食产量", True), ("12⏎粮食产量", False)])
def test_a_number_above_a_name_is_that_of_its_row_only_if_it_can_be(name: str, fused: bool) -> None:
    found = stream_of(name.replace("⏎", "\n"))
    assert has_fused_number(found, 0, len(found.text)) is fused


def test_a_name_keeps_the_number_that_it_begins_with() -> None:
    text = "出租率%9128.412315热线接通率%90"
    assert lacks_number(stream_of(text), text.index("热线"))
    assert not lacks_number(stream_of(text), text.index("出租"))


@pytest.mark.parametrize(("before", "after"), [("改造管网县住房城", "乡建设局"), ("县财政局县乡", "村振兴局")])
def test_a_name_is_not_cut_before_the_level_inside_it(before: str, after: str) -> None:
    assert cuts_inner_level(stream_of(before + after), len(before))


def test_a_town_follows_a_whole_name() -> None:
    assert not cuts_inner_level(stream_of("县教育局乡镇人民政府"), len("县教育局"))


def test_a_list_that_ends_inside_a_name_is_torn() -> None:
    assert is_torn("办好职业学校县教育局、县")
    assert not is_torn("通报各市、县")


@pytest.mark.parametrize("kind", ["title", "content"])
def test_a_work_whose_name_ends_as_that_of_a_unit_is_no_unit(kind: str) -> None:
    assert FIT[kind]("建设社区康复中心") < FIT[kind]("县社区康复中心")


def test_a_measure_per_area_is_not_cut() -> None:
    text = "编号指标计量单位2026年目标值1书屋数量个122路网密度公里/百平方公里563绿地面积公顷75"
    lines, (region,) = read(text)
    assert ["2", "路网密度", "公里/百平方公里", "56"] in [list(row) for row in rows_of(lines, region)]


def test_the_rest_of_a_value_is_no_row_number_where_rows_have_none() -> None:
    found = stream_of("17.3\n1\n粮食产量")
    assert not has_fused_number(found, 4, 9)
    assert has_fused_number(found, 4, 9, numbered=False)
    assert not has_fused_number(stream_of("预期性\n1\n粮食产量"), 3, 8, numbered=False)


@pytest.mark.parametrize(
    ("text", "rest", "goes_on"),
    [
        ("修缮公共浴室2026年", "9月30日前", True),
        ("修缮公共浴室2026—20", "28年", True),
        ("修缮公共浴室2026年", "县商务局", False),
        ("修缮公共浴室2026年", "2027年", False),
    ],
)
def test_no_text_ends_in_the_first_line_of_a_date(text: str, rest: str, goes_on: bool) -> None:
    assert goes_on_as_date(stream_of(f"{text}\n{rest}"), 0, len(text)) is goes_on


def test_a_date_over_lines_stays_in_its_cell() -> None:
    text = """序号
工作任务
完成时间
牵头单位
1
修缮公共浴
室
2026年
9月30日前
县商务局
2
增设停车泊位
2027年3月
县城管局
3
整修村级
道路
每季度末
县交通运输局
"""
    lines, (region,) = read(text)
    assert rows_of(lines, region)[1:] == [
        ["1", "修缮公共浴室", "2026年9月30日前", "县商务局"],
        ["2", "增设停车泊位", "2027年3月", "县城管局"],
        ["3", "整修村级道路", "每季度末", "县交通运输局"],
    ]


@pytest.mark.parametrize(("before", "cut"), [("中国人民银行", True), ("县财政局", False)])
def test_the_branch_of_a_bank_stands_behind_the_bank(before: str, cut: bool) -> None:
    assert cuts_branch(stream_of(f"{before}\n江州支行"), len(before)) is cut


def test_a_cell_hardly_begins_with_a_branch() -> None:
    assert Names().start("江州支行") > Names().start("江州海关")


def test_no_name_begins_with_the_end_of_an_office() -> None:
    assert FIT["indicator"]("公室书屋数量") > FIT["indicator"]("书屋数量") + 3.0


def test_a_whole_value_in_words_does_not_go_on() -> None:
    lines = read("动态调整\n每千人书屋\n依据上级要求\n确定")[0]
    whole, name, half, rest = features(tokens(lines, range(4), frozenset()), None)
    assert stay("value", whole, name, False) > stay("value", half, rest, False) + 1.0
