"""Plans that follow each other in one file with no notice that announces them."""

from pathlib import Path

import pytest

from extractors import extract

FIRST = (
    "砚湖县2027年护林工作要点",
    "一、巡护林区",
    "每月巡护两次。（县林业局）",
    "二、补植苗木",
    "补植乡土树种。（县林业局）",
)
SECOND = (
    "砚湖县2027年渡口工作要点",
    "一、修缮渡口",
    "更换老旧趸船。（县交通运输局）",
    "二、培训船员",
    "开展应急演练。（县应急局）",
)


def titles(tmp_path: Path, lines: tuple[str, ...]) -> list[str]:
    path = tmp_path / "plans.txt"
    path.write_text("\n".join(lines), encoding="utf-8")
    return [plan.plan.title for plan, _ in extract(path)]


@pytest.mark.parametrize("between", [(), ("---",), ("==========",)])
def test_a_title_with_place_and_years_above_the_first_heading_again_opens_a_plan(
    tmp_path: Path, between: tuple[str, ...]
) -> None:
    assert titles(tmp_path, (*FIRST, *between, *SECOND)) == [FIRST[0], SECOND[0]]


@pytest.mark.parametrize("title", ["护林设施管护办法", "砚湖县护林员管理办法"])
def test_one_that_lacks_either_is_that_of_an_annex(tmp_path: Path, title: str) -> None:
    assert titles(tmp_path, (*FIRST, title, *SECOND[1:])) == [FIRST[0]]


def test_an_annex_stays_with_its_plan(tmp_path: Path) -> None:
    assert titles(tmp_path, (*FIRST, "附件", *SECOND)) == [FIRST[0]]


def test_an_item_that_begins_with_a_month_is_read_where_its_list_has_come_to_it(tmp_path: Path) -> None:
    items = tuple(f"{number}.巡护第{number}片林区。（县林业局）" for number in range(1, 12))
    path = tmp_path / "plan.txt"
    path.write_text("\n".join((*FIRST[:2], *items, "12.3月底前报送方案。（县林业局）")), encoding="utf-8")
    ((plan, _),) = extract(path)
    assert [task.marker for task in plan.tasks] == [str(number) for number in range(1, 13)]
    assert plan.tasks[-1].title == "3月底前报送方案"
