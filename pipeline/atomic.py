"""Write a file beside its place and rename it: a reader finds the old file or the new one, whole."""

import os
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

DRAFT = ".part"
"""How the names of unfinished files end. A killed process leaves them; nothing reads them."""


@contextmanager
def atomic(path: Path, *, synced: bool = False, shared: bool = False) -> Iterator[Path]:
    """Yield a temporary path beside ``path`` to write to; at the end of the block it is renamed to ``path``.

    If the block raises, the temporary file is removed and ``path`` stays as it was. ``synced`` waits until file and name
    are on the disk: for what a user entered, which no run can produce again. ``shared`` gives each writer a temporary
    file of its own, where several may write the same file at once.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
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
        sync(path.parent)


def draft_path(path: Path, writer: str = "") -> Path:
    """Return the temporary path that belongs to a file (or folder)."""
    return path.with_name(f".{path.name}{f'.{writer}' if writer else ''}{DRAFT}")


def sync(path: Path) -> None:
    """Wait until a file's content, or the names in a folder, are on the disk."""
    opened = os.open(path, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


def replace_bytes(path: Path, data: bytes, *, synced: bool = False, shared: bool = False) -> Path:
    """Replace the file's content atomically and return its path."""
    with atomic(path, synced=synced, shared=shared) as draft:
        draft.write_bytes(data)
    return path


def replace_text(path: Path, text: str, *, synced: bool = False) -> Path:
    """Do the same with text in UTF-8, line ends as they are."""
    return replace_bytes(path, text.encode(), synced=synced)


def replace_parts(path: Path, parts: Iterable[str]) -> Path:
    """Do the same with a text in parts, of which only one is in memory at a time."""
    with atomic(path) as draft, draft.open("w", encoding="utf-8", newline="") as file:
        file.writelines(parts)
    return path


def write_draft(path: Path, data: bytes) -> Path:
    """Write a file's content to its temporary path only, and return that; nothing remains if it cannot be written."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = draft_path(path)
    try:
        draft.write_bytes(data)
    except OSError:
        draft.unlink(missing_ok=True)
        raise
    return draft
