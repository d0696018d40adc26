"""Where a cell of each kind that begins at a place of the stream may end."""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from math import inf

from extractors.language.measures import measure_of
from extractors.language.patterns import lazy_pattern
from extractors.language.worded_values import BEGINS_VALUE, WORDED_VALUE
from extractors.readers.table_decoder import patterns as p
from extractors.readers.table_decoder.borders import (
    broken_figures,
    closes_title,
    cuts_name,
    cuts_range,
    has_fused_number,
    places_in_words,
)
from extractors.readers.table_decoder.cell_texts import HEAD, ROLE_LABEL, cuts_date, number_of, opens_name
from extractors.readers.table_decoder.costs import COSTS, Evidence, total
from extractors.readers.table_decoder.fits import EVIDENCE
from extractors.readers.table_decoder.name_ends import person_ends, unit_ends, unit_list_ends
from extractors.readers.table_decoder.stream import Stream
from extractors.units.names import parse

_LONGEST = {"content": 500, "plan": 400, "note": 160, "other": 200, "person": 60, "value": 90, "category": 40}
_MOST_BREAKS = 24
_MOST_SOFT = 24
_LISTED = lazy_pattern(r"(?<=[、：:])[\u3400-\u9fffA-Za-z（）]{2,20}(?=[、，。）；])")
_COUNTERS = frozenset("个座家处所项条辆台套")
"""Measures that begin no cell of another kind."""
_WORST = 8.0


class Candidates:
    """The possible cells of one stream; ``persons``: a column may hold names of persons."""

    def __init__(self, stream: Stream, joined: bool, openers: Mapping[str, float], persons: bool = False) -> None:
        self._stream, self.joined, self._openers, self._persons = stream, joined, openers, persons
        self._names = _listed_names(stream.text)
        self._worded_ends = frozenset(match.end() for match in WORDED_VALUE.finditer(stream.text)) if joined else ()
        self._in_words = places_in_words(stream) if joined else frozenset()
        self._found: dict[tuple[int, str], tuple[int, ...]] = {}
        self.costs: dict[tuple[int, int, str], float] = {}
        """Those of ``cost`` that are known."""
        self._soft: dict[int, bool] = {}

    def ends(self, start: int, kind: str) -> tuple[int, ...]:
        """Return where cells of the kind that begin at ``start`` may end."""
        key = (start, kind)
        found = self._found.get(key)
        if found is None:
            found = self._found[key] = tuple(dict.fromkeys(self._ends(start, kind)))
        return found

    def cost(self, start: int, end: int, kind: str) -> float:
        """Return what ``text[start:end]`` costs in a column of the kind; infinity where it is no cell of it."""
        key = (start, end, kind)
        cost = self.costs.get(key)
        if cost is None:
            cost = total(self._surroundings(start, end, kind), total(EVIDENCE[kind](self._stream.text[start:end])))
            cost = self.costs[key] = cost if cost < _WORST else inf
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
        match = p.TOTAL.match(text, start)
        if match:
            yield match.end(), expected - 1, COSTS["number.total-next"]

    def evidence(self, start: int, end: int, kind: str) -> Iterator[Evidence]:
        """Yield what speaks for and against a cell of the kind in ``text[start:end]``."""
        yield from EVIDENCE[kind](self._stream.text[start:end])
        yield from self._surroundings(start, end, kind)

    def _surroundings(self, start: int, end: int, kind: str) -> Iterator[Evidence]:
        """Yield what the text around a cell, and the rest of the stream, are evidence of."""
        text = self._stream.text
        if kind == "value":
            yield from broken_figures(self._stream, start, end)
        elif kind == "measure" and not self._stream.breaks[end] and text[end : end + 1] in _COUNTERS:
            yield "cut.before-tail", 1  # 充电车位|个, not 充电|车位
        elif kind == "other":
            yield from broken_figures(self._stream, start, end, dates=True)
        if kind == "value" and self._stream.breaks[end] and p.ENDS_VALUE.match(text, end):
            yield "cut.before-tail", 1
        if kind in ("value", "deadline") and text[end - 1].isdigit() and not self._stream.breaks[end]:
            after = text[end : end + 1]
            if after == "." or (after.isdigit() and kind == "deadline"):
                yield "cut.number", 1
            elif after.isdigit():
                # where cells are separated, no figure is cut that is printed in one piece
                yield "cut.before-digit" if self.joined else "cut.number", 1
            elif after and after in "%％‰以左":
                yield "cut.before-tail", 1
        if kind == "indicator" and has_fused_number(self._stream, start, end):
            yield "indicator.leading-digit", 1
        if end in self._in_words:
            yield "cut.word", 1
        if (kind == "deadline" and cuts_date(text, start, end)) or cuts_range(self._stream, end):
            yield "cut.date", 1
        if kind == "role":
            if self.joined and cuts_name(self._stream, start, end):
                yield "cut.word", 1
            yield "role.seen", sum(name in self._names.get(name[:2], ()) for name in text[start:end].split("、")[:2])
        if kind == "content":
            closes = self.joined and closes_title(self._stream, start, self._openers)
            yield "content.opener", 0.0 if closes else self._openers.get(text[start : start + 2], 0.0)

    def _ends(self, start: int, kind: str) -> Iterator[int]:
        text = self._stream.text
        if kind in ("measure", "attribute", "value", "role", "deadline", "note", "other", "person"):
            dash = p.DASH.match(text, start)
            if dash:
                yield dash.end()
        if kind == "measure":
            yield from (end for end in range(start + 1, min(start + 12, len(text)) + 1) if measure_of(text[start:end]))
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
        elif kind != "number":
            if kind == "person" and self.joined:
                yield from person_ends(self._stream.text, start)
            yield from self._texts(start, _LONGEST.get(kind, 60))

    def _broken(self, start: int, longest: int) -> Iterator[int]:
        """Yield the breaks behind ``start``."""
        breaks = self._stream.breaks
        yield from (end for end in range(start + 1, min(start + longest, len(breaks) - 1) + 1) if breaks[end])

    def _values(self, start: int) -> Iterator[int]:
        text = self._stream.text
        if not p.VALUE.match(text, start):
            return
        for end in range(start + 1, min(start + 24, len(text)) + 1):
            if number_of(text[start:end]) is not None:
                yield end

    def _texts(self, start: int, longest: int) -> Iterator[int]:
        """Yield breaks, and where nothing is broken the places at which something of a kind of its own begins."""
        breaks, count, soft = self._stream.breaks, 0, 0
        for end in range(start + 1, min(start + longest, len(breaks) - 1) + 1):
            if breaks[end]:
                count += 1
                yield end
                if count >= _MOST_BREAKS:
                    return
            elif self.joined and soft < _MOST_SOFT and self._is_soft(end):
                soft += 1
                yield end

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
            or any(measure_of(text[at:end]) for end in range(at + 1, min(at + 8, len(text)) + 1))
        ):
            return True
        if self._persons and p.PERSON.match(text, at):
            return True
        if opens_name(text[at : at + HEAD]) and any(True for _ in unit_ends(text, at)):
            return True
        if BEGINS_VALUE.match(text, at) or text.startswith(tuple(self._names.get(text[at : at + 2], ())), at):
            return True
        return text[at : at + 2] in self._openers


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
