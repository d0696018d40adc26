"""The possible cells of a stream: where they may end, and what they cost in a column of each kind."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from functools import lru_cache
from math import inf
from typing import NamedTuple

from extractors.language.numerals import chinese_number
from extractors.language.patterns import lazy_pattern
from extractors.readers.table_decoder import patterns as p
from extractors.readers.table_decoder.borders import (
    broken_figures,
    closes_title,
    cuts_branch,
    cuts_name,
    cuts_ongoing,
    cuts_range,
    goes_on_as_date,
    has_fused_number,
    lacks_number,
    note_lines,
    parts_range,
    places_in_words,
    short_first_line,
)
from extractors.readers.table_decoder.cell_ends import CellEnds
from extractors.readers.table_decoder.cell_texts import cuts_date
from extractors.readers.table_decoder.costs import COSTS, Evidence, LeastCosts, total
from extractors.readers.table_decoder.fits import EVIDENCE
from extractors.readers.table_decoder.stream import LINE, Stream
from extractors.units.names import parse

_LISTED = lazy_pattern(r"(?<=[、：:])[\u3400-\u9fffA-Za-z（）]{2,20}(?=[、，。）；])")
_COUNTERS = frozenset("个座家处所项条辆台套")
"""Measures that begin no cell of another kind."""
_BESIDE_DATES = frozenset({"title", "content", "indicator", "category"})
_TITLES = frozenset({"title", "content"})
_WORST = 8.0
_RANGE = 0.4
"""How surely a dash between two figures is no empty cell."""


class CellsOfKind(NamedTuple):
    """The possible cells of one kind that begin at one place."""

    ends: tuple[int, ...]
    costs: dict[int, float]
    """Of the cells rated so far, by their ends."""
    least: float
    """None of them costs less."""


class Candidates:
    """The possible cells of one stream.

    ``persons``: a column may hold names of persons. ``written``: rows may be numbered 一, 二, which title groups of rows else.
    ``summed``: a column may hold figures, so that such a title may have sums beside it. ``numbered``: a column may hold row numbers.
    """

    def __init__(
        self,
        stream: Stream,
        joined: bool,
        openers: Mapping[str, float],
        persons: bool = False,
        written: bool = False,
        summed: bool = False,
        numbered: bool = True,
    ) -> None:
        self._stream, self.joined, self._openers = stream, joined, openers
        self._written, self._summed, self._numbered = written, summed, numbered
        names = _listed_names(stream.text) if joined else {}
        self._ends = CellEnds(stream, joined, openers, persons, names)
        self._in_words = places_in_words(stream) if joined else frozenset()
        self._notes = note_lines(stream)
        self._found: dict[tuple[int, str], CellsOfKind] = {}
        self._least = LeastCosts(stream.text, openers)

    def cells(self, start: int, kind: str) -> CellsOfKind:
        """Return the cells of the kind that begin at ``start``."""
        key = (start, kind)
        found = self._found.get(key)
        if found is None:
            found = self._found[key] = CellsOfKind(self._ends.of(start, kind), {}, self._least.at(start, kind))
        return found

    def ends(self, start: int, kind: str) -> tuple[int, ...]:
        """Return where cells of the kind that begin at ``start`` may end."""
        return self.cells(start, kind).ends

    def cost(self, start: int, end: int, kind: str) -> float:
        """Return what ``text[start:end]`` costs in a column of the kind; infinity where it is no cell of it."""
        costs = self.cells(start, kind).costs
        cost = costs.get(end)
        if cost is None:
            cost = total(self._surroundings(start, end, kind), total(EVIDENCE[kind](self._stream.text[start:end])))
            cost = costs[end] = cost if cost < _WORST else inf
        return cost

    def numbers(self, start: int, expected: int) -> Iterator[tuple[int, int, float]]:
        """Yield (end, number, cost) of row numbers: the expected one wherever its digits stand, another one whole."""
        text, breaks = self._stream.text, self._stream.breaks
        for size in (1, 2, 3):
            digits = text[start : start + size]
            if not digits.isdigit() or not digits.isascii() or len(digits) < size:
                break
            end = start + size
            whole = breaks[end] > 0 or not text[end : end + 1].isdigit()
            number = int(digits)
            if not number or (not whole and not self.joined) or (digits[0] == "0" and not breaks[start]):
                continue
            # A part has no number: the digits are the value before it.
            if not breaks[end] and p.PART_OF.match(text, end):
                continue
            if text[end : end + 1] in (".", "．", "、") and not text[end + 1 : end + 2].isdigit():
                end += 1
            if whole or number == expected:
                yield end, number, COSTS[number_evidence(number, expected)]
        numeral = self._numeral(start) if self._written or self._summed else None
        if numeral is not None and self._written:
            yield *numeral, COSTS[number_evidence(numeral[1], expected)]
        elif numeral is not None and self._summed:  # 一, before a group of rows and its sums
            yield numeral[0], expected - 1, COSTS["number.total-next"]
        match = p.TOTAL.match(text, start)
        if match:
            yield match.end(), expected - 1, COSTS["number.total-next"]

    def _numeral(self, start: int) -> tuple[int, int] | None:
        """Return (end, number) of a Chinese numeral that is a whole cell; 一、 and 一 before a word open a heading or a name."""
        breaks = self._stream.breaks
        match = p.NUMERAL.match(self._stream.text, start) if breaks[start] else None
        number = chinese_number(match.group()) if match and breaks[match.end()] else None
        return (match.end(), number) if match and number else None

    def evidence(self, start: int, end: int, kind: str) -> Iterator[Evidence]:
        """Yield what speaks for and against a cell of the kind in ``text[start:end]``."""
        yield from EVIDENCE[kind](self._stream.text[start:end])
        yield from self._surroundings(start, end, kind)

    def _surroundings(self, start: int, end: int, kind: str) -> Iterator[Evidence]:
        """Yield what the text around a cell, and the rest of the stream, are evidence of."""
        text = self._stream.text
        if kind == "value":
            yield from broken_figures(self._stream, start, end)
            if parts_range(self._stream, start, end):
                yield "cut.number", _RANGE
        elif kind == "measure" and not self._stream.breaks[end] and text[end : end + 1] in _COUNTERS:
            yield "cut.before-tail", 1  # 充电车位|个, not 充电|车位
        elif kind == "measure" and not self._stream.breaks[end] and p.PER_MEASURE.match(text, end):
            yield "cut.word", 1
        elif kind == "other":
            yield from broken_figures(self._stream, start, end, free=True)
        if kind == "value" and self._stream.breaks[end] and p.ENDS_VALUE.match(text, end):
            yield "cut.before-tail", 1
        if kind in ("value", "deadline") and text[end - 1].isdigit() and not self._stream.breaks[end]:
            after = text[end : end + 1]
            if after == "." or (after.isdigit() and kind == "deadline" and not p.YEARS.fullmatch(text, start, end)):
                yield "cut.number", 1
            elif after.isdigit():
                # where cells are separated, no figure is cut that is printed in one piece
                yield "cut.before-digit" if self.joined else "cut.number", 1
            elif after and after in "%％‰以左":
                yield "cut.before-tail", 1
        if kind == "indicator" and has_fused_number(self._stream, start, end, self._numbered):
            yield "indicator.leading-digit", 1
        if kind == "indicator" and lacks_number(self._stream, start):
            yield "indicator.torn", 1
        if end in self._in_words:
            yield "cut.word", 1
        if bisect_right(self._notes, start) < bisect_left(self._notes, end):
            yield "cut.figures", 1  # what no cell goes over: 持续推进⏎注：…
        if not self.joined:
            yield "cut.word", short_first_line(self._stream, self._ends.breaks, start, end, kind)
        if (
            (kind == "deadline" and self._misses_date(start, end))
            or cuts_range(self._stream, end)
            or (kind in _BESIDE_DATES and goes_on_as_date(self._stream, start, end))
            or (kind in _TITLES and self.joined and cuts_ongoing(self._stream, start, end))
        ):
            yield "cut.date", 1
        if kind == "role":
            if cuts_name(self._stream, start, end) or cuts_branch(self._stream, start):
                yield "cut.word", 1
            names = _listed_names(text)
            yield "role.seen", sum(name in names.get(name[:2], ()) for name in text[start:end].split("、")[:2])
        if kind == "content":
            closes = self.joined and closes_title(self._stream, start, self._openers)
            yield "content.opener", 0.0 if closes else self._openers.get(text[start : start + 2], 0.0)

    def begins_unseen(self, start: int, at: int) -> bool:
        """Return whether nothing shows that the text from ``start`` on ends at a place: no break, no mark, no verb behind a name."""
        text = self._stream.text
        if self._stream.breaks[at] or (text[at : at + 2] in self._openers and "，" not in text[start:at]):
            return False
        return p.HAN.match(text, at - 1) is not None and p.HAN.match(text, at) is not None

    def _misses_date(self, start: int, end: int) -> bool:
        """Return whether a deadline cuts a date, or goes over the end of the line that a date ends: 2026年底⏎县水利局."""
        date = p.DEADLINE.match(self._stream.text, start)
        over = date is not None and start < date.end() < end and self._stream.breaks[date.end()] >= LINE
        return over or cuts_date(self._stream.text, start, end)


def number_evidence(number: int, expected: int) -> str:
    """Return the name of what a row number is evidence of."""
    if number == expected:
        return "number.next"
    return "number.not-first" if expected == 1 else "number.restarts" if number == 1 else "number.jumps"


@lru_cache(maxsize=4)
def _listed_names(text: str) -> Mapping[str, frozenset[str]]:
    """Return by their first two characters the unit names that a text has between the separators or after the label of a list."""
    found: dict[str, set[str]] = {}
    for name in _LISTED.findall(text):
        if parse(name):
            found.setdefault(name[:2], set()).add(name)
    return {head: frozenset(names) for head, names in found.items()}
