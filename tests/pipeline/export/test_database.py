"""The SQLite export: tables with keys, views, and search for Chinese words."""

import hashlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from pipeline.answers.catalogue import questions
from pipeline.export.database import search, write_database
from pipeline.facts.bigrams import index_text, match_query
from pipeline.facts.update import facts_of_results
from pipeline.store.results import Result
from pipeline.tables.write import frames, tables
from tests.support.paths import TESTS
from tests.support.plans import document, plan

CASES = yaml.safe_load((TESTS / "cases" / "bigrams.yml").read_text(encoding="utf-8"))
RESULT = Result(plan(document()), document())


@pytest.fixture
def base(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    path, _ = write_database(facts_of_results([RESULT]), [RESULT], tmp_path / "gangmu.sqlite")
    connection = sqlite3.connect(path)
    yield connection
    connection.close()


def found(words: str, text: str) -> bool:
    base = sqlite3.connect(":memory:")
    base.execute("CREATE VIRTUAL TABLE t USING fts5(words, tokenize=\"unicode61 remove_diacritics 0 tokenchars '.'\")")
    base.execute("INSERT INTO t VALUES (?)", (index_text(text),))
    query = match_query(words)
    hits = base.execute("SELECT count(*) FROM t WHERE t MATCH ?", (query,)).fetchone()[0] if query else 0
    base.close()
    return bool(hits)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["why"])
def test_words_are_found_where_they_stand(case: dict[str, str]) -> None:
    assert found(case["words"], case["text"]) is case["expect"]


@given(st.text(alphabet="能源转型高新区竹a1 ，", min_size=1, max_size=12), st.data())
def test_every_part_of_a_run_of_characters_is_found(text: str, data: st.DataObject) -> None:
    runs = [run for run in text.replace("，", " ").replace("a", " ").replace("1", " ").split() if len(run) > 1]
    if runs:
        run = data.draw(st.sampled_from(runs))
        start = data.draw(st.integers(0, len(run) - 2))
        end = data.draw(st.integers(start + 2, len(run)))
        assert found(run[start:end], text)


@given(st.text(max_size=30))
def test_no_query_is_refused_by_the_database(words: str) -> None:
    found(words, "能源转型")


def test_tables_hold_what_the_frames_hold(base: sqlite3.Connection) -> None:
    for name, frame in frames([RESULT]).items():
        assert base.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] == len(frame), name
        columns = [row[1] for row in base.execute(f'PRAGMA table_info("{name}")')]
        assert columns == list(frame.columns)
    assert base.execute("SELECT year, value FROM indicator_values WHERE raw = '≥3.4'").fetchall() == [(2024, 3.4)]
    assert base.execute("SELECT open_ended FROM responsibilities WHERE name = '各镇人民政府'").fetchone() == (1,)


def test_keys_lead_to_rows(base: sqlite3.Connection) -> None:
    assert base.execute("PRAGMA foreign_key_check").fetchall() == []
    for table in ("answer_rows_leads", "answer_rows_pairs"):
        found = {(row[3], row[2]) for row in base.execute(f'PRAGMA foreign_key_list("{table}")')}
        assert {("plan", "documents"), ("unit_id", "units")} <= found
    for table in tables():
        targets = {(row[3], row[2]) for row in base.execute(f'PRAGMA foreign_key_list("{table.name}")')}
        assert targets == set(table.refers.items())


def test_views_answer(base: sqlite3.Connection) -> None:
    names = [row[0] for row in base.execute("SELECT name FROM sqlite_master WHERE type = 'view' ORDER BY name")]
    answers = sorted(f"answer_{name}" for name in questions())
    assert names == [*answers, "co_work", "found_in", "indicator_targets", "open_findings", "task_units", "unit_tasks"]
    for name in set(names) - {"answer_changes", "answer_findings", "answer_unread"}:
        assert base.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] > 0, name
    led = base.execute("SELECT leads, supports FROM task_units WHERE task = 'yunxi-2024/task/1'").fetchone()
    assert led == ("区科技局", "区工信局,云溪大学")
    shared = "SELECT shared FROM co_work WHERE unit = 'yunxi/gongxin' AND other = 'yunxi/keji'"
    assert base.execute(shared).fetchone() == (2,)


def test_search_finds_tasks_and_paragraphs(base: sqlite3.Connection) -> None:
    hits = search(base, "中试基地")
    assert ("task", "yunxi-2024/task/1") in {(hit.kind, hit.subject) for hit in hits}
    assert ("block", "b9") in {(hit.kind, hit.subject) for hit in hits}
    assert [hit.subject for hit in search(base, "路演 镇人民")] == ["b12"]
    assert search(base, "没有的词") == search(base, " ") == ()
    assert len(search(base, "中试", limit=1)) == 1


def test_answers_are_described_with_titles_facets_and_queries(tmp_path: Path) -> None:
    path, description = write_database(facts_of_results([RESULT]), [RESULT], tmp_path / "plans.sqlite")
    told = yaml.safe_load(description.read_text(encoding="utf-8"))["databases"]["plans"]["tables"]
    base = sqlite3.connect(path)
    first = base.execute("SELECT unit, place, leads, leads_by_annex FROM answer_leads").fetchone()
    assert first == ("区科技局", "云溪区", 4, 0)
    assert base.execute("SELECT count(*) FROM answer_no_lead").fetchone() == (2,)
    for name in questions():
        assert told[f"answer_{name}"]["title"] and told[f"answer_{name}"]["facets"], name
        assert base.execute(f"SELECT count(*) FROM answer_{name} WHERE plan IS NULL").fetchone() == (0,)
    queries = yaml.safe_load(description.read_text(encoding="utf-8"))["databases"]["plans"]["queries"]
    blank = {"days": "36500", "unit": "", "place": "", "indicator": "", "plan": "", "words": "中试"}
    found = {name: base.execute(query["sql"], blank).fetchall() for name, query in queries.items()}
    assert {name for name, rows in found.items() if not rows} <= {"due_within", "contradictions"}
    assert {row[0] for row in base.execute(queries["duties_of_unit"]["sql"], blank | {"unit": "科技"})} == {"区科技局"}
    base.close()


def test_datasette_is_told_titles_and_a_search_that_needs_no_function(tmp_path: Path) -> None:
    path, description = write_database(facts_of_results([RESULT]), [RESULT], tmp_path / "plans.sqlite")
    told = yaml.safe_load(description.read_text(encoding="utf-8"))["databases"]["plans"]
    assert told["tables"]["tasks"]["columns"]["id"].startswith("任务编号")
    base = sqlite3.connect(path)
    for words in ("中试", "云溪大学", "中试基地"):
        rows = base.execute(told["queries"]["search"]["sql"], {"words": words}).fetchall()
        assert {row[2] for row in rows} == {hit.subject for hit in search(base, words)}
        assert rows
    base.close()


def test_equal_facts_give_equal_bytes(tmp_path: Path) -> None:
    digests = set()
    for name in ("one", "two"):
        path, _ = write_database(facts_of_results([RESULT]), [RESULT], tmp_path / name / "gangmu.sqlite")
        digests.add(hashlib.sha256(path.read_bytes()).hexdigest())
    assert len(digests) == 1
    assert sorted(p.name for p in (tmp_path / "one").iterdir()) == ["gangmu.sqlite", "gangmu.yml"]


def test_no_plans_give_an_empty_database(tmp_path: Path) -> None:
    path, _ = write_database(facts_of_results([]), [], tmp_path / "gangmu.sqlite")
    base = sqlite3.connect(path)
    assert base.execute("SELECT count(*) FROM tasks").fetchone() == (0,)
    assert search(base, "能源") == ()
    base.close()
