"""The command line: output, exit codes, and one sentence for bad input. The extractor is the stub."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from pipeline.cli import console
from pipeline.cli.command import app
from pipeline.corpus.manifest import Corpus
from tests.support.stub_extract import stub_extract, stub_facts, stub_read

MakeCorpus = Callable[..., Corpus]


@pytest.fixture(autouse=True)
def _stub(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GANGMU_WORKERS", "0")  # another process would know nothing of the stub
    monkeypatch.setattr("extractors.extract", stub_extract)
    monkeypatch.setattr("extractors.extract_document", stub_facts)
    monkeypatch.setattr("extractors.readers.read_document", stub_read)


def gangmu(*arguments: object) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_no_control_character_reaches_the_terminal(capfd: pytest.CaptureFixture[str]) -> None:
    console.say("红\x1b[31m色\x9b1m\x07\u202e")
    console.warn("a\x00b")
    console.show("", ["名\x1b"], [["值\x7f"]])
    console.emit({"title": "\x1b\x9b红"})
    out, err = capfd.readouterr()
    assert out.splitlines()[0] == "红?[31m色?1m??"
    assert err == "a?b\n"
    assert json.loads("".join(out.splitlines()[3:])) == {"title": "\x1b\x9b红"}
    assert not [sign for sign in out + err if (ord(sign) < 32 and sign != "\n") or 127 <= ord(sign) < 160]


def test_help_brings_no_heavy_tools_along() -> None:
    heavy = ("spacy", "pandas", "networkx", "pdfplumber", "jieba", "lxml", "openpyxl", "numpy", "jinja2", "pypdfium2")
    code = (
        "import sys\nfrom pipeline.cli.command import app\n"
        "try: app(['--help'])\nexcept SystemExit as end: assert not end.code\n"
        f"print(sorted(set({heavy!r}) & set(sys.modules)), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "extract" in done.stdout
    assert done.stderr.strip() == "[]"


@pytest.mark.parametrize("command", ["add", "extract", "run", "graph", "report", "coverage", "audit"])
def test_every_command_explains_itself(command: str) -> None:
    done = gangmu(command, "--help")
    assert done.exit_code == 0
    assert "Usage" in done.output


def test_extract_writes_two_files_a_plan(tmp_path: Path) -> None:
    one = write(tmp_path / "one.txt", "甲方案\n1. 修路===乙方案\n1. 架桥")
    done = gangmu("extract", one, "--out", tmp_path / "out")
    assert done.exit_code == 0
    written = sorted(path.relative_to(tmp_path / "out").as_posix() for path in (tmp_path / "out").rglob("*.json"))
    assert written == ["one--2/document.json", "one--2/plan.json", "one/document.json", "one/plan.json"]
    assert "甲方案" in done.stdout


def test_extract_tells_a_program(tmp_path: Path) -> None:
    one = write(tmp_path / "one.txt", "甲方案\n1. 修路")
    done = gangmu("extract", one, tmp_path / "none.txt", "--out", tmp_path / "out", "--json")
    told = json.loads(done.stdout)
    assert done.exit_code == 1
    assert [(entry["file"], len(entry["plans"])) for entry in told] == [(str(one), 1), (str(tmp_path / "none.txt"), 0)]
    assert told[0]["plans"][0]["tasks"] == 1


def test_one_bad_file_costs_no_other(tmp_path: Path) -> None:
    files = [
        write(tmp_path / f"{name}.txt", text) for name, text in (("a", "BROKEN"), ("b", "BUG"), ("c", "丙\n1. 修路"))
    ]
    (tmp_path / "empty").mkdir()
    done = gangmu("extract", *files, tmp_path / "empty", "--out", tmp_path / "out")
    assert done.exit_code == 1
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["c"]
    lines = done.stderr.strip().splitlines()
    assert len(lines) == 3
    assert "Traceback" not in done.output
    assert lines[0].startswith("a.txt: it is broken; mend it.")
    assert "KeyError" in lines[1]
    assert "folder" in lines[2]


def test_files_of_one_name_do_not_overwrite_each_other(tmp_path: Path) -> None:
    first = write(tmp_path / "x" / "plan.txt", "甲方案\n1. 修路")
    second = write(tmp_path / "y" / "plan.txt", "乙方案\n1. 架桥")
    for _ in range(2):
        assert gangmu("extract", first, second, "--out", tmp_path / "out").exit_code == 0
        ids = sorted(path.name for path in (tmp_path / "out").iterdir())
        assert ids[0] == "plan"
        assert len(ids) == 2
        assert ids[1].startswith("plan--")
    held = json.loads((tmp_path / "out" / ids[1] / "plan.json").read_text(encoding="utf-8"))
    assert held["plan"]["title"] == "乙方案"
    assert held["tasks"][0]["id"] == f"{ids[1]}/task/1"


def test_a_part_of_a_bundle_does_not_overwrite_another_file(tmp_path: Path) -> None:
    other = write(tmp_path / "p--2.txt", "丙方案\n1. 种树")
    bundle = write(tmp_path / "p.txt", "甲方案\n1. 修路===乙方案\n1. 架桥")
    gangmu("extract", other, bundle, "--out", tmp_path / "out")
    titles = {
        path.parent.name: json.loads(path.read_text(encoding="utf-8"))["plan"]["title"]
        for path in (tmp_path / "out").glob("*/plan.json")
    }
    assert sorted(titles.values()) == sorted(["丙方案", "甲方案", "乙方案"])


def test_a_folder_that_holds_something_else_is_left_alone(tmp_path: Path) -> None:
    one = write(tmp_path / "one.txt", "甲方案\n1. 修路")
    mine = write(tmp_path / "out" / "one" / "plan.json", "my own notes")
    assert gangmu("extract", one, "--out", tmp_path / "out").exit_code == 0
    assert mine.read_text(encoding="utf-8") == "my own notes"


def test_a_text_without_tasks_is_told_and_written(tmp_path: Path) -> None:
    news = write(tmp_path / "news.txt", "今日天气晴好")
    done = gangmu("extract", news, "--out", tmp_path / "out")
    assert done.exit_code == 0
    assert "no task was found" in done.stderr
    assert (tmp_path / "out" / "news" / "plan.json").is_file()


@pytest.mark.parametrize("arguments", [["extract"], ["nonsense"], ["run", "--colour"]])
def test_wrong_usage_is_exit_code_2(arguments: list[str]) -> None:
    done = gangmu(*arguments)
    assert done.exit_code == 2
    assert "Traceback" not in done.output


def test_run_where_there_is_no_corpus(tmp_path: Path) -> None:
    done = gangmu("run", "--corpus", tmp_path / "corpus", "--outputs", tmp_path / "out")
    assert done.exit_code == 2
    assert len(done.stderr.strip().splitlines()) == 1
    assert not (tmp_path / "out").exists()


def test_graph_before_a_run(make_corpus: MakeCorpus, tmp_path: Path) -> None:
    corpus = make_corpus({"a": "甲\n1. 一"})
    done = gangmu("graph", "--corpus", corpus.folder, "--outputs", tmp_path / "out")
    assert done.exit_code == 2
    assert "gangmu run" in done.stderr


def test_run_then_add_then_run(make_corpus: MakeCorpus, tmp_path: Path) -> None:
    corpus = make_corpus({"a-2023": "甲\n1. 一", "b-2023": "乙 BROKEN"})
    places = ("--corpus", corpus.folder, "--outputs", tmp_path / "out")
    first = gangmu("run", *places, "--json")
    assert first.exit_code == 1
    assert [entry["state"] for entry in json.loads(first.stdout)["documents"]] == ["made", "failed"]
    notice = write(tmp_path / "third-plan.txt", "丙\n1. 三")
    added = gangmu("add", notice, "--corpus", corpus.folder)
    assert added.exit_code == 0
    assert "third-plan" in added.stdout
    again = gangmu("add", notice, "--corpus", corpus.folder)
    assert again.exit_code == 1
    assert "already registered" in again.stderr
    second = gangmu("run", *places, "--json")
    assert [entry["state"] for entry in json.loads(second.stdout)["documents"]] == ["kept", "failed", "made"]


def test_coverage_of_a_file(tmp_path: Path) -> None:
    one = write(tmp_path / "one.txt", "甲方案\n1. 修路")
    done = gangmu("coverage", one)
    assert done.exit_code == 0
    assert "甲方案" in done.stdout
    assert gangmu("coverage", tmp_path / "none.txt").exit_code == 1


def test_audit_adds_what_it_finds_once(tmp_path: Path) -> None:
    one = write(tmp_path / "one.txt", "甲方案\n1. 修路")
    gangmu("extract", one, "--out", tmp_path / "out")
    places = ("--outputs", tmp_path / "out", "--corpus", tmp_path / "none")
    first = json.loads(gangmu("audit", *places, "--json").stdout)
    written = (tmp_path / "out" / "one" / "plan.json").read_bytes()
    assert "responsib" in written.decode()
    assert len(first["one"]) > 1
    assert json.loads(gangmu("audit", "one", *places, "--json").stdout) == first
    assert (tmp_path / "out" / "one" / "plan.json").read_bytes() == written
    assert gangmu("audit", "two", *places).exit_code == 2
    assert gangmu("audit", *places, "--strict").exit_code == int(
        any(finding["severity"] != "info" for finding in first["one"])
    )


def test_folders_are_added_and_a_new_corpus_is_begun(tmp_path: Path) -> None:
    inbox = tmp_path / "inbox"
    (inbox / "sub").mkdir(parents=True)
    text = "清源县夜间经济行动方案\n1. 点亮夜市\n"
    for name in ("night-one.txt", "sub/night-two.txt", ".hidden.txt"):
        (inbox / name).write_text(text.replace("夜市", f"夜市{len(name)}处"), encoding="utf-8")
    first = gangmu("add", inbox, "--corpus", tmp_path / "new")
    assert first.exit_code == 0, first.output
    assert "New corpus" in first.output and "2 of 2 files registered" in first.output
    again = gangmu("add", inbox, "--corpus", tmp_path / "new")
    assert again.exit_code == 0 and "nothing to do" in again.output
    assert gangmu("add", inbox, "--id", "x", "--corpus", tmp_path / "new").exit_code == 2


def test_folders_and_patterns_are_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("a.txt", "sub/b.txt", "sub/.hidden.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        write(tmp_path / name, f"{name[-5]}方案\n1. 修{name[-5]}路")
    (tmp_path / "[x].txt").write_text("x方案\n1. 修路", encoding="utf-8")
    assert gangmu("extract", "*.txt", "sub", "a.txt", "[x].txt").exit_code == 0
    assert sorted(path.name for path in (tmp_path / "extracted").iterdir()) == ["[x]", "a", "b"]
