"""Damaged files of every format, read and extracted whole: never a traceback, and every quote is in its source.

``GANGMU_MUTATIONS=20000`` runs more files than the default, which takes a few seconds.
"""

import os
import random
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import extractors
from extractors.errors import UnreadableError
from extractors.readers.page.model import Ink
from extractors.readers.pdf.second_reading import second_reading
from extractors.readers.scan import read as scans
from schemas import Document, Plan
from tests.extractors.readers.test_fuzz import WRITERS, damaged, repacked
from tests.support.paths import ROOT

pytestmark = pytest.mark.slow

FILES = int(os.environ.get("GANGMU_MUTATIONS", "120"))
MOST_SECONDS = 20


def as_text() -> bytes:
    return (ROOT / "corpus/documents/minhang-2025.txt").read_bytes()[:6000]


def evidence(value: Any) -> Iterator[dict[str, Any]]:
    """Yield every quote of a plan as JSON."""
    if isinstance(value, dict):
        if "quote" in value and "block" in value:
            yield value
        for one in value.values():
            yield from evidence(one)
    elif isinstance(value, list):
        for one in value:
            yield from evidence(one)


def check_laws(plan: Plan, document: Document) -> None:
    texts = {block.id: block.text for block in document.blocks}
    ids = [task.id for task in plan.tasks] + [indicator.id for indicator in plan.indicators]
    assert len(ids) == len(set(ids))
    for quoted in evidence(plan.model_dump(mode="json")):
        assert quoted["quote"], "a fact quotes nothing"
        assert quoted["quote"] == texts[quoted["block"]][quoted["start"] : quoted["end"]]


@pytest.mark.parametrize("format", [*WRITERS, "text"])
def test_damaged_files_are_read_or_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, format: str) -> None:
    monkeypatch.setattr(scans, "can_read", lambda: False)
    monkeypatch.setenv("GANGMU_SOFFICE", "/bin/false")
    chance, whole = random.Random(f"{format} 16"), {**WRITERS, "text": as_text}[format]()
    for number in range(FILES // (len(WRITERS) + 1)):
        packed = format in ("docx", "xlsx", "ofd") and chance.random() < 0.6
        path = tmp_path / f"{number}.bin"
        path.write_bytes((repacked if packed else damaged)(whole, chance))
        start = time.process_time()
        try:
            for plan, document in extractors.extract(path, "x"):
                check_laws(plan, document)
        except UnreadableError as error:
            assert len(str(error).splitlines()) == 1
        assert time.process_time() - start < MOST_SECONDS
        path.unlink()


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
