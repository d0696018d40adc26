"""Extraction against hand-made gold: the founding documents and real ones, where GANGMU_SHARED names their folder."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from extractors import extract
from pipeline.run.any_file import extract_file

pytestmark = pytest.mark.slow

DEV = ("text/*.txt", "text/*-145.md", "html/education-2010.html")


def scored(shared: Path, files: list[Path], gold: str, out: Path) -> dict[str, tuple[float, ...]]:
    """Extract the files, run the scorer and return its totals and its line of each document."""
    for file in files:
        extract_file(file, out)
    command = [sys.executable, str(shared / "tools/score.py"), str(shared / "gold" / gold), str(out)]
    shown = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    totals = {}
    for name, numbers in re.findall(r"^total (\w+) +(.+)$", shown, re.M):
        totals[name] = tuple(float(number) for number in re.findall(r"\d+(?:\.\d+)?", numbers))
    for name, precision, recall, f1 in re.findall(r"^(\S+) +(\d\.\d+) +(\d\.\d+) +(\d\.\d+) ", shown, re.M):
        totals[f"document {name}"] = (float(precision), float(recall), float(f1))
    return totals


def test_founding_documents_are_read_whole(shared: Path, tmp_path: Path) -> None:
    totals = scored(shared, sorted((shared / "founding").glob("*.txt")), "founding", tmp_path)
    assert totals["responsibility"][2] == 1.0
    assert totals["task"][1] == 1.0
    assert totals["annex"] == (39, 39)
    assert totals["indicator"][2] == totals["measure"][2] == 1.0
    assert totals["header"] == (14, 14)


def test_real_documents_reach_their_marks(shared: Path, tmp_path: Path) -> None:
    files = [file for pattern in DEV for file in sorted((shared / "corpus").glob(pattern))]
    totals = scored(shared, files, "dev", tmp_path)
    assert totals["responsibility"][2] >= 0.98
    assert min(value[2] for name, value in totals.items() if name.startswith("document")) >= 0.95
    assert totals["task"][1] >= 0.98
    assert totals["indicator"][2] >= 0.97
    assert totals["measure"][2] >= 0.95
    right, wanted = totals["header"]
    assert right >= 0.95 * wanted


def test_newer_documents_reach_their_marks(shared: Path, tmp_path: Path) -> None:
    totals = scored(shared, sorted((shared / "corpus/newer").iterdir()), "newer", tmp_path)
    assert totals["responsibility"][2] >= 0.99
    assert min(value[2] for name, value in totals.items() if name.startswith("document")) >= 0.98
    assert totals["task"][1] >= 0.98
    assert totals["indicator"][2] >= 0.98
    assert totals["measure"][2] >= 0.98
    right, wanted = totals["header"]
    assert right >= 0.95 * wanted


def test_documents_without_gold_are_read_without_error(shared: Path) -> None:
    files = [file for folder in ("text", "html") for file in sorted((shared / "corpus" / folder).iterdir())]
    assert len(files) >= 35
    for file in files:
        for plan, _ in extract(file):
            shares = plan.coverage
            assert shares is not None, file.name
            assert abs(shares.facts + shares.prose + shares.furniture + shares.unread - 1) < 1e-5, file.name
