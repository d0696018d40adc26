"""A table that a dump flattened is read back, whatever the dump did to it."""

import itertools
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.paths import ROOT
from tests.support.table_layouts import AFTER, BEFORE, LAYOUTS, TABLES, UNITS, misplaced, read, rows_of

pytestmark = pytest.mark.slow

FOUNDING = ROOT / "corpus" / "documents"


def _share(layout: str, table: str, seed: int) -> float:
    """Return the share of body cells read back exactly."""
    rng = random.Random(f"{layout} {table} {seed}")
    grid, widths = TABLES[table](rng, 9)
    lines, regions = read(BEFORE + "\n".join(LAYOUTS[layout](grid, widths, rng)) + AFTER)
    if not regions:
        return 0.0
    assert not misplaced(lines, regions[0])
    found = rows_of(lines, regions[0])[regions[0].header_rows :]
    wanted = [list(row) for row in grid[1:]]
    right = sum(
        cell == have for row, other in zip(wanted, found, strict=False) for cell, have in zip(row, other, strict=True)
    )
    return right / sum(map(len, wanted))


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("table", TABLES)
def test_read_back(layout: str, table: str) -> None:
    shares = [_share(layout, table, seed) for seed in range(4)]
    assert sum(shares) / len(shares) >= 0.97


def test_units_renamed_leave_the_structure() -> None:
    rng = random.Random("renamed")
    grid, widths = TABLES["grouped"](rng, 12)
    lines = "\n".join(LAYOUTS["fragments"](grid, widths, rng))
    renamed = lines.replace("滨河大学", "江湾学院").replace("东湖街道", "白塔街道").replace("市妇联", "市文联")
    _, before = read(BEFORE + lines + AFTER)
    _, after = read(BEFORE + renamed + AFTER)
    assert [region.cells for region in before] == [region.cells for region in after]


@pytest.mark.parametrize("name", ["minhang-2023.txt", "minhang-2025.txt"])
def test_every_character_once(name: str) -> None:
    lines, regions = read((FOUNDING / name).read_text(encoding="utf-8"))
    assert regions
    assert [misplaced(lines, region) for region in regions] == [[] for _ in regions]


WORDS = st.sampled_from(
    [
        "序号",
        "重点任务",
        "主要内容",
        "牵头部门",
        "责任单位",
        "指标",
        "2025年",
        "单位",
        "属性",
        "1",
        "2",
        "3",
        "4、推进",
        "约束性",
        "—",
        "≥95",
        "万人",
        "（一）",
        "市民",
        "政局",
        "、",
        "。",
        "\n",
        "\n\n",
        " ",
        "\t",
        "推进便民服务。",
        *UNITS[:4],
    ]
)


@settings(max_examples=60)
@given(st.lists(WORDS, max_size=80))
def test_any_soup_of_words_keeps_the_law(words: list[str]) -> None:
    lines, regions = read("序号\n重点任务\n责任单位\n" + "\n".join(words))
    assert all(not misplaced(lines, region) for region in regions)
    assert all(one.last <= two.first or one.end <= two.start for one, two in itertools.pairwise(regions))
