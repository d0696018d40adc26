"""Tables on the console: aligned by the width of Chinese characters, folded only where they do not fit."""

import sys

import pytest

from pipeline.cli.console import WIDE, show

ROWS = [("云溪区", 12, "0.5 %"), ("b", 3, "")]


def test_columns_are_as_wide_as_what_they_hold(capsys: pytest.CaptureFixture[str]) -> None:
    show("", ("place", "tasks", "unread"), ROWS)
    assert capsys.readouterr().out.splitlines() == [
        "place   tasks  unread",
        "云溪区     12   0.5 %",
        "b           3",
    ]


def test_a_table_that_fits_needs_no_library(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delitem(sys.modules, "pipeline.cli.terminal.folded_table", raising=False)
    show("", ("place", "tasks", "unread"), ROWS)
    assert "pipeline.cli.terminal.folded_table" not in sys.modules


def test_a_long_cell_is_folded_and_nothing_of_it_is_lost(capsys: pytest.CaptureFixture[str]) -> None:
    title = "建设" * WIDE
    show("", ("plan", "title"), [("a-1", title)])
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) > 2
    assert "".join(line.removeprefix("a-1").strip() for line in lines[1:]) == title


def test_what_a_terminal_would_obey_is_shown_as_a_question_mark(capsys: pytest.CaptureFixture[str]) -> None:
    show("", ("plan",), [("a\x1b[31mb",)])
    assert capsys.readouterr().out.splitlines()[1] == "a?[31mb"
