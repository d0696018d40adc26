"""The printed marks of headings and tasks: gaps and repeats. Marks of another level are reported by the outline itself."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from extractors.language.marks.list_marks import mark_at
from extractors.language.page_lines import LEADERS
from pipeline.audit.catalogue import finding
from pipeline.audit.passages import shorten
from schemas import Document, Evidence, Finding, Heading, Plan, Task

HAN = "〇一二三四五六七八九十"
_OPENS = r"(?:^|[\s。；）)])"
MARKS = {
    "han": _OPENS + "{han}[、．.]",
    "han_bracket": r"[（(〔]\s*(?:{han}|{number})\s*[）)〕]",
    "digit": _OPENS + r"(?:{number}(?:[、.．]|(?=[\u4e00-\u9fff]))|{han}、)",
    "digit_bracket": r"[（(]?\s*{number}\s*[）)]",
}
"""How a missing number of a style may be printed: 3. below 二、 is no 三、, and no （三） either."""
ANY_MARK = _OPENS + r"[（(]?(?:{number}|{han})(?:[、.．）)]|[是要])"
FIRST_STYLE = "han"
"""Style of chapters: a plan whose first heading is 三、 lacks two of them."""
FEWEST_CHAPTERS = 2
"""Changes of chapter over which a numbering must have gone on before a gap between chapters counts."""
ORDER_FREE = ("article", "box", "dotted")
"""Styles whose numbers a plan need not print one after the other."""


class _NumberedItem(NamedTuple):
    """A marked heading or task. ``style`` is what the outline read it as, its own mark having perhaps slipped."""

    id: str
    marker: str
    style: str
    ordinal: int
    parent: str | None
    title: str
    evidence: Evidence

    @property
    def point(self) -> str:
        """The sign after the number as printed: 4. and 4． number different lists of a compilation."""
        return next((sign for sign in self.evidence.quote[: len(self.marker) + 1] if not sign.isalnum()), "")

    @property
    def name(self) -> str:
        return f"{self.marker} {shorten(self.title, 16)}"


def check(plan: Plan, document: Document) -> Iterator[Finding]:
    """Yield numbering-start for the text, and numbering-gap and numbering-repeat within one list."""
    order = {block.id: index for index, block in enumerate(document.blocks)}
    facts: list[Heading | Task] = [*plan.headings, *(task for task in plan.tasks if task.origin == "body")]
    items = [item for fact in facts if (item := _item(fact))]
    items.sort(key=lambda item: (order.get(item.evidence.block, 0), item.evidence.start))
    yield from _sequence(items, document)


def _item(fact: Heading | Task) -> _NumberedItem | None:
    marker = fact.marker or ""
    mark = mark_at(marker) or mark_at(f"{marker}、") or mark_at(f"{marker}办")
    if not marker or mark is None or LEADERS.search(fact.evidence.quote):
        return None
    outline, _, style = fact.evidence.rule.partition(".")
    style = style if outline == "outline" else mark.style
    if style in ORDER_FREE:
        return None
    parent = fact.parent or (fact.heading if isinstance(fact, Task) else None)
    return _NumberedItem(fact.id, marker, style, mark.ordinal, parent, fact.title, fact.evidence)


def _sequence(items: list[_NumberedItem], document: Document) -> Iterator[Finding]:
    if items and items[0].ordinal > 1 and items[0].style == FIRST_STYLE:
        first = items[0]
        yield finding("numbering-start", "unexplained", (first.evidence,), (first.id,), first=first.name)
    running = _styles_running_on(items)
    for before, item in _neighbours(items):
        apart = before.parent != item.parent and item.style not in running
        # a list that begins again is another one, but below one heading no list has a single entry
        begins_again = item.ordinal == 1 and (before.ordinal > 1 or (item.parent is None and item.style != FIRST_STYLE))
        if apart or begins_again or item.ordinal == before.ordinal + 1:
            continue
        sides, ids = (before.evidence, item.evidence), (before.id, item.id)
        words = {"before": before.name, "after": item.name}
        if (item.ordinal, item.point) == (before.ordinal, before.point) and item.title != before.title:
            yield finding("numbering-repeat", "unexplained", sides, ids, **words)
        missing = range(before.ordinal + 1, item.ordinal)
        if missing and not _mark_is_printed(before, item, document):
            numbers = "、".join(map(str, missing))
            yield finding("numbering-gap", "unexplained", sides, ids, missing=numbers, **words)


def _styles_running_on(items: list[_NumberedItem]) -> frozenset[str]:
    """Return the styles whose numbers run on from one heading to the next (1–30 through all chapters)."""
    goes_on, begins_again = Counter[str](), Counter[str]()
    for before, item in _neighbours(items):
        if before.parent != item.parent:
            goes_on[item.style] += item.ordinal == before.ordinal + 1
            begins_again[item.style] += item.ordinal == 1
    return frozenset(style for style, count in goes_on.items() if count >= FEWEST_CHAPTERS and not begins_again[style])


def _neighbours(items: list[_NumberedItem]) -> Iterator[tuple[_NumberedItem, _NumberedItem]]:
    """Yield each item with the one of its style before it."""
    last: dict[str, _NumberedItem] = {}
    for item in items:
        if item.style in last:
            yield last[item.style], item
        last[item.style] = item


def _mark_is_printed(before: _NumberedItem, item: _NumberedItem, document: Document) -> bool:
    """Return whether the missing mark is printed between the two: then the extraction missed it, not the plan."""
    wanted = before.ordinal + 1
    han = HAN[wanted] if wanted <= 10 else str(wanted)
    mark = MARKS.get(item.style, ANY_MARK).format(number=wanted, han=han)
    ids = [block.id for block in document.blocks]
    first, end = ids.index(before.evidence.block), ids.index(item.evidence.block)
    between = document.blocks[first : end + 1]
    return any(re.search(mark, block.text) for block in between)
