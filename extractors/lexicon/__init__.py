"""The vocabulary of the genre as data: one YAML list a concept, each entry with examples that are tests."""

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

import yaml


@cache
def entries(name: str) -> tuple[Mapping[str, Any], ...]:
    """Return the entries of ``<name>.yml`` in file order: the order matters where one entry shadows another."""
    text = files(__package__).joinpath(f"{name}.yml").read_text(encoding="utf-8")
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return tuple(yaml.load(text, Loader=loader))  # both loaders are safe ones: the C one is 8 × faster


@cache
def words_of(name: str, kind: str, **fields: str) -> tuple[str, ...]:
    """Return the words of the entries of one kind in ``<name>.yml``, in file order; with ``fields`` of those that have them.

    ValueError where there are none: a kind that is spelt wrong must not look like an empty list.
    """
    chosen = (e for e in entries(name) if e["kind"] == kind and all(e.get(k) == v for k, v in fields.items()))
    found = tuple(word for entry in chosen for word in entry["words"])
    if not found:
        raise ValueError(f"{name}.yml has no words of kind {kind!r} {fields or ''}")
    return found


@cache
def any_of(name: str, kind: str) -> str:
    """Return a pattern for the words of one kind in ``<name>.yml``, the longest first; to be put in a group.

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
