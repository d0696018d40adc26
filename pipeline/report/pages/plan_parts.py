"""Data that other pages need of a plan, cached beside its pages in ``.parts/``.

Pages over all plans are put together from these parts, so that no more than one plan is held in memory; and the next
report takes over, pages and parts, every plan of which nothing has changed.
"""

import errno
import gzip
import os
import zlib
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

from markupsafe import Markup
from pydantic import TypeAdapter, ValidationError

from pipeline.atomic import replace_bytes, write_new
from pipeline.store.build_record import BuildRecord, read_record
from pipeline.store.digests import file_digest
from pipeline.views.cards import PlanCard, WorkLine
from pipeline.views.links import slug

FOLDER = ".parts"
INPUT = "pages"
"""Name of the digest of all that a plan's pages are printed from."""
NO_LINKS = (errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EXDEV, errno.EMLINK)
"""What the system says where it has no links between files: they are copied."""


@dataclass(frozen=True, slots=True)
class PieceRange:
    """Where a piece of a page lies in the plan's file of pieces, in bytes."""

    start: int
    length: int


@dataclass(frozen=True, slots=True)
class UnitPosts:
    """What a plan says of a unit: its posts as a piece of the unit's page. ``counts`` by relation, printed ones only."""

    unit: str
    counts: tuple[int, ...]
    place: PieceRange


@dataclass(frozen=True, slots=True)
class PlanPart:
    """A printed plan."""

    id: str
    key: str
    """Digest of all that it was printed from."""
    files: dict[str, str]
    """SHA-256 of its pages, pictures, pieces and part of the search, by their place below the report's root."""
    card: PlanCard
    when: str
    """Date or first year, for an order in time; empty if none is known."""
    findings: PieceRange | None
    """Its section of the page of findings; None if it has none."""
    problems: int
    """Findings that are more than a remark or a check that agrees."""
    posts: tuple[UnitPosts, ...]

    def listed(self) -> "ListedPart":
        """Return what stays in memory of the plan."""
        card = replace(self.card, work=())
        return ListedPart(self.id, card, self.card.weight, self.when, self.findings, self.problems, self.posts)


class ListedPart(NamedTuple):
    """What the pages over all plans hold of each: its part without the files and the passages to check."""

    id: str
    card: PlanCard
    """Without passages to check; ``read_work`` has them."""
    weight: int
    """Weight of all of these."""
    when: str
    findings: PieceRange | None
    problems: int
    posts: tuple[UnitPosts, ...]


_WORK = TypeAdapter(tuple[WorkLine, ...])
_PART = TypeAdapter(PlanPart)


class Pieces:
    """Collects the pieces of a plan's file, each compressed for itself, so that one can be read without the others."""

    def __init__(self) -> None:
        """Begin an empty file."""
        self._data = bytearray()

    def add(self, text: str) -> PieceRange:
        """Append a piece."""
        packed = zlib.compress(text.encode(), 1)
        place = PieceRange(len(self._data), len(packed))
        self._data += packed
        return place

    def write(self, draft: Path, id: str) -> str:
        """Write the file and return its place below the draft."""
        return _write(draft, id, "pieces", bytes(self._data))


def read_piece(draft: Path, id: str, place: PieceRange) -> Markup:
    """Return a piece of a plan as it was rendered."""
    with _file(draft, id, "pieces").open("rb") as file:
        file.seek(place.start)
        return Markup(zlib.decompress(file.read(place.length)).decode())


def write_search_part(draft: Path, id: str, text: str) -> str:
    """Keep the plan's part of the search index and return its place below the draft."""
    return _write(draft, id, "search", gzip.compress(text.encode(), compresslevel=1, mtime=0))


def read_search_part(draft: Path, id: str) -> str:
    """Return the plan's part of the search index."""
    return gzip.decompress(_file(draft, id, "search").read_bytes()).decode()


def write_part(draft: Path, part: PlanPart) -> None:
    """Write the part as the plan's build record, after all files that it names."""
    details = _PART.dump_python(part, mode="json")
    BuildRecord({INPUT: details.pop("key")}, details.pop("files"), details).write(_file(draft, part.id, "json"))


def read_work(draft: Path, id: str) -> tuple[WorkLine, ...]:
    """Return the passages to check that the card of a plan of the draft names."""
    record = read_record(_file(draft, id, "json"))
    return _WORK.validate_python(record.details["card"]["work"]) if record else ()


def digests(draft: Path, files: list[str]) -> dict[str, str]:
    """Return the SHA-256 of files below the draft."""
    return {name: file_digest(draft / name) for name in files}


def take_over(held: Path, draft: Path, id: str, key: str) -> PlanPart | None:
    """Link a plan's files from the former report into the draft; None if it was printed from something else.

    A page that is missing or was changed by hand is no page of that report: the plan is then printed anew.
    """
    try:
        record = read_record(_file(held, id, "json"))
        if record is None or not record.is_current({INPUT: key}, held):
            return None
        part = _PART.validate_python({**record.details, "key": key, "files": record.outputs})
        for name in (*part.files, _file(Path(), id, "json").as_posix()):
            _link(held / name, draft / name)
    except (OSError, ValidationError):
        return None
    return part


def _link(old: Path, new: Path) -> None:
    new.parent.mkdir(parents=True, exist_ok=True)
    with suppress(FileExistsError):  # plans of one bundle share their pictures
        try:
            os.link(old, new)
        except OSError as error:
            if error.errno not in NO_LINKS:
                raise
            replace_bytes(new, old.read_bytes())


def _write(draft: Path, id: str, kind: str, data: bytes) -> str:
    return write_new(_file(draft, id, kind), data).relative_to(draft).as_posix()


def _file(folder: Path, id: str, kind: str) -> Path:
    return folder / FOLDER / f"{slug(id)}.{kind}"
