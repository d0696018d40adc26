"""Notes at the foot of pages: they stand in the middle of a paragraph that goes on on the next page."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from extractors.language.patterns import lazy_pattern
from extractors.readers.page.model import PrintedLine

NOTE = lazy_pattern(r"\s*(?:[①-⑳]|[\[［]\d{1,2}[\]］]|[⁰¹²³⁴⁵⁶⁷⁸⁹]+|\d{1,2}(?=[\s\u3400-\u9fff])|[*＊※]|注[：:\d])")
"""What a note begins with."""
SMALL = 0.92
"""Times the usual size of type: notes are set smaller."""


def separate_feet(lines: Sequence[PrintedLine], size: float) -> tuple[list[PrintedLine], list[list[PrintedLine]]]:
    """Return the lines of the text, and of each page the notes at its foot, one note after the other; ``size`` of the text.

    Notes are the last lines of a page, in smaller type, the first of them begins with a mark, and text of the usual size
    stands above them and on a later page. Others stay where they are: they interrupt nothing.
    """
    usual = [line.page for line in lines if line.size >= SMALL * size]
    text: list[PrintedLine] = []
    feet: list[list[PrintedLine]] = []
    for page, group in groupby(lines, key=lambda line: line.page):
        own = list(group)
        cut = _first_note(own, SMALL * size) if usual and page < usual[-1] else len(own)
        text += own[:cut]
        feet += _notes(own[cut:])
    return text, feet


def _first_note(lines: Sequence[PrintedLine], small: float) -> int:
    """Return where the notes of a page begin; the number of its lines if it has none."""
    above = len(lines)
    while above > 0 and lines[above - 1].size < small:
        above -= 1
    first = (index for index in range(above, len(lines)) if NOTE.match(lines[index].text))
    return next(first, len(lines)) if above else len(lines)


def _notes(lines: Sequence[PrintedLine]) -> Iterator[list[PrintedLine]]:
    note: list[PrintedLine] = []
    for line in lines:
        if note and NOTE.match(line.text):
            yield note
            note = []
        note.append(line)
    if note:
        yield note


def with_feet(groups: Sequence[list[PrintedLine]], notes: Sequence[list[PrintedLine]]) -> list[list[PrintedLine]]:
    """Put each note behind the paragraph that ends the text of its page, wherever that paragraph ends."""
    found: list[list[PrintedLine]] = []
    waiting = list(notes)
    for group in groups:
        due = next((count for count, note in enumerate(waiting) if note[0].page >= group[0].page), len(waiting))
        found += [*waiting[:due], group]
        waiting = waiting[due:]
    return [*found, *waiting]
