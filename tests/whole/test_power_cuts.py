"""The power fails: what a person gave is on the disk when the command is done, and a run leaves the old or the new."""

from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest

from pipeline.corpus.authority import Judgement, read_authority, record
from pipeline.corpus.corrections import read_corrections
from pipeline.corpus.manifest import Corpus, read_corpus
from pipeline.errors import InputError
from pipeline.ledger.entry import LedgerEntry
from pipeline.ledger.history import ledger_path, read_history
from pipeline.ledger.opened import Meta
from pipeline.ledger.quarter import parse_quarter
from pipeline.ledger.read import LedgerReading
from pipeline.ledger.take import take
from pipeline.run.add import add
from pipeline.run.correct import Wish, correct
from pipeline.run.documents import run_documents
from tests.support.disk import Disk, watched_disk
from tests.support.stub_extract import STUB, stub_extract

MakeCorpus = Callable[..., Corpus]
UNITS = ("unit/云溪/发改委", "unit/云溪/发展改革委")


def cuts(disk: Disk, folder: Path, numbers: Iterator[int]) -> Iterator[Path]:
    """Yield the two states that a cut would leave now: with the names that were synced, and with all names."""
    for names_written in (False, True):
        state = folder / f"cut{next(numbers)}"
        disk.after_a_cut(state, names_written=names_written)
        yield state


def add_notice(corpus: Corpus, tmp_path: Path) -> None:
    (tmp_path / "notice.txt").write_text("丙县方案\n1. 修路", encoding="utf-8")
    add(tmp_path / "notice.txt", corpus, extract=stub_extract)


def correct_title(corpus: Corpus, tmp_path: Path) -> None:
    correct(corpus, tmp_path / "out", Wish("a", "task/1", "title", "架桥", "印错", "李"), STUB)


def judge(corpus: Corpus, tmp_path: Path) -> None:
    record(corpus.authority, Judgement(verdict="same", units=UNITS, by="李", on="2026-01-02", why="同一机关"))


def added(corpus: Corpus) -> bool:
    entries = {entry.id: corpus.path(entry) for entry in read_corpus(corpus.folder).entries}
    return any(path.read_text(encoding="utf-8").startswith("丙县方案") for path in entries.values())


GIVEN: dict[str, tuple[Callable[[Corpus, Path], None], Callable[[Corpus], bool]]] = {
    "add": (add_notice, added),
    "correct": (correct_title, lambda corpus: bool(read_corrections(corpus.corrections("a")))),
    "units": (judge, lambda corpus: bool(read_authority(corpus.authority).judgements)),
}


@pytest.mark.parametrize("name", GIVEN)
def test_what_a_person_gave_is_on_the_disk_when_the_command_is_done(
    make_corpus: MakeCorpus, tmp_path: Path, name: str
) -> None:
    corpus, (give, is_there) = make_corpus({"a": "甲县方案\n1. 修桥"}), GIVEN[name]
    numbers = count()

    def whole(disk: Disk) -> None:
        for state in cuts(disk, tmp_path, numbers):
            is_there(read_corpus(state))  # raises where a file is torn

    with watched_disk(corpus.folder, whole) as disk:
        assert not is_there(corpus)
        give(corpus, tmp_path)
        for state in cuts(disk, tmp_path, numbers):
            assert is_there(read_corpus(state)), f"lost, in {sorted(state.rglob('*'))}"
    assert next(numbers) > 5


def test_a_ledger_is_on_the_disk_when_it_is_taken(tmp_path: Path) -> None:
    quarter = parse_quarter("2025Q1")
    where = {"file": "一.xlsx", "sha256": "0" * 64, "on": "2025-04-02"}
    entries = tuple(
        LedgerEntry(kind="task", id=f"a/task/{row}", quote="修桥", status="推进中", row=row, **where) for row in (2, 3)
    )
    (tmp_path / "corpus").mkdir()
    numbers = count()
    with watched_disk(tmp_path / "corpus") as disk:
        take(LedgerReading("一.xlsx", Meta("a", quarter, None, {}), entries), tmp_path / "corpus")
        for state in cuts(disk, tmp_path, numbers):
            assert read_history(ledger_path(state, "a", quarter)).records == entries


@pytest.mark.parametrize("content", [b"", b"\n \n", b"\x00" * 40, b"- target: a/task/1\n  field: ti"])
def test_an_empty_or_torn_file_of_a_person_is_an_error_that_names_it(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "corpus").mkdir()
    path = tmp_path / "corpus" / "plans.yml"
    path.write_bytes(content)
    for read in (lambda: read_corpus(path.parent), lambda: read_corrections(path), lambda: read_authority(path)):
        with pytest.raises(InputError, match=r"plans\.yml"):
            read()
    with pytest.raises(InputError, match=r"plans\.yml"):
        read_history(path)
    assert path.read_bytes() == content


def test_a_run_that_loses_power_leaves_what_the_next_run_completes(make_corpus: MakeCorpus, tmp_path: Path) -> None:
    out, numbers = tmp_path / "out", count()
    list(run_documents(make_corpus({"a": "甲\n1. 一===甲二\n1. 二"}), out, STUB))
    corpus = make_corpus({"a": "甲\n1. 一改===甲二\n1. 二"})
    states: list[Path] = []
    with watched_disk(out, lambda disk: states.extend(cuts(disk, tmp_path, numbers))) as disk:
        list(run_documents(corpus, out, STUB))
        states += cuts(disk, tmp_path, numbers)
    assert len(states) > 30
    for state in states:
        assert {outcome.state for outcome in run_documents(corpus, state, STUB)} <= {"made", "kept"}
        assert plans_in(state) == plans_in(out), state
    for state in states[-2:]:
        assert [outcome.state for outcome in run_documents(corpus, state, STUB)] == ["kept"]


def plans_in(out: Path) -> dict[str, bytes]:
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in out.glob("*/[!.]*") if path.is_file()}
