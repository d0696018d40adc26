"""What LibreOffice converts, and to what: text to DOCX, sheets to XLSX, slides and drawings to PDF."""

import io
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
SHEET = lazy_pattern(
    rb"opendocument\.spreadsheet|com:office:spreadsheet|progid=.Excel|ms-excel\.sheet\.binary|<uof:\xe7\x94\xb5\xe5\xad\x90"
    rb"|application/uof-spreadsheet|\AID;P|\ATABLE\r?\n0,1"
)
SLIDES = lazy_pattern(rb"opendocument\.presentation|presentationml|progid=.PowerPoint")
DRAWING = lazy_pattern(rb"opendocument\.graphics|ms-visio")
STREAMS = (
    ("PowerPoint Document", "pdf"),
    ("VisioDocument", "pdf"),
    ("WordDocument", "docx"),
    ("Workbook", "xlsx"),
    ("Book", "xlsx"),
)
"""Streams of old Office files, in the order in which they are looked for: a Word file may hold a workbook."""


def office_kind(data: bytes) -> OfficeKind:
    """Return what a file of an office program is."""
    head = data[:LONGEST_HEAD] if data[:2] != b"PK" else data[:128] + _types(data)
    in_xml = data.lstrip()[:1] == b"<"
    for pattern, name, target in (
        (SLIDES, "a presentation", "pdf"),
        (DRAWING, "a drawing", "pdf"),
        (SHEET, "", "xlsx"),
    ):
        if pattern.search(head):
            name = name or ("an Excel workbook in binary form (xlsb)" if b"sheet.binary" in head else OLD)
            return OfficeKind("an Office document in one XML file" if in_xml and target != "pdf" else name, target)
    if in_xml:
        return OfficeKind("an Office document in one XML file", "docx")
    target = next((target for stream, target in STREAMS if stream.encode("utf-16-le") in data), "docx")
    return OfficeKind("a presentation or drawing of old Office" if target == "pdf" else OLD, target)


def _types(data: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return content_types(archive)
