"""Laws of the comparison, on small plans."""

import json
from difflib import SequenceMatcher

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.compare import compare
from pipeline.compare.statements.sentences import sentences
from pipeline.compare.wording.texts import texts, without_clauses
from pipeline.compare.wording.word_changes import pieces_of
from pipeline.corpus.corrections import ALIGNED
from schemas import Correction
from tests.support.compare import result

TEA = "建设茶叶加工园。引进精制茶生产线，建成云溪茶叶质量检测中心，培育制茶技师。"
ROAD = "改造东河大桥。完成桥面铺装和照明更新，打通青石路至环城北路断头路。"
SCHOOL = "扩建第三小学。新增教学楼一栋，配齐科学实验室和塑胶操场。"
TEA_LATER = "建设茶叶加工园。引进精制茶生产线，建成云溪茶叶质量检测中心和茶文化馆。"
PORT = "整治南港码头。清理沉船，疏浚航道，设置岸电设施。"
SHOP = "发展夜间经济。支持老街商户延长营业，举办灯会。"


def states(comparison, plan):
    return [row.state for row in comparison.tasks if row.plan == plan]


def test_tasks_continue_appear_and_are_not_seen():
    found = compare(result("old", (TEA, ROAD, SCHOOL)), result("new", (PORT, TEA_LATER, ROAD)))
    assert states(found, "old") == ["continued", "continued", "not_seen"]
    assert states(found, "new") == ["new", "continued", "continued"]
    assert [(link.old, link.new, link.grade) for link in found.links] == [
        ("old/task/1", "new/task/2", "close"),
        ("old/task/2", "new/task/3", "same"),
    ]


def test_shared_passages_are_quoted_on_both_sides():
    old, new = result("old", (ROAD, TEA)), result("new", (TEA_LATER, PORT))
    (link,) = compare(old, new).links
    assert link.shared[0].text == "建成云溪茶叶质量检测中心"
    for passage in link.shared:
        for side, document in ((passage.old, old.document), (passage.new, new.document)):
            assert document.block(side.block).text[side.start : side.end] == side.quote == passage.text


def test_merged_and_split():
    whole = TEA + ROAD.replace("。", "，", 1)
    old, new = result("old", (TEA, ROAD, SCHOOL)), result("new", (whole, PORT, SHOP))
    assert states(compare(old, new), "old")[:2] == ["merged", "merged"]
    assert states(compare(new, old), "old")[0] == "split"


def test_a_task_may_go_on_as_a_safeguard():
    old, new = result("old", (TEA, ROAD)), result("new", (TEA_LATER, PORT))
    plan = new.plan.model_copy(
        update={"tasks": tuple(t.model_copy(update={"kind": "safeguard"}) for t in new.plan.tasks)}
    )
    found = {link.new: link.score for link in compare(old, new._replace(plan=plan)).links}
    among_tasks = {link.new: link.score for link in compare(old, new).links}
    assert 0.5 <= found["new/task/1"] <= among_tasks["new/task/1"] and "new/task/2" not in found


def test_a_person_joins_and_parts():
    old, new = result("old", (TEA, ROAD)), result("new", (TEA_LATER, PORT))
    said = [
        Correction(
            target="new/task/2",
            field=f"{ALIGNED}old/task/2",
            was=None,
            now=True,
            why="同一条河",
            by="甲",
            on="2025-01-01",
        ),
        Correction(
            target="new/task/1",
            field=f"{ALIGNED}old/task/1",
            was=None,
            now=False,
            why="另一园区",
            by="甲",
            on="2025-01-01",
        ),
    ]
    found = compare(old, new, corrections=said)
    assert [(link.old, link.new, link.by) for link in found.links] == [("old/task/2", "new/task/2", "person")]
    assert states(found, "old") == ["not_seen", "continued"]


def test_a_judgement_on_facts_that_are_gone_is_told():
    said = Correction(
        target="new/task/9", field=f"{ALIGNED}old/task/1", was=None, now=True, why="…", by="甲", on="2025-01-01"
    )
    found = compare(result("old", (TEA,)), result("new", (TEA,)), corrections=[said])
    assert "old/task/1 → new/task/9" in found.caveats[-1].zh
    assert [link.by for link in found.links] == ["program"]


UNITS = ((1, "区农业局", "lead"), (1, "区商务局", "support"), (2, "区交通局", "lead"))


def test_units_gain_and_lose_continued_tasks():
    old = result("old", (TEA, ROAD), UNITS)
    new = result("new", (TEA_LATER, ROAD), ((1, "区农业局", "lead"), (2, "区商务局", "support")))
    rows = {row.name: row for row in compare(old, new).units}
    assert {name: row.state for name, row in rows.items()} == {
        "区农业局": "stayed",
        "区商务局": "stayed",
        "区交通局": "vanished",
    }
    assert [task.new for task in rows["区商务局"].gained] == ["new/task/2"]
    assert [task.old for task in rows["区商务局"].lost] == ["old/task/1"]
    assert (rows["区农业局"].gained, rows["区农业局"].lost) == ((), ())


def test_an_office_that_shares_a_word_is_proposed_as_successor():
    old = result("old", (ROAD,), ((1, "区交通运输局", "lead"),))
    new = result("new", (ROAD,), ((1, "区城市交通委", "lead"),))
    (proposal,) = compare(old, new).proposals
    assert "是否存在承继关系，请核实" in proposal.zh
    other = result("new", (ROAD,), ((1, "区水务局", "lead"),))
    assert compare(old, other).proposals == ()


FIRMS = ("规上企业", "家", ((2023, "target", 100), (2025, "target", 140)))


@pytest.mark.parametrize(
    ("name", "measure", "values", "state", "target", "codes"),
    [
        ("规上企业数", "家", ((2025, "target", 150), (2030, "target", 180)), "continued", "raised", ["same-year-changed", "target-raised"]),
        ("规上企业", "家", ((2023, "actual", 90), (2030, "target", 120)), "continued", "lowered", ["reported-below", "target-lowered"]),
        ("规上企业", "家", ((2023, "baseline", 110), (2030, "target", 140)), "continued", "kept", ["reported-reached", "target-kept"]),
        ("规上企业", "亿元", ((2030, "target", 500),), "continued", None, ["measure-changed"]),
        ("规上工业企业利润", "亿元", ((2030, "target", 500),), "alike", None, []),
        ("新增规上企业", "家", ((2030, "target", 120),), "alike", None, []),
    ],
)  # fmt: skip
def test_an_indicator_through_two_plans(name, measure, values, state, target, codes):
    old, new = result("old", indicators=(FIRMS,)), result("new", indicators=((name, measure, values),))
    row = compare(old, new).indicators[0]
    assert (row.state, row.target, [said.code for said in row.statements]) == (state, target, codes)


@pytest.mark.parametrize(
    ("measure", "zh", "en"),
    [
        (
            "%",
            "前一文本为2025年90%，后续文本为2027年95%，提高5个百分点",
            "rises from 90% in 2025 to 95% in 2027, by 5 percentage points",
        ),
        ("‰", "提高5个千分点", "by 5 per mille points"),
        ("家", "提高5家", "by 5家"),
    ],
)
def test_shares_differ_by_points(measure: str, zh: str, en: str):
    old = result("old", indicators=(("网办率", measure, ((2025, "target", 90),)),))
    new = result("new", indicators=(("网办率", measure, ((2027, "target", 95),)),))
    (said,) = compare(old, new).indicators[0].statements
    assert zh in said.zh
    assert en in said.en


def test_implied_growth_before_and_after():
    old = result("old", indicators=(FIRMS,))
    new = result("new", indicators=(("规上企业", "家", ((2025, "actual", 100), (2027, "target", 121))),))
    row = compare(old, new).indicators[0]
    assert (row.growth_before, row.growth_after) == (18.32, 10.0)


def test_a_base_value_is_no_sure_result():
    old = result("old", indicators=(FIRMS,))
    new = result("new", indicators=(("规上企业", "家", ((2023, "baseline", 90), (2030, "target", 120))),))
    found = compare(old, new)
    assert not found.indicators[0].years[0].certain
    assert "baseline" in {caveat.code for caveat in found.caveats}
    assert "baseline" in found.indicators[0].statements[0].caveats


def test_caveats_of_draft_genre_scope_and_lineage():
    old = result("old", (TEA,), status="征求意见稿", genre="方案", years=(2021, 2022))
    new = result("new", (TEA,), genre="规划")
    assert [caveat.code for caveat in compare(old, new).caveats] == ["draft", "genre", "scope", "lineage"]
    assert compare(old, new).lineage == "user"
    assert compare(old, new, declared=True).lineage == "manifest"


def test_no_sentence_speaks_of_work_undone():
    forbidden = ("未完成", "取消", "失败", "放弃", "未落实", "not done", "failed", "cancelled", "abandoned")
    said = [text for sentence in sentences().values() for text in (sentence.zh, sentence.en)]
    assert [text for text in said for word in forbidden if word in text] == []


@pytest.mark.parametrize(
    ("text", "names", "labels", "left"),
    [
        ("修桥。（责任单位：区交通局）", {"区交通局"}, {"责任单位"}, "修桥。"),
        ("修桥（含引桥）。（区交通局、区财政局分别负责）", {"区交通局", "区财政局"}, {"分别负责"}, "修桥（含引桥）。"),
        ("修桥。\n责任单位：区交通局", {"区交通局"}, {"责任单位"}, "修桥。"),
        ("修桥（区交通局牵头）。", set(), set(), "修桥（区交通局牵头）。"),
        ("修桥。（各县（市、区）政府负责）", {"各县（市、区）政府"}, {"负责"}, "修桥。"),
    ],
)
def test_clauses_are_no_part_of_the_wording(text, names, labels, left):
    assert without_clauses(text, names, labels) == left


def test_what_stands_below_a_task_is_compared_with_it():
    one = result("old", (TEA, ROAD))
    tasks = (one.plan.tasks[0], one.plan.tasks[1].model_copy(update={"parent": "old/task/1"}))
    (text,) = texts(one.plan.model_copy(update={"tasks": tasks}))
    assert text.text == TEA + ROAD


SENTENCES = st.lists(st.sampled_from([TEA, ROAD, SCHOOL, TEA_LATER, PORT, SHOP]), max_size=6, unique=True)


@settings(max_examples=30)
@given(SENTENCES, SENTENCES)
def test_the_other_way_round_is_the_mirror_image(before, after):
    one, other = result("old", before), result("new", after)
    there = {(link.old, link.new, link.score, link.grade) for link in compare(one, other).links}
    back = {(link.new, link.old, link.score, link.grade) for link in compare(other, one).links}
    assert there == back


@settings(max_examples=20)
@given(SENTENCES)
def test_a_plan_and_itself_have_nothing_between_them(tasks):
    one = result("old", tasks, UNITS if len(tasks) > 1 else (), (FIRMS,))
    found = compare(one, one)
    assert found.empty and found.paragraph is None
    assert {link.grade for link in found.links} <= {"same"}


WORDS = st.lists(st.sampled_from(["建设", "茶园", "，", "道路", "的", "完成", "10", "个"]), max_size=20)


@given(WORDS, WORDS)
def test_the_pieces_of_a_word_diff_are_the_two_texts(old, new):
    pieces = pieces_of(old, new)
    assert "".join(p.text for p in pieces if p.op != "added") == "".join(old)
    assert "".join(p.text for p in pieces if p.op != "removed") == "".join(new)
    kept = sum(len(p.text) for p in pieces if p.op == "same")
    matched = SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks()
    assert kept <= sum(len("".join(old[m.a : m.a + m.size])) for m in matched)


def test_a_comparison_is_data():
    found = compare(result("old", (TEA, ROAD), UNITS, (FIRMS,)), result("new", (TEA_LATER,)))
    assert type(found).model_validate(json.loads(found.model_dump_json())) == found
