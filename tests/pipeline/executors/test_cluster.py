"""A real Dask cluster of two workers, one of them killed in the middle of a run."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from pipeline.errors import InputError
from pipeline.executors import SERIAL, Executor
from pipeline.executors.cluster import Cluster
from pipeline.run.documents import run_documents
from pipeline.run.products import FEW, build_products
from tests.pipeline.executors.test_executors import MakeCorpus, snapshot
from tests.support.paths import ROOT
from tests.support.stub_extract import STUB

pytestmark = pytest.mark.slow

if TYPE_CHECKING:
    from distributed import LocalCluster


@pytest.fixture
def cluster(monkeypatch: pytest.MonkeyPatch) -> "Iterator[LocalCluster]":
    distributed = pytest.importorskip("distributed", reason="the extra dask is not installed")
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None, silence_logs=50
    ) as started:
        yield started


def test_a_cluster_that_loses_a_worker_writes_what_one_process_writes(
    make_corpus: MakeCorpus, tmp_path: Path, cluster: "LocalCluster"
) -> None:
    texts = {f"p{number:02}": f"方案{number} WAIT\n1. 修路{number}\n2. 架桥===乙\n1. 种树" for number in range(24)}
    corpus = make_corpus(texts)
    states = []
    running = run_documents(corpus, tmp_path / "two", STUB, Cluster(cluster.scheduler_address))
    for number, outcome in enumerate(running):
        states.append(outcome.state)
        if number == 4:
            os.kill(next(iter(cluster.workers.values())).pid, signal.SIGKILL)
    assert states == ["made"] * 24
    for _ in run_documents(corpus, tmp_path / "one", STUB):
        pass
    assert snapshot(tmp_path / "two") == snapshot(tmp_path / "one")


def test_products_from_a_cluster_are_those_of_one_process(
    make_corpus: MakeCorpus, tmp_path: Path, cluster: "LocalCluster"
) -> None:
    texts = {f"p{number:02}": f"方案{number}\n1. 修路{number}\n2. 架桥\n里程={number + 3}" for number in range(FEW + 2)}
    corpus = make_corpus(texts, p03={"predecessor": "p02"})
    for name, executor in (("one", SERIAL), ("two", Cluster(cluster.scheduler_address))):
        assert {outcome.state for outcome in run_documents(corpus, tmp_path / name, STUB)} == {"made"}
        build_products(corpus, tmp_path / name, executor)
    assert (tmp_path / "two" / "report" / "compare" / "p02" / "p03.html").is_file()
    assert snapshot(tmp_path / "two") == snapshot(tmp_path / "one")


def test_a_document_that_kills_workers_is_a_failure_like_others(
    make_corpus: MakeCorpus, tmp_path: Path, cluster: "LocalCluster"
) -> None:
    executor: Executor = Cluster(cluster.scheduler_address)
    corpus = make_corpus({"a": "甲\n1. 一", "b": "乙 DIE", "c": "丙 BUG"})
    outcomes = {o.id: o for o in run_documents(corpus, tmp_path / "out", STUB, executor)}
    assert {id: (o.state, o.cause) for id, o in outcomes.items()} == {
        "a": ("made", None),
        "b": ("failed", "process"),
        "c": ("failed", "program"),
    }
    assert "workers died while processing it" in outcomes["b"].why


def test_no_scheduler_is_one_sentence(make_corpus: MakeCorpus, tmp_path: Path) -> None:
    pytest.importorskip("distributed", reason="the extra dask is not installed")
    with pytest.raises(InputError, match="no Dask scheduler answers there"):
        list(run_documents(make_corpus({"a": "甲"}), tmp_path / "out", STUB, Cluster("tcp://127.0.0.1:9", timeout=1)))


def test_no_jobs_need_no_cluster() -> None:
    assert list[object](Cluster("tcp://127.0.0.1:9").run(str, ())) == []
