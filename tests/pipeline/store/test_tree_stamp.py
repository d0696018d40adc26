"""The stamp of a folder tells whether anybody wrote to it."""

import os
import time
from pathlib import Path

import pytest

from pipeline.store.tree_stamp import stamp_of


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("a.txt", "inner/b.txt", "inner/__pycache__/c.pyc"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("一", encoding="utf-8")
    return tmp_path


def test_nothing_written_leaves_the_stamp(folder: Path) -> None:
    before = stamp_of((folder,))
    assert before
    (folder / "a.txt").read_bytes()
    assert stamp_of((folder,)) == before


def test_a_change_is_seen_even_if_size_and_time_of_the_file_are_as_before(folder: Path) -> None:
    before, file = stamp_of((folder,)), folder / "inner" / "b.txt"
    state = file.stat()
    file.write_text("二", encoding="utf-8")
    os.utime(file, ns=(state.st_atime_ns, state.st_mtime_ns))
    assert file.stat().st_size == state.st_size
    assert stamp_of((folder,)) not in ("", before)


@pytest.mark.parametrize("name", ["new.txt", "inner/new.txt"])
def test_a_new_file_is_seen(folder: Path, name: str) -> None:
    before = stamp_of((folder,))
    (folder / name).touch()
    assert stamp_of((folder,)) not in ("", before)


def test_a_lost_file_and_an_empty_folder_are_seen(folder: Path) -> None:
    before = stamp_of((folder,))
    (folder / "a.txt").unlink()
    without = stamp_of((folder,))
    assert without not in ("", before)
    (folder / "empty").mkdir()
    assert stamp_of((folder,)) not in ("", without)


def test_bytecode_and_files_that_do_not_count_change_nothing(folder: Path) -> None:
    own = {os.fspath(folder / "a.txt")}
    before = stamp_of((folder,), own)
    (folder / "a.txt").write_text("二二", encoding="utf-8")
    (folder / "inner" / "__pycache__" / "c.pyc").write_text("二二", encoding="utf-8")
    assert stamp_of((folder,), own) == before


def test_other_settings_give_another_stamp(folder: Path) -> None:
    assert stamp_of((folder,), settings="a") != stamp_of((folder,), settings="b")


def test_there_is_no_stamp_while_a_file_is_new(folder: Path) -> None:
    soon = time.time_ns() + 60_000_000_000  # as if it had been written within the last tick
    os.utime(folder / "a.txt", ns=(soon, soon + 1))
    assert stamp_of((folder,)) == ""


def test_there_is_no_stamp_of_what_cannot_be_followed(folder: Path) -> None:
    assert stamp_of((folder / "absent",)) == ""
    (folder / "link").symlink_to(folder / "inner", target_is_directory=True)
    assert stamp_of((folder,)) == ""
