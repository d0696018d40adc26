"""The Python interface for notebooks, and its page, which runs."""

import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline import load_plans
from pipeline.corpus.manifest import Corpus, read_corpus
from pipeline.errors import InputError
from pipeline.run.documents import run_documents
from tests.support import plans as fixture
from tests.support.paths import ROOT
from tests.support.stub_extract import STUB

pytestmark = pytest.mark.slow

MakeCorpus = Callable[..., Corpus]
PAGE = ROOT / "docs" / "reference" / "python.md"


def test_plans_and_tables(make_corpus: MakeCorpus, tmp_path: Path) -> None:
    corpus = make_corpus({"a": "甲方案\n1. 修路\n里程=3", "b": "乙方案\n1. 种树\n2. 架桥"})
    list(run_documents(corpus, tmp_path / "out", STUB))
    library = load_plans(tmp_path / "out")
    assert [plan.plan.id for plan in library] == ["a", "b"]
    assert library["b"].tasks[1].title == "架桥"
    assert library.document("b").blocks[0].text.startswith("乙方案")
    assert list(library.table("tasks")["title"]) == ["修路", "种树", "架桥"]
    for name in library.tables:
        told = library.columns(name)
        assert list(library.table(name).columns) == list(told["name"])
        assert told["description"].str.len().min() > 0
    mine = library.table("tasks")
    mine["title"] = "changed"
    assert library.table("tasks")["title"].iloc[0] == "修路"
    with pytest.raises(KeyError, match="there is no such table"):
        library.table("nothing")
    for id in ("c", "../out/a", ""):
        with pytest.raises(KeyError):
            library[id]


def test_no_plans_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="run: gangmu run"):
        load_plans(tmp_path)


def test_importing_the_package_is_light() -> None:
    code = "import sys, pipeline; print(sorted({'pandas', 'pydantic', 'spacy'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout.strip() == "[]"


def test_the_page_runs(tmp_path: Path) -> None:
    for outcome in run_documents(read_corpus(ROOT / "corpus"), tmp_path / "outputs"):
        assert outcome.state == "made", outcome.why
    code = "\n".join(re.findall(r"^```python\n(.*?)^```", PAGE.read_text(encoding="utf-8"), re.M | re.S))
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=False,
        cwd=tmp_path,
        env={"PYTHONPATH": str(ROOT)},
    )
    assert done.returncode == 0, done.stderr
    assert "Library of 2 plans in outputs" in done.stdout


def test_answers_graph_and_ids_that_are_near(tmp_path: Path) -> None:
    library = load_plans(fixture.write_outputs(tmp_path))
    assert next(iter(library.answers["leads"]["unit"])) == "区科技局"
    assert "leads" in library.answers._repr_html_() and "哪些单位牵头最多" in library.answers._repr_html_()
    assert "<td>yunxi-2024</td>" in library._repr_html_()
    assert library.graph().nodes["yunxi-2024/task/1"]["label"] == "建设中试基地"
    assert [found.old.id for found in library.comparisons] == ["yunxi-2024"]
    for wrong, near in (("yunxi", "yunxi-2024"), ("yunxi-2042", "yunxi-2024"), ("2027", "yunxi-2027")):
        with pytest.raises(KeyError, match=near):
            library[wrong]
    with pytest.raises(KeyError, match="near: leads"):
        library.answers["lead"]
