"""Paragraphs from printed lines: a line goes on where the next unit did not fit before the right margin."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from extractors.language.marks.list_marks import counted_marks, dotted_marks
from extractors.language.numerals import ONE_TO_HUNDRED, ONE_TO_TEN, YEARS
from extractors.language.page_lines import CONTENTS
from extractors.language.patterns import lazy_pattern
from extractors.readers.base.markers import NAMED_MARK
from extractors.readers.page.foot_notes import separate_feet, with_feet
from extractors.readers.page.lines import goes_on
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
BULLET = lazy_pattern(r"[•·●■◆▲★◇○☑☐☒*＊※]")
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
FEW = 8
"""Lines: fewer tell of the right margin by their longest only; where all are short, pages are symmetric."""
TOGETHER = 3
"""Lines that end at the right margin, at least; where fewer do, none of them is broken there, and pages are symmetric."""
NEARLY_FULL = 0.9
"""Share of the width: programs leave the last two or three characters free before a word or a sign that they keep whole."""
INDENT = 1.3
"""Em by which the first line of a paragraph is set in, at least."""


class Margins(NamedTuple):
    """Where the lines of one kind of page begin and end, and how far apart they stand."""

    left: float
    right: float
    leading: float
    set_in: bool
    """First lines of paragraphs are set in: a line at the left margin begins none."""


class Body(NamedTuple):
    """What most lines of a document look like."""

    size: float
    margins: dict[tuple[int, int], Margins]
    widths: dict[int, float]
    """Width of each page."""
    narrow: dict[tuple[int, int, int], float]
    """Right margin of lines of one size on one page, where it is narrower than usual: prefaces, quotations."""

    def of(self, line: PrintedLine) -> Margins:
        """Return the margins that hold for a line."""
        usual = self.margins[round(self.widths[line.page]), line.region]
        right = self.narrow.get((line.page, line.region, round(line.size)))
        return usual if right is None else usual._replace(right=right)


def measure(lines: Sequence[PrintedLine], widths: dict[int, float]) -> Body:
    """Measure the margins of every kind of page (by width and column) and the size of the body."""
    sizes: Counter[float] = Counter()
    groups: dict[tuple[int, int], list[PrintedLine]] = defaultdict(list)
    for line in lines:
        sizes[round(line.size * 2) / 2] += len(line.text)
        groups[round(widths[line.page]), line.region].append(line)
    size = sizes.most_common(1)[0][0] if sizes else 12.0
    margins = {key: _margins(group, size, key[0]) for key, group in groups.items()}
    return Body(size, margins, widths, dict(_narrow(lines, margins, widths)))


def _narrow(
    lines: Sequence[PrintedLine], margins: dict[tuple[int, int], Margins], widths: dict[int, float]
) -> Iterator[tuple[tuple[int, int, int], float]]:
    """Yield the right margins of pages whose lines of a size end together, short of the usual margin."""
    groups: dict[tuple[int, int, int], list[PrintedLine]] = defaultdict(list)
    for line in lines:
        groups[line.page, line.region, round(line.size)].append(line)
    for key, group in groups.items():
        size, width = key[2], widths[key[0]]
        right = max(line.right for line in group)
        together = sum(1 for line in group if right - line.right < 0.6 * size and line.right - line.left > 0.55 * width)
        if together >= 3 and together >= 0.5 * len(group) and right < margins[round(width), key[1]].right - 0.6 * size:
            yield key, right


def _margins(lines: Sequence[PrintedLine], size: float, width: float) -> Margins:
    body = [line for line in lines if abs(line.size - size) <= 0.12 * size] or list(lines)
    rights = sorted(line.right for line in body)
    lefts = Counter(round(line.left / 3) for line in body if len(line.text) > 8) or Counter(
        round(line.left / 3) for line in body
    )
    # the left margin is the leftmost place where many lines begin: first lines are set in
    many = [place for place, count in lefts.items() if count >= 0.15 * sum(lefts.values())]
    steps = sorted(b.top - a.top for a, b in pairwise(body) if a.page == b.page and b.top > a.top)
    leading = steps[len(steps) // 2] if steps else 1.5 * size
    left = min(many or lefts) * 3.0
    first = sum(1 for line in body if 1.5 * size < line.left - left < 2.6 * size)
    right = rights[int(0.92 * (len(rights) - 1))]
    if len(body) < FEW and lines[0].region == 0:
        right = rights[-1] if rights[-1] > 0.6 * width else width - left
    elif lines[0].region == 0 and right < width - left - 2.5 * size:
        long = [
            line
            for line in body
            if line.right - left > 0.6 * (right - left) and line.left - left < 0.4 * (right - left)
        ]
        ends = sum(1 for line in long if abs(line.right - right) < size)
        right = right if ends >= max(TOGETHER, 0.4 * len(long)) else width - left
    return Margins(left, right, leading, first >= 0.1 * len(body))


def paragraphs(lines: Iterable[PrintedLine], body: Body) -> list[list[PrintedLine]]:
    """Group lines, in reading order and over page borders, into paragraphs."""
    text, feet = separate_feet(list(lines), body.size)
    groups = [part for group in _group(text, body) for part in _without_issuing(group, body)]
    return with_feet(groups, feet)


def _group(lines: Sequence[PrintedLine], body: Body) -> list[list[PrintedLine]]:
    groups: list[list[PrintedLine]] = []
    texts = [line.text for line in lines]
    counted, dotted = counted_marks(texts), dotted_marks(texts)
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
    alike = abs(line.size - last.size) <= 0.12 * max(line.size, last.size)
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
    return share > NEARLY_FULL and not (MARKER.match(line.text) or BULLET.match(line.text))


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
