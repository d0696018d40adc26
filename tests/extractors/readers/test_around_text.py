"""What stands around a text: marks in front of its lines, a page of contents, hundreds of elements that nobody closed."""

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from extractors import extract

LINES = [
    "青岚县水利局关于印发《青岚县灌区改造实施方案（2026—2028年）》的通知",
    "青水〔2026〕14号",
    "",
    "各乡镇人民政府：",
    "现将《青岚县灌区改造实施方案（2026—2028年）》印发给你们，请认真贯彻执行。",
    "",
    "青岚县水利局",
    "2026年3月9日",
    "",
    "青岚县灌区改造实施方案（2026—2028年）",
    "",
    "为改善灌溉条件，制定本方案。",
    "一、重点任务",
    "1.改造骨干渠道。新建渠道48①公里。（县水利局负责）",
    "2.更换老旧闸门。更换闸门26座。（县财政局负责）",
    "① 含支渠。",
]
TITLE = "青岚县灌区改造实施方案（2026—2028年）"


def said(tmp_path: Path, name: str, text: str) -> tuple[object, ...]:
    """Return title, number, tasks and units of the only plan of a file."""
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    ((plan, _),) = extract(path)
    for task in plan.tasks:
        pieces = [text[start:end] for start, end in task.evidence.raw]
        assert not pieces or "".join(pieces) == task.evidence.quote
    units = [row.name for row in plan.responsibilities]
    return plan.plan.title, plan.plan.number, [(task.marker, task.title) for task in plan.tasks], units


EXPECTED = (TITLE, "青水〔2026〕14号", [("1", "改造骨干渠道"), ("2", "更换老旧闸门")], ["县水利局", "县财政局"])
FORMS: dict[str, Callable[[int, str], str]] = {
    "quoted": lambda number, line: f"> {line}",
    "quoted twice": lambda number, line: f">> {line}",
    "colon": lambda number, line: f"{number}: {line}",
    "tab": lambda number, line: f"{number:5}\t{line}",
    "rule": lambda number, line: f"{number:5} | {line}",
    "bracket": lambda number, line: f"[{number}] {line}",
}


@pytest.mark.parametrize("form", FORMS)
def test_marks_in_front_of_every_line_are_left_out(tmp_path: Path, form: str) -> None:
    text = "\n".join(FORMS[form](number, line) for number, line in enumerate(LINES, 1))
    assert said(tmp_path, "plan.txt", text) == EXPECTED


@pytest.mark.parametrize(
    "entries",
    [
        ["目  录", "一、重点任务……1", "二、保障措施……3", "附件 任务清单……5"],
        ["目录", "一、重点任务\t1", "1.改造骨干渠道\t1", "2.更换老旧闸门\t2"],
    ],
)
def test_a_page_of_contents_makes_no_plan(tmp_path: Path, entries: Sequence[str]) -> None:
    at = LINES.index(TITLE)
    text = "\n".join([*LINES[:at], TITLE, "", *entries, "", *LINES[at:]])
    assert said(tmp_path, "plan.txt", text) == EXPECTED


@pytest.mark.parametrize("opened", ["<div>" * 1000, "<div><span>" * 700, "<font color=red>" * 900])
def test_elements_that_nobody_closed(tmp_path: Path, opened: str) -> None:
    page = f"<html><body>{opened}{''.join(f'<p>{line}</p>' for line in LINES if line)}"
    assert said(tmp_path, "plan.html", page) == EXPECTED
