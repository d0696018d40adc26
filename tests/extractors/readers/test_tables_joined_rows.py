"""Tables of which each row is a line in one piece, and what is told of borders between cells that nothing shows."""

import pytest

from extractors.readers.dump_tables.gaps import Gaps
from extractors.readers.table_decoder.stream import has_joined_rows, is_joined_line, stream
from tests.support.table_layouts import read, rows_of

TASKS = """分工表
序号工作任务工作措施牵头单位配合单位
1增设公交线路优化早晚班次，方便群众出行。县交通运输局县公安局、县财政局
2修建村级书屋增加图书资料，延长借阅时间。县文广旅局县教体局
3改善饮水条件改造老旧管网，定期检测水质。县水务局县卫生健康局、县住房城乡建设局
"""


def test_rows_in_one_piece_are_read() -> None:
    lines, (region,) = read(TASKS)
    assert rows_of(lines, region)[1:] == [
        ["1", "增设公交线路", "优化早晚班次，方便群众出行。", "县交通运输局", "县公安局、县财政局"],
        ["2", "修建村级书屋", "增加图书资料，延长借阅时间。", "县文广旅局", "县教体局"],
        ["3", "改善饮水条件", "改造老旧管网，定期检测水质。", "县水务局", "县卫生健康局、县住房城乡建设局"],
    ]


@pytest.mark.parametrize("verb", ["补充", "开放"])
def test_a_border_that_nothing_shows_is_told(verb: str) -> None:
    """The first is no verb that texts are known to open with; the second looks as if it opened one elsewhere."""
    _, (region,) = read(TASKS.replace("增加图书资料，延长借阅时间", f"补充图书资料，{verb}阅览室"))
    assert 2 in region.close_rows
    assert 2 in [remark.row for remark in region.remarks]


def test_lines_of_single_cells_are_no_rows_in_one_piece() -> None:
    whole = stream(read("序号工作任务工作措施牵头单位\n1\n增设公交线路\n优化早晚班次。\n县交通运输局\n")[0])
    assert not has_joined_rows(whole, 0, len("序号工作任务工作措施牵头单位"))
    assert not is_joined_line(whole.breaks, 0)


@pytest.mark.parametrize("header", ["编号指标单位2025年2027年", "编号指标名称指标单位2025年2027年"])
def test_what_is_counted_and_its_measure_are_two_columns(header: str) -> None:
    lines, (region,) = read(f"{header}1书屋数量个12182公园面积公顷75903网点密度个/平方公里3540")
    assert [[row[0], *row[-4:]] for row in rows_of(lines, region)[1:]] == [
        ["1", "书屋数量", "个", "12", "18"],
        ["2", "公园面积", "公顷", "75", "90"],
        ["3", "网点密度", "个/平方公里", "35", "40"],
    ]


def test_a_figure_that_ends_its_line_is_whole() -> None:
    """8412 above 2 is no 841 above row 2, whose name would reach over all lines up to the next figure."""
    text = """编号指标计量单位2027年
1书屋藏书册8412
2公路里程公里逐年增加
3每万人医生数名8.8以上
4电力装机万千瓦≤557
5火灾起数起≥23
"""
    lines, regions = read(text)
    names = [row[1] for region in regions for row in rows_of(lines, region)[1:]]
    assert all(len(name) < 10 for name in names)


def test_the_last_digits_of_a_line_are_no_row_number() -> None:
    text = "册84122公路里程"
    assert Gaps(frozenset({0, text.index("2公")}), frozenset()).cut_figure(text, text.index("12"))
    assert not Gaps(frozenset({0}), frozenset()).cut_figure(text, text.index("12"))


def test_a_last_name_that_may_end_earlier_is_told() -> None:
    text = (
        "指标计量单位2026年目标值2027年目标值责任单位书屋藏书册84129120县教体局、县文广旅局电力装机万千瓦557690县发展和改革局"
        "公路里程公里12001350县妇联机场客运量万人次3541县交通运输局"
    )
    _, (region,) = read(text)
    assert {3, 4} <= set(region.close_rows)  # 县妇联|机场客运量
