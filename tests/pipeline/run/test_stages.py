"""Only the stages whose grounds changed are done again, and what they depend on is known from the code itself."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import pipeline.store.built_from
from pipeline.corpus.manifest import Corpus
from pipeline.run.documents import Outcome, run_documents
from pipeline.run.stages import STAGES, Stages, load_document, load_facts, save_document, save_facts
from pipeline.store.imports import LEXICON, ROOT, dependency_files
from pipeline.store.results import Result
from schemas import Document
from tests.support.stub_extract import STUB

pytestmark = pytest.mark.slow

MakeCorpus = Callable[..., Corpus]
FOUNDING = ROOT / "corpus" / "documents" / "minhang-2025.txt"


class Calls:
    """The stub, counting."""

    def __init__(self) -> None:
        self.names: list[str] = []

    def stages(self) -> Stages:
        def read(path: Path) -> Document:
            self.names.append("read")
            return STUB.read(path)

        def extract(document: Document, plan_id: str) -> tuple[Result, ...]:
            self.names.append("extract")
            return STUB.extract(document, plan_id)

        return Stages(read, extract)


def run(corpus: Corpus, out: Path) -> tuple[list[Outcome], list[str]]:
    calls = Calls()
    return list(run_documents(corpus, out, calls.stages())), calls.names


def stub_version(monkeypatch: pytest.MonkeyPatch, module: str) -> None:
    version = pipeline.store.built_from.stage_version
    monkeypatch.setattr(
        pipeline.store.built_from, "stage_version", lambda name: "new" if name == module else version(name)
    )


def test_a_changed_lexicon_extracts_anew_and_reads_nothing(
    make_corpus: MakeCorpus, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    corpus = make_corpus({"a": "甲方案\n1. 修路===乙方案\n1. 架桥"})
    assert run(corpus, tmp_path / "out")[1] == ["read", "extract"]
    stub_version(monkeypatch, "extractors.plan")
    outcomes, calls = run(corpus, tmp_path / "out")
    assert calls == ["extract"]
    assert [(o.begun, o.why, o.plans) for o in outcomes] == [("extract", "changed: extractor", ("a", "a--2"))]


def test_a_changed_authority_file_neither_reads_nor_extracts(make_corpus: MakeCorpus, tmp_path: Path) -> None:
    corpus = make_corpus({"a": "甲方案\n1. 修路===乙方案\n1. 架桥"})
    run(corpus, tmp_path / "out")
    before = {path: path.read_bytes() for path in (tmp_path / "out").rglob("*.json") if path.name != "made.json"}
    corpus.authority.write_text("[]", encoding="utf-8")
    outcomes, calls = run(corpus, tmp_path / "out")
    assert calls == []
    assert [(o.begun, o.why) for o in outcomes] == [("refine", "changed: units")]
    assert {path: path.read_bytes() for path in before} == before


def test_a_changed_reader_reads_anew(make_corpus: MakeCorpus, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    corpus = make_corpus({"a": "甲方案\n1. 修路"})
    run(corpus, tmp_path / "out")
    monkeypatch.setattr(pipeline.store.built_from, "reader_version", lambda format: "new")
    outcomes, calls = run(corpus, tmp_path / "out")
    assert calls == ["read", "extract"]
    assert [(o.begun, o.why) for o in outcomes] == [("read", "changed: reader")]


@pytest.mark.parametrize("damage", [b"", b"no gzip", None])
@pytest.mark.parametrize("name", [".read.gz", ".facts.gz"])
def test_what_is_kept_and_damaged_is_made_again(
    make_corpus: MakeCorpus, tmp_path: Path, name: str, damage: bytes | None
) -> None:
    corpus = make_corpus({"a": "甲方案\n1. 修路"})
    run(corpus, tmp_path / "out")
    kept = tmp_path / "out" / "a" / name
    whole = kept.read_bytes()
    kept.write_bytes(whole[: len(whole) // 2] if damage is None else damage)
    corpus.authority.write_text("[]", encoding="utf-8")
    outcomes, _ = run(corpus, tmp_path / "out")
    assert outcomes[0].begun == ("read" if name == ".read.gz" else "extract")
    assert kept.read_bytes() == whole


def test_kept_stages_come_back_equal(tmp_path: Path) -> None:
    document = STAGES.read(FOUNDING)
    results = STAGES.extract(document, "a")
    save_document(tmp_path, "k", document)
    save_facts(tmp_path, "k", results, document)
    assert load_document(tmp_path, "k") == document
    assert load_facts(tmp_path, "k", document) == results
    assert load_document(tmp_path, "other") is None
    assert load_facts(tmp_path, "other", document) is None


@pytest.mark.parametrize(
    ("root", "name", "expect"),
    [
        ("extractors.plan", "roles", True),
        ("extractors.plan", "measures", True),
        ("extractors.readers.pdf.read", "roles", True),  # headers that tables without rules are known by
        ("extractors.readers.pdf.read", "known_units", True),  # rows without rules are known by whole names of units
        ("extractors.readers.office.docx", "roles", True),  # header rows are known by the words in them
        ("extractors.readers.office.docx", "known_units", False),
        ("extractors.readers.pdf.read", "commitments", False),
    ],
)
def test_which_vocabulary_a_stage_depends_on(root: str, name: str, expect: bool) -> None:
    assert (LEXICON / f"{name}.yml" in dependency_files(root)) == expect


def test_every_module_that_a_document_brings_along_is_known_to_its_fingerprint() -> None:
    code = (
        "import sys; from pathlib import Path; from pipeline.run.stages import STAGES\n"
        "STAGES.extract(STAGES.read(Path(sys.argv[1])), 'a')\n"
        "print(*sorted(m.__file__ for n, m in sys.modules.items() if n.split('.')[0] in ('schemas', 'extractors')), sep='\\n')"
    )
    done = subprocess.run([sys.executable, "-c", code, FOUNDING], capture_output=True, text=True, check=True, cwd=ROOT)
    known = dependency_files(
        "extractors.readers", "extractors.readers.dump.read", "extractors.plan", "pipeline.run.refine"
    )
    assert {Path(line) for line in done.stdout.split()} - set(known) == set()


def test_every_file_of_the_lexicon_is_reached_by_a_stage() -> None:
    known = {
        *dependency_files("extractors.plan"),
        *dependency_files("extractors.readers.dump.read", "extractors.readers.pdf.read"),
        *dependency_files("pipeline.run.refine"),
    }
    assert set(LEXICON.glob("*.yml")) - known == set()


def test_what_is_prepared_is_what_documents_need() -> None:
    code = (
        "import sys\n"
        "from pathlib import Path\n"
        "from pipeline.run.stages import STAGES\n"
        "STAGES.prepare()\n"
        "before = set(sys.modules)\n"
        f"STAGES.results(Path({str(FOUNDING)!r}), 'a')\n"
        "print(*sorted(name for name in set(sys.modules) - before if name.startswith('extractors')))\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []


def test_documents_are_prepared_for_once_and_only_if_there_are_several(make_corpus: MakeCorpus, tmp_path: Path) -> None:
    prepared: list[int] = []
    stages = STUB._replace(prepare=lambda: prepared.append(1))
    several = make_corpus({"a": "甲\n1. 一", "b": "乙\n1. 二", "c": "丙\n1. 三"})
    assert [outcome.state for outcome in run_documents(several, tmp_path / "out", stages)] == ["made"] * 3
    assert prepared == [1]
    assert [outcome.state for outcome in run_documents(several, tmp_path / "out", stages)] == ["kept"] * 3
    assert prepared == [1]
