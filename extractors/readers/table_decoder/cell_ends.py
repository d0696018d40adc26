"""Where a cell of each kind that begins at a place of the stream may end."""

from bisect import bisect_right
from collections.abc import Container, Iterator, Mapping, Sequence

from extractors.language.measures import may_begin_measure, measure_of
from extractors.language.patterns import lazy_pattern
from extractors.language.values import BEGINS_VALUE, WORDED_VALUE
from extractors.readers.table_decoder import patterns as p
from extractors.readers.table_decoder.cell_texts import HEAD, JOINING_WORD, ROLE_LABEL, ROLE_VERB, number_of, opens_name
from extractors.readers.table_decoder.stream import Stream
from extractors.units.names import last_character, parse

_LONGEST = {"content": 500, "plan": 400, "note": 160, "other": 200, "person": 60, "value": 90, "category": 40}
_TEXTS = frozenset({"category", "title", "content", "plan", "indicator"})
"""Kinds whose cells end where any text may."""
_LONGEST_FIGURE = 24
_LONGEST_MEASURE = 12
_MOST_BREAKS = 24
_MOST_SOFT = 24
_LONGEST_NAME = 24
_BEHIND_NAME = lazy_pattern("[。；，]")
_MOST_NAMES = 60
"""Names of one list that are looked for."""


class CellEnds:
    """Those of one stream; ``joined``: cells may end where nothing is broken. For the rest see ``Candidates``."""

    def __init__(
        self,
        stream: Stream,
        joined: bool,
        openers: Container[str],
        persons: bool,
        names: Mapping[str, frozenset[str]],
    ) -> None:
        self._stream, self._joined, self._openers, self._persons, self._names = stream, joined, openers, persons, names
        self._worded_ends = frozenset(match.end() for match in WORDED_VALUE.finditer(stream.text)) if joined else ()
        self.breaks: Sequence[int] = [at for at, strength in enumerate(stream.breaks) if strength]
        """The places at which something is broken, the end of the text the last."""
        self._soft: dict[int, bool] = {}
        self._measures: dict[int, tuple[int, ...]] = {}

    def of(self, start: int, kind: str) -> tuple[int, ...]:
        """Return the ends."""
        if kind in _TEXTS:
            return tuple(self._texts(start, _LONGEST.get(kind, 60)))
        return tuple(dict.fromkeys(self._marked(start, kind)))

    def _marked(self, start: int, kind: str) -> Iterator[int]:
        """Yield the ends of cells that are no mere texts, some perhaps twice."""
        text = self._stream.text
        if kind in ("measure", "attribute", "value", "role", "deadline", "note", "other", "person"):
            dash = p.DASH.match(text, start)
            if dash:
                yield dash.end()
        if kind == "measure":
            yield from self._measure_ends(start)
            yield from self._broken(start, 6)
        elif kind == "attribute":
            match = p.ATTRIBUTE.match(text, start)
            if match:
                yield match.end()
                if match.end() > start + 3 and self._stream.breaks[start + 3]:
                    yield start + 3  # 约束性, then 指标名称 of the header again
        elif kind == "value":
            yield from self._values(start)
            yield from self._texts(start, _LONGEST["value"])
        elif kind == "role":
            yield from unit_list_ends(self._stream, start)
            yield from self._broken(start, 60)
        elif kind == "deadline":
            matches = (p.DEADLINE.match(text, start), p.ONGOING.match(text, start))
            yield from (match.end() for match in matches if match and match.end() > start + 1)
            yield from self._texts(start, 16)
        elif kind == "number":
            yield from self._number_ends(start)
        else:
            if kind == "person" and self._joined:
                yield from person_ends(self._stream.text, start)
            yield from self._texts(start, _LONGEST.get(kind, 60))

    def _number_ends(self, start: int) -> Iterator[int]:
        """Yield where row numbers may end, whatever number is expected, and the word that a total has in place of one."""
        text = self._stream.text
        matches = (pattern.match(text, start) for pattern in (p.DIGITS, p.NUMERAL, p.TOTAL))
        yield from (match.end() for match in matches if match)

    def _broken(self, start: int, longest: int) -> Sequence[int]:
        """Return the breaks behind ``start``."""
        first = bisect_right(self.breaks, start)
        return self.breaks[first : bisect_right(self.breaks, start + longest, first)]

    def _measure_ends(self, start: int) -> tuple[int, ...]:
        """Return where a measure that begins at ``start`` may end."""
        known = self._measures.get(start)
        if known is None:
            text = self._stream.text
            far = min(start + _LONGEST_MEASURE, len(text)) if may_begin_measure(text, start) else start
            known = self._measures[start] = tuple(
                end for end in range(start + 1, far + 1) if measure_of(text[start:end])
            )
        return known

    def _values(self, start: int) -> Iterator[int]:
        text = self._stream.text
        figure = p.VALUE.match(text, start)
        tail = figure and p.VALUE_TAIL.match(text, figure.end())
        if not tail:
            return
        longest = start + _LONGEST_FIGURE if may_begin_measure(text, tail.end()) else tail.end()
        for end in range(start + 1, min(longest, start + _LONGEST_FIGURE, len(text)) + 1):
            if number_of(text[start:end]) is not None:
                yield end

    def _texts(self, start: int, longest: int) -> Sequence[int]:
        """Return breaks, and where nothing is broken the places at which something of a kind of its own begins."""
        breaks = self._broken(start, longest)[:_MOST_BREAKS]
        if not self._joined:
            return breaks
        last = breaks[-1] if len(breaks) == _MOST_BREAKS else min(start + longest, len(self._stream.text))
        found, soft = [], 0
        for end in range(start + 1, last + 1):
            if self._stream.breaks[end]:
                found.append(end)
            elif soft < _MOST_SOFT and self._is_soft(end):
                soft += 1
                found.append(end)
        return found

    def _is_soft(self, at: int) -> bool:
        known = self._soft.get(at)
        if known is None:
            known = self._soft[at] = self._begins(at)
        return known

    def _begins(self, at: int) -> bool:
        """Return whether a number, value, measure, attribute, unit, date or sentence may begin here."""
        text = self._stream.text
        char, before = text[at], text[at - 1]
        if at in self._worded_ends or before in "）)。；" or char in "≥≧≤≦><＞＜〔":
            return True
        if p.YEAR.match(text, at):
            return True
        if char.isdigit():
            return not before.isdigit() and before not in ".．≥≧≤≦><＞＜=约"
        if char in "—–－-/／":
            return before not in "—–－-/／"
        if p.ATTRIBUTE.match(text, at) or p.HEADING.match(text, at) or p.ONGOING.match(text, at):
            return True
        if (
            p.PART_OF.match(text, at)
            or ROLE_LABEL.match(text, at)
            or any(end <= at + 8 for end in self._measure_ends(at))
        ):
            return True
        if self._persons and p.PERSON.match(text, at):
            return True
        if opens_name(text[at : at + HEAD]) and any(True for _ in unit_ends(text, at)):
            return True
        if BEGINS_VALUE.match(text, at) or text.startswith(tuple(self._names.get(text[at : at + 2], ())), at):
            return True
        return text[at : at + 2] in self._openers


def unit_ends(text: str, start: int) -> Iterator[int]:
    """Yield the ends of the name of one unit."""
    stop = _BEHIND_NAME.search(text, start + 1, start + _LONGEST_NAME)
    for last in last_character().finditer(text, start + 1, stop.start() if stop else start + _LONGEST_NAME):
        if parse(text[start : last.end()]):
            yield last.end()


def unit_list_ends(stream: Stream, start: int) -> Iterator[int]:
    """Yield the ends of lists of unit names."""
    text, open_ends, seen = stream.text, [start], {start}
    while open_ends and len(seen) < _MOST_NAMES:
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
