"""A disk that loses what was not synced: watch the calls of a program, and build what a power cut would leave."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest

STEPS = ("replace", "unlink", "mkdir", "write_bytes")


class Disk:
    """What is on the disk of a folder: contents by inode and names by folder, each as of its last sync."""

    def __init__(self, root: Path) -> None:
        """Take everything that is there now as synced."""
        self.root = root
        self._contents: dict[int, bytes] = {}
        self._names: dict[str, dict[str, int]] = {}
        self._held: list[Any] = []
        for folder in (root, *(path for path in root.rglob("*") if path.is_dir())):
            self._sync_names(folder)
            for path in folder.iterdir():
                if path.is_file():
                    self._sync_content(path)

    def sync(self, path: Path) -> None:
        """Note what a program has synced."""
        self._sync_names(path) if path.is_dir() else self._sync_content(path)

    def after_a_cut(self, target: Path, *, names_written: bool) -> None:
        """Build in ``target`` what a cut would leave now. ``names_written``: the system wrote all names, but no content."""
        target.mkdir(parents=True)
        self._build(self.root, target, names_written)

    def _sync_names(self, folder: Path) -> None:
        self._names[str(folder)] = {entry.name: entry.inode() for entry in os.scandir(folder)}

    def _sync_content(self, path: Path) -> None:
        self._held.append(path.open("rb"))  # while it is open, no other file gets its inode
        self._contents[path.stat().st_ino] = path.read_bytes()

    def _build(self, folder: Path, target: Path, names_written: bool) -> None:
        now = {entry.name: entry.inode() for entry in os.scandir(folder)} if folder.is_dir() else {}
        for name, inode in (now if names_written else self._names.get(str(folder), {})).items():
            if str(folder / name) in self._names or (folder / name).is_dir():
                (target / name).mkdir()
                self._build(folder / name, target / name, names_written)
            else:
                (target / name).write_bytes(self._contents.get(inode, b""))


@contextmanager
def watched_disk(root: Path, at_each_step: Callable[[Disk], None] = lambda disk: None) -> Iterator[Disk]:
    """Watch this process write below ``root``; call ``at_each_step`` after each sync, rename, write and removal."""
    disk = Disk(root)
    patch, sync = pytest.MonkeyPatch(), os.fsync

    def watched_sync(opened: int) -> None:
        sync(opened)
        path = Path(f"/proc/self/fd/{opened}").readlink()
        if path.is_relative_to(root):
            disk.sync(path)
            at_each_step(disk)

    def watched_step(real: Callable[..., Any]) -> Callable[..., Any]:
        def step(path: Path, *args: Any, **kwargs: Any) -> Any:
            done = real(path, *args, **kwargs)
            if path.is_relative_to(root):
                patched.undo()
                at_each_step(disk)
                arm()
            return done

        return step

    patched = pytest.MonkeyPatch()

    def arm() -> None:
        for name in STEPS:
            patched.setattr(Path, name, watched_step(getattr(Path, name)))

    patch.setattr(os, "fsync", watched_sync)
    arm()
    try:
        yield disk
    finally:
        patched.undo()
        patch.undo()
        for file in disk._held:
            with suppress(OSError):
                file.close()
