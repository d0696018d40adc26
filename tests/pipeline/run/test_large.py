"""Products of a corpus that is not held in memory are those of one that is."""

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner

import pipeline.facts.ask
import pipeline.run.products
import pipeline.store.results
from pipeline.answers.workbook import answer_sheet
from pipeline.cli.command import app
from pipeline.compare.last_run import write_changes
from pipeline.corpus.manifest import Corpus
from pipeline.export.formats import export
from pipeline.facts.ask import answers
from pipeline.facts.tables import write_tables
from pipeline.facts.update import facts_of_results
from pipeline.graph.build import build_graph
from pipeline.graph.codes import add_codes
from pipeline.graph.files import write_graph, write_rows
from pipeline.graph.stored_rows import StoredRows
from pipeline.run.documents import run_documents
from pipeline.run.products import build_product, build_products
from pipeline.store.codes import Codes
from pipeline.store.digests import file_digest
from pipeline.store.results import Plans, Results, open_results, read_results
from pipeline.views.unit_statistics import unit_statistics
from schemas import Plan
from tests.support import plans as fixture
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
        lambda results: write_tables(facts_of_results(results), tmp_path / "tables"),
        lambda results: write_changes(results, tmp_path),
        lambda results: write_graph(build_graph(Plans(results)), tmp_path),
    ):
        results = Counted(tmp_path)
        build(results)
        assert results.read == len(results) == len(TEXTS)


def count_parses(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """Count for each plan how often the content of its plan.json is parsed."""
    parsed: Counter[str] = Counter()
    parse = Plan.model_validate_json

    def counted(content: bytes | str) -> Plan:
        plan = parse(content)
        parsed[plan.plan.id] += isinstance(content, bytes)  # what was read from a file, not what is about to be written
        return plan

    monkeypatch.setattr(Plan, "model_validate_json", counted)
    return parsed


def test_a_run_parses_each_plan_once_for_all_products(
    make_corpus: MakeCorpus, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = (
        "某市{}年交通建设实施方案\n\n一、重点任务\n（一）新建公路{}公里。（责任单位：市交通局，配合单位：市财政局）\n"
    )
    texts = {f"roads-{year}": text.format(year, year - 1900) for year in (2022, 2023, 2024)}
    corpus = make_corpus(
        texts, **{"roads-2023": {"predecessor": "roads-2022"}, "roads-2024": {"predecessor": "roads-2023"}}
    )
    pipeline.store.results._parse.cache_clear()
    parsed = count_parses(monkeypatch)
    command = ["run", "--corpus", str(corpus.folder), "--outputs", str(tmp_path / "out"), "--workers", "1"]
    done = CliRunner().invoke(app, command)
    assert done.exit_code == 0, done.output
    assert (tmp_path / "out" / "comparisons" / "roads-2023" / "roads-2024.json").is_file()
    assert (tmp_path / "out" / "report" / "plans" / "roads-2024" / "matrix.html").is_file()
    assert parsed == dict.fromkeys(texts, 1)


def test_a_plan_is_parsed_once_for_changes_graph_tables_and_the_list_of_the_report(
    corpus: Corpus, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build_products(corpus, tmp_path)
    text = (tmp_path / "p4" / "plan.json").read_text(encoding="utf-8")
    (tmp_path / "p4" / "plan.json").write_text(text.replace("架桥", "修桥"), encoding="utf-8")
    monkeypatch.setattr(pipeline.store.results, "_parse", pipeline.store.results._parse.__wrapped__)  # as of many plans
    parsed = count_parses(monkeypatch)
    build_products(corpus, tmp_path)
    # p4 is read again to print its pages and to show what changed in it, p2 and p3 for the page of their comparison: what
    # changed between them is in the store
    assert parsed == dict.fromkeys(TEXTS, 1) | {"p4": 3, "p2": 2, "p3": 2}


def test_the_products_take_the_digest_of_each_plan_once(
    corpus: Corpus, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    digested: Counter[Path] = Counter()

    def counted(path: Path) -> str:
        digested[path] += 1
        return file_digest(path)

    monkeypatch.setattr(pipeline.run.products, "file_digest", counted)
    build_products(corpus, tmp_path)
    plans = {tmp_path / id / "plan.json": 1 for id in TEXTS}
    assert {path: times for path, times in digested.items() if path.name == "plan.json"} == plans


def test_the_graph_on_the_disk_is_the_one_in_memory(tmp_path: Path) -> None:
    first = fixture.plan(fixture.document())
    header = first.plan.model_copy(update={"id": "dongzhou-2023", "title": "东州市科创走廊建设方案"})
    # units of the first plan with other duties, and one that its plan does not list
    units = ("yunxi/keji", "云溪大学", "unlisted")
    duties = tuple(
        entry.model_copy(update={"subject": "dongzhou-2023", "unit": unit, "open_text": None, "doubt": None})
        for entry, unit in zip(first.responsibilities, units, strict=False)
    )
    kept = dict.fromkeys(("headings", "tasks", "indicators", "commitments", "findings"), ())
    second = first.model_copy(update={**kept, "plan": header, "responsibilities": duties})
    coded = [
        {
            "fact": "yunxi-2024/task/1",
            "plan": "yunxi-2024",
            "kind": "task",
            "variable": "tool",
            "codes": ["a"],
            "names": ["甲"],
        },
        {
            "fact": "yunxi-2024/none",
            "plan": "yunxi-2024",
            "kind": "task",
            "variable": "tool",
            "codes": ["a"],
            "names": ["甲"],
        },
    ]
    codes = Codes.model_validate(
        {"facts": [{**one, "state": "single", "coders": ["李"], "quote": ""} for one in coded]}
    )
    graph = build_graph([first, second])
    add_codes(graph, codes)
    held = write_graph(graph, tmp_path / "held")
    with StoredRows(tmp_path / ".rows", codes) as rows:
        for plan in (first, second):
            rows.add(plan)
        rows.finish()
        lying = write_rows(rows, tmp_path / "lying")
    assert [path.read_bytes() for path in lying] == [path.read_bytes() for path in held]
    assert "code_tool" in held[0].read_text(encoding="utf-8")
    assert not (tmp_path / ".rows").exists()


def test_graph_of_plans_that_are_gone_through_once(corpus: Corpus, tmp_path: Path) -> None:
    one = write_graph(build_graph(iter([result.plan for result in read_results(tmp_path)])), tmp_path / "one")
    two = write_graph(build_graph(Plans(Results(tmp_path))), tmp_path / "two")
    assert [path.read_bytes() for path in one] == [path.read_bytes() for path in two]


@pytest.mark.parametrize("name", ["gangmu.xlsx", "gangmu.spacy"])
def test_exports_of_plans_on_the_disk_are_those_of_plans_in_memory(
    corpus: Corpus, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    format = {"gangmu.xlsx": "xlsx", "gangmu.spacy": "docbin"}[name]
    build_product("comparisons", corpus, tmp_path)
    (held,) = export(format, (), tmp_path, tmp_path / "held" / name)
    monkeypatch.setattr(pipeline.store.results, "IN_MEMORY", 0)
    (lying,) = export(format, (), tmp_path, tmp_path / "lying" / name)
    assert held.read_bytes() == lying.read_bytes()


def test_a_workbook_of_answers_says_how_many_rows_it_has(tmp_path: Path) -> None:
    due = answers(fixture.write_outputs(tmp_path / "outputs"))["due"]
    sheet = answer_sheet(due, 2)
    assert len(tuple(sheet.rows)) == 2 < due.total
    assert sheet.note.endswith(f"（前 2 行，共 {due.total} 行）")
