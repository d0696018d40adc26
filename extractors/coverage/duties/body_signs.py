"""Bodies that open a clause with what they do, and no fact quotes: 县财政局每年安排运维资金 · 市妇联组织入户宣传."""

from collections.abc import Iterator, Sequence

from extractors.clauses.bodies import are_particular
from extractors.clauses.charged import charged_units
from extractors.coverage.duties.role_signs import BY, is_general
from extractors.coverage.unread_spans import UnreadSpan, overlaps
from extractors.language.patterns import lazy_pattern
from extractors.units.name_words import bad_start
from extractors.units.names import is_complete
from schemas import Block

CLAUSE = lazy_pattern(r"(?:^|(?<=[。；;！!，,：:\n]))\s*(?![与同向])(?P<clause>[^。；;！!，,：:\n（）()]{5,120})")
NO_WORK = lazy_pattern(r"[了过]|已经?(?![建有])|近年|以来|同期|召开|印发《|政府采购|\.{3}|…")
"""In a clause that tells what a body has done, in the title of a notice, a trade (政府采购), and in a table of contents."""
AREA = lazy_pattern(r"(?:区|园|城|基地)$")
"""A place as well as those who govern it: 示范区建设 is no work of the zone."""
LONGEST_LIST = 60


def unread_bodies(block: Block, names: Sequence[tuple[int, int]]) -> Iterator[UnreadSpan]:
    """Yield the bodies that open a clause, before a verb of work. ``names``: what facts quote of units."""
    text = block.text
    for clause in CLAUSE.finditer(text):
        start, end = clause.span("clause")
        if (text[start] != BY and bad_start().match(text, start)) or is_complete(text[start:end]):
            continue
        units, at = charged_units(text, start, min(end, start + LONGEST_LIST), alone=False)
        if units is None or overlaps(names, start, at) or NO_WORK.search(text, start, end) or not are_particular(units):
            continue
        if not any(is_general(unit) or AREA.search(unit.name) for unit in units.mentions):
            yield UnreadSpan("body with work", block, start, end)
