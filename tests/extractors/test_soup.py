"""Any soup of the genre's words is read without error, gives a valid tree, and every fact quotes its source."""

import json
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import BaseModel

from extractors import extract_document
from extractors.readers.dump.read import read_lines
from schemas import Document, Evidence, Plan, Source

pytestmark = pytest.mark.slow

WORDS = st.sampled_from(
    [
        "一、",
        "二、",
        "（一）",
        "（二）",
        "三、",
        "1.",
        "2.",
        "3．",
        "（1）",
        "①",
        "第一章",
        "第二节",
        "第三条",
        "一是",
        "二是",
        "专栏1",
        "附件",
        "附件1：",
        "目录",
        "总体要求",
        "保障措施",
        "工作任务",
        "推进改革创新。",
        "加快建设，形成示范。",
        "（责任单位：区科委、区经委）",
        "牵头单位：市财政局",
        "〔省民政厅牵头，省教育厅配合〕",
        "等部门",
        "及各区人民政府",
        "列第一位者为牵头单位，下同",
        "以下均需各县区人民政府落实，不再列出",
        "完成时限：2024年6月底前",
        "表1",
        "单位：亿元",
        "序号",
        "指标名称",
        "2025年",
        "目标值",
        "责任单位",
        "重点任务",
        "1",
        "2",
        "3",
        "300",
        "≥1075",
        "约束性",
        "预期性",
        "—",
        "上海交大",
        "吴泾镇",
        "某市人民政府",
        "某政办发〔2024〕7号",
        "各区人民政府：",
        "2024年3月8日",
        "现印发给你们",
        "（征求意见稿）",
        "某市建设行动计划（2024—2026年）",
        "关于印发某规划的通知",
        "《某某方案》",
        "（此件公开发布）",
        "抄送：",
        "新增房源5000套",
        "每年引进3—5家",
        "下降15%",
        "合计",
    ]
)
GLUE = st.sampled_from(["", "\n", "\n\n", " ", "\t", "、", "，", "。\n"])
SOUP = st.lists(st.tuples(WORDS, GLUE), max_size=60).map(lambda pairs: "".join(word + glue for word, glue in pairs))


def read(text: str) -> Document:
    blocks, remarks = read_lines(text)
    length = sum(1 for char in text if not char.isspace())
    source = Source(file="soup.txt", sha256="0" * 64)
    return Document(source=source, format="text", length=length, blocks=blocks, remarks=remarks)


def evidence(value: object) -> list[Evidence]:
    if isinstance(value, Evidence):
        return [value]
    if isinstance(value, BaseModel):
        return [found for field in type(value).model_fields for found in evidence(getattr(value, field))]
    if isinstance(value, tuple):
        return [found for item in value for found in evidence(item)]
    return []


def check(text: str, plan: Plan, document: Document) -> None:
    blocks = {block.id: block for block in document.blocks}
    for quoted in evidence(plan):
        assert blocks[quoted.block].text[quoted.start : quoted.end] == quoted.quote
        raw = "".join(text[start:end] for start, end in quoted.raw)
        assert re.sub(r"\s", "", raw) == re.sub(r"\s", "", quoted.quote)
    headings = {heading.id for heading in plan.headings}
    tasks = {task.id for task in plan.tasks}
    indicators = {indicator.id for indicator in plan.indicators}
    units = {unit.id for unit in plan.units}
    assert len(headings) == len(plan.headings) and len(tasks) == len(plan.tasks)
    assert all(heading.parent is None or heading.parent in headings for heading in plan.headings)
    assert all(task.heading is None or task.heading in headings for task in plan.tasks)
    assert all(task.parent is None or task.parent in tasks for task in plan.tasks)
    assert all(task.details is None or task.details in tasks for task in plan.tasks)
    for entry in plan.responsibilities:
        assert entry.subject in headings | tasks | indicators and entry.unit in units


@given(SOUP)
@settings(max_examples=250)
def test_soup_gives_a_valid_plan_or_several(text: str) -> None:
    for plan, document in extract_document(read(text), "soup"):
        check(text, plan, document)


def plan_text(title: str, topic: str) -> str:
    """Return a small plan of own wording, with a preamble, numbered tasks and safeguards."""
    items = [
        "建设服务网络",
        "培育骨干企业",
        "强化人才引育",
        "完善标准体系",
        "开放应用场景",
        "优化审批流程",
        "加强监督管理",
        "深化开放合作",
    ]
    tasks = "\n\n".join(
        f"{number}.{item}。围绕{topic}重点领域，统筹资源力量，推动各项举措落地见效，形成一批可推广的经验。（牵头单位：市科技局；责任单位：市财政局、各区人民政府）"
        for number, item in enumerate(items, 1)
    )
    return (
        f"{title}\n\n为加快推动{topic}高质量发展，结合本市实际，制定本方案。\n\n一、总体要求\n\n坚持统筹推进，突出重点，到2026年形成规模。\n\n"
        f"二、重点任务\n\n{tasks}\n\n三、保障措施\n\n（一）加强组织领导。建立协调机制，定期研究重大事项，压实各方责任。\n"
    )


FIRST = plan_text("某市推进智慧养老三年行动方案（2024—2026年）", "智慧养老")
SECOND = plan_text("某市促进低空经济发展实施方案（2024—2026年）", "低空经济")


def test_another_plan_behind_the_first_changes_none_of_its_facts_silently() -> None:
    ((alone, _),) = extract_document(read(FIRST), "first")
    plans = [plan for plan, _ in extract_document(read(FIRST + "\n" + SECOND), "first")]
    assert [plan.plan.title for plan in plans] == [FIRST.split("\n")[0], SECOND.split("\n")[0]]
    assert any(finding.code == "documents-run-together" for plan in plans for finding in plan.findings)
    kept = ("headings", "tasks", "indicators", "responsibilities", "units", "commitments")
    for name in kept:
        before, after = (
            [fact.model_dump(exclude={"evidence"}) for fact in getattr(plan, name)] for plan in (alone, plans[0])
        )
        assert json.dumps(strip(before), ensure_ascii=False) == json.dumps(strip(after), ensure_ascii=False), name


def strip(value: object) -> object:
    """Leave out where a fact stands: blocks and offsets are those of another file."""
    if isinstance(value, dict):
        return {key: strip(item) for key, item in value.items() if key != "evidence"}
    return [strip(item) for item in value] if isinstance(value, list | tuple) else value
