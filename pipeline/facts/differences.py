"""What the store does not have as outputs/ has it.

The store contains no times. A file that is older than the store, and has the size that it had, is taken as unchanged;
of others the digests are compared.
"""

import sqlite3
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from pipeline.store.comparisons import comparison_files
from pipeline.store.digests import file_digest
from pipeline.store.results import plan_folders

Pair = tuple[str, str]
"""Ids of an older and a newer plan."""


class Version(NamedTuple):
    """What tells one content of a file from another."""

    digest: str
    size: int


class Differences(NamedTuple):
    """Versions of what is new or changed by id, and the ids of what is gone."""

    plans: Mapping[str, Version]
    gone: tuple[str, ...]
    compared: Mapping[Pair, Version]
    not_compared: tuple[Pair, ...]

    def __bool__(self) -> bool:
        """Return whether there is any."""
        return any(self)


def differences(
    base: sqlite3.Connection, outputs: Path, written: int, digests: Mapping[str, str] | None
) -> Differences:
    """Return what to update. ``written``: when the store was, in nanoseconds.

    ``digests`` of each plan.json by plan, where they are known: then sizes and times do not count.
    """
    known = {id: Version(digest, size) for id, digest, size in base.execute("SELECT plan, digest, size FROM plans")}
    plans = {}
    folders = plan_folders(outputs)
    for folder in folders:
        path, id = folder / "plan.json", folder.name
        if digests is not None and id in digests:
            version: Version | None = Version(digests[id], path.stat().st_size)
        else:
            version = _version(path, known.get(id), written)
        if version is not None and version != known.get(id):
            plans[id] = version
    ids = {folder.name for folder in folders}
    rows = base.execute("SELECT old, new, digest, size FROM compared")
    pairs = {(old, new): Version(digest, size) for old, new, digest, size in rows}
    paths = comparison_files(outputs, ids)
    found = {pair: _version(path, pairs.get(pair), written) for pair, path in paths.items()}
    # the rows of a comparison quote its plans, and go with them
    compared = {
        pair: version or pairs[pair]
        for pair, version in found.items()
        if (version is not None and version != pairs.get(pair)) or plans.keys() & set(pair)
    }
    return Differences(plans, tuple(sorted(known.keys() - ids)), compared, tuple(sorted(pairs.keys() - paths.keys())))


def _version(path: Path, known: Version | None, written: int) -> Version | None:
    """Return the version of a file; None if it is the known one by size and time."""
    held = path.stat()
    if known is not None and held.st_size == known.size and held.st_mtime_ns < written:
        return None
    return Version(file_digest(path), held.st_size)
