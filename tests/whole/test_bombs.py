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
MOST_RECOGNISING = 120
"""An A3 page takes 16 processor seconds alone, and nearly twice as many where other work shares the processor's caches."""
MOST_BYTES = 1_000_000_000
EVERY = {f"pdf: {name}": make for name, make in pdf.BOMBS.items()} | office.BOMBS | web_and_text.BOMBS
FRESH = """
import sys
from pathlib import Path
from tests.whole.test_bombs import read_within_bounds
sys.exit(read_within_bounds(Path(sys.argv[1]), sys.argv[2]))
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
def test_a_file_that_expands_is_bounded(name: str, tmp_path: Path) -> None:
    check(name, EVERY[name](), tmp_path, "without recognition")


@pytest.mark.skipif(not scans.can_read(), reason="the extra ocr is not installed")
@pytest.mark.parametrize("name", PICTURES)
def test_recognition_of_large_pictures_is_bounded(name: str, tmp_path: Path) -> None:
    check(name, pictures.BOMBS[name](), tmp_path, "with recognition")


def check(name: str, data: bytes, folder: Path, how: str) -> None:
    """Read a file in a new process, which says its own peak of memory; assert that it is read or refused within the bounds.

    The system counts to a process what the one that started it had: this one has run other tests.
    """
    path = folder / f"plan.{name.partition(':')[0]}"
    path.write_bytes(data)
    env = {**os.environ, "PYTHONPATH": str(ROOT), "GANGMU_CACHE": str(folder / "cache")}
    done = subprocess.run(
        [sys.executable, "-c", FRESH, str(path), how], env=env, capture_output=True, text=True, check=False
    )
    assert done.returncode in (0, 1), f"{name}\n{done.stderr[-1000:]}"
    peak = int(done.stdout.splitlines()[-1])
    assert peak < MOST_BYTES, f"{peak / 1e9:.2f} GB"


def read_within_bounds(path: Path, how: str) -> int:
    """Read the file, print the peak of memory in bytes, and return the outcome."""
    recognises = how == "with recognition"
    most = MOST_RECOGNISING if recognises else MOST_SECONDS
    resource.setrlimit(resource.RLIMIT_CPU, (most, most))
    if not recognises:
        scans.can_read = lambda: False
    found = outcome(path)
    status = Path("/proc/self/status")  # the peak of this process alone, where the system has it
    lines = status.read_text(encoding="ascii").splitlines() if status.exists() else []
    kilobytes = next((int(line.split()[1]) for line in lines if line.startswith("VmHWM")), None)
    print(1024 * (kilobytes or resource.getrusage(resource.RUSAGE_SELF).ru_maxrss))  # noqa: T201
    return found
