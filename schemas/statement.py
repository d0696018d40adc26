"""Sentences a reader may quote, each with the passages of both plans behind it."""

from schemas.base import Model
from schemas.evidence import Evidence


class Side(Model):
    """One end of a statement: a fact of one plan and the passage that it stands in."""

    plan: str
    subject: str
    evidence: Evidence


class Caveat(Model):
    """Why to read with care: ``draft``, ``genre``, ``scope``, ``lineage``, ``baseline``, ``judgement`` (a stale one)."""

    code: str
    zh: str
    en: str


class Statement(Model):
    """One sentence a reader may quote, with the passages of both plans behind it."""

    code: str
    zh: str
    en: str
    weight: float
    """How much it changes, from 0: the strongest open the comparison."""
    sides: tuple[Side, ...] = ()
    caveats: tuple[str, ...] = ()
    """Codes of the comparison's caveats that bear on it."""
