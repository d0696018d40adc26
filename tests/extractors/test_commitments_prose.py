"""Commitments in prose, and the facts they belong to."""

import pytest
import yaml

from extractors.commitments.sentence import commitment_numbers
from extractors.lexicon import entries
from extractors.splitting.part import Part
from extractors.steps.commitments import read_commitments
from extractors.steps.step import Known
from schemas import Block, Document, Heading, Indicator, PlanHeader, PlanItem, Source, Task
from schemas.plan import Period
from tests.support.paths import TESTS

CASES = yaml.safe_load((TESTS / "cases" / "commitments.yml").read_text(encoding="utf-8"))
SOURCE = Source(file="made.txt", sha256="")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["why"])
def test_promises(case):
    got = list(commitment_numbers(case["text"]))
    plain = {"upper": None, "bound": "exact", "change": None, "year": None, "period": None}
    want = [plain | {key: value for key, value in row.items() if key != "quote"} for row in case["expect"]]
    assert (
        [{key: value for key, value in promise._asdict().items() if key in want[0]} for promise in got] == want
        if want
        else not got
    )
    for promise, row in zip(got, case["expect"], strict=True):
        quote = case["text"][promise.start : promise.stop]
        assert quote == row.get("quote", quote)
        assert promise.end <= promise.stop


@pytest.mark.parametrize("entry", entries("commitments"), ids=lambda entry: f"{entry['part']}-{entry['word']}")
def test_lexicon_examples(entry):
    for example in entry["examples"]:
        got = list(commitment_numbers(f"{example}。"))
        if entry["part"] in ("known", "past", "reward", "duty"):
            assert not got
            continue
        assert len(got) == 1
        assert got[0].change == entry.get("change")
        noun = {"reach": ("办理时限", "覆盖率"), "cut": ("样本企业",)}.get(entry["part"], ("样本点",))
        assert got[0].what in noun


def test_every_promise_lies_in_its_text():
    text = "\n".join(case["text"] for case in CASES)
    spans = [(promise.start, promise.end, promise.stop) for promise in commitment_numbers(text)]
    assert spans == sorted(spans)
    assert all(0 <= start < end <= stop <= len(text) for start, end, stop in spans)


def plan(*blocks, headings=(), tasks=(), start=None):
    document = Document(source=SOURCE, format="text", length=0, blocks=blocks)
    header = PlanHeader(id="p", title="", genre="", period=Period(start=start), source=SOURCE)
    known = Known({Heading: tuple(headings), Task: tuple(tasks), PlanHeader: (header,)})
    return list(read_commitments(Part(document, "p", (), blocks), known))


def paragraph(text, id="b"):
    return Block(id=id, kind="paragraph", text=text)


def task(block, start, end, id="p/task/1", items=()):
    return Task(id=id, marker="1", title="", text="", evidence=block.evidence(start, end), plan_items=items)


def test_the_subject_is_the_task_that_holds_the_number():
    block = paragraph("一是甲。建设园区3个。二是乙。培育企业5家。")
    tasks = (task(block, 0, 11), task(block, 11, 22, "p/task/2"))
    got = plan(block, tasks=tasks)
    assert [(c.id, c.subject, c.what) for c in got] == [
        ("p/task/1/commitment/1", "p/task/1", "园区"),
        ("p/task/2/commitment/1", "p/task/2", "企业"),
    ]
    assert got[1].evidence.quote == "培育企业5家"


def test_a_plan_item_is_its_task():
    block = paragraph("1、建设园区3个；2、培育企业5家。")
    item = PlanItem(id="p/annex/1.1/1", marker="1", text="", evidence=block.evidence(0, len(block.text)))
    other = paragraph("任务", "t")
    got = plan(block, other, tasks=(task(other, 0, 2, "p/annex/1.1", (item,)),))
    assert {c.subject for c in got} == {"p/annex/1.1"}
    assert [c.value for c in got] == [3, 5]


def test_without_task_the_plan_is_the_subject():
    assert [c.subject for c in plan(paragraph("到2030年，建设园区3个。"))] == ["p"]


def test_years_before_the_plan_are_no_promise():
    got = plan(paragraph("2020年园区达到3个，到2025年园区达到9个。"), start=2021)
    assert [(c.year, c.value) for c in got] == [(2025, 9)]


@pytest.mark.parametrize(
    ("title", "count"),
    [
        ("发展基础", 0),
        ("主要成效", 0),
        ("申报条件", 0),
        ("申报材料", 0),
        ("2025年目标任务完成情况", 0),
        ("总体形势和发展目标", 1),
        ("培育市场主体", 1),
    ],
)
def test_sections_that_look_back_or_set_conditions_promise_nothing(title, count):
    block, text = paragraph(f"一、{title}"), paragraph("培育企业5家。", "c")
    heading = Heading(id="p/heading/1", marker="一、", level=1, title=title, evidence=block.evidence(0, 2))
    below = task(text, 0, 7).model_copy(update={"heading": "p/heading/1"})
    assert len(plan(block, text, headings=(heading,), tasks=(below,))) == count


@pytest.mark.parametrize(
    ("above", "title", "count"),
    [("发展目标", "特色发展成效显著", 1), ("总体形势和思路目标", "发展基础", 0), ("发展环境", "主要成效", 0)],
)
def test_success_below_goals_is_one(above, title, count):
    block, text = paragraph(f"一、{title}"), paragraph("培育企业5家。", "c")
    top = Heading(id="p/heading/1", marker="一、", level=1, title=above, evidence=block.evidence(0, 2))
    below = top.model_copy(update={"id": "p/heading/1.1", "title": title, "parent": "p/heading/1"})
    item = task(text, 0, 7).model_copy(update={"heading": "p/heading/1.1"})
    assert len(plan(block, text, headings=(top, below), tasks=(item,))) == count


def test_what_stands_under_a_line_on_conditions_promises_nothing():
    assert not plan(paragraph("申报条件："), paragraph("年营业收入达到10亿元。", "c"))


def test_a_commitment_takes_the_name_of_its_indicator():
    block = Block(id="b1", kind="paragraph", text="到2030年，新建绿道12公里，新建公园5座。")
    row = block.evidence(0, 4, "indicator.row")
    indicators = tuple(
        Indicator(id=f"p/indicator/{name}", name=name, evidence=row) for name in ("新建绿道", "其中公园")
    )
    header = PlanHeader(id="p", title="", genre="", source=SOURCE)
    document = Document(source=SOURCE, format="text", length=0, blocks=(block,))
    known = Known({Indicator: indicators, PlanHeader: (header,)})
    found = list(read_commitments(Part(document, "p", (), (block,)), known))
    assert [commitment.what for commitment in found] == ["新建绿道", "公园"]


RELATIVES = yaml.safe_load((TESTS / "cases" / "commitment_relatives.yml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("text", "expect"), [row for rows in RELATIVES.values() for row in rows], ids=lambda value: value[:20]
)
def test_relatives_of_a_kind(text, expect):
    got = [
        (
            p.what,
            f"{p.value:g}" + (f"-{p.upper:g}" if p.upper else ""),
            p.measure,
            p.bound,
            p.change or "",
            p.year or "",
        )
        for p in commitment_numbers(text)
    ]
    want = [tuple(field.strip() for field in row.split("|")) for row in expect.split(";;") if row.strip()]
    assert [tuple(map(str, row)) for row in got] == want


@pytest.mark.parametrize(
    ("text", "expect"),
    [
        ("建成东园、西园等5个公园。", [("公园", 5)]),
        ("市住建局改造东关、西关等9个老旧小区。", [("老旧小区", 9)]),
        ("实施甲线、乙线等5条国道改造186公里。", [("国道改造", 5), ("国道改造", 186)]),
        ("围绕住房、交通等5个领域。", []),
        ("建设教育、医疗等8个方面制度。", []),
        ("对东园、西园等5个公园开展巡查。", []),
    ],
)
def test_the_things_that_work_makes_are_counted_behind_their_list(text, expect):
    assert [(number.what, number.value) for number in commitment_numbers(text)] == expect


def test_bullets_have_the_year_that_the_last_sentence_above_them_opens_with():
    above = paragraph("以需求为导向，提升基础能力。到2028年末，建成绿色水网。", "a")
    bullets = (paragraph("——规模扩大。培育企业20家。", "b"), paragraph("——服务改善。建设站点5个。", "c"))
    assert [c.year for c in plan(above, *bullets)] == [2028, 2028]
    assert [c.year for c in plan(above, paragraph("培育企业20家。", "b"))] == [None]


@pytest.mark.parametrize(
    ("title", "year"),
    [
        ("2027年主要预期目标", 2027),
        ("2029年度重点任务", 2029),
        ("2026年工作安排", 2026),
        ("2025—2027年主要目标", None),
        ("到2030年前的目标", None),
        ("2028年以来主要工作", None),
        ("主要目标", None),
    ],
)
def test_a_section_that_names_one_year_gives_it_to_its_numbers(title, year):
    above, below = paragraph(f"一、{title}", "h"), paragraph("1.粮食总产量增长3%。", "b")
    heading = Heading(id="p/1", marker="一", level=1, title=title, parent=None, evidence=above.evidence(0, 5))
    inner = Heading(id="p/1.1", marker="（一）", level=2, title="农业", parent="p/1", evidence=above.evidence(0, 2))
    item = task(below, 0, len(below.text)).model_copy(update={"heading": "p/1.1"})
    assert [c.year for c in plan(above, below, headings=(heading, inner), tasks=(item,))] == [year]
