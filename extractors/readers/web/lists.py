"""Numbers that a browser prints before the entries of an ordered list: they are in no text of the page."""

import re

from lxml.html import HtmlElement

from extractors.language.patterns import lazy_pattern
from extractors.readers.base.markers import OPENING
from extractors.readers.base.written_numbers import written_number

_STYLE = lazy_pattern(r"list-style(?:-type)?\s*:\s*([^;]+)", re.I)
_TYPES = {"1": "decimal", "a": "lower-alpha", "A": "upper-alpha", "i": "lower-roman", "I": "upper-roman"}
_FORMATS = {
    "decimal": "decimal",
    "decimal-leading-zero": "decimalZero",
    "lower-alpha": "lowerLetter",
    "lower-latin": "lowerLetter",
    "upper-alpha": "upperLetter",
    "upper-latin": "upperLetter",
    "lower-roman": "lowerRoman",
    "upper-roman": "upperRoman",
    "cjk-ideographic": "chineseCounting",
    "simp-chinese-informal": "chineseCounting",
    "trad-chinese-informal": "chineseCounting",
    "simp-chinese-formal": "chineseLegalSimplified",
    "trad-chinese-formal": "chineseLegalSimplified",
    "cjk-heavenly-stem": "ideographTraditional",
}
"""Styles of CSS Counter Styles 3, each with the format of the number; other styles print a sign or nothing."""


class ListNumbers:
    """The numbers of the ordered lists of one page; each list is counted once."""

    def __init__(self) -> None:
        self._numbers: dict[HtmlElement, dict[HtmlElement, int]] = {}

    def mark_before(self, entry: HtmlElement) -> str:
        """Return what a browser prints before an ``li``: ``3. `` or ``三、``.

        Empty for bullets, for lists without marks, and for an entry whose text brings its own mark.
        """
        parent = entry.getparent()
        if (
            entry.tag != "li"
            or parent is None
            or parent.tag != "ol"
            or OPENING.match("".join(entry.itertext()).strip())
        ):
            return ""
        format = _FORMATS.get(_style(entry) or _style(parent) or _TYPES.get(parent.get("type") or "1", "decimal"))
        if format is None:
            return ""
        if parent not in self._numbers:
            self._numbers[parent] = _number_entries(parent)
        number = written_number(self._numbers[parent][entry], format)
        return number + ("、" if format.startswith(("chinese", "ideograph")) else ". ")


def _number_entries(parent: HtmlElement) -> dict[HtmlElement, int]:
    """Return the number of each entry of a list."""
    entries = [child for child in parent if child.tag == "li"]
    backwards = parent.get("reversed") is not None
    number = _whole(parent.get("start"), len(entries) if backwards else 1)
    found: dict[HtmlElement, int] = {}
    for entry in entries:
        found[entry] = number = _whole(entry.get("value"), number)
        number += -1 if backwards else 1
    return found


def _style(element: HtmlElement) -> str:
    """Return the style that the element's own ``style`` sets: the last known word, or ``none``."""
    found = _STYLE.findall(element.get("style") or "")
    words = found[-1].lower().split() if found else []
    return next((word for word in words if word in _FORMATS or word in ("none", "disc", "circle", "square")), "")


def _whole(text: str | None, default: int) -> int:
    return int(text) if text and re.fullmatch(r"\s*-?\d{1,6}\s*", text) else default
