"""corpus/codebook.yml: the codes that researchers give to facts."""

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Literal

from pydantic import TypeAdapter, field_validator

from pipeline.corpus.records import append_record
from pipeline.corpus.yaml_files import parse_entries, read_yaml
from pipeline.errors import InputError
from schemas.base import Model

CodableKind = Literal["task", "safeguard", "commitment", "responsibility"]
NONE = "无"
"""What a coder writes if no code applies; no code can have this name."""
_CODE = re.compile(r"[^\W_][\w.-]{0,39}")


class CodeEntry(Model):
    """One code. Codes of the same variable are alternatives, of which a coder may choose several."""

    code: str
    name: str
    variable: str = "code"
    definition: str
    examples: tuple[str, ...] = ()
    applies_to: tuple[CodableKind, ...] = ("task",)
    keywords: tuple[str, ...] = ()
    """Words that propose the code; a proposal is never a coding."""

    @field_validator("code", "variable")
    @classmethod
    def _check_code(cls, word: str) -> str:
        if not _CODE.fullmatch(word) or word == NONE:
            raise ValueError("expected at most 40 letters, digits, '-', '_' or '.'")
        return word


_ENTRIES = TypeAdapter(tuple[CodeEntry, ...])


def read_codebook(path: Path) -> tuple[CodeEntry, ...]:
    """Read the codebook; empty if there is none. InputError if an entry is malformed or a code or name occurs twice."""
    if not path.exists():
        return ()
    remedy = "fix the entry (fields: docs/how-to/coding.md)"
    entries = parse_entries(path, read_yaml(path), _ENTRIES, remedy)
    seen: set[tuple[str, str]] = set()
    for entry in entries:
        for word in {entry.code, entry.name}:
            if (entry.variable, word) in seen:
                raise InputError(str(path), f"{entry.variable}: {word} occurs twice", remedy)
            seen.add((entry.variable, word))
    return entries


def append_code_entry(path: Path, fields: Mapping[str, Any]) -> None:
    """Append a code; InputError, and nothing is written, if it is malformed or its code or name is in use.

    The caller must hold the lock of the corpus.
    """
    before = read_codebook(path)
    remedy = "choose another code or name"
    (entry,) = parse_entries(path, [fields], _ENTRIES, remedy)
    used = {word for other in before if other.variable == entry.variable for word in (other.code, other.name)}
    if twice := {entry.code, entry.name} & used:
        raise InputError(str(path), f"{entry.variable}: {min(twice)} is in use", remedy)
    append_record(path, entry.as_declared(mode="json", exclude_defaults=True))


def code_names(codebook: tuple[CodeEntry, ...]) -> dict[tuple[str, str], str]:
    """Return the names of the codes by variable and code."""
    return {(entry.variable, entry.code): entry.name for entry in codebook}


def code_text(names: Mapping[tuple[str, str], str], variable: str, codes: Iterable[str]) -> str:
    """Return the names of codes in one line; 无 for none. A code that left the codebook is shown as it is."""
    return "、".join(names.get((variable, code), code) for code in codes) or NONE


def variables(codebook: tuple[CodeEntry, ...]) -> dict[str, tuple[CodeEntry, ...]]:
    """Return the codes by variable, both in the order of the codebook."""
    names = dict.fromkeys(entry.variable for entry in codebook)
    return {name: tuple(entry for entry in codebook if entry.variable == name) for name in names}
