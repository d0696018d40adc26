"""corpus/samples/<name>.yml: a random sample as it was drawn, and what people say of each fact and passage in it.

The sample is stored, not drawn again: after another extraction other facts would be drawn, and judgements of the old
ones would be lost.
"""

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from pydantic import TypeAdapter

from pipeline.corpus.records import append_records
from pipeline.corpus.undo import in_force
from pipeline.corpus.yaml_files import parse_entries, read_yaml
from pipeline.errors import InputError
from schemas.base import Model

_NAME = re.compile(r"[^\W_][\w.-]{0,59}")


class DrawnFact(Model):
    """A fact of the sample; ``start`` and ``end`` are offsets in the text of its block."""

    fact: str
    plan: str
    genre: str
    kind: str
    text: str
    quote: str
    block: str
    start: int
    end: int
    doubtful: bool = False


class DrawnPassage(Model):
    """A paragraph or table of the sample. ``found``: facts read in it, by kind; ``facts``: one line for each."""

    passage: str
    plan: str
    genre: str
    text: str
    block: str
    found: dict[str, int]
    facts: tuple[str, ...] = ()


class SampleVerdict(Model):
    """What a person says of an item: whether a fact is right, or how many facts a passage states that were not read."""

    item: str
    right: bool | None = None
    missing: dict[str, int] | None = None
    why: str = ""
    by: str
    on: str

    @property
    def answer(self) -> bool | dict[str, int] | None:
        """Return what is said: right or wrong of a fact, counts of a passage."""
        return self.missing if self.right is None else self.right


class StoredSample(NamedTuple):
    """A sample and the latest verdict of each item, by its number (f1, p1)."""

    name: str
    facts: Mapping[str, DrawnFact]
    passages: Mapping[str, DrawnPassage]
    verdicts: Mapping[str, SampleVerdict]


_Entry = DrawnFact | DrawnPassage | SampleVerdict
_ENTRIES: TypeAdapter[tuple[_Entry, ...]] = TypeAdapter(tuple[_Entry, ...])


def sample_names(samples: Path) -> tuple[str, ...]:
    """Return the names of the stored samples, sorted."""
    return tuple(sorted(path.stem for path in samples.glob("*.yml")))


def sample_file(samples: Path, name: str) -> Path:
    """Return the path of a sample; InputError if the name cannot be that of a file."""
    if not _NAME.fullmatch(name):
        raise InputError(name, "it cannot be the name of a sample", "use letters, digits, '.', '-' and '_'")
    return samples / f"{name}.yml"


def read_sample(samples: Path, name: str) -> StoredSample:
    """Read a sample; InputError if there is none with this name or an entry is malformed."""
    path = sample_file(samples, name)
    if not path.exists():
        raise InputError(str(path), "there is no such sample", "draw one on the desk: gangmu open")
    entries = parse_entries(
        path, in_force(read_yaml(path)), _ENTRIES, "fix the entry (fields: docs/how-to/accuracy.md)"
    )
    facts = {one.fact: one for one in entries if isinstance(one, DrawnFact)}
    passages = {one.passage: one for one in entries if isinstance(one, DrawnPassage)}
    verdicts = {one.item: one for one in entries if isinstance(one, SampleVerdict)}
    return StoredSample(path.stem, facts, passages, verdicts)


def store_sample(samples: Path, name: str, entries: Iterable[DrawnFact | DrawnPassage]) -> Path:
    """Store a new sample; InputError if the name is in use. The caller must hold the lock of the corpus."""
    path = sample_file(samples, name)
    if path.exists():
        raise InputError(name, "there is a sample with this name", "choose another number or seed")
    path.parent.mkdir(exist_ok=True)
    append_records(path, [entry.as_declared(mode="json", exclude_defaults=True) for entry in entries])
    return path


def append_verdict(samples: Path, name: str, verdict: SampleVerdict) -> None:
    """Append what a person says of an item. The caller must hold the lock of the corpus."""
    append_records(sample_file(samples, name), [verdict.as_declared(mode="json", exclude_defaults=True)])
