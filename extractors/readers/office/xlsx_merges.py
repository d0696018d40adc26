"""Cut merged ranges of a workbook down to the cells it contains, before openpyxl makes a cell for each of their places.

People merge whole columns: a range of 1,048,576 rows over three filled ones costs openpyxl hundreds of megabytes.
"""

import io
import re
import zipfile

from openpyxl.utils.cell import column_index_from_string, get_column_letter

from extractors.errors import UnreadableError
from extractors.language.patterns import lazy_pattern

SHEET = lazy_pattern(r"xl/worksheets/[^/]+\.xml")
MERGE = lazy_pattern(rb"(<(?:\w+:)?mergeCell\b[^>]*?\bref=[\"'])\$?([A-Z]{1,3})\$?(\d+):\$?([A-Z]{1,3})\$?(\d+)([\"'])")
CELL = lazy_pattern(rb"<(?:\w+:)?c\s[^>]*?\br=[\"']([A-Z]{1,3})(\d+)[\"']")
SMALL = 10_000
"""Places of the merged ranges of a sheet up to which the file is left as it is."""
MOST_RANGES = 50_000
"""Merged ranges of a sheet: openpyxl takes a quarter of a millisecond for each, however small it is."""


def with_bounded_merges(name: str, data: bytes, most: int) -> bytes:
    """Return the workbook with its merged ranges cut to the filled part of their sheets; the same bytes if all are small.

    UnreadableError if they have more than ``most`` places even then, or if a sheet has more than MOST_RANGES of them.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        changed: dict[str, bytes] = {}
        for member in archive.namelist():
            content = archive.read(member) if SHEET.fullmatch(member) else b""
            if content.count(b"mergeCell ") > MOST_RANGES:
                reason = f"a sheet has more than {MOST_RANGES:,} merged ranges"
                raise UnreadableError(name, reason, "unmerge them, and save it again")
            if sum(_places(merge) for merge in MERGE.finditer(content)) > SMALL:
                changed[member] = _cut_range(content)
                left = sum(_places(merge) for merge in MERGE.finditer(changed[member]))
                if left > most:
                    reason = f"its merged ranges have {left:,} cells"
                    raise UnreadableError(name, reason, "delete its empty rows and columns, or raise the limit")
        return _repack(archive, changed) if changed else data


def _places(merge: re.Match[bytes]) -> int:
    left, top, right, bottom = _bounds(merge)
    return max(right - left + 1, 0) * max(bottom - top + 1, 0)


def _bounds(merge: re.Match[bytes]) -> tuple[int, int, int, int]:
    left, right = (column_index_from_string(merge[group].decode()) for group in (2, 4))
    return left, int(merge[3]), right, int(merge[5])


def _cut_range(content: bytes) -> bytes:
    cells = [(column_index_from_string(cell[1].decode()), int(cell[2])) for cell in CELL.finditer(content)]
    # A sheet whose cells name no place is filled from its first row and column on; its rows bound both.
    last_column = max((column for column, _ in cells), default=100)
    last_row = max((row for _, row in cells), default=max(content.count(b"<row"), 1))

    def within_cells(merge: re.Match[bytes]) -> bytes:
        left, top, right, bottom = _bounds(merge)
        right, bottom = max(min(right, last_column), left), max(min(bottom, last_row), top)
        return b"%s%s%d:%s%d%s" % (merge[1], merge[2], top, get_column_letter(right).encode(), bottom, merge[6])

    return MERGE.sub(within_cells, content)


def _repack(archive: zipfile.ZipFile, changed: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for member in dict.fromkeys(archive.namelist()):
            packed.writestr(member, changed.get(member) or archive.read(member))
    return out.getvalue()
