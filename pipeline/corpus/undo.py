"""Undo records by appending another one, in every file of the corpus that is a list of records.

A record is named by a digest of its content, so that merging two versions of a file changes no name. ``undo: <key>``
withdraws the latest record with this key that is in force; an undo can itself be undone.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

UNDO = "undo"
KEY_LENGTH = 10
"""Hexadecimal digits of a key: a corpus has thousands of records, not the millions at which two would share one."""


class StatedRecord(NamedTuple):
    """A record of a file. ``in_force``: no later record withdraws it."""

    key: str
    entry: Mapping[str, Any]
    in_force: bool

    @property
    def is_undo(self) -> bool:
        return UNDO in self.entry


def record_key(entry: Mapping[str, Any]) -> str:
    """Return the key of a record: a digest of its fields, whatever their order."""
    text = json.dumps(entry, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:KEY_LENGTH]


def stated_records(given: object) -> tuple[StatedRecord, ...]:
    """Return all records of a parsed file in order, and whether each is in force. Entries that are no mapping are left out."""
    entries = [entry for entry in given if isinstance(entry, dict)] if isinstance(given, list) else []
    keys = [record_key(entry) for entry in entries]
    in_force = [True] * len(entries)
    withdrawn: dict[int, int] = {}
    for number, entry in enumerate(entries):
        if UNDO not in entry:
            continue
        before = (n for n in range(number - 1, -1, -1) if keys[n] == entry[UNDO] and in_force[n])
        target = next(before, None)
        if target is None:
            continue
        withdrawn[number] = target
        in_force[target] = False
        if target in withdrawn:  # an undo is undone: what it withdrew is in force again
            in_force[withdrawn[target]] = True
    return tuple(StatedRecord(*one) for one in zip(keys, entries, in_force, strict=True))


def in_force(given: Any) -> Any:
    """Return a parsed file without undone records and without the undos; anything but a list is returned unchanged."""
    if not isinstance(given, list) or not any(isinstance(entry, dict) and UNDO in entry for entry in given):
        return given
    left: Sequence[StatedRecord] = stated_records(given)
    kept = [record.entry for record in left if record.in_force and not record.is_undo]
    return kept + [entry for entry in given if not isinstance(entry, dict)]
