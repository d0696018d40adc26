"""Letters that count up from A open the items of a list; others are no marks."""

from pathlib import Path

import pytest

from extractors import extract
from extractors.language.marks.list_marks import lettered_marks

HEAD = "砚湖县护林规划（2026—2030年）\n\n（一）护林\n\n主要目标\n1.巡林率达到95%。\n2.失火起数不超过3起。\n\n策略措施\n"


@pytest.mark.parametrize(
    ("texts", "expect"),
    [
        (["A.建设林道。", "B.培训护林员。", "C.购置无人机。"], [1, 2, 3]),
        (["Ａ．建设林道。", "内容。", "Ｂ．培训护林员。"], [1, 2]),
        (["a)建设林道。", "b)培训护林员。"], [1, 2]),
        (["A、B两类林场并入。", "B.培训护林员。"], []),
        (["B.建设林道。", "C.培训护林员。"], []),
        (["A.建设林道。", "AI平台上线。"], []),
    ],
)
def test_letters_that_count_up(texts: list[str], expect: list[int]) -> None:
    assert [mark.ordinal for mark in lettered_marks(texts).values()] == expect


def test_a_unit_belongs_to_the_lettered_item_that_it_closes(tmp_path: Path) -> None:
    path = tmp_path / "plan.txt"
    path.write_text(
        f"{HEAD}A.建设林道。（责任单位：县林业局）\nB.培训护林员。（责任单位：县人社局）\n", encoding="utf-8"
    )
    ((plan, _),) = extract(path)
    found = {task.id: (task.marker, task.title) for task in plan.tasks}
    assert [(*found[duty.subject], duty.name) for duty in plan.responsibilities] == [
        ("A", "建设林道", "县林业局"),
        ("B", "培训护林员", "县人社局"),
    ]


def test_letters_below_an_item_are_its_parts(tmp_path: Path) -> None:
    path = tmp_path / "plan.txt"
    path.write_text(
        "砚湖县护林方案\n\n一、任务\n\n1.修缮林道，包括：\nA.修缮东线。\nB.修缮西线。\n2.培训护林员。\n",
        encoding="utf-8",
    )
    ((plan, _),) = extract(path)
    (above,) = [heading for heading in plan.headings if heading.title.startswith("修缮林道")]
    assert [task.title for task in plan.tasks if task.heading == above.id] == ["修缮东线", "修缮西线"]
