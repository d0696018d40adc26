"""The lock of the operating system on an open file: flock on Linux and macOS, msvcrt on Windows."""

import os
from importlib.util import find_spec
from pathlib import Path

LOCK = ".lock"
"""Name of the file that is locked in place of its folder on Windows, where folders cannot be opened."""
_FAR = 1 << 30
"""Offset of the byte that is locked on Windows, beyond any content: a locked byte cannot be read by others."""

if find_spec("fcntl"):
    import fcntl

    def try_lock(descriptor: int) -> bool:
        """Lock an open file or folder until it is closed; return False if another process or thread holds the lock."""
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def open_folder(folder: Path) -> int:
        """Open a folder for locking; it creates no file. OSError if it does not exist or must not be read."""
        return os.open(folder, os.O_RDONLY)

else:  # pragma: no cover
    import msvcrt

    def try_lock(descriptor: int) -> bool:
        """Lock an open file until it is closed; return False if another process or thread holds the lock."""
        place = os.lseek(descriptor, 0, os.SEEK_CUR)
        os.lseek(descriptor, _FAR, os.SEEK_SET)
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]
        except OSError:
            return False
        finally:
            os.lseek(descriptor, place, os.SEEK_SET)
        return True

    def open_folder(folder: Path) -> int:
        """Open the lock file of a folder. OSError if the folder does not exist or must not be written."""
        return os.open(folder / LOCK, os.O_RDWR | os.O_CREAT)


def open_lock_file(path: Path) -> int:
    """Open a file for locking, which is created; not through a link, because what it leads to would be emptied."""
    if not hasattr(os, "O_NOFOLLOW") and path.is_symlink():
        raise OSError(None, "it is a link", str(path))
    flags = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0)
    return os.open(path, os.O_RDWR | os.O_CREAT | flags, 0o644)
