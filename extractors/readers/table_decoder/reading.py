"""Choose among hypotheses of columns the one under which the rows below the header are read best."""

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from operator import itemgetter
from typing import NamedTuple

from extractors.language.patterns import lazy_pattern
from extractors.readers.table_decoder.candidates import Candidates
from extractors.readers.table_decoder.cell_texts import VERBS
from extractors.readers.table_decoder.cut_names import rows_with_cut_names
from extractors.readers.table_decoder.decode import Decoder, DecoderKey, path, weights_from_path
from extractors.readers.table_decoder.layout import HeaderHypothesis, with_nameless_column
from extractors.readers.table_decoder.rows import close_rows, kinds_of, rows_of, total_cost
from extractors.readers.table_decoder.states import CellState
from extractors.readers.table_decoder.stream import BLANK, WIDE, Stream, has_joined_rows, is_joined
from extractors.readers.table_decoder.weights import Weights, from_header

_SAMPLE = 450
"""Characters of the body on which hypotheses are compared."""
_LOOKS = (45, 80, 120)
"""Characters on which the hypotheses are chosen that are worth a sample: it costs as much as all the rest together."""
_SEEN = 2
"""Rows of the best hypothesis without which a look says nothing: one that is right may still pay for the rest of a long first row."""
_HOPELESS = 5.0
"""Of 470 generated tables, the hypothesis chosen in the end was dearer at any of these looks by 2.8 at most."""
_CLOSE = 4.0
"""Hypotheses that are so much dearer than the best on the sample are given up."""
_FIRST_LOOK = 3000
_MARGIN = 600
_FINALISTS = 3
_OPENING = lazy_pattern(r"(?:^|[。；，]|\d[.、．]?|[）)])([\u3400-\u9fff]{2})(?=[\u3400-\u9fff])")
_COMMON = 2
_ALONE = lazy_pattern("[1二]")


class DecodedTable(NamedTuple):
    """A table as it was read: its columns and the cells in order."""

    layout: HeaderHypothesis
    states: tuple[CellState, ...]
    cost: float
    close_rows: frozenset[int] = frozenset()
    """Rows below the header in which a border between two cells may nearly as well be elsewhere."""

    @property
    def rows(self) -> int:
        """How many rows it has below its header."""
        return sum(state.opens for state in self.states)


@lru_cache(maxsize=4)
def openers(text: str) -> dict[str, float]:
    """Return the two characters that clauses often begin with (推进, 完善) and how much they are evidence of a beginning."""
    counts = Counter(_OPENING.findall(text))
    return dict.fromkeys(VERBS, 0.6) | {word: 1.3 for word, count in counts.items() if count >= _COMMON}


def read(stream: Stream, layouts: Sequence[HeaderHypothesis], limit: int) -> DecodedTable | None:
    """Return the best reading of the text below a header up to ``limit``; None if no rows can be read."""
    kinds = {kind for layout in layouts for kind in kinds_of(layout.columns)}
    joined = is_joined(stream, layouts[0].end) or has_joined_rows(stream, layouts[0].start, layouts[0].end)
    opening = openers(stream.text) if joined or "content" in kinds else {}  # nothing else asks for them
    summed = not kinds.isdisjoint(("value", "other"))
    candidates = Candidates(
        stream, joined, opening, "person" in kinds, _counts_in_words(stream, layouts[0].end), summed, "number" in kinds
    )
    best = _best(stream, layouts, limit, candidates)
    if candidates.joined or not (
        best is None or best.rows < 2 or _is_overfull(stream, best) or _ends_early(stream, best)
    ):
        return best
    wider = _best(stream, [with_nameless_column(layout) for layout in layouts], limit, candidates)
    return wider if wider and (best is None or wider.cost < best.cost) else best


def _counts_in_words(stream: Stream, start: int) -> bool:
    """Return whether 二 comes before any 1 below a header, both alone: rows are numbered 一, 二, not groups of rows 1, 2."""
    for number in _ALONE.finditer(stream.text, start):
        if stream.breaks[number.start()] and stream.breaks[number.end()]:
            return number.group() == "二"
    return False


def _is_overfull(stream: Stream, reading: DecodedTable) -> bool:
    """Return whether most cells of the last column have a blank inside: two columns share it, for a header word was lost."""
    last = [state for state in reading.states if state.column == len(reading.layout.columns) - 1]
    broken = sum(any(stream.breaks[at] in (BLANK, WIDE) for at in range(state.start + 1, state.end)) for state in last)
    return 2 * broken > len(last)


def _ends_early(stream: Stream, reading: DecodedTable) -> bool:
    """Return whether the line of the last cell goes on, or the next row number follows: their cells did not fit the columns."""
    last = reading.states[-1]
    follows = stream.breaks[last.end] and stream.text.startswith(str(last.number + 1), last.end)
    return stream.breaks[last.end] in (BLANK, WIDE) or bool(last.number and follows)


def _best(
    stream: Stream, layouts: Sequence[HeaderHypothesis], limit: int, candidates: Candidates
) -> DecodedTable | None:
    begun: dict[DecoderKey, Decoder] = {}
    samples = [_Samples(stream, layout, limit, candidates, begun) for layout in layouts]
    promising = _promising(samples)
    readings = [(*sample.read(), sample.layout) for sample in promising]
    if all(weights is None for _, weights, _ in readings):
        readings = [(*sample.read_lined(), sample.layout) for sample in promising]
    readings.sort(key=itemgetter(0))
    best: DecodedTable | None = None
    for cost, weights, layout in readings[:_FINALISTS]:
        if cost > readings[0][0] + _CLOSE or weights is None:
            break
        found = _whole(stream, layout, weights, limit, candidates)
        if found and (best is None or found.cost < best.cost):
            best = found
    return best


class _Samples:
    """What the first rows say about a hypothesis; a longer sample is read on from where a shorter one ended.

    ``begun``: the decoders of all hypotheses. Those that differ only in what their columns mean share one.
    """

    def __init__(
        self,
        stream: Stream,
        layout: HeaderHypothesis,
        limit: int,
        candidates: Candidates,
        begun: dict[DecoderKey, Decoder],
    ) -> None:
        self.layout = layout
        self._stream, self._candidates, self._begun = stream, candidates, begun
        self._limit = min(limit, layout.end + _SAMPLE)
        self._decoders: dict[Weights, Decoder] = {}
        between = [stream.breaks[cell.word.start] for cell in layout.cells if cell.word.start > layout.start]
        body = stream.breaks[layout.end + 1 : self._limit]
        self._weights = [from_header(between, wrapped, body) for wrapped in _suppositions(candidates.joined)]
        self._lined = None if candidates.joined else from_header(between, True, body, lined=True)

    def look(self, size: int) -> tuple[float, int]:
        """Return what the best reading of so many characters costs under the first supposition, and how many rows it has."""
        cost, states = self._read(self._weights[0], min(self._limit, self.layout.end + size))
        return cost, sum(state.opens for state in states)

    def read(self) -> tuple[float, Weights | None]:
        """Return what the best reading of the whole sample costs, and the weights that it suggests."""
        best: tuple[float, Weights | None] = (0.0, None)
        for weights in self._weights:
            cost, states = self._read(weights, self._limit)
            if cost < best[0] or (cost == best[0] < 0.0 and weights is self._weights[-1]):
                best = (cost, weights_from_path(self._stream, states))
            if not self._may_cost_less(weights, cost, states):
                break
        return best

    def read_lined(self) -> tuple[float, Weights | None]:
        """Return the same under the supposition that cells have lines of their own, whatever separates the header words.

        Words with blanks between them say little of rows whose cells are wide.
        """
        if self._lined is None:
            return 0.0, None
        cost, states = self._read(self._lined, self._limit)
        return (cost, weights_from_path(self._stream, states)) if cost < 0.0 else (0.0, None)

    def _may_cost_less(self, weights: Weights, cost: float, states: Sequence[CellState]) -> bool:
        """Return whether a reading may cost less where breaks inside cells cost more: where lines are not wrapped, all else the same.

        None does if this one has none, or if it is the cheapest of all and has no empty column that another may not have.
        """
        if not any(map(self._stream.breaks.__getitem__, _inner_places(states))):
            return False
        return self._decoders[weights].is_late or cost > states[-1].cost + self.layout.cost

    def _read(self, weights: Weights, limit: int) -> tuple[float, list[CellState]]:
        decoder = self._decoders.get(weights)
        if decoder is None:
            fresh = decoder_of(self._stream, self.layout, weights, self._candidates)
            decoder = self._decoders[weights] = self._begun.setdefault(fresh.key, fresh)
        end = decoder.read(limit, self._limit)
        states = path(end) if end is not None else []
        cost = total_cost(self.layout, states, end.cost) if end is not None else 0.0
        return cost, states


def _suppositions(joined: bool) -> tuple[bool, ...]:
    """Return whether lines are supposed to end inside cells too, the first supposition first."""
    return (False,) if joined else (True, False)


def _promising(samples: Sequence[_Samples]) -> Sequence[_Samples]:
    """Leave out the hypotheses that read even the first rows so much worse than the best that a sample cannot make up for it."""
    for size in _LOOKS:
        if len(samples) == 1:
            break
        looks = [sample.look(size) for sample in samples]
        least, rows = min(looks)
        if rows >= _SEEN:
            samples = [sample for (cost, _), sample in zip(looks, samples, strict=True) if cost <= least + _HOPELESS]
    return samples


def _inner_places(states: Sequence[CellState]) -> Iterator[int]:
    return (place for state in states for place in range(state.start + 1, state.end))


def _whole(
    stream: Stream, layout: HeaderHypothesis, weights: Weights, limit: int, candidates: Candidates
) -> DecodedTable | None:
    """Read the whole table; look further only where it does not end well before the last character looked at."""
    size = _FIRST_LOOK
    while True:
        near = min(limit, layout.end + size)
        end = decoder_of(stream, layout, weights, candidates).read(near)
        if end is None:
            return None
        if near == limit or end.end < near - _MARGIN:
            states = path(end)
            rows, kinds = rows_of(states), kinds_of(layout.columns)
            close = close_rows(rows, kinds, candidates, weights, stream) | {*rows_with_cut_names(rows, kinds, stream)}
            return DecodedTable(layout, tuple(states), total_cost(layout, states, end.cost), close)
        size *= 4


def decoder_of(stream: Stream, layout: HeaderHypothesis, weights: Weights, candidates: Candidates) -> Decoder:
    top = "".join(stream.text[cell.word.start : cell.word.end] for cell in layout.cells if cell.row == 0)
    headers = {stream.text[layout.start : layout.end], top}
    again = (header for header in headers if stream.text.find(header, layout.end) >= 0)
    return Decoder(stream, layout.end, layout.columns, tuple(sorted(again, key=len, reverse=True)), candidates, weights)
