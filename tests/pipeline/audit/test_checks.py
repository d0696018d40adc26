"""Checks over plans laid out by hand: annex, numbering, references, years, responsibilities."""

import pytest

from pipeline.audit import CHECKS, annex, audit, counts, dates, numbering, references, responsibilities, years
from schemas import Element, Heading, Notice, PlanItem, Reference, Responsibility, Task
from tests.support import plans as report_fixture
from tests.support.audit import document, plan


def task(doc, block, marker, title, **more):
    text = doc.blocks[block].text
    at = text.index(title)
    evidence = doc.blocks[block].evidence(at, at + len(title), "fixture")
    return Task(
        id=more.pop("id", f"yunxi/task/{marker}"), marker=marker, title=title, text=text, evidence=evidence, **more
    )


def duty(doc, block, subject, name, role, relation, unit=None, **more):
    at = doc.blocks[block].text.index(name)
    return Responsibility(
        subject=subject,
        unit=unit or name,
        name=name,
        label=more.pop("label", role),
        role=role,
        relation=relation,
        position=1,
        clause=more.pop("clause", f"{subject}#1"),
        evidence=doc.blocks[block].evidence(at, at + len(name), "fixture"),
        **more,
    )


def codes(found):
    return [(f.code, f.verdict) for f in found]


DETAILED = document("1.办节会。（推进单位：区文旅局、区商务局）", "办节会 区商务局 区文旅局、区财政局")


def detailed(body, rows):
    return plan(
        tasks=(
            task(DETAILED, 0, "1", "办节会"),
            task(DETAILED, 1, "1.1", "办节会", id="yunxi/annex/1.1", origin="annex", details="yunxi/task/1"),
        ),
        responsibilities=(*body, *rows),
    )


BODY = (
    duty(DETAILED, 0, "yunxi/task/1", "区文旅局", "responsible", "assigned"),
    duty(DETAILED, 0, "yunxi/task/1", "区商务局", "responsible", "assigned"),
)
ROWS = (
    duty(DETAILED, 1, "yunxi/annex/1.1", "区商务局", "responsible", "leads"),
    duty(DETAILED, 1, "yunxi/annex/1.1", "区文旅局", "support", "supports"),
    duty(DETAILED, 1, "yunxi/annex/1.1", "区财政局", "support", "supports"),
)


def test_the_annex_adds_a_unit_and_another_leads():
    found = list(annex.check(detailed(BODY, ROWS), DETAILED))
    assert codes(found) == [("annex-adds-units", "unexplained"), ("annex-other-lead", "scope")]
    assert [[side.quote for side in f.sides] for f in found] == [
        ["区文旅局、区商务局", "区财政局"],
        ["区文旅局", "区商务局"],
    ]


def test_a_lead_that_the_body_states_is_no_matter_of_order():
    body = (duty(DETAILED, 0, "yunxi/task/1", "区文旅局", "lead", "leads"), BODY[1])
    assert codes(annex.check(detailed(body, ROWS[:2]), DETAILED)) == [("annex-other-lead", "unexplained")]


def test_the_annex_omits_a_unit():
    assert codes(annex.check(detailed(BODY, ROWS[:1]), DETAILED))[0] == ("annex-omits-units", "unexplained")


def test_a_list_that_stays_open_lacks_nobody():
    body = tuple(entry.model_copy(update={"open_ended": True}) for entry in BODY)
    assert [f.code for f in annex.check(detailed(body, ROWS), DETAILED)] == ["annex-other-lead"]


def test_a_body_without_units_is_not_compared():
    assert list(annex.check(detailed((), ROWS), DETAILED)) == []


def headed(*lines):
    """A plan of headings: (marker, title) a line."""
    doc = document(*(f"{marker}{title}" for marker, title in lines))
    made = tuple(
        Heading(
            id=f"yunxi/heading/{n}",
            marker=marker,
            level=1,
            title=title,
            evidence=doc.blocks[n].evidence(0, len(doc.blocks[n].text), ""),
        )
        for n, (marker, title) in enumerate(lines)
    )
    return plan(headings=made), doc


@pytest.mark.parametrize(
    ("lines", "expect"),
    [
        ((("一、", "甲"), ("二、", "乙"), ("三、", "丙")), []),
        ((("一、", "甲"), ("二、", "乙"), ("四、", "丙")), [("numbering-gap", "unexplained")]),
        ((("一、", "甲"), ("二、", "乙"), ("二、", "丙"), ("三、", "丁")), [("numbering-repeat", "unexplained")]),
        ((("（一）", "甲"), ("（二）", "乙"), ("（一）", "丙")), []),
        ((("一、", "甲"), ("一、", "乙")), [("numbering-repeat", "unexplained")]),
        ((("（二）", "甲"), ("3.", "乙"), ("（四）", "丙")), [("numbering-gap", "unexplained")]),
        ((("一、", "甲"), ("二、", "乙。三、在同一行"), ("四、", "丙")), []),
    ],
)
def test_numbering(lines, expect):
    assert codes(numbering.check(*headed(*lines))) == expect


def cite(doc, block, quote, kind):
    at = doc.blocks[block].text.index(quote)
    evidence = doc.blocks[block].evidence(at, at + len(quote), "")
    return Reference(id=f"yunxi/reference/{quote}", kind=kind, title=quote, evidence=evidence)


def element(doc, block, quote):
    at = doc.blocks[block].text.index(quote)
    return Element(value=quote, evidence=doc.blocks[block].evidence(at, at + len(quote), ""))


@pytest.mark.parametrize(
    ("blocks", "attached", "expect"),
    [
        (("布局见（附件1）。", "附件：1.茶区地图", "附件1", "茶区地图"), "茶区地图", []),
        (("布局见（附件1）。", "附件：茶区地图", "附件", "茶区地图"), "茶区地图", ["reference-missing"]),
        (("布局见（附件1）。", "附件：1.茶区地图"), "茶区地图", ["annex-not-in-file"]),
        (("布局见（表2）。", "表1 茶区", "附件：茶区地图", "茶区地图"), "茶区地图", ["reference-missing"]),
        (("附件：1.茶区布局示意地图", "附件1", "茶区空间布局示意地图"), "茶区布局示意地图", ["annex-title-differs"]),
        (("附件：1.《茶区布局》（征求意见稿）", "附件1", "茶区布局"), "《茶区布局》（征求意见稿）", []),
        (("附件：1.茶区布局（2024—2030年）", "附件1", "茶区布局(2024-2030年)"), "茶区布局（2024—2030年）", []),
    ],
)
def test_references(blocks, attached, expect):
    doc = document(*blocks)
    cited = next((word for word in ("附件1", "表2") if word in blocks[0] and "（" in blocks[0][:4]), None)
    place = next(n for n, block in enumerate(blocks) if block.startswith("附件："))
    facts = {
        "notice": Notice(attachments=(element(doc, place, attached),)),
        "references": (cite(doc, 0, cited, "table" if cited == "表2" else "annex"),) if cited else (),
    }
    assert [f.code for f in references.check(plan(**facts), doc)] == expect


def test_a_plan_item_before_the_period_is_quoted_with_its_clause():
    doc = document("茶园改造：地块2022年取得，2025年建成；“2019年规划”另行落实。")
    text = doc.blocks[0].text
    item = PlanItem(id="yunxi/task/1/item/1", marker="1", text=text, evidence=doc.blocks[0].evidence(0, len(text), ""))
    (found,) = years.check(plan(tasks=(task(doc, 0, "1", "茶园改造", plan_items=(item,)),)), doc)
    assert (found.code, found.sides[0].quote) == ("year-outside-period", "地块2022年取得")


def test_printed_before_it_is_dated():
    doc = document("2024年3月5日", "2024年3月4日印发")
    notice = Notice(
        issued_on=Element(value="2024-03-05", evidence=doc.blocks[0].evidence(0, 9, "")),
        printed_on=Element(value="2024-03-04", evidence=doc.blocks[1].evidence(0, 9, "")),
    )
    (found,) = dates.check(plan(notice=notice), doc)
    assert found.code == "dates-out-of-order" and "2024-03-04早于" in found.message.zh


CLAUSE = document("1.办节会。牵头单位：区文旅局；配合单位：区文旅局、区文化旅游局、文旅局。", "2.修路。")
TASKS = (task(CLAUSE, 0, "1", "办节会"), task(CLAUSE, 1, "2", "修路"))


def test_a_unit_on_both_sides_of_a_clause():
    both = (
        duty(CLAUSE, 0, "yunxi/task/1", "区文旅局", "lead", "leads", label="牵头单位"),
        duty(CLAUSE, 0, "yunxi/task/1", "区文旅局", "support", "supports", label="配合单位"),
    )
    found = list(responsibilities.check(plan(tasks=TASKS[:1], responsibilities=both), CLAUSE))
    assert codes(found) == [("unit-leads-and-supports", "unexplained")]
    assert "既列为牵头单位，又列为配合单位" in found[0].message.zh


def test_lead_and_responsible_are_no_two_sides():
    both = (
        duty(CLAUSE, 0, "yunxi/task/1", "区文旅局", "lead", "leads"),
        duty(CLAUSE, 0, "yunxi/task/1", "区文旅局", "responsible", "supports"),
    )
    assert list(responsibilities.check(plan(tasks=TASKS[:1], responsibilities=both), CLAUSE)) == []


def test_two_names_of_one_unit_but_not_a_shared_prefix():
    names = tuple(
        duty(CLAUSE, 0, "yunxi/task/1", name, "lead", "leads", unit="wenlv", clause=f"c{n}")
        for n, name in enumerate(("区文旅局", "区文化旅游局", "文旅局"))
    )
    (found,) = responsibilities.check(plan(tasks=TASKS[:1], responsibilities=names), CLAUSE)
    assert found.code == "unit-two-names" and [side.quote for side in found.sides] == ["区文旅局", "区文化旅游局"]


def test_tasks_without_a_unit_are_told_once():
    named = (duty(CLAUSE, 0, "yunxi/task/1", "区文旅局", "lead", "leads"),)
    (found,) = responsibilities.check(plan(tasks=TASKS, responsibilities=named), CLAUSE)
    assert found.subjects == ("yunxi/task/2",) and "2项任务中有1项未列责任单位" in found.message.zh


def test_what_stands_above_below_or_in_the_annex_names_for_a_task():
    child = task(CLAUSE, 0, "（1）", "办节会", id="yunxi/task/2/1", parent="yunxi/task/2")
    named = (
        duty(CLAUSE, 0, "yunxi/heading/1", "区文旅局", "lead", "leads"),
        duty(CLAUSE, 0, "yunxi/task/2/1", "区文旅局", "lead", "leads", clause="c2"),
    )
    heading = Heading(
        id="yunxi/heading/1", marker="一、", level=1, title="办节会", evidence=CLAUSE.blocks[0].evidence(0, 5, "")
    )
    under = TASKS[0].model_copy(update={"heading": heading.id})
    facts = {"headings": (heading,), "tasks": (under, TASKS[1], child), "responsibilities": named}
    assert list(responsibilities.check(plan(**facts), CLAUSE)) == []


def test_every_finding_of_a_whole_plan_quotes_its_document_and_names_a_subject():
    doc = report_fixture.document()
    found = audit(report_fixture.plan(doc), doc)
    texts = {block.id: block.text for block in doc.blocks}
    assert found
    for entry in found:
        assert entry.subjects
        assert all(texts[side.block][side.start : side.end] == side.quote for side in entry.sides)


def test_checks_run_in_the_order_of_their_tuple():
    assert len({check.__module__ for check in CHECKS}) == len(CHECKS)


def test_what_extraction_said_is_not_said_again():
    doc = report_fixture.document()
    first = report_fixture.plan(doc)
    found = audit(first, doc)
    assert audit(first.model_copy(update={"findings": found}), doc) == ()


COUNTS = (
    "聚焦制茶、制竹和制药三大产业，建设甲园、乙园、丙园、丁园四个示范园。",
    "形成东区、西区、南区、北区三大片区。",
)


def test_counts_that_agree_are_said_once_and_others_each():
    found = list(counts.check(plan(), document(*COUNTS)))
    assert [(f.verdict, len(f.sides)) for f in found] == [("unexplained", 2), ("agrees", 4)]
    assert "“三大片区”，实际列出4项：形成东区、西区、南区、北区" in found[0].message.zh
    assert "“三大产业”、“四个示范园”，与所列项数相符" in found[1].message.zh
