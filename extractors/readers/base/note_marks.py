"""Marks of notes ([1], ①, raised numbers) leave the text, and the notes themselves become furniture.

A mark is part of no name and no number: 区财政局①, 新建120²座. Readers that see type give raised marks as superscript digits.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from extractors.language.patterns import finditer_with, lazy_pattern
from extractors.readers.base.cleaning import printed_length
from extractors.readers.base.lookalikes import SUPERSCRIPTS
from extractors.readers.base.slices import without_spans
from extractors.readers.base.table import with_captions
from schemas import Block, Document

CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_RAISED = "".join(SUPERSCRIPTS.values())
_PLAIN = str.maketrans({raised: digit for digit, raised in SUPERSCRIPTS.items()})
_MARK = lazy_pattern(
    rf"""
      [\[［](?P<square>\d{{1,2}})[\]］](?!号)
    | [〔【](?P<other>\d{{1,2}})[〕】](?!号)
    | (?P<circled>[{CIRCLED}])
    | (?P<raised>[{_RAISED}]{{1,2}})
    """,
    re.X,
)
_SIGN = lazy_pattern(rf"[\[［〔【{CIRCLED}{_RAISED}]")
"""What a mark begins with."""
_OPENS_NOTE = lazy_pattern(rf"\s*(?:注\s*)?(?:{_MARK.pattern})", re.X)
"""What a note begins with; at the foot of a page it may be a plain number."""
_NOTE = lazy_pattern(rf"{_OPENS_NOTE.pattern}|\s*(?P<plain>[1-9]\d?)(?:[.．、]\s*|\s+|(?=[\u3400-\u9fff]))(?!\d)", re.X)
_BEFORE = lazy_pattern(r"[\u3400-\u9fff〇》”’）)」』】％%\w]$")
"""What a mark may stand behind; behind a comma or colon it opens an entry of a list: 包括：①…；②…."""
_AFTER = lazy_pattern(r"$|[\s，、；：。！？,;:）)》”’」』】]")
"""What follows a circled number that is no mark of an entry: 由区财政局①、区商务局②负责."""
_POWER = lazy_pattern(r"(?:[A-Za-z]|(?<!\d)10)$")
"""Behind these a raised digit is an exponent: km², 10⁴."""
EXPLAINED = 16
"""Characters at the beginning of a note in which the word is that it explains."""
SMALL = 0.92
"""Times the usual size of type: a note at the foot of a page is set smaller."""


class _Note(NamedTuple):
    """A paragraph that begins like a note."""

    place: int
    number: int
    style: str


def set_notes_apart(document: Document) -> Document:
    """Return the document with note marks taken out of its text and its notes as furniture; itself if it has none."""
    texts = _texts_of_notes(document.blocks)
    notes = list(_notes(document.blocks, texts))
    numbers = {(note.style, note.number) for note in notes}
    places = {note.place for note in notes}
    changed: dict[str, Block] = {}
    for place, block in enumerate(document.blocks):
        if place in places:
            changed[block.id] = block.model_copy(update={"kind": "furniture", "why": "note", "level": None})
        elif block.kind != "furniture" and (spans := [*_references(block, numbers, texts)]):
            changed[block.id] = without_spans(block, spans)
    if not changed:
        return document
    blocks = tuple(with_captions(changed.get(block.id, block) for block in document.blocks))
    removed = printed_length(block.text for block in document.blocks) - printed_length(block.text for block in blocks)
    return document.model_copy(update={"blocks": blocks, "length": document.length - removed})


def _texts_of_notes(blocks: Sequence[Block]) -> dict[int, str]:
    """Return how the paragraphs that begin with a circled number go on, by number: a note begins with what it explains."""
    found = ((block, _NOTE.match(block.text)) for block in blocks if block.kind == "paragraph")
    return {
        CIRCLED.index(match["circled"]) + 1: block.text[match.end() :].lstrip()[:EXPLAINED]
        for block, match in found
        if match and match["circled"]
    }


def _notes(blocks: Sequence[Block], texts: Mapping[int, str]) -> Iterator[_Note]:
    """Yield the paragraphs that are notes: each begins with a mark that the text before refers to."""
    cited: set[tuple[str, int]] = set()
    usual = _usual_size(blocks)
    last = len(blocks) - 1
    while last >= 0 and blocks[last].kind == "furniture":
        last -= 1
    closing = _closing_run(blocks, last)
    for place, block in enumerate(blocks):
        found = _NOTE.match(block.text) if block.kind == "paragraph" else None
        style, number = _style_and_number(found) if found else ("", 0)
        small = block.size is not None and block.size < SMALL * usual
        # Entries of a plan begin with such numbers too: small type, or the end of the document, makes them notes.
        placed = small or (style != "plain" and (style != "circled" or place in closing))
        # A raised ① is a raised digit in the text, and before the note the sign itself.
        styles = {"plain": ("raised",), "circled": ("circled", "raised")}.get(style, (style,))
        wanted = next((printed for printed in styles if (printed, number) in cited), None)
        if wanted is not None and placed:
            yield _Note(place, number, wanted)
        else:
            cited.update(_marks_in_text(block, texts))


def _closing_run(blocks: Sequence[Block], last: int) -> range:
    """Return the paragraphs at the end of the document that all begin with marks of notes."""
    first = last + 1
    while first > 0 and blocks[first - 1].kind != "table" and _OPENS_NOTE.match(blocks[first - 1].text):
        first -= 1
    return range(first, last + 1)


def _usual_size(blocks: Sequence[Block]) -> float:
    sizes = sorted(block.size for block in blocks for _ in range(len(block.text) // 20 + 1) if block.size)
    return sizes[len(sizes) // 2] if sizes else 0.0


def _style_and_number(found: re.Match[str]) -> tuple[str, int]:
    style = found.lastgroup or ""
    text = found[style]
    number = CIRCLED.index(text) + 1 if style == "circled" else int(text.translate(_PLAIN))
    return style, number


def _marks_in_text(block: Block, texts: Mapping[int, str]) -> Iterator[tuple[str, int]]:
    """Yield style and number of the marks in a block that stand behind a word or number."""
    for found in finditer_with(_SIGN, _MARK, block.text) if block.kind != "furniture" else ():
        if _is_mark(block.text, found, texts):
            yield _style_and_number(found)


def _references(block: Block, notes: set[tuple[str, int]], texts: Mapping[int, str]) -> Iterator[tuple[int, int]]:
    """Yield the marks to take out: those that have a note, and those whose form alone says what they are."""
    for found in finditer_with(_SIGN, _MARK, block.text):
        if not _is_mark(block.text, found, texts):
            continue
        if found.lastgroup in ("square", "raised") or _style_and_number(found) in notes:
            yield found.span()


def _is_mark(text: str, found: re.Match[str], texts: Mapping[int, str]) -> bool:
    """Return whether a sign in a text refers to a note: not an exponent, not the mark of an entry in a list.

    ``texts``: what the paragraphs with such a sign at their beginning say.
    """
    before = text[max(0, found.start() - 3) : found.start()]
    if found.lastgroup == "raised" and _POWER.search(before):
        return False
    # Behind a number it stands before the measure: 新建120②座.
    if found.lastgroup == "circled" and not (_AFTER.match(text, found.end()) or before[-1:].isdecimal()):
        # Inside a sentence: the note explains the word before it, 边远村组①用水.
        explained = texts.get(_style_and_number(found)[1], "")
        return len(before) > 1 and before[-2:] in explained
    return _BEFORE.search(before) is not None
