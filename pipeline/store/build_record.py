"""What something in outputs/ was built from: while that is unchanged, it need not be built again.

Every step that skips unchanged work writes this record, after the files that it names.
"""

import json
from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from typing import Any, NamedTuple

from pipeline.atomic import replace_text
from pipeline.store.digests import file_digest

Digests = Mapping[str, str]


class BuildRecord(NamedTuple):
    """The inputs of a build, the files that it wrote, and what a reader of the record needs beside them."""

    inputs: Digests
    """Digest of each input, by a name that `gangmu run --explain` can show."""
    outputs: Digests = {}  # noqa: RUF012  (never written to)
    """SHA-256 of each file written, by its path below the folder; empty if only its existence is checked."""
    details: Mapping[str, Any] = {}
    """Anything that JSON can hold."""

    def text(self) -> str:
        """Return the record as JSON; keys are sorted, so that equal builds give equal bytes."""
        return json.dumps(self._asdict(), ensure_ascii=False, sort_keys=True, indent=1) + "\n"

    def write(self, path: Path) -> None:
        """Write the record."""
        replace_text(path, self.text())

    def is_current(self, inputs: Digests, folder: Path) -> bool:
        """Tell whether the same inputs were used and all files are in the folder, unchanged since."""
        return self.inputs == inputs and all(_unchanged(folder, name, digest) for name, digest in self.outputs.items())


def read_record(path: Path) -> BuildRecord | None:
    """Read a record; None if there is none, or none that can be read: then everything is built again."""
    try:
        given = json.loads(path.read_bytes())
        inputs, outputs, details = (given[name] for name in BuildRecord._fields)
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None
    if not (_are_digests(inputs) and _are_digests(outputs) and isinstance(details, dict)):
        return None
    return BuildRecord(inputs, outputs, details)


def _are_digests(given: object) -> bool:
    return isinstance(given, dict) and all(isinstance(value, str) for value in given.values())


def _unchanged(folder: Path, name: str, digest: str) -> bool:
    place = PurePosixPath(name)
    if place.is_absolute() or ".." in place.parts:
        return False  # outside the folder: the record may have been edited or copied
    return file_digest(folder / name) == digest if digest else (folder / name).is_file()
