"""Scans that lie on their side or upside down: recognised again after a turn, where what was recognised is hardly text."""

from typing import Any, NamedTuple

from extractors.readers.page.model import CharSpan, Ink, Ruling
from extractors.readers.scan.plausible import ENOUGH, count_han, is_implausible
from extractors.readers.scan.read import recognise

TURNS = (180, 90, 270)
"""Degrees, clockwise, by which such a page is turned to be read; upside down is the commonest."""
FEWEST_LINES = 3
"""Recognised pieces from which on a page is one of text; with fewer its ink says so."""
DARK = 128
PRINT = 0.004, 0.25
"""Shares of dark pixels between which a page is one of text."""
CLEARER = 2
"""Times the Chinese characters of the page as it lies: so many are recognised at least if it is turned the right way."""


class UprightReading(NamedTuple):
    """What was recognised in an image, in points of the turned image, and by how many degrees it was turned clockwise."""

    spans: list[CharSpan]
    horizontal: list[Ruling]
    vertical: list[Ruling]
    turn: int


def recognise_upright(image: Any, scale: float) -> UprightReading:
    """Recognise an image of a whole page; one that gives hardly any words is turned, and read so if that gives text."""
    import numpy as np

    found = recognise(image, scale)
    if not _is_hardly_text(found[0]) or (len(found[0]) < FEWEST_LINES and not _has_print(image)):
        return UprightReading(*found, 0)
    least = max(ENOUGH, CLEARER * count_han(found[0]))
    for turn in TURNS:
        turned = recognise(np.ascontiguousarray(np.rot90(image, -turn // 90)), scale)
        if count_han(turned[0]) >= least and not is_implausible(turned[0]):
            return UprightReading(*turned, turn)
    return UprightReading(*found, 0)


def _is_hardly_text(spans: list[CharSpan]) -> bool:
    return count_han(spans) < ENOUGH or is_implausible(spans)


def _has_print(image: Any) -> bool:
    """Return whether as much of an image is dark as of a page of text: not of an empty one, nor of a photograph."""
    import numpy as np

    grey = image if image.ndim == 2 else image.mean(axis=2)
    return PRINT[0] <= float((grey < DARK).mean()) <= PRINT[1] and np.ptp(grey) > DARK


def turned_page(turn: int) -> str:
    """Return what ``Page.reason`` says of a page that was turned; empty if it was not."""
    return (
        f"turned: the text runs at {360 - turn} degrees; sizes and boxes are those of the turned page" if turn else ""
    )


def read_page_picture(ink: Ink, image: Any, scale: float) -> Ink:
    """Add what is recognised in a picture that is the whole page, turned if that makes it text."""
    spans, horizontal, vertical, turn = recognise_upright(image, scale)
    if not turn:  # rules that the page draws itself are where they are
        horizontal, vertical = [*ink.horizontal, *horizontal], [*ink.vertical, *vertical]
    width, height = (ink.width, ink.height) if turn % 180 == 0 else (ink.height, ink.width)
    return ink._replace(
        width=width, height=height, spans=tuple(spans), horizontal=tuple(horizontal), vertical=tuple(vertical),
        characters=sum(len(span.text) for span in spans), how="ocr", reason=turned_page(turn),
    )  # fmt: skip
