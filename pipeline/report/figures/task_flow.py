"""Draw where the tasks of a plan went in the next one: bands from left to right, as high as there are tasks."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from pipeline.report.figures.chart import Chart, Encoding, by_legend, category, field
from pipeline.report.figures.drawing import Drawing, DrawnShape, bar, label_text, source_line
from pipeline.views.labels import label, state_label
from schemas import Message
from schemas.comparison import Comparison

STATES = ("continued", "merged", "split", "regrouped", "related", "not_seen", "new")
"""From what is the same task to what only one of the plans has, each with its colour in STYLES."""
STYLES = ("s2", "s0", "s4", "s3", "s5", "s1", "s1")
WIDTH, SIDE, TOP, HEIGHT, POST = 490.0, 184.0, 14.0, 240.0, 10.0
"""``SIDE``: room of the names beside the posts; ``HEIGHT``: of the plan with more tasks, without the gaps."""
STEPS = 16
"""Parts of a band in a chart."""
LINE, GAP = 17.0, 5.0
"""Least height of a state, which its name needs, and space between two."""


class _Stream(NamedTuple):
    """The tasks of one state: its top, height and number in the earlier and in the later plan, 0 where there is none."""

    name: Message
    css: str
    tops: tuple[float, float]
    heights: tuple[float, float]
    counts: tuple[int, int]

    @property
    def numbers(self) -> str:
        return " → ".join(str(count) for count in self.counts if count)


def draw_flow(found: Comparison, old_name: str, new_name: str) -> Drawing | None:
    """Return the picture of a comparison; None if a plan has no task."""
    counted = (_states(found, found.old.id), _states(found, found.new.id))
    if not all(counted):
        return None
    streams = _streams(found, counted)
    total = tuple(count.total() for count in counted)
    caption = Message(
        zh=f"任务的去向：前一份 {total[0]} 项，后一份 {total[1]} 项；一项可拆分或合并为几项",
        en=f"Where the tasks went: {total[0]} in the earlier plan, {total[1]} in the later; one may be split or merged",
    )
    height = TOP + max(_bottom(stream, side) for stream in streams for side in (0, 1) if stream.counts[side])
    shapes = tuple(shape for stream in streams for shape in _shapes(stream))
    source = source_line((old_name, new_name))
    return Drawing("flow", WIDTH, height, shapes, caption, source, chart=_chart(streams, height))


def _states(found: Comparison, plan: str) -> Counter[str]:
    return Counter(row.state for row in found.tasks if row.plan == plan)


def _streams(found: Comparison, counted: tuple[Counter[str], Counter[str]]) -> list[_Stream]:
    scale = HEIGHT / max(count.total() for count in counted)
    streams = []
    tops = (TOP, TOP)
    for state, css in zip(STATES, STYLES, strict=True):
        old, new = counted[0][state], counted[1][state]
        if old or new:
            name = state_label(found.kinship, state)
            stream = _Stream(name, css, tops, (old * scale, new * scale), (old, new))
            streams.append(stream)
            tops = (_below(stream, 0), _below(stream, 1))
    return streams


def _bottom(stream: _Stream, side: int) -> float:
    return stream.tops[side] + max(stream.heights[side], LINE)


def _below(stream: _Stream, side: int) -> float:
    return _bottom(stream, side) + GAP if stream.counts[side] else stream.tops[side]


def _shapes(stream: _Stream) -> Iterable[DrawnShape]:
    tip = Message(zh=f"{stream.name.zh} {stream.numbers}", en=f"{stream.name.en} {stream.numbers}")
    if all(stream.counts):
        yield DrawnShape("path", {"d": _band(stream)}, f"flow {stream.css}", tip=tip)
    for side, (top, height, count) in enumerate(zip(stream.tops, stream.heights, stream.counts, strict=True)):
        if count:
            yield bar(_left(side), top, POST, max(height, 1.5), stream.css, tip)
            x, anchor = (WIDTH - SIDE + 8, "start") if side else (SIDE - 8, "end")
            yield label_text(x, _middle(top, height) + 4, _said(stream.name, count), anchor)


def _left(side: int) -> float:
    return WIDTH - SIDE - POST if side else SIDE


def _middle(top: float, height: float) -> float:
    """Return where the name of a state stands beside its post, whose height may be less than that of a text."""
    return top + min(max(height / 2, 8), height + 8)


def _said(name: Message, count: int) -> Message:
    return Message(zh=f"{name.zh} {count}", en=f"{name.en} {count}")


def _band(stream: _Stream) -> str:
    """Return the outline of a band between the posts, as the path of an SVG."""
    left, right = SIDE + POST, WIDTH - SIDE - POST
    middle = (left + right) / 2
    (a, b), (c, d) = ((top, top + height) for top, height in zip(stream.tops, stream.heights, strict=True))
    upper = f"M{left:.1f},{a:.1f} C{middle:.1f},{a:.1f} {middle:.1f},{c:.1f} {right:.1f},{c:.1f}"
    return f"{upper} L{right:.1f},{d:.1f} C{middle:.1f},{d:.1f} {middle:.1f},{b:.1f} {left:.1f},{b:.1f} Z"


def _corners(stream: _Stream) -> Iterable[Encoding]:
    """Yield points of the same band: a chart has no curves of this kind."""
    (a, c), (b, d) = stream.tops, tuple(top + height for top, height in zip(stream.tops, stream.heights, strict=True))
    left, right = SIDE + POST, WIDTH - SIDE - POST
    for at in range(STEPS + 1):
        t = at / STEPS
        ahead = t * t * (3 - 2 * t)  # how far the curve above is from the one post to the other
        x = left + (right - left) * (1.5 * t - 1.5 * t * t + t * t * t)
        yield {"x": round(x, 1), "top": round(a + (c - a) * ahead, 1), "bottom": round(b + (d - b) * ahead, 1)}


def _chart(streams: Sequence[_Stream], height: float) -> Chart:
    bands: list[Encoding] = []
    posts: list[Encoding] = []
    for stream in streams:
        said: Encoding = {"state": stream.name, "tasks": stream.numbers}
        if all(stream.counts):
            bands += [{**said, **corner} for corner in _corners(stream)]
        for side, (top, high, count) in enumerate(zip(stream.tops, stream.heights, stream.counts, strict=True)):
            if count:
                left = _left(side)
                text = {"text": _said(stream.name, count), "beside": _middle(top, high), "side": side}
                where = {"x": left, "right": left + POST, "top": top, "bottom": top + max(high, 1.5)}
                posts.append({**said, **text, **{key: round(value, 1) for key, value in where.items()}})
    place = {
        "x": _pixels("x", 0, WIDTH),
        "y": _pixels("top", height, 0),
        "y2": {"field": "bottom"},
    }
    state, tasks = label("chart.state"), label("chart.tasks")
    chosen, opacity = by_legend("state")
    shown = {
        "color": category("state", state, [stream.name for stream in streams]),
        "tooltip": [field("state", "nominal", state), field("tasks", "nominal", tasks)],
    }
    return Chart(
        {"bands": bands, "posts": posts},
        [*_drawn(place, shown, opacity, chosen), *_names(place["x"], _pixels("beside", height, 0))],
        tuple(stream.css for stream in streams),
    )


def _pixels(name: str, low: float, high: float) -> Encoding:
    return field(name, "quantitative", None, scale={"domain": [low, high], "nice": False}, axis=None)


def _drawn(place: Encoding, shown: Encoding, opacity: Encoding, chosen: Encoding) -> Iterable[Encoding]:
    faint = {**opacity, "condition": {"param": "chosen", "value": 0.32}}
    yield {"data": {"name": "bands"}, "mark": "area", "encoding": {**place, **shown, "opacity": faint}}
    post = {**place, "x2": {"field": "right"}, **shown, "opacity": opacity}
    yield {"data": {"name": "posts"}, "mark": "rect", "params": [chosen], "encoding": post}


def _names(x: object, y: Encoding) -> Iterable[Encoding]:
    """Yield the names of the states outside of their posts."""
    for side, (align, shift) in enumerate((("right", -8), ("left", POST + 8))):
        yield {
            "data": {"name": "posts"},
            "transform": [{"filter": f"datum.side === {side}"}],
            "mark": {"type": "text", "align": align, "dx": shift, "fontSize": 12},
            "encoding": {"x": x, "y": y, "text": {"field": "text"}},
        }
