"""The manifest: what is refused, and that the refusal names entry, field and remedy."""

from pathlib import Path

import pytest
import yaml

from pipeline.corpus.manifest import id_problem, read_corpus
from pipeline.errors import InputError
from tests.support.paths import ROOT, TESTS

CASES = yaml.safe_load((TESTS / "cases" / "manifest.yml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=[case["why"] for case in CASES])
def test_manifest(case: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "plans.yml").write_text(
        case["text"].replace("SHA", "a" * 64).replace("SHB", "b" * 64), encoding="utf-8"
    )
    if case["expect"] == "ok":
        read_corpus(tmp_path)
        return
    with pytest.raises(InputError) as refused:
        read_corpus(tmp_path)
    sentence = str(refused.value)
    assert case["expect"] in sentence
    assert "plans.yml" in sentence
    assert "\n" not in sentence
    assert len(sentence) < 400


def test_a_missing_manifest_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="--corpus"):
        read_corpus(tmp_path)


def test_a_manifest_that_is_no_utf_8_is_told(tmp_path: Path) -> None:
    (tmp_path / "plans.yml").write_bytes("- id: 县".encode("gb18030"))
    with pytest.raises(InputError, match="UTF-8"):
        read_corpus(tmp_path)


def test_a_link_cannot_lead_out_of_documents(tmp_path: Path) -> None:
    (tmp_path / "documents").mkdir()
    (tmp_path / "secret.txt").write_text("1. x", encoding="utf-8")
    (tmp_path / "documents" / "a.txt").symlink_to(tmp_path / "secret.txt")
    (tmp_path / "plans.yml").write_text(f"- {{id: a, file: a.txt, sha256: {'a' * 64}}}", encoding="utf-8")
    corpus = read_corpus(tmp_path)
    with pytest.raises(InputError, match="out of documents"):
        corpus.path(corpus.entries[0])


@pytest.mark.parametrize("id", ["minhang-2023", "闵行区-2023", "a", "x_1.2", "2023"])
def test_good_ids(id: str) -> None:
    assert id_problem(id) is None


@pytest.mark.parametrize(
    "id", ["", ".", "..", "a/b", "a\\b", "-a", "a--2", "tables", "Report", "a b", "a..b", "a.", "x" * 81]
)
def test_bad_ids(id: str) -> None:
    assert id_problem(id)


def test_the_corpus_of_this_repository() -> None:
    corpus = read_corpus(ROOT / "corpus")
    held = {entry.id: entry for entry in corpus.entries}
    assert {"minhang-2023", "minhang-2025"} <= held.keys()
    assert held["minhang-2025"].predecessor == "minhang-2023"
    files = {path.name for path in (ROOT / "corpus" / "documents").iterdir()}
    assert files == {entry.file for entry in corpus.entries}
