"""Pages of OFD whose text runs down or up: they are read as somebody reads them who turns the sheet."""

from collections.abc import Iterable, Sequence

from extractors.readers.ofd.values import Matrix
from extractors.readers.page.model import Box, CharSpan, Ink, Ruling

STRAIGHT = 0.05
"""Share of the other direction that a text which runs down or up has at most."""
MOST = 0.5
"""Share of the characters of a page from which on they say how it lies."""


def direction(matrix: Matrix) -> int:
    """Return 1 for text that runs down the page, -1 for text that runs up, 0 for any other."""
    a, b, c, d, _, _ = matrix
    if abs(a) > STRAIGHT * abs(b) or abs(d) > STRAIGHT * abs(c) or b == 0 or b * c >= 0:
        return 0
    return 1 if b > 0 else -1


def turned_matrix(matrix: Matrix, origin: tuple[float, float], size: tuple[float, float], down: bool) -> Matrix:
    """Return where characters stand on the turned page; ``origin`` of their object, ``size`` of the page as it lies."""
    a, b, c, d, e, f = matrix
    (x, y), (width, height) = origin, size
    if down:
        return b, -a, d, -c, f + y, width - e - x
    return -b, a, -d, c, height - f - y, e + x


def turned_page(ink: Ink, spans: Sequence[CharSpan], others: Sequence[CharSpan], down: bool) -> Ink:
    """Return a page turned so that ``spans``, already on the turned page, run to the right; ``others`` are beside the text."""
    width, height = ink.width, ink.height

    def across(rules: Iterable[Ruling]) -> tuple[Ruling, ...]:
        if down:
            return tuple(Ruling(width - rule.at, rule.start, rule.end) for rule in rules)
        return tuple(Ruling(rule.at, height - rule.end, height - rule.start) for rule in rules)

    def upright(rules: Iterable[Ruling]) -> tuple[Ruling, ...]:
        if down:
            return tuple(Ruling(rule.at, width - rule.end, width - rule.start) for rule in rules)
        return tuple(Ruling(height - rule.at, rule.start, rule.end) for rule in rules)

    def area(box: Box) -> Box:
        left, top, right, bottom = box
        return (top, width - right, bottom, width - left) if down else (height - bottom, left, height - top, right)

    return ink._replace(
        width=height,
        height=width,
        spans=tuple(spans),
        sideways=(*ink.sideways, *others),
        horizontal=across(ink.vertical),
        vertical=upright(ink.horizontal),
        fills=tuple(area(box) for box in ink.fills),
    )
