"""Persons behind units: the unit is read, and the row or item keeps the person."""

from pathlib import Path

import pytest

from extractors import extract
from extractors.units.lists import split_units
from extractors.units.names import is_complete
from schemas import Plan, Task


def read(tmp_path: Path, html: str) -> Plan:
    path = tmp_path / "plan.html"
    path.write_text(f"<html><body><p>砚湖县2027年护林工作要点</p>{html}</body></html>", encoding="utf-8")
    ((plan, _),) = extract(path)
    return plan


def table(*cells: str) -> str:
    rows = "".join(f"<tr><td>{n}</td><td>巡护第{n}片林区。</td><td>{cell}</td></tr>" for n, cell in enumerate(cells, 1))
    return f"<table><tr><td>序号</td><td>工作任务</td><td>责任单位</td></tr>{rows}</table>"


def names(plan: Plan, task: Task) -> list[tuple[str, str]]:
    return [(duty.name, duty.role) for duty in plan.responsibilities if duty.subject == task.id]


@pytest.mark.parametrize(
    ("cell", "units", "kept"),
    [
        ("县林业局 周岚", ["县林业局"], ["县林业局周岚"]),
        ("县林业局周岚", ["县林业局"], ["县林业局周岚"]),
        ("县林业局（周岚）", ["县林业局"], ["县林业局（周岚）"]),
        ("县林业局：周岚", ["县林业局"], ["县林业局：周岚"]),
        ("县林业局副局长周岚 0123456789", ["县林业局"], ["县林业局副局长周岚0123456789"]),
        ("县林业局 周岚、县水利局 秦小舟", ["县林业局", "县水利局"], ["县林业局周岚", "县水利局秦小舟"]),
        ("县林业局（县绿化办）", ["县林业局（县绿化办）"], []),
        ("县林业局石堡站", ["县林业局石堡站"], []),
        ("县公安局 武装股", ["县公安局武装股"], []),
    ],
)
def test_a_person_behind_a_unit_is_no_part_of_its_name(
    tmp_path: Path, cell: str, units: list[str], kept: list[str]
) -> None:
    plan = read(tmp_path, table(cell, "县林业局"))
    task = plan.tasks[0]
    assert [name for name, _ in names(plan, task)] == units
    assert [extra.value for extra in task.extras] == kept
    assert {extra.key for extra in task.extras} <= {"责任单位"}
    assert not plan.coverage.passages


def test_keys_and_deadline_in_a_cell_of_units_are_those_of_its_row(tmp_path: Path) -> None:
    plan = read(
        tmp_path,
        table(
            "牵头单位：县林业局；责任人：周岚；配合单位：县财政局；完成时限：2027年6月底前",
            "县林业局牵头，2027年9月底前完成",
        ),
    )
    first, second = plan.tasks
    assert names(plan, first) == [("县林业局", "lead"), ("县财政局", "support")]
    assert [(extra.key, extra.value) for extra in first.extras] == [("责任人", "周岚")]
    assert [task.deadline and task.deadline.on for task in (first, second)] == ["2027-06-30", "2027-09-30"]


def test_a_labelled_clause_keeps_its_person(tmp_path: Path) -> None:
    plan = read(tmp_path, "<p>1.巡护林区。（责任单位：县林业局 周岚）</p><p>2.补植苗木。（责任单位：县林业局）</p>")
    assert [duty.name for duty in plan.responsibilities] == ["县林业局", "县林业局"]
    assert [(extra.key, extra.value) for extra in plan.tasks[0].extras] == [("责任单位", "县林业局周岚")]


def test_without_a_label_a_name_right_behind_a_unit_is_no_person() -> None:
    text = "县农业农村局高标准"
    assert not is_complete(text)
    assert split_units(text, 0, len(text)).persons == ()
    assert split_units("县林业局 周岚", 0, 7).persons == ((0, 7),)
    assert split_units("县林业局 石堡站", 0, 8, labelled=True).persons == ()


def test_without_a_label_the_unit_quotes_its_person(tmp_path: Path) -> None:
    plan = read(
        tmp_path, "<p>1.巡护林区。（县林业局（周岚）、县水利局 秦小舟）</p><p>2.补植苗木。（县林业局 周岚牵头）</p>"
    )
    assert [(duty.name, duty.evidence.quote) for duty in plan.responsibilities] == [
        ("县林业局", "县林业局（周岚）"),
        ("县水利局", "县水利局 秦小舟"),
        ("县林业局", "县林业局 周岚"),
    ]
    assert [task.extras for task in plan.tasks] == [(), ()]
    assert plan.coverage.passages == ()
