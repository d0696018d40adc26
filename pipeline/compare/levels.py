"""Whether a plan follows another in time, or a lower level takes up what a higher one set (国家 → 省 → 市 → 区)."""

import re

from schemas import Plan
from schemas.comparison import Kinship

_NATIONAL = re.compile(r"^(?:国务院|中共中央|国家|中央)")
_RANKS = (
    (re.compile(r"(?:省|自治区)$|^(?:北京|上海|天津|重庆)市$"), 3),
    (re.compile(r"[市州盟]$"), 2),
    (re.compile(r"[区县旗]$"), 1),
)


def kinship_of(old: Plan, new: Plan) -> Kinship:
    """Return ``handing_down`` if the newer plan is of a place inside the older one's, or cites it from a lower level."""
    one, other = old.plan, new.plan
    if not other.place or one.place == other.place:
        return "succession"
    if one.place and any(issuer.startswith(one.place) for issuer in other.issuers):
        return "handing_down"  # 临河市东山区人民政府 under 临河市
    # a neighbour's plan may be cited too, so a citation counts only from below
    cited = any(one.title and one.title in reference.title for reference in new.references)
    return "handing_down" if cited and _rank(old) > _rank(new) > 0 else "succession"


def _rank(plan: Plan) -> int:
    """Return how high the level is: 4 for the state, 1 for a district or county, 0 if nothing says it."""
    if any(_NATIONAL.match(issuer) for issuer in plan.plan.issuers):
        return 4
    place = plan.plan.place or ""
    return next((rank for pattern, rank in _RANKS if pattern.search(place)), 0)
