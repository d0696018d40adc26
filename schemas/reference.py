"""A reference to another document, or to a part of this one."""

from typing import Literal

from schemas.base import Model
from schemas.evidence import Evidence


class Reference(Model):
    """《…》 with its 文号 where printed, or 附件1, 表2. ``kind`` basis: 根据/依据/落实 it; carried: the plan that the notice issues."""

    id: str
    kind: Literal["basis", "carried", "mention", "annex", "table"]
    title: str
    number: str | None = None
    evidence: Evidence
