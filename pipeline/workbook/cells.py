"""Write workbooks so that equal content gives equal bytes, and no text from a source is evaluated as a formula."""

import re
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.writer.excel import ExcelWriter

from pipeline.atomic import atomic
from pipeline.workbook.text import FORMULA, readable

_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_STAMP = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")
_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest time that a zip archive can contain."""


def put_text(cell: Cell, text: str) -> None:
    """Write text that is never a formula into a cell of openpyxl."""
    clean = readable(text)
    cell.value = _ESCAPE.sub("_x005F_", clean)  # Excel reads _x0041_ in a text as the character A
    cell.data_type = "s"
    if FORMULA.match(clean):
        cell.quotePrefix = True


def save(book: Workbook, path: Path) -> Path:
    """Write the workbook atomically and without times.

    openpyxl puts the current time into the properties and into every entry of the archive, so the archive is packed again.
    """
    raw = BytesIO()
    with ZipFile(raw, "w", ZIP_STORED) as archive:
        ExcelWriter(book, archive).write_data()
    with atomic(path) as draft, ZipFile(raw) as packed, ZipFile(draft, "w", ZIP_DEFLATED) as settled:
        for name in packed.namelist():
            data = packed.read(name)
            if name == "docProps/core.xml":
                data = _STAMP.sub(rb"\g<1>1980-01-01T00:00:00Z", data)
            entry = ZipInfo(name, _EPOCH)
            entry.compress_type = ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            settled.writestr(entry, data)
    return path
