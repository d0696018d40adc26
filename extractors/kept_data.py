"""Values kept beside the bytecode, because making them again takes long: parsed vocabulary, the imports of modules.

A kept file follows the rules of bytecode: another Python version ignores and replaces it, ``PYTHONDONTWRITEBYTECODE``
and ``PYTHONPYCACHEPREFIX`` apply, a folder that cannot be written to is no error, and deleting it only costs time.
"""

import marshal
import os
import sys
from contextlib import suppress
from hashlib import sha256
from importlib.util import cache_from_source
from pathlib import Path
from threading import get_ident
from typing import Any


def read_kept(source: Path, key: bytes) -> Any:
    """Return the value kept for a file of a package under this key; None if there is none, or if it is damaged.

    ``key`` holds all that the value was made from: with another key than it was kept under, it is not returned.
    """
    with suppress(OSError, EOFError, ValueError, TypeError):
        content = _path(source).read_bytes()
        if content[:32] == _digest(key, content[32:]):
            return marshal.loads(content[32:])
    return None


def keep(source: Path, key: bytes, value: Any) -> None:
    """Keep a value in place of the one kept before. Only what `marshal` writes is kept: plain values, containers, code."""
    if sys.dont_write_bytecode:
        return
    # ValueError: there is a date in it, or another value that cannot be kept
    with suppress(OSError, ValueError):
        content = marshal.dumps(value)
        path = _path(source)
        draft = path.with_suffix(f".{os.getpid()}-{get_ident()}")  # processes and threads keep the same value at once
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            draft.write_bytes(_digest(key, content) + content)
            draft.replace(path)
        except OSError:  # the disk is full
            draft.unlink(missing_ok=True)


def _path(source: Path) -> Path:
    return Path(cache_from_source(str(source))).with_suffix(".kept")


def _digest(key: bytes, content: bytes) -> bytes:
    return sha256(len(key).to_bytes(8) + key + sys.version.encode() + content).digest()
