"""Bodies named by their field alone: 教育部门, 卫生健康主管部门, 公安、住建等部门."""

from pathlib import Path

import pytest

from extractors.clauses.find import clauses
from extractors.lexicon import words_of
from extractors.units.fields import is_of_field
from extractors.units.lists import split_units
from extractors.units.names import is_complete
from tests.support.text_plans import plan_of


@pytest.mark.parametrize("field", words_of("unit_words", "field"))
def test_every_field_has_a_body(field: str) -> None:
    assert is_complete(f"{field}部门")


@pytest.mark.parametrize(
    "name",
    ["有关部门", "行业主管部门", "牵头部门", "统筹部门", "执法部门", "行政机关", "司法机关", "各部门", "内设部门"],
)
def test_a_body_without_a_field(name: str) -> None:
    assert not is_of_field(name)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("公安、住建、城管等部门", ["公安部门", "住建部门", "城管部门"]),
        ("消防救援、应急管理部门", ["消防救援部门", "应急管理部门"]),
        ("市教育局、公安、住建等有关部门", ["市教育局", "公安部门", "住建部门"]),
        ("住房城乡建设、交通运输、水利等行业主管部门", ["住房城乡建设部门", "交通运输部门", "水利部门"]),
        ("公安、甲乙、城管等部门", ["甲乙", "城管部门"]),
    ],
)
def test_the_word_for_the_body_is_printed_once(text: str, expected: list[str]) -> None:
    whole = [unit.full for unit in split_units(text, 0, len(text)).mentions]
    assert [name for name in whole if name != "公安"] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("消防救援、应急管理部门牵头，开展高层建筑火灾隐患排查。", "lead:消防救援 lead:应急管理部门"),
        ("由卫生健康主管部门会同教育部门负责，落实防控措施。", "responsible:卫生健康主管部门 support:教育部门"),
        ("完善收费。（发展改革部门牵头，公安、住建等部门配合）", "lead:发展改革部门 support:公安 support:住建"),
        ("建立由主管部门牵头，有关部门参加的机制。", ""),
        ("由审批部门牵头落实告知承诺。", ""),
    ],
)
def test_they_lead_and_help(text: str, expected: str) -> None:
    parts = [part for clause in clauses(text) for part in clause.parts]
    assert " ".join(f"{part.role}:{unit.name}" for part in parts for unit in part.units.mentions) == expected


def test_they_are_no_particular_office(tmp_path: Path) -> None:
    plan = plan_of(
        tmp_path,
        "青岚市校园安全实施方案\n一、重点任务\n1.完善机制。（教育部门牵头，市教育局、公安部门配合）\n2.加强宣传。（市教育局负责）\n",
    )
    assert [(unit.name, unit.kind) for unit in plan.units] == [
        ("教育部门", "collective"), ("市教育局", "department"), ("公安部门", "collective"),
    ]  # fmt: skip
