"""Lines that a key opens: fields of a page, units before their duties, and items of a list that says the same of each."""

from collections import Counter
from collections.abc import Callable, Sequence

from extractors.language.patterns import lazy_pattern
from extractors.language.whitespace import without_blanks
from extractors.lexicon import any_of
from extractors.readers.base.markers import OPEN_BRACKET
from extractors.units.names import is_complete

FIELD = lazy_pattern(rf"[|｜]?(?:{any_of('notice', 'field')})[:：|｜]")
"""A key that a page prints of its document, without blanks: 索引号：, or in a row of a table: 索引号|."""
SEVERAL_FIELDS = lazy_pattern(rf"(?:{any_of('notice', 'field')})[:：]")
PAGE_LINE = lazy_pattern(rf"(?:{any_of('notice', 'web')})[:：]")
"""What a page prints of itself: 浏览量：."""
BARS = 2
"""Bars between the fields of a row, at least."""
SHORT_FIELD = 26
"""Characters of a field whose value certainly ends on its line."""
KEY = lazy_pattern(r"([\u4e00-\u9fff]{2,8})[：:](?:[^（()）]|[（(][^（()）]*[）)])+$")
"""A key before its value, in a list of them: 总投资：3亿元; not the end of a clause, 单位：县司法局）."""
KEY_ALONE = lazy_pattern(r"[\u4e00-\u9fff]{2,8}[：:]")
"""A key whose value stands on the lines below it."""
LONGEST_VALUE = 30
"""Characters of a line with its key that certainly ends there: …完成⏎时限：2026年 is one key."""
UNITS_AND_COLON = lazy_pattern(r"([\u4e00-\u9fff、（）]{3,40})[：:]\s*[\u4e00-\u9fff\d]")
OPEN_LIST = lazy_pattern(rf"[、，,；;由和及与]$|{OPEN_BRACKET.pattern}")
"""The end of a line with which the units of the next one may make up a list, or a bracket."""
UNITS_AND_VERB = lazy_pattern(
    r"([\u4e00-\u9fff、（）]{3,160}?)(?:牵头，[\u4e00-\u9fff、（）]{2,160}?)?等?(?:相关部门|有关部门|部门)?"
    r"(?:按照?(?:各自)?职责(?:分工)?负责|(?:分别|共同)?负责(?:落实)?|牵头|配合)[。；;]?$"
)
BETWEEN_UNITS = lazy_pattern(r"、|会同|和")


def is_field(text: str, other: str) -> bool:
    """Return whether a line is a field of the page, of which the line next to it is no part: 索引号：0123/2025."""
    opening = without_blanks(text[:SHORT_FIELD])
    if PAGE_LINE.match(opening):
        return True
    if not FIELD.match(opening):
        return False
    rows = text.count("|") + text.count("｜") >= BARS
    several = len(SEVERAL_FIELDS.findall(without_blanks(text))) > 1
    return rows or several or len(text) <= SHORT_FIELD or FIELD.match(without_blanks(other[:SHORT_FIELD])) is not None


def names_whose_duty(text: str) -> bool:
    """Return whether a line opens with units and a colon: 县水利局：完成排查."""
    names = UNITS_AND_COLON.match(text)
    return names is not None and _are_units(names[1])


def says_who(text: str, before: str) -> bool:
    """Return whether a line is units and what they do and no list of the line before: 县财政局、县教育局等按职责分工负责."""
    names = None if OPEN_LIST.search(before) else UNITS_AND_VERB.match(text)
    return names is not None and _are_units(names[1])


def _are_units(names: str) -> bool:
    return all(map(is_complete, BETWEEN_UNITS.split(names)))


def keyed_lines(texts: Sequence[str], may_open: Callable[[int], bool]) -> set[int]:
    """Return the lines that begin with a key: one that begins others too (建设地点：) and is below a line that is complete
    (``may_open``) or above such a line, or any below one.
    """
    keys = [found[1] if (found := KEY.match(text)) else "" for text in texts]
    often = Counter(keys)
    often[""] = 0
    keyed: set[int] = set()
    for index, key in enumerate(keys):
        short = index > 0 and len(texts[index - 1]) <= LONGEST_VALUE
        below = index - 1 in keyed and short and not OPEN_LIST.search(texts[index - 1])
        following = keys[index + 1] if index + 1 < len(keys) else ""
        among = often[key] > 1 and (index - 1 in keyed or may_open(index) or often[following] > 1)
        if index and (key or KEY_ALONE.fullmatch(texts[index])) and (below or (key and among)):
            keyed.add(index)
    return keyed
