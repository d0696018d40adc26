"""Answers over two small plans: what stands in each row follows from the text of tests/support/plans.py."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from pipeline.answers.catalogue import questions
from pipeline.answers.collect import Answer
from pipeline.facts.answers import read_answers
from pipeline.facts.update import facts_of, open_facts
from pipeline.store.results import read_plan
from pipeline.store.write import to_json
from pipeline.views.labels import catalogue, pairs
from tests.support import plans as fixture

FIRST, SECOND = "yunxi-2024", "yunxi-2027 二期"


@pytest.fixture(scope="module")
def outputs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return fixture.write_outputs(tmp_path_factory.mktemp("outputs"))


def answers(outputs: Path, limit: int | None = None) -> Mapping[str, Answer]:
    return read_answers(open_facts(outputs), limit)


def rows(answer: Answer, *columns: str, plan: str | None = None) -> list[tuple[object, ...]]:
    return [tuple(row.get(name) for name in columns) for row in answer.rows if plan in (None, row.get("plan"))]


def test_rows_have_the_columns_that_are_described_and_labels_for_their_values(outputs: Path) -> None:
    for name, answer in answers(outputs).items():
        columns = {column.name: column for column in answer.question.columns}
        assert answer.rows, name
        assert {*answer.question.order, *answer.question.preview} - {f"-{name}" for name in columns} <= set(columns)
        for row in answer.rows:
            assert set(row) <= set(columns), name
        for column in columns.values():
            assert column.link in {"", *columns} and column.en in {"", *columns}, column
            if column.labels:
                assert {row.get(column.name) for row in answer.rows} - {None} <= set(pairs(column.labels)), column
            if column.defined:
                assert f"count.{column.defined}" in catalogue()


def test_every_row_leads_to_its_passage(outputs: Path) -> None:
    for name, answer in answers(outputs).items():
        for row in answer.rows:
            plan = read_plan(outputs / str(row["plan"]))
            assert row["plan_title"] == plan.plan.title, name
            assert str(row["source"]).startswith("plans/") and row["quote"], name


def test_who_leads_most_counts_leads_by_the_annex(outputs: Path) -> None:
    first = rows(answers(outputs)["leads"], "unit", "place", "leads", "leads_by_annex", "unit_plans")
    assert first[0] == (
        "区科技局",
        "云溪区",
        7,
        0,
        2,
    )  # four in the first plan, three in the second without indicator 3
    assert ("区工信局", "云溪区", 4, 2, 2) in first


def test_leads_of_a_plan(outputs: Path) -> None:
    found = rows(answers(outputs)["leads_by_plan"], "unit", "leads", "year", plan=FIRST)
    assert found[0] == ("区科技局", 4, 2024)


def test_tasks_without_a_lead_say_who_is_named_instead(outputs: Path) -> None:
    assert rows(answers(outputs)["no_lead"], "subject", "assigned", plan=FIRST) == [
        ("2 设立走廊基金", "区金融办、区科技局"),
        ("3 办好路演活动", "各镇人民政府"),
    ]


def test_pairs_name_their_shared_subjects(outputs: Path) -> None:
    pair = next(
        row for row in answers(outputs)["pairs"].rows if {row["unit"], row["other"]} == {"区科技局", "云溪大学"}
    )
    assert (pair["shared"], pair["led"], pair["pair_plans"]) == (4, 2, 2)
    assert str(pair["subjects"]).startswith("建设中试基地；")


def test_what_is_due_is_in_the_order_of_time_with_those_who_answer_for_it(outputs: Path) -> None:
    found = rows(answers(outputs)["due"], "due_on", "kind", "subject", "units")
    assert found == sorted(found, key=lambda row: str(row[0]))
    assert ("2025-12-31", "task", "3 办好路演活动", "各镇人民政府") in found
    assert any(kind == "commitment" and "12" in str(subject) for _, kind, subject, _ in found)


def test_an_indicator_is_one_family_over_the_plans_that_print_it(outputs: Path) -> None:
    found = answers(outputs)["indicators"].rows
    assert {row["family_plans"] for row in found} == {1, 2}
    assert [row["family_plans"] for row in found] == [2, 2, 2, 2, 1]
    assert [row["change"] for row in found if row["plan"] == SECOND and row["last_target"] is not None] == ["same"] * 2


def test_what_only_one_plan_says(outputs: Path) -> None:
    found = rows(answers(outputs)["changes"], "state", "kind", "subject")
    assert ("not_seen", "task", "3 办好路演活动") in found
    assert any(state == "not_seen" and kind == "indicator" for state, kind, _ in found)


def test_a_limit_keeps_the_first_rows_and_says_how_many_there_are(outputs: Path) -> None:
    whole = answers(outputs)
    for limit in (1, 2, 3, 6):
        for name, answer in answers(outputs, limit).items():
            assert answer.total == whole[name].total == len(whole[name].rows)
            assert answer.rows == whole[name].rows[:limit], (name, limit)


@pytest.mark.parametrize("limit", [1, 2, 3, 5, 8])
def test_a_cut_answer_about_indicators_begins_like_the_whole_one(tmp_path: Path, limit: int) -> None:
    outputs = fixture.write_outputs(tmp_path / "outputs")
    first = read_plan(outputs / FIRST)
    for number in range(4):  # these come first by name, but their indicators are those of one plan only
        alone = [
            entry.model_copy(update={"name": f"一{number}{at}号"}) if at else entry
            for at, entry in enumerate(first.indicators)
        ]
        text = to_json(first.model_copy(update={"indicators": tuple(alone)})).replace(FIRST, f"a-{number}")
        (outputs / f"a-{number}").mkdir()
        (outputs / f"a-{number}" / "plan.json").write_text(text, encoding="utf-8")
    whole, cut = answers(outputs), answers(outputs, limit)
    for name in ("indicators", "indicator_values"):
        assert len(whole[name].rows) > 2 * limit
        assert cut[name].rows == whole[name].rows[:limit], name
        assert cut[name].total == whole[name].total and cut[name].families == whole[name].families
        assert sum(cut[name].families.values()) == cut[name].total


def test_rows_without_a_value_come_last(outputs: Path) -> None:
    plan = read_plan(outputs / FIRST)
    dated = next(task for task in plan.tasks if task.deadline)
    assert dated.deadline
    vague = dated.model_copy(update={"deadline": dated.deadline.model_copy(update={"on": None})})
    tasks = tuple(vague if task is dated else task for task in plan.tasks)
    facts = facts_of([plan.model_copy(update={"tasks": tasks})], (), lambda id: plan)
    found = [row["due_on"] for row in read_answers(facts)["due"].rows]
    assert found[-1] is None and None not in found[:-1] and len(found) > 2


def test_questions_say_something_in_both_languages() -> None:
    for question in questions().values():
        assert question.question.zh != question.question.en and question.about.zh != question.about.en
