"""The Parquet data set: read as one table, equal to the tables, written once for a plan that stays."""

from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.compare import compare
from pipeline.corpus.manifest import Corpus
from pipeline.export.dataset import write_dataset
from pipeline.run.documents import run_documents
from pipeline.store.results import Results
from pipeline.tables.comparison_rows import COMPARISON_ROWS
from pipeline.tables.write import frames
from tests.support.compare import result
from tests.support.stub_extract import STUB

pq = pytest.importorskip("pyarrow.parquet", reason="the extra parquet is not installed")
MakeCorpus = Callable[..., Corpus]


def test_the_data_set_is_the_tables(make_corpus: MakeCorpus, tmp_path: Path) -> None:
    texts = {"a": "甲\n1. 一\n2. 二\n里程=3", "b": "乙\n1. 一===丙\n1. 三", "d": "丁\n长度=5"}
    list(run_documents(make_corpus(texts), tmp_path / "out", STUB))
    results = Results(tmp_path / "out")
    folders = write_dataset(results, tmp_path / "set")
    held = frames(results)
    assert {folder.name for folder in folders} == set(held) - {"units", "codes", "codings", *COMPARISON_ROWS}
    for folder in folders:
        made = pq.read_table(folder).to_pandas()
        assert len(made) == len(held[folder.name])
        assert set(made.columns) == set(held[folder.name].columns)
    tasks = pq.read_table(tmp_path / "set" / "tasks").to_pandas()
    assert sorted(zip(tasks["plan"].astype(str), tasks["title"], strict=True)) == sorted(
        zip(held["tasks"]["plan"], held["tasks"]["title"], strict=True)
    )


def test_a_comparison_is_in_the_partition_of_its_newer_plan(tmp_path: Path) -> None:
    old = result("old", ("改造东河大桥。完成桥面铺装。",))
    new = result("new", ("改造东河大桥。完成桥面铺装和照明更新。",))
    found = compare(old, new)
    write_dataset((old, new), tmp_path / "set", (found,))
    links = pq.read_table(tmp_path / "set" / "task_links").to_pandas()
    assert links[["plan", "old", "new"]].astype(str).values.tolist() == [["new", "old/task/1", "new/task/1"]]
    assert links["probability"].tolist() == [found.links[0].score]
    write_dataset((old, new), tmp_path / "set")
    assert not list((tmp_path / "set" / "task_links").glob("plan=*"))


def test_only_what_changed_is_written_and_what_went_goes(make_corpus: MakeCorpus, tmp_path: Path) -> None:
    list(run_documents(make_corpus({"a": "甲\n1. 一", "b": "乙\n1. 二"}), tmp_path / "out", STUB))
    write_dataset(Results(tmp_path / "out"), tmp_path / "set")
    files = sorted((tmp_path / "set").rglob("*.parquet"))
    before = {path: path.stat().st_mtime_ns for path in files}
    corpus = make_corpus({"a": "甲\n1. 一改", "b": "乙\n1. 二"})
    list(run_documents(corpus, tmp_path / "out", STUB))
    write_dataset(Results(tmp_path / "out"), tmp_path / "set")
    changed = {path.parent.name for path in files if path.stat().st_mtime_ns != before[path]}
    assert changed == {"plan=a"}
    write_dataset(Results(tmp_path / "out")[:1], tmp_path / "set")
    assert {path.name for path in (tmp_path / "set" / "tasks").iterdir()} == {"plan=a"}
