"""What a picture says, as data and encodings of Vega-Lite: the drawing beside it is how the report prints it.

Texts that differ between the languages stand as ``Message`` in rows and layers; ``pipeline/report/figures/vega_lite.py``
makes the specification of them.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from pipeline.views.labels import label
from schemas import Message

Encoding = Mapping[str, object]
"""A part of a specification; values may be texts, numbers, lists, mappings and Message."""


class Chart(NamedTuple):
    """The data and layers of a picture."""

    data: Mapping[str, Sequence[Encoding]]
    """Rows by the name that the layers use. An ``href`` is an address from the report's root."""
    layers: Sequence[Encoding]
    colours: tuple[str, ...] = ()
    """CSS classes of the categories, in the order of their domain."""


def field(name: str, type: str, title: Message | None = None, **more: object) -> Encoding:
    """Return the encoding of a channel by a field; without a title its axis has none."""
    return {"field": name, "type": type, "title": title, **more}


def category(name: str, title: Message, domain: Sequence[object], **more: object) -> Encoding:
    """Return the encoding by colours of a category, whose values are in the order of the chart's colours."""
    legend = {"orient": "bottom", "direction": "horizontal", "columns": 3 if len(domain) > 3 else 0, "labelLimit": 320}
    return field(name, "nominal", title, scale={"domain": list(domain)}, legend={**legend, "title": None}, **more)


def by_legend(name: str, full: float = 1, faint: float = 0.12) -> tuple[Encoding, Encoding]:
    """Return a parameter and an encoding of opacity: a click on an entry of the legend leaves only its marks."""
    chosen = {"name": "chosen", "select": {"type": "point", "fields": [name]}, "bind": "legend"}
    return chosen, {"condition": {"param": "chosen", "value": full}, "value": faint}


def stacked_bars(
    name: str,
    rows: Sequence[Encoding],
    place: Encoding,
    title: Message,
    part: tuple[str, Message, Sequence[Message]],
    *,
    colours: tuple[str, ...],
    upright: bool,
) -> Chart:
    """Return counts as bars of parts; a row has its ``count``, ``order`` and ``href``, its place and its part.

    ``place``: the encoding of the field that has a bar for each value, called ``title`` under the pointer. ``part``: field,
    title and values of the parts.
    """
    kind, kind_title, kinds = part
    count = label("chart.count")
    along, across = ("x", "y") if upright else ("y", "x")
    chosen, opacity = by_legend(kind)
    encoding = {
        along: place,
        across: field("count", "quantitative", count, stack="zero"),
        "color": category(kind, kind_title, kinds),
        "order": {"field": "order"},
        "opacity": opacity,
        "href": {"field": "href"},
        "tooltip": [
            field(str(place["field"]), "nominal", title),
            field(kind, "nominal", kind_title),
            field("count", "quantitative", count),
        ],
    }
    layer = {"data": {"name": name}, "mark": "bar", "params": [chosen], "encoding": encoding}
    return Chart({name: rows}, [layer], colours)


def distinct_names(names: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return the name of each key, with a number where another key has the same name.

    ``names``: keys and names. A chart tells its categories by their names alone.
    """
    found: dict[str, str] = {}
    taken: dict[str, int] = {}
    for key, name in names:
        if key not in found:
            taken[name] = taken.get(name, 0) + 1
            found[key] = name if taken[name] == 1 else f"{name}（{taken[name]}）"
    return found
