"""What Word shows of a run: text in white on white or in type of a point is not seen; symbols are signs of a font."""

from lxml import etree

from extractors.readers.office.docx_numbering import W, whole_number
from extractors.readers.office.docx_styles import value_of

WHITE = "FFFFFF"
SMALLEST = 4
"""Half-points: type of that size or less is not read by anybody."""
SHADES = ("pPr", "tcPr", "tblPr")
CIRCLED, NEGATIVE = 0x81, 0x8C
"""Codes of ① and of ❶ in the font Wingdings, each followed by nine more."""
BOXES = {0x6F: "□", 0xA8: "□", 0xFE: "☑", 0xFC: "✓"}
SURROGATES, PRIVATE = 0xD800, 0xF000
"""Where the codes of Unicode that mean nothing of their own begin, and where Word places the codes of symbol fonts."""


def is_unseen(run: etree._Element) -> bool:
    """Return whether a run is printed in white on white, or too small to be read."""
    properties = run.find(f"{W}rPr")
    if properties is None:
        return False
    if 0 < whole_number(value_of(properties, "sz"), 0) <= SMALLEST:
        return True
    if (value_of(properties, "color") or "").upper() != WHITE:
        return False
    return not (_is_shaded(properties) or value_of(properties, "highlight") or any(map(_colours, run.iterancestors())))


def _colours(parent: etree._Element) -> bool:
    """Return whether an element around a run may have a ground of another colour: shaded, or a text box, or in a table style."""
    if parent.tag == f"{W}txbxContent" or parent.find(f"{W}tblPr/{W}tblStyle") is not None:
        return True
    return any(_is_shaded(found) for name in SHADES if (found := parent.find(f"{W}{name}")) is not None)


def _is_shaded(properties: etree._Element) -> bool:
    shade = properties.find(f"{W}shd")
    return shade is not None and (shade.get(f"{W}fill") or "auto").upper() not in ("AUTO", WHITE)


def symbol(element: etree._Element) -> str:
    """Return the sign of a ``w:sym``: circled numbers and boxes of Wingdings, or a code of Unicode; empty for others."""
    try:
        code = int(element.get(f"{W}char", ""), 16)
    except ValueError:
        return ""
    if code < PRIVATE:
        return chr(code) if 0x20 < code < SURROGATES else ""
    code -= PRIVATE
    if (element.get(f"{W}font") or "").lower() != "wingdings":
        return ""
    for first, sign in ((CIRCLED, "①"), (NEGATIVE, "❶")):
        if first <= code < first + 10:
            return chr(ord(sign) + code - first)
    return BOXES.get(code, "")
