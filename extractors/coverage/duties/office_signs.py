"""Offices within the issuing body, whose names have no level: 由财务科负责结算，人事科配合."""

from collections.abc import Iterator, Sequence

from extractors.coverage.duties.role_signs import start_of_names
from extractors.coverage.unread_spans import UnreadSpan, overlaps
from extractors.language.patterns import lazy_pattern
from extractors.lexicon import any_of
from extractors.units.names import is_complete, is_office
from schemas import Block

_ENDS = lazy_pattern(r"[科处室股](?=[：:]?[\u4e00-\u9fff])(?!长)")
_DUTY = lazy_pattern(r"[：:]?(?:牵头|负责(?!人|同志)|(?:积极|密切|协助)?配合|要(?![求素点件])|应当?(?!急)|须)")
_STEP = lazy_pattern(rf"(?:{any_of('phrases', 'manner')})*(?:{any_of('phrases', 'step')}|通报|调度|组织)")
"""What an office does; 实验室建设 and 重点查处落实 are none."""
_SEPARATOR = lazy_pattern("[、和及与]")


def unread_offices(block: Block, names: Sequence[tuple[int, int]]) -> Iterator[UnreadSpan]:
    """Yield the offices that open a clause, with the word for what they do. ``names``: what facts quote of units."""
    text = block.text
    for found in _ENDS.finditer(text):
        end = found.end()
        duty = _DUTY.match(text, end) or _STEP.match(text, end)
        if duty is None:
            continue
        start = start_of_names(text, end)
        listed = _SEPARATOR.split(text[start:end])
        offices = all(is_office(name) or is_complete(name) for name in listed) and any(map(is_office, listed))
        if offices and not overlaps(names, start, end):
            yield UnreadSpan("body with a duty", block, start, duty.end())
