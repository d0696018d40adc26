"""Flattened tables read back from cases of own wording; the law that no character is lost or doubled."""

from typing import Any

import pytest
import yaml

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
    zh, en = regions[0].remarks[0]
    assert "社区食堂" in zh
    assert "11" in en


def test_a_table_inside_a_line_has_its_bounds() -> None:
    text = "目标如下。序号指标单位2020年2025年属性1社区食堂个1020预期性2养老床位张12001300预期性。今后五年，持续改善。"
    lines, (region,) = read(text)
    assert lines[0].text[region.start : region.end].startswith("序号")
    assert lines[0].text[region.start : region.end].endswith("1300预期性")
