"""Readers: turn a file of any format into a Document. ``READERS`` lists one function per format."""

from collections.abc import Callable
from pathlib import Path

from extractors.errors import UnreadableError
from extractors.garbage import rare_garbage_collection
from extractors.readers.base.contents_page import set_contents_apart
from extractors.readers.base.encoding import decode
from extractors.readers.base.limits import Limits, check_blocks, check_characters, check_size, standing_limits
from extractors.readers.base.not_read import tell_traditional
from extractors.readers.base.note_marks import set_notes_apart
from extractors.readers.base.sniff import plain_format, sniff
from schemas import Document

Reader = Callable[[Path, bytes, Limits], Document]

# Each reader imports its own libraries when first used: a text file needs none of them.


def _text(path: Path, data: bytes, limits: Limits) -> Document:
    from extractors.readers.dump.read import read_text

    return read_text(path, data)


def _markdown(path: Path, data: bytes, limits: Limits) -> Document:
    from extractors.readers.markdown.read import read_markdown

    return read_markdown(path, data, limits)


def _html(path: Path, data: bytes, limits: Limits) -> Document:
    from extractors.readers.web.read import read_html

    return read_html(path, data, limits)


def _mht(path: Path, data: bytes, limits: Limits) -> Document:
    from extractors.readers.web.read import read_mht

    return read_mht(path, data, limits, read_bytes)


def _pdf(path: Path, data: bytes, limits: Limits) -> Document:
    from extractors.readers.pdf.read import read_pdf

    return read_pdf(path, data, limits)


def _docx(path: Path, data: bytes, limits: Limits) -> Document:
    from extractors.readers.office.docx import read_docx

    return read_docx(path, data, limits, read_bytes)


def _xlsx(path: Path, data: bytes, limits: Limits) -> Document:
    from extractors.readers.office.xlsx import OddWorkbookError, read_xlsx

    try:
        return read_xlsx(path, data, limits)
    except OddWorkbookError as error:
        from extractors.readers.office.legacy import read_repaired

        return read_repaired(path, data, limits, error)


def _csv(path: Path, data: bytes, limits: Limits) -> Document:
    from extractors.readers.office.csv_file import read_csv

    return read_csv(path, data, limits)


def _zip(path: Path, data: bytes, limits: Limits) -> Document:
    from extractors.readers.zipped.read import read_zip

    return read_zip(path, data, limits, read_bytes)


def _package(path: Path, data: bytes, limits: Limits) -> Document:
    from extractors.readers.zipped.flat_package import read_package

    return read_package(path, data, limits, read_bytes)


def _ofd(path: Path, data: bytes, limits: Limits) -> Document:
    from extractors.readers.ofd.read import read_ofd

    return read_ofd(path, data, limits)


def _image(path: Path, data: bytes, limits: Limits) -> Document:
    from extractors.readers.scan.file import read_image

    return read_image(path, data, limits)


def _office(path: Path, data: bytes, limits: Limits) -> Document:
    from extractors.readers.office.legacy import read_office

    return read_office(path, data, limits, read_bytes)


READERS: dict[str, Reader] = {
    "text": _text,
    "markdown": _markdown,
    "html": _html,
    "mht": _mht,
    "pdf": _pdf,
    "docx": _docx,
    "xlsx": _xlsx,
    "csv": _csv,
    "zip": _zip,
    "package": _package,
    "ofd": _ofd,
    "image": _image,
    "office": _office,
}

MODULES: dict[str, str] = {
    "text": "extractors.readers.dump.read",
    "markdown": "extractors.readers.markdown.read",
    "html": "extractors.readers.web.read",
    "mht": "extractors.readers.web.read",
    "pdf": "extractors.readers.pdf.read",
    "docx": "extractors.readers.office.docx",
    "xlsx": "extractors.readers.office.xlsx",
    "csv": "extractors.readers.office.csv_file",
    "zip": "extractors.readers.zipped.read",
    "package": "extractors.readers.zipped.flat_package",
    "ofd": "extractors.readers.ofd.read",
    "image": "extractors.readers.scan.file",
    "office": "extractors.readers.office.legacy",
}
"""The module of each reader: what a Document of that format depends on beside the file."""


def read_document(path: Path, limits: Limits | None = None) -> Document:
    """Read a file of any listed format; raise UnreadableError with the reason and the remedy if it cannot be read.

    The format is detected from the content. The same file always gives the same Document. ``limits`` default to
    ``standing_limits()``, see docs/formats.md.
    """
    limits = limits or standing_limits()
    check_size(path.name, path.stat().st_size, limits)
    return read_bytes(path, path.read_bytes(), limits)


@rare_garbage_collection()
def read_bytes(path: Path, data: bytes, limits: Limits) -> Document:
    """Read the content of a file, or of a part inside a file, which ``path`` names; errors as ``read_document``."""
    format = sniff(path, data)
    decoded = decode(data) if format == "plain" else None
    if format == "plain":
        format = plain_format(decoded.text, path.suffix) if decoded else "text"
        check_characters(path.name, len(decoded.text) if decoded else 0, limits)
    try:
        document = READERS[format](path, data, limits)
    except RecursionError as error:  # of a library that parses by recursion: parts of mails, arrays of PDF files
        raise UnreadableError(path.name, "its parts are nested too deep", "save it again in its program") from error
    except MemoryError as error:
        raise UnreadableError(path.name, "there is not enough memory to read it", "split it") from error
    check_blocks(path.name, len(document.blocks), limits)
    if decoded is not None and decoded.cuts.places:
        document = document.model_copy(update={"blocks": decoded.cuts.restore(document.blocks)})
    return tell_traditional(set_contents_apart(set_notes_apart(document)))
