"""Where the names of units and persons that begin at a place may end, one name or a list."""

from collections.abc import Iterator

from extractors.readers.table_decoder import patterns as p
from extractors.readers.table_decoder.cell_texts import JOINING_WORD, ROLE_LABEL, ROLE_VERB
from extractors.readers.table_decoder.stream import Stream
from extractors.units.names import parse

_MOST = 60
"""Names of one list that are looked for."""


def unit_ends(text: str, start: int) -> Iterator[int]:
    """Yield the ends of the name of one unit."""
    for end in range(start + 2, min(start + 24, len(text)) + 1):
        if text[end - 1] in "。；，":
            return
        if parse(text[start:end]):
            yield end


def unit_list_ends(stream: Stream, start: int) -> Iterator[int]:
    """Yield the ends of lists of unit names."""
    text, open_ends, seen = stream.text, [start], {start}
    while open_ends and len(seen) < _MOST:
        at = open_ends.pop()
        label = ROLE_LABEL.match(text, at)
        for name_end in unit_ends(text, label.end() if label else at):
            verb = ROLE_VERB.match(text, name_end)
            for end in (name_end, verb.end()) if verb else (name_end,):
                yield end
                joining = JOINING_WORD.match(text, end)
                further = joining.end() if joining else end if stream.breaks[end] else 0
                if further and further not in seen and further < len(text):
                    seen.add(further)
                    open_ends.append(further)


def person_ends(text: str, start: int) -> Iterator[int]:
    """Yield the ends of lists of names of persons: two or three characters each, four after a double surname."""
    begins = [start]
    while begins:
        at = begins.pop()
        for end in range(at + 2, at + 5):
            if p.PERSON.fullmatch(text, at, end):
                yield end
                begins += [end + 1] if p.LISTED.match(text, end) else []
