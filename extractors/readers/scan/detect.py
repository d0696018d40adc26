"""Find the printed lines of an image: a page larger than A4 in bands, so that the model needs no more memory for it."""

from collections.abc import Iterator
from itertools import pairwise
from typing import Any, NamedTuple

import cv2
import numpy as np

from extractors.readers.scan.engine import engine

WHOLE = 5_000_000
"""Pixels that the model is given at once: a page of A4 at 216 dpi has 4,500,000."""
BAND = 3_000_000
"""Pixels of a band of a larger page, whose picture takes memory beside the model."""
OVERLAP = 120
"""Pixels that a band reaches beyond its edges: no line is higher that is not found in either band."""
DARK = 128


class TextBox(NamedTuple):
    """The place of one printed line on the image: left, top, right, bottom in pixels."""

    left: int
    top: int
    right: int
    bottom: int


def detect_lines(grey: Any) -> list[TextBox]:
    """Return the lines of text that the model finds; one that two bands show belongs to that of its middle."""
    edges = _edges(grey)
    return [
        box
        for top, bottom in pairwise(edges)
        for box in _lines_between(grey, max(0, top - OVERLAP), min(bottom + OVERLAP, grey.shape[0]))
        if len(edges) == 2 or top <= (box.top + box.bottom) / 2 < bottom
    ]


def _edges(grey: Any) -> list[int]:
    """Return where bands of equal height begin and end, moved to the rows with the least ink near by."""
    high, wide = grey.shape
    if high * wide <= WHOLE:
        return [0, high]
    count = -(-high * wide // BAND)
    ink = (grey < DARK).sum(axis=1)
    near = high // (4 * count)
    inner = (high * number // count for number in range(1, count))
    return [0, *(at - near + int(np.argmin(ink[at - near : at + near + 1])) for at in inner), high]


def _lines_between(grey: Any, top: int, bottom: int) -> Iterator[TextBox]:
    band = cv2.cvtColor(grey[top:bottom], cv2.COLOR_GRAY2RGB)
    result = engine()(band, use_det=True, use_cls=False, use_rec=False)
    for box in result.boxes if result.boxes is not None else ():
        left, right = int(box[:, 0].min()), int(box[:, 0].max()) + 1
        yield TextBox(left, top + int(box[:, 1].min()), right, top + int(box[:, 1].max()) + 1)
