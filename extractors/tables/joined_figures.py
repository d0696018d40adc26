"""Cells into which a recovered table put the name and the figures of a row: what no category, name, measure or date holds."""

import re

from extractors.language.patterns import lazy_pattern

_NAME = r"[\u4e00-\u9fff”）)]\s*"
_FIGURES = lazy_pattern(
    rf"""
      {_NAME}\d[\d,]*\.\d+\.\d                        # 公园面积58.4617.5: two figures side by side
    | {_NAME}\d[\d,]*\.\d{{2,}}[%％‰]?\s*$              # 公园面积58.46; 工业4.0 is a name
    | {_NAME}[≥≧≤≦＞＜><]\s*\d[\d.,]*[%％‰]?\s*$        # 公园面积≥50
    | ^\s*[#＃]?其中.*{_NAME}\d[\d.,]*[%％‰]?\s*$       # 其中公园5817
    """,
    re.X,
)
_PART = lazy_pattern(r"\s*[#＃]?其中[:：]?\s*[^:：\s]")


def holds_figures(text: str) -> bool:
    """Return whether a text of words ends in, or holds, the figures of a row: 其中公园绿地58.4617.5."""
    return _FIGURES.search(text) is not None


def names_part(text: str) -> bool:
    """Return whether a text is the name of a part of what a row counts: 其中公园绿地, but not the word 其中 alone."""
    return _PART.match(text) is not None
