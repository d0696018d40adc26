"""Kept values are those that would be made anew, whatever became of their files."""

import resource
import signal
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import yaml

from extractors.kept_data import keep, read_kept
from extractors.packaged_yaml import read_packaged_yaml
from pipeline.store import imports
from pipeline.store.imports import ROOT, dependency_files, module_file
from tests.support.paths import ROOT as CHECKOUT

VALUE = [{"word": "压减", "unless": None, "weight": -1.5, "kinds": ["verb", True, 3]}]


@pytest.fixture
def source(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path / "cache"))
    return tmp_path / "words.yml"


def kept_files(source: Path) -> list[Path]:
    return [path for path in (source.parent / "cache").rglob("*") if path.is_file()]


def test_a_kept_value_is_returned_for_its_key_alone(source: Path) -> None:
    keep(source, b"first", VALUE)
    assert read_kept(source, b"first") == VALUE
    assert read_kept(source, b"second") is None
    keep(source, b"second", [])
    assert read_kept(source, b"first") is None  # one value a file, so that the folder does not grow
    assert len(kept_files(source)) == 1


def test_a_damaged_file_keeps_nothing(source: Path) -> None:
    keep(source, b"key", VALUE)
    (path,) = kept_files(source)
    whole = path.read_bytes()
    for content in [b"", whole[:31], whole[:-1], *(whole[:at] + b"\x7f" + whole[at + 1 :] for at in range(len(whole)))]:
        path.write_bytes(content)
        assert read_kept(source, b"key") in (None, VALUE) and (content == whole or read_kept(source, b"key") is None)


def test_another_python_keeps_its_own(source: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    keep(source, b"key", VALUE)
    monkeypatch.setattr(sys, "version", "another")
    assert read_kept(source, b"key") is None


def test_nothing_is_kept_where_it_cannot_be(source: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    keep(source, b"key", [object()])
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    keep(source, b"key", VALUE)
    assert kept_files(source) == []
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    (source.parent / "file").touch()
    monkeypatch.setattr(sys, "pycache_prefix", str(source.parent / "file"))
    keep(source, b"key", VALUE)
    assert read_kept(source, b"key") is None


def test_nothing_stays_of_a_value_that_the_disk_has_no_room_for(source: Path) -> None:
    keep(source, b"key", VALUE)
    (path,) = kept_files(source)
    path.unlink()
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    try:
        resource.setrlimit(resource.RLIMIT_FSIZE, (40, before[1]))
        keep(source, b"key", VALUE)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, handler)
    assert kept_files(source) == []


def test_threads_keep_values_at_once(source: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda number: keep(source, b"key", [VALUE] * number), range(200)))
    kept = read_kept(source, b"key")
    assert kept == [VALUE] * len(kept)
    assert len(kept_files(source)) == 1


def test_a_changed_vocabulary_is_parsed_anew(source: Path) -> None:
    source.write_text("- {word: 压减, since: 2026-01-01}\n", encoding="utf-8")
    dated = read_packaged_yaml(source)
    assert read_packaged_yaml(source) == dated and kept_files(source) == []  # a date cannot be kept
    for text in ("- {word: 压减}\n", "- {word: 削减}\n", "null\n"):
        source.write_text(text, encoding="utf-8")
        assert read_packaged_yaml(source) == read_packaged_yaml(source) == yaml.safe_load(text)
    source.write_text("- {word: [压减}\n", encoding="utf-8")
    with pytest.raises(yaml.YAMLError):
        read_packaged_yaml(source)


def test_the_packaged_files_read_as_their_text_says(source: Path) -> None:
    files = [*CHECKOUT.glob("extractors/**/*.yml"), *CHECKOUT.glob("pipeline/**/*.yml")]
    assert len(files) > 30
    for path in files:
        expected = yaml.safe_load(path.read_text(encoding="utf-8"))
        assert repr(read_packaged_yaml(path)) == repr(read_packaged_yaml(path)) == repr(expected), path


def test_kept_imports_are_those_of_the_source(source: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def files() -> tuple[Path, ...]:
        monkeypatch.setattr(imports, "_parsed", imports._ParsedFiles())
        imports._uses.cache_clear()
        return dependency_files("extractors.plan", "pipeline.run.refine")

    parsed = files()
    assert len(kept_files(source)) == 1

    def refuse(*_: object) -> None:
        raise AssertionError("parsed, though nothing changed")

    with monkeypatch.context() as patch:
        patch.setattr(imports, "_parse", refuse)
        assert files() == parsed
    kept_files(source)[0].write_bytes(b"damaged")
    assert files() == parsed


def test_changed_source_is_parsed_anew(source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "pipeline"
    folder.mkdir()
    monkeypatch.setattr(imports, "ROOT", tmp_path)
    monkeypatch.setattr(imports, "_parsed", imports._ParsedFiles())
    for name in ("one", "two"):
        (folder / f"{name}.py").write_text("", encoding="utf-8")
    (folder / "start.py").write_text("import pipeline.one\n", encoding="utf-8")

    def names() -> list[str]:
        module_file.cache_clear()
        imports._uses.cache_clear()
        return [path.name for path in dependency_files("pipeline.start")]

    assert names() == ["one.py", "start.py"]
    (folder / "start.py").write_text("from pipeline import two\n", encoding="utf-8")
    assert names() == ["start.py", "two.py"]
    (folder / "two.py").unlink()
    (folder / "start.py").write_text("import pipeline.one \n", encoding="utf-8")
    assert names() == ["one.py", "start.py"]
    assert set(imports._parsed._written or {}) >= {"pipeline/one.py", "pipeline/start.py"}
    module_file.cache_clear()
    imports._uses.cache_clear()
    assert tmp_path != ROOT
