"""Two coders, a disagreement, a decision: in records, tables, graph, Python and the files of other programs."""

import json
from pathlib import Path
from xml.etree import ElementTree
from zipfile import ZipFile

import openpyxl
import pytest
import spacy
import yaml
from lxml import html
from spacy.tokens import DocBin
from typer.testing import CliRunner

from pipeline.cli.command import app
from pipeline.coding.facts import codable_facts
from pipeline.coding.qdpx import SPACE
from pipeline.coding.ratings import read_ratings
from pipeline.coding.save import build_codes
from pipeline.coding.sheet import DECIDING, FACTS, ID, NOTE
from pipeline.corpus.code_records import CodeRecord, append_code_records
from pipeline.corpus.codebook import CodeEntry, read_codebook
from pipeline.corpus.manifest import Corpus, begin_corpus, read_corpus
from pipeline.corpus.placed_facts import named_facts, plan_data
from pipeline.errors import InputError
from pipeline.graph.build import build_graph
from pipeline.graph.codes import add_codes
from pipeline.notebook.library import load_plans
from pipeline.report.build import build
from pipeline.store.codes import read_codes
from pipeline.store.results import read_results
from pipeline.workbook.sheet import FIRST, HEAD
from tests.support import plans as fixture

BOOK = [
    {"code": "supply", "name": "供给型", "variable": "tool", "definition": "直接提供资源", "keywords": ["建设", "基金"]},
    {"code": "demand", "name": "需求型", "variable": "tool", "definition": "拉动市场", "examples": ["政府采购首购"]},
    {"code": "digital", "name": "数字化", "variable": "topic", "definition": "平台上线等", "applies_to": ["task", "commitment"]},
]  # fmt: skip
FIRST_TASK, SECOND_TASK, THIRD_TASK = (f"yunxi-2024/task/{number}" for number in (1, 2, 3))


@pytest.fixture
def corpus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Corpus:
    monkeypatch.chdir(tmp_path)
    fixture.write_outputs(tmp_path / "outputs")
    begin_corpus(tmp_path / "corpus")
    (tmp_path / "corpus" / "codebook.yml").write_text(yaml.safe_dump(BOOK, allow_unicode=True), encoding="utf-8")
    return read_corpus(tmp_path / "corpus")


def gangmu(*words: object, code: int = 0) -> str:
    done = CliRunner().invoke(app, [str(word) for word in words])
    assert done.exit_code == code, done.output
    return done.output


def fill(path: Path, column: str, said: dict[str, str], variable: str | None = None) -> None:
    """Write into a column of the rows with these ids (and this variable)."""
    book = openpyxl.load_workbook(path)
    page = book[FACTS]
    heads = [cell.value for cell in page[HEAD]]
    for row in page.iter_rows(min_row=FIRST):
        id = row[heads.index(ID)].value
        if id in said and (variable is None or row[heads.index("变量")].value == variable):
            row[heads.index(column)].value = said[id]
    book.save(path)


def two_coders() -> None:
    for coder, second in (("甲", "供给型"), ("乙", "demand")):
        gangmu("code", "--coder", coder)
        sheet = Path(f"codes-{coder}.xlsx")
        fill(sheet, "tool", {FIRST_TASK: "供给型", SECOND_TASK: second, THIRD_TASK: "无"})
        fill(sheet, "topic", {THIRD_TASK: "数字化"})
        assert "4 records" in gangmu("code", sheet)


def test_from_two_coders_to_tables(corpus: Corpus, tmp_path: Path) -> None:
    two_coders()
    found = json.loads(gangmu("agreement", "--json"))
    (tool,) = [row for row in found if row["about"] == "tool"]
    assert (tool["facts"], tool["coders"], tool["percent"]["value"]) == (3, 2, pytest.approx(2 / 3))
    assert "1 disagreements to decide" in gangmu("agreement")
    gangmu("code", "--disagreements", "--out", "open.xlsx")
    fill(Path("open.xlsx"), DECIDING, {SECOND_TASK: "供给型"})
    fill(Path("open.xlsx"), NOTE, {SECOND_TASK: "基金是直接供给"})
    assert "adjudication.yml: 1 records" in gangmu("code", "open.xlsx")
    assert "nothing to do" in gangmu("code", "--disagreements", "--out", "open2.xlsx")
    build_codes(corpus, tmp_path / "outputs", load_plans("outputs").plans)
    library = load_plans("outputs")
    codes = library.table("codes").set_index(["fact", "variable"])
    assert codes.loc[(SECOND_TASK, "tool"), ["code", "state"]].tolist() == ["supply", "adjudicated"]
    assert codes.loc[(FIRST_TASK, "tool"), ["name", "state", "coders"]].tolist() == ["供给型", "agreed", "乙|甲"]
    assert codes.loc[(THIRD_TASK, "tool"), "code"] is not None
    assert codes["code"].isna().sum() == 1, "no code applies to one task"
    assert len(library.table("codings")) == 8
    graph = build_graph(library.plans)
    add_codes(graph, read_codes(tmp_path / "outputs"))
    assert graph.nodes[SECOND_TASK]["code_tool"] == "供给型"
    build(tmp_path / "outputs", tmp_path / "report")
    page = html.fromstring((tmp_path / "report" / "plans" / "yunxi-2024" / "index.html").read_bytes())
    shown = {task.get("id"): task.xpath("p[@class='codes']/*/@data-code") for task in page.xpath("//article")}
    assert shown["task-2"] == ["tool:supply"]
    assert shown["task-3"] == ["tool::none", "topic:digital"]
    choices = page.xpath("//select[@name='code']/option/@value")
    assert choices == ["", "tool::none", "tool:supply", "topic:digital"]
    adjudication = yaml.safe_load((corpus.codes / "adjudication.yml").read_text(encoding="utf-8"))
    assert adjudication[0]["why"] == "基金是直接供给"


def test_a_sheet_is_blind_resumed_and_checked(corpus: Corpus) -> None:
    two_coders()
    gangmu("code", "--coder", "丙", "--out", "c.xlsx")
    cells = [cell.value for row in openpyxl.load_workbook("c.xlsx")[FACTS].iter_rows(min_row=FIRST) for cell in row]
    assert not {"供给型", "需求型", "数字化", "无"} & set(cells), "nobody else's codes and no proposals"
    gangmu("code", "--coder", "丙", "--out", "p.xlsx", "--proposals", "--size", 4, "--seed", 3)
    page = openpyxl.load_workbook("p.xlsx")[FACTS]
    assert page.max_row - HEAD == 4 and "建议：tool" in [cell.value for cell in page[HEAD]]
    gangmu("code", "--coder", "甲", "--out", "a2.xlsx")
    assert "0 records from a2.xlsx (4 unchanged)" in gangmu("code", "a2.xlsx")
    fill(Path("a2.xlsx"), "tool", {FIRST_TASK: "供给型、需求型"})
    assert "1 records from a2.xlsx (3 unchanged)" in gangmu("code", "a2.xlsx")
    fill(Path("a2.xlsx"), "tool", {FIRST_TASK: "别的"})
    assert "没有" not in gangmu("code", "a2.xlsx", code=2)
    assert "may contain codes" in gangmu("code", "--coder", "甲", "--out", "a2.xlsx", code=2)
    assert "no workbook" in gangmu("code", "corpus/plans.yml", code=2)
    assert "name of a coder" in gangmu("code", "--coder", "adjudication", code=2)


def test_codes_follow_their_passage_and_lost_ones_are_named(corpus: Corpus) -> None:
    (plan, *_) = load_plans("outputs").plans
    record = {"variable": "tool", "codes": ("supply",), "coder": "甲", "by": "甲", "on": "2026-11-27"}
    quote = plan.tasks[0].evidence.quote
    moved = CodeRecord(fact="yunxi-2024/task/9", quote=quote, **record)  # type: ignore[arg-type]
    gone = CodeRecord(fact=FIRST_TASK, quote="原文已改", **record)  # type: ignore[arg-type]
    append_code_records(corpus.codes, "甲", [moved, gone])
    found = read_ratings(corpus, [plan])
    assert [(one.fact.id, one.said) for one in found.ratings] == [(FIRST_TASK, {"甲": ("supply",)})]
    assert found.lost == (gone,)
    assert "no longer there" in CliRunner().invoke(app, ["agreement"]).output


def test_files_of_other_programs(corpus: Corpus) -> None:
    two_coders()
    for name in ("out.qdpx", "out.csv", "out.json", "out.spacy"):
        gangmu("code", "--export", name)
    plans = {result.plan.plan.id: result for result in read_results(Path("outputs"))}
    space = {"q": SPACE}
    with ZipFile("out.qdpx") as archive:
        project = ElementTree.fromstring(archive.read("project.qde"))
        names = {code.get("guid"): code.get("name") for code in project.iterfind(".//q:Code", space)}
        users = {user.get("guid"): user.get("name") for user in project.iterfind(".//q:User", space)}
        (source,) = project.iterfind(".//q:TextSource", space)
        text = archive.read(str(source.get("plainTextPath")).replace("internal://", "sources/")).decode()
    said = set()
    for selection in source.iterfind("q:PlainTextSelection", space):
        quote = text[int(str(selection.get("startPosition"))) : int(str(selection.get("endPosition")))]
        for coding in selection.iterfind("q:Coding", space):
            (target,) = coding.iterfind("q:CodeRef", space)
            said.add((quote[:6], users[coding.get("creatingUser")], names[target.get("targetGUID")]))
    second = plans["yunxi-2024"].plan.tasks[1].evidence.quote[:6]
    assert {(second, "甲", "供给型"), (second, "乙", "需求型")} <= said
    assert (second, "裁定或一致", "供给型") not in said, "nobody has decided"
    for task in json.loads(Path("out.json").read_text(encoding="utf-8")):
        for annotation in task["annotations"]:
            for one in annotation["result"]:
                value = one["value"]
                assert task["data"]["text"][value["start"] : value["end"]] == value["text"]
    docs = list(DocBin().from_disk("out.spacy").get_docs(spacy.blank("zh").vocab))
    spans = {(span.text[:6], span.label_) for doc in docs for span in doc.spans.get("tool", ())}
    assert (plans["yunxi-2024"].plan.tasks[0].evidence.quote[:6], "supply") in spans
    assert second not in {quote for quote, _ in spans}, "nobody has decided"
    lines = Path("out.csv").read_text(encoding="utf-8-sig").splitlines()
    assert len(lines) == 1 + 2 * 4 + 4 and any(line.endswith(",disputed") for line in lines)
    assert "not known" in gangmu("code", "--export", "out.doc", code=2)


@pytest.mark.parametrize(
    ("entries", "why"),
    [
        ([{"code": "a", "name": "甲", "definition": ""}] * 2, "occurs twice"),
        ([{"code": "a b", "name": "甲", "definition": ""}], "letters"),
        ([{"code": "无", "name": "甲", "definition": ""}], "letters"),
        ([{"code": "a", "definition": ""}], "name"),
    ],
)
def test_a_codebook_with_a_fault_is_named(tmp_path: Path, entries: list[dict[str, str]], why: str) -> None:
    path = tmp_path / "codebook.yml"
    path.write_text(yaml.safe_dump([dict(entry) for entry in entries], allow_unicode=True), encoding="utf-8")
    with pytest.raises(InputError, match=why):
        read_codebook(path)
    assert read_codebook(tmp_path / "none.yml") == ()


def test_facts_of_all_kinds_have_the_ids_that_corrections_use() -> None:
    plan = fixture.plan(fixture.document())
    entry = {"code": "a", "name": "甲", "definition": "", "applies_to": ["responsibility", "commitment", "safeguard"]}
    codebook = (CodeEntry.model_validate(entry),)
    kinds = {fact.kind for fact in codable_facts(plan, codebook)}
    assert kinds == {"responsibility", "commitment", "safeguard"}
    assert {fact.id for fact in codable_facts(plan, codebook)} <= {id for id, _ in named_facts(plan_data(plan))}
