"""`gangmu ask`: the questions, rows chosen by date and text, and one sentence for a wrong question."""

import csv
import json
from pathlib import Path

import pandas as pd
import pytest
from openpyxl import load_workbook
from typer.testing import CliRunner, Result

from pipeline.answers.catalogue import questions
from pipeline.cli.command import app
from tests.support import plans as fixture


@pytest.fixture(scope="module")
def outputs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return fixture.write_outputs(tmp_path_factory.mktemp("outputs"))


def ask(*arguments: object) -> Result:
    return CliRunner().invoke(app, ["ask", *map(str, arguments)])


def test_without_a_question_the_questions_are_listed() -> None:
    done = ask()
    assert done.exit_code == 0
    assert all(name in done.output and entry.question.zh in done.output for name, entry in questions().items())


@pytest.mark.parametrize(
    ("today", "span", "titles"),
    [
        ("2025-12-01", "30d", {"3 办好路演活动"}),
        ("2025-12-01", "29d", set()),
        ("2026-01-15", "-3w", {"3 办好路演活动"}),
        ("2025-11-01", "1y", {"3 办好路演活动"}),
    ],
)
def test_what_is_due_within_a_span(outputs: Path, today: str, span: str, titles: set[str]) -> None:
    done = ask("due", "--within", span, "--today", today, "--where", "kind=task", "--json", "--outputs", outputs)
    assert {row["subject"] for row in json.loads(done.output)} == titles


def test_rows_are_chosen_by_their_columns_and_written_by_their_suffix(outputs: Path, tmp_path: Path) -> None:
    file = tmp_path / "led.csv"
    assert ask("leads", "--where", "place=云溪区", "--out", file, "--outputs", outputs).exit_code == 0
    with file.open(encoding="utf-8-sig", newline="") as opened:
        rows = list(csv.DictReader(opened))
    assert [row["unit"] for row in rows] == ["区科技局", "区工信局", "区金融办"]
    sheet = tmp_path / "led.xlsx"
    ask("leads", "--out", sheet, "--outputs", outputs)
    book = load_workbook(sheet)["牵头最多"]
    assert [book.cell(row, 1).value for row in (3, 4)] == ["单位", "区科技局"]
    frame = pd.read_parquet(Path(ask("due", "--out", tmp_path / "due.parquet", "--outputs", outputs).output.strip()))
    assert {"due_on", "units", "source"} <= set(frame.columns)
    assert "区科技局" in ask("leads", "--limit", 1, "--outputs", outputs).output


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("who",), "there is no such question"),
        (("leads", "--out", "leads.odt"), "its suffix names no format"),
        (("due", "--within", "soon"), "it is no span of time"),
        (("leads", "--within", "9d"), "its rows have no date"),
        (("leads", "--where", "x=1"), "leads has no such column"),
        (("leads", "--where", "x"), "it is no condition"),
    ],
)
def test_a_wrong_question_is_one_sentence(outputs: Path, arguments: tuple[str, ...], sentence: str) -> None:
    done = ask(*arguments, "--outputs", outputs)
    assert done.exit_code == 2 and sentence in done.output and "Traceback" not in done.output
