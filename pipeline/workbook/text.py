"""What a cell of a workbook may hold of a text, whichever library writes it."""

import re

from pipeline.workbook.sheet import LONGEST

FORMULA = re.compile(r"[=+\-@\t\r]")
"""Some spreadsheets evaluate text that starts like this as a formula, at once or when it is edited (CWE-1236)."""
_SURROGATE = re.compile("[\ud800-\udfff]")
_FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
"""Characters that XML 1.0 does not allow (section 2.2)."""
_UNCLEAN = re.compile(f"{_FORBIDDEN.pattern}|{_SURROGATE.pattern}")


def readable(text: str) -> str:
    """Return the text without characters that XML forbids, and not longer than Excel accepts."""
    unclean = not text.isprintable() and _UNCLEAN.search(text)
    clean = _SURROGATE.sub("\ufffd", _FORBIDDEN.sub("", text)) if unclean else text
    return clean[:LONGEST]
