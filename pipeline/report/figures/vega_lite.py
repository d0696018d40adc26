"""The pictures as specifications of Vega-Lite: what a notebook shows, what a page moves, what other tools open."""

import json
from collections.abc import Mapping

from markupsafe import Markup

from pipeline.report.figures.drawing import Drawing
from pipeline.report.figures.palette import palette
from schemas import Message

SCHEMA = "https://vega.github.io/schema/vega-lite/v5.json"
"""The name of the format; nothing loads it."""
LEGEND, SIZE = 40, 12
"""Pixels of the legend below a picture, and of its texts."""
GREYS = ("ink", "soft", "line", "sheet")


def vega_lite(drawing: Drawing) -> dict[str, object] | None:
    """Return the specification of a picture with its data, in Chinese and in light colours; None if it has none.

    By ``usermeta``, a page shows it in its own language and colours: ``words`` has the English texts, ``colours`` what the
    stylesheet says for each colour. An ``href`` in the data is an address from the report's root.
    """
    chart = drawing.chart
    if chart is None:
        return None
    words: dict[str, str] = {}
    colours = [palette()[name] for name in (*chart.colours, *GREYS)]
    axis = {"labelColor": palette()["soft"].light, "titleColor": palette()["soft"].light, "labelLimit": 200}
    axis |= {"labelFontSize": SIZE, "titleFontSize": SIZE, "titleFontWeight": "normal"}
    return {
        "$schema": SCHEMA,
        "title": {
            "text": _written(drawing.caption, words),
            "subtitle": _written(drawing.source, words),
            "anchor": "start",
            "limit": drawing.width,
        },
        "width": drawing.width,
        "height": drawing.height + LEGEND,
        "autosize": {"type": "fit", "contains": "padding"},
        "datasets": _written(chart.data, words),
        "layer": _written(chart.layers, words),
        "config": {
            "view": {"stroke": None},
            "axis": {**axis, "gridColor": palette()["line"].light},
            "legend": {"labelColor": palette()["soft"].light, "labelFontSize": SIZE, "symbolOpacity": 1},
            "text": {"color": palette()["ink"].light},
            "range": {"category": [colour.light for colour in colours[: len(chart.colours)]]},
        },
        "usermeta": {"words": words, "colours": {colour.light: colour.css for colour in colours}},
    }


def translated(specification: Mapping[str, object]) -> dict[str, object]:
    """Return a specification with English texts."""
    meta = specification["usermeta"]
    assert isinstance(meta, dict)
    shown = {key: value for key, value in specification.items() if key != "usermeta"}
    found = _replaced(shown, meta["words"])
    assert isinstance(found, dict)
    return found | {"usermeta": {**meta, "words": {}}}


def linked(specification: Mapping[str, object], report: str | None) -> dict[str, object]:
    """Return a specification whose links begin with the address of the report; None for a picture without links."""
    datasets = specification["datasets"]
    assert isinstance(datasets, dict)
    data = {name: [_linked_row(row, report) for row in rows] for name, rows in datasets.items()}
    return {**specification, "datasets": data}


def _linked_row(row: Mapping[str, object], report: str | None) -> dict[str, object]:
    shown = {key: value for key, value in row.items() if key != "href"}
    return shown | {"href": f"{report}{row['href']}"} if report and row.get("href") else shown


def embedded(drawing: Drawing) -> Markup | None:
    """Return the specification as JSON for a script element of a page; None if the picture has none."""
    found = vega_lite(drawing)
    if found is None:
        return None
    text = json.dumps(found, ensure_ascii=False, separators=(",", ":"))
    return Markup(text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e"))


def _written(value: object, words: dict[str, str]) -> object:
    """Return a value with its texts in Chinese; ``words`` takes up the English ones."""
    if isinstance(value, Message):
        if value.zh != value.en:
            words[value.zh] = value.en
        return value.zh
    if isinstance(value, Mapping):
        return {key: _written(entry, words) for key, entry in value.items()}
    if isinstance(value, list | tuple):
        return [_written(entry, words) for entry in value]
    return value


def _replaced(value: object, words: Mapping[str, str]) -> object:
    if isinstance(value, str):
        return words.get(value, value)
    if isinstance(value, Mapping):
        return {key: _replaced(entry, words) for key, entry in value.items()}
    if isinstance(value, list):
        return [_replaced(entry, words) for entry in value]
    return value
