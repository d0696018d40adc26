"""The view of page images: a frame around every passage that a fact quotes, and the recognised text of scans."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from pipeline.report.source.source_view import RANK, MarginEntry, margin_entry
from pipeline.views.indexed_plan import IndexedPlan
from pipeline.views.links import passage
from pipeline.views.marked_passages import MarkedPassage, marked_passages
from schemas import Page
from schemas.evidence import Box

DOUBTFUL = 0.85
"""Confidence below which a line of a scan is marked for checking."""
AROUND = 0.15
"""Space between a passage and its frame, in percent of the page."""


class PassageFrame(NamedTuple):
    """A line of a passage on the page. The ``first`` one has the id of the passage and can be reached by keyboard."""

    passage: str
    kind: str
    title: str
    href: str
    style: str
    first: bool


class ScanLine(NamedTuple):
    """A recognised line of a scan."""

    text: str
    percent: str
    doubtful: bool


class PageView(NamedTuple):
    number: int
    picture: str
    width: int
    height: int
    frames: tuple[PassageFrame, ...]
    entries: tuple[MarginEntry, ...]
    lines: tuple[ScanLine, ...]
    """Empty if the page has a text layer."""
    doubtful: int


def page_views(book: IndexedPlan, drawn: Mapping[int, str]) -> tuple[PageView, ...]:
    """Return the pages that have an image."""
    marked: dict[int, list[MarkedPassage]] = defaultdict(list)
    for fact in marked_passages(book):
        for number in dict.fromkeys(box[0] for box in fact.evidence.boxes):
            marked[number].append(fact)
    lines = _lines(book, drawn)
    seen: set[str] = set()
    return tuple(
        _page(book, page, drawn[page.number], marked[page.number], lines[page.number], seen)
        for page in book.document.pages
        if page.number in drawn
    )


def _page(
    book: IndexedPlan, page: Page, picture: str, marked: list[MarkedPassage], lines: list[ScanLine], seen: set[str]
) -> PageView:
    groups: dict[str, list[MarkedPassage]] = defaultdict(list)
    for fact in marked:
        groups[passage(fact.evidence)].append(fact)
    # Long passages first, so that the frame of a short passage inside one is on top and can be clicked.
    ordered = sorted(groups.items(), key=lambda item: item[1][0].evidence.start - item[1][0].evidence.end)
    frames = [frame for id, facts in ordered for frame in _frames(id, facts, page, seen)]
    places = {id: min(_boxes_on(facts[0], page), key=lambda box: (box[2], box[1])) for id, facts in groups.items()}
    by_place = sorted(groups, key=lambda id: (places[id][2], places[id][1]))
    return PageView(
        number=page.number,
        picture=picture,
        width=1000,
        height=round(1000 * page.height / page.width),
        frames=tuple(frames),
        entries=tuple(margin_entry(book, fact) for id in by_place for fact in groups[id]),
        lines=tuple(lines),
        doubtful=sum(line.doubtful for line in lines),
    )


def _boxes_on(fact: MarkedPassage, page: Page) -> list[Box]:
    return [box for box in fact.evidence.boxes if box[0] == page.number]


def _frames(id: str, facts: list[MarkedPassage], page: Page, seen: set[str]) -> Iterable[PassageFrame]:
    rank = {kind: place for place, kind in enumerate(RANK)}
    telling = max(facts, key=lambda fact: rank.get(fact.kind, 99))
    title = f"{telling.name.zh} {' '.join(telling.text.split())[:60]}"
    for box in _boxes_on(facts[0], page):
        yield PassageFrame(id, telling.kind, title, telling.href, _style(box, page), id not in seen)
        seen.add(id)


def _style(box: Box, page: Page) -> str:
    _, x0, top, x1, bottom = box
    left, right = 100 * x0 / page.width - AROUND, 100 * x1 / page.width + AROUND
    high, low = 100 * top / page.height - AROUND, 100 * bottom / page.height + AROUND
    left, high, right, low = max(left, 0.0), max(high, 0.0), min(right, 100.0), min(low, 100.0)
    return f"left:{left:.2f}%;top:{high:.2f}%;width:{max(right - left, 0.3):.2f}%;height:{max(low - high, 0.3):.2f}%"


def _lines(book: IndexedPlan, drawn: Mapping[int, str]) -> dict[int, list[ScanLine]]:
    """Return the recognised lines of each page, from the top."""
    found: dict[int, list[tuple[float, float, ScanLine]]] = defaultdict(list)
    for block in book.document.blocks:
        for run in block.runs:
            if run.confidence is not None and run.page in drawn:
                text = block.text[run.start : run.start + len(run.edges) - 1].strip()
                line = ScanLine(text, f"{100 * run.confidence:.0f}%", run.confidence < DOUBTFUL)
                found[run.page].append((run.top, run.edges[0], line))
    ordered = {page: [line for *_, line in sorted(rows, key=lambda row: row[:2])] for page, rows in found.items()}
    return defaultdict(list, ordered)
