"""The vocabulary of the genre as data: one YAML list per concept, each entry with examples that are tests."""

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from extractors.packaged_yaml import read_packaged_yaml

_FOLDER = Path(__file__).parent


@cache
def entries(name: str) -> tuple[Mapping[str, Any], ...]:
    """Return the entries of ``<name>.yml`` in file order, which matters if several entries match the same text."""
    return tuple(read_packaged_yaml(_FOLDER / f"{name}.yml"))


@cache
def words_of(name: str, kind: str, **fields: str) -> tuple[str, ...]:
    """Return the words of all entries of one kind in ``<name>.yml``, in file order; ``fields`` restricts the entries.

    ValueError if there are none, so that a misspelt kind is not taken for an empty list.
    """
    chosen = (e for e in entries(name) if e["kind"] == kind and all(e.get(k) == v for k, v in fields.items()))
    found = tuple(word for entry in chosen for word in entry["words"])
    if not found:
        raise ValueError(f"{name}.yml has no words of kind {kind!r} {fields or ''}")
    return found


@cache
def any_of(name: str, kind: str) -> str:
    """Return a pattern for the words of one kind in ``<name>.yml``, longest first; the caller puts it in a group.

    An entry's ``unless`` is a pattern that must not follow its words: 市政, but not 市政府.
    """
    unless = {
        word: f"(?!{entry['unless']})" if "unless" in entry else ""
        for entry in entries(name)
        if entry["kind"] == kind
        for word in entry["words"]
    }
    if not unless:
        raise ValueError(f"{name}.yml has no words of kind {kind!r}")
    return "|".join(re.escape(word) + unless[word] for word in sorted(unless, key=lambda word: (-len(word), word)))
