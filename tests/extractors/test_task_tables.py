"""What the rows of a task table mean: titles beside contents, titles over several rows."""

from pathlib import Path

import pytest

from extractors import extract
from schemas import Plan

HEAD = "<p>青禾县乡村道路提升实施方案</p><p>一、总体要求</p><p>坚持建管并重。</p><p>附件 重点任务分工表</p>"


def plan_of(rows: list[list[str]], tmp_path: Path) -> Plan:
    cells = "".join("<tr>" + "".join(f"<td>{text}</td>" for text in row) + "</tr>" for row in rows)
    path = tmp_path / "plan.html"
    path.write_text(f"<html><body>{HEAD}<table>{cells}</table></body></html>", encoding="utf-8")
    return extract(path)[0][0]


HEADER = ["序号", "重点任务", "具体措施", "牵头单位", "完成时限"]
ROWS = [
    ["1", "改造窄路", "拓宽路面三十公里，设置错车道。", "县交通运输局", "2026年6月底前"],
    ["2", "整治危桥", "完成危桥改造五座。", "县公路中心", "2026年12月底前"],
    ["3", "完善标志", "补设警示标志。", "县公安局", "2027年6月底前"],
]


def test_a_title_beside_its_content_is_one_task(tmp_path: Path) -> None:
    plan = plan_of([HEADER, *ROWS], tmp_path)
    assert [(task.marker, task.title, task.text) for task in plan.tasks] == [(row[0], row[1], row[2]) for row in ROWS]
    assert [task.deadline and task.deadline.text for task in plan.tasks] == [row[4] for row in ROWS]
    assert [(r.name, r.role) for r in plan.responsibilities] == [(row[3], "lead") for row in ROWS]
    assert plan.tasks[0].evidence.quote.split() == ["改造窄路", "拓宽路面三十公里，设置错车道。"]
    assert not [heading for heading in plan.headings if heading.title == "改造窄路"]


def test_a_row_without_content_is_named_by_its_title(tmp_path: Path) -> None:
    rows = [*ROWS[:2], ["3", "完善标志", "", "县公安局", ""]]
    assert [task.text for task in plan_of([HEADER, *rows], tmp_path).tasks][-1] == "完善标志"


@pytest.mark.parametrize("title", ["道路", ""])
def test_a_title_printed_for_several_rows_is_a_heading(title: str, tmp_path: Path) -> None:
    rows = [["1", "道路", *ROWS[0][2:]], ["2", title, *ROWS[1][2:]], ["3", "标志", *ROWS[2][2:]]]
    plan = plan_of([HEADER, *rows], tmp_path)
    assert [task.title for task in plan.tasks] == ["拓宽路面三十公里，设置错车道", "完成危桥改造五座", "补设警示标志"]
    assert {"道路", "标志"} <= {heading.title for heading in plan.headings}
