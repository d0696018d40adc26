"""Convert values between measures of one dimension: 5000 万美元 is 0.5 亿美元, 15 亩 is a hectare."""

import re
from functools import lru_cache

from pipeline.views.indicator_names import measure_key

_SCALES = {"十": 10.0, "百": 1e2, "千": 1e3, "万": 1e4, "亿": 1e8}
_BASES = {
    "公顷": ("平方米", 1e4),
    "亩": ("平方米", 1e4 / 15),
    "平方公里": ("平方米", 1e6),
    "平方千米": ("平方米", 1e6),
    "km²": ("平方米", 1e6),
    "平米": ("平方米", 1.0),
    "公里": ("米", 1e3),
    "公斤": ("克", 1e3),
    "吨": ("克", 1e6),
    "兆瓦": ("瓦", 1e6),
    "％": ("%", 1.0),
}
_SCALE = re.compile(r"^[十百千万亿]+(?=.)")


def factor(one: str | None, other: str | None) -> float | None:
    """Return by what a value in the first measure is multiplied to be in the second; None if they count other things.

    A measure that is not printed fits every other.
    """
    if one is None or other is None:
        return 1.0
    left, right = _parse(one), _parse(other)  # money of two countries has two bases: no rate is assumed
    return left[1] / right[1] if left[0] == right[0] else None


@lru_cache(maxsize=4096)
def _parse(measure: str) -> tuple[str, float]:
    """Return the base and how many of it the measure is: 万亩 → 平方米, 6 666 667."""
    plain = measure_key(measure) or ""
    head, slash, per = plain.partition("/")
    scale = 1.0
    if found := _SCALE.match(head):
        head = head[found.end() :]
        for letter in found[0]:
            scale *= _SCALES[letter]
    base, size = _BASES.get(head, (measure_key(head) or head, 1.0))
    return base + slash + per, scale * size
