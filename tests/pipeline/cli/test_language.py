"""The command line in Chinese: every text is translated, values stay, and the locale decides if nobody else does."""

import pytest
import yaml
from typer import rich_utils
from typer.testing import CliRunner

from pipeline.cli.command import app
from pipeline.cli.coverage import line_of, name_of
from pipeline.cli.language.catalogue import language, translate
from pipeline.cli.language.command_group import PANELS
from tests.support.messages import shown_texts
from tests.support.paths import ROOT

INTERNAL = (
    "Report errors that the user can fix in one sentence, and exit with code 1 (a document) or 2 (usage).",
    "Lock the outputs folder and complete what a killed run began to write; InputError if there is no plan in it.",
    "http://127.0.0.1:{}/",
)
"""Docstrings of context managers and an address, which the search for texts finds too."""


@pytest.fixture
def chinese(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GANGMU_LANG", "zh")


def test_nearly_every_text_has_a_translation() -> None:
    catalogue = yaml.safe_load((ROOT / "pipeline" / "cli" / "language" / "zh.yml").read_text(encoding="utf-8"))
    shown = {text: name for text, name in shown_texts().items() if text not in INTERNAL}
    missing = {text: name for text, name in shown.items() if text not in catalogue}
    # a text that has just been written may still be shown in English
    assert len(missing) < 0.02 * len(shown), f"add them to pipeline/cli/language/zh.yml: {missing}"
    for english, chinese in catalogue.items():
        values = english.replace("{{", "").count("{}")
        assert len(chinese.format(*range(values))) > 0, english


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("3 of 5 files registered.", "5 个文件中登记了 3 个。"),
        ("Registered as a-2024 (documents/a-2024.pdf).", "已登记为 a-2024（documents/a-2024.pdf）。"),
        ("C:\\计划: 甲.txt: the file is empty; provide the file with its text.", "C:\\计划: 甲.txt：文件是空的；请给出有文字的文件。"),
        ("outputs: it contains no plan yet; run: gangmu run.", "outputs：还没有计划；请运行 gangmu run。"),
        ("x.pdf: a new reason; run: gangmu run.", "x.pdf: a new reason; run: gangmu run."),
        ("一、主要任务", "一、主要任务"),
        ("", ""),
    ],
)  # fmt: skip
def test_messages(chinese: None, text: str, expected: str) -> None:
    assert translate(text) == expected


@pytest.mark.parametrize(
    ("set_to", "expected"),
    [
        ({}, "en"),
        ({"LANG": "zh_CN.UTF-8"}, "zh"),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": "de_DE.UTF-8"}, "en"),
        ({"LANG": "zh_CN.UTF-8", "GANGMU_LANG": "en"}, "en"),
        ({"LC_MESSAGES": "zh_TW", "GANGMU_LANG": "fr"}, "zh"),
    ],
)
def test_the_language_follows_the_locale(
    monkeypatch: pytest.MonkeyPatch, set_to: dict[str, str], expected: str
) -> None:
    for name in ("GANGMU_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("locale.getlocale", lambda: (None, None))
    for name, value in set_to.items():
        monkeypatch.setenv(name, value)
    assert language() == expected


def test_help_and_a_file_in_place_of_a_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.setenv("GANGMU_LANG", "en")  # restored at the end, whatever --lang sets
    for name in PANELS:
        monkeypatch.setattr(rich_utils, name, getattr(rich_utils, name))
    english = CliRunner().invoke(app, ["--help"]).output
    shown = CliRunner().invoke(app, ["--lang", "zh", "--help"]).output
    assert "Register notices in the corpus" in english and "把文件登记到语料" in shown
    assert "Register notices" not in shown
    monkeypatch.setenv("GANGMU_LANG", "zh")
    assert "前一计划的编号" in CliRunner().invoke(app, ["add", "--help"]).output
    meant = CliRunner().invoke(app, [str(ROOT / "README.md")])
    assert meant.exit_code == 2 and "读它：gangmu extract" in meant.output


def test_a_passage_of_the_work_list_is_named_in_chinese_and_by_its_column_in_a_long_line(chinese: None) -> None:
    assert name_of("signal", "number missing before") == "前面缺序号"
    assert name_of("signal", "unheard of") == "unheard of"
    assert line_of([40, 80], 50) == "第 2 行"
    assert line_of([40], 40 + 1 + 589) == "第 2 行 第 590 字"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["ad"], "没有命令 'ad'。是不是 'add'？"),
        (["accuracy", "--level", "7"], "'--level' 的值无效：应不大于 0.999"),
        (["sample", "--size", "many"], "'--size' 的值无效：应为整数"),
        (["compare", "--tempo", "3"], "没有选项 --tempo"),
        (["add"], "缺参数 'FILE…'。"),
        (["add", "--help"], "显示本说明。"),
    ],
)
def test_wrong_words_are_answered_in_chinese(
    monkeypatch: pytest.MonkeyPatch, chinese: None, words: list[str], expected: str
) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    for name in PANELS:
        monkeypatch.setattr(rich_utils, name, getattr(rich_utils, name))
    assert expected in CliRunner().invoke(app, words).output
