"""The four shares of a document's characters: facts, prose, furniture, unread."""

from collections import Counter
from collections.abc import Mapping, Sequence

from extractors.coverage.quoted import Quoted
from extractors.coverage.unread_spans import Spans, merge_spans
from extractors.language.whitespace import without_blanks
from extractors.splitting.part import Part
from schemas import Block, Document


def shares(document: Document, part: Part, facts: Quoted, asides: Mapping[str, str], lost: Spans) -> Counter[str]:
    """Count each character, white space aside, once. What is unread (``lost``) counts so even inside a task."""
    counted: Counter[str] = Counter()
    for block in document.blocks:
        solid = len(without_blanks(block.text))
        if block.kind == "furniture" or asides.get(block.id) == "contents":
            counted["furniture"] += solid
            continue
        unread = lost.get(block.id, [])
        missed = _count(block.text, unread)
        fact = _count(block.text, [*facts.everything.get(block.id, []), *_cells(block), *unread]) - missed
        counted["facts"] += fact
        counted["unread"] += missed
        counted["prose"] += solid - fact - missed
    if part.bundle is None:
        counted["unread"] += max(document.length - sum(counted.values()), 0)
    return counted


def _cells(block: Block) -> list[tuple[int, int]]:
    """Return the cells of a table: a row that was not read is among the unread passages, all others serve its facts."""
    return merge_spans((cell.start, cell.end) for cell in block.table.cells) if block.table else []


def _count(text: str, spans: Sequence[tuple[int, int]]) -> int:
    """Return how many characters, white space aside, are in a span or several."""
    return sum(len(without_blanks(text[start:end])) for start, end in merge_spans(spans))
