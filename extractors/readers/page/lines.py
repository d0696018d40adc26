"""Printed lines from spans, and whether a line goes on in the next one."""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from extractors.language.patterns import lazy_pattern
from extractors.readers.base.lookalikes import raise_marks
from extractors.readers.page.model import CharSpan, PrintedLine, TableCell

LATIN = lazy_pattern(r"[A-Za-zÀ-ɏα-ωΑ-Ω]")
HAN = lazy_pattern(r"[㐀-鿿豈-﫿〇]")
PUNCTUATION = frozenset("，、；：。！？,.;:!?”’》〉）)〕】]』」…·")
NEVER_FIRST = PUNCTUATION | frozenset("％%‰—℃²³")
NEVER_LAST = frozenset("“‘《〈（(〔【[『「")
GLUE = frozenset("“”‘’—…")
"""No break on either side."""
WORD = lazy_pattern(r"[0-9A-Za-z.,;%‰/\-~+_@:()\[\]]")
PREFIX = frozenset("+＋±$￥¥№-")
"""Signs that stay with what follows."""

ONE_NUMBER = lazy_pattern(r"(?<![\d.])\d \d(?!\.?\d)|(?<![\d.])\d{1,3}(?: \d{3})+(?![.\d ]|$)")
"""Digits set apart, or groups of three before the word that is counted: alone in a cell, 95 100 may be two numbers."""
GROUPS = 4
"""Of three digits, at most."""

END = lazy_pattern(r"[。；;！？：:][”’）)]?$")
"""A sentence, or what leads to a list, ends here."""

RAISED = (0.5, 0.87)
"""Times the height of the text before: so high is a raised mark; labels of charts that overlap a line are often lower."""
LIFTED = (0.2, 0.6)
"""Times that height: so far above the line it ends. Latin digits among Chinese characters end less than 0.1 above it."""
BESIDE = 0.25
"""Em: so near behind the text a raised mark begins."""
WORDS_APART, NUMBERS_APART = 0.15, 0.1
"""Em: a wider blank parts Latin words; numbers."""
HAN_APART = 0.2
"""The same for Chinese words, where spans end: a justified line has up to 0.4 em between characters, but that ends no span."""
PERCENT = "%％‰"
OVERPRINTED = 2.0
"""Em that two spans of a line must share to be two lines printed over each other; kerning and exponents share less."""


def group_lines(spans: Iterable[CharSpan], page: int) -> list[PrintedLine]:
    """Put spans that stand side by side into lines, from top to bottom."""
    return [make_line(row, page) for row in printed_rows(spans)]


def printed_rows(spans: Iterable[CharSpan]) -> list[list[CharSpan]]:
    """Group the spans of each printed line, from left to right; lines from top to bottom.

    Lines printed over each other, as by a template below the text of a form, are lines of their own.
    """
    ordered = list(spans)
    if len(ordered) == 1:
        return [ordered]  # as in most cells
    ordered.sort(key=lambda s: (s.top + s.bottom, s.edges[0]))
    rows: list[list[CharSpan]] = []
    reach: list[tuple[float, float]] = []
    for span in ordered:
        upper, lower = span.top, span.bottom
        # compare with the last rows only: spans are sorted by their middle
        for index in range(len(rows) - 1, max(-1, len(rows) - 4), -1):
            top, bottom = reach[index]
            overlap = (bottom if bottom < lower else lower) - (top if top > upper else upper)
            if overlap > 0.5 * min(bottom - top, lower - upper):
                rows[index].append(span)
                if len(span.text) > 1:
                    reach[index] = (min(top, upper), max(bottom, lower))
                break
        else:
            rows.append([span])
            reach.append((upper, lower))
    return [
        line for row in rows for line in (_layers(sorted(row, key=lambda s: s.edges[0])) if len(row) > 1 else [row])
    ]


def _layers(row: list[CharSpan]) -> list[list[CharSpan]]:
    """Separate the lines that are printed over each other in a row, which comes from left to right."""
    widest = row[0]
    for span in row[1:]:
        if _overlap(widest, span) > OVERPRINTED * max(widest.size, span.size):
            break
        widest = max(widest, span, key=lambda s: s.edges[-1])
    else:
        return [row]
    layers: list[list[CharSpan]] = []
    for span in row:
        free = (layer for layer in layers if _overlap(layer[-1], span) <= 0.5 * min(_width(layer[-1]), _width(span)))
        if layer := next(free, None):
            layer.append(span)
        else:
            layers.append([span])
    return layers


def _width(span: CharSpan) -> float:
    return span.edges[-1] - span.edges[0]


def _overlap(left: CharSpan, right: CharSpan) -> float:
    """Return the width that both cover; 0 or less if they are beside each other, or one below the other.

    The names of joint issuers are below each other, and a 文件 beside both makes them one row.
    """
    if min(left.bottom, right.bottom) - max(left.top, right.top) < 0.5 * (right.bottom - right.top):
        return 0.0
    return min(left.edges[-1], right.edges[-1]) - max(left.edges[0], right.edges[0])


def make_line(spans: Sequence[CharSpan], page: int) -> PrintedLine:
    """Join spans from left to right; a blank is kept between Latin words and between Han characters set apart."""
    if len(spans) == 1:
        only, edges_of_only, top, bottom, size, confidence = spans[0]
        return PrintedLine(only, edges_of_only, top, bottom, size, page, confidence)
    text, edges = spans[0].text, list(spans[0].edges)
    top, bottom = min(s.top for s in spans), max(s.bottom for s in spans)
    for place, (before, span) in enumerate(pairwise(spans), 1):
        gap = (span.edges[0] - before.edges[-1]) / max(min(before.size, span.size), 1.0)
        if _blank(text[-1], span.text[0], gap) or (
            may_be_numbers(text[-1], span.text[0], gap) and not _is_one_number(spans[place - 1 : place + GROUPS])
        ):
            text += " "
            edges[-1:] = [before.edges[-1], span.edges[0]]
        else:
            edges[-1:] = [span.edges[0]]
        text += raise_marks(span.text, text[-1]) if _is_raised(span, before, bottom) else span.text
        edges += span.edges[1:]
    confidence = min((s.confidence for s in spans if s.confidence is not None), default=None)
    size = max(spans, key=lambda s: len(s.text)).size
    return PrintedLine(text, tuple(edges), top, bottom, size, page, confidence)


def _is_raised(span: CharSpan, before: CharSpan, bottom: float) -> bool:
    """Return whether a span is set smaller and higher than the text before it, as marks of notes and exponents are."""
    height = before.bottom - before.top
    beside = abs(span.edges[0] - before.edges[-1]) <= BESIDE * before.size
    return (
        beside
        and RAISED[0] * height <= span.bottom - span.top <= RAISED[1] * height
        and LIFTED[0] * height <= bottom - span.bottom <= LIFTED[1] * height
    )


def _blank(left: str, right: str, gap: float) -> bool:
    if LATIN.match(left) and LATIN.match(right):
        return gap > WORDS_APART
    return gap > HAN_APART and bool(HAN.match(left) and HAN.match(right))


def _is_one_number(spans: Sequence[CharSpan]) -> bool:
    """Return whether the first of two spans ends in a number that the second goes on: 2 0 2 5, 12 345公顷; not 2658 74.0."""
    text = " ".join(span.text for span in spans)
    border = len(spans[0].text)
    return any(match.start() < border < match.end() for match in ONE_NUMBER.finditer(text))


def may_be_numbers(left: str, right: str, gap: float) -> bool:
    """Return whether room of so many em may part two numbers, of which one ends and one begins with these characters."""
    return gap > NUMBERS_APART and (left.isdigit() or left in PERCENT) and right.isdigit()


def first_unit(line: PrintedLine) -> float:
    """Return the width of what cannot be parted from the line's first character."""
    text = line.text
    end = 1
    while end < len(text) and end < 30 and _is_glued(text[end - 1], text[end]):
        end += 1
    return line.edges[end] - line.edges[0]


def _is_glued(left: str, right: str) -> bool:
    if "\u4e00" <= left <= "\u9fff" and "\u4e00" <= right <= "\u9fff":
        return False  # as nearly all are
    if left in NEVER_LAST or right in NEVER_FIRST or left in GLUE or right in GLUE or left in PREFIX:
        return True
    if WORD.match(left) and right in NEVER_LAST:
        return True
    return bool(WORD.match(left) and WORD.match(right))


def goes_on(line: PrintedLine, following: PrintedLine, margin: float, slack: float = 0.1) -> bool:
    """Return whether ``line`` broke only because the next unit did not fit before ``margin``.

    ``slack`` (em) is how far beyond the margin a unit may still have fitted.
    """
    return reaches(line.right, line.size, first_unit(following), margin, slack)


def reaches(right: float, size: float, unit: float, margin: float, slack: float = 0.1) -> bool:
    """Return whether a unit that follows a line of this size of type, which ends at ``right``, does not fit before ``margin``."""
    return right + unit > margin + slack * size


def is_full(above: TableCell, below: TableCell) -> bool:
    """Return whether the last line of a cell has no room for the first word of another, and is no end of a sentence."""
    last, first = above.lines[-1], below.lines[0]
    full = reaches(last.right - last.left, last.size, first_unit(first), min(above.room, below.room))
    return full and not END.search(last.text)


def join_with(left: str, right: str) -> str:
    """Return what stands between two lines of one paragraph: a blank between Latin words, else nothing."""
    return " " if LATIN.match(left) and LATIN.match(right) else ""
