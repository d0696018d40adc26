"""Flattened tables read back from cases of own wording; the law that no character is lost or doubled."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from extractors import extract
from extractors.readers.base.lines import TextLine
from extractors.readers.table_decoder.find import close_readings
from extractors.readers.table_decoder.states import CellState
from extractors.readers.table_decoder.stream import stream
from tests.support.paths import TESTS
from tests.support.table_layouts import misplaced, read, rows_of

CASES: list[dict[str, Any]] = yaml.safe_load((TESTS / "cases" / "flattened_tables.yml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=[case["why"] for case in CASES])
def test_case(case: dict[str, Any]) -> None:
    lines, regions = read(case["text"])
    assert [["|".join(row) for row in rows_of(lines, region)] for region in regions] == case["expect"]
    assert [misplaced(lines, region) for region in regions] == [[] for _ in regions]


def test_two_readings_are_told() -> None:
    _, regions = read("序号指标单位2020年2025年属性1社区食堂个11111预期性2养老床位张1200013000预期性")
    assert len(regions) == 1
    assert len(regions[0].remarks) == 1
    row, zh, en = regions[0].remarks[0]
    assert row == 1
    assert "社区食堂" in zh
    assert "11" in en


@pytest.mark.parametrize("name", ["made.txt", "made.md"])
def test_two_readings_quote_their_row(name: str, tmp_path: Path) -> None:
    text = (
        "县水利规划（2021—2025年）\n\n# 概况\n\n本县河道较多。\n\n# 主要指标\n\n"
        "序号指标名称单位2020年2025年属性1整治河道公里3445预期性2新建水库座11112约束性3湿地面积公顷1213约束性\n"
    )
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    ((plan, document),) = extract(path)
    (told,) = (found for found in plan.findings if found.code == "table-two-readings")
    (side,) = told.sides
    assert side.quote.split() == ["2", "新建水库", "座", "111", "12", "约束性"]
    assert next(block.text for block in document.blocks if block.id == side.block)[side.start : side.end] == side.quote


def test_a_border_between_two_texts_that_may_as_well_be_elsewhere_is_told() -> None:
    rows = "1|种植行道树|每株补助|二十元|县林业局 2|修补水渠|按延长米|验收|县水利局 3|改造书屋|座椅由县里|配齐|县文旅局"
    lines, (region,) = read("序号\n政策措施\n支持标准\n责任单位\n" + rows.replace("|", "\n").replace(" ", "\n"))
    assert [row[0] for row in rows_of(lines, region)] == ["序号", "1", "2", "3"]
    assert [remark.row for remark in region.remarks] == [1, 2, 3] == list(region.close_rows)


def test_a_category_that_may_be_the_beginning_of_a_name_is_told() -> None:
    lines, (region,) = read(
        "任务类别 具体任务 牵头单位 责任单位\n改善设施\n编制村庄步道网\n布局图\n县自然资源局\n县公安局、县交通\n运输局\n"
        "安装气象监\n测杆 县气象局\n县应急管理局\n壮大集市 招引特色摊位\n县工业和信息\n化局\n县商务局、高新区\n管委会\n"
        "发展夜间市\n集业务 县交通运输局\n县金融办、高新区管\n委会\n"
    )
    rows = rows_of(lines, region)
    assert rows[1] == ["改善设施", "编制村庄步道网布局图", "县自然资源局", "县公安局、县交通运输局"]
    # 壮大集市 may be the category of the third row
    assert rows[3][1] == "壮大集市招引特色摊位"
    assert 3 in region.close_rows


def test_a_border_that_only_one_place_can_have_is_not_told() -> None:
    rows = (
        "1|种植行道树|每株补助二十元。|县林业局 2|修补水渠|按延长米验收。|县水利局 3|改造书屋|座椅由县里配齐。|县文旅局"
    )
    _, (region,) = read("序号\n任务\n主要内容\n责任单位\n" + rows.replace("|", "\n").replace(" ", "\n"))
    assert (region.close_rows, region.remarks) == ((), ())


def test_a_row_of_one_cell_has_one_reading() -> None:
    whole = stream([TextLine("一行动专项水利", 0, 0, False)])
    first = CellState(0.0, "", 3, 2, 0, None, 0, True, 0.0, 9.0)
    second = CellState(0.0, "", 5, 0, 0, first, 3, True, 0.0, 0.0)
    third = CellState(0.0, "", 7, 1, 0, second, 5, False, 0.0, 0.0)
    last = CellState(0.0, "", 7, 0, 0, third, 7, True, 0.0, 0.0)
    assert [remark.row for remark in close_readings(whole, [[first], [second, third], [last]], [0, 1], 1)] == [2]


def test_a_table_inside_a_line_has_its_bounds() -> None:
    text = "目标如下。序号指标单位2020年2025年属性1社区食堂个1020预期性2养老床位张12001300预期性。今后五年，持续改善。"
    lines, (region,) = read(text)
    assert lines[0].text[region.start : region.end].startswith("序号")
    assert lines[0].text[region.start : region.end].endswith("1300预期性")
