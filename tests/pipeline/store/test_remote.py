"""Corpus and outputs behind URLs, with the file systems of memory and of this machine."""

from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from uuid import uuid4

import pytest
from typer.testing import CliRunner, Result

from pipeline.cli.command import app
from pipeline.corpus.manifest import Corpus
from pipeline.errors import InputError
from pipeline.store.remote import readable_copy, url_of, writable_copy
from tests.support.stub_extract import stub_facts, stub_read

fsspec = pytest.importorskip("fsspec", reason="the extra remote is not installed")
MakeCorpus = Callable[..., Corpus]


@pytest.fixture(autouse=True)
def _here(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("GANGMU_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("GANGMU_WORKERS", "0")
    monkeypatch.setattr("extractors.extract_document", stub_facts)
    monkeypatch.setattr("extractors.readers.read_document", stub_read)


def gangmu(corpus: str, outputs: str) -> Result:
    return CliRunner().invoke(app, ["run", "--corpus", corpus, "--outputs", outputs])


def contents(url: str) -> dict[str, bytes]:
    system, root = fsspec.core.url_to_fs(url)
    paths = [path for path in system.find(root) if not path.endswith("run.json")]
    return {path[len(root) :].lstrip("/"): system.cat_file(path) for path in paths}


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("s3://bucket/a/b", "s3://bucket/a/b"),
        ("memory://x", "memory://x"),
        ("file:///tmp/x", "file:///tmp/x"),
        ("s3://", "s3://"),
        ("outputs", None),
        ("/tmp/outputs", None),
        ("C:/outputs", None),
    ],
)
def test_what_is_a_url(text: str, url: str | None) -> None:
    assert url_of(Path(text)) == url


@pytest.mark.parametrize("kind", ["memory", "file"])
def test_a_run_between_urls_leaves_what_a_local_one_leaves(make_corpus: MakeCorpus, tmp_path: Path, kind: str) -> None:
    base = f"memory://{uuid4().hex}" if kind == "memory" else f"file://{tmp_path}/far"
    corpus = make_corpus({"a": "甲\n1. 一===乙\n1. 二", "b": "丙\n1. 三"})
    system, root = fsspec.core.url_to_fs(f"{base}/corpus")
    system.makedirs(root, exist_ok=True)
    for path in [path for path in corpus.folder.rglob("*") if path.is_file()]:
        name = f"{root}/{path.relative_to(corpus.folder).as_posix()}"
        system.makedirs(name.rpartition("/")[0], exist_ok=True)
        system.pipe_file(name, path.read_bytes())
    assert gangmu(str(corpus.folder), str(tmp_path / "local")).exit_code == 0
    done = gangmu(f"{base}/corpus", f"{base}/outputs")
    assert done.exit_code == 0, done.output
    local = contents(f"file://{tmp_path}/local")
    assert {name for name in local if name.endswith(".json")} >= {"a/plan.json", "a--2/plan.json", "b/document.json"}
    assert contents(f"{base}/outputs") == {name: data for name, data in local.items() if name != ".lock"}
    assert "Documents: 0 made, 2 kept" in gangmu(f"{base}/corpus", f"{base}/outputs").stdout


def test_what_others_changed_is_fetched_and_what_went_goes() -> None:
    base = f"memory://{uuid4().hex}"
    system, root = fsspec.core.url_to_fs(base)
    with writable_copy(Path(base)) as folder:
        (folder / "sub").mkdir()
        (folder / "sub" / "one.txt").write_text("one", encoding="utf-8")
        (folder / "two.txt").write_text("two", encoding="utf-8")
    assert contents(base) == {"sub/one.txt": b"one", "two.txt": b"two"}
    system.pipe_file(f"{root}/two.txt", b"changed")
    with writable_copy(Path(base)) as folder:
        assert (folder / "two.txt").read_text(encoding="utf-8") == "changed"
        (folder / "sub" / "one.txt").unlink()
    assert contents(base) == {"two.txt": b"changed"}


def test_what_others_put_there_or_changed_during_a_run_stays() -> None:
    base = f"memory://{uuid4().hex}"
    system, root = fsspec.core.url_to_fs(base)
    with writable_copy(Path(base)) as folder:
        for name in ("one.txt", "two.txt"):
            (folder / name).write_text(name, encoding="utf-8")
    with writable_copy(Path(base)) as folder:
        for name in ("one.txt", "two.txt"):
            (folder / name).unlink()
        system.pipe_file(f"{root}/two.txt", b"a colleague's correction")
        system.pipe_file(f"{root}/three.txt", b"a colleague's")
    assert contents(base) == {"two.txt": b"a colleague's correction", "three.txt": b"a colleague's"}
    with readable_copy(Path(base)) as folder:
        assert (folder / "three.txt").read_bytes() == b"a colleague's"


def test_a_folder_larger_than_the_disk_is_not_downloaded(monkeypatch: pytest.MonkeyPatch) -> None:
    base = f"memory://{uuid4().hex}"
    system, root = fsspec.core.url_to_fs(base)
    system.pipe_file(f"{root}/one.txt", b"12345")
    monkeypatch.setattr("pipeline.store.remote.shutil.disk_usage", lambda _: SimpleNamespace(free=8))
    with pytest.raises(InputError, match="1 files of 5 bytes would be downloaded, and 8 bytes are free"):
        readable_copy(Path(base)).__enter__()


def test_an_unknown_place_is_one_sentence() -> None:
    done = gangmu("nonsense://place/corpus", "outputs")
    assert done.exit_code == 2
    assert len(done.stderr.strip().splitlines()) == 1
    with readable_copy(Path("here")) as folder:
        assert folder == Path("here")
