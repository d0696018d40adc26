"""`gangmu units`: list, proposals, and judgements that survive the next run."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from pipeline.cli.command import app
from pipeline.corpus.authority import read_authority
from pipeline.corpus.manifest import read_corpus
from pipeline.run.documents import run_documents

NOTICE = """江北市优化服务行动方案

一、主要任务

1．改进河湖管理。落实巡查制度。（牵头单位：市河湖处理局；责任单位：市财政局）

2．改进岸线管理。落实巡查制度。（责任单位：市河处局、市金融监管局）

3．改进融资服务。落实对接制度。（责任单位：市地方金融监管局）
"""


def gangmu(folder: Path, *arguments: object) -> Result:
    where = ("--corpus", folder / "corpus", "--outputs", folder / "outputs")
    return CliRunner().invoke(app, [str(argument) for argument in (*arguments, *where)])


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    (tmp_path / "corpus" / "documents").mkdir(parents=True)
    (tmp_path / "corpus" / "plans.yml").write_text("[]\n", encoding="utf-8")
    notice = tmp_path / "notice.txt"
    notice.write_text(NOTICE, encoding="utf-8")
    added = CliRunner().invoke(
        app, ["add", str(notice), "--id", "jiangbei", "--corpus", str(tmp_path / "corpus")], catch_exceptions=False
    )
    assert added.exit_code == 0, added.output
    run(tmp_path)
    return tmp_path


def run(folder: Path) -> None:
    outcomes = run_documents(read_corpus(folder / "corpus"), folder / "outputs")
    assert [outcome.state for outcome in outcomes] == ["made"]


def listed(folder: Path) -> set[str]:
    return {unit["id"] for unit in json.loads(gangmu(folder, "units", "list", "--json").stdout)}


def test_list_and_proposals(corpus: Path) -> None:
    assert {"unit/江北市/市河湖处理局", "unit/江北市/市财政局"} <= listed(corpus)
    found = json.loads(gangmu(corpus, "units", "proposals", "--json").stdout)
    assert [(entry["joined"], entry["names"]) for entry in found] == [
        (True, ["市河处局", "市河湖处理局"]),
        (False, ["市金融监管局", "市地方金融监管局"]),
    ]
    assert all(passage["evidence"]["quote"] == passage["name"] for entry in found for passage in entry["passages"])
    assert "2 proposals" in gangmu(corpus, "units", "proposals").stdout


def test_judgements_survive_the_next_run(corpus: Path) -> None:
    before = listed(corpus)
    done = gangmu(corpus, "units", "same", "市金融监管局", "市地方金融监管局", "--why", "renamed sign", "--by", "Li")
    assert done.exit_code == 0, done.output
    done = gangmu(corpus, "units", "different", "unit/江北市/市河处局", "市河湖处理局", "--why", "two offices")
    assert done.exit_code == 0, done.output
    assert len(read_authority(corpus / "corpus" / "units.yml").judgements) == 2
    run(corpus)
    assert listed(corpus) == before - {"unit/江北市/市金融监管局"} | {"unit/江北市/市河处局"}
    assert json.loads(gangmu(corpus, "units", "proposals", "--json").stdout) == []


@pytest.mark.parametrize(
    "arguments",
    [
        ("same", "市财政局"),
        ("same", "市财政局", "市河处局"),
        ("same", "市财政局", "市财政局", "--why", "x"),
        ("different", "市财政局", "市某某局", "--why", "x"),
    ],
)
def test_wrong_use_is_one_sentence(corpus: Path, arguments: tuple[str, ...]) -> None:
    done = gangmu(corpus, "units", *arguments)
    assert done.exit_code == 2
    assert len(done.stderr.strip().splitlines()) == 1
    assert not (corpus / "corpus" / "units.yml").exists()


def test_no_plans_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "plans.yml").write_text("[]\n", encoding="utf-8")
    assert gangmu(tmp_path, "units").exit_code == 2
