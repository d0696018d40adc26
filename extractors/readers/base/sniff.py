"""Detect a file's format from its content. The suffix is ignored: it is wrong too often."""

import io
import re
import zipfile
import zlib
from pathlib import Path

from extractors.errors import UnreadableError
from extractors.language.column_words import names_columns
from extractors.language.patterns import lazy_pattern
from extractors.readers.base.other_formats import CONVERTED, check_json, check_parts, check_signature, xml_format

MAGIC = (
    (b"\x89PNG\r\n\x1a\n", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"II*\x00", "image"),
    (b"MM\x00*", "image"),
    (b"GIF8", "image"),
    (b"BM", "image"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "office"),
    (b"{\\rtf", "office"),
    (b"\xffWPC", "office"),
    (b"ID;P", "office"),
    (b"TABLE\r\n0,1", "office"),
    (b"TABLE\n0,1", "office"),
)
MEMBERS = (("word/document.xml", "docx"), ("xl/workbook.xml", "xlsx"), ("OFD.xml", "ofd"))
CONTENT_TYPES = (
    (lazy_pattern(rb"(?:wordprocessingml|ms-word)\.(?:document|template)[\w.]*\.main\+xml"), "docx"),
    (lazy_pattern(rb"(?:spreadsheetml|ms-excel)\.(?:sheet|template)[\w.]*\.main\+xml"), "xlsx"),
)
"""Types of a main part, whatever its name (word/document2.xml), in documents, templates, and files with macros."""
LONGEST_LIST = 1_000_000
"""Bytes of [Content_Types].xml that are looked at."""
LOCK = 1_000
"""Bytes that the file of a lock has at most: the name of who opened the document."""
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
MAIL_HEAD = lazy_pattern(rb"\A(?:[\w-]+:.*\r?\n(?:[ \t].*\r?\n)*)+")
MAIL = lazy_pattern(
    rb"""
      ^Content-Type:\s*multipart/
    | ^MIME-Version:(?=[\s\S]*^Content-Type:\s*text/(?:html|plain))
    | ^Content-Type:\s*text/(?:html|plain)(?=[\s\S]*^(?:MIME-Version|Content-Transfer-Encoding):)
    """,
    re.I | re.M | re.X,
)
"""In the head of a page that a browser saved with its pictures in one file, or of a mail."""
OPEN_DOCUMENT = b"application/vnd.oasis.opendocument"
SEPARATED = (".csv", ".tsv", ".tab")
"""Suffixes of separated values: without one, commas count only below the names of columns."""
SIGNS = ",;|，；"
LEAST = 0.6
"""Share of the lines that have the commas of the header, from which a text is taken for a sheet."""
HTML = lazy_pattern(r"<!doctype\s+html|<html[\s>]|<body[\s>]", re.I)
LAYOUT = "p|div|table|td|span|h[1-6]|ul|font|strong|section|article"
LAYOUT_TAG = lazy_pattern(rf"<(?:{LAYOUT})(?:\s[^<>]*)?/?>", re.I)
"""Elements that a page is made of, and a Markdown file is not."""
TAG = lazy_pattern(rf"<(?:br|{LAYOUT})(?:\s[^<>]*)?/?>", re.I)
"""The same and line breaks, which the cells of tables in Markdown have too."""
MARKDOWN = lazy_pattern(
    r"""
    ^[^\n#|]{2,60}\n={3,}[ \t]*$                # a heading over ===
    | (?= [-#\ \t*+\d$\[|:┌┏╔] ) (?:             # nothing else begins here, nearly everywhere
      \A---\s*\n(?:.*\n){0,60}?---\s*$         # front matter
    | ^\#{1,6}[ \t]+\S                         # # heading
    | ^[ \t]*+(?:[-*+][ \t]+)?\d{1,3}\\[.)]       # 1\. 目标
    | ^[ \t]*+[-*+][ \t]+\[[ xX]\][ \t]+\S        # - [x] 目标
    | (?<!\$)\$(?=[^$\n]{0,30}\d)[^$\n\u4e00-\u9fff]{1,60}\$(?!\$)   # $30$, $\geq 95\%$
    | \[[^\[\]\n]{1,80}\]\(https?://[^()\s]+\)  # [name](address)
    | ^[ \t]*+\|?(?:[ \t]*:?-{3,}:?[ \t]*\|)+   # |---|---| under the head of a table
    | ^[ \t]*+\|(?:[ \t]*:?-+:?[ \t]*\|)+[ \t]*$      # |-|:-:|
    | ^[ \t]*+[+┌┏╔][-=─━═]{2,}[-=+─━═┬┳╦]*[+┐┓╗]\s*$   # ┌──┬──┐ over a drawn table
    )
    """,
    re.X | re.M,
)


def sniff(path: Path, data: bytes) -> str:
    """Return ``pdf``, ``docx``, ``xlsx``, ``ofd``, ``zip``, ``image``, ``office`` (what LibreOffice converts), ``package``, ``mht``
    or ``plain``.
    """
    if not data.strip():
        raise UnreadableError(path.name, "the file is empty", "provide the file with its text")
    if path.name.startswith("~$") and len(data) < LOCK:
        reason = "it is what Word or Excel notes while a document is open"
        raise UnreadableError(path.name, reason, f"provide the document itself, {path.name[2:]}")
    if data[:4] in (b"PK\x03\x04", b"PK\x05\x06"):
        return _zip_format(path, data)
    if b"%PDF-" in data[:1024]:
        return "pdf"
    for magic, name in MAGIC:
        if data.startswith(magic):
            if name == "office" and ENCRYPTED in data:
                reason = "the file is encrypted"
                raise UnreadableError(path.name, reason, "open it with its password and save it without one")
            return name
    head = MAIL_HEAD.match(data[:8192])
    if head and MAIL.search(head[0]):
        return "mht"
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "image"
    check_signature(path.name, data)
    check_json(path.name, data)
    return xml_format(path.name, data) or "plain"


def _zip_format(path: Path, data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = {name.lower().lstrip("/") for name in archive.namelist()}
            types = content_types(archive)
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError) as error:
        raise UnreadableError(
            path.name, f"the zip file is damaged ({type(error).__name__})", "download it again"
        ) from error
    first = data[:128]  # the first member of an OpenDocument file, not compressed, is its type
    if OPEN_DOCUMENT in first or CONVERTED.search(types + first):
        return "office"
    for member, name in MEMBERS:
        if member.lower() in names:
            return name
    for main_type, name in CONTENT_TYPES:
        if main_type.search(types):
            return name
    check_parts(path.name, names)
    return "zip"


def content_types(archive: zipfile.ZipFile) -> bytes:
    """Return the list of the types of an Office file's parts; empty if the archive has none."""
    try:
        with archive.open("[Content_Types].xml") as member:
            return member.read(LONGEST_LIST)
    except (KeyError, zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError):
        return b""


def plain_format(text: str, suffix: str = "") -> str:
    """Return ``html``, ``csv``, ``markdown`` or ``text`` for a decoded file."""
    head = text[:20_000]
    marked = MARKDOWN.search(head)
    if HTML.search(head[:2_000]) or len((LAYOUT_TAG if marked else TAG).findall(head)) >= 3:
        return "html"
    if suffix.lower() in SEPARATED:
        return "csv"
    if marked:
        return "markdown"
    return "csv" if _is_separated(head) else "text"


def _is_separated(head: str) -> bool:
    """Return whether most lines have as many commas, or the like, as one that names columns, and no other is a sentence.

    Tabs are a text's too.
    """
    lines = [line for line in head.splitlines() if line.strip()]
    for sign in SIGNS:
        columns = next((line for line in lines[:5] if _is_header(line.split(sign))), "")
        others = [line for line in lines if line.count(sign) != columns.count(sign)]
        above = lines[: lines.index(columns)] if columns else []
        # a plan with a table among its sentences, of which one above the table may have as many commas
        prose = any(line.rstrip().endswith("。") for line in (*others, *above))
        if columns and not prose and len(lines) - len(others) >= max(3, LEAST * len(lines)):
            return True
    return False


def _is_header(texts: list[str]) -> bool:
    return names_columns([text.strip(' "') for text in texts])
