"""A finding: what the audit, or a reader, reports about a document."""

from typing import Literal

from schemas.base import Message, Model
from schemas.evidence import Evidence

Severity = Literal["info", "notice", "warning"]
Verdict = Literal["agrees", "rounding", "approximate", "scope", "unexplained"]


class Finding(Model):
    """One finding. ``code`` is explained in docs/findings.md; ``sides`` are the passages that it compares."""

    code: str
    severity: Severity
    verdict: Verdict
    subjects: tuple[str, ...] = ()
    sides: tuple[Evidence, ...] = ()
    message: Message
    acknowledged: str | None = None
    """The reason that a person gave in corpus/plans.yml; None if there is none."""
