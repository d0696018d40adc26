"""Characters at the border of two rows that may belong to either: both rows are announced and give no fact."""

import pytest

from extractors.coverage.doubts.refused_rows import refuse_cut_rows
from extractors.coverage.doubts.source_characters import SourceCharacters
from schemas import Block, Indicator, IndicatorValue, Plan, PlanHeader, Source

Row = tuple[str, str, tuple[str, ...]]
"""Name, measure and values."""
HEADER = PlanHeader(id="p", title="规划", genre="规划", source=Source(file="p.txt", sha256="0"))
DREDGING: Row = ("疏浚河道长度", "公里", ("8.5", "9.5以上"))


def refused(*rows: Row) -> set[str]:
    """Return the names of refused rows of a table whose cells follow each other in the file with nothing between."""
    text = "".join(name + measure + "".join(values) for name, measure, values in rows)
    block = Block(id="b1", kind="table", text=text, segments=((0, len(text), 0),))
    indicators, place = [], 0
    for number, (name, measure, values) in enumerate(rows):
        evidence = block.evidence(place, place + len(name), "row")
        place += len(name + measure)
        cells = []
        for value in values:
            figure = float(value.strip("岁以上下")) if value[0] in "-0123456789" else None
            at = block.evidence(place, place + len(value), "cell")
            cells.append(IndicatorValue(year=2030, kind="plan", value=figure, raw=value, evidence=at))
            place += len(value)
        indicators.append(Indicator(id=f"{number}", name=name, measure=measure, values=tuple(cells), evidence=evidence))
    plan = Plan(plan=HEADER, indicators=tuple(indicators))
    left = refuse_cut_rows(plan, {"b1": block}, SourceCharacters([block])).plan.indicators
    return {name for name, _, _ in rows} - {indicator.name for indicator in left}


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([("公园面积", "公顷", ("8.5", "9.25")), ("G网络覆盖率", "%", ("41.5", "48"))], {"公园面积", "G网络覆盖率"}),
        ([("公园面积", "公顷", ("8.5", "9.25")), ("WiFi覆盖率", "%", ("41.5", "48"))], set()),
        ([("入园率", "%", ("81.5", "90.53岁以下")), ("儿童占比", "%", ("41.5", "48"))], {"入园率", "儿童占比"}),
        ([("平均年龄", "岁", ("49岁以下",)), ("儿童占比", "%", ("41.5", "48"))], set()),
        ([("公园面积", "公顷", ("8.5", "9.2")), ("8绿道长度", "公里", ("41.5", "48"))], {"公园面积", "8绿道长度"}),
        ([("公园面积", "公顷", ("9以上",)), ("2小时救援覆盖率", "%", ("41.5",))], set()),
        # 岁以下儿童 begins no name, and 41.54 has more decimals than 38.6
        ([("入园率", "%", ("38.6", "41.5")), ("4岁以下儿童入托率", "%", ("41.5", "48"))], set()),
        ([("热线", "件", ("1.3", "1.6")), ("12345热线满意率", "%", ("41.5", "48"))], set()),
        # 4051 is ten times 391; with no value beside it, 4051 and 5分钟 are as good as 405 and 15分钟
        ([("公园面积", "公顷", ("391", "405")), ("15分钟阅读圈", "个", ("41", "48"))], set()),
        ([("公园面积", "公顷", ("405",)), ("15分钟阅读圈", "个", ("41",))], {"公园面积", "15分钟阅读圈"}),
        ([("公园面积", "公顷", ("405",)), ("12345热线满意率", "%", ("41",))], {"公园面积", "12345热线满意率"}),
        ([DREDGING, ("绿道长度", "公里", ("12", "动态调整动态调整"))], {"绿道长度"}),
        ([DREDGING, ("绿道长度", "公里", ("-12", "78", "动态调整"))], {"绿道长度"}),  # or —, 1278
        ([DREDGING, ("绿道长度", "公里", ("12", "动态调整"))], set()),
    ],
)
def test_rows_whose_border_is_unclear_give_no_fact(rows: list[Row], expected: set[str]) -> None:
    assert refused(*rows) == expected
