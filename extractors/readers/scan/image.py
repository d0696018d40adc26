"""Read the image of a page: rules first, then each table cell by itself, then the text around the tables.

Recognising whole lines would fuse the numbers of neighbouring cells: what stands between rules is read between rules.
"""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import cv2
import numpy as np

from extractors.readers.page.model import CharSpan, RuledGrid, Ruling
from extractors.readers.page.ruled.grid import find_grids
from extractors.readers.scan.corrections import settle_lines
from extractors.readers.scan.detect import TextBox, detect_lines
from extractors.readers.scan.engine import engine
from extractors.readers.scan.strokes import STROKES, is_slash

THICK = 14
"""Pixels: a rule is no thicker at 216–300 dpi."""
LONG = 30
"""Points: strokes of large characters are shorter."""
SMALL = 100
"""Points: what is narrower is no table but a drawing."""
EDGE = 4
"""Pixels left away inside a cell's rules."""
RAGGED = 2
"""Pixels by which the border of a rule is uneven."""
PAD = 5
"""White pixels around a line of text."""
HALF_BEHIND = "，。、；：！？）”’》〕】"
HALF_BEFORE = "（“‘《〔【"
MANY = 6
LEAST = 0.3
"""Confidence below which recognition saw no text at all."""
Image = Any
"""A grey or colour image as numpy array, rows first."""


class ImageReading(NamedTuple):
    """What an image shows, in points from its top left corner."""

    spans: tuple[CharSpan, ...]
    horizontal: tuple[Ruling, ...]
    vertical: tuple[Ruling, ...]


def read_image(image: Image, scale: float) -> ImageReading:
    """Read an image of ``scale`` pixels a point."""
    grey, dark = _grey_and_ink(image)
    horizontal, vertical, grids, pieces = _read_tables(dark, scale)
    del dark  # the detector needs what memory there is
    rest = grey.copy()
    for grid in grids:  # tables are painted white, so that the detector does not find their text again
        top, bottom = int(grid.rows[0] * scale) - EDGE, int(grid.rows[-1] * scale) + EDGE
        left, right = int(grid.columns[0] * scale) - EDGE, int(grid.columns[-1] * scale) + EDGE
        rest[max(top, 0) : bottom, max(left, 0) : right] = 255
    pieces += detect_lines(rest)
    return ImageReading(tuple(_recognise_lines(grey, pieces, scale)), tuple(horizontal), tuple(vertical))


def _read_tables(dark: Image, scale: float) -> tuple[list[Ruling], list[Ruling], list[RuledGrid], list[TextBox]]:
    """Return the rules of an image, the tables that they make, and the lines in the cells of these."""
    masks = _rule_masks(dark, scale)
    horizontal, vertical = _rules(masks, scale)
    grids = [grid for grid in find_grids(horizontal, vertical) if grid.columns[-1] - grid.columns[0] > SMALL]
    pieces = list(_cell_lines(_without_rules(dark, masks), grids, scale)) if grids else []
    return horizontal, vertical, grids, pieces


def rules(image: Image, scale: float) -> tuple[list[Ruling], list[Ruling]]:
    """Return only the rules of an image, in points."""
    return _rules(_rule_masks(_grey_and_ink(image)[1], scale), scale)


def _grey_and_ink(image: Image) -> tuple[Image, Image]:
    """Return an image in grey, and where its ink is."""
    grey = image if image.ndim == 2 else cv2.cvtColor(image, cv2.COLOR_RGB2GRAY)
    _, dark = cv2.threshold(grey, 0, 255, cv2.THRESH_BINARY_INV | cv2.THRESH_OTSU)
    return grey, dark


def _rule_masks(dark: Image, scale: float) -> tuple[Image, Image]:
    """Return where the horizontal and the vertical rules have their ink."""
    # Morphological opening with a long flat element leaves only strokes of at least its length: the rules.
    long = int(LONG * scale)
    flat = cv2.morphologyEx(dark, cv2.MORPH_OPEN, cv2.getStructuringElement(cv2.MORPH_RECT, (long, 1)))
    upright = cv2.morphologyEx(dark, cv2.MORPH_OPEN, cv2.getStructuringElement(cv2.MORPH_RECT, (1, long)))
    return flat, upright


def _without_rules(dark: Image, masks: tuple[Image, Image]) -> Image:
    """Return the ink without that of rules: on a page that is askew they run through the cells beside them."""
    around = cv2.dilate(cv2.bitwise_or(*masks), np.ones((2 * RAGGED + 1, 2 * RAGGED + 1), np.uint8))
    return cv2.bitwise_and(dark, cv2.bitwise_not(around))


def _rules(masks: tuple[Image, Image], scale: float) -> tuple[list[Ruling], list[Ruling]]:
    flat, upright = masks
    horizontal = [
        Ruling((y + h / 2) / scale, x / scale, (x + w) / scale) for x, y, w, h in _bounding_boxes(flat) if h <= THICK
    ]
    vertical = [
        Ruling((x + w / 2) / scale, y / scale, (y + h) / scale) for x, y, w, h in _bounding_boxes(upright) if w <= THICK
    ]
    return horizontal, vertical


def _bounding_boxes(mask: Image) -> list[tuple[int, int, int, int]]:
    contours, _ = cv2.findContours(mask, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    bars = (cv2.boundingRect(contour) for contour in contours)
    return [(int(x), int(y), int(w), int(h)) for x, y, w, h in bars]


def _cell_lines(dark: Image, grids: Sequence[RuledGrid], scale: float) -> Iterator[TextBox]:
    """Yield the printed lines of all cells: stretches of rows with ink, strokes of one character joined."""
    cells = [
        (
            int(b.left * scale) + EDGE,
            int(b.top * scale) + EDGE,
            int(b.right * scale) - EDGE,
            int(b.bottom * scale) - EDGE,
        )
        for grid in grids
        for b in grid.boxes
    ]
    stretches = [(cell, _ink_stretches(dark[cell[1] : cell[3], cell[0] : cell[2]])) for cell in cells]
    heights = sorted(bottom - top for _, rows in stretches for top, bottom in rows if bottom - top >= 4 * scale)
    # Above the median, because single strokes (一, 三) are stretches too, and lower than a line.
    usual = heights[int(0.6 * len(heights))] if heights else int(10 * scale)
    for (left, top, right, bottom), rows in stretches:
        for start, end in _merge_stretches(rows, usual):
            ink = np.flatnonzero(dark[top + start : top + end, left:right].any(axis=0))
            # Smaller specks are dirt.
            if ink.size and (end - start) * (int(ink[-1]) - int(ink[0]) + 1) > scale * scale * 2:
                yield TextBox(left + int(ink[0]), top + start, left + int(ink[-1]) + 1, min(top + end, bottom))


def _ink_stretches(cell: Image) -> list[tuple[int, int]]:
    if cell.size == 0:
        return []
    filled = np.concatenate(([0], (cell.any(axis=1)).astype(np.int8), [0]))
    change = np.flatnonzero(np.diff(filled))
    return [(int(a), int(b)) for a, b in zip(change[::2], change[1::2], strict=True)]


def _merge_stretches(rows: Sequence[tuple[int, int]], usual: int) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for top, bottom in rows:
        if found and bottom - found[-1][0] <= 1.25 * usual:
            found[-1] = (found[-1][0], bottom)
        else:
            found.append((top, bottom))
    return found


def _recognise_lines(grey: Image, pieces: Sequence[TextBox], scale: float) -> Iterator[CharSpan]:
    crops = [_crop(grey, piece) for piece in pieces]
    kept = [(piece, crop) for piece, crop in zip(pieces, crops, strict=True) if crop.size]
    if not kept:
        return
    result = engine().recognize_txt([crop for _, crop in kept])
    found = [
        (piece, "/" if text in STROKES and is_slash(crop) else text, float(score))
        for (piece, crop), text, score in zip(kept, settle_lines(result.txts or ()), result.scores, strict=True)
        if score >= LEAST and text
    ]
    # The width of many characters shows their size. Boxes around a few are loose, so these get the usual size.
    usual = sorted(_character_width(piece, text) for piece, text, _ in found if len(text) >= MANY)
    middle = usual[len(usual) // 2] if usual else 0.0
    for piece, text, score in found:
        high = piece.bottom - piece.top
        if len(text) >= MANY:
            size = min(_character_width(piece, text), 1.15 * high)
        else:
            size = middle if 0.7 * middle <= 0.9 * high <= 1.5 * middle else 0.9 * high
        yield _span(piece, text, score, size, scale)


def _weights(text: str) -> list[float]:
    """Return the widths of characters in squares, as far as ink goes: the outer half of a closing sign is blank."""
    return [1.0 if ord(char) >= 0x2E80 or char in "“”‘’—…" else 0.5 for char in text]


def _character_width(piece: TextBox, text: str) -> float:
    blank = 0.5 * (text[-1] in HALF_BEHIND) + 0.5 * (text[0] in HALF_BEFORE)
    return (piece.right - piece.left) / max(sum(_weights(text)) - blank, 0.5)


def _crop(grey: Image, piece: TextBox) -> Image:
    part = grey[max(piece.top, 0) : piece.bottom, max(piece.left, 0) : piece.right]
    if part.size == 0:
        return part
    part = cv2.copyMakeBorder(part, PAD, PAD, PAD, PAD, cv2.BORDER_CONSTANT, value=255)
    return cv2.cvtColor(part, cv2.COLOR_GRAY2RGB)


def _span(piece: TextBox, text: str, score: float, size: float, scale: float) -> CharSpan:
    """Spread the characters over the line: recognition tells none of their places."""
    step = _character_width(piece, text)
    edges = [piece.left - 0.5 * step * (text[0] in HALF_BEFORE)]
    for weight in _weights(text):
        edges.append(edges[-1] + step * weight)
    return CharSpan(
        text, tuple(round(x / scale, 2) for x in edges), round(piece.top / scale, 2), round(piece.bottom / scale, 2),
        round(size / scale, 1), round(score, 3),
    )  # fmt: skip
