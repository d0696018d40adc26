"""Signs of a notice that no element of it quotes: a body and a full date at the end of a paragraph, or before an annex."""

import re
from collections.abc import Iterator, Sequence

from extractors.coverage.unread_spans import UnreadSpan, overlaps
from extractors.language.patterns import finditer_with, lazy_pattern
from schemas import Block

FULL_DATE = lazy_pattern(r"年\d{1,2}月\d{1,2}日")
"""In every signature; found much faster than one."""
SIGNATURE = lazy_pattern(
    r"""[\u4e00-\u9fff]{2,30}(?:政府|办公[厅室]|委员会|[局委厅部院])\s*
    (?:19|20)\d\d年\d{1,2}月\d{1,2}日(?=\s*(?:$|附件|[（(]?此件))""",
    re.VERBOSE,
)


def unread_signatures(block: Block, facts: Sequence[tuple[int, int]]) -> Iterator[UnreadSpan]:
    """Yield the signatures with a date that no fact quotes. ``facts``: what facts quote in the paragraph."""
    for match in finditer_with(FULL_DATE, SIGNATURE, block.text):
        if not overlaps(facts, match.start(), match.end()):
            yield UnreadSpan("signature", block, *match.span())
