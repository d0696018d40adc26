"""Upper bounds on what one source file may cost: files come from strangers."""

import os
import time
from typing import NamedTuple

from extractors.errors import UnreadableError


class Limits(NamedTuple):
    """Upper bounds for one file. The defaults leave room for the largest plans seen.

    Elements within elements end at 256, by the parser's own limit.
    """

    file_bytes: int = 200_000_000
    pages: int = 3_000
    """Pages beyond it are not read; a remark names them."""
    page_chars: int = 60_000
    """Characters of one page; a page with more is not read, and a remark names it."""
    page_content: int = 30_000_000
    """Bytes of the drawing commands of one page of a PDF, those of a form as often as it is drawn."""
    file_content: int = 600_000_000
    """Bytes of the drawing commands of all pages together; pages beyond it are not read, and a remark names them."""
    stream_bytes: int = 250_000_000
    """Unpacked bytes of one stream of a PDF."""
    characters: int = 20_000_000
    """Characters of a decoded text, HTML or Markdown file, or of the cells of one sheet."""
    zip_members: int = 20_000
    zip_bytes: int = 500_000_000
    """Unpacked size of all members together."""
    zip_ratio: int = 250
    """Unpacked by packed size of a member of more than 1 MB."""
    blocks: int = 50_000
    """Paragraphs and tables of one file."""
    elements: int = 500_000
    """Elements of an HTML page or of a page of an OFD file, those of a unit as often as it is drawn."""
    cells: int = 2_000_000
    """Cells of one sheet or table, empty ones too, merged ones counted as often as they reach."""
    filled_cells: int = 110_000
    """Cells with text of all tables of a workbook, a CSV or Word file, or an HTML page; each costs a third of a millisecond."""
    pixels: int = 100_000_000
    """Pixels of one page image."""
    seconds: float = 1_800.0
    """Time for one file; pages that are not read by then are named by a remark."""
    office_seconds: float = 120.0
    """Time for one LibreOffice conversion."""


def standing_limits() -> Limits:
    """Return the default limits, overridden by the environment: ``GANGMU_LIMIT_PAGES=5000`` for ``pages``, and so on."""
    given = {}
    for name, default in Limits()._asdict().items():
        variable = f"GANGMU_LIMIT_{name.upper()}"
        text = os.environ.get(variable)
        if text is None:
            continue
        try:
            given[name] = type(default)(text.replace("_", ""))
        except ValueError as error:
            raise UnreadableError(variable, f"“{text}” is not a number", "set it to a number, or unset it") from error
    return Limits(**given)


class Clock:
    """The time left for one file."""

    def __init__(self, seconds: float) -> None:
        self._end = time.monotonic() + seconds

    def is_over(self) -> bool:
        """Return whether the time is used up."""
        return time.monotonic() >= self._end


def check_size(file: str, size: int, limits: Limits) -> None:
    """Refuse a file that is larger than ``limits.file_bytes``."""
    if size > limits.file_bytes:
        reason = f"the file has {size:,} bytes, the limit is {limits.file_bytes:,}"
        raise UnreadableError(file, reason, "raise the limit if you trust it")


def check_characters(file: str, count: int, limits: Limits) -> None:
    """Refuse a text with more than ``limits.characters``."""
    if count > limits.characters:
        reason = f"the text has {count:,} characters, the limit is {limits.characters:,}"
        raise UnreadableError(file, reason, "split it into its documents")


def check_filled_cells(file: str, count: int, limits: Limits, what: str = "cells with text") -> None:
    """Refuse a file with more than ``limits.filled_cells`` cells; ``what`` says which were counted."""
    if count > limits.filled_cells:
        reason = f"it has more than {limits.filled_cells:,} {what}"
        raise UnreadableError(file, reason, "split it, or set GANGMU_LIMIT_FILLED_CELLS higher")


def check_blocks(file: str, count: int, limits: Limits) -> None:
    """Refuse a file with more than ``limits.blocks`` paragraphs and tables."""
    if count > limits.blocks:
        reason = f"it has {count:,} paragraphs and tables, the limit is {limits.blocks:,}"
        raise UnreadableError(file, reason, "split it into its documents")
