"""Names of flattened tables whose first line may be a category or the end of the row before: such rows carry doubt."""

import pytest

from extractors.language.counted_names import COUNTED_NAME
from extractors.readers.base.regions import RegionCell, TableRegion
from extractors.readers.dump_tables.names import Names
from extractors.readers.dump_tables.row_ends import rows_with_open_ends
from extractors.readers.dump_tables.tokens import pieces
from extractors.readers.table_decoder.borders import cuts_ongoing
from extractors.readers.table_decoder.fits import FIT
from extractors.readers.table_decoder.stream import stream
from tests.support.table_layouts import read, rows_of


def doubtful(text: str, column: int) -> tuple[list[str], list[str]]:
    """Return the cells of a column below the header, and those of its rows that carry doubt."""
    lines, (region,) = read(text)
    rows = rows_of(lines, region)
    assert isinstance(region, TableRegion)
    return [row[column] for row in rows[region.header_rows :]], [rows[at][column] for at in region.close_rows]


def test_a_category_that_may_be_the_first_line_of_a_name() -> None:
    names, close = doubtful(
        """类别
指标
单位
2025年
2027年
生态
清淤河道长
度
公里
12
18
农村居民自来水
普及率
%
80
95
新增绿地面积
公顷
30
45
出行
改造公交站台
座
40
64
""",
        1,
    )
    assert names == ["清淤河道长度", "普及率", "新增绿地面积", "改造公交站台"]
    # the row below has the category of the one that may have none
    assert close == ["普及率", "新增绿地面积"]


def test_no_doubt_where_each_name_is_whole() -> None:
    names, close = doubtful(
        """类别 指标 单位 2025年 2027年
生态 清淤河道长度 公里 12 18
新增绿地面积 公顷 30 45
出行 改造公交站台 座 40 64
新增充电桩 个 300 420
""",
        1,
    )
    assert names == ["清淤河道长度", "新增绿地面积", "改造公交站台", "新增充电桩"]
    assert close == []


@pytest.mark.parametrize(
    ("units", "close"),
    [
        (("县财政局、", "县审计局"), set()),
        (("县住房和城", "乡建设局"), set()),
        (("县审计局", "县财政局"), set()),
        (("县审计局", "餐厨废物处"), {1, 2}),
    ],
)
def test_units_whose_last_line_may_begin_the_next_name(units: tuple[str, str], close: set[int]) -> None:
    rows = [
        ["指标", "单位", "2027年", "责任单位"],
        ["绿地面积", "公顷", "45", *units],
        ["置利用率", "%", "64", "县公安局"],
    ]
    texts = [text for row in rows for text in row]
    lines, _ = read("\n".join(texts))
    cells, at = [], 0
    for number, row in enumerate(rows):
        places = [(at + place, 0, len(text)) for place, text in enumerate(row)]
        cells += [RegionCell(number, column, 1, 1, (place,)) for column, place in enumerate(places[:3])]
        cells.append(RegionCell(number, 3, 1, 1, tuple(places[3:])))
        at += len(row)
    region = TableRegion(0, len(lines), 0, len(texts[-1]), tuple(cells), 3, 4, 1, "decoded")
    assert rows_with_open_ends(lines, region) == close


@pytest.mark.parametrize(
    ("text", "title", "cut"),
    [
        ("开放夜市全年县商务局", "开放夜市全", True),
        ("开放夜市每季度末县商务局", "开放夜市每季", True),
        ("开放夜市全年组织4次", "开放夜市全", False),
    ],
)
def test_no_title_ends_inside_a_word_for_work_that_goes_on(text: str, title: str, cut: bool) -> None:
    assert cuts_ongoing(stream(read(text)[0]), 0, len(title)) is cut


def test_the_end_of_an_office_begins_neither_a_name_nor_a_list() -> None:
    assert FIT["indicator"]("管理办公室社区食堂数量") > FIT["indicator"]("社区食堂数量") + 3.0
    assert Names().start("管理办公室") > Names().start("县水务局")


@pytest.mark.parametrize("name", ["12345热线办结率", "12345政务服务热线办结率", "12315投诉按时办结率"])
def test_the_number_of_a_hotline_begins_a_name(name: str) -> None:
    assert COUNTED_NAME.match(name)
    assert not COUNTED_NAME.match(name.replace("热线", "户").replace("投诉", "户").replace("政务服务", ""))


def test_a_figure_stands_in_a_cell_of_its_own_behind_a_long_list_of_units() -> None:
    line = "县文化旅游局、县司法局、县工业和信息化局、县气象局 20"
    assert [line[start:end] for start, end in pieces(line)][-1] == "20"
    assert len(list(pieces("县文化旅游局、县司法局、县工业和信息化局共计投入资金 20"))) == 1


def test_a_value_in_words_is_not_torn_between_a_name_and_the_next_cell() -> None:
    lines, (region,) = read(
        """序号
指标
2025年
2027年
1
公路里程（公
里）
完成市下达
任务
45
2
绿地面积（公顷
）
30
42
3
充电桩（个）
64
80
"""
    )
    assert rows_of(lines, region)[1] == ["1", "公路里程（公里）", "完成市下达任务", "45"]
