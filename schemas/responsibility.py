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
    """As printed, without white space."""
    label: str
    """As printed: 牵头单位, 按职责分工负责 …; empty for a bare list."""
    role: Role
    relation: Relation
    position: int
    """From 1 within the subject's clause."""
    open_ended: bool = False
    """Whether the list ends in 等."""
    open_text: str | None = None
    """The text after 等: 相关市属国企."""
    inherited: bool = False
    """True only if the unit is not printed in the passage of the subject."""
    rule: str = ""
    """Name of the rule stated by the document that was applied to this entry; otherwise empty."""
    clause: str
    """Id of the clause or row: responsibilities with the same value were printed together."""
    doubt: Message | None = None
    """Why it may be wrong; None if there is no doubt."""
    evidence: Evidence
