"""A record says that nothing needs building only while inputs and files are the same; a damaged one says nothing."""

from pathlib import Path

import pytest

from pipeline.store.build_record import BuildRecord, read_record
from pipeline.store.digests import file_digest

INPUTS = {"plan.json": "1", "代码": "2"}


@pytest.fixture
def record(tmp_path: Path) -> BuildRecord:
    (tmp_path / "page.html").write_text("页", encoding="utf-8")
    (tmp_path / "picture").touch()
    files = {"page.html": file_digest(tmp_path / "page.html"), "picture": ""}
    return BuildRecord(INPUTS, files, {"title": "方案", "places": [1, 2]})


def test_a_record_is_read_back(record: BuildRecord, tmp_path: Path) -> None:
    record.write(tmp_path / "record")
    assert read_record(tmp_path / "record") == record
    assert record.is_current(INPUTS, tmp_path)


def test_a_changed_input_or_file_is_not_current(record: BuildRecord, tmp_path: Path) -> None:
    assert not record.is_current(INPUTS | {"代码": "3"}, tmp_path)
    assert not record.is_current({"plan.json": "1"}, tmp_path)
    (tmp_path / "picture").write_bytes(b"another: only its existence is checked")
    assert record.is_current(INPUTS, tmp_path)
    (tmp_path / "page.html").write_text("改", encoding="utf-8")
    assert not record.is_current(INPUTS, tmp_path)


def test_a_missing_file_is_not_current(record: BuildRecord, tmp_path: Path) -> None:
    (tmp_path / "picture").unlink()
    assert not record.is_current(INPUTS, tmp_path)


@pytest.mark.parametrize("name", ["../secret", "/secret", "a/../../secret"])
def test_files_outside_the_folder_are_never_current(tmp_path: Path, name: str) -> None:
    (tmp_path / "secret").write_bytes(b"")
    assert not BuildRecord(INPUTS, {name: ""}).is_current(INPUTS, tmp_path / "a")


def test_a_record_torn_at_any_byte_is_none(record: BuildRecord, tmp_path: Path) -> None:
    path = tmp_path / "record"
    whole = record.text().encode()
    for length in range(len(whole) - 1):  # the last byte is a line feed
        path.write_bytes(whole[:length])
        assert read_record(path) is None, length


@pytest.mark.parametrize(
    "text",
    [
        "null",
        "[]",
        "3",
        '{"inputs": {}, "outputs": {}}',
        '{"inputs": 1, "outputs": {}, "details": {}}',
        '{"inputs": {"a": 1}, "outputs": {}, "details": {}}',
        '{"inputs": {}, "outputs": ["a"], "details": {}}',
        '{"inputs": {}, "outputs": {}, "details": []}',
        "[" * 100_000,
        "\xff\x00",
    ],
)
def test_a_damaged_record_is_none(tmp_path: Path, text: str) -> None:
    (tmp_path / "record").write_bytes(text.encode("latin-1"))
    assert read_record(tmp_path / "record") is None
    assert read_record(tmp_path / "nothing") is None
