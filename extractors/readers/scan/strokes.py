"""Single strokes, which recognition takes for a figure: the slash of an empty cell is no 1."""

from typing import Any

import cv2
import numpy as np

STROKES = frozenset("1lI|｜丨")
"""What recognition makes of one upright or slanting stroke."""
LEAN = 0.2
"""Times its height that a slash leans to the right at least; upright figures lean less, their feet and flags included."""
STRAIGHT = 0.95
"""Correlation of height and place along a stroke that is straight."""
FEWEST = 6
"""Rows of pixels that a stroke has at least."""


def is_slash(image: Any) -> bool:
    """Return whether the dark pixels of an image (grey or in colours) are one straight stroke that leans to the right."""
    grey = image if image.ndim == 2 else cv2.cvtColor(image, cv2.COLOR_RGB2GRAY)
    _, dark = cv2.threshold(grey, 0, 255, cv2.THRESH_BINARY_INV | cv2.THRESH_OTSU)
    rows = np.flatnonzero(dark.any(axis=1))
    if rows.size < FEWEST:
        return False
    middles = np.array([np.flatnonzero(dark[row]).mean() for row in rows])
    if np.ptp(middles) < LEAN * np.ptp(rows):
        return False
    return float(np.corrcoef(rows, middles)[0, 1]) < -STRAIGHT
