"""The plans of the corpus, byte for byte. A mismatch writes tests/actual/; `make golden` accepts it after reading."""

import pytest

from pipeline.corpus.manifest import read_corpus
from pipeline.run.any_file import extract_results
from pipeline.run.refine import refine
from pipeline.store.write import to_json
from tests.support.paths import TESTS

CORPUS = read_corpus(TESTS.parent / "corpus")


@pytest.mark.parametrize("entry", CORPUS.entries, ids=lambda entry: entry.id)
def test_plan_is_the_golden_one(entry) -> None:
    results = [refine(result, CORPUS, entry) for result in extract_results(CORPUS.path(entry), entry.id)]
    differing = []
    for result in results:
        golden = TESTS / "golden" / result.plan.plan.id / "plan.json"
        text = to_json(result.plan)
        if golden.is_file() and golden.read_text(encoding="utf-8") == text:
            continue
        actual = TESTS / "actual" / result.plan.plan.id / "plan.json"
        actual.parent.mkdir(parents=True, exist_ok=True)
        actual.write_text(text, encoding="utf-8", newline="\n")
        differing.append(f"diff {golden} {actual}" if golden.is_file() else f"no golden file: read {actual}")
    assert not differing, f"{'; '.join(differing)}; then: make golden"


def test_no_golden_file_is_left_over() -> None:
    ids = {entry.id for entry in CORPUS.entries}
    assert {path.name.partition("--")[0] for path in (TESTS / "golden").glob("*")} <= ids
