"""Read back a workbook that a person filled in."""

from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import openpyxl
from openpyxl import Workbook
from openpyxl.utils.exceptions import InvalidFileException

from pipeline.errors import InputError
from pipeline.workbook.sheet import FIRST, HEAD


def open_filled(path: Path, sheets: Collection[str], what: str, remedy: str) -> Workbook:
    """Return a workbook with these sheets; InputError if it cannot be read, or is not ``what`` because one is missing."""
    try:
        book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    except (OSError, BadZipFile, InvalidFileException, KeyError) as error:
        raise InputError(str(path), "it is no workbook that can be read", remedy) from error
    if not set(sheets) <= set(book.sheetnames):
        raise InputError(str(path), f"it is no {what}", remedy)
    return book


def titled_rows(page: Any) -> Iterator[dict[str, Any]]:
    """Yield the rows of a sheet by the titles of its columns."""
    names = [str(cell) for cell in next(page.iter_rows(min_row=HEAD, max_row=HEAD, values_only=True))]
    for cells in page.iter_rows(min_row=FIRST, values_only=True):
        yield dict(zip(names, cells, strict=False))
