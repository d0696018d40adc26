"""What LibreOffice converts, and to what: text to DOCX, sheets to XLSX, slides and drawings to PDF."""

import io
import re
import zipfile
from typing import NamedTuple

from extractors.language.patterns import lazy_pattern
from extractors.readers.base.sniff import content_types

LONGEST_HEAD = 20_000
"""Bytes in which a file in XML says what it is."""


class OfficeKind(NamedTuple):
    """What a file is called, and the format to which it is converted."""

    name: str
    target: str


OLD = "a file of old Office (.doc, .wps, .rtf, .xls, .ppt) or OpenDocument"
KINDS = (
    (
        lazy_pattern(rb"opendocument\.presentation|presentationml|progid=.PowerPoint"),
        OfficeKind("a presentation", "pdf"),
    ),
    (lazy_pattern(rb"opendocument\.graphics|ms-visio"), OfficeKind("a drawing", "pdf")),
    (lazy_pattern(rb"ms-excel\.sheet\.binary"), OfficeKind("an Excel workbook in binary form (xlsb)", "xlsx")),
    (
        lazy_pattern(
            rb"opendocument\.spreadsheet|com:office:spreadsheet|progid=.Excel|application/uof-spreadsheet|\AID;P"
            rb"|\ATABLE\r?\n0,1|<uof:\xe7\x94\xb5\xe5\xad\x90"
        ),
        OfficeKind(OLD, "xlsx"),
    ),
)
"""What the types of content in a file, or its first characters, say; the last are those of SYLK, DIF and 电子表格 of UOF."""


def _stream(name: str) -> re.Pattern[bytes]:
    """Return a pattern for the name of a stream, in whatever case: reporting programs write WORKBOOK."""
    return lazy_pattern(re.escape(name.encode("utf-16-le")), re.IGNORECASE)


STREAMS = (
    (_stream("PowerPoint Document"), OfficeKind("a presentation of old Office", "pdf")),
    (_stream("VisioDocument"), OfficeKind("a drawing of old Office", "pdf")),
    (_stream("WordDocument"), OfficeKind(OLD, "docx")),
    (_stream("Workbook"), OfficeKind(OLD, "xlsx")),
    (_stream("Book"), OfficeKind(OLD, "xlsx")),
)
"""Streams of old Office files, in the order in which they are looked for: a Word file may hold a workbook."""


def office_kind(data: bytes) -> OfficeKind:
    """Return what a file of an office program is."""
    head = data[:LONGEST_HEAD] if data[:2] != b"PK" else data[:128] + _types(data)
    stated = next((kind for pattern, kind in KINDS if pattern.search(head)), None)
    if data.lstrip()[:1] == b"<":
        return OfficeKind("an Office document in one XML file", stated.target if stated else "docx")
    held = (kind for pattern, kind in STREAMS if pattern.search(data))
    return stated or next(held, OfficeKind(OLD, "docx"))


def _types(data: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return content_types(archive)
