"""Persons whom a sentence makes answerable by their post alone: 各乡镇党政主要负责人为第一责任人."""

import re
from collections.abc import Iterator, Sequence

from extractors.coverage.unread_spans import UnreadSpan, overlaps
from extractors.language.patterns import finditer_with, lazy_pattern
from extractors.lexicon import any_of
from schemas import Block

HAS_TO_ANSWER = lazy_pattern(r"责任|亲自抓|具体抓|负总责|任[^务何]{0,8}(?:[组队挥]长|召集人|主任)|带队|约谈")
ANSWERABLE = lazy_pattern(
    rf"""
    (?:^|(?<=[。；;！!，,：:\n由]))\s*
    (?P<who> [^。；;！!，,：:\n]{{0,24}}?
        (?: 负责(?:人|同志) | (?:主要|分管|党政|联系)领导 | [区市县省州旗镇乡]领导 | 班子成员 | (?:{any_of("phrases", "post")}) ) )
    (?: [是为][^。；，：\n]{{0,12}}(?:第一|直接|主要)?责任人            # 为本辖区第一责任人
      | (?:要|须)?(?:亲自|具体)抓                                # 要亲自抓
      | 担?任[^。；，：\n]{{0,8}}(?:[组队挥]长|召集人|主任)           # 任组长
      | 对[^。；，：\n]{{2,16}}负[^。；，：\n]{{0,6}}责任?             # 对分管领域安全生产工作负责
      | 负(?!责制)(?:总责|[^。；，：\n]{{0,6}}责任)                         # 负直接领导责任
      | 带队 | 约谈 )
    """,
    re.VERBOSE,
)


def unread_posts(block: Block, names: Sequence[tuple[int, int]]) -> Iterator[UnreadSpan]:
    """Yield the persons named by their post who answer for the work, and whom no fact quotes."""
    for match in finditer_with(HAS_TO_ANSWER, ANSWERABLE, block.text):
        if not overlaps(names, *match.span("who")):
            yield UnreadSpan("person with a duty", block, *match.span())
