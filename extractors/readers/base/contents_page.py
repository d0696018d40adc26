"""The page of contents of a document becomes furniture: its entries are the headings that follow, said a first time."""

from bisect import bisect_left
from collections.abc import Iterator

from extractors.language.page_lines import CONTENTS, ENDS_IN_LEADERS, PAGE
from extractors.language.whitespace import key, without_blanks
from schemas import Block, Document

NEAR = 60
"""Blocks from the top within which a page of contents begins."""
SHORT = 90
"""Characters of the longest entry."""


def set_contents_apart(document: Document) -> Document:
    """Return the document with its page of contents as furniture; itself if it has none."""
    blocks = document.blocks
    entries = set(_entries(blocks))
    if len(entries) < 3:  # the word alone, or with one entry, may be a heading
        return document
    aside = {"kind": "furniture", "why": "contents", "level": None}
    changed = (block.model_copy(update=aside) if block.id in entries else block for block in blocks)
    return document.model_copy(update={"blocks": tuple(changed)})


def _entries(blocks: tuple[Block, ...]) -> Iterator[str]:
    """Yield the ids of 目录 and the entries below it: each ends in leaders, or is printed again as a line further below."""
    place = next((at for at, block in enumerate(blocks[:NEAR]) if CONTENTS.fullmatch(block.text)), None)
    if place is None:
        return
    below = blocks[place + 1 :]
    texts = sorted(key(block.text) for block in below if block.kind == "paragraph")
    seen: set[str] = set()
    yield blocks[place].id
    for block in below:
        if block.kind == "furniture":
            continue
        name = key(PAGE.sub("", block.text))
        if block.kind != "paragraph" or len(without_blanks(block.text)) > SHORT or name in seen:
            return
        if not ENDS_IN_LEADERS.search(block.text):
            # In order, the lines that begin with the name follow each other; the entry is one of them.
            second = bisect_left(texts, name) + 1
            if len(name) <= 3 or second >= len(texts) or not texts[second].startswith(name):
                return
        seen.add(name)
        yield block.id
