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
    text = format(Decimal(repr(value)), "f")
    return text if "." in text else f"{text}.0"


@contextmanager
def corpus_lock(folder: Path, patience: float = PATIENCE) -> Iterator[None]:
    """Hold the corpus folder against every other writer, of this process or another.

    The lock is on the folder itself and leaves no file behind. InputError where another holds it for too long.
    """
    import fcntl
    import os

    descriptor = os.open(folder, os.O_RDONLY)
    try:
        end = time.monotonic() + patience
        while True:
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if time.monotonic() > end:
                    place = "another process is writing to it"
                    raise InputError(str(folder), place, "try again when it has finished") from None
                time.sleep(0.02)
        yield
    finally:
        os.close(descriptor)  # which releases the lock


def append_record(path: Path, entry: Mapping[str, Any]) -> None:
    """Append a record to a YAML list; what stands in the file, comments too, stays as it is, byte for byte.

    The new file is read back before it takes the old one's place: InputError, and nothing written, where it would not
    be the old list with the record behind it. The caller holds the lock.
    """
    before = read_yaml(path) if path.exists() else None
    if not isinstance(before, list | None):
        raise InputError(str(path), "expected a list of entries", "fix the file (fields: corpus/README.md)")
    content = path.read_bytes().decode("utf-8-sig") if path.exists() else ""
    if content.strip() in _EMPTY:
        content = ""
    block = yaml.dump([dict(entry)], Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=1000)
    indent = first[1] if before and (first := _FIRST.search(content)) else ""
    block = indent + block.rstrip("\n").replace("\n", f"\n{indent}") + "\n"
    gap = "" if not content or content.endswith("\n") else "\n"
    try:
        with atomic(path, synced=True) as draft:
            draft.write_bytes(f"{content}{gap}{block}".encode())
            _check(path, draft, [*(before or ()), dict(entry)])
    except OSError as error:
        remedy = "free space there, or check its permissions"
        raise InputError(str(path), f"it cannot be written ({error.strerror})", remedy) from error


def _check(path: Path, draft: Path, expected: list[Any]) -> None:
    remedy = "write its entries as a plain list, each beginning with '- ', and try again: nothing was changed"
    try:
        after = read_yaml(draft)
    except InputError as error:
        raise InputError(str(path), f"nothing can be appended to it ({error.place})", remedy) from None
    if after != expected:
        raise InputError(str(path), "nothing can be appended to it", remedy)
