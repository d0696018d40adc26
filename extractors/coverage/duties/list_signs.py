"""Paragraphs of names of bodies alone, which no fact quotes: who does the task above, with no word for it."""

from collections.abc import Iterator

from extractors.clauses.bodies import are_whole
from extractors.coverage.unread_spans import Spans, UnreadSpan, overlaps
from extractors.language.boundaries import after_last
from extractors.language.whitespace import without_blanks
from extractors.units.lists import split_units
from extractors.units.names import is_complete, last_character, parse
from schemas import Block

LONGEST = 200
"""Characters of a list of names; a longer paragraph is text."""
STOPS = "。；;等 "
SEPARATORS = "、，,；;"


def unread_lists(block: Block, quoted: Spans) -> Iterator[UnreadSpan]:
    """Yield a paragraph that is a list of complete names. ``quoted``: all that facts quote, by block.

    A single name has a level (市水利局): others stand on title pages and in menus, too.
    """
    text = block.text.rstrip(STOPS)
    if not text or len(text) > LONGEST or not last_character().match(text, len(text) - 1):
        return
    last = text[after_last(SEPARATORS, text, 0, len(text)) :]  # of a sentence, it is hardly ever a whole name
    if not is_complete(without_blanks(last)) or overlaps(quoted.get(block.id, ()), 0, len(text)):
        return
    units = split_units(text, 0, len(text))
    if not are_whole(units):
        return
    names = [parse(unit.name) for unit in units.mentions]
    listed = len(names) > 1 and any(mark in text for mark in SEPARATORS)
    if listed or any(name and name.prefix for name in names):
        yield UnreadSpan("body with a duty", block, 0, len(text))
