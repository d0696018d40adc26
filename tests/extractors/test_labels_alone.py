"""Units in a paragraph of their own below an item: behind a label alone in the paragraph above, or in brackets."""

from pathlib import Path

import pytest

from extractors import extract
from tests.support.text_plans import plan_of


def duties(tmp_path: Path, *below: str) -> list[tuple[str, str]]:
    lines = ("砚湖县护林工作要点", "一、主要任务", "（一）巡护林区", "每月巡护两次，建立台账。", *below)
    path = tmp_path / "page.html"
    body = "".join(f"<p>{line}</p>" for line in (*lines, "（二）补植苗木", "补植乡土树种。"))
    path.write_text(f"<html><body>{body}</body></html>", encoding="utf-8")
    ((plan, _),) = extract(path)
    return [(duty.name, duty.role) for duty in plan.responsibilities]


@pytest.mark.parametrize(
    ("below", "expect"),
    [
        (("责任单位：", "县林业局、县水利局"), [("县林业局", "responsible"), ("县水利局", "responsible")]),
        (("牵头单位：", "县林业局", "配合单位：", "县水利局"), [("县林业局", "lead"), ("县水利局", "support")]),
        (("责任单位：", "各单位要落实人员，按月报送台账。"), []),
        (("有关要求：", "县林业局、县水利局"), []),
    ],
)
def test_units_below_a_label(tmp_path: Path, below: tuple[str, ...], expect: list[tuple[str, str]]) -> None:
    assert duties(tmp_path, *below) == expect


@pytest.mark.parametrize(
    ("line", "expect"),
    [
        ("（县林业局、县水利局）", ["县林业局", "县水利局"]),
        ("（县林业局）", ["县林业局"]),
        ("（县林业局、县水利局，2027年9月底前完成）", ["县林业局", "县水利局"]),
        ("（苗圃、温室另行安排）", []),
        ("（县林业局）补植乡土树种。", []),
    ],
)
def test_units_in_brackets_on_a_line_of_their_own(tmp_path: Path, line: str, expect: list[str]) -> None:
    assert [name for name, _ in duties(tmp_path, line)] == expect


@pytest.mark.parametrize(
    ("line", "expect"),
    [
        ("支持社区：清河社区、东山社区，每个补助5万元。", []),
        ("落实园区：东山工业园区管委会。", []),
        ("责任社区：清河社区、东山社区", ["清河社区", "东山社区"]),
    ],
)
def test_a_label_names_who_does_the_work_not_whom_it_is_for(tmp_path: Path, line: str, expect: list[str]) -> None:
    assert [name for name, _ in duties(tmp_path, line)] == expect


@pytest.mark.parametrize(
    ("first", "second", "expect"),
    [
        ("责任单位：县林业局", "配合单位：县水利局", ["leads", "supports"]),
        ("牵头单位：县林业局", "责任单位：县水利局", ["leads", "supports"]),
        ("责任单位：县林业局", "完成时限：6月底前", ["assigned"]),
        ("建立台账。（牵头单位：县林业局，", "责任单位：县水利局）", ["leads", "supports"]),
    ],
)
def test_labels_below_each_other_are_one_clause(tmp_path: Path, first: str, second: str, expect: list[str]) -> None:
    text = f"砚湖县护林工作要点\n\n一、主要任务\n\n（一）巡护林区。每月巡护两次。\n\n{first}\n\n{second}\n\n（二）补植苗木。\n\n责任单位：县财政局\n"
    plan = plan_of(tmp_path, text)
    assert [duty.relation for duty in plan.responsibilities] == [*expect, "assigned"]
    assert [duty.position for duty in plan.responsibilities] == [*range(1, len(expect) + 1), 1]
