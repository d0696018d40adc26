"""Read a text file: decode, set page furniture aside, recover tables, reflow prose."""

import hashlib
import re
from pathlib import Path

from extractors.errors import UnreadableError
from extractors.language.patterns import lazy_pattern
from extractors.readers.base.cleaning import printed_length
from extractors.readers.base.encoding import check_legible, decode
from extractors.readers.base.lines import BREAK, TextLine
from extractors.readers.dump.assemble import assemble
from extractors.readers.dump.closing_bars import drop_closing_bars
from extractors.readers.dump.continued import split_continued
from extractors.readers.dump.entities import print_entities
from extractors.readers.dump.folded import count_torn_paragraphs, count_uneven_rows, unfold
from schemas import Block, Document, Remark, Source

PAGE_NUMBER = lazy_pattern(
    r"""
    ^\s*(?:>\s*)?[*_`]{0,3}\s*(?:                            # also set in bold or italics by Markdown
        [—–\-－_]{1,3}\s*\d{1,4}\s*[—–\-－_]{1,3}               # — 12 —
      | (?:\#+|[-—=]{2,})?\s*(?:Page|PAGE|page)\s*\d{1,4}\s*[:：]?\s*(?:[-—=]{2,})?     # --- Page 3 ---
      | [\[【(（]?第\s*\d{1,4}\s*页(?:\s*[,，/]?\s*共\s*\d+\s*页)?[\]】)）]?     # 第3页，共20页
      | \f                                                      # a form feed alone
    )\s*[*_`]{0,3}\s*$
    """,
    re.VERBOSE,
)


def read_text(path: Path, data: bytes) -> Document:
    """Read the bytes of a text file; raise UnreadableError if they are empty or not text."""
    if not data.strip():
        raise UnreadableError(path.name, "the file is empty", "provide the file with its text")
    decoded = decode(data)
    if decoded is None:
        raise UnreadableError(
            path.name,
            "it is not text in UTF-8, UTF-16 or GB18030",
            "save it as UTF-8 text, or provide the original file",
        )
    check_legible(path.name, data, decoded)
    text, cuts = print_entities(decoded.text)
    if not text.strip():
        raise UnreadableError(path.name, "the file contains only white space", "provide the file with its text")
    source = Source(file=path.name, sha256=hashlib.sha256(data).hexdigest())
    text, bars = drop_closing_bars(text)
    blocks, remarks = _less_torn_reading(text)
    length = printed_length([text])
    return Document(
        source=source,
        format="text",
        encoding=decoded.encoding,
        length=length,
        blocks=cuts.restore(bars.restore(blocks)),
        remarks=remarks,
    )


def _less_torn_reading(text: str) -> tuple[tuple[Block, ...], tuple[Remark, ...]]:
    """Read a text as it is and, if its lines seem folded, also unfolded; return the reading that breaks fewer sentences."""
    blocks, remarks = read_lines(text)
    unfolded, folds = unfold(text)
    if folds.places:
        other, other_remarks = read_lines(unfolded)
        if (count_torn_paragraphs(other), count_uneven_rows(unfolded)) < (
            count_torn_paragraphs(blocks),
            count_uneven_rows(text),
        ):
            return folds.restore(other), other_remarks
    return blocks, remarks


def read_lines(text: str, start: int = 0) -> tuple[tuple[Block, ...], tuple[Remark, ...]]:
    """Turn decoded text from code point ``start`` on into blocks in reading order, and remarks about them."""
    lines, furniture = split_lines(text, start)
    return assemble(lines, furniture)


def split_lines(text: str, start: int = 0) -> tuple[tuple[TextLine, ...], tuple[TextLine, ...]]:
    """Split decoded text into (lines with content, page numbers and captions printed again on a new page)."""
    lines: list[TextLine] = []
    furniture: list[TextLine] = []
    blanks, page_start = 0, False
    at = start
    while at <= len(text):
        match = BREAK.search(text, at)
        end = match.start() if match else len(text)
        raw = text[at:end]
        body = raw.strip().strip("\ufeff\u200b")
        if not body:
            blanks += 1
            page_start = page_start or "\f" in raw
        else:
            lead = raw[: raw.index(body)]
            tabs = (lead.count("\t"), raw[len(lead) + len(body) :].count("\t"))
            opens_page = page_start or lead in (" ", "\f")
            indent = sum(2 if char == "\u3000" else 1 for char in lead)
            line = TextLine(body, at + len(lead), blanks, opens_page, len(lead) > 1, *tabs, indent)
            if PAGE_NUMBER.match(raw):
                furniture.append(line)
                page_start = True
            else:
                lines.append(line)
                page_start = False
            blanks = 0
        if match is None:
            break
        at = match.end()
    kept, captions = split_continued(lines)
    return kept, (*furniture, *captions)
