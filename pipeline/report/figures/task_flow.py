"""Draw where the tasks of a plan went in the next one: bands from left to right, as high as there are tasks."""

from collections import Counter
from collections.abc import Iterable

from pipeline.report.figures.drawing import Drawing, DrawnShape, bar, label_text, source_line
from pipeline.views.labels import state_label
from schemas import Message
from schemas.comparison import Comparison

STATES = ("continued", "merged", "split", "regrouped", "related", "not_seen", "new")
"""From what is the same task to what only one of the plans has, each with its colour in STYLES."""
STYLES = ("s2", "s0", "s4", "s3", "s5", "s1", "s1")
WIDTH, SIDE, TOP, HEIGHT, POST = 490.0, 184.0, 14.0, 240.0, 10.0
"""``SIDE``: room of the names beside the posts; ``HEIGHT``: of the plan with more tasks, without the gaps."""
LINE, GAP = 17.0, 5.0
"""Least height of a state, which its name needs, and space between two."""


def draw_flow(found: Comparison, old_name: str, new_name: str) -> Drawing | None:
    """Return the picture of a comparison; None if a plan has no task."""
    counted = (_states(found, found.old.id), _states(found, found.new.id))
    if not all(counted):
        return None
    scale = HEIGHT / max(count.total() for count in counted)
    shapes: list[DrawnShape] = []
    y = [TOP, TOP]
    for state, css in zip(STATES, STYLES, strict=True):
        heights = [count[state] * scale for count in counted]
        if not any(heights):
            continue
        name = state_label(found.kinship, state)
        numbers = " → ".join(str(count[state]) for count in counted if count[state])
        tip = Message(zh=f"{name.zh} {numbers}", en=f"{name.en} {numbers}")
        if all(heights):
            shapes.append(DrawnShape("path", {"d": _band(y, heights)}, f"flow {css}", tip=tip))
        for side, height in enumerate(heights):
            if height:
                shapes += _post(side, y[side], height, counted[side][state], name, css, tip)
                y[side] += max(height, LINE) + GAP
    total = tuple(count.total() for count in counted)
    caption = Message(
        zh=f"任务的去向：前一份 {total[0]} 项，后一份 {total[1]} 项；一项可拆分或合并为几项",
        en=f"Where the tasks went: {total[0]} in the earlier plan, {total[1]} in the later; one may be split or merged",
    )
    return Drawing("flow", WIDTH, max(y) + TOP - GAP, tuple(shapes), caption, source_line((old_name, new_name)))


def _states(found: Comparison, plan: str) -> Counter[str]:
    return Counter(row.state for row in found.tasks if row.plan == plan)


def _post(
    side: int, y: float, height: float, count: int, name: Message, css: str, tip: Message
) -> Iterable[DrawnShape]:
    """Yield the end of a band with its name and number outside of it."""
    x = WIDTH - SIDE - POST if side else SIDE
    yield bar(x, y, POST, max(height, 1.5), css, tip)
    said = Message(zh=f"{name.zh} {count}", en=f"{name.en} {count}")
    outside, anchor = (WIDTH - SIDE + 8, "start") if side else (SIDE - 8, "end")
    yield label_text(outside, y + min(max(height / 2, 8), height + 8) + 4, said, anchor)


def _band(y: list[float], heights: list[float]) -> str:
    """Return the outline of a band between the posts, as the path of an SVG."""
    left, right = SIDE + POST, WIDTH - SIDE - POST
    middle = (left + right) / 2
    (a, b), (c, d) = ((top, top + height) for top, height in zip(y, heights, strict=True))
    upper = f"M{left:.1f},{a:.1f} C{middle:.1f},{a:.1f} {middle:.1f},{c:.1f} {right:.1f},{c:.1f}"
    return f"{upper} L{right:.1f},{d:.1f} C{middle:.1f},{d:.1f} {middle:.1f},{b:.1f} {left:.1f},{b:.1f} Z"
