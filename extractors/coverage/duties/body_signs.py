"""Bodies that open a clause with what they do, and no fact quotes: 县财政局每年安排运维资金 · 市妇联组织入户宣传."""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache

from extractors.clauses.agents import BY, CHARGE
from extractors.clauses.bodies import are_particular
from extractors.clauses.charged import charged_units, units_before
from extractors.clauses.openings import NOMINAL
from extractors.coverage.duties.role_signs import is_general
from extractors.coverage.unread_spans import UnreadSpan, overlaps
from extractors.language.numerals import ONE_TO_TEN
from extractors.language.patterns import alternatives, lazy_pattern
from extractors.language.whitespace import without_blanks
from extractors.lexicon import any_of, entries
from extractors.units.lists import UnitList, UnitMention
from extractors.units.name_words import bad_start
from extractors.units.names import kind_of, last_character, parse
from schemas import Block

CLAUSE = lazy_pattern(
    rf"(?:^(?:\s*[（(][{ONE_TO_TEN}\d]{{1,3}}[）)])?|(?<=[。；;！!，,：:\n]))\s*(?![与同向])(?P<clause>[^。；;！!，,：:\n（）()]{{5,120}})"
)
NO_WORK = lazy_pattern(r"了|过(?![程境滤关硬半期度剩冬户])|已经?(?![建有])|近年|以来|同期|召开|印发《|政府采购|\.{3}|…")
"""In a clause that tells what a body has done, in the title of a notice, a trade (政府采购), and in a table of contents."""
AREA = lazy_pattern(r"(?:区|园|城|基地)$")
"""A place as well as those who govern it: 示范区建设 is no work of the zone."""
LONGEST_LIST = 60
CHARGED = lazy_pattern(
    r"(?![、和及与以]|[^，。；]*(?:的|组成|构成|转变|转型)|[向转为]|[一-鿿]{0,6}(?:任|担任|领导|同志)|[一-鿿]{0,2}长|[一-鿿]?$)"
)
"""Behind a body after 由, unless it is part of something, has done it, or a person of it is meant."""
PROMISED = alternatives(e["word"] for e in entries("commitments") if e["part"] == "verb")
PROMISES = lazy_pattern(rf"(?:{PROMISED})(?!率)")
"""What a body does that is counted: 市商务局新增限上企业15家."""
FIGURE = lazy_pattern(r"\d")
LEVEL = lazy_pattern(
    rf"(?:\d{{1,2}}[.．、]\s?|[{ONE_TO_TEN}]{{1,2}}(?:是|、)\s?)?(?:国家[一-鿿]{{2,8}}[委局署办]|[省市县区州盟旗团镇]|乡(?!镇)|(?:(?!由)[一-鿿]){{2,6}}局)"
)
"""Opens the names that are bodies whatever follows: 县农业农村局; found faster than they are."""
WORKS = lazy_pattern(
    rf"""
    (?<!《)(?=[一-鿿“\d])
    (?! [的等、和及与或以各于由向兼暨长局势面限] | 要 | 应(?![急用]) | 须 | 会同 | 任 | 期间|以来|[{ONE_TO_TEN}\d]{{1,3}}[次届] | [前后时] | 为(?=成员|组长|牵头)   # 要, 应: see role_signs
      | 办公[室厅] | [一-鿿]{{2,4}}的
      | [一-鿿]{{0,2}}(?:{any_of("phrases", "of_body")})
      | [一-鿿]{{0,3}}(?:同志|局长|主任|负责人|书记|[科处县市区镇乡部厅]长)
      | [一-鿿]{{0,2}}$ )
    """,
    re.VERBOSE,
)
"""Behind a body, words that say what it does, by whatever verb: 县林草局划定保护区, but 县林草局主要负责人."""
FOUNDS = lazy_pattern(any_of("quantities", "founding"))
"""Behind a body, what it sets up is another one: 县政府成立护林指挥部."""
PLACES = ("park", "township", "government")
NO_BODY = lazy_pattern(r"所在|国家$")
ENDS = lazy_pattern(r"[。；;！!，,：:\n（）()]|$")


def unread_charges(block: Block, names: Sequence[tuple[int, int]]) -> Iterator[UnreadSpan]:
    """Yield the bodies that 由 charges with something, by whatever verb. ``names``: what facts quote of units."""
    text = block.text
    if BY not in text:
        return
    for match in CHARGE.finditer(text):
        start, end = match.span("who")
        if not ENDS.match(text, end) or NO_WORK.search(text, start, end):
            continue
        units, at = units_before(text, start, end, _goes_on(text, end, CHARGED))
        if units and _are_known(units) and not overlaps(names, start, at):
            yield UnreadSpan("body with work", block, start, end)


def _goes_on(text: str, end: int, words: re.Pattern[str]) -> Callable[[int, int], bool]:
    """Return whether ``words`` follow the names in ``text[:end]``."""
    return lambda _, at: words.match(text, at, end) is not None


def _are_known(units: UnitList) -> bool:
    """Return whether all units are bodies of their own, not all bodies of a kind, and no places."""
    return _are_bodies(units) and all(kind_of(unit.full) not in ("collective", "other") for unit in units.mentions)


def _are_bodies(units: UnitList) -> bool:
    """Return whether no unit of a list says which kind of body only, or is a place."""
    return not any(is_general(unit) or AREA.search(unit.name) for unit in units.mentions)


@cache
def _before_promise() -> re.Pattern[str]:
    """Return an expression for the last character of a name before such a word: few clauses have it."""
    return lazy_pattern(last_character().pattern + f"(?:{PROMISED})(?!率)")


def unread_bodies(block: Block, names: Sequence[tuple[int, int]]) -> Iterator[UnreadSpan]:
    """Yield the bodies that open a clause, before a verb of work. ``names``: what facts quote of units."""
    text = block.text
    for clause in CLAUSE.finditer(text):
        start, end = clause.span("clause")
        if text[start] != BY and bad_start().match(text, start):
            continue
        last = min(end, start + LONGEST_LIST)
        units, at = charged_units(text, start, last, alone=False)
        if units is None and _before_promise().search(text, start, last) and FIGURE.search(text, start, end):
            units, at = units_before(text, start, last, _goes_on(text, end, PROMISES))
        if units is None and LEVEL.match(text, start):
            units, at = units_before(text, start, last, _goes_on(text, end, WORKS))
            named = NOMINAL.search(text, at, end) is not None  # 县医院实验室改造3间
            units = units if units and not named and all(map(_has_level, units.mentions)) else None
        if units is None or overlaps(names, start, at) or NO_WORK.search(text, start, end) or not are_particular(units):
            continue
        # where all of it is a name, the verb is part of that: 市委全面深化改革委员会; but 县林草局划定保护区 ends in a place
        whole = parse(without_blanks(text[start:end]))
        part = whole is not None and whole.kind not in PLACES and not FOUNDS.match(text, at, end)
        if _are_bodies(units) and not part:
            yield UnreadSpan("body with work", block, start, end)


def _has_level(unit: UnitMention) -> bool:
    """Return whether a name has a mark of its level, or is that of a 局: it is a body, whatever words follow it."""
    parsed = parse(unit.full)
    if parsed is None or parsed.kind in ("university", "township") or NO_BODY.search(unit.full):
        return False
    return bool(parsed.prefix) or (parsed.kind == "department" and unit.name[-1] == "局")
