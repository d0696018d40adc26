"""The facts store: however it came about, it holds what the plans say; what did not change is not read again."""

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

import pipeline.facts.update
from pipeline.facts.answers import read_answers
from pipeline.facts.ask import answers
from pipeline.facts.record import RECORD, STORE, damaged_store
from pipeline.facts.tables import table_rows
from pipeline.facts.units import read_directory, read_leading, read_register
from pipeline.facts.update import FactsUpdate, connect, facts_of, open_facts
from pipeline.store.build_record import BuildRecord
from pipeline.store.comparisons import read_comparisons
from pipeline.store.digests import file_digest
from pipeline.store.results import each_plan, read_plan
from pipeline.tables.write import all_rows
from pipeline.views.indexed_plan import register_of
from pipeline.views.unit_statistics import leading
from schemas import Plan
from tests.support import plans as fixture

FIRST, SECOND = "yunxi-2024", "yunxi-2027 二期"
COPIES = 6


@pytest.fixture
def outputs(tmp_path: Path) -> Path:
    """Two plans with their comparison, and copies of the first under other ids."""
    outputs = fixture.write_outputs(tmp_path / "outputs")
    for number in range(COPIES):
        write(outputs, f"copy-{number}", text(outputs, FIRST).replace(FIRST, f"copy-{number}"))
    return outputs


def text(outputs: Path, id: str) -> str:
    return (outputs / id / "plan.json").read_text(encoding="utf-8")


def write(outputs: Path, id: str, content: str) -> None:
    (outputs / id).mkdir(exist_ok=True)
    (outputs / id / "plan.json").write_text(content, encoding="utf-8")


def content(facts: sqlite3.Connection) -> object:
    """Return all that can be read from a store."""
    register = read_register(facts)
    found = read_answers(facts)
    return (
        {name: (list(answer.rows), answer.total, answer.families) for name, answer in found.items()},
        list(table_rows(facts)),
        (list(register.units.items()), list(register.statistics.items())),
        (list(register.together), list(register.together.edges(data=True)), read_leading(facts)),
        facts.execute("SELECT plan, title, place, page, card, time, problems FROM plans ORDER BY plan").fetchall(),
    )


def anew(outputs: Path) -> object:
    return content(facts_of(each_plan(outputs), read_comparisons(outputs), lambda id: read_plan(outputs / id)))


def change(outputs: Path, what: str) -> None:
    if what == "text":
        write(outputs, "copy-3", text(outputs, "copy-3").replace("云溪", "云西"))
    elif what == "name of a unit":  # the first plan that names a unit says what it is called
        write(outputs, "copy-0", text(outputs, "copy-0").replace("区科技局", "区科学技术局"))
    elif what == "gone":
        for file in (outputs / "copy-1").iterdir():
            file.unlink()
    elif what == "new":
        write(outputs, "a-first", text(outputs, FIRST).replace(FIRST, "a-first"))
    elif what == "compared plan":
        write(outputs, SECOND, text(outputs, SECOND).replace("中试基地", "试验基地"))
    elif what == "not compared":
        for file in (outputs / "comparisons").rglob("*.json"):
            file.unlink()


CHANGES = ("text", "name of a unit", "gone", "new", "compared plan", "not compared")


@pytest.mark.parametrize("what", CHANGES)
def test_an_updated_store_has_what_a_new_one_has(outputs: Path, what: str) -> None:
    before = content(open_facts(outputs))
    assert before == anew(outputs)
    change(outputs, what)
    with FactsUpdate(outputs) as update:
        assert len(update.plans) <= 1
        for plan in each_plan(outputs, update.plans):
            update.add(plan)
        after = content(update.finish())
    assert after == anew(outputs) != before


def test_several_changes_one_after_the_other(outputs: Path) -> None:
    for what in CHANGES:
        change(outputs, what)
        assert content(open_facts(outputs)) == anew(outputs), what


def test_only_what_changed_is_read_again(outputs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    real = pipeline.facts.update.insert_plan

    def noted(base: sqlite3.Connection, plan: Plan, *version: object) -> None:
        read.append(plan.plan.id)
        real(base, plan, *version)  # type: ignore[arg-type]

    monkeypatch.setattr(pipeline.facts.update, "insert_plan", noted)
    open_facts(outputs)
    assert len(read) == COPIES + 2
    read.clear()
    open_facts(outputs)
    for folder in outputs.glob("copy-*"):  # written again, as it was
        write(outputs, folder.name, text(outputs, folder.name))
    open_facts(outputs)
    assert read == []
    change(outputs, "text")
    open_facts(outputs)
    assert read == ["copy-3"]


def test_digests_tell_what_sizes_and_times_do_not(outputs: Path) -> None:
    open_facts(outputs)
    path = outputs / "copy-2" / "plan.json"
    before = path.stat()
    path.write_text(text(outputs, "copy-2").replace("云溪", "云西"), encoding="utf-8")
    os.utime(path, ns=(before.st_atime_ns, 0))
    assert FactsUpdate(outputs).__enter__().plans == frozenset()
    digests = file_digest(path)
    with FactsUpdate(outputs, {"copy-2": digests}) as update:
        assert update.plans == {"copy-2"}
        for plan in each_plan(outputs):
            update.add(plan)
        assert content(update.finish()) == anew(outputs)


def test_tables_and_units_are_those_of_the_plans(outputs: Path) -> None:
    facts, plans = open_facts(outputs), list(each_plan(outputs))
    stored, made = ([(name, dict(row)) for name, row in rows] for rows in (table_rows(facts), all_rows(plans)))
    for table in {name for name, _ in made}:
        columns = {column for name, row in stored if name == table for column in row}
        kept = [{column: row.get(column) for column in columns} for name, row in made if name == table]
        assert [row for name, row in stored if name == table] == kept, table
    register, found = register_of(plans), read_register(facts)
    assert (list(found.units.items()), found.statistics) == (list(register.units.items()), register.statistics)
    assert list(found.together.edges(data=True)) == list(register.together.edges(data=True))
    assert read_leading(facts) == {pair: number for pair, number in leading(plans).items() if number}
    named = {unit.id for unit in plans[0].units} | {entry.unit for entry in plans[0].responsibilities}
    assert read_directory(facts, plans[0].plan.id).units == {id: register.units[id] for id in sorted(named)}


@pytest.mark.parametrize("harm", ["gone", "no database", "cut", "other code"])
def test_a_store_that_cannot_be_used_is_made_anew(outputs: Path, harm: str) -> None:
    open_facts(outputs).close()
    path = outputs / STORE
    if harm == "gone":
        path.unlink()
    elif harm == "other code":
        BuildRecord({"code": "older"}, {STORE: file_digest(path)}).write(outputs / RECORD)
    else:
        path.write_bytes(b"no database" * 400 if harm == "no database" else path.read_bytes()[:5000])
    assert content(open_facts(outputs)) == anew(outputs)


@pytest.mark.parametrize("plans", [1, COPIES + 2])
def test_an_update_that_ends_early_leaves_the_store_as_it_was(outputs: Path, plans: int) -> None:
    before = content(open_facts(outputs))
    for number, id in enumerate((FIRST, SECOND, *(f"copy-{at}" for at in range(COPIES)))):
        if number < plans:
            write(outputs, id, text(outputs, id).replace("云溪", "云西"))
    with pytest.raises(KeyError), FactsUpdate(outputs) as update:
        for plan in each_plan(outputs, update.plans):
            update.add(plan)
        raise KeyError
    assert content(connect(outputs / STORE)) == before
    assert {path.name for path in outputs.glob(".facts*")} == {STORE, RECORD} and not damaged_store(outputs)
    assert content(open_facts(outputs)) == anew(outputs) != before


def test_outputs_that_cannot_be_written_are_answered_all_the_same(
    outputs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = anew(outputs)

    def refused(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(pipeline.facts.update, "atomic", refused)
    assert content(open_facts(outputs)) == expected
    assert not (outputs / STORE).exists()


def test_rows_are_read_as_they_are_asked_for(outputs: Path) -> None:
    for name, answer in answers(outputs).items():
        rows = list(answer.rows)
        assert answer.rows[:3] == tuple(rows[:3]) and answer.rows[-1] == rows[-1], name
        assert answer.rows[2:5] == tuple(rows[2:5]) and len(answer.rows) == len(rows) == answer.total
        assert list(answers(outputs, (name,))[name].rows) == rows, name
        with pytest.raises(IndexError):
            answer.rows[len(rows)]


def test_equal_plans_give_equal_bytes_whatever_the_hash_seed(outputs: Path) -> None:
    made = set()
    for seed in ("0", "1", "4711"):
        (outputs / STORE).unlink(missing_ok=True)
        code = f"from pathlib import Path; from pipeline.facts.update import open_facts; open_facts(Path({str(outputs)!r}))"
        subprocess.run([sys.executable, "-c", code], check=True, env=os.environ | {"PYTHONHASHSEED": seed})
        made.add((outputs / STORE).read_bytes())
    assert len(made) == 1
