"""What closes the text before its annexes: the list of attachments, the signature and its date."""

import re
from collections.abc import Iterator, Sequence

from extractors.language.patterns import lazy_pattern
from extractors.notice.lines import NoticeLine

_SIGNED = ("blank", "date", "disclosure", "meta", "note", "seal", "signature", "web", "contact")
FOOT = frozenset((*_SIGNED, "attachment", "copied", "printed"))
"""Kinds of lines below the text of a document."""
HEAD = frozenset(
    (*_SIGNED, "addressees", "copy_number", "head", "number", "secrecy", "signer", "status", "unit", "urgency")
)
"""Kinds of lines above it."""

ENTRIES = 12
"""Lines that a list of attachments has at most."""
_FILE = lazy_pattern(r"\.(?:docx?|xlsx?|wps|et|pdf|ofd|zip|rar|jpe?g|png)$", re.IGNORECASE)
"""A link to a file of its own: such an entry is no item of an annex."""
_FIRST = lazy_pattern(r"^(?:附[件表][:：])?[（(]?1[.．、)）]")


def is_list_entry(lines: Sequence[NoticeLine], first: int, place: int) -> bool:
    """Return whether the line is a numbered entry of the 附件 list above it."""
    line, above = lines[place], lines[max(first, place - ENTRIES) : place]
    return line.kind == "line" and line.text[:1].isdigit() and any(entry.kind == "attachment" for entry in above)


def closing_lines(lines: Sequence[NoticeLine], first: int, last: int) -> frozenset[int]:
    """Return the lines between ``first`` and ``last`` that close the text: they belong to the notice, not to the plan."""
    found: set[int] = set()
    for place in range(first + 1, last):
        if place not in found:
            found.update(_signature_above(lines, first, place))
            found.update(_attachments_at(lines, place, last))
    return frozenset(found)


def _signature_above(lines: Sequence[NoticeLine], first: int, place: int) -> range:
    """Return the signature that is printed right above an annex label."""
    top = place
    if lines[place].kind == "annex":
        while top > first and (lines[top - 1].kind in FOOT | {"unit"} or is_list_entry(lines, first, top - 1)):
            top -= 1
    signed = any(line.kind in ("date", "signature") for line in lines[top:place])
    return range(top, place) if signed else range(0)


def _attachments_at(lines: Sequence[NoticeLine], place: int, last: int) -> range:
    """Return the list of attachments that begins at a line, with the signature below it.

    附件：任务分工表 right above a table is no list, but the label of that annex.
    """
    if lines[place].kind not in ("attachment", "annex"):
        return range(0)
    end = place + 1
    while end < last and (lines[end].kind == "blank" or _is_entry(lines[end])):
        end += 1
    entries = [line for line in lines[place + 1 : end] if line.kind != "blank"]
    stop = end + sum(1 for _ in _signature(lines[end:last]))
    closes = stop == last or stop > end or lines[end].kind == "annex"
    if lines[place].kind == "annex":  # a label alone on its line opens an annex, or such a list
        several = len(entries) > 1 or any(_FILE.search(line.text) for line in entries)
        listed = several and bool(_FIRST.match(entries[0].text)) and closes
    else:
        listed = closes or bool(entries and _FIRST.match(lines[place].text))
    return range(place, stop) if listed else range(0)


def _is_entry(line: NoticeLine) -> bool:
    return line.kind == "line" and line.text[:1].isdigit() and "：" not in line.text


def _signature(lines: Sequence[NoticeLine]) -> Iterator[NoticeLine]:
    """Yield the lines of a signature; bodies without a date below them are one only before an annex or the end."""
    run = 0
    while run < len(lines) and lines[run].kind in (FOOT - {"attachment"}) | {"unit"}:
        run += 1
    dated = any(line.kind in ("date", "signature") for line in lines[:run])
    closed = run == len(lines) or lines[run].kind == "annex"
    yield from lines[:run] if dated or closed else ()
