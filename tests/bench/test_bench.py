"""What the benchmarks count and how they are asked; nothing is timed."""

import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.store.results import read_result
from tests.bench import all as bench_all
from tests.bench.large.facts import plan_id, write_facts
from tests.support.laws import check_ids, check_numbers, check_quotes
from tests.support.paths import ROOT
from tests.support.table_truth import Box, Cell, Score, compare, grids_of, known_cells

KNOWN = known_cells(
    {
        "grid": [
            ["领域", "事项", "承办"],
            ["水务", "清理云溪河道", "水利站"],
            ["", "检修沿岸泵房（三座）", "水利站、电力所"],
        ],
        "spans": {"1,0": [2, 1]},
    }
)
HEADER: list[Box] = [(0, 0, 20, 10, "领域"), (20, 0, 60, 10, "事 项"), (60, 0, 99, 10, "承办")]
FIRST: list[Box] = [(20, 10, 60, 20, "清理云溪\n河道"), (60, 10, 99, 20, "水利站")]
SECOND: list[Box] = [(20, 20, 60, 30, "检修沿岸泵房(三座)"), (60, 20, 99, 30, "水利站、电力所")]


def lower(boxes: list[Box], by: float) -> list[Box]:
    return [(left, top + by, right, bottom + by, text) for left, top, right, bottom, text in boxes]


WHOLE = [*HEADER, (0, 10, 20, 30, "水务"), *FIRST, *SECOND]
CUT_IN_A_ROW = [
    [*HEADER, (0, 10, 20, 30, "水务"), *FIRST, (20, 20, 60, 30, "检修沿岸"), (60, 20, 99, 30, "水利站、")],
    [*HEADER, (0, 10, 20, 20, ""), (20, 10, 60, 20, "泵房(三座)"), (60, 10, 99, 20, "电力所")],
]


@pytest.mark.parametrize(
    ("why", "pieces", "expected"),
    [
        ("white space and compatibility forms are nothing", [WHOLE], (8, 8, 8)),
        ("a page end may cut a row, and print the header again", CUT_IN_A_ROW, (8, 8, 8)),
        ("a sliver is no cell", [[*WHOLE, (0, 10, 0.1, 30, "")]], (8, 8, 8)),
        ("other text", [[*WHOLE[:-1], (60, 20, 99, 30, "水利站、电站")]], (8, 7, 7)),
        ("a text in the column beside", [[*HEADER, (0, 10, 20, 30, "水务"), *FIRST, (20, 20, 60, 30, "水利站、电力所"),
            (60, 20, 99, 30, "检修沿岸泵房(三座)")]], (8, 6, 6)),
        ("a merged cell told as two", [[*HEADER, (0, 10, 20, 20, "水务"), (0, 20, 20, 30, ""), *FIRST, *SECOND]], (8, 8, 7)),
        ("two cells told as one", [[*HEADER, (0, 10, 20, 30, "水务"), (20, 10, 60, 30, "清理云溪河道检修沿岸泵房(三座)"),
            FIRST[1], SECOND[1]]], (8, 6, 6)),
        ("a row that was lost", [[*HEADER, (0, 10, 20, 20, "水务"), *FIRST]], (8, 6, 6)),
        ("nothing found", [], (8, 0, 0)),
        ("another table, of prose", [[(0, 0, 50, 10, "附言"), (50, 0, 99, 10, "略")]], (8, 0, 0)),
    ],
)  # fmt: skip
def test_cells_right(why: str, pieces: list[list[Box]], expected: tuple[int, int, int]) -> None:
    found = [grid for boxes in pieces for grid in grids_of(boxes)]
    assert compare([KNOWN], found) == Score(*expected), why


def test_boxes_of_two_tables_are_parted() -> None:
    near = lower([(0, 0, 33, 10, "站"), (33, 0, 99, 10, "桩号")], 30)
    apart = lower(HEADER, 60)
    assert [len(grid) for grid in grids_of([*WHOLE, *near, *apart])] == [8, 2, 3]


def test_edges_that_nearly_meet_are_one() -> None:
    boxes: list[Box] = [
        (0, 0, 50.2, 10, "甲"),
        (50, 0, 99, 10.1, "乙"),
        (0.1, 10, 50, 20, "丙"),
        (50, 10, 99, 20, "丁"),
    ]
    assert grids_of(boxes) == [
        [Cell(0, 0, 1, 1, "甲"), Cell(0, 1, 1, 1, "乙"), Cell(1, 0, 1, 1, "丙"), Cell(1, 1, 1, 1, "丁")]
    ]


@pytest.mark.parametrize("script", ["all", "peers", "large.products", "large.pages", "large.readers", "large.engines"])
def test_help_measures_nothing(script: str) -> None:
    page = ROOT / "docs" / "benchmarks.md"
    before = page.read_bytes()
    done = subprocess.run(
        [sys.executable, "-m", f"tests.bench.{script}", "--help"],
        capture_output=True, encoding="utf-8", timeout=60, check=False,
        env={"PYTHONPATH": str(ROOT), "PATH": ""},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("usage:")
    assert page.read_bytes() == before


def test_a_peer_that_is_not_installed_is_said_to_be_so() -> None:
    done = subprocess.run(
        [sys.executable, "-S", str(ROOT / "tests" / "bench" / "peer_tables.py"), "img2table"],
        capture_output=True, encoding="utf-8", timeout=60, check=False, stdin=subprocess.DEVNULL,
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (0, "null\n")


def test_what_is_not_measured_stays_on_the_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first, _, third = (bench.title for bench in bench_all.BENCHES[:3])
    large = next(bench.title for bench in bench_all.BENCHES if bench.large) + bench_all.LARGE
    monkeypatch.setattr(bench_all, "PAGE", tmp_path / "page.md")
    bench_all.write_page({third: "\nyesterday, 3\n", first: "\nyesterday, 1\n"})
    bench_all.write_page({large: "\nlarge\n"})
    bench_all.write_page({first: "\ntoday, 1\n"})
    text = bench_all.PAGE.read_text(encoding="utf-8")
    assert bench_all.read_sections(bench_all.PAGE) == {first: "today, 1", large: "large", third: "yesterday, 3"}
    assert text.index("today") < text.index("yesterday")


def test_large_runs_share_the_facts_and_take_other_numbers_of_plans(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bench_all, "run", lambda command, more: " ".join((*command, *more)))
    usual, fewer = (dict(bench_all.measure("many plans", True, plans, "made")) for plans in ((), (5, 9)))
    assert usual["Pages of many plans on request (large run)"] == "large.pages --plans 10000 100000 --folder made"
    assert fewer["Fifty readers of many plans at once (large run)"] == "large.readers --plans 5 9 --folder made"
    assert all("--folder made" in command for command in usual.values())


def test_made_facts_quote_their_documents_and_have_their_own_names_and_numbers(tmp_path: Path) -> None:
    write_facts(tmp_path, 2, first=2)
    write_facts(tmp_path, 1, first=35)
    first, services, later = (read_result(tmp_path / plan_id(number)) for number in (2, 3, 35))
    for result in (first, services, later):
        check_quotes(result.plan, result.document)
        check_numbers(result.plan)
        check_ids(result.plan)
    assert first.plan.plan.title == "东河区城市更新三年行动方案（2024—2026年）"
    assert later.plan.plan.place == "西河区" and {unit.jurisdiction for unit in later.plan.units} == {"西河区"}
    values = {entry.name: [value.value for value in entry.values] for entry in services.plan.indicators}
    assert values["社区助餐点"] == [279.0, 351.0] and values["护理型床位占比"] == [58.0, 65.0]
    write_facts(tmp_path / "again", 1, first=2)
    for name in ("plan.json", "document.json"):
        again = tmp_path / "again" / plan_id(2) / name
        assert again.read_bytes() == (tmp_path / plan_id(2) / name).read_bytes()
