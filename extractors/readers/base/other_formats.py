"""Files of programs that are not read: what they are, and what to do instead."""

import json
import re
from collections.abc import Collection

from extractors.errors import UnreadableError
from extractors.language.patterns import lazy_pattern

UNPACK = "unpack it and add the files"
AS_PDF = "open it in its program and save it as PDF"
AS_PNG = "save it as PNG or JPEG"
SIGNATURES: tuple[tuple[int, bytes, str, str], ...] = (
    (0, b"Rar!\x1a\x07", "a RAR archive", UNPACK),
    (0, b"7z\xbc\xaf\x27\x1c", "a 7z archive", UNPACK),
    (0, b"\x1f\x8b", "a gzip archive", UNPACK),
    (0, b"BZh", "a bzip2 archive", UNPACK),
    (0, b"\xfd7zXZ\x00", "an xz archive", UNPACK),
    (257, b"ustar", "a tar archive", UNPACK),
    (4, b"ftyphei", "a HEIC picture", AS_PNG),
    (4, b"ftypmif1", "a HEIC picture", AS_PNG),
    (4, b"ftypavif", "an AVIF picture", AS_PNG),
    (4, b"ftyp", "a video", "provide the text of the document"),
    (0, b"ID3", "a sound recording", "provide the text of the document"),
    (0, b"AT&TFORM", "a DjVu file", AS_PDF),
    (0, b"%!PS", "a PostScript file", "print it to a PDF"),
    (0, b"Founder CEB", "a CEB file of Founder", AS_PDF),
    (0, b"CAJ", "a CAJ file of CNKI", AS_PDF),
    (0, b"KDH", "a KDH file of CNKI", AS_PDF),
    (0, b"TEB", "a TEB file of CNKI", AS_PDF),
    (0, b"AC10", "a drawing of AutoCAD", AS_PDF),
    (0, b"MZ\x90\x00", "a program", "provide the document"),
    (0, b"\x7fELF", "a program", "provide the document"),
    (0, b"SQLite format 3", "a database", "save its tables as CSV"),
    (0, b"\x00\x01\x00\x00\x00", "a font", "provide the document"),
    (0, b"OTTO\x00", "a font", "provide the document"),
    (0, b"wOF", "a font", "provide the document"),
    (0, b"ttcf", "a font", "provide the document"),
    (0, b"[InternetShortcut]", "a link to a page", "save the page that it names"),
    (0, b"L\x00\x00\x00\x01\x14\x02\x00", "a link to another file", "add the file that it names"),
)
"""Place, bytes, what the file is, what to do."""
ZIPPED: tuple[tuple[str, str, str], ...] = (
    (r".*\.iwa", "a document of Pages, Numbers or Keynote", "export it as PDF or for Word"),
    (r"androidmanifest\.xml|.*\.class", "a program", "provide the document"),
)
"""Names of parts, what a file in a zip is that has one, what to do."""
CONVERTED = lazy_pattern(
    rb"ms-excel\.sheet\.binary|presentationml|ms-visio|opendocument\.(?:presentation|graphics)|application/uof"
)
"""Types of content, as an Office file lists them, that LibreOffice opens and converts."""
OFFICE_XML = lazy_pattern(
    rb"<\?mso-application|<pkg:package|schemas\.microsoft\.com/office/word/2003|"
    rb"urn:schemas-microsoft-com:office:spreadsheet|<office:document[\s>]|<(?:uof:)?UOF[\s>]|schemas\.uof\.org"
)
"""One XML file that holds a document of Word, Excel, OpenDocument or UOF (标文通): LibreOffice opens it."""
XML = lazy_pattern(rb"\A(?:\xef\xbb\xbf)?\s*<(?:\?xml|svg|rss|feed)\b", re.I)
PAGE = lazy_pattern(rb"<!doctype\s+html|<html[\s>]|<body[\s>]", re.I)


def check_signature(file: str, data: bytes) -> None:
    """Raise UnreadableError for a file of a known program whose files are not read."""
    for place, signature, kind, remedy in SIGNATURES:
        if data.startswith(signature, place):
            raise UnreadableError(file, f"it is {kind}", remedy)


def check_parts(file: str, names: Collection[str]) -> None:
    """Raise UnreadableError for a zip of a known program whose files are not read; ``names`` of its parts in small letters."""
    for pattern, kind, remedy in ZIPPED:
        if any(re.fullmatch(pattern, name) for name in names):
            raise UnreadableError(file, f"it is {kind}", remedy)


def xml_format(file: str, data: bytes) -> str | None:
    """Return ``package`` or ``office`` for an Office document in one XML file, None for what is no XML or is a page.

    A package holds the parts of a DOCX or XLSX one after another.

    Raise UnreadableError for XML of other programs.
    """
    head = data[:4096]
    if not XML.match(head) or PAGE.search(head):
        return None
    if OFFICE_XML.search(head):
        return "package" if b"<pkg:package" in head else "office"
    raise UnreadableError(file, "it is XML data of a program", "provide the page or file that shows its text")


def check_json(file: str, data: bytes) -> None:
    """Raise UnreadableError for data of a program as JSON: its text is between marks, with line breaks written out."""
    if data[:1] not in (b"{", b"["):
        return
    try:
        json.loads(data)
    except (ValueError, RecursionError):
        return
    raise UnreadableError(file, "it is JSON data of a program", "provide the page or file that shows its text")
