"""责任: the relation between a unit and a task, heading or indicator."""

from typing import Literal

from schemas.base import Message, Model
from schemas.evidence import Evidence

Role = Literal["lead", "responsible", "support", "guide", "supervise"]
Relation = Literal["leads", "supports", "assigned", "guides", "supervises"]


class Responsibility(Model):
    """One unit in one clause, table cell or sentence. ``role`` is literal; ``relation`` is derived within the clause or row."""

    subject: str
    """Id of a task, heading or indicator."""
    unit: str
    name: str
    """As printed, white space removed."""
    label: str
    """As printed: 牵头单位, 按职责分工负责 …; empty for a bare list."""
    role: Role
    relation: Relation
    position: int
    """From 1 within the subject's clause."""
    open_ended: bool = False
    """等 stands behind the list."""
    open_text: str | None = None
    """What 等 introduces: 相关市属国企."""
    inherited: bool = False
    """True only where the unit is not printed in the subject's own passage."""
    rule: str = ""
    """Name of a rule that the document states for itself and that shaped this entry; else empty."""
    clause: str
    """Id of the clause or row: responsibilities with the same value were printed together."""
    doubt: Message | None = None
    """Why it may be read wrong; None: no doubt."""
    evidence: Evidence
