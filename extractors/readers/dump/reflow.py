"""Reflow: which lines of a text dump belong to one paragraph.

Dumps of typeset pages break a paragraph at the right margin, and many of them break once more inside a printed line,
before and after quotes, brackets and commas. Two observations hold in all of them: the fragments of one printed line
fill the measure together, and a paragraph ends with a printed line that leaves room. So the fragments are packed into
printed lines by dynamic programming: a line that goes on must be full, a line that ends a paragraph should end a
sentence or be a heading.
"""

import re
from collections.abc import Container, Sequence

from extractors.language.patterns import lazy_pattern
from extractors.readers.base.lines import TextLine, with_wide_signs
from extractors.readers.base.markers import LABEL, OPEN_BRACKET, OPENING, completes_sentence, may_end_paragraph
from extractors.readers.dump.cut_lines import is_cut_by_page
from extractors.readers.dump.item_lines import item_lines
from extractors.readers.dump.key_lines import is_field, keyed_lines, names_whose_duty
from extractors.readers.dump.margins import SLACK, Margin, layouts, width
from extractors.readers.dump.title_lines import NEVER_FIRST, STOPS, closes_first_title, stands_alone, title_length
from extractors.units.names import is_complete

LONG = 100
"""Half em of a line that a paragraph may have been cut behind."""
MOST = 8
"""Fragments of one printed line at most; no dump seen breaks a line into more."""
CLOSED_ITEM = 3.0
"""Cost of going on behind a labelled clause that ends its line; to end the paragraph there costs 2.6 at most."""
HAN = lazy_pattern(r"[\u4e00-\u9fff“]")
BREAK_AT = lazy_pattern(r"[，、；：。！？,;:“”‘’《》〈〉（）()〔〕【】\[\]％%\d]$")
BREAK_BEFORE = lazy_pattern(r"^[，、；：。！？,;:“”‘’《》〈〉（）()〔〕【】\[\]\d]")
HALF_BRACKET = lazy_pattern(r"\d+[）)]")
MARK_ALONE = lazy_pattern(rf"(?:{OPENING.pattern})\s*$", re.VERBOSE)
"""A list mark alone on its line: its text is on the next one."""
LABELLED_BRACKET = lazy_pattern(
    rf"[（(〔\[【](?:{LABEL.pattern})(?:[^（）()]|[（(][^（）()]*[）)])*[）)〕\]】]$", re.VERBOSE
)
"""A clause with its own brackets, complete: （责任单位：市水利局）."""
BOXED_KEY = lazy_pattern(r"【[^【】]{2,10}】|\[[^\[\]]{2,10}\]|〔[^〔〕]{2,10}〕")
"""A key in brackets before its value: 【牵头单位】县水利局."""
BRACKETS = ("（）", "()", "（)", "(）", "〔〕", "[]", "【】")
YEAR_ALONE = lazy_pattern(r"(?:19|20)\d\d$")
"""Converters of web pages break 2024年8月12日 where its type changes, behind the year."""
GOES_ON = lazy_pattern(r"(?:第|依据|按照|见|详见|超过|至|到|约|、|，)$")
"""Ends of lines that a number or a bracket goes on from."""
LATIN = lazy_pattern(r"[0-9A-Za-z]")
MARK_INSIDE = lazy_pattern(r"[，、；。]")
LABEL_ALONE = lazy_pattern(rf"(?:^|[。；;，,（(〔])(?:{LABEL.pattern})$", re.VERBOSE)
"""A role label whose units are on the next line."""


def paragraphs(lines: Sequence[TextLine]) -> list[list[int]]:
    """Return the indexes of the lines of each paragraph, all lines in order."""
    groups: list[list[int]] = []
    spans = layouts(lines)
    widths = [width(line.text) for line in lines]  # as typeset; what lines hold is looked up in full width
    lines = with_wide_signs(lines)
    texts = [line.text for line in lines]
    counted = item_lines(texts, lambda index: _may_open(lines, index))
    counted |= keyed_lines(texts, lambda index: _may_open(lines, index))
    for group in (group for span, margin in spans for group in _group_lines(lines, widths, span, margin, counted)):
        if groups and lines[group[0]].text[0] == "年" and YEAR_ALONE.match(lines[groups[-1][-1]].text):
            groups[-1] += group
        else:
            groups.append(group)
    return groups


def _may_open(lines: Sequence[TextLine], index: int) -> bool:
    """Return whether the line before another is complete: a number at the head of that one may be a list mark."""
    ends = (may_end_paragraph, completes_sentence, OPENING.match)
    return lines[index].blanks > 0 or any(end(lines[index - 1].text) for end in ends)


def _group_lines(
    lines: Sequence[TextLine], widths: Sequence[int], span: range, margin: Margin | None, counted: Container[int]
) -> list[list[int]]:
    if margin is None:
        return _one_line_paragraphs(lines, widths, span, counted)
    indents = sum(lines[index].indented for index in span) > 0.1 * len(span)
    groups: list[list[int]] = []
    start = span.start
    for index in range(span.start + 1, span.stop + 1):
        ends = index == span.stop or index in counted
        if ends or _is_signature(lines, index) or _opens_paragraph(lines, index) or (indents and lines[index].indented):
            groups += _pack_lines(lines, widths, range(start, index), margin)
            start = index
    return groups


def _opens_paragraph(lines: Sequence[TextLine], index: int) -> bool:
    """Return whether a line certainly opens a paragraph."""
    text, before = lines[index].text, lines[index - 1].text
    if stands_alone(text) or stands_alone(before) or is_field(text, before) or is_field(before, text):
        return True
    if OPENING.match(text):
        return not _continues_sentence(before, text)
    if MARK_ALONE.match(before):
        return False
    if completes_sentence(before) and title_length(lines, range(index, len(lines))):
        return True
    if closes_first_title(lines, index) and not NEVER_FIRST.match(text):
        return True
    if text[0] in "（(〔[【" and not BOXED_KEY.match(text):
        return False
    if LABEL.match(text):
        return bool(completes_sentence(before) or LABEL.match(before))
    return completes_sentence(before) and names_whose_duty(text)


def _is_signature(lines: Sequence[TextLine], index: int) -> bool:
    """Return whether a line is a signature: it comes between a date and the end of a sentence, or a blank line."""
    after = lines[index + 1].text if index + 1 < len(lines) else ""
    text = lines[index].text
    return (
        stands_alone(after)
        and after[0].isdigit()
        and not STOPS.search(text)
        and (completes_sentence(lines[index - 1].text) or (lines[index].blanks > 0 and is_complete(text)))
    )


def _continues_sentence(before: str, text: str) -> bool:
    """Return whether the sign at the head of a line continues a sentence and is not a list mark.

    依据第⏎（三）款, 不超过⏎5、6月, 一心⏎——多点, （含附件⏎12）后.
    """
    if HALF_BRACKET.match(text) and OPEN_BRACKET.search(before):
        return True
    if text[0] in "—－-" and not (completes_sentence(before) or may_end_paragraph(before) or LABEL.match(before)):
        return True
    return text[0] in "（(0123456789附" and GOES_ON.search(before) is not None


def _one_line_paragraphs(
    lines: Sequence[TextLine], widths: Sequence[int], span: range, counted: Container[int]
) -> list[list[int]]:
    """Take each line for a paragraph, except where a page break cut one: a long line that completes no sentence."""
    groups: list[list[int]] = []
    for index in span:
        line = lines[index]
        last = lines[index - 1].text
        long = widths[index - 1] > LONG
        cut = groups and index not in counted and is_cut_by_page(last, line.text, line.page_start, long)
        if cut and not _is_signature(lines, index) and not closes_first_title(lines, index):
            groups[-1].append(index)
        else:
            groups.append([index])
    return groups


def _pack_lines(lines: Sequence[TextLine], widths: Sequence[int], span: range, margin: Margin) -> list[list[int]]:
    """Group the fragments of ``span`` into printed lines, and these into paragraphs, at the lowest total cost."""
    if len(span) == 1:
        return [list(span)]
    groups: list[list[int]] = []
    rest = span
    title = title_length(lines, span)
    if title:
        groups.append(list(span[:title]))
        rest = span[title:]
    texts = [lines[i].text for i in rest]
    widths = [widths[i] for i in rest]
    closed = [_closes_item(texts, end) for end in range(len(texts) + 1)]
    best: list[tuple[float, int, bool]] = [(0.0, 0, True)]
    for end in range(1, len(texts) + 1):
        best.append(min(_line_options(texts, widths, end, best, margin, closed)))
    cuts, end = [], len(texts)
    while end > 0:
        _, start, ends = best[end]
        if ends:
            cuts.append(end)
        end = start
    previous = 0
    for cut in sorted(cuts):
        groups.append([rest[i] for i in range(previous, cut)])
        previous = cut
    if previous < len(texts):
        groups.append([rest[i] for i in range(previous, len(texts))])
    return groups


def _closes_item(texts: Sequence[str], end: int) -> bool:
    """Return whether the fragments before ``end`` close an item with a labelled clause, and the next begins a sentence."""
    if end in (0, len(texts)) or texts[end - 1][-1] not in "）)〕]】" or not HAN.match(texts[end]):
        return False
    clause = LABELLED_BRACKET.search("".join(texts[max(0, end - MOST) : end]))
    # (责任单位：各县〔市、区〕⏎人民政府) is still open: the last bracket is one inside a name.
    return clause is not None and clause[0][0] + clause[0][-1] in BRACKETS


def _line_options(
    texts: Sequence[str],
    widths: Sequence[int],
    end: int,
    best: Sequence[tuple[float, int, bool]],
    margin: Margin,
    closed: Sequence[bool],
) -> list[tuple[float, int, bool]]:
    """Return the ways to close a printed line before fragment ``end``: (cost so far, its first fragment, paragraph ends)."""
    options = []
    total, joins = 0, 0.0
    for start in range(end - 1, max(-1, end - 1 - MOST), -1):
        total += widths[start]
        if start < end - 1:
            joins += CLOSED_ITEM if closed[start + 1] else _join_cost(texts[start], texts[start + 1], margin)
            if total > margin.measure + 3:
                break
        slack = margin.measure - total
        before = best[start][0] + joins
        opens = start == 0 or best[start][2]
        options.append(
            (before + _end_cost(texts[start], texts[end - 1], slack, opens, end - start, margin), start, True)
        )
        if end < len(texts):
            # A full line says nothing behind a labelled clause: an item ends there whatever room the line leaves.
            wrap = CLOSED_ITEM if closed[end] else _wrap_cost(texts[end - 1], texts[end], slack, margin)
            options.append((before + wrap, start, False))
    return options


def _join_cost(left: str, right: str, margin: Margin) -> float:
    base = 0.0 if margin.ragged else 2.0
    if NEVER_FIRST.match(right):
        return 0.0
    return base + (0.2 if BREAK_AT.search(left) or BREAK_BEFORE.match(right) else 1.0)


def _wrap_cost(last: str, following: str, slack: int, margin: Margin) -> float:
    """Return the cost of a printed line that the next one continues: it must be full. Nothing but an unbreakable word moves whole characters down."""
    free = SLACK if margin.ragged or not following[0] >= "\u2e80" or LATIN.search(last) else 2
    if slack <= free:
        return 0.0
    if NEVER_FIRST.match(following):
        return 0.5
    return 0.3 * (slack - free) + (1.5 if slack > 3 * SLACK else 0.0)


def _end_cost(first: str, last: str, slack: int, opens: bool, fragments: int, margin: Margin) -> float:
    """Return the cost of ending a paragraph here: low after a sentence that leaves room, or after a heading."""
    if last[-1] in "，、,《（(“" or (fragments == 1 and MARK_ALONE.match(last)) or LABEL_ALONE.search(last):
        return 25.0
    if completes_sentence(last) or may_end_paragraph(last):
        cost = 0.3 if slack > SLACK else 0.8
        return cost + (0.6 if margin.ragged else 0.0) if last[-1] in "。！？…：:" else cost + 1.2
    if opens and fragments == 1 and slack > SLACK:
        return 0.7 if OPENING.match(first) else 1.6
    prose = not opens and MARK_INSIDE.search(first + last)
    return 20.0 if prose else 2.2 if slack > SLACK else 4.0
