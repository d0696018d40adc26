"""Items inside a paragraph: behind the title of their heading, where the list goes on below, or with clauses of their own."""

from pathlib import Path

from tests.support.text_plans import plan_of

HEAD = "东岗县河道治理方案\n一、主要任务\n"


def _duties(folder: Path, text: str) -> list[tuple[str | None, str, list[str]]]:
    plan = plan_of(folder, HEAD + text)
    return [
        (task.marker, task.title, [duty.name for duty in plan.responsibilities if duty.subject == task.id])
        for task in plan.tasks
    ]


def test_the_first_items_stand_behind_the_title(tmp_path: Path) -> None:
    text = (
        "（一）摸清底数。1.开展普查。逐河建立台账。（责任单位：县水利局）\n2.评估水质。按月监测。（责任单位：县环境局）\n"
        "（二）系统整治。3.清淤疏浚。4.修复岸线。分段实施。（责任单位：县住建局）\n种植水生植物。\n5.封堵排口。（责任单位：县城管局）\n"
    )
    assert _duties(tmp_path, text) == [
        ("1", "开展普查", ["县水利局"]),
        ("2", "评估水质", ["县环境局"]),
        ("3", "清淤疏浚", []),
        ("4", "修复岸线", ["县住建局"]),
        ("5", "封堵排口", ["县城管局"]),
    ]
    plan = plan_of(tmp_path, HEAD + text)
    assert plan.coverage is not None and not plan.coverage.passages
    assert "种植水生植物" in next(task.text for task in plan.tasks if task.marker == "4")


def test_a_number_that_does_not_count_up_to_the_next_is_text(tmp_path: Path) -> None:
    text = "（一）摸清底数。1.开展普查。（责任单位：县水利局）\n3.评估水质。按月监测。（责任单位：县环境局）\n"
    assert [marker for marker, *_ in _duties(tmp_path, text)] == ["3"]


def test_items_of_a_paragraph_with_clauses_of_their_own(tmp_path: Path) -> None:
    text = (
        "（一）整治岸线。4.清退菜地。责任单位:县水利局。5.拆除棚屋。责任单位:县城管局、县公安局。\n"
        "（二）修复水面。（1）打捞水草，年底前完成（县水利局、县环境局）；（2）放养鱼苗（县农业农村局牵头，县水利局配合）。\n"
    )
    assert _duties(tmp_path, text) == [
        ("4", "清退菜地", ["县水利局"]),
        ("5", "拆除棚屋", ["县城管局", "县公安局"]),
        ("（1）", "打捞水草，年底前完成", ["县水利局", "县环境局"]),
        ("（2）", "放养鱼苗", ["县农业农村局", "县水利局"]),
    ]


def test_numbers_inside_a_paragraph_without_clauses_are_text(tmp_path: Path) -> None:
    text = "（一）整治岸线。分两步：（1）清退菜地；（2）拆除棚屋。（责任单位：县水利局）\n"
    assert _duties(tmp_path, text) == [("（一）", "整治岸线", ["县水利局"])]


def test_marks_are_no_part_of_what_is_promised(tmp_path: Path) -> None:
    plan = plan_of(tmp_path, HEAD + "（一）增添设施。①新增护栏30公里；②建成码头4座；③改造危桥6座（工程科）。\n")
    assert [(entry.what, entry.value) for entry in plan.commitments] == [("护栏", 30.0), ("码头", 4.0), ("危桥", 6.0)]
    assert plan.coverage is not None
    assert [span.evidence.quote for span in plan.coverage.passages] == ["（工程科）"]
