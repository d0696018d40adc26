"""A heading of the plan's outline."""

from schemas.base import Model
from schemas.evidence import Evidence


class Heading(Model):
    """One heading. If a printed marker breaks the sequence, the tree is repaired and a finding reports it."""

    id: str
    marker: str
    """As printed with its punctuation, e.g. ``（一）``, ``一、``, ``第一章``; empty for an unnumbered heading."""
    level: int
    """1 is the highest level in the plan."""
    ordinal: int | None = None
    title: str
    parent: str | None = None
    evidence: Evidence
