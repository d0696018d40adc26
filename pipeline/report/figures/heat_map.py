"""Draw which fields of work each plan gives most to do, as a grid of fields and plans."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import pairwise

from pipeline.compare.trades import trade
from pipeline.report.figures.chart import Chart, Encoding, by_legend, category, distinct_names, field
from pipeline.report.figures.drawing import Drawing, DrawnShape, bar, label_text, shorten, source_line
from pipeline.report.figures.palette import palette
from pipeline.tables.default_rows import Row
from pipeline.views.labels import label, plain
from schemas import Message

FIELDS, PLANS = 24, 30
LEFT, TOP, CELL = 150, 170, 24
STEPS = (1, 3, 6, 12, 24)
"""Least counts of the five shades; each doubles, because few fields have most of the work."""
SHADES = (
    *(f"{low}" if high == low + 1 else f"{low}–{high - 1}" for low, high in pairwise(STEPS)),
    f"≥ {STEPS[-1]}",
)
"""What each shade counts."""
OFFICES = ("department", "regulator", "party", "public_institution", "")
"""Kinds of units whose name says a field of work."""


def draw_fields(rows: Sequence[Row]) -> Drawing | None:
    """Return the grid of the answer about leads by plan; None with fewer than two plans."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    titles: dict[str, str] = {}
    pages: dict[str, str] = {}
    for row in rows:
        plan, led = str(row["plan"]), int(str(row["leads"] or 0)) + int(str(row["assigned"] or 0))
        if led and (row.get("kind") or "") in OFFICES:
            counts[trade(str(row["unit"]))][plan] += led
            titles[plan], pages[plan] = str(row["plan_title"]), str(row["plan_page"])
    # Fields that many plans have are comparable; within these, the busiest come first.
    fields = sorted(counts, key=lambda field: (-len(counts[field]), -counts[field].total(), field))[:FIELDS]
    plans = sorted(titles, key=lambda plan: (-sum(counts[field][plan] for field in fields), plan))[:PLANS]
    if len(plans) < 2:
        return None
    shapes = _heads(plans, titles, pages)
    for at, name in enumerate(fields):
        y = TOP + CELL * at
        shapes.append(label_text(LEFT - 8, y + 16, shorten(name, LEFT - 12), "end"))
        cells = [(LEFT + CELL * n, plan, counts[name][plan]) for n, plan in enumerate(plans)]
        shapes += [_cell(x, y, name, titles[plan], count) for x, plan, count in cells]
        shapes += [label_text(x + CELL / 2, y + 16, str(n), css=f"in{_shade(n)}") for x, _, n in cells if n]
    caption = Message(
        zh=f"各领域的部门在各计划中牵头、承担的事项数（{len(fields)} 个领域，{len(plans)} 份计划）",
        en=f"Subjects led or assigned, by field of work and plan ({len(fields)} fields, {len(plans)} plans)",
    )
    # The name of the last plan leans over the grid by half its length.
    width, height = LEFT + CELL * len(plans) + 92, TOP + CELL * len(fields) + 8
    source, names = source_line(titles[plan] for plan in plans), distinct_names((plan, titles[plan]) for plan in plans)
    filled: list[Encoding] = [
        {"field": name, "plan": names[plan], "count": counts[name][plan], "href": pages[plan]}
        | {"shade": SHADES[_shade(counts[name][plan]) - 1]}
        for name in fields
        for plan in plans
        if counts[name][plan]
    ]
    chart = _chart(filled, fields, list(names.values()))
    return Drawing("fields", width, height, tuple(shapes), caption, source, chart=chart)


def _chart(rows: list[Encoding], fields: Sequence[str], plans: Sequence[str]) -> Chart:
    kind, plan, count = label("chart.field"), label("table.plan"), label("chart.count")
    chosen, opacity = by_legend("shade")
    place = {
        "y": field("field", "nominal", None, scale={"domain": list(fields)}),
        "x": field("plan", "nominal", None, scale={"domain": list(plans)}, axis={"orient": "top", "labelAngle": -60}),
    }
    tooltip = [field("field", "nominal", kind), field("plan", "nominal", plan), field("count", "quantitative", count)]
    shade = category("shade", count, SHADES)
    cells = {**place, "color": shade, "opacity": opacity, "href": {"field": "href"}, "tooltip": tooltip}
    numbers = {**place, "text": field("count", "quantitative"), "href": {"field": "href"}, "tooltip": tooltip}
    dark, light = palette()["ink"].light, palette()["sheet"].light
    numbers["color"] = {"condition": {"test": f"datum.count < {STEPS[2]}", "value": dark}, "value": light}
    layers: list[Encoding] = [
        {"data": {"name": "fields"}, "mark": "rect", "params": [chosen], "encoding": cells},
        {"data": {"name": "fields"}, "mark": {"type": "text", "fontSize": 11}, "encoding": numbers},
    ]
    return Chart({"fields": rows}, layers, tuple(f"shade{at}" for at in range(1, len(STEPS) + 1)))


def _heads(plans: Sequence[str], titles: dict[str, str], pages: dict[str, str]) -> list[DrawnShape]:
    heads = []
    for at, plan in enumerate(plans):
        x = LEFT + CELL * at + 16
        head = label_text(x, TOP - 8, shorten(titles[plan], TOP * 0.95), "start", "name", pages[plan])
        heads.append(
            head._replace(
                geometry={**head.geometry, "transform": f"rotate(-60 {x} {TOP - 8})"}, tip=plain(titles[plan])
            )
        )
    return heads


def _shade(count: int) -> int:
    return sum(count >= step for step in STEPS)


def _cell(x: float, y: float, name: str, title: str, count: int) -> DrawnShape:
    return bar(x + 1, y + 1, CELL - 2, CELL - 2, f"shade{_shade(count)}", plain(f"{name} {count} 《{title}》"))
