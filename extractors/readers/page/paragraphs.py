"""Paragraphs from printed lines: a line goes on where the next unit did not fit before the right margin."""

import re
from collections.abc import Iterable, Sequence

from extractors.language.marks.list_marks import counted_marks, dotted_marks, lettered_marks
from extractors.language.numerals import ONE_TO_HUNDRED, ONE_TO_TEN, YEARS
from extractors.language.page_lines import CONTENTS
from extractors.language.patterns import lazy_pattern
from extractors.readers.base.markers import LABEL as ROLE_LABEL
from extractors.readers.base.markers import NAMED_MARK, OPENING
from extractors.readers.page.foot_notes import separate_feet, with_feet
from extractors.readers.page.lines import goes_on
from extractors.readers.page.margins import FEW, Body, Margins
from extractors.readers.page.model import PrintedLine

ITEM = lazy_pattern(
    rf"[（(][{ONE_TO_TEN}\d]{{1,3}}[）)]|[{ONE_TO_TEN}]{{1,3}}、|\d{{1,2}}[.．、](?:(?!\d)|(?={YEARS}))"
)
"""（一） （1） 一、 1. 2.2025年底前"""
MARKER = lazy_pattern(
    rf"""
    (?: {ITEM.pattern}
      | 第[{ONE_TO_HUNDRED}]+[章节条]         # 第一章
      | 附件                                  # 附件1
      | —— )                                  # ——完善制度
    """,
    re.X,
)
NAMED = lazy_pattern(NAMED_MARK)
"""任务一：, 措施2："""
BULLET = lazy_pattern(rf"[·*＊➢√✓-]|[A-Z][.．]|[{ONE_TO_TEN}]是|第[{ONE_TO_TEN}]步")
PAUSE = lazy_pattern("[，。；：]")
END = lazy_pattern(r"[。！？；：][”’）)]*$")
REMARK = lazy_pattern(r"[（(](?:[^（）()]|[（(][^（）()]*[）)])+[）)]$|[〔\[［【][^〔〕\[\]［］【】]+[〕\]］】]$")
"""A remark in brackets ends an item: the responsible units."""
NUMBER = lazy_pattern(r"[\u4e00-\u9fff]{2,16}[〔\[（(]\d{4}[〕\]）)]第?\d{1,4}号")
"""The number of a document: in the middle below the name of the issuer or the title, and often in their size."""
LABEL = lazy_pattern(r"[\u4e00-\u9fff]{2,8}[：:]")
"""The start of a line that gives one property of the document: 文号：…, 发布日期：…"""
ISSUED = lazy_pattern(
    r"[（(](?=[^（）()]*(?:政府|委|办公[厅室]|[局厅部院]|大会|会议|小组))[^（）()]*(?:19|20)\d\d\s*年[^（）()]*[）)]"
)
"""Who issued or passed a document, and when: in brackets below its title, in the middle as the title is."""
LEADERS = lazy_pattern(r"[.…·]{4,}\s*[\d—–-]*$")
ALIKE, BOX_ALIKE = 0.12, 0.2
"""Share by which the sizes of type of two lines may differ; the box of a recognised line is as high as its signs happen to be."""
NEARLY_FULL = 0.9
"""Share of the width: programs leave the last two or three characters free before a word or a sign that they keep whole."""
INDENT = 1.3
"""Em by which the first line of a paragraph is set in, at least."""


def paragraphs(lines: Iterable[PrintedLine], body: Body) -> list[list[PrintedLine]]:
    """Group lines, in reading order and over page borders, into paragraphs."""
    text, feet = separate_feet(list(lines), body.size)
    groups = [part for group in _group(text, body) for part in _without_issuing(group, body)]
    return with_feet(groups, feet)


def _group(lines: Sequence[PrintedLine], body: Body) -> list[list[PrintedLine]]:
    groups: list[list[PrintedLine]] = []
    texts = [line.text for line in lines]
    counted, dotted = counted_marks(texts) | lettered_marks(texts), dotted_marks(texts)
    for index, line in enumerate(lines):
        ended = index in dotted or (
            groups and index in counted and (END.search(groups[-1][-1].text) or REMARK.search(groups[-1][-1].text))
        )
        if groups and not ended and _continues(groups[-1], line, body):
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


def _without_issuing(group: list[PrintedLine], body: Body) -> list[list[PrintedLine]]:
    """Separate a title from the lines below it that say who issued it."""
    for index in range(1, len(group)):
        line = group[index]
        if line.text[0] not in "（(" or not _is_in_the_middle(line, body.of(line)):
            continue
        if ISSUED.fullmatch("".join(each.text for each in group[index:])):
            return [group[:index], group[index:]]
    return [group]


def _continues(group: list[PrintedLine], line: PrintedLine, body: Body) -> bool:
    last = group[-1]
    margins, old = body.of(line), body.of(last)
    recognised = line.confidence is not None and last.confidence is not None
    alike = abs(line.size - last.size) <= (BOX_ALIKE if recognised else ALIKE) * max(line.size, last.size)
    if CONTENTS.fullmatch(last.text) or CONTENTS.fullmatch(line.text):
        return False  # 目录 between a title and the first entry, all of them centred in one size
    if not (alike or _closes_bracket(group, line)) or LEADERS.search(last.text):
        return False
    if (
        line.page == last.page
        and line.region == last.region
        and line.top - last.top > 1.7 * max(old.leading, last.size)
    ):
        return False
    if any(NUMBER.fullmatch(each.text) and _is_centred(each, margins) for each in (last, line)):
        return False
    if last.size > 1.15 * body.size and _is_in_the_middle(last, old) and _is_in_the_middle(line, margins):
        return not END.search(last.text)
    if _is_centred(last, old) and _is_centred(line, margins) and _opens_bracket(last.text):
        return True
    if MARKER.match(line.text) and REMARK.search("".join(part.text for part in group[-3:])):
        return False
    if len(group) == 1 and last.left - old.left > 0.5 * (old.right - old.left) and not _opens_bracket(last.text):
        return False  # a signature or its date, at the right
    set_in = line.left - margins.left
    if set_in > INDENT * line.size:
        # a paragraph set in as a whole, or with a hanging first line, goes on at the place of the line before
        aligned = len(group) > 1 and abs((line.left - margins.left) - (last.left - old.left)) < 0.5 * line.size
        return aligned and goes_on(last, line, old.right) and not MARKER.match(line.text) and not END.search(last.text)
    if not goes_on(last, line, old.right):
        return _is_cut(group, line, body)
    return not ((MARKER.match(line.text) or NAMED.match(line.text)) and END.search(last.text))


def _is_cut(group: list[PrintedLine], line: PrintedLine, body: Body) -> bool:
    """Return whether a line goes on in the next one although there was room: before a formula, a quotation, a long word.

    Where paragraphs are set in, a line at the margin begins none; elsewhere the line must nearly be full.
    """
    last = group[-1]
    margins, old = body.of(line), body.of(last)
    share = (last.right - old.left) / (old.right - old.left)
    if END.search(last.text) or (_is_centred(last, old) and not _is_prose(last.text)):
        return False
    if abs(line.left - margins.left) >= 0.5 * line.size or (LABEL.match(line.text) and LABEL.match(group[0].text)):
        return False
    if old.set_in:
        return share > 0.5 or _opens_bracket("".join(each.text for each in group[-3:]))
    heading = len(group) == 1 and MARKER.match(last.text) and not (PAUSE.search(last.text) or LEADERS.search(line.text))
    opens = (
        MARKER.match(line.text) or OPENING.match(line.text) or BULLET.match(line.text) or ROLE_LABEL.match(line.text)
    )
    return share > NEARLY_FULL and not (heading or opens)


def _is_prose(text: str) -> bool:
    """Return whether a line that may be centred is the first line of a paragraph: it goes on, or is a numbered sentence."""
    return _opens_bracket(text) or bool("，" in text and ITEM.match(text))


def _opens_bracket(text: str) -> bool:
    return any(text.count(left) > text.count(right) for left, right in ("（）", "“”", "《》"))


def _closes_bracket(group: Sequence[PrintedLine], line: PrintedLine) -> bool:
    """Return whether a line belongs to a bracket of the lines above, whatever its size.

    A recognised line of a few characters, whose box tells no size, closes it; one in smaller type goes on with a remark in
    smaller type that began inside the line above.
    """
    text = "".join(each.text for each in group)
    opened = text.count("（") + text.count("(") - text.count("）") - text.count(")")
    if line.confidence is None:
        return opened > 0 and line.size < group[-1].size and len(group[-1].text) > FEW
    if len(line.text) > FEW:
        return False
    return opened > 0 and line.text.count("）") + line.text.count(")") == opened


def _is_in_the_middle(line: PrintedLine, margins: Margins) -> bool:
    """Return whether a line stands in the middle: centred, or as long as the page is wide."""
    middle = (margins.left + margins.right) / 2
    return abs((line.left + line.right) / 2 - middle) < 1.5 * line.size


def _is_centred(line: PrintedLine, margins: Margins) -> bool:
    return line.left - margins.left > 1.5 * line.size and _is_in_the_middle(line, margins)
