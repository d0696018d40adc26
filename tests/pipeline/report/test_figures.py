"""Pictures from rows of answers: what is drawn, and where it leads."""

import json
from pathlib import Path

from pipeline.report.figures.cards import IndicatorCard, draw_cards
from pipeline.report.figures.chart import distinct_names
from pipeline.report.figures.deadlines import draw_deadlines
from pipeline.report.figures.drawing import Drawing, shorten, text_width, ticks
from pipeline.report.figures.heat_map import draw_fields
from pipeline.report.figures.load_bars import draw_load
from pipeline.report.figures.palette import palette
from pipeline.report.figures.series import SeriesPoint
from pipeline.report.figures.task_flow import SIDE, STATES, draw_flow
from pipeline.report.figures.trajectory import draw_trajectory
from pipeline.report.figures.vega_lite import embedded, translated, vega_lite
from pipeline.store.comparisons import read_comparisons
from pipeline.views.labels import label
from tests.support import plans as fixture

PLAN = {"plan": "hewan-2024", "plan_title": "河湾市行动计划", "plan_page": "plans/hewan-2024/index.html"}


def tips(drawing: Drawing | None) -> list[str]:
    assert drawing is not None
    return [shape.tip.zh for shape in drawing.shapes if shape.tip.zh]


def rows_of(drawing: Drawing | None, name: str) -> list[dict[str, object]]:
    """Return the data of the specification, after what holds for all of them."""
    assert drawing is not None
    found = vega_lite(drawing)
    assert found == json.loads(embedded(drawing) or "")
    assert found is not None and drawing.source.zh == found["title"]["subtitle"]
    used = {layer["data"]["name"] for layer in found["layer"]}
    assert used == set(found["datasets"]), "all data is drawn"
    english = json.dumps(translated(found) | {"datasets": {}}, ensure_ascii=False)
    assert not any(word in english for word in ("事项数", "牵头", "类别", "来源"))
    assert all(colour.startswith("#") for colour in found["config"]["range"]["category"])
    return list(found["datasets"][name])


def test_ticks_are_round_and_enclose_the_values() -> None:
    assert ticks(0, 57) == [0, 20, 40, 60]
    assert ticks(5.83, 11.5) == [4, 6, 8, 10, 12]
    assert ticks(0, 3) == [0, 1, 2, 3]
    assert ticks(-0.4, 0.4) == [-0.4, -0.2, 0, 0.2, 0.4]
    assert ticks(7, 7)[0] <= 7 < ticks(7, 7)[-1]


def test_long_names_are_cut_by_their_width() -> None:
    assert shorten("河湾市教育局", 80) == "河湾市教育局"
    assert shorten("河湾市教育局", 60) == "河湾市教…"


def test_the_load_of_a_unit_is_one_bar_of_three_parts() -> None:
    first = {
        "unit": "市教育局",
        "place": "河湾市",
        "unit_page": "units/a.html",
        "leads": 4,
        "assigned": 0,
        "supports": 2,
        **PLAN,
    }
    other = {
        "unit": "河湾市财政局",
        "place": "河湾市",
        "unit_page": "units/b.html",
        "leads": 1,
        "assigned": 3,
        "supports": 0,
        **PLAN,
    }
    drawing = draw_load([first, other])
    assert tips(drawing) == [
        "市教育局（河湾市） 牵头 4", "市教育局（河湾市） 配合 2", "河湾市财政局 牵头 1", "河湾市财政局 承担 3",
    ]  # fmt: skip
    assert drawing is not None and drawing.source.zh == "来源：《河湾市行动计划》；据纲目整理"
    widths = [float(shape.geometry["width"]) for shape in drawing.shapes if shape.tag == "rect"]
    assert widths[0] == 2 * widths[1] == 4 * widths[2]
    told = [(row["unit"], row["relation"], row["count"], row["href"]) for row in rows_of(drawing, "load")]
    assert told[0] == ("市教育局（河湾市）", "牵头", 4, "units/a.html") and len(told) == 4
    assert draw_load([first]) is None


def test_what_is_due_stands_in_its_quarter_and_leads_to_its_rows() -> None:
    rows = [
        {"due_on": day, "kind": kind, **PLAN}
        for day, kind in (("2025-03-31", "task"), ("2025-02-01", "task"), ("2025-12-31", "target"), (None, "task"))
    ]
    drawing = draw_deadlines(rows)
    assert tips(drawing) == ["2025Q1 任务时限 2", "2025Q4 指标目标 1"]
    assert drawing is not None
    assert [shape.href for shape in drawing.shapes if shape.href] == [
        "answers/due.html#f.due_on=2025-01-01..2025-03-31&f.kind=task",
        "answers/due.html#f.due_on=2025-10-01..2025-12-31&f.kind=target",
    ]
    assert [(row["period"], row["count"]) for row in rows_of(drawing, "due")] == [("2025Q1", 2), ("2025Q4", 1)]
    distant = draw_deadlines([*rows, {"due_on": "2040-12-31", "kind": "target", **PLAN}])
    assert tips(distant)[:2] == ["2025 任务时限 2", "2025 指标目标 1"]
    assert draw_deadlines(rows[:2]) is None


def test_fields_of_work_are_one_row_over_places() -> None:
    def row(unit: str, kind: str, leads: int, plan: str) -> dict[str, object]:
        page = f"plans/{plan}/index.html"
        return {
            "unit": unit,
            "kind": kind,
            "leads": leads,
            "assigned": 0,
            "plan": plan,
            "plan_title": plan,
            "plan_page": page,
        }

    drawing = draw_fields(
        [
            row("河湾市财政局", "department", 3, "a"),
            row("北岭区财政局", "department", 2, "b"),
            row("某公司", "enterprise", 9, "b"),
        ]
    )
    assert [tip for tip in tips(drawing) if "财政" in tip] == ["财政 3 《a》", "财政 2 《b》"]
    assert not any("公司" in tip for tip in tips(drawing))
    told = [(row["field"], row["plan"], row["count"], row["shade"]) for row in rows_of(drawing, "fields")]
    assert told == [("财政", "a", 3, "3–5"), ("财政", "b", 2, "1–2")]


def test_targets_are_dashed_and_every_point_leads_to_its_passage() -> None:
    def point(year: int, kind: str, value: float) -> SeriesPoint:
        return SeriesPoint("河湾市行动计划", "p.html", year, kind, value, f"{value:g}", f"source.html#{year}")

    drawing = draw_trajectory(
        "x", "人均绿地（平方米）", [point(2023, "actual", 12), point(2025, "target", 14), point(2027, "target", 15)]
    )
    assert drawing is not None
    assert [shape.css for shape in drawing.shapes if shape.tag == "polyline"] == ["aim s0"]
    line = next(str(shape.geometry["points"]) for shape in drawing.shapes if shape.tag == "polyline")
    assert len(line.split()) == 3  # from the result to both targets
    circles = [(shape.css, shape.href) for shape in drawing.shapes if shape.tag == "circle"]
    assert circles == [("known s0", "source.html#2023"), ("aim s0", "source.html#2025"), ("aim s0", "source.html#2027")]
    assert [(row["year"], row["aim"]) for row in rows_of(drawing, "points")] == [
        (2023, False),
        (2025, True),
        (2027, True),
    ]
    assert [row["year"] for row in rows_of(drawing, "lines")] == [2023, 2025, 2027]
    assert draw_trajectory("x", "y", [point(2023, "actual", 12)]) is None


def test_cards_share_their_years_and_the_scale_of_those_that_are_alike() -> None:
    def card(name: str, measure: str, *values: tuple[int, float]) -> IndicatorCard:
        points = (SeriesPoint("甲", "p.html", year, "target", value, f"{value:g}", "s.html") for year, value in values)
        return IndicatorCard(name, name, measure, tuple(points))

    drawn = draw_cards(
        [
            card("a", "%", (2024, 40), (2025, 50)),
            card("b", "%", (2025, 20), (2030, 30)),
            card("c", "%", (2025, 0.2), (2030, 0.4)),
            card("d", "家", (2025, 40), (2030, 90)),
            card("e", "家", (2030, 90)),
        ]
    )
    axes = [[s.text.zh for s in one.shapes if s.tag == "text" and not s.css] if one else None for one in drawn]
    years = ["2024", "2025", "2030"]
    assert axes[0] == axes[1] == ["0", "20", "40", "60", *years]
    assert axes[2] == ["0", "0.2", "0.4", *years]
    assert axes[3] == ["0", "50", "100", *years]
    assert axes[4] is None


def test_the_flow_of_a_comparison_counts_every_task_once_and_its_names_fit(tmp_path: Path) -> None:
    (found,) = read_comparisons(fixture.write_outputs(tmp_path / "outputs"))
    drawing = draw_flow(found, "前", "后")
    assert drawing
    names = [shape for shape in drawing.shapes if shape.tag == "text"]
    for anchor, plan in (("end", found.old.id), ("start", found.new.id)):
        shown = [shape.text.zh.split()[-1] for shape in names if shape.geometry["text-anchor"] == anchor]
        assert sum(map(int, shown)) == sum(row.plan == plan for row in found.tasks) > 0
    posts = rows_of(drawing, "posts")
    assert [post["text"] for post in posts if post["side"]] == [
        shape.text.zh for shape in names if shape.geometry["text-anchor"] == "start"
    ]
    kinds = ("compare_state", "level_state")
    for said in (label(f"{kind}.{state}") for kind in kinds for state in STATES):
        assert max(text_width(f"{name} 999") for name in (said.zh, said.en)) <= SIDE - 8, said
    assert all(0 <= float(shape.geometry["y"]) <= drawing.height for shape in names)
    assert draw_flow(found.model_copy(update={"tasks": ()}), "前", "后") is None


def test_plans_of_the_same_name_are_told_apart_in_a_chart() -> None:
    names = distinct_names([("a", "行动计划"), ("b", "行动计划"), ("a", "行动计划"), ("c", "方案")])
    assert names == {"a": "行动计划", "b": "行动计划（2）", "c": "方案"}


def test_colours_are_those_of_the_stylesheet() -> None:
    colours = palette()
    assert colours["s1"] == colours["leads"] and colours["leads"].css == "var(--leads)"
    assert colours["shade5"] == colours["assigned"]
    lights = [int(colours[f"shade{at}"].light[1:3], 16) for at in range(1, 6)]
    assert lights == sorted(lights, reverse=True), "a higher count is darker"
