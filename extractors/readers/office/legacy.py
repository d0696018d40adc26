"""Old Word, WPS, RTF and Excel files, and OpenDocument: converted by LibreOffice where it is installed, then read as DOCX or XLSX."""

import contextlib
import hashlib
import os
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

from extractors.errors import UnreadableError
from extractors.language.patterns import lazy_pattern
from extractors.readers.base.limits import Limits
from extractors.readers.base.sniff import sniff
from extractors.readers.office.docx import Reader, read_docx
from extractors.readers.office.xlsx import read_xlsx
from schemas import Document, Source

OLD = "a file of old Office (.doc, .wps, .rtf, .xls) or OpenDocument"
PROGRAMS = ("soffice", "libreoffice")
SHEETS = tuple(name.encode("utf-16-le") for name in ("Workbook", "Book"))
"""Streams that distinguish an old Excel file from an old Word file."""
OPEN_SHEET = lazy_pattern(rb"opendocument\.spreadsheet|com:office:spreadsheet|progid=.Excel")
LONGEST_HEAD = 2_000
"""Bytes in which a file in XML says what it is."""


def read_office(path: Path, data: bytes, limits: Limits, read_part: Reader) -> Document:
    """Read a .doc, .wps, .rtf, .xls, .odt or .ods file. Evidence points to the paragraphs and cells of the converted file."""
    program = os.environ.get("GANGMU_SOFFICE") or next(filter(None, map(shutil.which, PROGRAMS)), None)
    if not program:
        kind = "an Office document in one XML file" if data.lstrip()[:1] == b"<" else OLD
        reason = f"it is {kind}, and LibreOffice is not installed"
        raise UnreadableError(path.name, reason, "install LibreOffice, or save the file as DOCX or PDF")
    sheet = bool(OPEN_SHEET.search(data[:LONGEST_HEAD])) or (
        any(name in data for name in SHEETS) and "WordDocument".encode("utf-16-le") not in data
    )
    converted = _convert(path, data, program, "xlsx" if sheet else "docx", limits)
    document = read_xlsx(path, converted, limits) if sheet else read_docx(path, converted, limits, read_part)
    source = Source(file=path.name, sha256=hashlib.sha256(data).hexdigest())
    return document.model_copy(update={"source": source, "format": "xls" if sheet else "doc"})


def _convert(path: Path, data: bytes, program: str, target: str, limits: Limits) -> bytes:
    """Run LibreOffice on a copy with a temporary profile: no macros, no recent files, no traces."""
    with tempfile.TemporaryDirectory(prefix="gangmu-") as name:
        folder = Path(name)
        given = folder / "in" / "source.bin"
        given.parent.mkdir()
        given.write_bytes(data)
        out = folder / "out"
        command = [
            program, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--norestore", "--nolockcheck",
            "--nodefault", "--convert-to", target, "--outdir", str(out), str(given),
        ]  # fmt: skip
        _run(path, command, limits)
        result = out / f"source.{target}"
        if not result.is_file() or result.stat().st_size > limits.file_bytes:
            raise UnreadableError(
                path.name, "LibreOffice could not convert it (is Writer installed?)", "save the file as DOCX or PDF"
            )
        converted = result.read_bytes()
    if sniff(path, converted) != target:
        raise UnreadableError(
            path.name, "LibreOffice converted it to an unusable file", "open it and save it as DOCX or PDF"
        )
    return converted


def _run(path: Path, command: list[str], limits: Limits) -> None:
    try:
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError as error:
        raise UnreadableError(path.name, f"LibreOffice does not start ({error})", "check its installation") from error
    try:
        process.wait(limits.office_seconds)
    except subprocess.TimeoutExpired as error:
        reason = f"LibreOffice did not finish within {limits.office_seconds:.0f} seconds"
        raise UnreadableError(path.name, reason, "open the file and save it as DOCX or PDF") from error
    finally:
        # its own session: the children that soffice starts end with it
        with contextlib.suppress(ProcessLookupError, PermissionError):
            if hasattr(os, "killpg"):
                os.killpg(process.pid, signal.SIGKILL)
            else:  # Windows
                process.kill()
        process.wait()
