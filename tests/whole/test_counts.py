"""One number under one name: on every page, in the workbook, the tables, the commands and in Python."""

import csv
import json
import re
import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
from lxml import html
from typer.testing import CliRunner

from pipeline import load_plans
from pipeline.cli import app
from pipeline.export.answers import export_answers
from pipeline.export.database import write_database
from pipeline.export.workbook import write_workbook
from pipeline.facts.ask import answers
from pipeline.facts.tables import write_tables
from pipeline.facts.update import facts_of_results
from pipeline.report import build
from pipeline.run.extract_files import plan_summary
from pipeline.store.results import Result, read_results
from pipeline.store.write import write_results
from pipeline.views.counts import PLAN_COUNTS, UNIT_COUNTS, definitions, plan_counts
from pipeline.views.labels import label
from pipeline.views.links import slug
from tests.support import plans as fixture

pytestmark = pytest.mark.slow

# Counted by hand in the text of tests/support/plans.py.
COUNTS = {"tasks": 3, "annex_rows": 2, "safeguards": 1, "indicators": 3, "units": 5, "responsibilities": 16}
KEJI = {"leads": 4, "leads_by_annex": 0, "assigned": 1, "supports": 1, "supports_by_annex": 1, "unit_plans": 1}
"""区科技局 leads two indicators, task 1 (and one of its annex rows) and the safeguard; annex row 1.2 says it supports task 1."""


@pytest.fixture(scope="module")
def outputs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    outputs = tmp_path_factory.mktemp("outputs")
    document = fixture.document()
    write_results([Result(fixture.plan(document), document)], outputs)
    build(outputs, outputs / "report")
    return outputs


def counts_on(page: Path, below: str = "//") -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for node in html.parse(page).xpath(f"{below}*[@data-count]"):
        found[node.get("data-count")].add(node.text_content().strip() or "0")
    return found


def test_every_count_is_defined_in_two_languages_with_a_place_on_the_page_of_definitions(outputs: Path) -> None:
    known = definitions()
    assert {*PLAN_COUNTS, *UNIT_COUNTS, "plans", "shared", "led"} == set(known)
    page = (outputs / "report" / "counts.html").read_text(encoding="utf-8")
    for key, entry in known.items():
        assert entry.name.zh and entry.name.en and entry.about.zh and entry.about.en
        assert f'id="{key}"' in page


def test_pages_show_only_counts_that_are_defined_and_lead_to_their_definition(outputs: Path) -> None:
    for page in (outputs / "report").rglob("*.html"):
        assert set(counts_on(page)) <= set(definitions()), page
        for key in re.findall(r'class="about" href="[./]*counts.html#(\w+)"', page.read_text(encoding="utf-8")):
            assert key in definitions()


def test_a_plan_has_one_number_under_each_name(outputs: Path, tmp_path: Path) -> None:
    (result,) = read_results(outputs)
    counted = plan_counts(result.plan)
    assert {key: counted[key] for key in COUNTS} == COUNTS
    assert counted["tasks"] + counted["annex_rows"] + counted["safeguards"] == len(result.plan.tasks)
    told = plan_summary(result)
    write_tables(facts_of_results([result]), tmp_path)
    with (tmp_path / "documents.csv").open(encoding="utf-8-sig") as file:
        row = next(csv.DictReader(file))
    frame = load_plans(outputs).table("documents").iloc[0]
    sheet = openpyxl.load_workbook(write_workbook([result], (), tmp_path / "all.xlsx"))["总览"]
    lines = [[cell.value for cell in line] for line in sheet.iter_rows()]
    head = next(line for line in lines if "编号" in line)
    first = lines[lines.index(head) + 1]
    report = outputs / "report"
    shown = [counts_on(page) for page in (report / "index.html", report / "plans" / "yunxi-2024" / "index.html")]
    for key, count in counted.items():
        assert told[key] == int(row[key]) == frame[key] == first[head.index(label(f"count.{key}").zh)] == count, key
        for page in shown:
            assert page.get(key, {str(count)}) == {str(count)}, key


def shown_counts(page: Path, report: Path) -> Iterator[tuple[str, str, str, str]]:
    """Yield what a page counts: for which page of the report (a plan, a unit, or all), under which name, how many."""
    tree = html.parse(page).getroot()
    here = page.relative_to(report).as_posix()
    for node in tree.xpath("//*[@data-count]"):
        key, shown = node.get("data-count"), node.text_content().strip() or "0"
        entries = node.xpath("ancestor::tr[1]|ancestor::li[contains(@class, 'card')][1]|ancestor::section[.//h3][1]")
        links = entries[0].xpath(".//a/@href") if entries and node.tag in ("td", "dd") else []
        about = (
            [href for href in links if "#" not in href and re.search("(plans|units)/", href)] if links else [page.name]
        )
        yield here, (page.parent / about[0]).resolve().relative_to(report.resolve()).as_posix(), key, shown


def test_a_walk_over_all_pages_finds_the_same_number_under_the_same_name(outputs: Path) -> None:
    report, library = outputs / "report", load_plans(outputs)
    units = library.table("units").rename(columns={"plans": "unit_plans"}).set_index("id")
    (plan,) = library.plans
    known = {f"units/{slug(str(id))}.html": row.to_dict() for id, row in units.iterrows()}
    known["plans/yunxi-2024/index.html"] = plan_counts(plan)
    totals = {**plan_counts(plan), "plans": 1, "units": len(units)}
    known |= dict.fromkeys(("index.html", "plans.html"), totals)
    pairs = library.answers["pairs"]
    ties = {(row["unit"], row["other"]): row for row in pairs.to_dict("records")}
    kinds = set()
    for page in report.rglob("*.html"):
        for here, about, key, shown in shown_counts(page, report):
            if key in ("shared", "led"):
                assert int(shown) in {int(row[key]) for row in ties.values()}, (here, key)
            else:
                assert int(shown) == int(known[about][key]), (here, about, key)
            kinds.add(here if here.startswith("answers/") else here.split("/")[0])
    assert kinds == {"index.html", "plans.html", "units.html", "plans", "units"} | {
        f"answers/{name}.html" for name in ("leads", "leads_by_plan", "pairs")
    }


def test_a_unit_has_one_number_under_each_name(outputs: Path, tmp_path: Path) -> None:
    units = load_plans(outputs).table("units").rename(columns={"plans": "unit_plans"}).set_index("id")
    assert {key: units.loc["yunxi/keji", key] for key in KEJI} == KEJI
    sheet = openpyxl.load_workbook(write_workbook(read_results(outputs), (), tmp_path / "all.xlsx"))["单位"]
    lines = [[cell.value for cell in line] for line in sheet.iter_rows()]
    head = next(line for line in lines if "所属地区" in line)
    printed = {line[head.index("单位")]: line for line in lines[lines.index(head) + 1 :]}
    for _, row in units.iterrows():
        for key in UNIT_COUNTS:
            assert printed[row["name"]][head.index(label(f"count.{key}").zh)] == row[key], (row["name"], key)
    pages = outputs / "report" / "units"
    for id, row in units.iterrows():
        for key, shown in counts_on(pages / f"{slug(str(id))}.html").items():
            assert shown == {str(row[key])}, (id, key)
        name = f"//tr[th[contains(., '{row['name']}')]]//"
        for key, shown in counts_on(outputs / "report" / "units.html", name).items():
            assert str(row[key]) in shown, (id, key)


def cell(value: object) -> str | None:
    """Return a cell as every product can hold it: numbers alike in text, table and database; nothing alike everywhere."""
    if value is None or value == "" or value != value:  # NaN and NaT: nothing, as pandas says it
        return None
    text = str(value.date() if isinstance(value, datetime) else value)
    try:
        return f"{float(text):.9g}"
    except ValueError:
        return text


def test_every_cell_of_every_answer_is_the_same_in_every_product(outputs: Path, tmp_path: Path) -> None:
    library, results = load_plans(outputs), read_results(outputs)
    export_answers(facts_of_results(results), tmp_path)
    write_database(facts_of_results(results), results, tmp_path / "all.sqlite")
    base = sqlite3.connect(tmp_path / "all.sqlite")
    base.row_factory = sqlite3.Row
    for name, answer in answers(outputs).items():
        columns = [column.name for column in answer.question.columns]
        expected = [[cell(row.get(column)) for column in columns] for row in answer.rows]
        asked = CliRunner().invoke(app, ["ask", name, "--json", "--outputs", str(outputs)])
        script = (outputs / "report" / "answers" / f"{name}.js").read_text(encoding="utf-8")
        drawn = json.loads(script[script.index("(") + 1 : script.rindex(", {")])
        products: dict[str, list[dict[str, object]]] = {
            "notebook": library.answers[name].to_dict("records"),
            "ask": json.loads(asked.stdout),
            "export": list(csv.DictReader((tmp_path / f"{name}.csv").open(encoding="utf-8-sig"))),
            "parquet": pd.read_parquet(tmp_path / f"{name}.parquet").to_dict("records"),
            "database": [dict(row) for row in base.execute(f"SELECT * FROM answer_{name}")],
            "report": list(csv.DictReader((outputs / "report" / "answers" / f"{name}.csv").open(encoding="utf-8-sig"))),
            "page": [dict(zip(columns, row, strict=True)) for row in drawn],
        }
        for product, rows in products.items():
            assert [[cell(row.get(column)) for column in columns] for row in rows] == expected, (name, product)
    base.close()


def test_the_answer_about_leads_has_the_numbers_of_the_units_in_every_product(outputs: Path, tmp_path: Path) -> None:
    library, results = load_plans(outputs), read_results(outputs)
    units = library.table("units").rename(columns={"plans": "unit_plans"}).set_index("id")
    asked = answers(outputs)["leads"].rows
    export_answers(facts_of_results(results), tmp_path)
    with (tmp_path / "leads.csv").open(encoding="utf-8-sig") as file:
        exported = list(csv.DictReader(file))
    write_database(facts_of_results(results), results, tmp_path / "all.sqlite")
    base = sqlite3.connect(tmp_path / "all.sqlite")
    base.row_factory = sqlite3.Row
    stored = base.execute("SELECT * FROM answer_leads").fetchall()
    base.close()
    with (outputs / "report" / "answers" / "leads.csv").open(encoding="utf-8-sig") as file:
        shown = list(csv.DictReader(file))
    assert len(asked) == len(exported) == len(stored) == len(shown) == len(units) > 1
    for rows in (asked, exported, stored, shown):
        for row in rows:
            assert {key: int(row[key] or 0) for key in KEJI} == {key: units.loc[row["unit_id"], key] for key in KEJI}
