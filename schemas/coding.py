"""Codes that researchers gave to facts: what each coder said, and what holds."""

from typing import Literal

from schemas.base import Model

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
