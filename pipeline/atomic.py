"""Write files atomically: a temporary file is renamed, so that readers see the old content or the new, never half."""

import os
import shutil
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

DRAFT = ".part"
"""Suffix of unfinished files. A killed process leaves them behind; nothing reads them."""
SYNCS = 8
"""Number of files that are synced at the same time."""
MANY = 200
"""Files from which all of their disk is synced at once (Linux): to name each takes longer than writing what else is new."""


@contextmanager
def atomic(path: Path, *, synced: bool = False, shared: bool = False) -> Iterator[Path]:
    """Yield a temporary path beside ``path`` to write to; at the end of the block it is renamed to ``path``.

    If the block raises, the temporary file is removed and ``path`` is unchanged. ``synced`` waits until file and name
    are on the disk: use it for what a user entered, which no run can produce again. ``shared`` gives each writer its
    own temporary file, for a file that several may write at once.
    """
    make_folder(path.parent, synced=synced)
    draft = draft_path(path, f"{os.getpid()}-{threading.get_ident()}" if shared else "")
    try:
        yield draft
        if synced:
            sync(draft)
        draft.replace(path)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise
    if synced:
        sync(path.parent)  # a rename is on the disk only when its folder is


def draft_path(path: Path, writer: str = "") -> Path:
    """Return the temporary path for a file or folder."""
    return path.with_name(f".{path.name}{f'.{writer}' if writer else ''}{DRAFT}")


def make_folder(folder: Path, *, synced: bool = False) -> None:
    """Make a folder and those above it if they are missing. ``synced`` waits until the new names are on the disk."""
    missing = [place for place in (folder, *folder.parents) if not place.exists()] if synced else []
    folder.mkdir(parents=True, exist_ok=True)
    for place in reversed(missing):
        sync(place.parent)


def sync(path: Path) -> None:
    """Wait until a file's content, or the names in a folder, are on the disk."""
    if os.name == "nt" and path.is_dir():
        return  # Windows writes names with the content, and cannot open folders
    descriptor = os.open(path, os.O_RDWR if os.name == "nt" else os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def sync_all(paths: Iterable[Path]) -> None:
    """Wait until the content of all files, and their names in their folders, are on the disk."""
    files = list(paths)
    disks = {path.stat().st_dev: path for path in files} if len(files) > MANY else {}
    if disks and all(map(_sync_disk, disks.values())):
        return
    from concurrent.futures import ThreadPoolExecutor  # here, because commands that write nothing need not wait for it

    with ThreadPoolExecutor(SYNCS) as waiting:  # a disk writes several at once in little more time than one
        list(waiting.map(sync, files))
        list(waiting.map(sync, {path.parent for path in files}))


def _sync_disk(path: Path) -> bool:
    """Wait until all that was written to the file system of a file is on its disk; return whether the system can."""
    import ctypes

    try:
        sync_disk = ctypes.CDLL(None, use_errno=True).syncfs
    except (OSError, AttributeError, TypeError):
        return False
    with path.open("rb") as file:
        return bool(sync_disk(file.fileno()) == 0)


def swap_folders(new: Path, old: Path) -> None:
    """Give the folder ``new`` the name ``old``; a former folder of that name gets the name ``new``, or is absent after.

    Where the system can exchange two names in one step (Linux), ``old`` is never absent meanwhile.
    """
    if old.exists():
        old.chmod(old.stat().st_mode | 0o700)  # the name of a read-only folder cannot be changed
    if old.exists() and not _exchange(new, old):
        former = draft_path(old, "old")
        old.replace(former)
        new.replace(old)
        former.replace(new)
    elif not old.exists():
        new.replace(old)


def remove_folder(folder: Path) -> None:
    """Remove a folder of generated files, read-only ones in it too; what cannot be removed stays."""
    for path in (folder, *folder.rglob("*")) if folder.is_dir() else ():
        if path.is_dir() and not path.is_symlink():
            with suppress(OSError):
                path.chmod(0o700)
    shutil.rmtree(folder, ignore_errors=True)


def _exchange(one: Path, other: Path) -> bool:
    """Exchange two names in one step; return whether the system can."""
    import ctypes

    try:
        rename = ctypes.CDLL(None).renameat2
    except (OSError, AttributeError):
        return False
    at_working_folder, exchange = -100, 2  # AT_FDCWD and RENAME_EXCHANGE of linux/fs.h
    return bool(rename(at_working_folder, os.fsencode(one), at_working_folder, os.fsencode(other), exchange) == 0)


def replace_bytes(path: Path, data: bytes, *, synced: bool = False, shared: bool = False) -> Path:
    """Replace the file's content atomically and return its path."""
    with atomic(path, synced=synced, shared=shared) as draft:
        draft.write_bytes(data)
    return path


def write_new(path: Path, data: bytes) -> Path:
    """Write a file of a draft folder, which nobody reads before it is complete, and return its path.

    A file that is there, as a link to one that others read may be, is replaced like any other.
    """
    try:
        try:
            file = path.open("xb")
        except FileNotFoundError:
            make_folder(path.parent)
            file = path.open("xb")
    except FileExistsError:
        return replace_bytes(path, data)
    with file:
        file.write(data)
    return path


def replace_text(path: Path, text: str, *, synced: bool = False) -> Path:
    """Replace the file's content with text in UTF-8; line ends are not converted."""
    return replace_bytes(path, text.encode(), synced=synced)


def replace_parts(path: Path, parts: Iterable[str]) -> Path:
    """Replace the file's content with a text given in parts, so that only one of them is in memory at a time."""
    with atomic(path) as draft, draft.open("w", encoding="utf-8", newline="") as file:
        file.writelines(parts)
    return path


def write_draft(path: Path, data: bytes) -> Path:
    """Write the content to the file's temporary path, wait for the disk, and return that path; remove it if writing fails."""
    make_folder(path.parent, synced=True)
    draft = draft_path(path)
    try:
        draft.write_bytes(data)
        sync(draft)
    except OSError:
        draft.unlink(missing_ok=True)
        raise
    return draft
