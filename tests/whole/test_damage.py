"""Files that a disk, a program or a person damaged: `gangmu doctor --deep` names each, and the next run makes it again."""

import json
import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.corpus.manifest import Corpus, read_corpus
from pipeline.run.deep_check import damaged_files
from pipeline.run.doctor import examine
from pipeline.run.documents import run_documents
from pipeline.run.products import build_products
from pipeline.run.record import record, write_record
from tests.support.stub_extract import STUB

pytestmark = pytest.mark.slow

CHANCE = random.Random(20)


def flipped(data: bytes) -> bytes:
    """Change one bit, as a failing disk does."""
    place = CHANCE.randrange(len(data))
    return data[:place] + bytes([data[place] ^ 1 << CHANCE.randrange(8)]) + data[place + 1 :]


KINDS: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda data: b"",
    "torn": lambda data: data[: CHANCE.randrange(1, len(data))],
    "zeros": lambda data: bytes(len(data)),
    "flipped": flipped,
    "nested": lambda data: b"[" * 100_000,
}
PLACES = {
    "out/a/plan.json": ("empty", "torn", "flipped", "nested"),
    "out/a--2/document.json": ("empty", "zeros", "flipped"),
    "out/a/made.json": ("empty", "torn", "flipped", "nested"),
    "out/a/.read.gz": ("empty", "torn", "flipped"),
    "out/b/.facts.gz": ("empty", "torn"),
    "out/.products.json": ("torn", "flipped", "nested"),
    "out/run.json": ("empty", "nested"),
    "out/changes.json": ("empty", "flipped"),
    "out/.seen.json.gz": ("torn",),
    "out/graph.json": ("empty", "flipped"),
    "out/graph.graphml": ("zeros",),
    "out/tables/tasks.csv": ("empty", "torn"),
    "out/tables/units.csv": ("flipped",),
    "out/comparisons/a/b.json": ("empty", "flipped"),
    "out/.facts.sqlite": ("empty", "torn", "flipped"),
    "out/.facts.json": ("torn", "flipped"),
    "out/report/index.html": ("empty", "flipped"),
    "out/report/plans/b/index.html": ("empty", "torn"),
    "out/report/assets/report.css": ("zeros",),
}
DAMAGES = [(place, kind) for place, kinds in PLACES.items() for kind in kinds]
CHANGES = {"changes.json", "report/index.html", "report/changes.html", ".products.json"}
BY_PEOPLE = {
    "corpus/corrections/a.yml": ("empty", "zeros", "nested"),
    "corpus/units.yml": ("empty", "zeros"),
    "corpus/ledger/a/2025Q1.yml": ("empty", "nested"),
    "corpus/plans.yml": ("empty", "zeros"),
    "corpus/documents/b.txt": ("empty", "flipped"),
}


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a corpus and what a run made of it."""
    from tests.conftest import make_corpus

    folder = tmp_path_factory.mktemp("sound")
    texts = {"a": "甲方案\n1. 修通南路\n里程=300===甲二\n1. 种树", "b": "乙方案\n1. 架设东桥\n里程=450"}
    corpus = make_corpus.__wrapped__(folder)(texts, b={"predecessor": "a"})
    for name, text in {
        "corrections/a.yml": "- {target: a/task/1, field: title, was: 甲, now: 乙, why: 印错, by: 李, on: '2026-01-02'}",
        "units.yml": "- {name: 县科技局}",
        "ledger/a/2025Q1.yml": "[]",
    }.items():
        (corpus.folder / name).parent.mkdir(parents=True, exist_ok=True)
        (corpus.folder / name).write_text(text, encoding="utf-8")
    run(corpus, folder / "out")
    return folder


def run(corpus: Corpus, out: Path) -> list[str]:
    """Do what `gangmu run` does, and return the files that it found damaged."""
    outcomes, sentences = list(run_documents(corpus, out, STUB)), []
    assert {outcome.state for outcome in outcomes} <= {"made", "kept"}
    build_products(corpus, out, report_damage=sentences.append)
    write_record(record(outcomes, "", 0, "serial", {}), out)
    return [*(str(out / name) for outcome in outcomes for name in outcome.damaged), *sentences]


def contents(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file() and path.name != "run.json")
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def test_nothing_is_damaged_after_a_run(sound: Path) -> None:
    checks = list(examine(sound / "corpus", sound / "out", deep=True))
    assert not [check for check in checks if check.state in ("broken", "attend")]
    assert checks[-1].what == "files"


@pytest.mark.parametrize(("place", "kind"), DAMAGES, ids=[f"{place} {kind}" for place, kind in DAMAGES])
def test_a_damaged_file_is_named_and_made_again(sound: Path, tmp_path: Path, place: str, kind: str) -> None:
    shutil.copytree(sound, tmp_path / "copy")
    corpus, out = read_corpus(tmp_path / "copy" / "corpus"), tmp_path / "copy" / "out"
    path = tmp_path / "copy" / place
    path.write_bytes(KINDS[kind](path.read_bytes()))
    assert path in [damaged.path for damaged in damaged_files(corpus, out)]
    if path.suffix == ".gz" and path.parent != out:
        path.unlink()  # a cache: as the remedy says
    found = run(corpus, out)
    # a cache or the record of a run holds nothing that could be wrong in a result
    assert any(str(path) in sentence for sentence in found) or path.name in (".read.gz", ".facts.gz", "run.json")
    assert not list(damaged_files(corpus, out))
    after, before = contents(out), contents(sound / "out")
    # what changed in the run before last is not known any more once its record is damaged
    lost = {path.relative_to(out).as_posix()} if place.endswith((".gz", "run.json")) else set()
    lost |= CHANGES if path.name in ("changes.json", ".seen.json.gz") else set()
    assert {name for name in before if before[name] != after.get(name)} <= lost


@pytest.mark.parametrize(("place", "kind"), [(place, kind) for place, kinds in BY_PEOPLE.items() for kind in kinds])
def test_a_damaged_file_of_a_person_is_named_and_left_alone(sound: Path, tmp_path: Path, place: str, kind: str) -> None:
    shutil.copytree(sound, tmp_path / "copy")
    path = tmp_path / "copy" / place
    path.write_bytes(damaged := KINDS[kind](path.read_bytes()))
    checks = list(examine(tmp_path / "copy" / "corpus", tmp_path / "copy" / "out", deep=True))
    assert [
        check for check in checks if check.state == "broken" and path.name in check.found + check.what + check.remedy
    ]
    assert path.read_bytes() == damaged


@pytest.mark.parametrize("text", [b"", b'{"files": ["a/pl', b"[" * 100_000, b"null", b'{"files": 3, "drop": []}'])
def test_a_damaged_journal_is_named_and_the_commit_repeated(sound: Path, tmp_path: Path, text: bytes) -> None:
    shutil.copytree(sound, tmp_path / "copy")
    corpus, out = read_corpus(tmp_path / "copy" / "corpus"), tmp_path / "copy" / "out"
    (out / "a" / ".commit.json").write_bytes(text)
    (out / "a" / "plan.json").write_bytes((out / "b" / "plan.json").read_bytes())  # as if a rename had been half done
    assert out / "a" / ".commit.json" in [damaged.path for damaged in damaged_files(corpus, out)]
    run(corpus, out)
    assert contents(out) == contents(sound / "out")


def test_records_of_an_earlier_version_are_old_and_not_damaged(sound: Path, tmp_path: Path) -> None:
    shutil.copytree(sound, tmp_path / "copy")
    corpus, out = read_corpus(tmp_path / "copy" / "corpus"), tmp_path / "copy" / "out"
    for path in (out / "a" / "made.json", out / ".products.json"):
        written = json.loads(path.read_bytes())
        del written["sha256"]
        path.write_text(json.dumps(written), encoding="utf-8")
    assert run(corpus, out) == []
    assert contents(out) == contents(sound / "out")
