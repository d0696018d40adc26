"""单位: an organisation that a plan names."""

from typing import Literal

from schemas.base import Model

UnitKind = Literal[
    "department",
    "government",
    "township",
    "university",
    "state_enterprise",
    "enterprise",
    "park",
    "institute",
    "judiciary",
    "mass_organisation",
    "party",
    "public_institution",
    "regulator",
    "collective",
    "other",
]
"""部门, 政府, 街镇, 高校, 国企, 企业, 园区, 科研院所, 司法, 群团, 党委部门, 事业单位, 垂管机构, 集体, 其他."""

Level = Literal["national", "province", "city", "county", "township"]


class Unit(Model):
    """One organisation. Names are merged only with evidence: authority file, 以下简称, or a confirmed abbreviation."""

    id: str
    name: str
    """Preferred name of the authority file, or the longest printed name."""
    aliases: tuple[str, ...] = ()
    """Other printed names, in order of first appearance."""
    kind: UnitKind = "other"
    level: Level | None = None
    jurisdiction: str | None = None
    """Place whose organ it is (闵行区, 临沂市); None if neither name nor issuer says it."""
    parent: str | None = None
