"""Cases that nobody plans for: each is one sentence and an exit code, and costs nothing but itself."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner

from extractors.readers import read_document
from pipeline.cli.command import app
from pipeline.corpus.manifest import Corpus, id_problem, read_corpus
from pipeline.errors import InputError
from pipeline.run.any_file import plan_stem
from pipeline.run.documents import run_documents
from pipeline.run.products import build_products
from pipeline.store.remote import readable_copy, writable_copy
from pipeline.store.skipped import skipped_plans
from tests.support.paths import ROOT
from tests.support.stub_extract import STUB

MakeCorpus = Callable[..., Corpus]
TEXTS = {"a": "甲方案\n1. 修通南路", "b": "乙方案\n1. 架设东桥"}


@pytest.mark.parametrize("name", ["corrections/a.yml", "units.yml"])
def test_a_file_of_a_person_that_cannot_be_read_is_a_sentence(
    make_corpus: MakeCorpus, tmp_path: Path, name: str
) -> None:
    corpus = make_corpus(TEXTS)
    list(run_documents(corpus, tmp_path / "out", STUB))
    (corpus.folder / name).mkdir(parents=True)
    outcomes = {outcome.id: outcome for outcome in run_documents(corpus, tmp_path / "out", STUB)}
    assert outcomes["a"].state == "failed", "what a person entered was ignored"
    assert outcomes["a"].trace is None
    assert str(corpus.folder / name) in outcomes["a"].why
    assert outcomes["b"].state == ("kept" if name.endswith("a.yml") else "failed")


@pytest.mark.parametrize("id", ["con", "CON.txt", "COM1", "lpt9.2024", "changes", "changes.json", "Graph.gexf", "aux"])
def test_ids_that_a_system_or_outputs_reserves(id: str) -> None:
    assert "reserved" in str(id_problem(id))
    assert plan_stem(Path(f"{id}.pdf")) != id


@pytest.mark.parametrize("id", ["console", "com", "com10", "graph-2024", "changes-2024"])
def test_ids_that_only_look_reserved(id: str) -> None:
    assert id_problem(id) is None


@pytest.mark.parametrize(
    "url",
    [
        "nosuch://a/b",
        "http://[::1/plans",
        "https://",
        "memory://",
        "zip://::",
        "ftp://",
        "data://x",
        "s3://",
        "a+b://c",
    ],
)
def test_an_odd_address_is_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    pytest.importorskip("fsspec")
    monkeypatch.setenv("GANGMU_CACHE", str(tmp_path))
    with pytest.raises(InputError) as caught, readable_copy(Path(url)) as folder:
        read_corpus(folder)
    assert len(str(caught.value).splitlines()) == 1


def test_ctrl_c_in_a_callback_ends_the_command() -> None:
    """Python prints an error of such a callback and goes on: the run was completed as if nobody had pressed the keys."""
    code = (
        "import signal\n"
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"  # a shell ignores it for what runs in the background
        "import pipeline.cli, time\n"
        "class Ended:\n"
        "    def __del__(self): signal.raise_signal(signal.SIGINT)\n"
        "try:\n"
        "    ended = Ended(); del ended\n"
        "    time.sleep(60)\n"
        "except KeyboardInterrupt: raise SystemExit(130)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (130, "", "")


@pytest.mark.parametrize("url", ["s3://", "file:///", "memory://", "https:"])
def test_an_address_of_no_folder_is_not_written_to(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    """Results went to a folder s3: below the one where the command ran."""
    monkeypatch.setenv("GANGMU_CACHE", str(tmp_path))
    with pytest.raises(InputError, match=r"^[a-z0-9]+://"), writable_copy(Path(url)):
        pass


@pytest.mark.parametrize("kind", ["copy of a plan", "folder", "text"])
def test_a_stray_folder_in_the_outputs_costs_nothing_else(make_corpus: MakeCorpus, tmp_path: Path, kind: str) -> None:
    corpus, out = make_corpus(TEXTS), tmp_path / "out"
    list(run_documents(corpus, out, STUB))
    stray = out / "backup" / "plan.json"
    stray.parent.mkdir()
    if kind == "folder":
        stray.mkdir()
    else:
        stray.write_bytes((out / "a" / "plan.json").read_bytes() if kind == "copy of a plan" else b"mine")
        (stray.parent / "document.json").write_bytes((out / "a" / "document.json").read_bytes())
    build_products(corpus, out)
    assert list(skipped_plans(out)) == ["backup"]
    assert (out / "report" / "plans" / "b" / "index.html").is_file()


def test_a_read_only_report_is_replaced(make_corpus: MakeCorpus, tmp_path: Path) -> None:
    corpus, out = make_corpus(TEXTS), tmp_path / "out"
    list(run_documents(corpus, out, STUB))
    build_products(corpus, out)
    for path in (out / "report", *(out / "report").rglob("*")):
        path.chmod(0o555 if path.is_dir() else 0o444)
    corpus = make_corpus({"a": TEXTS["a"]})
    build_products(corpus, out)
    assert os.access(out / "report", os.W_OK)
    assert not (out / ".report.part").exists()


def test_a_product_that_cannot_be_written_is_a_sentence(make_corpus: MakeCorpus, tmp_path: Path) -> None:
    corpus, out = make_corpus(TEXTS), tmp_path / "out"
    list(run_documents(corpus, out, STUB))
    (out / "tables").write_text("mine", encoding="utf-8")
    done = CliRunner().invoke(app, ["report", "--corpus", str(corpus.folder), "--outputs", str(out)])
    assert done.exit_code == 0, done.stderr
    with pytest.raises(InputError, match="tables") as caught:
        build_products(corpus, out)
    assert getattr(caught.value, "trace", None) is None


@pytest.mark.slow
def test_ctrl_c_while_the_command_is_being_imported_is_silent() -> None:
    code = (
        "import builtins, os, signal, sys\n"
        "real = builtins.__import__\n"
        "def watched(name, *rest):\n"
        "    if name.startswith('pipeline.cli.command'): os.kill(os.getpid(), signal.SIGINT)\n"
        "    return real(name, *rest)\n"
        "builtins.__import__ = watched\n"
        "import pipeline.cli"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (-signal.SIGINT, "")


EXOTIC = ["undefined", "hex", "rot13", "punycode", "idna", "utf-7", "unicode_escape", "cp037", "bz2", "uu", "palmos"]


@pytest.mark.parametrize("charset", EXOTIC)
@pytest.mark.parametrize("head", ['<!DOCTYPE html><meta charset="{}">', '<?xml version="1.0" encoding="{}"?>'])
def test_an_exotic_encoding_is_not_believed(tmp_path: Path, charset: str, head: str) -> None:
    path = tmp_path / "page.html"
    path.write_text(
        f"{head.format(charset)}<html><title>方案</title><p>一、主要任务</p><p>修通南路。</p>", encoding="utf-8"
    )
    assert "修通南路。" in [block.text for block in read_document(path).blocks]


@pytest.mark.parametrize("charset", EXOTIC)
def test_an_exotic_encoding_of_a_saved_page_is_not_believed(tmp_path: Path, charset: str) -> None:
    path = tmp_path / "page.mht"
    head = 'MIME-Version: 1.0\nContent-Type: multipart/related; boundary="x"\n\n--x\nContent-Type: text/html; '
    path.write_text(f'{head}charset="{charset}"\n\n<p>一、主要任务</p><p>修通南路。</p>\n--x--\n', encoding="utf-8")
    assert "修通南路。" in [block.text for block in read_document(path).blocks]
