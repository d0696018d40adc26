"""The tables: typed columns, guarded formulas, a data package that describes what is written."""

import csv
import json
from pathlib import Path

import pytest

from pipeline.facts.tables import write_tables
from pipeline.facts.update import facts_of_results
from pipeline.store.results import Result, read_results
from pipeline.tables.write import TablesWriter, frames, guard, tables
from tests.support import plans as report_fixture

DOCUMENT = report_fixture.document()
RESULT = Result(report_fixture.plan(DOCUMENT), DOCUMENT)


def test_every_table_has_its_columns_and_rows() -> None:
    made = frames([RESULT])
    assert {name: len(frame) for name, frame in made.items()} == {
        "documents": 1,
        "headings": 5,
        "tasks": 6,
        "plan_items": 3,
        "indicators": 3,
        "indicator_values": 8,
        "units": 5,
        "responsibilities": 16,
        "commitments": 4,
        "task_links": 0,
        "added_details": 0,
        "verdicts": 0,
        "codes": 0,
        "codings": 0,
        "findings": 2,
        "finding_passages": 3,
        "taxonomies": 0,
        "references": 1,
        "rules": 0,
    }
    for table in tables():
        assert list(made[table.name].columns) == [column.name for column in table.columns]


def test_no_column_is_left_empty_by_a_wrong_name() -> None:
    made = frames([RESULT])
    empty = {
        (name, column)
        for name, frame in made.items()
        if len(frame)
        for column in frame.columns
        if frame[column].isna().all()
    }
    nothing_to_tell = {("documents", "bundle"), ("tasks", "parent"), ("indicators", "category"), ("indicators", "note")}
    nothing_to_tell |= {("units", "parent")} | {(name, at) for name in made for at in ("page", "doubt")}
    assert empty <= nothing_to_tell


def test_no_plans_give_empty_tables_with_columns() -> None:
    assert all(len(frame) == 0 and len(frame.columns) > 4 for frame in frames([]).values())


def test_years_stay_whole_numbers_and_words_have_no_value(tmp_path: Path) -> None:
    write_tables(facts_of_results([RESULT]), tmp_path)
    rows = list(csv.DictReader((tmp_path / "indicator_values.csv").open(encoding="utf-8-sig")))
    assert [(row["year"], row["value"], row["raw"]) for row in rows[-2:]] == [
        ("2024", "", "明显提升"),
        ("2026", "", "全市前列"),
    ]
    assert rows[0]["year"] == "2023"
    assert float(rows[0]["value"]) == 120


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])
def test_formulas_are_guarded(text: str) -> None:
    assert guard(text) == f"'{text}"


@pytest.mark.parametrize("cell", ["平常", "", "a=1", None, -1, -0.5, True])
def test_other_cells_stay_as_they_are(cell: object) -> None:
    assert guard(cell) is cell


def test_files_hold_what_the_frames_hold(tmp_path: Path) -> None:
    task = RESULT.plan.tasks[0].model_copy(update={"title": '=1+"a",\nb', "text": "+1"})
    result = RESULT._replace(plan=RESULT.plan.model_copy(update={"tasks": (task, *RESULT.plan.tasks[1:])}))
    write_tables(facts_of_results([result]), tmp_path)
    for name, frame in frames([result]).items():
        told = frame.astype("object").map(guard, na_action="ignore").to_csv(index=False, lineterminator="\n")
        assert (tmp_path / f"{name}.csv").read_bytes().decode("utf-8-sig") == told


def test_files_begin_with_a_bom_and_the_package_describes_them(tmp_path: Path) -> None:
    paths = write_tables(facts_of_results([RESULT]), tmp_path)
    package = json.loads((tmp_path / "datapackage.json").read_text(encoding="utf-8"))
    assert {resource["path"] for resource in package["resources"]} == {
        path.name for path in paths if path.suffix == ".csv"
    }
    for resource in package["resources"]:
        content = (tmp_path / resource["path"]).read_bytes()
        assert content.startswith(b"\xef\xbb\xbf")
        header = content.decode("utf-8-sig").splitlines()[0].split(",")
        fields = resource["schema"]["fields"]
        assert header == [field["name"] for field in fields]
        assert all(field["description"] and field["type"] for field in fields)


def test_keys_are_unique_and_references_hold(tmp_path: Path) -> None:
    results = read_results(report_fixture.write_outputs(tmp_path))
    made = frames(results)
    for table in tables():
        if table.key:
            assert not made[table.name].duplicated(list(table.key)).any()
        for column, other in table.refers.items():
            key = next(candidate.key[0] for candidate in tables() if candidate.name == other)
            assert set(made[table.name][column]) <= set(made[other][key])


def test_tables_that_are_not_finished_leave_the_former_ones(tmp_path: Path) -> None:
    before = {path: path.read_bytes() for path in write_tables(facts_of_results([RESULT]), tmp_path)}
    with pytest.raises(KeyError), TablesWriter(tmp_path) as writer:
        writer.write("units", {"id": "yunxi/keji"})
        raise KeyError
    assert {path: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_two_runs_write_the_same_bytes(tmp_path: Path) -> None:
    first = [path.read_bytes() for path in write_tables(facts_of_results([RESULT]), tmp_path / "a")]
    assert first == [path.read_bytes() for path in write_tables(facts_of_results([RESULT]), tmp_path / "b")]
