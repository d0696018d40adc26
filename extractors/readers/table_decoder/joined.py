"""Which stretches of a stream are cells that were run together, so that they may end where nothing is broken."""

from collections.abc import Sequence

from extractors.readers.table_decoder.stream import LINE, NOTHING, Stream

_NEAR = 400
"""Characters of the body whose breaks are counted."""
_ONE_LINE = 40
"""Characters of the shortest body in one line: two rows."""
_HEADER = 10
"""Characters of a header, at least, that is a line in one piece."""
_ROW = 15
"""Characters of a line, at least, that is a row in one piece."""


def is_joined(stream: Stream, start: int) -> bool:
    """Return whether the body is poor in breaks, so that cells may end without one.

    Of a body that follows its header without a break, only the line counts that it begins in: the text after it may be whole.
    """
    end = min(start + _NEAR, len(stream.text))
    if stream.breaks[start] == NOTHING:
        end = next((at for at in range(start + _ONE_LINE, end) if stream.breaks[at] >= LINE), end)
    near = stream.breaks[start + 1 : end]
    return sum(strength >= LINE for strength in near) * 40 < len(near) and sum(map(bool, near)) * 12 < len(near)


def has_joined_rows(stream: Stream, start: int, end: int) -> bool:
    """Return whether each line below the header ``text[start:end]``, which is a line in one piece, is a row in one piece."""
    if end - start < _HEADER or any(stream.breaks[start + 1 : end]) or stream.breaks[end] < LINE:
        return False
    near = stream.breaks[end + 1 : min(end + _NEAR, len(stream.text))]
    return sum(map(bool, near)) * _ROW < len(near)


def is_joined_line(breaks: Sequence[int], start: int) -> bool:
    """Return whether a line in one piece begins here that may be a whole header, with such a line below it."""
    if breaks[start] < LINE:
        return False
    first = _next_break(breaks, start)
    return first - start >= _HEADER and breaks[first] >= LINE and _next_break(breaks, first) - first >= _ROW


def _next_break(breaks: Sequence[int], at: int) -> int:
    return next((place for place in range(at + 1, len(breaks)) if breaks[place]), len(breaks) - 1)
