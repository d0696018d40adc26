"""The digests of all facts of a run, a JSON object of plans, read and written plan by plan: that of a large corpus is gigabytes."""

import gzip
import json
import zlib
from collections.abc import Generator
from contextlib import ExitStack
from io import BufferedWriter
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from pipeline.atomic import draft_path
from schemas.base import Model

FactDigests = dict[str, tuple[str, str]]
"""By id: what to call a fact, and a digest of what it says."""
CHUNK = 1 << 20
"""Characters that are read at once."""


class PlanSnapshot(Model):
    """One plan as it was in a run."""

    title: str
    kinds: dict[str, FactDigests]


_ENTRY = TypeAdapter(dict[str, PlanSnapshot])


class SnapshotWriter:
    """Writes a snapshot beside the former one; ``keep`` puts it in its place. A context manager."""

    def __init__(self, path: Path) -> None:
        """Name the file of the former snapshot."""
        self._path, self._draft = path, draft_path(path)
        self._comma = b""
        # a header without time: equal snapshots are equal files
        self._packer = zlib.compressobj(6, zlib.DEFLATED, zlib.MAX_WBITS | 16)

    def __enter__(self) -> "SnapshotWriter":
        """Open the draft."""
        self._path.parent.mkdir(parents=True, exist_ok=True)
        with ExitStack() as files:
            self._file: BufferedWriter = files.enter_context(self._draft.open("wb"))
            self._write(b"{")
            self._files = files.pop_all()
        return self

    def __exit__(self, *raised: Any) -> None:
        """Remove the draft if it was not kept."""
        self._files.close()
        self._draft.unlink(missing_ok=True)

    def add(self, id: str, snapshot: PlanSnapshot) -> str:
        """Write a plan and return its text."""
        entry = _ENTRY.dump_json({id: snapshot})[1:-1]
        self._write(self._comma + entry)
        self._comma = b","
        return entry.decode()

    def keep(self) -> None:
        """Put the snapshot in the place of the former one."""
        self._write(b"}")
        self._file.write(self._packer.flush())
        self._files.close()
        self._draft.replace(self._path)

    def _write(self, text: bytes) -> None:
        self._file.write(self._packer.compress(text))


class SnapshotReader:
    """Goes through the plans of a snapshot in their order. One that cannot be read to its end is not whole."""

    def __init__(self, path: Path) -> None:
        """Go to the first plan."""
        self.is_whole = True
        self.id: str | None = None
        """Id of the plan; None after the last."""
        self.text = ""
        """The plan's id and digests as JSON."""
        self._entries = _entries(path)
        self.advance()

    def advance(self) -> None:
        """Go to the next plan."""
        try:
            self.id, self.text = next(self._entries, (None, ""))
        except (OSError, EOFError, zlib.error, ValueError):  # JSON and UTF-8 that are damaged raise ValueErrors
            self._give_up()

    def snapshot(self) -> PlanSnapshot | None:
        """Return the digests of the plan; None, and the snapshot is not whole, if they are no digests."""
        try:
            (found,) = _ENTRY.validate_json(f"{{{self.text}}}").values()
        except ValidationError:
            self._give_up()
            return None
        return found

    def close(self) -> None:
        """Close the file."""
        self._entries.close()

    def _give_up(self) -> None:
        self.is_whole, self.id, self.text = False, None, ""
        self._entries.close()


def _entries(path: Path) -> Generator[tuple[str, str], None, None]:
    """Yield the id of each plan and its text; OSError, EOFError, zlib.error or ValueError where the file is damaged."""
    decode = json.JSONDecoder().raw_decode
    with gzip.open(path, "rt", encoding="utf-8") as file:
        text, at = file.read(CHUNK), 1
        if text[:1] != "{":
            raise ValueError("it is no object")
        while text[at : at + 1] != "}":
            try:
                id, colon = decode(text, at)
                _, end = decode(text, colon + 1)
                if text[end] not in ",}":
                    raise ValueError("it is no list of plans")
            except (ValueError, IndexError):
                more = file.read(max(CHUNK, len(text)))
                if not more:
                    raise ValueError("it ends too early") from None
                text, at = text[at:] + more, 0
                continue
            yield id, text[at:end]
            at = end + (text[end] == ",")
        if text[at + 1 :] + file.read(CHUNK):  # reading on also compares the checksum at the end of the file
            raise ValueError("more follows")
