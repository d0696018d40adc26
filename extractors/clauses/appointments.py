"""Find appointments in running prose (区科委、某集团牵头建立例会制度): complete names of particular units with a verb."""

import re
from collections.abc import Iterator

from extractors.clauses.parts import RoleUnits
from extractors.language.patterns import lazy_pattern
from extractors.language.whitespace import without_blanks
from extractors.units.lists import split_units
from extractors.units.names import kind_of

_SEGMENT = lazy_pattern(
    r"""
    (?:^|(?<=[。；;！!，,：:\n]))\s*(?:由)?
    (?P<units>[^。；;！!，,：:\n（）()]{2,60}?)
    (?P<verb>牵头(?:负责|组织|落实)?)                      # 市商务局牵头组织建立例会制度
    (?P<next>[^的一、）)]|$)                               # not 牵头的, 牵头一批: an attribute or an object
    """,
    re.X,
)
_HELPERS = lazy_pattern(
    r"""
    [，,]\s*
    (?: (?P<with>会同)(?P<after>[^。；;！，,：:\n（）()]{2,60}?)
        (?:等(?:相关|有关)?(?:部门|单位)(?P<act>[一-鿿]{2,20})?)?                        # ，会同市财政局等部门制定办法
      | (?P<before>[^。；;！，,：:\n（）()]{2,60}?)(?P<verb>配合|参与|参加|协助|协同) )   # ，市财政局配合
    (?=[，,。；;\n]|$)
    """,
    re.X,
)


def appointments(text: str) -> Iterator[tuple[int, int, tuple[RoleUnits, ...]]]:
    """Yield span and parts of each appointment: the units that lead, and helpers named directly after them."""
    if "牵头" not in text:
        return
    for match in _SEGMENT.finditer(text):
        lead = _part(text, match.start("units"), match.start("verb"), without_blanks(match["verb"]), lead=True)
        if lead is None:
            continue
        parts, end = [lead], match.start("next")
        helpers = _HELPERS.match(text, end)
        if helpers:
            left, right = helpers.span("after" if helpers["with"] else "before")
            helper = _part(text, left, right, helpers["with"] or helpers["verb"], lead=False)
            if helper:
                parts.append(helper)
                end = helpers.end()
        yield match.start("units"), end, tuple(parts)


def _part(text: str, start: int, end: int, label: str, lead: bool) -> RoleUnits | None:
    units = split_units(text, start, end)
    particular = units.mentions and all(m.complete and kind_of(m.name) != "collective" for m in units.mentions)
    if not particular or units.unread or units.ignored:
        return None
    return RoleUnits(label, "lead" if lead else "support", units, start, end)
