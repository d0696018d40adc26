"""Products of a corpus that is not held in memory are those of one that is."""

from collections.abc import Callable
from pathlib import Path

import pytest

import pipeline.store.results
from pipeline.compare.last_run import write_changes
from pipeline.corpus.manifest import Corpus
from pipeline.graph.build import build_graph
from pipeline.graph.files import write_graph
from pipeline.run.documents import run_documents
from pipeline.run.products import build_product
from pipeline.store.results import Plans, Results, open_results, read_results
from pipeline.tables.write import write_tables
from pipeline.views.unit_statistics import unit_statistics
from schemas import Plan
from tests.support.stub_extract import STUB

MakeCorpus = Callable[..., Corpus]
TEXTS = {f"p{number}": f"方案{number}\n1. 修路\n2. 架桥\n里程={number + 3}" for number in range(7)}


@pytest.fixture
def corpus(make_corpus: MakeCorpus, tmp_path: Path) -> Corpus:
    corpus = make_corpus(TEXTS, p3={"predecessor": "p2"})
    list(run_documents(corpus, tmp_path, STUB))
    return corpus


def files(folder: Path, pattern: str) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.glob(pattern)) if path.is_file()}


def test_results_on_disk_are_those_in_memory(corpus: Corpus, tmp_path: Path) -> None:
    held, lying = read_results(tmp_path), Results(tmp_path)
    assert tuple(lying) == held
    assert lying[2:4] == held[2:4]
    assert list(Plans(lying)) == [result.plan for result in held]
    assert unit_statistics(Plans(lying)) == unit_statistics(result.plan for result in held)


def test_plans_are_read_without_their_documents(corpus: Corpus, tmp_path: Path) -> None:
    held = read_results(tmp_path)
    for path in tmp_path.glob("*/document.json"):
        path.unlink()
    plans = Plans(Results(tmp_path))
    assert list(plans) == [result.plan for result in held]
    assert plans[-2:] == tuple(result.plan for result in held[-2:])


@pytest.mark.parametrize("product", ["tables", "graph", "comparisons"])
def test_products_are_the_same(corpus: Corpus, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, product: str) -> None:
    build_product(product, corpus, tmp_path)
    patterns = ("tables/*", "graph.*", "comparisons/*/*")
    before = [files(tmp_path, pattern) for pattern in patterns]
    assert any(before)
    monkeypatch.setattr(pipeline.store.results, "IN_MEMORY", 2)
    assert isinstance(open_results(tmp_path), Results)
    build_product(product, corpus, tmp_path)
    assert [files(tmp_path, pattern) for pattern in patterns] == before


class Counted(Results):
    """Results that know how often a plan was read from the disk."""

    read = 0

    def plan(self, at: int) -> Plan:
        plan = super().plan(at)
        self.read += 1
        return plan


def test_products_go_through_the_plans_once(corpus: Corpus, tmp_path: Path) -> None:
    for build in (
        lambda results: write_tables(results, tmp_path / "tables"),
        lambda results: write_changes(results, tmp_path),
        lambda results: write_graph(build_graph(Plans(results)), tmp_path),
    ):
        results = Counted(tmp_path)
        build(results)
        assert results.read == len(results) == len(TEXTS)


def test_graph_of_plans_that_are_gone_through_once(corpus: Corpus, tmp_path: Path) -> None:
    one = write_graph(build_graph(iter([result.plan for result in read_results(tmp_path)])), tmp_path / "one")
    two = write_graph(build_graph(Plans(Results(tmp_path))), tmp_path / "two")
    assert [path.read_bytes() for path in one] == [path.read_bytes() for path in two]
