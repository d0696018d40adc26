"""Draw how much each unit leads, is assigned and supports, as stacked bars on one scale."""

from collections.abc import Sequence

from pipeline.report.figures.chart import Chart, Encoding, distinct_names, field, stacked_bars
from pipeline.report.figures.drawing import (
    Drawing,
    DrawnShape,
    LegendEntry,
    bar,
    label_text,
    rule,
    shorten,
    source_line,
    text_width,
    ticks,
)
from pipeline.tables.default_rows import Row
from pipeline.views.labels import label
from pipeline.views.phrases import figure
from schemas import Message

SHOWN = 20
WIDTH, LEFT, RIGHT, TOP, STEP = 760, 210, 40, 28, 24
PARTS = ("leads", "assigned", "supports")


def draw_load(rows: Sequence[Row]) -> Drawing | None:
    """Return the bars of the first units of the answer about leads; None if there are fewer than two."""
    shown = rows[:SHOWN]
    if len(shown) < 2:
        return None
    most = max(sum(_count(row, part) for part in PARTS) for row in shown)
    marks = ticks(0, most)
    width = (WIDTH - LEFT - RIGHT) / marks[-1]
    bottom = TOP + STEP * len(shown)
    shapes: list[DrawnShape] = []
    for value in marks:
        x = LEFT + value * width
        shapes += [rule(x, TOP - 4, x, bottom, "grid-line"), label_text(x, TOP - 10, figure(value))]
    for at, row in enumerate(shown):
        shapes += _unit(row, TOP + STEP * at, width)
    caption = Message(
        zh=f"各单位牵头、承担、配合的事项数（前 {len(shown)} 个单位，共 {len(rows)} 个）",
        en=f"Subjects that units lead, are assigned and support (the first {len(shown)} of {len(rows)} units)",
    )
    keys = tuple(LegendEntry(part, label(f"relation.{part}")) for part in PARTS)
    source = source_line(_titles(shown))
    return Drawing("load", WIDTH, bottom + 12, tuple(shapes), caption, source, keys, _chart(shown))


def _chart(shown: Sequence[Row]) -> Chart:
    names = distinct_names((str(row["unit_page"]), _name(row)) for row in shown)
    rows: list[Encoding] = [
        {"unit": names[str(row["unit_page"])], "relation": label(f"relation.{part}"), "count": _count(row, part)}
        | {"order": at, "href": row["unit_page"]}
        for row in shown
        for at, part in enumerate(PARTS)
        if _count(row, part)
    ]
    unit = label("table.unit")
    place = field("unit", "nominal", None, sort=None, axis={"labelLimit": LEFT})
    part = ("relation", label("chart.relation"), [label(f"relation.{part}") for part in PARTS])
    return stacked_bars("load", rows, place, unit, part, colours=PARTS, upright=False)


def _unit(row: Row, y: float, width: float) -> list[DrawnShape]:
    name = _name(row)
    shapes = [label_text(LEFT - 8, y + 15, shorten(name, LEFT - 12), "end", "name", str(row["unit_page"]))]
    x = float(LEFT)
    for part in PARTS:
        count = _count(row, part)
        if count:
            said = label(f"relation.{part}")
            tip = Message(zh=f"{name} {said.zh} {count}", en=f"{name} {said.en} {count}")
            shapes.append(bar(x, y + 3, count * width, STEP - 8, part, tip))
            if text_width(str(count)) + 6 < count * width:
                shapes.append(label_text(x + count * width / 2, y + 15, str(count), css="inside"))
            x += count * width
    return shapes


def _name(row: Row) -> str:
    name = str(row["unit"])
    return name + (f"（{row['place']}）" if row.get("place") and str(row["place"]) not in name else "")


def _count(row: Row, part: str) -> int:
    return int(str(row[part] or 0))


def _titles(rows: Sequence[Row]) -> list[str]:
    return [str(row["plan_title"]) for row in rows if row.get("plan_title")]
