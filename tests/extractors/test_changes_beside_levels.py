"""Values that say by how much a level changes are no levels."""

from pathlib import Path

import pytest

from extractors import extract


@pytest.mark.parametrize(
    ("now", "then", "expect"),
    [
        ("56", "增加10个", [56, None]),
        ("56", "年均增长6%左右", [56, None]),
        ("56", "较2026年提高3个", [56, None]),
        ("56", "提高到66", [56, 66]),
        ("—", "下降15%", [15]),
        ("下降12%", "下降15%", [12, 15]),
        ("12", "新增30", [12, 30]),
    ],
)
def test_a_change_beside_a_level(tmp_path: Path, now: str, then: str, expect: list[float | None]) -> None:
    path = tmp_path / "plan.txt"
    rows = f"序号\t指标\t单位\t2026年\t2030年目标\n1\t护林站\t个\t{now}\t{then}\n2\t林道\t公里\t12\t15\n"
    path.write_text(f"砚湖县护林规划（2026—2030年）\n\n表1 主要指标\n{rows}", encoding="utf-8")
    ((plan, _),) = extract(path)
    values = plan.indicators[0].values
    assert [value.value for value in values] == expect
    assert values[-1].raw == then


def test_the_share_by_which_a_level_changes_is_not_its_measure(tmp_path: Path) -> None:
    path = tmp_path / "plan.txt"
    rows = "序号\t指标\t2026年\t2030年目标\n1\t林地面积\t5.2\t年均增长6%左右\n2\t林道里程\t12\t15\n"
    path.write_text(f"砚湖县护林规划（2026—2030年）\n\n表1 主要指标\n{rows}", encoding="utf-8")
    ((plan, _),) = extract(path)
    assert plan.indicators[0].measure is None
