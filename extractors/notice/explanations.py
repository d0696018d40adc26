"""Recognise documents that assign nothing themselves: interpretations, drafting notes, news, public lists, calls for bids."""

import re
from collections.abc import Sequence

from extractors.language.patterns import lazy_pattern
from extractors.language.whitespace import without_blanks
from extractors.lexicon import any_of, entries
from schemas import Block

FIRST = 6
"""Blocks within which such a document says what it is."""
BEGINNING = 150
"""Characters of a block that are looked at: a plan may speak of its own interpretation further on."""
_EXPLAINS = lazy_pattern(any_of("notice", "explains"))
_PICTURED = lazy_pattern(rf"[【“]?(?:{any_of('notice', 'pictured')})")
"""A plan as a picture says so above it; plans speak of such pictures further on."""
_PUBLISHES = lazy_pattern(
    rf"""
    [^。；：:]*
    (?: (?:{any_of("notice", "published")}) [^。；：:]* 公示                           # …拟表彰名单的公示
      | (?:{any_of("notice", "published")}) 的?公告                                   # …拟立项名单的公告
      | (?:{any_of("notice", "offered")}) (?:结果)? 公告                              # …工程招标公告
      | (?:{any_of("notice", "feedback")}) 的? (?:反馈|说明|公告|通报|公示|报告|汇总)?  # …公开征求意见情况的反馈
      | 关于(?:公布)? (?:{any_of("notice", "decided")}) [^。；：:]* 的(?:决定|通报)     # …关于废止部分文件的决定
    )
    """,
    re.X,
)
"""The title of a document that makes known who or what was chosen, is offered or no longer holds."""
TITLES = 3
"""First blocks of which one is the title, where no title was recognised."""
_MAKES_KNOWN = lazy_pattern(r"[^。；：:，《]{0,30}关于[^。；：:，《]{2,50}的公示")
"""Such a title at the head of the first paragraph: dumps join it with what follows, for 公示 ends no title of a plan."""


def assigns_nothing(genre: str, head: Sequence[str], blocks: Sequence[Block]) -> bool:
    """Return whether a document is about a plan or publishes a list: by genre, a title in its head, or its first blocks."""
    if any(entry["noun"] == genre and entry.get("explains") for entry in entries("genres")):
        return True
    printed = [without_blanks(block.text) for block in blocks if block.kind == "paragraph"][:FIRST]
    if any(_PUBLISHES.fullmatch(text) for text in (*map(without_blanks, head), *printed[:TITLES])):
        return True
    if any(_MAKES_KNOWN.match(text) for text in printed[:1]):
        return True
    return any(_EXPLAINS.search(text[:BEGINNING]) or _PICTURED.match(text) for text in printed)
