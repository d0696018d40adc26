"""Files that expand, or that are slow to parse, end within a bound of memory and time: read, or refused in one sentence.

``GANGMU_BOMBS=all`` runs every kind, which takes some minutes; by default a few of each format run.
"""

import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest

import extractors
from extractors.errors import UnreadableError
from extractors.readers.scan import read as scans
from tests.support.bombs import office, pdf, pictures, web_and_text
from tests.support.paths import ROOT

pytestmark = pytest.mark.slow

MOST_SECONDS = 30
MOST_BYTES = 1_000_000_000
EVERY = {f"pdf: {name}": make for name, make in pdf.BOMBS.items()} | office.BOMBS | web_and_text.BOMBS
FRESH = """
import sys
from pathlib import Path
from tests.whole.test_bombs import bounded_outcome
sys.exit(bounded_outcome(Path(sys.argv[1])))
"""
QUICK = (
    "pdf: a form that draws itself",
    "pdf: run lengths, deflated",
    "pdf: a page tree of ten levels",
    "docx: tables 16 deep, twice in each",
    "docx: letters from 999,999",
    "docx: entities of entities",
    "xlsx: 200,000 merges",
    "xlsx: a merge over the sheet",
    "html: cells of 1000 by 1000",
    "html: entities of entities",
    "txt: blanks",
    "txt: commas",
    "txt: rules of tables",
    "mht: 200,000 parts",
    "ofd: units ten deep, ten times each",
    "tif: 20,000 frames",
)
PICTURES = tuple(pictures.BOMBS) if os.environ.get("GANGMU_BOMBS") == "all" else ("pdf: a scan of A3",)
NAMES = tuple(EVERY) if os.environ.get("GANGMU_BOMBS") == "all" else QUICK


def outcome(path: Path) -> int:
    """Return 0 if the file is read, 1 if it is refused in one sentence, 2 for anything else."""
    try:
        return 0 if extractors.extract(path, "plan") else 2
    except UnreadableError as error:
        return 1 if len(str(error).splitlines()) == 1 else 2


@pytest.mark.parametrize("name", NAMES)
def test_a_file_that_expands_is_bounded(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scans, "can_read", lambda: False)
    check(name, EVERY[name](), tmp_path)


@pytest.mark.skipif(not scans.can_read(), reason="the extra ocr is not installed")
@pytest.mark.parametrize("name", PICTURES)
def test_recognition_of_large_pictures_is_bounded(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GANGMU_CACHE", str(tmp_path / "cache"))
    path = written(name, pictures.BOMBS[name](), tmp_path)
    # a new process: a copy of this one begins with what the tests before have left in memory
    child = subprocess.Popen([sys.executable, "-c", FRESH, str(path)], env={**os.environ, "PYTHONPATH": str(ROOT)})
    assert_bounded(name, child.pid)


def check(name: str, data: bytes, folder: Path) -> None:
    """Read a file in a process of its own; assert that it is read or refused within the bounds."""
    path = written(name, data, folder)
    child = os.fork()
    if not child:
        try:
            os._exit(bounded_outcome(path))
        finally:
            os._exit(3)  # whatever is raised: this copy of the test process must not go on
    assert_bounded(name, child)


def written(name: str, data: bytes, folder: Path) -> Path:
    path = folder / f"plan.{name.partition(':')[0]}"
    path.write_bytes(data)
    return path


def bounded_outcome(path: Path) -> int:
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
    return outcome(path)


def assert_bounded(name: str, child: int) -> None:
    _, status, used = os.wait4(child, 0)
    assert os.waitstatus_to_exitcode(status) in (0, 1), name
    assert used.ru_maxrss * 1024 < MOST_BYTES, f"{used.ru_maxrss / 1e6:.2f} GB"
