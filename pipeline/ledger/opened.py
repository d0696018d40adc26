"""Open a workbook that somebody sent; refuse a file that is no workbook, locked, damaged, too large or has macros."""

import hashlib
import re
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from typing import NamedTuple
from xml.etree.ElementTree import ParseError
from zipfile import BadZipFile

from openpyxl import Workbook, load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from extractors.errors import UnreadableError
from extractors.readers.base.archive import Archive
from extractors.readers.base.limits import Limits
from extractors.readers.office.xlsx_merges import with_bounded_merges
from extractors.readers.office.xlsx_styles import lacks_styles
from pipeline.ledger.layout import FORMAT, META
from pipeline.ledger.problems import RefusedWorkbookError, problem_of
from pipeline.ledger.quarter import Quarter, parse_quarter
from pipeline.views.phrases import figure

LIMITS = Limits(file_bytes=20_000_000, zip_bytes=200_000_000)
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_UNREADABLE = (
    BadZipFile, InvalidFileException, KeyError, ValueError, TypeError, AttributeError, IndexError, ParseError, OSError,
    OverflowError, SyntaxError,
)  # fmt: skip
"""What openpyxl raises if the contents of a workbook are broken (SyntaxError: lxml's errors are subclasses of it)."""
_WRITTEN = re.compile(r"(?:19|20)\d\dQ[1-4]")


class Meta(NamedTuple):
    """What the hidden sheet says: what the workbook was written for, and its rows."""

    plan: str
    quarter: Quarter
    unit: str | None
    rows: dict[str, dict[str, str]]
    """Quoted texts by id, by kind of row, in the order in which they were written."""


class Opened(NamedTuple):
    """A workbook that may be read, opened twice: openpyxl gives either the values of cells or their formulas."""

    path: Path
    sha256: str
    values: Workbook
    formulas: Workbook
    meta: Meta


def open_ledger(path: Path) -> Opened:
    """Open a filled workbook; RefusedWorkbookError if nothing can be taken from it; UnreadableError if there is no file."""
    try:
        size = path.stat().st_size
        if size > LIMITS.file_bytes:
            raise RefusedWorkbookError(problem_of("too-large", reason=f"{size:,} bytes"))
        data = path.read_bytes()
    except OSError as error:
        raise UnreadableError(str(path), f"it cannot be opened ({error.strerror})", "check the path") from error
    _check_container(path, data)
    try:
        bounded = with_bounded_merges(path.name, data, LIMITS.cells)
        values = load_workbook(BytesIO(bounded), data_only=True)
        formulas = load_workbook(BytesIO(bounded))
    except UnreadableError as error:
        raise RefusedWorkbookError(problem_of("too-large", reason=error.reason)) from error
    except _UNREADABLE as error:
        raise RefusedWorkbookError(problem_of("damaged", reason=type(error).__name__)) from error
    if lacks_styles(values):
        raise RefusedWorkbookError(problem_of("damaged", reason="styles are missing"))
    cells = sum(page.max_row * page.max_column for page in values.worksheets)
    if cells > LIMITS.cells:
        raise RefusedWorkbookError(problem_of("too-large", reason=f"{cells:,} cells"))
    return Opened(path, hashlib.sha256(data).hexdigest(), values, formulas, _meta(values))


def _check_container(path: Path, data: bytes) -> None:
    if data.startswith(_OLE):
        raise RefusedWorkbookError(problem_of("locked"))
    if not data.startswith(b"PK"):
        raise RefusedWorkbookError(problem_of("not-a-workbook"))
    try:
        archive = Archive(path, data, LIMITS)
        types = archive.read("[Content_Types].xml") if "[Content_Types].xml" in archive.names else b""
    except UnreadableError as error:
        code = "too-large" if "unpack" in str(error) else "damaged"
        raise RefusedWorkbookError(problem_of(code, reason=error.reason)) from error
    if any(name.lower().endswith("vbaproject.bin") for name in archive.names) or b"macroEnabled" in types:
        raise RefusedWorkbookError(problem_of("macros"))
    if "xl/workbook.xml" not in archive.names and b"spreadsheetml" not in types:
        raise RefusedWorkbookError(problem_of("not-a-workbook"))


def _meta(book: Workbook) -> Meta:
    if META not in book.sheetnames:
        raise RefusedWorkbookError(problem_of("no-ledger"))
    page = book[META]
    rows = [[cell_text(value) for value in row[:3]] for row in page.iter_rows(values_only=True)]
    facts = {row[0]: row[1] for row in rows[:5] if len(row) > 1}
    complete = {"plan", "quarter", "unit"} <= facts.keys() and bool(facts["plan"])
    if facts.get("format") != FORMAT or not complete or not _WRITTEN.fullmatch(facts["quarter"]):
        raise RefusedWorkbookError(problem_of("no-ledger"))
    quoted: dict[str, dict[str, str]] = {"task": {}, "indicator": {}}
    for row in rows[5:]:
        if len(row) == 3 and row[0] in quoted:
            quoted[row[0]][row[1]] = row[2]
    return Meta(facts["plan"], parse_quarter(facts["quarter"]), facts["unit"] or None, quoted)


def cell_text(value: object) -> str:
    """Return what a cell shows: numbers without needless decimals, dates in ISO form, white space stripped."""
    if value is None:
        return ""
    if isinstance(value, bool):  # before int, of which bool is a subclass
        return "是" if value else "否"
    if isinstance(value, int | float):
        return figure(value)
    if isinstance(value, datetime):  # before date, of which datetime is a subclass
        return value.date().isoformat() if not (value.hour or value.minute) else value.isoformat(" ")
    if isinstance(value, date):
        return value.isoformat()
    return str(value).strip()
