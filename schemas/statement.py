"""Statements of a comparison, each with the passages of both plans that support it."""

from schemas.base import Message, Model
from schemas.evidence import Evidence


class Side(Model):
    """One side of a statement: a fact of one plan and the passage that it quotes."""

    plan: str
    subject: str
    evidence: Evidence


class Caveat(Message):
    """A reason to read the comparison with care: ``draft``, ``genre``, ``scope``, ``lineage``, ``baseline``, ``judgement`` (a stale one)."""

    code: str


class Statement(Message):
    """One sentence that a reader may quote, with the passages of both plans that support it."""

    code: str
    weight: float
    """How important the change is, from 0; the strongest statements open the comparison."""
    sides: tuple[Side, ...] = ()
    caveats: tuple[str, ...] = ()
    """Codes of the caveats of the comparison that apply to this statement."""
