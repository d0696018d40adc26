"""The executors: the same results from all, and bad documents cost no others."""

import os
import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from extractors.readers.base.progress import listening, report_page
from pipeline.corpus.manifest import Corpus
from pipeline.executors import SERIAL, Executor, Lost
from pipeline.executors.pool import Bounds, Pool
from pipeline.executors.watched import Watched
from pipeline.run.documents import Outcome, run_documents
from tests.support.stub_extract import STUB

pytestmark = pytest.mark.slow

MakeCorpus = Callable[..., Corpus]


class Errand(NamedTuple):
    id: str
    todo: str = ""
    place: str = ""


def do(errand: Errand) -> tuple[str, int]:
    """Do what tests need done in another process."""
    if errand.todo == "die":
        os.kill(os.getpid(), signal.SIGKILL)
    if errand.todo == "die once" and not Path(errand.place).exists():
        Path(errand.place).touch()
        os._exit(3)
    if errand.todo == "sleep":
        time.sleep(60)
    if errand.todo == "eat":
        eaten = bytearray(os.urandom(1_000_000) * 400)
        time.sleep(60 if eaten else 0)
    return errand.id, os.getpid()


def test_the_pool_does_every_job_with_warm_workers() -> None:
    errands = [Errand(f"e{number}") for number in range(12)]
    done = list(Pool(2).run(do, errands))
    assert sorted(job for job, _ in done) == sorted(errands)
    pids = {result[1] for _, result in done if not isinstance(result, Lost)}
    assert 1 <= len(pids) <= 2
    assert os.getpid() not in pids


def test_bad_jobs_are_told_and_the_pool_goes_on(tmp_path: Path) -> None:
    bad = [Errand("d", "die"), Errand("s", "sleep"), Errand("e", "eat")]
    once = Errand("o", "die once", str(tmp_path / "mark"))
    good = [Errand(f"g{number}") for number in range(4)]
    done = dict(Pool(2, Bounds(seconds=15, memory=350_000_000)).run(do, [*bad, once, *good]))
    assert {job.id for job, result in done.items() if isinstance(result, Lost)} == {"d", "s", "e"}
    said = {job.id: result.why for job, result in done.items() if isinstance(result, Lost)}
    assert "SIGKILL" in said["d"]
    assert "more than 15 seconds" in said["s"]
    assert "the limit is 0.35 GB" in said["e"]


def test_who_watches_sees_every_job_and_how_many_there_are() -> None:
    seen: list[object] = []

    def count(results: Iterator[object], total: int) -> Iterator[object]:
        seen.append(total)
        for result in results:
            seen.append(result)
            yield result

    errands = [Errand("a"), Errand("b")]
    done = list(Watched(SERIAL, count).run(do, errands))
    assert [job for job, _ in done] == errands and seen == [2, *done]


def test_leaving_early_ends_the_processes() -> None:
    running = Pool(1).run(do, [Errand("a"), Errand("s", "sleep")])
    _, result = next(running)
    assert not isinstance(result, Lost)
    running.close()
    with pytest.raises(ProcessLookupError):
        os.kill(result[1], 0)


def run(corpus: Corpus, outputs: Path, executor: Executor) -> dict[str, Outcome]:
    return {outcome.id: outcome for outcome in run_documents(corpus, outputs, STUB, executor)}


def snapshot(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_pool_writes_what_one_process_writes(make_corpus: MakeCorpus, tmp_path: Path) -> None:
    texts = {f"p{number}": f"方案{number}\n1. 修路{number}\n2. 架桥===乙\n1. 种树" for number in range(7)}
    corpus = make_corpus(texts)
    serial = run(corpus, tmp_path / "one", SERIAL)
    pooled = run(corpus, tmp_path / "two", Pool(2))
    assert snapshot(tmp_path / "one") == snapshot(tmp_path / "two")
    assert {id: o._replace(seconds={}) for id, o in serial.items()} == {
        id: o._replace(seconds={}) for id, o in pooled.items()
    }


def test_a_document_that_takes_its_process_along_is_a_failure_like_others(
    make_corpus: MakeCorpus, tmp_path: Path
) -> None:
    corpus = make_corpus({"a": "甲\n1. 一", "b": "乙 DIE", "c": "丙 BUG", "d": "丁\n1. 四"})
    outcomes = run(corpus, tmp_path / "out", Pool(2))
    assert {id: (o.state, o.cause) for id, o in outcomes.items()} == {
        "a": ("made", None),
        "b": ("failed", "process"),
        "c": ("failed", "program"),
        "d": ("made", None),
    }
    assert outcomes["b"].why.startswith("b: the process that worked on it ended with exit code 9")
    again = run(corpus, tmp_path / "out", Pool(2))
    assert [again[id].state for id in "abcd"] == ["kept", "failed", "failed", "kept"]


def test_memory_that_a_worker_shares_with_this_process_is_not_its_own() -> None:
    here = bytearray(os.urandom(1_000_000) * 400)
    done = dict(Pool(1, Bounds(memory=300_000_000)).run(wait_for_a_look, [Errand("a")]))
    assert len(here) == 400_000_000
    assert done == {Errand("a"): "a"}


def wait_for_a_look(job: Errand) -> str:
    time.sleep(0.5)  # the pool looks at the memory five times a second
    return job.id


def recognise_three_pages(job: Errand) -> str:
    for page in (1, 2, 3):
        report_page(page, 3)
    return job.id


def test_pages_recognised_by_a_worker_are_reported_here() -> None:
    reported: list[tuple[int, int]] = []
    with listening(lambda done, pages: reported.append((done, pages))):
        assert [done for _, done in Pool(1).run(recognise_three_pages, [Errand("a")])] == ["a"]
    assert reported == [(1, 3), (2, 3), (3, 3)]
