"""A file that is replaced is the old one or the new one, and what a user entered is on the disk before it is named."""

import os
import sys
from pathlib import Path

import pytest

from pipeline.atomic import (
    _sync_disk,
    atomic,
    draft_path,
    replace_bytes,
    replace_parts,
    replace_text,
    sync_all,
    write_new,
)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_file_is_replaced_whole(tmp_path: Path) -> None:
    path = tmp_path / "new folder" / "file.txt"
    replace_text(path, "甲\r\n")
    assert path.read_bytes() == "甲\r\n".encode()
    replace_parts(path, iter(["乙", "\n", "丙"]))
    assert path.read_bytes() == "乙\n丙".encode()
    assert names(path.parent) == ["file.txt"]


def test_a_new_file_leaves_a_linked_one_alone(tmp_path: Path) -> None:
    former, draft = tmp_path / "report" / "page.html", tmp_path / "draft" / "page.html"
    assert write_new(former, "旧".encode()) == former
    draft.parent.mkdir()
    os.link(former, draft)
    write_new(draft, "新".encode())
    assert (former.read_text("utf-8"), draft.read_text("utf-8")) == ("旧", "新")
    assert names(draft.parent) == ["page.html"]


@pytest.mark.parametrize("error", [ValueError, OSError, KeyboardInterrupt])
def test_an_interrupted_writer_leaves_the_old_file_alone(tmp_path: Path, error: type[BaseException]) -> None:
    path = tmp_path / "file.txt"
    replace_text(path, "old")
    with pytest.raises(error), atomic(path) as draft:
        draft.write_text("half", encoding="utf-8")
        raise error
    assert path.read_text(encoding="utf-8") == "old"
    assert names(tmp_path) == ["file.txt"]


def test_what_a_killed_writer_left_is_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "file.txt"
    draft_path(path).write_bytes(b"half of something longer")
    replace_bytes(path, b"new")
    assert path.read_bytes() == b"new"
    assert names(tmp_path) == ["file.txt"]


def test_writers_of_one_file_do_not_share_a_draft(tmp_path: Path) -> None:
    path = tmp_path / "picture"
    with atomic(path, shared=True) as one, atomic(path) as other:
        assert one != other
        one.write_bytes(b"same")
        other.write_bytes(b"same")
    assert path.read_bytes() == b"same"
    assert names(tmp_path) == ["picture"]


def test_a_synced_file_is_on_the_disk_before_its_name_and_its_name_before_the_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, seen = os.fsync, []

    def watch(opened: int) -> None:
        real(opened)
        there = sorted(entry.name for entry in os.scandir(tmp_path))
        seen.append((Path(f"/proc/self/fd/{opened}").readlink().name, there))

    monkeypatch.setattr(os, "fsync", watch)
    replace_text(tmp_path / "plans.yml", "[]\n", synced=True)
    assert seen == [(".plans.yml.part", [".plans.yml.part"]), (tmp_path.name, ["plans.yml"])]
    replace_text(tmp_path / "plan.json", "{}\n")
    assert len(seen) == 2, "generated files are not waited for"


@pytest.mark.parametrize("can", [True, False])
def test_of_many_files_the_disk_is_synced_where_that_can_be(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, can: bool
) -> None:
    paths = [write_new(tmp_path / f"{number}.txt", b"text") for number in range(4)]
    synced, disks = [], []
    monkeypatch.setattr("pipeline.atomic.MANY", 3)
    monkeypatch.setattr("pipeline.atomic.sync", synced.append)
    monkeypatch.setattr("pipeline.atomic._sync_disk", lambda path: disks.append(path) or can)
    sync_all(paths)
    assert len(disks) == 1
    assert sorted(synced) == ([] if can else [tmp_path, *paths])


@pytest.mark.skipif(sys.platform != "linux", reason="other systems sync file by file")
def test_linux_syncs_a_disk(tmp_path: Path) -> None:
    assert _sync_disk(write_new(tmp_path / "file.txt", b"text"))
