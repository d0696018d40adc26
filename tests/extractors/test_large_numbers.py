"""Numbers from files: what is no figure becomes no fact, is named, and costs nothing else."""

import math
from pathlib import Path

import pytest
from pydantic import ValidationError

from extractors import extract
from extractors.commitments.sentence import commitment_numbers
from extractors.language.numerals import chinese_number, printed_number
from pipeline.corpus.correctable import CorrectionError, Field, parse
from pipeline.store.write import to_json
from schemas import Commitment, Evidence, Plan

LONG = "9" * 309
TEXT = f"""江北市学校建设方案

一、主要任务

1．建设学校。到2025年，新建学校{LONG}所，新建医院12家。（责任单位：市教育局）

2．建设公园。统一社会信用代码123456789012345678。（责任单位：市园林局）
"""


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("12", 12.0),
        ("１２．５".replace("．", "."), 12.5),
        ("1,234,567.5", 1234567.5),
        ("-3", -3.0),
        (".5", 0.5),
        ("1e-05", 1e-05),
        ("999999999999999", 999999999999999.0),
        ("000000000000000000012", 12.0),
        ("1000000000000000", None),
        (LONG, None),
        ("1e400", None),
        ("inf", None),
        ("nan", None),
        ("10²", None),
        ("①", None),
        ("1_000", None),
        ("", None),
    ],
)
def test_one_reading_of_digits(text: str, number: float | None) -> None:
    assert printed_number(text) == number


def test_numerals_that_multiply_without_end_are_no_number() -> None:
    assert chinese_number("一" + "亿" * 50_000) is None
    assert chinese_number("九百万亿") == 9 * 10**14


def extracted(tmp_path: Path, text: str) -> Plan:
    path = tmp_path / "plan.txt"
    path.write_text(text, encoding="utf-8")
    return extract(path, "plan")[0][0]


def test_a_number_too_large_is_a_finding_with_its_passage(tmp_path: Path) -> None:
    plan = extracted(tmp_path, TEXT)
    assert [(c.what, c.value) for c in plan.commitments] == [("医院", 12.0)]
    (found,) = (f for f in plan.findings if f.code == "number-too-large")
    assert [side.quote for side in found.sides] == [LONG]
    assert "309" in found.message.en
    assert Plan.model_validate_json(to_json(plan)) == plan


def test_names_in_turn_stay_with_their_numbers() -> None:
    found = list(commitment_numbers(f"到2025年，学校、医院分别达到{LONG}所、9所。"))
    assert [(p.what, p.value) for p in found] == [("医院", 9.0)]


def test_an_indicator_keeps_what_is_printed_and_has_no_number(tmp_path: Path) -> None:
    rows = f"| 指标 | 单位 | 2025年 | 2027年 |\n| --- | --- | --- | --- |\n| 学校 | 所 | 10 | {LONG} |\n| 公园 | 个 | 20 | 25 |\n"
    path = tmp_path / "plan.md"
    path.write_text(f"# 江北市建设方案\n\n{rows}", encoding="utf-8")
    plan = extract(path, "plan")[0][0]
    values = {i.name: [(v.value, v.raw) for v in i.values] for i in plan.indicators}
    assert values == {"学校": [(10.0, "10"), (None, LONG)], "公园": [(20.0, "20"), (25.0, "25")]}
    assert [f.sides[0].quote for f in plan.findings if f.code == "number-too-large"] == [LONG]


def test_no_fact_holds_infinity() -> None:
    evidence = Evidence(block="b1", start=0, end=1, quote="1", rule="test")
    with pytest.raises(ValidationError, match="finite"):
        Commitment(id="c", subject="p", what="学校", value=math.inf, measure="所", evidence=evidence)


@pytest.mark.parametrize("text", [LONG, "10²", "½", "inf", "nan", "1e9"])
def test_no_correction_sets_such_a_number(text: str) -> None:
    field = Field("value", 1.0, "number", False)
    with pytest.raises(CorrectionError):
        parse(field, text)
    assert parse(field, "１，２００．５") == 1200.5
