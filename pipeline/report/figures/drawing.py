"""The grammar of the report's pictures: shapes with a class, a text and a link, which one template writes as SVG.

Widths of text are estimated, not measured: equal inputs give equal bytes on machines with other fonts.
"""

from collections.abc import Iterable, Mapping
from math import ceil, floor, log10
from typing import NamedTuple

from pipeline.report.figures.chart import Chart
from pipeline.views.labels import plain
from schemas import Message

SERIES = 6
"""Colours that are easy to tell apart; the classes s0 … s5."""
WIDE, NARROW = 12.0, 6.6
"""Estimated width of a Chinese character and of any other, in a text of 12 pixels."""
NOTHING = plain("")


class DrawnShape(NamedTuple):
    """An element of SVG. ``text`` is what a ``text`` shows, ``tip`` what appears under the pointer."""

    tag: str
    geometry: Mapping[str, float | str]
    css: str = ""
    text: Message = NOTHING
    tip: Message = NOTHING
    href: str = ""
    """Address from the report's root; empty for no link."""


class LegendEntry(NamedTuple):
    css: str
    text: Message
    href: str = ""


class Drawing(NamedTuple):
    """A picture with what a reader needs to cite it."""

    name: str
    """Of the files that are saved."""
    width: float
    height: float
    shapes: tuple[DrawnShape, ...]
    caption: Message
    source: Message
    legend: tuple[LegendEntry, ...] = ()
    chart: Chart | None = None
    """The same picture as data and encodings; None if it is a drawing only."""


def text_width(text: str) -> float:
    """Return about how many pixels wide a text of 12 pixels is."""
    return sum(WIDE if ord(sign) > 0x2E7F else NARROW for sign in text)


def shorten(text: str, width: float) -> str:
    """Return the text, cut with … where it is wider."""
    if text_width(text) <= width:
        return text
    kept = text
    while kept and text_width(kept) > width - WIDE:
        kept = kept[:-1]
    return f"{kept}…"


def label_text(
    x: float, y: float, text: Message | str, anchor: str = "middle", css: str = "", href: str = ""
) -> DrawnShape:
    """Return a text; ``anchor`` says which end is at ``x``."""
    phrase = plain(text) if isinstance(text, str) else text
    return DrawnShape("text", {"x": round(x, 1), "y": round(y, 1), "text-anchor": anchor}, css, phrase, href=href)


def bar(
    x: float, y: float, width: float, height: float, css: str, tip: Message = NOTHING, href: str = ""
) -> DrawnShape:
    """Return a rectangle."""
    sides = {"x": round(x, 1), "y": round(y, 1), "width": round(width, 1), "height": round(height, 1)}
    return DrawnShape("rect", sides, css, tip=tip, href=href)


def rule(x1: float, y1: float, x2: float, y2: float, css: str = "rule") -> DrawnShape:
    """Return a line."""
    return DrawnShape("line", {"x1": round(x1, 1), "y1": round(y1, 1), "x2": round(x2, 1), "y2": round(y2, 1)}, css)


def ticks(low: float, high: float, most: int = 5) -> list[float]:
    """Return round numbers from at most ``low`` to at least ``high``, about ``most`` of them."""
    if high <= low:
        high = low + (abs(low) or 1)
    rough = (high - low) / most
    power = 10.0 ** floor(log10(rough))
    step = next(power * factor for factor in (1, 2, 2.5, 5, 10) if power * factor >= rough * (1 - 1e-9))
    first, last = floor(low / step + 1e-9), ceil(high / step - 1e-9)
    return [round(at * step, 10) for at in range(first, last + 1)]


def source_line(titles: Iterable[str], shown: int = 3) -> Message:
    """Name the plans that a picture is made of."""
    names = list(dict.fromkeys(titles))
    listed = [f"《{name}》" for name in names[:shown]]
    more = len(names) - len(listed)
    zh = "、".join(listed) + (f"等 {len(names)} 份计划" if more > 0 else "")
    en = ", ".join(listed) + (f" and {more} more plans" if more > 0 else "")
    return Message(zh=f"来源：{zh}；据纲目整理", en=f"Source: {en}; compiled with Gangmu")
