"""Files of records that people keep: appended to and never rewritten, by one writer at a time."""

import re
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

from pipeline.atomic import atomic
from pipeline.corpus.yaml_files import read_yaml
from pipeline.errors import InputError

PATIENCE = 120.0
"""Seconds to wait for another writer: as long as a long document takes to be read anew."""

_EMPTY = ("[]", "null", "~")
_FIRST = re.compile(r"^( *)- ", re.M)


class _Dumper(yaml.SafeDumper):
    """Numbers as the reader of these files takes them: no exponents."""


_Dumper.add_representer(
    float, lambda dumper, value: dumper.represent_scalar("tag:yaml.org,2002:float", _decimal(value))
)


def _decimal(value: float) -> str:
    written = format(Decimal(repr(value)), "f")
    return written if "." in written else f"{written}.0"


@contextmanager
def locked(folder: Path, patience: float = PATIENCE) -> Iterator[None]:
    """Hold the corpus folder against every other writer, of this process or another.

    The lock is on the folder itself and leaves no file behind. InputError where another holds it for too long.
    """
    import fcntl
    import os

    held = os.open(folder, os.O_RDONLY)
    try:
        end = time.monotonic() + patience
        while True:
            try:
                fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if time.monotonic() > end:
                    place = "another process is writing to it"
                    raise InputError(str(folder), place, "try again when it has finished") from None
                time.sleep(0.02)
        yield
    finally:
        os.close(held)  # which gives the lock back


def append_record(path: Path, entry: Mapping[str, Any]) -> None:
    """Append a record to a YAML list; what stands in the file, comments too, stays as it is, byte for byte.

    The new file is read back before it takes the old one's place: InputError, and nothing written, where it would not
    be the old list with the record behind it. The caller holds the lock.
    """
    before = read_yaml(path) if path.exists() else None
    if not isinstance(before, list | None):
        raise InputError(str(path), "expected a list of entries", "fix the file (fields: corpus/README.md)")
    held = path.read_bytes().decode("utf-8-sig") if path.exists() else ""
    if held.strip() in _EMPTY:
        held = ""
    written = yaml.dump([dict(entry)], Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=1000)
    indent = first[1] if before and (first := _FIRST.search(held)) else ""
    written = indent + written.rstrip("\n").replace("\n", f"\n{indent}") + "\n"
    gap = "" if not held or held.endswith("\n") else "\n"
    try:
        with atomic(path, synced=True) as draft:
            draft.write_bytes(f"{held}{gap}{written}".encode())
            _check(path, draft, [*(before or ()), dict(entry)])
    except OSError as error:
        remedy = "free space there, or check its permissions"
        raise InputError(str(path), f"it cannot be written ({error.strerror})", remedy) from error


def _check(path: Path, draft: Path, wanted: list[Any]) -> None:
    remedy = "write its entries as a plain list, each beginning with '- ', and try again: nothing was changed"
    try:
        after = read_yaml(draft)
    except InputError as error:
        raise InputError(str(path), f"nothing can be appended to it ({error.place})", remedy) from None
    if after != wanted:
        raise InputError(str(path), "nothing can be appended to it", remedy)
