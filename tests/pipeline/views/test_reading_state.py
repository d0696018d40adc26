"""How far a document was read, and what is left to check: states, order, places, and where doubt is shown."""

import csv
import re
from pathlib import Path

import pytest
from openpyxl import load_workbook

from pipeline.export.workbook import write_workbook
from pipeline.facts.tables import write_tables
from pipeline.facts.update import facts_of_results
from pipeline.report import build
from pipeline.store.results import Result
from pipeline.store.write import write_results
from pipeline.views.labels import catalogue
from pipeline.views.reading_state import advice, quoted_work_list, reading_state, work_list
from schemas import Coverage, Finding, Message, Plan, Unread
from tests.support.paths import ROOT
from tests.support.plans import document, plan

DOCUMENT = document()
PLAN = plan(DOCUMENT)
REASON = Message(zh="两列之间没有界线，右列也可能属于下一行。", en="No rule divides the two columns.")
WHOLE = Coverage(facts=0.9, prose=0.1, furniture=0, unread=0)


def doubtful() -> Plan:
    """Return the plan with a doubt on one fact of each kind."""
    fields = ("tasks", "indicators", "responsibilities", "commitments")
    first = {name: getattr(PLAN, name)[0].model_copy(update={"doubt": REASON}) for name in fields}
    return PLAN.model_copy(update={name: (fact, *getattr(PLAN, name)[1:]) for name, fact in first.items()})


def unread(*lengths: int) -> Plan:
    """Return the plan with passages of these lengths unread."""
    block = max(DOCUMENT.blocks, key=lambda block: len(block.text))
    passages = tuple(Unread(kind="table", evidence=block.evidence(0, length)) for length in lengths)
    return PLAN.model_copy(update={"coverage": WHOLE.model_copy(update={"passages": passages})})


def test_every_kind_of_unread_passage_has_a_name() -> None:
    code = (path.read_text(encoding="utf-8") for path in (ROOT / "extractors").rglob("*.py"))
    kinds = {kind for text in code for kind in re.findall(r'UnreadSpan\(\s*"([^"]+)"', text)}
    assert "quantity" in kinds
    assert {kind for kind in kinds if f"signal.{kind}" not in catalogue()} == set()


def test_states() -> None:
    read = PLAN.model_copy(update={"coverage": WHOLE, "findings": ()})
    assert reading_state(read) == "read"
    assert reading_state(read.model_copy(update={"coverage": None})) == "not measured"
    assert reading_state(read.model_copy(update={"coverage": WHOLE.model_copy(update={"unread": 0.4})})) == "not read"
    assert reading_state(unread(5)) == "partly read"
    assert reading_state(doubtful().model_copy(update={"coverage": WHOLE})) == "partly read"


def test_a_page_that_its_reader_passed_over_makes_a_document_partly_read() -> None:
    message = Message(zh="第2页未能读取。", en="Page 2 was not read.")
    passed = Finding(code="page-not-read", severity="warning", verdict="unexplained", message=message)
    made = PLAN.model_copy(update={"coverage": WHOLE, "findings": (passed,)})
    assert reading_state(made) == "partly read"
    assert [item.kind for item in work_list(made)] == ["page-not-read"]


def test_heavy_passages_come_first_and_doubt_last() -> None:
    made = doubtful().model_copy(update={"coverage": unread(3, 30, 12).coverage})
    items = [quoted.item for quoted in quoted_work_list(made)]
    assert [item.weight for item in items[:3]] == sorted((item.weight for item in items[:3]), reverse=True)
    assert {item.state for item in items[:3]} == {"unread"}
    assert {item.state for item in items[3:]} == {"doubtful"}


def test_advice_names_the_state_and_the_next_step() -> None:
    assert "partly read" in advice(unread(5), "a.txt")
    assert "gangmu coverage a.txt" in advice(unread(5), "a.txt")
    assert "nothing to check" in advice(PLAN.model_copy(update={"coverage": WHOLE, "findings": ()}), "a.txt")


def test_tables_and_workbook_print_the_reason(tmp_path: Path) -> None:
    result = Result(doubtful(), DOCUMENT)
    write_tables(facts_of_results([result]), tmp_path)
    for name in ("tasks", "indicators", "responsibilities", "commitments"):
        with (tmp_path / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
        assert [row["doubt"] for row in rows] == [REASON.zh, *[""] * (len(rows) - 1)]
    write_workbook([result], [], tmp_path / "book.xlsx")
    book = load_workbook(tmp_path / "book.xlsx")
    for name in ("任务", "指标", "责任清单"):
        texts = [str(cell.value) for row in book[name].iter_rows() for cell in row]
        assert sum(REASON.zh in text for text in texts) == 1
    assert any("（存疑）" in str(cell.value) for row in book["任务"].iter_rows() for cell in row)


@pytest.mark.slow
def test_the_report_shows_doubt_and_what_to_check(tmp_path: Path) -> None:
    made = doubtful().model_copy(update={"coverage": unread(5, 30).coverage})
    write_results([Result(made, DOCUMENT)], tmp_path / "outputs")
    report = build(tmp_path / "outputs", tmp_path / "report").parent
    pages = {path.name: path.read_text(encoding="utf-8") for path in report.glob("plans/*/*.html")}
    shown = [pages[name].count('class="doubt"') for name in ("index.html", "indicators.html")]
    assert sum(shown) == 4, "a task, a commitment, an indicator, a unit"
    for text in (REASON.zh, REASON.en):
        assert text in pages["index.html"]
    places = [pages["coverage.html"].index(f"{weight} 字") for weight in (30, 5)]
    assert places == sorted(places)
    start = (report / "index.html").read_text(encoding="utf-8")
    assert "部分读懂" in start and "Partly read" in start
    reading = (report / "reading.html").read_text(encoding="utf-8")
    assert reading.index("30 字") < reading.index(">5 字")
    assert REASON.en in reading
    assert 'href="plans/' in reading
