"""Page numbers, running heads and feet: set aside, with the reason."""

import re
from collections import defaultdict
from collections.abc import Sequence

from extractors.language.numerals import ONE_TO_HUNDRED
from extractors.language.patterns import lazy_pattern
from extractors.readers.page.model import PageLayout, PageTable, PrintedLine

PAGE_NUMBER = lazy_pattern(
    rf"""
      [—–\-－―一_·•~～.\s]*\d{{1,4}}[—–\-－―一_·•~～.\s]*    # — 12 —, also as recognition reads it
    | 第\s*[\d{ONE_TO_HUNDRED}]+\s*页(?:\s*[,，/]?\s*(?:共|总)\s*[\d{ONE_TO_HUNDRED}]+\s*页)?
    | (?:[Pp]age\s*)?\d{{1,4}}\s*(?:/|of)\s*\d{{1,4}}
    | [ivxIVX]{{1,6}}
    """,
    re.X,
)
PRINTED = lazy_pattern(
    r"https?://|file:///|^\d{2,4}[/-]\d{1,2}[/-]\d{1,2},?\s*(?:[上下]午)?\s*\d{1,2}:\d{2}|^about:blank"
)
"""Heads and feet that browsers print."""
MARGIN = 0.13
"""Share of the page's height in which heads and feet stand."""
OUTER = 3
"""Lines from the edge that may be heads or feet."""
SHIFT = 6.0
"""Points by which a running head may move from page to page."""


def find_furniture(layouts: Sequence[PageLayout]) -> dict[tuple[int, int], str]:
    """Return {(page, index of the item): reason} for page numbers, running heads and feet."""
    found: dict[tuple[int, int], str] = {}
    places: dict[str, list[tuple[int, int, float]]] = defaultdict(list)
    for layout in layouts:
        for index, line in _outer(layout):
            if PAGE_NUMBER.fullmatch(line.text):
                found[layout.page, index] = "page-number"
                continue
            shape = re.sub(r"\d+", "#", re.sub(r"\s+", "", line.text))
            places[shape].append((layout.page, index, line.top))
    for shape, where in places.items():
        pages = {page for page, _, _ in where}
        printed = bool(PRINTED.search(shape.replace("#", "1"))) or "#:#" in shape
        enough = 2 if printed else max(3, min(5, len(layouts) // 3))
        if len(pages) >= enough and (printed or _steady([top for _, _, top in where])):
            found.update({(page, index): "running-head" for page, index, _ in where})
    return found


def _outer(layout: PageLayout) -> list[tuple[int, PrintedLine]]:
    """Return the lines near the page's upper and lower edge, nothing else of the text further out than they."""
    items = list(enumerate(layout.items))
    near = []
    for run, high in ((items[:OUTER], True), (items[: -OUTER - 1 : -1], False)):
        for index, item in run:
            if isinstance(item, PageTable):
                break
            inside = item.bottom <= MARGIN * layout.height if high else item.top >= (1 - MARGIN) * layout.height
            if not inside:
                break
            near.append((index, item))
    return list(dict(near).items())


def _steady(tops: list[float]) -> bool:
    """Return whether most stand at one height (or at two: left and right pages)."""
    middle = sorted(tops)[len(tops) // 2]
    return sum(1 for top in tops if abs(top - middle) <= SHIFT) >= 0.6 * len(tops)
