"""A stranger's file is read in a process that can be ended."""

from pathlib import Path

import pytest

from extractors.errors import UnreadableError
from pipeline.errors import StoppedError
from pipeline.executors.pool import Bounds
from pipeline.run.any_file import extract_apart, extract_results
from tests.support.paths import ROOT

PLAN = ROOT / "corpus/documents/minhang-2025.txt"


def test_what_another_process_extracts_is_the_same() -> None:
    assert extract_apart(PLAN, "a") == extract_results(PLAN, "a")


def test_a_file_that_cannot_be_read_raises_the_same_error(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(b"")
    with pytest.raises(UnreadableError) as here:
        extract_results(path, "a")
    with pytest.raises(UnreadableError) as apart:
        extract_apart(path, "a")
    assert (str(apart.value), apart.value.zh) == (str(here.value), here.value.zh)


@pytest.mark.parametrize(
    ("bounds", "why"),
    [(Bounds(seconds=0), "more than 0 seconds"), (Bounds(memory=1_000_000), "GB of memory; the limit is 0.001 GB")],
)
def test_a_file_that_exceeds_the_bounds_of_a_job_is_one_sentence(tmp_path: Path, bounds: Bounds, why: str) -> None:
    path = tmp_path / "long.txt"
    path.write_text(PLAN.read_text(encoding="utf-8") * 20, encoding="utf-8")  # takes longer than a look at the limits
    with pytest.raises(StoppedError, match=why) as error:
        extract_apart(path, "a", bounds)
    assert str(error.value).startswith(str(path))
