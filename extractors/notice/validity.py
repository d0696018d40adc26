"""Read the years of a plan where its text says them: 规划期为2022—2025年, 自2023年2月1日起施行，有效期至2023年12月31日."""

from collections.abc import Sequence

from extractors.language.patterns import lazy_pattern
from extractors.language.whitespace import without_blanks
from extractors.notice.titles import period
from schemas import Block, Period

_VALIDITY = lazy_pattern(
    r"本[\u4e00-\u9fff]{2,8}自(?P<start>20\d\d)年[^。；]{0,12}起(?:施行|实施|执行|生效)，?有效期至(?P<end>20\d\d)年"
)
_STATED = lazy_pattern(
    r"(?:规划|方案|计划|行动|实施)(?:年限|期限|期)(?:为|是|[:：])?(?P<start>20\d\d)年?(?:[—–－~～-]{1,2}|至|到)(?P<end>20\d\d)年"
)
HEAD = 30
"""Paragraphs among which a plan says for which years it is made."""


def plan_years(title: str, body: Sequence[Block]) -> Period:
    """Return the years of a plan: those that its text states, unless the title has others, the title's, or that of its validity."""
    titled, stated = period(title), stated_years(body)
    begun = titled.start is None or (stated.start or 0) >= titled.start
    if stated != Period() and begun and titled.end in (None, stated.end):
        return stated
    return titled if titled != Period() else year_in_force(body)


def stated_years(blocks: Sequence[Block]) -> Period:
    """Return the years for which the plan says that it is made; an empty period if it does not."""
    for block in blocks[:HEAD]:
        if "期" in block.text and (found := _STATED.search(without_blanks(block.text))):
            start, end = int(found["start"]), int(found["end"])
            return Period(start=start, end=end) if start <= end else Period()
    return Period()


def year_in_force(blocks: Sequence[Block]) -> Period:
    """Return the year to which the plan limits itself; an empty period if it has no end, or one in another year.

    A longer validity (有效期5年) says how long rules apply, not by when the work is done.
    """
    for block in reversed(blocks):
        if "有效期至" in block.text and (found := _VALIDITY.search(without_blanks(block.text))):
            start, end = int(found["start"]), int(found["end"])
            return Period(start=start, end=end) if start == end else Period()
    return Period()
