"""The trajectory of an indicator as a chart: the same points and lines as its drawing."""

from collections.abc import Iterable, Sequence

from pipeline.report.figures.chart import Chart, Encoding, by_legend, category, distinct_names, field
from pipeline.report.figures.drawing import SERIES
from pipeline.report.figures.series import AIMS, AxisScale, SeriesPoint, corners_of
from pipeline.views.labels import label

INSET = 16
"""Pixels from the axis to the first year, so that its label does not cover those of the axis."""

NUMBER = "format(datum.value, ',~f')"
"""Labels with as many decimals as a value has; a format alone would give all the same number."""


def trajectory_chart(scale: AxisScale, points: Sequence[SeriesPoint]) -> Chart:
    """Return the chart of an indicator; a plan has the same colour as in the drawing."""
    names = distinct_names((point.plan_page, point.plan) for point in points)
    rows = [_point(names[point.plan_page], point) for point in points]
    lines: list[Encoding] = [
        {"plan": name, "year": p.year, "value": p.value, "aim": style == "aim"}
        for page, name in names.items()
        for style, corners in corners_of(point for point in points if point.plan_page == page)
        for p in corners
    ]
    return Chart(
        {"points": rows, "lines": lines},
        list(_layers(_axes(scale), list(names.values()))),
        tuple(f"s{at % SERIES}" for at in range(len(names))),
    )


def _point(plan: str, point: SeriesPoint) -> Encoding:
    return {
        "plan": plan,
        "year": point.year,
        "kind": label(f"value.{point.kind}"),
        "value": point.value,
        "printed": point.printed,
        "aim": point.kind in AIMS,
        "href": point.source,
    }


def _axes(scale: AxisScale) -> Encoding:
    years, marks = list(scale.years), list(scale.marks)
    across = {"domain": [years[0], years[-1]], "nice": False, "zero": False, "padding": INSET}
    up = {"domain": [marks[0], marks[-1]], "nice": False, "zero": False}
    return {
        "x": field("year", "quantitative", None, scale=across, axis={"format": "d", "values": years, "grid": False}),
        "y": field("value", "quantitative", None, scale=up, axis={"labelExpr": NUMBER, "values": marks}),
    }


def _layers(axes: Encoding, names: list[str]) -> Iterable[Encoding]:
    """Yield the lines, dashed to targets, and the points, hollow for targets."""
    plan, (chosen, opacity) = label("table.plan"), by_legend("plan")
    colour = category("plan", plan, names)
    dash = {"domain": [False, True], "range": [[1, 0], [4, 4]]}
    line = {"strokeDash": field("aim", "nominal", scale=dash, legend=None), "opacity": opacity}
    yield {"data": {"name": "lines"}, "mark": "line", "encoding": {**axes, **line, "color": colour}}
    titles = (("year", "ordinal"), ("kind", "nominal"), ("printed", "nominal"))
    dots = {
        "color": colour,
        "opacity": opacity,
        "href": {"field": "href"},
        "tooltip": [
            field("plan", "nominal", plan),
            *(field(name, type, label(f"table.{name}")) for name, type in titles),
        ],
    }
    for filled, test in ((False, "datum.aim"), (True, "!datum.aim")):
        yield {
            "data": {"name": "points"},
            "transform": [{"filter": test}],
            "mark": {"type": "point", "size": 80, "strokeWidth": 2, "filled": filled},
            "params": [] if filled else [chosen],
            "encoding": {**axes, **dots},
        }
