"""Saved expressions are those that ``re.compile`` makes, whatever became of the file."""

import gc
import re
import sys
from pathlib import Path

import pytest

import extractors.plan  # noqa: F401  imports the rooms whose expressions are compared
from extractors.language.compiled_patterns import PatternFile
from extractors.language.patterns import _LazyPattern


def test_saved_expressions_are_equal_to_compiled_ones(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    patterns = {(p.pattern, int(p.flags)) for p in gc.get_objects() if isinstance(p, _LazyPattern)}
    valid = {key for key in patterns if key[0] != "("}
    assert len(valid) > 300
    written = PatternFile(tmp_path / "cache" / "a.patterns")
    for pattern, flags in valid:
        written.compile(pattern, flags)
    written.save()
    read = PatternFile(written.path)
    assert read._arguments == written._arguments
    for pattern, flags in valid:
        assert read.compile(pattern, flags) == re.compile(pattern, flags), pattern


def test_a_damaged_file_is_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    path = tmp_path / "a.patterns"
    first = PatternFile(path)
    first.compile(r"(?P<unit>市.{1,3}局)", re.X)
    first.save()
    whole = path.read_bytes()
    damaged = [b"", whole[:3], whole[:-1], *(whole[:at] + b"\x7f" + whole[at + 1 :] for at in range(len(whole)))]
    for content in damaged:
        path.write_bytes(content)
        again = PatternFile(path)
        assert again.compile(r"(?P<unit>市.{1,3}局)", re.X).sub(r"<\g<unit>>", "由市财政局负责") == "由<市财政局>负责"
    again.save()
    assert PatternFile(path)._arguments == first._arguments


def test_expressions_are_not_saved_where_bytecode_is_not(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = PatternFile(tmp_path / "a.patterns")
    file.compile("年底前")
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    file.save()
    assert not file.path.exists()
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    (tmp_path / "file").touch()
    unwritable = PatternFile(tmp_path / "file" / "a.patterns")
    unwritable.compile("年底前")
    unwritable.save()
    with pytest.raises(re.error):
        file.compile("(年底前")
