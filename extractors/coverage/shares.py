"""The four shares of a document's characters: facts, prose, furniture, unread."""

from collections import Counter
from collections.abc import Mapping, Sequence

from extractors.coverage.quoted import Quoted
from extractors.coverage.unread_spans import Spans, merge_spans
from extractors.splitting.part import Part
from schemas import Block, Document


def shares(document: Document, part: Part, facts: Quoted, asides: Mapping[str, str], lost: Spans) -> Counter[str]:
    """Count each character, white space aside, once. What is unread (``lost``) counts so even inside a task."""
    counted: Counter[str] = Counter()
    for block in document.blocks:
        solid = {index for index, char in enumerate(block.text) if not char.isspace()}
        if block.kind == "furniture" or asides.get(block.id) == "contents":
            counted["furniture"] += len(solid)
            continue
        missed = _within(solid, lost.get(block.id, []))
        fact = _within(solid, [*facts.everything.get(block.id, []), *_cells(block)]) - missed
        counted["facts"] += len(fact)
        counted["unread"] += len(missed)
        counted["prose"] += len(solid) - len(fact) - len(missed)
    if part.bundle is None:
        counted["unread"] += max(document.length - sum(counted.values()), 0)
    return counted


def _cells(block: Block) -> list[tuple[int, int]]:
    """Return the cells of a table: a row that was not read is among the unread passages, all others serve its facts."""
    return merge_spans((cell.start, cell.end) for cell in block.table.cells) if block.table else []


def _within(solid: set[int], spans: Sequence[tuple[int, int]]) -> set[int]:
    return {index for start, end in spans for index in range(start, end)} & solid
