"""Breaks in the printed order of a document: numbers that a list leaves out, and titles too long to be titles."""

from collections.abc import Iterator, Sequence

from extractors.coverage.unread_spans import UnreadSpan, overlaps
from extractors.language.list_marks import ListMark, mark_at
from extractors.language.patterns import lazy_pattern
from extractors.outline.paragraphs import marks_without_dot
from schemas import Block, Element

FURTHEST = 3
"""Numbers that a list leaves out, at most; after more of them another list goes on."""
LONGEST_TITLE = 80
"""Characters of the title of an attachment, at most; a longer one holds the attachment itself."""
SHOWN = 40
"""Characters of a paragraph that are quoted for its mark."""
ASSIGNED = lazy_pattern(
    r"(?:^|[，。；（(])由(?P<names>[\u4e00-\u9fff、（）]{1,40}?[局委办厅院司团心])(?:牵头|负责|承办|主办)"
)
"""Units before a role word in a sentence: 由市水利局牵头."""


def printed_marks(body: Sequence[Block]) -> list[ListMark | None]:
    """Return the list mark of each block, also one without its dot that its neighbours show to be one; None without."""
    marks = [mark_at(block.text) if block.kind == "paragraph" else None for block in body]
    undotted = marks_without_dot(body, marks)
    return [mark or undotted.get(index) for index, mark in enumerate(marks)]


def missing_numbers(body: Sequence[Block], marks: Sequence[ListMark | None]) -> Iterator[UnreadSpan]:
    """Yield the paragraphs whose number skips one of their list, where the one between is printed nowhere."""
    last: dict[str, ListMark] = {}
    for block, mark in zip(body, marks, strict=True):
        if mark is None:
            continue
        before = last.get(mark.style)
        if before is not None and before.ordinal + 1 < mark.ordinal <= before.ordinal + 1 + FURTHEST:
            yield UnreadSpan("number missing before", block, 0, min(len(block.text), SHOWN))
        # A mark of a higher level ends the lists below it: their numbers begin again.
        last = {style: other for style, other in last.items() if other.rank <= mark.rank}
        last[mark.style] = mark


def long_titles(attachments: Sequence[Element], blocks: Sequence[Block]) -> Iterator[UnreadSpan]:
    """Yield the titles of attachments that are longer than a title."""
    by_id = {block.id: block for block in blocks}
    for title in attachments:
        at = title.evidence
        if at.end - at.start > LONGEST_TITLE and at.block in by_id:
            yield UnreadSpan("attachment title", by_id[at.block], at.start, at.end)


def refused_units(block: Block, names: Sequence[tuple[int, int]]) -> Iterator[UnreadSpan]:
    """Yield the units that a sentence assigns something to and no fact quotes."""
    for match in ASSIGNED.finditer(block.text):
        if not overlaps(names, *match.span("names")):
            yield UnreadSpan("units of a role word", block, match.start("names"), match.end())
