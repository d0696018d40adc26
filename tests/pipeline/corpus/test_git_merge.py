"""Records of two people who work on branches of a corpus under git: a merge keeps both, without a conflict."""

import subprocess
from pathlib import Path

from pipeline.corpus.code_records import read_code_records
from pipeline.corpus.corrections import read_corrections
from pipeline.corpus.manifest import MERGED, begin_corpus, read_corpus
from pipeline.corpus.records import append_record
from tests.support.paths import ROOT


def git(folder: Path, *words: str) -> None:
    person = ("-c", "user.name=李", "-c", "user.email=li@example.org")
    done = subprocess.run(["git", *person, *words], cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def correction(number: int, by: str) -> dict[str, str]:
    """Return a record of which two people's differ in few fields: git must not take their common lines for one."""
    shared = {"target": f"a/task/{number}", "field": "title", "was": "修路", "now": f"修通：{number}号路"}
    return {**shared, "why": "原文如此", "by": by, "on": "2026-01-02"}


def record(corpus: Path, number: int, by: str) -> None:
    append_record(corpus / "corrections" / "a.yml", correction(number, by))
    code = {"fact": f"a/task/{number}", "variable": "工具", "codes": ["供给"], "quote": "第一行\n第二行", "by": by}
    append_record(corpus / "codes" / "甲.yml", {"coder": "甲", **code, "on": "2026-01-02"})


def test_a_merge_keeps_the_records_of_both(tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    begin_corpus(corpus)
    for name in ("corrections", "codes"):
        (corpus / name).mkdir()
    record(corpus, 1, "甲")
    git(tmp_path, "init", "-q", "-b", "main")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-q", "-m", "begin")
    git(tmp_path, "checkout", "-q", "-b", "other")
    record(corpus, 2, "甲")
    git(tmp_path, "commit", "-q", "-a", "-m", "one")
    git(tmp_path, "checkout", "-q", "main")
    record(corpus, 3, "乙")
    git(tmp_path, "commit", "-q", "-a", "-m", "other")
    git(tmp_path, "merge", "-q", "other")
    merged = read_corpus(corpus)
    found = {one.target: one for one in read_corrections(merged.corrections("a"))}
    assert {target: one.by for target, one in found.items()} == {"a/task/1": "甲", "a/task/2": "甲", "a/task/3": "乙"}
    assert all(one.now == f"修通：{target[-1]}号路" for target, one in found.items())
    assert sorted(one.fact for one in read_code_records(merged.codes)) == ["a/task/1", "a/task/2", "a/task/3"]
    assert (ROOT / "corpus" / ".gitattributes").read_text(encoding="utf-8") == MERGED
