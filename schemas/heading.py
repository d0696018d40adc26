"""A heading of the plan's outline."""

from schemas.base import Model
from schemas.evidence import Evidence


class Heading(Model):
    """One heading. The tree is repaired where a printed marker breaks the sequence (a finding says so)."""

    id: str
    marker: str
    """As printed with its punctuation, e.g. ``（一）``, ``一、``, ``第一章``; empty for an unnumbered heading."""
    level: int
    """1 is the highest level that occurs."""
    ordinal: int | None = None
    title: str
    parent: str | None = None
    evidence: Evidence
