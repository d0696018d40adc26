"""Breaks in the printed order of a document: numbers and levels that lists leave out, titles too long to be titles."""

from collections import Counter
from collections.abc import Iterator, Sequence

from extractors.coverage.unread_spans import UnreadSpan, overlaps
from extractors.language.marks.list_marks import (
    ListMark,
    counted_marks,
    dotted_marks,
    inline_marks,
    lettered_marks,
    mark_at,
)
from extractors.language.patterns import lazy_pattern
from extractors.lexicon import any_of
from extractors.outline.ordinal_words import marks_behind_stops
from extractors.outline.paragraphs import marks_without_dot
from schemas import Block, Element

FURTHEST = 3
"""Numbers that a list leaves out, at most; after more of them another list goes on."""
ORDER_FREE = frozenset({"article", "box", "dotted", "numbered_case"})
"""Styles whose numbers need not begin with 1 below a heading, and that open no level."""
LIST_LABEL = lazy_pattern(r"\s*[\u4e00-\u9fff]{1,4}[:：]\s*")
"""A word before the first item of a list: 附件：1.分工表, 注：1.河湖水面率."""
LONGEST_TITLE = 80
"""Characters of the title of an attachment, at most; a longer one holds the attachment itself."""
TITLE_END = lazy_pattern(r"[。，；：]")
SHOWN = 20
"""Characters of a paragraph that are quoted for its mark."""
ASSIGNED = lazy_pattern(
    rf"(?:^|[，。；（(]|{any_of('roles', 'former')})由"
    r"(?P<names>[\u4e00-\u9fff、（）]{1,40}?(?:[局委办厅院司团心班组处室站所队会社镇乡]|政府|街道))(?:牵头|负责|承办|主办)"
)
"""Units before a role word in a sentence: 由市水利局牵头."""


def printed_marks(body: Sequence[Block]) -> list[ListMark | None]:
    """Return the list mark of each block, also one without its dot that its neighbours show to be one; None without."""
    texts = [block.text if block.kind == "paragraph" else "" for block in body]
    dotted = counted_marks(texts) | dotted_marks(texts) | lettered_marks(texts)
    marks = [dotted.get(place) or (_mark(text) if text else None) for place, text in enumerate(texts)]
    undotted = marks_without_dot(body, marks)
    return [mark or undotted.get(index) for index, mark in enumerate(marks)]


def _mark(text: str) -> ListMark | None:
    label = LIST_LABEL.match(text)
    return mark_at(text, label.end() if label else 0)


def missing_numbers(body: Sequence[Block], marks: Sequence[ListMark | None]) -> Iterator[UnreadSpan]:
    """Yield the paragraphs whose number skips one of their list, where the one between is printed nowhere.

    A list that begins with 2 skips one as well, unless its numbers run on from the list before it.
    """
    last: dict[str, ListMark] = {}
    latest: dict[str, int] = {}
    repeated = 0
    for block, mark in zip(body, marks, strict=True):
        inline = _marks_inside(block)
        if mark is None:
            latest |= inline
            continue
        before = last.get(mark.style)
        expected = {latest.get(mark.style, 0) + 1, before.ordinal + 1 if before else 1}
        repeated = mark.ordinal if before and before.ordinal == mark.ordinal else repeated
        begins_inside = before is not None or (bool(last) and mark.style not in ORDER_FREE)
        near = any(number < mark.ordinal <= number + FURTHEST for number in expected)
        # A number that is printed twice may be that of another level: 二、 where （二） was meant, before （三）.
        if begins_inside and near and mark.ordinal not in {*expected, repeated + 1}:
            yield _beginning("number missing before", block)
        # A mark of a higher level ends the lists below it: their numbers begin again.
        last = {style: other for style, other in last.items() if other.rank <= mark.rank}
        last[mark.style] = mark
        latest |= {mark.style: mark.ordinal} | inline


def _marks_inside(block: Block) -> dict[str, int]:
    """Return the last number of each style of marks inside a paragraph."""
    if block.table is not None:
        return {}
    inside = (*inline_marks(block.text), *marks_behind_stops(block.text, 1, len(block.text)))
    return {mark.style: mark.ordinal for mark in inside}


def skipped_levels(body: Sequence[Block], marks: Sequence[ListMark | None]) -> Iterator[UnreadSpan]:
    """Yield the first items of lists that lie deeper below their heading than most lists of their style.

    1. right below 二、 where 1. elsewhere lies below （一）: the heading between may have been lost.
    """
    begun = list(_begun_lists(body, marks))
    # a list whose numbers run on over headings says nothing of the level that others of its style have
    below = Counter((mark.style, above.style) for _, mark, above in begun if mark.ordinal == 1)
    ranks = {mark.style: mark.rank for _, *marks in begun for mark in marks if mark.style not in ORDER_FREE}
    for block, mark, above in begun:
        between = [style for style, rank in ranks.items() if above.rank < rank < mark.rank]
        usual = max((below[mark.style, style] for style in between), default=0)
        if mark.ordinal == 1 and above.style not in ORDER_FREE and usual >= below[mark.style, above.style]:
            yield _beginning("level skipped before", block)


def _beginning(kind: str, block: Block) -> UnreadSpan:
    """Return the mark and the title of an item: what follows them has signs of its own."""
    stop = TITLE_END.search(block.text, 0, SHOWN)
    return UnreadSpan(kind, block, 0, stop.start() if stop else min(len(block.text), SHOWN))


def _begun_lists(body: Sequence[Block], marks: Sequence[ListMark | None]) -> Iterator[tuple[Block, ListMark, ListMark]]:
    """Yield the first paragraph of each list, its mark, and the mark of the heading above it."""
    above: list[ListMark] = []
    for block, mark in zip(body, marks, strict=True):
        if mark is None or mark.start:
            continue
        while above and above[-1].rank > mark.rank:
            above.pop()
        if above and above[-1].rank == mark.rank:
            above.pop()
        elif above:
            yield block, mark, above[-1]
        above.append(mark)


def long_titles(attachments: Sequence[Element], blocks: Sequence[Block]) -> Iterator[UnreadSpan]:
    """Yield the titles of attachments that are longer than a title."""
    by_id = {block.id: block for block in blocks}
    for title in attachments:
        at = title.evidence
        if at.end - at.start > LONGEST_TITLE and at.block in by_id:
            yield UnreadSpan("attachment title", by_id[at.block], at.start, at.end)


def refused_units(block: Block, names: Sequence[tuple[int, int]]) -> Iterator[UnreadSpan]:
    """Yield the units that a sentence assigns something to and no fact quotes."""
    for match in ASSIGNED.finditer(block.text) if "由" in block.text else ():
        if not overlaps(names, *match.span("names")):
            yield UnreadSpan("units of a role word", block, match.start("names"), match.end())
