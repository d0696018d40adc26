"""How cells look: letters, grounds, borders and formats of numbers, made once for each workbook."""

from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format

FACE = "微软雅黑"
INK, PALE, TEAL, HAIR = "FF222222", "FF8A8F94", "FF1F4E5F", "FFB8C0C4"
FORMATS = {"percent": "0.0%", "decimal": "0.000"}
ALIGNED = {"text": "left", "date": "center", "number": "right", "percent": "right", "decimal": "right"}
LOOKS: dict[str, tuple[str, bool, str | None]] = {
    "": (INK, False, None),
    "head": ("FFFFFFFF", True, TEAL),
    "strong": (INK, True, None),
    "pale": (PALE, False, None),
    "known": ("FF51606A", False, "FFEEF2F3"),
    "warning": ("FF9C2A10", True, "FFFDEDE6"),
    "notice": ("FF7A5A00", False, "FFFFF6DC"),
    "info": ("FF3F5B66", False, None),
    "total": (INK, True, "FFEEF2F3"),
    "leads": ("FFB03A1A", True, "FFFDEDE6"),
    "assigned": ("FF7A4A00", False, "FFFFF6DC"),
    "supports": ("FF1F5F8B", False, None),
    "guides": ("FF5A5A8A", False, None),
    "supervises": ("FF5A5A8A", False, None),
    "link": ("FF1F5F8B", False, None),
}
"""Colour of the letters, bold, colour of the ground; FF before a colour is for openpyxl: it covers what is below."""
_HAIRLINE, _STACKED = 7, 270
"""Numbers by which xlsxwriter knows this border, and letters that stand one above the other."""


class Looks:
    """The looks of one workbook."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._made: dict[tuple[str, str, bool], Format] = {}
        centred = {"font_name": FACE, "valign": "vcenter"}
        self.title: Format = book.add_format({**centred, "font_size": 15, "bold": True, "font_color": _colour(TEAL)})
        self.note: Format = book.add_format({**centred, "font_size": 9, "font_color": _colour(PALE)})

    def of(self, look: str, kind: str, quoted: bool) -> Format:
        """Return a look, a name in LOOKS, for a kind of column; ``quoted``: the text must not be taken for a formula."""
        key = (look, kind, quoted)
        made = self._made.get(key)
        if made is None:
            made = self._made[key] = self._book.add_format(_properties(look, kind))
            made.set_quote_prefix(quoted)
        return made


def _properties(look: str, kind: str) -> dict[str, Any]:
    ink, bold, ground = LOOKS[look]
    found: dict[str, Any] = {
        "font_name": FACE,
        "font_size": 10 if look == "head" else 9.5,
        "bold": bold,
        "font_color": _colour(ink),
        "border": _HAIRLINE,
        "border_color": _colour(HAIR),
        "align": "center" if look == "head" else ALIGNED.get(kind, "center"),
        "valign": "vcenter" if look == "head" or kind == "mark" else "top",
    }
    found |= {"rotation": _STACKED} if kind == "turned" else {"text_wrap": True}
    found |= {"bg_color": _colour(ground)} if ground else {}
    return found | ({"num_format": FORMATS[kind]} if kind in FORMATS else {})


def _colour(argb: str) -> str:
    return f"#{argb[2:]}"
