"""Damaged files of every format, read and extracted whole: no traceback, no broken law, no text lost without a word.

``GANGMU_MUTATIONS=20000`` runs more files than the default, which takes a few seconds, and images under recognition among
them; ``GANGMU_MUTATIONS_SEED`` chooses others.
"""

import html
import io
import os
import random
import re
import resource
import shutil
import time
import zipfile
from functools import partial
from pathlib import Path

import pypdfium2
import pytest

from extractors import extract_document
from extractors.errors import UnreadableError
from extractors.readers import read_document
from extractors.readers.page.model import Ink
from extractors.readers.pdf.second_reading import second_reading
from extractors.readers.scan import read as scans
from pipeline.store.results import Result
from schemas import Document
from tests.extractors.readers.test_fuzz import PACKED, WRITERS, damaged, repacked
from tests.support import plan_files, rare_files
from tests.support.laws import check_plan, check_report
from tests.support.paths import ROOT

pytestmark = pytest.mark.slow

FILES = int(os.environ.get("GANGMU_MUTATIONS", "120"))
SEED = os.environ.get("GANGMU_MUTATIONS_SEED", "16")
MOST_SECONDS = 20
MOST_MEMORY = 1_000_000_000
IMAGES = ("PNG", "JPEG", "TIFF", "PDF")
FILES_AN_IMAGE = 200
"""Files of other formats for one of an image, whose recognition takes some seconds."""
FILES_A_CONVERSION = 400
"""The same for one that LibreOffice converts, in some seconds."""
CONVERTED = {"odt": rare_files.as_odt, "rtf": rare_files.as_rtf}
FILES_A_REPORT = 400
"""Files that are read for one whose report is built."""
LEAST_READ = 0.6
PRINTED = {
    "docx": re.compile(rb"<w:t(?: [^>]*)?>([^<]*)</w:t>"),
    "ofd": re.compile(rb"<ofd:TextCode(?: [^>]*)?>([^<]*)</ofd:TextCode>"),
    "xlsx": re.compile(rb"<t(?: [^>]*)?>([^<]*)</t>"),
}
"""What prints the text of an Office file, whatever else is wrong with it."""
MARKUP = re.compile(r"<[^>]*>|[\s|\x00-\x1f]|-{2,}")


def as_text() -> bytes:
    return (ROOT / "corpus/documents/minhang-2025.txt").read_bytes()[:6000]


def picture(format: str) -> bytes:
    """Return a strip of the plan as an image file, or as a page that is nothing but an image."""
    page = pypdfium2.PdfDocument(plan_files.as_pdf())[0].render(scale=2).to_pil()
    file = io.BytesIO()
    dates = {"creationDate": time.gmtime(0), "modDate": time.gmtime(0)} if format == "PDF" else {}
    page.crop((0, 40, page.width, 260)).save(file, format, **dates)
    return file.getvalue()


def printed(data: bytes, format: str) -> int:
    """Count the characters that a damaged file still prints, without the readers: bytes decoded, markup left out."""
    if format in PRINTED:
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                parts = [archive.read(name) for name in archive.namelist() if name.endswith(".xml")]
        except (OSError, ValueError, KeyError, zipfile.BadZipFile, zipfile.zlib.error):  # type: ignore[attr-defined]
            return 0
        data = b"".join(text for part in parts for text in PRINTED[format].findall(part))
    elif format not in ("text", "html", "markdown", "csv", "numbered", "cards"):
        return WHOLE.get(format, 0)
    encoding = "gb18030" if format == "csv" else "utf-8"
    return len(MARKUP.sub("", html.unescape(data.decode(encoding, "ignore"))))


def length(document: Document) -> int:
    return sum(len(MARKUP.sub("", block.text)) for block in document.blocks)


WHOLE = dict.fromkeys(
    ("pdf", "lzw", "plain pdf"),
    sum(len(item) if isinstance(item, str) else len("".join(map("".join, item))) for item in plan_files.BODY),
)
"""Characters that the undamaged file prints, where a damaged one cannot be read by other means."""


def check_file(path: Path, format: str, chance: random.Random) -> None:
    """Read and extract a file; assert that it is refused in one sentence, or that every law holds and no text is lost."""
    start = time.process_time()
    try:
        document = read_document(path)
    except UnreadableError as error:
        assert len(str(error).splitlines()) == 1
        return
    found = [Result(plan, own) for plan, own in extract_document(document, "x")]
    assert time.process_time() - start < MOST_SECONDS
    for plan, own in found:
        check_plan(plan, own)
    if not document.remarks and (format not in WHOLE or document.format == "pdf"):  # cut to a few bytes it is no PDF
        assert length(document) >= LEAST_READ * printed(path.read_bytes(), format), "lost without a word"
    if chance.random() < 1 / FILES_A_REPORT:
        check_report(found, path.parent / f"{path.stem}-made")


@pytest.mark.parametrize("format", [*WRITERS, "text"])
def test_damaged_files_are_read_or_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, format: str) -> None:
    monkeypatch.setattr(scans, "can_read", lambda: False)
    monkeypatch.setenv("GANGMU_SOFFICE", "/bin/false")
    before = most_memory()
    whole = {**WRITERS, "text": as_text}[format]()
    for number in range(FILES // (len(WRITERS) + 1)):
        check_damaged(tmp_path, whole, format, number)
    assert most_memory() - before < MOST_MEMORY


@pytest.mark.skipif(not scans.can_read(), reason="the extra ocr is not installed")
@pytest.mark.parametrize("format", IMAGES)
def test_damaged_images_are_recognised_or_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, format: str) -> None:
    monkeypatch.setenv("GANGMU_CACHE", str(tmp_path / "cache"))
    before = most_memory()
    whole = picture(format)
    for number in range(FILES // FILES_AN_IMAGE):
        check_damaged(tmp_path, whole, format, number)
    assert most_memory() - before < MOST_MEMORY


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
@pytest.mark.parametrize("format", CONVERTED)
def test_damaged_files_are_converted_or_refused(tmp_path: Path, format: str) -> None:
    whole = CONVERTED[format]()
    for number in range(FILES // FILES_A_CONVERSION):
        check_damaged(tmp_path, whole, format, number, whole.startswith(b"PK"))


def most_memory() -> int:
    """Return the most bytes that this process has had: other tests run in it before."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def check_damaged(folder: Path, whole: bytes, format: str, number: int, packed: bool | None = None) -> None:
    """Damage a file and check what is read of it; ``number`` chooses the damage, so that each can be made again alone."""
    chance = random.Random(f"{format} {SEED} {number}")
    packed = (format in PACKED if packed is None else packed) and chance.random() < 0.6
    path = folder / f"{number}.bin"
    path.write_bytes((repacked if packed else damaged)(whole, chance))
    check_file(path, format, chance)
    path.unlink()


def test_a_seed_makes_the_same_files_at_any_time() -> None:
    writers = {**WRITERS, **CONVERTED, **{format: partial(picture, format) for format in IMAGES}}
    before = {format: write() for format, write in writers.items()}
    time.sleep(2.1)  # archives count the time in steps of two seconds
    assert {format for format, write in writers.items() if write() != before[format]} == set()


@pytest.mark.parametrize(
    "old_new",
    [(b"trailer", b"trailes"), (b"/Contents", b"/Contents /Contents"), (b"/Type /Font", b"/Type /Font 2")],
    ids=["no root", "dictionary with a key too many", "dictionary of odd length"],
)
def test_a_second_reading_that_fails_leaves_the_first(old_new: tuple[bytes, bytes]) -> None:
    ink = Ink(1, 595, 842, (), (), (), (), 0, (), reason="some characters have no meaning")
    data = WRITERS["pdf"]().replace(*old_new)
    found = second_reading(data, ink)
    assert found.spans == ink.spans
    assert "pdfplumber" in found.reason
