"""Years that a sentence lists once for several lists of numbers, and lists that do not fit them."""

from pathlib import Path

import pytest

from extractors.commitments.sentence import commitment_numbers
from tests.support.text_plans import plan_of


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "到2026年、2029年，冷库库容分别达到3万吨、5万吨；冷藏车分别达到60辆、90辆。",
            [("冷库库容", 3, 2026), ("冷库库容", 5, 2029), ("冷藏车", 60, 2026), ("冷藏车", 90, 2029)],
        ),
        (
            "2027、2028年，护林员分别达到40人、50人，瞭望塔分别达到6座、8座。",
            [("护林员", 40, 2027), ("护林员", 50, 2028), ("瞭望塔", 6, 2027), ("瞭望塔", 8, 2028)],
        ),
        (
            "到2026年、2028年和2030年，渔港分别达到2座、3座和5座；渔船分别达到80艘、90艘和95艘。",
            [
                *(("渔港", value, year) for value, year in ((2, 2026), (3, 2028), (5, 2030))),
                *(("渔船", value, year) for value, year in ((80, 2026), (90, 2028), (95, 2030))),
            ],
        ),
        (
            "2026年、2027年分别新建灯塔1座、2座，分别改造码头4座、6座。",
            [("灯塔", 1, 2026), ("灯塔", 2, 2027), ("码头", 4, 2026), ("码头", 6, 2027)],
        ),
        (
            "到2026年、2028年，书屋分别达到30家、45家。剧场分别达到3座、4座。",
            [("书屋", 30, 2026), ("书屋", 45, 2028), ("剧场", 3, 2026), ("剧场", 4, 2028)],
        ),
        (
            "到2026年、2028年，书屋分别达到30家、45家；到2030年，剧场达到9座；影院分别达到5座、7座。",
            [("书屋", 30, 2026), ("书屋", 45, 2028), ("剧场", 9, 2030), ("影院", 5, 2026), ("影院", 7, 2028)],
        ),
        (
            "“十四五”末、“十五五”末，茶园面积分别达到2万亩、3万亩。",
            [("茶园面积", 2, 2025), ("茶园面积", 3, 2030)],
        ),
        (
            "2026—2028年分别培训船员100人、150人、200人。",
            [("船员", 100, 2026), ("船员", 150, 2027), ("船员", 200, 2028)],
        ),
        ("2026年底前、2027年底前，分别建成泊位2个、3个。", [("泊位", 2, 2026), ("泊位", 3, 2027)]),
        ("3.2026年新建灯塔4座、2027年新建灯塔6座。", [("灯塔", 4, 2026), ("灯塔", 6, 2027)]),
        ("到2026年、2027年，水质优良率均达到90%。", [("水质优良率", 90, 2027)]),
        ("对2023年、2024年已建成的码头开展评估，评估覆盖率达到100%。", [("评估覆盖率", 100, None)]),
    ],
)
def test_years_of_several_lists(text: str, expected: list[tuple[str, float, int | None]]) -> None:
    found = list(commitment_numbers(text))
    assert [(number.what, number.value, number.year) for number in found] == expected
    assert not any(number.year_unclear for number in found)


@pytest.mark.parametrize(
    ("text", "unclear"),
    [
        ("到2026年、2029年，渔港分别达到2座、3座；渔船分别达到70艘、80艘、90艘。", [("渔船", None)] * 3),
        ("到2026年、2029年，渔港分别达到2座、3座，渔船达到80艘。", [("渔船", None)]),
        ("2026年建成渔港2座，2027年建成渔港3座；渔船分别更新30艘、40艘。", [("渔船", None)] * 2),
        ("2026年、2027年，东港、西港吞吐量分别达到30万吨、50万吨。", [("东港吞吐量", 2027), ("西港吞吐量", 2027)]),
    ],
)
def test_years_that_no_number_need_have(text: str, unclear: list[tuple[str, int | None]]) -> None:
    found = [number for number in commitment_numbers(text) if number.year_unclear]
    assert [(number.what, number.year) for number in found] == unclear


def test_an_unclear_year_is_a_doubt_and_an_unclear_name_unread(tmp_path: Path) -> None:
    plan = plan_of(
        tmp_path,
        "青岚市渔业发展工作方案\n一、主要任务\n1.到2026年、2029年，渔港分别达到2座、3座，渔船达到80艘。\n"
        "2.东港、西港、南港吞吐量分别达到30万吨、50万吨。\n",
    )
    assert [(number.value, number.doubt is not None) for number in plan.commitments] == [
        (2, False),
        (3, False),
        (80, True),
    ]
    assert any("东港、西港、南港吞吐量分别达到30万吨" in found.evidence.quote for found in plan.coverage.passages)
