"""The header of a flattened table, printed again on the next page."""

from collections.abc import Sequence
from itertools import accumulate

from extractors.language.page_lines import CONTINUED
from extractors.language.whitespace import without_blanks
from extractors.readers.base.lines import TextLine
from extractors.readers.dump_tables.header import REACH, Header


def repeats(lines: Sequence[TextLine], header: Header, at: int) -> int:
    """Return how many lines from ``at`` on repeat the header's text or its first row, 续表 above it included; 0 if they do not."""
    above = 0
    for size, text in enumerate(accumulate(without_blanks(line.text) for line in lines[at : at + REACH]), 1):
        if size == 1 and CONTINUED.fullmatch(text) and at + 1 < len(lines):
            below = repeats(lines, header, at + 1)
            return below + 1 if below else 0
        if text == header.text:
            return size
        if text == header.top:
            above = size
        if not header.text.startswith(text):
            break
    return above
