"""HTML inside Markdown, as converters write it: <u>县水利局</u>, 县财政局<sup>1</sup>, 修桥<br>补路, &nbsp;."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from html import unescape
from typing import NamedTuple

from extractors.language.patterns import lazy_pattern
from extractors.readers.base.lookalikes import SUPERSCRIPTS

TAG = lazy_pattern(
    r"""
      <(?P<gone>del|s|strike)(?:\s[^<>\n]*)?>(?P<struck>[^<>]{0,300})</(?P=gone)\s*>
    | <sup(?:\s[^<>\n]*)?>\s*[\[［(（]?(?P<raised>\d{1,2})[\]］)）]?\s*</sup\s*>
    | <(?P<line>br)(?:\s[^<>\n]*)?/?>
    | </(?P<block>p|div|center|section|summary|details)\s*>
    | &(?P<entity>\#\d{2,5}|\#x[0-9a-f]{2,5}|[a-z]{2,8});
    | </?(?:u|b|i|em|strong|span|font|small|big|mark|ins|a|sub|sup|abbr|label|nobr|wbr|p|div|center|section|summary|details)
      (?:\s[^<>\n]*)?/?>
    """,
    re.X | re.I,
)


class TagEdits(NamedTuple):
    """Stretches of a text that are tags, in order, what stands at a place instead, and what is struck out."""

    unprinted: tuple[tuple[int, int], ...]
    signs: dict[int, str]
    struck: tuple[str, ...] = ()


def tag_edits(text: str, others: Sequence[tuple[int, int]]) -> TagEdits:
    """Return how to print the tags of a text. ``others``: what else of it is not printed, in order; tags inside it are none.

    Line breaks inside rows of tables stay: a row ends with its line.
    """
    unprinted: list[tuple[int, int]] = []
    signs: dict[int, str] = {}
    struck: list[str] = []
    ends = [end for _, end in others]
    row, stop = False, -1  # whether the line that ends at ``stop`` is a row: a file may be one line of a million breaks
    for match in TAG.finditer(text) if "<" in text or "&" in text else ():
        start, end = match.span()
        following = bisect_left(ends, start + 1)
        if following < len(others) and others[following][0] < end:
            continue
        if start > stop:
            first, stop = text.rfind("\n", 0, start) + 1, text.find("\n", start)
            stop = len(text) if stop < 0 else stop
            row = "|" in text[first:stop]
        if match["gone"]:
            struck.append(match["struck"])
            unprinted.append((start, end))
        elif match["entity"]:
            if len(sign := unescape(match[0])) == 1:
                signs[start] = sign
                unprinted.append((start + 1, end))
        elif match["raised"]:
            first, last = match.span("raised")
            signs |= {place: SUPERSCRIPTS[text[place]] for place in range(first, last)}
            unprinted += [(start, first), (last, end)]
        elif (match["line"] or match["block"]) and not row:
            signs[start] = "\n"
            unprinted.append((start + 1, end))
        elif not match["line"]:
            unprinted.append((start, end))
    return TagEdits(tuple(unprinted), signs, tuple(struck))
