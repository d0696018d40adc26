"""Read the year in which a plan is in force, where it says so: 自2023年2月1日起施行，有效期至2023年12月31日."""

from collections.abc import Sequence

from extractors.language.patterns import lazy_pattern
from extractors.language.whitespace import without_blanks
from schemas import Block, Period

_VALIDITY = lazy_pattern(
    r"本[\u4e00-\u9fff]{2,8}自(?P<start>20\d\d)年[^。；]{0,12}起(?:施行|实施|执行|生效)，?有效期至(?P<end>20\d\d)年"
)


def year_in_force(blocks: Sequence[Block]) -> Period:
    """Return the year to which the plan limits itself; an empty period if it has no end, or one in another year.

    A longer validity (有效期5年) says how long rules apply, not by when the work is done.
    """
    for block in reversed(blocks):
        if "有效期至" in block.text and (found := _VALIDITY.search(without_blanks(block.text))):
            start, end = int(found["start"]), int(found["end"])
            return Period(start=start, end=end) if start == end else Period()
    return Period()
