"""The authority file: a person's names and judgements applied to plans, and pairs proposed for judgement."""

from pathlib import Path

import pytest

from extractors.units.lists import split_units
from extractors.units.resolve import resolve
from pipeline.compare.unit_proposals import alike, proposals
from pipeline.corpus.authority import Authority, Judgement, KnownBody, read_authority, record
from pipeline.corpus.units import apply_authority, units_of_plans
from pipeline.errors import InputError
from schemas import Evidence, Plan, PlanHeader, Responsibility, Source


def plan_of(id: str, place: str, names: str) -> Plan:
    """Make a plan whose only clause lists these names."""
    mentions = split_units(names, 0, len(names)).mentions
    units, ids = resolve([(m.name, m.full) for m in mentions], place, "")
    return Plan(
        plan=PlanHeader(id=id, title="", genre="方案", place=place, source=Source(file=f"{id}.txt", sha256="")),
        units=units,
        responsibilities=tuple(
            Responsibility(
                subject=f"{id}/task/1", unit=ids[m.full], name=m.name, label="责任单位", role="responsible",
                relation="assigned", position=at, clause=f"{id}/task/1/c1",
                evidence=Evidence(block="b1", start=m.start, end=m.end, quote=names[m.start : m.end]),
            )
            for at, m in enumerate(mentions, 1)
        ),
    )  # fmt: skip


def judgement(verdict: str, *units: str) -> Judgement:
    return Judgement(verdict=verdict, units=units, by="Li", on="2026-11-22", why="asked the office")


def ids(plan: Plan) -> dict[str, str]:
    """Return {printed name: unit id} and check that every id has its unit."""
    assert {entry.unit for entry in plan.responsibilities} == {unit.id for unit in plan.units}
    return {entry.name: entry.unit for entry in plan.responsibilities}


def test_an_empty_authority_changes_nothing() -> None:
    plan = plan_of("a", "东山区", "区科委、区河湖处理局")
    assert apply_authority(plan, Authority()) is plan


def test_same_joins_units_and_keeps_names() -> None:
    plan = plan_of("a", "东山区", "南河公司、南河滨江公司")
    same = judgement("same", "unit/东山区/南河公司", "unit/东山区/南河滨江公司")
    joined = apply_authority(plan, Authority(judgements=(same,)))
    assert ids(joined) == {"南河公司": "unit/东山区/南河滨江公司", "南河滨江公司": "unit/东山区/南河滨江公司"}
    assert joined.units[0].aliases == ("南河公司",)


def test_different_parts_what_extraction_joined() -> None:
    plan = plan_of("a", "江北市", "市河湖处理局、市河处局")
    assert len(plan.units) == 1
    apart = judgement("different", "unit/江北市/市河湖处理局", "unit/江北市/市河处局")
    parted = apply_authority(plan, Authority(judgements=(apart,)))
    assert ids(parted) == {"市河湖处理局": "unit/江北市/市河湖处理局", "市河处局": "unit/江北市/市河处局"}
    assert [unit.aliases for unit in parted.units] == [(), ()]


def test_different_parts_a_known_pair_too() -> None:
    plan = plan_of("a", "东山区", "区规划资源局、区规资局")
    apart = judgement("different", "unit/东山区/区规划和自然资源局", "unit/东山区/区规资局")
    parted = apply_authority(plan, Authority(judgements=(apart,)))
    assert len(set(ids(parted).values())) == 2


def test_a_later_judgement_of_a_pair_replaces_an_earlier_one() -> None:
    plan = plan_of("a", "东山区", "南河公司、南河滨江公司")
    pair = ("unit/东山区/南河公司", "unit/东山区/南河滨江公司")
    both = Authority(judgements=(judgement("same", *pair), judgement("different", *pair)))
    assert len(set(ids(apply_authority(plan, both)).values())) == 2


def test_succession_joins_nothing() -> None:
    plan = plan_of("a", "东山区", "南河公司、北河公司")
    after = judgement("succeeded_by", "unit/东山区/南河公司", "unit/东山区/北河公司")
    assert ids(apply_authority(plan, Authority(judgements=(after,)))) == ids(plan)


def test_a_body_gives_name_and_kind() -> None:
    body = KnownBody(name="南部滨江投资开发公司", place="东山区", aliases=("南河公司",), kind="state_enterprise")
    named = apply_authority(plan_of("a", "东山区", "南河公司、区科委"), Authority(bodies=(body,)))
    unit = named.units[0]
    assert (unit.id, unit.name, unit.aliases, unit.kind) == (
        "unit/东山区/南部滨江投资开发公司", "南部滨江投资开发公司", ("南河公司",), "state_enterprise",
    )  # fmt: skip
    assert ids(named)["南河公司"] == unit.id


def test_one_office_of_two_places_is_two() -> None:
    plans = [plan_of("a", "江北市", "市财政局"), plan_of("b", "江南市", "市财政局")]
    assert [unit.id for unit, _ in units_of_plans(plans)] == ["unit/江北市/市财政局", "unit/江南市/市财政局"]


def test_short_and_long_printings_meet_over_plans() -> None:
    plans = [plan_of("a", "江北市", "市发改委"), plan_of("b", "江北市", "市发展改革委")]
    assert [(unit.id, ids) for unit, ids in units_of_plans(plans)] == [("unit/江北市/市发展和改革委员会", ("a", "b"))]


@pytest.mark.parametrize(
    "one, other, reason",
    [
        ("市河处局", "市河湖处理局", "abbreviation"),
        ("区交通委", "区交通局", "other-class"),
        ("市商务局", "市商务局（自贸委）", "second-name"),
        ("市自然资源和规划局", "市规划和自然资源局", "same-characters"),
        ("市金融监管局", "市地方金融监管局", "inner-abbreviation"),
        ("市外办", "市政府外办", "organ"),
        ("县人民政府口岸办", "县口岸办", "organ"),
        ("临河经开区", "临河经开区管委会", "organ"),
        ("云川高新区管理委员会", "云川高新区管委会", "organ"),
        ("市政务服务局", "市政务服务和数据管理局", "abbreviation"),
        ("区科委", "区经委", None),
        ("市财政局", "区财政局", None),
        ("市公安局", "市司法局", None),
        ("南河公司", "北河公司", None),
    ],
)
def test_alike(one: str, other: str, reason: str | None) -> None:
    assert alike(one, other) == alike(other, one) == reason


def test_joins_by_rule_are_proposed_for_confirmation_with_their_passages() -> None:
    found = proposals([plan_of("a", "江北市", "市河湖处理局、市河处局")], Authority())
    assert [(p.units, p.joined, p.reason) for p in found] == [
        (("unit/江北市/市河处局", "unit/江北市/市河湖处理局"), True, "abbreviation")
    ]
    assert [(p.plan, p.evidence.quote) for p in found[0].passages] == [("a", "市河处局"), ("a", "市河湖处理局")]


@pytest.mark.parametrize(("years", "renamed"), [((2021, 2024), True), ((2024, 2024), False), ((2025, 2022), True)])
def test_a_name_that_follows_another_may_be_its_successor(years: tuple[int, int], renamed: bool) -> None:
    plans = [
        plan.model_copy(update={"plan": plan.plan.model_copy(update={"issued_on": f"{year}-05-01"})})
        for plan, year in zip(
            (plan_of("a", "江北市", "市政务服务局"), plan_of("b", "江北市", "市政务服务和数据管理局")),
            years,
            strict=True,
        )
    ]
    (found,) = proposals(plans, Authority())
    assert ("可能是更名" in found.message.zh) == renamed
    if renamed:
        assert f"最晚见于{min(years)}年" in found.message.zh
        assert f"最早见于{max(years)}年" in found.message.zh


def test_pairs_over_plans_are_proposed_and_judged_pairs_are_not() -> None:
    plans = [plan_of("a", "江北市", "市金融监管局"), plan_of("b", "江北市", "市地方金融监管局")]
    found = proposals(plans, Authority())
    assert [p.units for p in found] == [("unit/江北市/市金融监管局", "unit/江北市/市地方金融监管局")]
    assert {p.plan for p in found[0].passages} == {"a", "b"}
    assert proposals(plans, Authority(judgements=(judgement("different", *found[0].units),))) == ()


def test_record_appends_and_keeps_what_stands(tmp_path: Path) -> None:
    path = tmp_path / "units.yml"
    path.write_text("# by hand\n- name: 南部滨江投资开发公司\n  aliases: [南河公司]\n", encoding="utf-8")
    same = judgement("same", "unit/东山区/南河公司", "unit/东山区/南河滨江公司")
    record(path, same)
    record(path, same)
    assert path.read_text(encoding="utf-8").startswith("# by hand\n- name: 南部滨江投资开发公司\n")
    held = read_authority(path)
    assert (len(held.bodies), held.judgements) == (1, (same,))


@pytest.mark.parametrize("text", ["[]", "# nothing yet\n"])
def test_an_empty_file_is_an_empty_authority(tmp_path: Path, text: str) -> None:
    path = tmp_path / "units.yml"
    path.write_text(text, encoding="utf-8")
    assert read_authority(path) == Authority()
    record(path, judgement("same", "unit/-/甲", "unit/-/乙"))
    assert len(read_authority(path).judgements) == 1


@pytest.mark.parametrize(
    "text",
    [
        "a: 1",
        "- name: 1.5\n  nom: x",
        "- verdict: maybe\n  units: [unit/-/甲, unit/-/乙]\n  by: L\n  on: x\n  why: y",
        "- verdict: same\n  units: [unit/-/甲, unit/-/甲]\n  by: L\n  on: x\n  why: y",
        "- verdict: same\n  units: [甲, 乙]\n  by: L\n  on: x\n  why: y",
    ],
)
def test_a_malformed_file_is_refused_in_one_sentence(tmp_path: Path, text: str) -> None:
    path = tmp_path / "units.yml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=r"units\.yml"):
        read_authority(path)
