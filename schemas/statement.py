"""Statements of a comparison, each with the passages of both plans that support it."""

from typing import Literal

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


class Proposal(Message):
    """Two units, of which the later may be the successor of the earlier; a person has to decide."""

    old_unit: str
    new_unit: str
    sides: tuple[Side, ...] = ()


class Verdict(Model):
    """What the newer plan says of a number that the older one commits to, with the passages of both.

    ``reached`` and ``missed``: a result for that year is printed, of one scope and measure. ``changed``, ``kept``: the
    newer plan sets a target of its own, another one or the same. ``not_comparable``: it has something alike; ``reason``
    says what differs. ``not_mentioned``: it has no number for
    anything alike, though it may name the subject.
    """

    verdict: Literal["reached", "missed", "changed", "kept", "not_comparable", "not_mentioned"]
    old: str
    """Id of the indicator or commitment of the older plan."""
    new: str | None = None
    """Id of the indicator or commitment of the newer plan."""
    name: str
    new_name: str | None = None
    year: int | None = None
    value: str
    """As printed, with its measure."""
    new_year: int | None = None
    new_value: str | None = None
    difference: float | None = None
    """Newer number minus older one, in the older one's measure; None where they are not comparable."""
    measure: str | None = None
    reason: Literal["", "scope", "measure", "increase", "no_number"] = ""
    zh: str
    en: str
    sides: tuple[Side, ...] = ()


class AddedDetail(Model):
    """What a lower level makes more specific in a task that it takes up."""

    old: str
    """The task of the higher level that is closest, if several are joined."""
    new: str
    kind: Literal["number", "deadline", "unit"]
    text: str
    evidence: Evidence
    above: Evidence | None = None
    """What the higher level says in its place: another number or day, or a group of units; None if nothing."""
