"""Append records to YAML files that people also edit: nothing in them is rewritten, and one writer works at a time."""

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from pipeline.atomic import atomic
from pipeline.corpus.yaml_files import read_yaml
from pipeline.errors import InputError

_EMPTY = ("[]", "null", "~")
_FIRST = re.compile(r"^( *)- ", re.M)


def append_record(path: Path, entry: Mapping[str, Any]) -> None:
    """Append a record to a YAML list. The caller must hold the lock of the corpus."""
    append_records(path, [entry])


def append_records(path: Path, entries: Iterable[Mapping[str, Any]]) -> None:
    """Append records to a YAML list; everything already in the file, comments included, stays byte for byte.

    The new content is read back before it replaces the file. InputError, and nothing is written, unless it is the old
    list followed by the records. The caller must hold the lock of the corpus.
    """
    from pipeline.corpus.plain_yaml import record_line  # here, as in read_yaml

    before = read_yaml(path) if path.exists() else None
    if not isinstance(before, list | None):
        raise InputError(str(path), "expected a list of entries", "fix the file (fields: corpus/README.md)")
    content = path.read_bytes().decode("utf-8-sig") if path.exists() else ""
    if content.strip() in _EMPTY:
        content = ""
    new = [dict(entry) for entry in entries]
    indent = first[1] if before and (first := _FIRST.search(content)) else ""
    block = "".join(f"{indent}{record_line(entry)}\n" for entry in new)
    gap = "" if not content or content.endswith("\n") else "\n"
    try:
        with atomic(path, synced=True) as draft:
            draft.write_bytes(f"{content}{gap}{block}".encode())
            _check(path, draft, [*(before or ()), *new])
    except OSError as error:
        remedy = "free space there, or check its permissions"
        raise InputError(str(path), f"it cannot be written ({error.strerror})", remedy) from error


def _check(path: Path, draft: Path, expected: list[Any]) -> None:
    remedy = "write its entries as a plain list, each starting with '- ', and try again; nothing was changed"
    try:
        after = read_yaml(draft)
    except InputError as error:
        raise InputError(str(path), f"a record cannot be appended ({error.place})", remedy) from None
    if after != expected:
        raise InputError(str(path), "a record cannot be appended", remedy)
