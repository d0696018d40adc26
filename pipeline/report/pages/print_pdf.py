"""Print a page as PDF by the Chromium of the machine, with page numbers in its contents.

Chromium does not know on which page an entry will stand, so the page is printed twice: the first PDF says where.
"""

import ctypes
import os
import re
import shutil
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import unquote

import pypdfium2 as pdfium
from pypdfium2 import raw

from pipeline.atomic import replace_bytes
from pipeline.errors import InputError

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
SECONDS = 300
"""Time in which a browser prints a plan of any length."""
ENTRY = re.compile(r'(<span class="at" data-at="([^"]*)">)(?=</span>)')
"""Where the page number of an entry of the contents goes; the id names what it leads to."""


def find_browser() -> str | None:
    """Return the path of a Chromium on this machine; None if there is none."""
    return next((found for name in BROWSERS if (found := shutil.which(name))), None)


def print_pdf(page: Path, browser: str) -> Path:
    """Print a page of the print edition beside it; InputError if the browser fails."""
    with TemporaryDirectory() as folder:
        first = _printed(page, browser, Path(folder), page)
        numbers = pages_of(first)
        text = page.read_text(encoding="utf-8")
        numbered = Path(folder) / page.name
        numbered.write_text(ENTRY.sub(lambda found: f"{found[1]}{numbers.get(found[2], '')}", text), encoding="utf-8")
        return replace_bytes(page.with_suffix(".pdf"), _printed(numbered, browser, Path(folder), page))


def pages_of(pdf: bytes) -> dict[str, int]:
    """Return the number of the page, from 1, that each named destination of a PDF is on."""
    document = pdfium.PdfDocument(pdf)
    try:
        return dict(_destination(document, at) for at in range(raw.FPDF_CountNamedDests(document)))
    finally:
        document.close()


def _destination(document: pdfium.PdfDocument, at: int) -> tuple[str, int]:
    size = ctypes.c_long(0)
    raw.FPDF_GetNamedDest(document, at, None, ctypes.byref(size))  # the first call says how long the name is
    name = ctypes.create_string_buffer(max(size.value, 0))
    found = raw.FPDF_GetNamedDest(document, at, name, ctypes.byref(size))
    return unquote(name.raw.decode("utf-16-le").rstrip("\0")), raw.FPDFDest_GetDestPageIndex(document, found) + 1


def _printed(source: Path, browser: str, folder: Path, named: Path) -> bytes:
    """Return the PDF of a file; ``named`` is the file that an error names."""
    root = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []  # its sandbox refuses root
    made = folder / "out.pdf"
    made.unlink(missing_ok=True)
    options = ["--headless", "--disable-gpu", "--no-pdf-header-footer", "--generate-pdf-document-outline", *root]
    places = [f"--user-data-dir={folder}/profile", f"--print-to-pdf={made}", source.resolve().as_uri()]
    done = subprocess.run([browser, *options, *places], capture_output=True, timeout=SECONDS, check=False)
    if done.returncode or not made.exists():
        raise InputError(
            str(named), f"{Path(browser).name} did not print it", "open the page in a browser and print it"
        )
    return made.read_bytes()
