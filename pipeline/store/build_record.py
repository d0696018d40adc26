"""Build records: the inputs that files of outputs/ were built from. While those are unchanged, the build is skipped.

The record is written after the files it names, so that an interrupted build leaves no record and is repeated.
"""

import json
from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from typing import Any, NamedTuple

from pipeline.atomic import replace_text
from pipeline.store.digests import file_digest, text_digest

Digests = Mapping[str, str]
SELF = "sha256"
"""Key of the digest of the record itself: a digit that a disk changed is then no number of facts."""


class BuildRecord(NamedTuple):
    """The inputs of a build, the files it wrote, and further details."""

    inputs: Digests
    """Digest of each input, by a name that `gangmu run --explain` can show."""
    outputs: Digests = {}  # noqa: RUF012  (never written to)
    """SHA-256 of each file written, by its path below the folder; empty if only its existence is checked."""
    details: Mapping[str, Any] = {}
    """Anything that JSON can hold."""

    def text(self) -> str:
        """Return the record as JSON with a digest of itself; keys are sorted, so that equal builds give equal bytes."""
        own = {SELF: text_digest(_plain_text(self._asdict()))}
        return json.dumps(self._asdict() | own, ensure_ascii=False, sort_keys=True, indent=1) + "\n"

    def write(self, path: Path, *, synced: bool = False) -> None:
        """Write the record. ``synced`` waits until it is on the disk: the files it names must be there already."""
        replace_text(path, self.text(), synced=synced)

    def is_current(self, inputs: Digests, folder: Path) -> bool:
        """Return whether the inputs are the same and all files are in the folder, unchanged."""
        return self.inputs == inputs and not self.damaged_files(folder)

    def damaged_files(self, folder: Path) -> tuple[str, ...]:
        """Return the names of the files that are missing in the folder or differ from what was written."""
        return tuple(name for name, digest in self.outputs.items() if not _is_unchanged(folder, name, digest))


def read_record(path: Path) -> BuildRecord | None:
    """Read a record. Return None if it is missing or damaged: then everything is built again."""
    try:
        given = json.loads(path.read_bytes())
        own = given.pop(SELF)
        inputs, outputs, details = (given[name] for name in BuildRecord._fields)
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None
    if not (
        own == text_digest(_plain_text(given))
        and _are_digests(inputs)
        and _are_digests(outputs)
        and isinstance(details, dict)
    ):
        return None
    return BuildRecord(inputs, outputs, details)


def is_damaged(path: Path) -> bool:
    """Return whether there is a record that cannot be read; one of version 0.1, without a digest of itself, is only old."""
    if not path.exists() or read_record(path) is not None:
        return False
    try:
        given = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError):
        return True
    return not (isinstance(given, dict) and SELF not in given and given.keys() >= set(BuildRecord._fields))


def _plain_text(fields: Mapping[str, Any]) -> str:
    return json.dumps(fields, sort_keys=True)


def _are_digests(given: object) -> bool:
    return isinstance(given, dict) and all(isinstance(value, str) for value in given.values())


def _is_unchanged(folder: Path, name: str, digest: str) -> bool:
    place = PurePosixPath(name)
    if place.is_absolute() or ".." in place.parts:
        return False  # outside the folder: the record may have been edited or copied
    return file_digest(folder / name) == digest if digest else (folder / name).is_file()
