"""`extract`, `add`, `run` and `audit` report the same findings of a file."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from pipeline.cli.command import app
from schemas import Plan

pytestmark = pytest.mark.slow

PLAN = """江北市桥梁管理行动方案（2024—2026年）

为管好桥梁，实施三大行动，制定本方案。

一、主要任务

1．巡查行动。每月巡查全部桥梁。（责任单位：市交通局）

2．养护行动。到2027年底前完成老旧桥梁养护。（责任单位：市交通局）
"""


def asked(*arguments: object) -> str:
    done = CliRunner().invoke(app, [*map(str, arguments), "--json"])
    assert done.exit_code in (0, 1), done.output
    return done.stdout


def codes(plan: Path) -> list[str]:
    return [finding.code for finding in Plan.model_validate_json(plan.read_text(encoding="utf-8")).findings]


def test_extract_add_run_and_audit_agree(tmp_path: Path) -> None:
    file, corpus, outputs = tmp_path / "bridges.txt", tmp_path / "corpus", tmp_path / "outputs"
    file.write_text(PLAN, encoding="utf-8")
    extracted = json.loads(asked("extract", file, "--out", tmp_path / "facts"))
    corpus.mkdir()
    (corpus / "plans.yml").write_text("[]\n", encoding="utf-8")
    added = json.loads(asked("add", file, "--corpus", corpus))
    asked("run", "--corpus", corpus, "--outputs", outputs, "--workers", 0)
    audited = json.loads(asked("audit", "--corpus", corpus, "--outputs", outputs))
    found = codes(outputs / "bridges" / "plan.json")
    assert found and codes(tmp_path / "facts" / "bridges" / "plan.json") == found
    (from_file,), (registered,) = extracted[0]["plans"], added["plans"]
    assert from_file["findings"] == registered["findings"] == len(found)
    assert [finding["code"] for finding in audited["bridges"]] == found
