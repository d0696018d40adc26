"""corpus/codes/<coder>.yml and adjudication.yml: codes as records, appended and never rewritten."""

import re
from collections.abc import Iterable
from pathlib import Path

from pydantic import TypeAdapter

from pipeline.corpus.records import append_records
from pipeline.corpus.undo import in_force
from pipeline.corpus.yaml_files import parse_entries, read_yaml
from pipeline.errors import InputError
from schemas.base import Model

ADJUDICATION = "adjudication"
"""Name of the file of adjudications, which no coder can have."""
_NAME = re.compile(r"[^\W_][\w. -]{0,59}")


class CodeRecord(Model):
    """What a coder, or a person who adjudicates, says of one variable of one fact. A later record replaces an earlier one."""

    fact: str
    quote: str
    """The passage of the fact: it is found again by these words if ids have changed."""
    variable: str
    codes: tuple[str, ...]
    """Empty: no code applies."""
    coder: str | None = None
    """None: an adjudication."""
    why: str = ""
    by: str
    on: str


_RECORDS = TypeAdapter(tuple[CodeRecord, ...])


def coder_file(codes: Path, coder: str | None) -> Path:
    """Return the path of a coder's file; InputError if the name cannot be that of a file."""
    name = ADJUDICATION if coder is None else coder
    if not _NAME.fullmatch(name) or (coder or "").casefold() == ADJUDICATION:
        raise InputError(name, "it cannot be the name of a coder", "use letters, digits, spaces, '.', '-' and '_'")
    return codes / f"{name.replace(' ', '-')}.yml"


def read_code_records(codes: Path) -> tuple[CodeRecord, ...]:
    """Read the records of all coders that are in force, and the adjudications; InputError if one is malformed."""
    found: list[CodeRecord] = []
    for path in sorted(codes.glob("*.yml")):
        remedy = "fix the entry (fields: corpus/README.md)"
        records = parse_entries(path, in_force(read_yaml(path)), _RECORDS, remedy)
        found += records
    return tuple(found)


def append_code_records(codes: Path, coder: str | None, records: Iterable[CodeRecord]) -> Path:
    """Append records of one coder. The caller must hold the lock of the corpus."""
    path = coder_file(codes, coder)
    path.parent.mkdir(exist_ok=True)
    entries = [record.as_declared(mode="json", exclude_none=True) for record in records]
    append_records(path, [{name: value for name, value in entry.items() if value != ""} for entry in entries])
    return path
