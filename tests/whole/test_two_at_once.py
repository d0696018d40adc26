"""Two commands at once on one corpus: each does its work or waits and says so, and no file is a mixture of both."""

import os
import traceback
from collections.abc import Callable
from itertools import combinations_with_replacement
from pathlib import Path

import pytest

import extractors
import extractors.readers
from pipeline.cli.command import app
from pipeline.corpus.corrections import read_corrections
from pipeline.corpus.manifest import Corpus, read_corpus
from pipeline.errors import InputError, RefusedError
from pipeline.run.add import add as register
from pipeline.run.deep_check import damaged_files
from pipeline.run.documents import run_documents
from pipeline.run.products import build_products
from pipeline.serve.desk import CorrectionForm, Desk
from pipeline.store.commit import commit
from pipeline.store.lock import LOCK, outputs_lock
from pipeline.store.results import read_result
from tests.support.stub_extract import STUB, stub_extract, stub_facts, stub_read

pytestmark = pytest.mark.slow

MakeCorpus = Callable[..., Corpus]
TEXTS = {"a": "甲方案\n1. 修通南路\n里程=300===甲二\n1. 种树", "b": "乙方案\n1. 架设东桥\n里程=450"}
ROUNDS = 2


def command(*words: str) -> Callable[[Path], None]:
    def work(folder: Path) -> None:
        app([*words, "--corpus", str(folder / "corpus"), "--outputs", str(folder / "out")], standalone_mode=False)

    return work


def repeated(work: Callable[[Path, int], None]) -> Callable[[Path], None]:
    return lambda folder: [work(folder, number) for number in range(ROUNDS)] and None


def add(folder: Path, number: int) -> None:
    path = folder / f"{os.getpid()}-{number}.txt"
    path.write_text(f"丙方案{os.getpid()}\n1. 挖渠{number}", encoding="utf-8")
    app(["add", str(path), "--corpus", str(folder / "corpus")], standalone_mode=False)


def correct(folder: Path, number: int) -> None:
    command("correct", "a", "task/1", "marker", f"{os.getpid()}.{number}", "--why", "印错", "--by", "李")(folder)


def serve(folder: Path) -> None:
    desk = Desk(read_corpus(folder / "corpus"), folder / "out", STUB)
    assert desk.open() == ()
    for number in range(ROUNDS):
        form = {"plan": "b", "target": "b/task/1", "field": "title", "why": "印错", "by": "王"}
        seen = read_result(folder / "out" / "b").plan.tasks[0].title
        try:
            desk.correct(CorrectionForm(**form, now=f"架设{os.getpid()}桥{number}", seen=seen))
        except InputError as error:
            assert getattr(error, "changed", False), error  # the other desk corrected it first
    desk.rebuilder.wait(60)
    assert desk.rebuilder.state().failed == ""
    desk.close()


WRITERS: dict[str, Callable[[Path], None]] = {
    "run": repeated(lambda folder, _: command("run", "--workers", "0")(folder)),
    "serve": serve,
    "add": repeated(add),
    "correct": repeated(correct),
    "report": repeated(lambda folder, _: command("report")(folder)),
}


def begin(work: Callable[[Path], None], folder: Path) -> int:
    """Start the work in a copy of this process, with the small extractor."""
    child = os.fork()
    if not child:
        try:
            extractors.extract_document, extractors.readers.read_document = stub_facts, stub_read
            extractors.extract = stub_extract
            work(folder)
            os._exit(0)
        except BaseException:  # noqa: BLE001  (the other side of the fork must not go on with the tests)
            traceback.print_exc()
            os._exit(1)
    return child


@pytest.mark.parametrize(("one", "other"), list(combinations_with_replacement(WRITERS, 2)))
def test_two_writers_at_once(make_corpus: MakeCorpus, tmp_path: Path, one: str, other: str) -> None:
    corpus, out = make_corpus(TEXTS, b={"predecessor": "a"}), tmp_path / "out"
    list(run_documents(corpus, out, STUB))
    build_products(corpus, out)
    children = [begin(WRITERS[name], tmp_path) for name in (one, other)]
    assert [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children] == [0, 0]
    corpus = read_corpus(corpus.folder)
    assert len(corpus.entries) == len(TEXTS) + ROUNDS * (one, other).count("add")
    assert len(read_corrections(corpus.corrections("a"))) == ROUNDS * (one, other).count("correct")
    assert {outcome.state for outcome in run_documents(corpus, out, STUB)} <= {"made", "kept"}
    build_products(corpus, out)
    assert list(damaged_files(corpus, out)) == []
    assert not [path for path in tmp_path.rglob("*") if path.name.endswith(".part")]


def test_two_adds_of_one_file_register_it_once(make_corpus: MakeCorpus, tmp_path: Path) -> None:
    corpus = make_corpus(TEXTS)  # as both commands have read it before one of them may write
    (tmp_path / "new.txt").write_text("丙方案\n1. 挖渠", encoding="utf-8")
    register(tmp_path / "new.txt", corpus, extract=stub_extract)
    with pytest.raises(RefusedError, match="already registered"):
        register(tmp_path / "new.txt", corpus, extract=stub_extract)
    assert len(read_corpus(corpus.folder).entries) == len(TEXTS) + 1


def test_who_waits_says_for_whom(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    with outputs_lock(tmp_path):
        child = os.fork()
        if not child:
            with pytest.raises(InputError), outputs_lock(tmp_path, patience=1.1):
                pass
            os._exit(not (str(os.getppid()) in caplog.text and "waiting" in caplog.text))
        assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


def test_a_lock_that_is_a_link_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / LOCK).symlink_to(tmp_path / "mine.txt")
    with pytest.raises(InputError, match="cannot be written"), outputs_lock(tmp_path / "out"):
        pass
    assert (tmp_path / "mine.txt").read_text(encoding="utf-8") == "mine"


def test_a_plan_and_its_document_are_read_of_one_commit(make_corpus: MakeCorpus, tmp_path: Path) -> None:
    out = tmp_path / "out"
    versions = []
    for text in ("甲\n1. 一", "甲改\n1. 一改"):
        list(run_documents(make_corpus({"a": text}), out, STUB))
        versions.append({f"a/{name}": (out / "a" / name).read_text("utf-8") for name in ("document.json", "plan.json")})
    child = os.fork()
    if not child:
        for number in range(40):
            commit(out, "a", versions[number % 2], ())
        os._exit(0)
    while os.waitpid(child, os.WNOHANG) == (0, 0):
        plan, document = read_result(out / "a")
        assert plan.plan.source.sha256 == document.source.sha256


def test_the_report_is_never_absent(make_corpus: MakeCorpus, tmp_path: Path) -> None:
    corpus, out = make_corpus(TEXTS), tmp_path / "out"
    list(run_documents(corpus, out, STUB))
    build_products(corpus, out)
    child = os.fork()
    if not child:
        for _ in range(5):
            (out / ".products.json").unlink()
            build_products(corpus, out)
        os._exit(0)
    while os.waitpid(child, os.WNOHANG) == (0, 0):
        assert (out / "report").is_dir()
