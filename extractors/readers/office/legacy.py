"""Old Office and WPS files, RTF, OpenDocument, UOF, slides and drawings: converted by LibreOffice where it is installed, then read."""

import contextlib
import hashlib
import os
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

from extractors.errors import UnreadableError
from extractors.readers.base.limits import Limits
from extractors.readers.base.sniff import sniff
from extractors.readers.office.docx import Reader, read_docx
from extractors.readers.office.kinds import office_kind
from extractors.readers.office.xlsx import OddWorkbookError, read_xlsx
from schemas import Document, Source

PROGRAMS = ("soffice", "libreoffice")
FORMATS = {"docx": "doc", "xlsx": "xls", "pdf": "ppt"}
"""What a document is called by the format that it is converted to."""


def read_office(path: Path, data: bytes, limits: Limits, read_part: Reader) -> Document:
    """Read what LibreOffice converts. Evidence points to the paragraphs, cells and pages of the converted file."""
    kind = office_kind(data)
    program = _program()
    if not program:
        remedy = f"install LibreOffice, or save the file as {'DOCX or PDF' if kind.target == 'docx' else kind.target.upper()}"
        raise UnreadableError(path.name, f"it is {kind.name}, and LibreOffice is not installed", remedy)
    converted = _convert(path, data, program, kind.target, limits)
    if kind.target == "xlsx":
        document = read_xlsx(path, converted, limits)
    elif kind.target == "docx":
        document = read_docx(path, converted, limits, read_part)
    else:
        document = read_part(path, converted, limits)
    source = Source(file=path.name, sha256=hashlib.sha256(data).hexdigest())
    return document.model_copy(update={"source": source, "format": FORMATS[kind.target]})


def read_repaired(path: Path, data: bytes, limits: Limits, error: OddWorkbookError) -> Document:
    """Read a workbook as LibreOffice writes it anew; raise the error with which it was refused if it cannot."""
    program = _program()
    if not program:
        raise error
    try:
        document = read_xlsx(path, _convert(path, data, program, "xlsx", limits), limits)
    except UnreadableError:
        raise error from None
    return document.model_copy(update={"source": Source(file=path.name, sha256=hashlib.sha256(data).hexdigest())})


def _program() -> str | None:
    return os.environ.get("GANGMU_SOFFICE") or next(filter(None, map(shutil.which, PROGRAMS)), None)


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
                path.name,
                "LibreOffice could not convert it (are Writer, Calc and Impress installed?)",
                "save the file as DOCX or PDF",
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
