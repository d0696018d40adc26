"""Work that passes from one unit to another: only the one that has it now is responsible."""

import pytest

from extractors.clauses.find import clauses
from extractors.lexicon import entries


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("原由市水利局负责编制，现调整为市应急管理局。", "responsible 负责: 市应急管理局"),
        ("河道保洁原由县城管局负责，现由县水利局承担。", "responsible 承担: 县水利局"),
        ("登记事项此前由县民政局负责，县财政局配合，现已划转至县审批局。", "responsible 负责: 县审批局"),
        ("自2026年3月起不再由区住建局负责，改由区城管局牵头，区公安分局配合。", "lead 牵头: 区城管局 | support 配合: 区公安分局"),
        ("校园周边整治牵头单位由区公安局变更为区教育局。", "lead 牵头单位: 区教育局"),
        ("路灯养护由市住建局负责调整为由市城管局负责。", "responsible 负责: 市城管局"),
        ("市住建局不再负责招牌审批，改由市城管局负责。", "responsible 负责: 市城管局"),
        ("管护水渠。（原责任单位：市水利局；现责任单位：市农业农村局）", "responsible 现责任单位: 市农业农村局"),
        ("管护水渠。（原责任单位：市水利局，现调整为市农业农村局）", "responsible 责任单位: 市农业农村局"),
        ("原由县旅游局牵头，已移交。", ""),
        ("领导小组办公室职责由市生态环境局调整到市发展改革委承担。", "responsible 承担: 市发展改革委"),
        ("审批业务由县住建局划转至县审批局。", "responsible : 县审批局"),
        ("县旅游局更名为县文旅局，相关职责由县文旅局承担。", "responsible 承担: 县文旅局"),
        ("项目法人由县水利局变更为县水投公司。", "responsible 项目法人: 县水投公司"),
        ("校舍维修由县住建局负责，现委托县城投公司。", "responsible 负责: 县住建局"),
        ("原由县旅游局牵头，今后由县级有关部门负责。", "responsible 负责: 县级有关部门"),
        ("草原由县林业局负责，县畜牧局配合，落实管护。", "responsible 负责: 县林业局 | support 配合: 县畜牧局"),
    ],
)  # fmt: skip
def test_only_who_has_it_now(text: str, expected: str) -> None:
    parts = [part for clause in clauses(text) for part in clause.parts]
    shown = (f"{part.role} {part.label}: {' '.join(unit.name for unit in part.units.mentions)}" for part in parts)
    assert " | ".join(shown) == expected


MOVED = [example for entry in entries("roles") if entry["kind"] == "moved" for example in entry["examples"]]


@pytest.mark.parametrize("example", MOVED)
def test_words_for_what_passes_on(example: str) -> None:
    assert [unit.name for clause in clauses(example) for part in clause.parts for unit in part.units.mentions] == [
        "市教育局"
    ]


NO_FORMER = [example for entry in entries("roles") if entry["kind"] == "no_former" for example in entry["examples"]]


@pytest.mark.parametrize("example", NO_FORMER)
def test_words_that_only_end_alike(example: str) -> None:
    assert "市财政局" in [
        unit.name for clause in clauses(example) for part in clause.parts for unit in part.units.mentions
    ]
