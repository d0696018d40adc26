"""What the audit, or a reader, says of a document."""

from typing import Literal

from schemas.base import Model
from schemas.evidence import Evidence

Severity = Literal["info", "notice", "warning"]
Verdict = Literal["agrees", "rounding", "approximate", "scope", "unexplained"]


class Message(Model):
    zh: str
    en: str


class Finding(Model):
    """One statement. ``code`` stands in docs/findings.md; ``sides`` is the evidence of both sides."""

    code: str
    severity: Severity
    verdict: Verdict
    subjects: tuple[str, ...] = ()
    sides: tuple[Evidence, ...] = ()
    message: Message
    acknowledged: str | None = None
    """The reason a person gave in corpus/plans.yml; None where nobody did."""
