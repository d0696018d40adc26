"""Dashes that print like one of those that plans are written with are read as that one, whatever the format."""

from io import BytesIO
from pathlib import Path

import docx
import numpy as np
import openpyxl
import pytest

from extractors import extract_document
from extractors.readers import read_bytes
from extractors.readers.base.limits import Limits
from extractors.readers.pdf.runs import Text
from extractors.readers.pdf.text_layer import Characters

DASHES = {
    "\u2010": "-",
    "\u2011": "-",
    "\u2212": "-",
    "\ufe63": "-",
    "\u2012": "–",
    "\u2015": "—",
    "\ufe58": "—",
    "\u223c": "~",
    "\u301c": "～",
    "\u2500": "—",
    "\u00ad": "-",
}
TITLE = "清源县湿地保护行动方案（2021{0}2025年）"
TASK = "（一）修复湿地。建成率达到80%{0}85%。（责任单位：县林业局）"


def as_file(kind: str, title: str, task: str) -> bytes:
    if kind == "docx":
        document = docx.Document()
        for text in (title, "一、主要任务", task):
            document.add_paragraph(text)
        held = BytesIO()
        document.save(held)
        return held.getvalue()
    if kind == "xlsx":
        book = openpyxl.Workbook()
        for row in ([title], ["序号", "任务", "责任单位"], [1, task[3:].partition("（")[0], "县林业局"]):
            book.active.append(row)  # type: ignore[union-attr]
        held = BytesIO()
        book.save(held)
        return held.getvalue()
    if kind == "html":
        return f"<meta charset=utf-8><h1>{title}</h1><p>一、主要任务</p><p>{task}</p>".encode()
    return f"{title}\n\n一、主要任务\n\n{task}\n".encode()


@pytest.mark.parametrize("kind", ["txt", "md", "html", "docx", "xlsx"])
@pytest.mark.parametrize("dash", DASHES, ids=ascii)
def test_a_period_and_a_range_are_read_with_any_dash(dash: str, kind: str) -> None:
    data = as_file(kind, TITLE.format(dash), TASK.format(dash))
    ((plan, document),) = extract_document(read_bytes(Path(f"a.{kind}"), data, Limits()), "a")
    assert (plan.plan.period.start, plan.plan.period.end) == (2021, 2025)
    assert plan.plan.title == TITLE.format(DASHES[dash])
    assert f"80%{DASHES[dash]}85%" in "".join(block.text for block in document.blocks)
    if kind != "xlsx":
        (claim,) = plan.commitments
        assert (claim.what, claim.value, claim.upper) == ("建成率", 80, 85)


def test_lines_of_character_tables_and_soft_hyphens_in_words_stay_what_they_are() -> None:
    text = "┌──┬──┐\n│序号│任务│\n└──┴──┘\n清\u00ad源县20\u00ad21年建成\n"
    document = read_bytes(Path("a.txt"), text.encode(), Limits())
    read = "".join(block.text for block in document.blocks)
    assert "—" not in read and "-" not in read
    assert "清源县2021年建成" in read


def test_a_soft_hyphen_that_takes_room_on_a_page_is_a_hyphen() -> None:
    letters = "COVID\u00ad19、C\u00adD"
    lefts = np.arange(len(letters), dtype=float) * 6
    boxes = np.stack([lefts, np.zeros_like(lefts), lefts + 5, np.full_like(lefts, 8)], axis=1)
    boxes[10, 2] = boxes[10, 0]  # the second one is not printed
    codes = np.array(list(map(ord, letters)), np.int64)
    assert Text(Characters(np.arange(len(letters)), codes, 0), boxes).text == "COVID-19、C\u00adD"


SIGNED = "清源县湿地保护行动方案（2021-2025年）\n\n一、主要任务\n\n（一）修复湿地。湿地保护率达到8.5%以上，新增湿地3.5公顷。（牵头单位：县林业局，责任单位：县水务局、县财政局）\n"


def facts_of(text: str) -> tuple[object, ...]:
    ((plan, _),) = extract_document(read_bytes(Path("a.txt"), text.encode(), Limits()), "a")
    duties = [(duty.name, duty.relation) for duty in plan.responsibilities]
    return plan.plan.title, duties, [(claim.what, claim.value, claim.measure) for claim in plan.commitments]


@pytest.mark.parametrize(
    ("sign", "form"),
    [
        *(("：", form) for form in "﹕︓"),
        *(("、", form) for form in "､﹑"),
        *(("，", "﹐"), ("。", "｡"), ("%", "﹪"), (".", "．"), (".", "﹒")),
        *(("（）", forms) for forms in ("﹙﹚", "❨❩", "｟｠")),
    ],
)
def test_other_forms_of_a_sign_are_the_sign(sign: str, form: str) -> None:
    other = SIGNED.translate(dict(zip(map(ord, sign), form, strict=True)))
    assert other != SIGNED
    assert facts_of(other) == facts_of(SIGNED)
    assert ("湿地", 3.5, "公顷") in facts_of(other)[2]  # type: ignore[operator]
