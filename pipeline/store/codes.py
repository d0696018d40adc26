"""The codes that researchers gave to facts, as a run leaves them in outputs/codes.json: what each coder said, what holds."""

from pathlib import Path
from typing import Literal

from pipeline.atomic import replace_text
from schemas.base import Model

CODES = "codes.json"
CodeState = Literal["adjudicated", "agreed", "single", "disputed"]
"""Decided by a person over the coders, said by all of several coders, by the only one, or coders disagree."""


class CodedFact(Model):
    """One variable of one fact. ``codes`` is empty if no code applies, and if coders disagree."""

    fact: str
    """Id of the task, commitment or responsibility."""
    plan: str
    kind: str
    variable: str
    codes: tuple[str, ...]
    names: tuple[str, ...]
    """Names of the codes in the codebook."""
    state: CodeState
    coders: tuple[str, ...]
    quote: str


class Coding(Model):
    """What one coder said of one variable of one fact."""

    fact: str
    plan: str
    kind: str
    variable: str
    coder: str
    codes: tuple[str, ...]


class Codes(Model):
    """All codes of a corpus, by fact."""

    facts: tuple[CodedFact, ...] = ()
    codings: tuple[Coding, ...] = ()


def write_codes(outputs: Path, codes: Codes) -> Path:
    """Write the codes."""
    return replace_text(outputs / CODES, codes.model_dump_json(indent=1) + "\n")


def read_codes(outputs: Path) -> Codes:
    """Read the codes; none if no run has written them."""
    path = outputs / CODES
    return Codes.model_validate_json(path.read_bytes()) if path.is_file() else Codes()
