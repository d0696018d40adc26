"""Stamps of folders: one digest of the names, sizes and times of all files in them, without reading any.

Whoever writes to a file changes its times, and nobody can set the time of the last change of a file (ctime) back. Two
equal stamps therefore mean that nothing was written in between; they say nothing of a disk that changes files by itself
(`gangmu doctor --deep` reads them).
"""

import os
import sys
import time
from collections.abc import Container, Iterable, Iterator, Sequence
from hashlib import blake2b
from pathlib import Path

CODE = tuple(Path(__file__).resolve().parents[2] / name for name in ("schemas", "extractors", "pipeline"))
"""The folders of our code and its data."""
BYTECODE = "__pycache__"
TICK = 20_000_000
"""Nanoseconds after which another change surely gives a file another time, where times have fractions of a second."""
COARSE_TICK = 2_000_000_000
"""The same where the times are whole seconds, of which FAT has only the even ones."""
LIBRARIES = ("site-packages", "dist-packages")
"""Names of folders of installed libraries: installing another version changes the folder."""


def stamp_of(folders: Sequence[Path], without: Container[str] = (), settings: str = "") -> str:
    """Return a stamp of these folders, of Python and the installed libraries, and of ``settings``.

    ``without`` holds paths of files that do not count. Return "" if there can be no stamp: a folder cannot be read, or
    a file was changed so shortly ago that its next change might have the same time.
    """
    try:
        for pause in (0.0, TICK / 1e9):
            time.sleep(pause)
            began = time.time_ns()
            stamp, newest = _stamp(folders, without, settings)
            if newest + (TICK if newest % 1_000_000_000 else COARSE_TICK) < began:
                return stamp
    except OSError:
        pass
    return ""


def _stamp(folders: Iterable[Path], without: Container[str], settings: str) -> tuple[str, int]:
    """Return the stamp, and the time of the latest change in nanoseconds since 1970; OSError if a file cannot be read."""
    total = blake2b(f"{sys.version}\0{settings}\0{_libraries()}".encode(), digest_size=16)
    newest = 0
    for folder in folders:
        for path, state in _files(os.fspath(folder)):
            if path in without:
                continue
            total.update(path.encode(errors="surrogateescape"))
            if state:
                size, written, changed = state.st_size, state.st_mtime_ns, state.st_ctime_ns
                total.update(b"\0%d %d %d\0" % (size, written, changed))
                newest = max(newest, written, changed)
    return total.hexdigest(), newest


def _libraries() -> tuple[tuple[str, int], ...]:
    """Return the folders of installed libraries and when they last changed."""
    folders = (Path(path) for path in sys.path if path.endswith(LIBRARIES))
    return tuple((str(folder), folder.stat().st_mtime_ns) for folder in folders if folder.is_dir())


def _files(folder: str) -> Iterator[tuple[str, os.stat_result | None]]:
    """Yield the path and the state of every file below a folder, in a fixed order; of a folder in it, the path alone.

    OSError if one cannot be read, or is a link to a folder, which may lead anywhere.
    """
    with os.scandir(folder) as found:
        entries = sorted(found, key=lambda entry: entry.name)
    for entry in entries:
        if not entry.is_dir():
            yield entry.path, entry.stat()
        elif entry.is_symlink():
            raise OSError(entry.path)
        elif entry.name != BYTECODE:
            yield entry.path, None
            yield from _files(entry.path)
