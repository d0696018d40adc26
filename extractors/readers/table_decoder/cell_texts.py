"""What the text of a whole cell is: a dash, a number, a date, a list of units."""

from functools import lru_cache

from extractors.language.measures import measure_of
from extractors.language.patterns import alternatives, lazy_pattern
from extractors.language.role_words import role_words
from extractors.lexicon import words_of
from extractors.readers.table_decoder import patterns as p
from extractors.units.names import adjoining, is_complete, opens, parse, without_brackets

_SEPARATORS = lazy_pattern(r"[、，,；;]|(?<=[局委办部厅府院])(?:[及和与/／]|会同|联合)")
JOINING_WORD = lazy_pattern(r"[、，,；;及和与/／]|会同|联合")
"""What two names of one list have between them."""

_NAME_END = lazy_pattern(r"[、，,；;]|(?<=[局委办部厅府院])[/／]")
VERBS = frozenset(words_of("openers", "opener"))
_WORK = 6
"""Characters of a work's name, at least, that ends as a unit's name does: 建设职业教育集团; 建设局 is one."""
HEAD = 12
"""Characters that show whether a unit's name begins."""
_LATE = 7
"""Characters of text before a name, at most, that a neighbouring cell may have lost to it."""
_MODIFIER = alternatives(words_of("roles", "modifier"))
ROLE_VERB = lazy_pattern(
    rf"(?:{_MODIFIER})*(?:{alternatives(role_words('verb'))}|{_MODIFIER})(?:{alternatives(words_of('roles', 'tail'))})?"
)
"""What the units of a list do, behind them in the same cell: 区教育局牵头，区体育局配合."""
_VERB_ENDS = frozenset(
    word[-1]
    for words in (role_words("verb"), words_of("roles", "modifier"), words_of("roles", "tail"))
    for word in words
)
ROLE_LABEL = lazy_pattern(
    rf"(?:{alternatives(role_words('label'))})(?:{alternatives(words_of('roles', 'noun'))})?[：:]"
)
"""What the units of a list do, before them in the same cell: 牵头单位：区教育局；配合单位：区体育局."""
_LAST_WORDS = frozenset(words_of("value_words", "closes"))


def is_rest(text: str) -> bool:
    """Return whether a text can only be the end of a cell: 左右 behind a value, （%） behind a name, 确定 below 依据上级要求."""
    bracket = p.BRACKET.fullmatch(text)
    return (
        text in _LAST_WORDS
        or p.ENDS_VALUE.fullmatch(text) is not None
        or (bracket is not None and measure_of(bracket[1]) is not None)
    )


def is_dash(text: str) -> bool:
    """Return whether a cell says that it has nothing to say."""
    return len(text) <= 2 and p.DASH.fullmatch(text) is not None


@lru_cache(maxsize=8192)
def number_of(text: str) -> float | None:
    """Return the size of a value as printed; None if the text is no single value."""
    head = p.VALUE.match(text)
    if head is None:
        return None
    rest = text[head.end() :]
    tail = p.VALUE_TAIL.match(rest)
    behind = rest[tail.end() :] if tail else rest
    if behind and measure_of(behind) is None and not (measure_of(_unbound(behind))):
        return None
    return float(head["number"].replace(",", "").replace("，", ""))


def _unbound(text: str) -> str:
    for word in ("左右", "以上", "以下", "以内"):
        text = text.removesuffix(word)
    return text


def ends_in_measure(text: str) -> bool:
    """Return whether the last bracket has a measure: 12（万人） is no value beside a column of measures."""
    bracket = p.IN_BRACKET.search(text)
    return bracket is not None and measure_of(bracket.group()[1:-1]) is not None


def is_no_value(text: str) -> bool:
    """Return whether a text that is no number cannot be a value in words either: a heading, a unit, the rest of a cell."""
    return bool(
        p.HEADING.search(text)
        or p.ATTRIBUTE.search(text)
        or parse(text) is not None
        or text[-1] in p.OPEN_ENDS
        or text[0] in p.CLOSING
        or p.DASH.match(text)
        or p.AFTER_MEASURE.fullmatch(text)
        or p.ENDS_VALUE.match(text)
        or p.TORN_TAIL.search(text)
        or p.OPEN_VALUE.search(text)
        or _has_measure_of_name(text)
    )


def _has_measure_of_name(text: str) -> bool:
    """Return whether a measure in brackets has text behind it, or opens the text: 面积（平方米）逐步扩大."""
    brackets = (bracket for bracket in p.BRACKET.finditer(text) if not bracket.start() or bracket.end() < len(text))
    return any(measure_of(bracket[1]) for bracket in brackets)


def decimals(text: str) -> int:
    """Return how many decimals the first number of a value has."""
    head = p.DIGITS.search(text)
    return len(head.group().partition(".")[2]) if head else 0


def is_deadline(text: str) -> bool:
    """Return whether a cell is a date, a year without 年 included, or says that the work goes on."""
    return len(text) > 1 and any(date.fullmatch(text) for date in (p.DEADLINE, p.ONGOING, p.BARE_YEAR))


def cuts_date(text: str, start: int, end: int) -> bool:
    """Return whether a date or a word for work that goes on does not end where the cell ends: 长期|坚持."""
    matches = (p.DEADLINE.match(text, start), p.ONGOING.match(text, start))
    return any(match.end() > end for match in matches if match)


@lru_cache(maxsize=8192)
def unit_counts(text: str) -> tuple[int, int]:
    """Return how many parts of a list are whole unit names and how many are not."""
    counts = list(map(_count_names, _parts(text)))
    return sum(counts), counts.count(0)


def names_work(text: str) -> bool:
    """Return whether a name says what to do, though it ends as that of a unit: 打造智慧养老服务中心."""
    return len(text) >= _WORK and text[:2] in VERBS


def is_unit_list(text: str) -> bool:
    """Return whether all parts of a list are whole unit names."""
    return all(map(_count_names, _parts(text)))


def ends_in_units(text: str) -> bool:
    """Return whether units follow the last sentence of a text: they are those of the next cell."""
    behind = p.BEHIND_STOP.search(text)
    return behind is not None and is_unit_list(behind[1])


def _parts(text: str) -> list[str]:
    return [part for part in _SEPARATORS.split(_without_labels(without_brackets(text))) if part]


def _without_labels(text: str) -> str:
    """Leave out what the units of a list do."""
    return ROLE_LABEL.sub("", text) if "：" in text or ":" in text else text


def _count_names(part: str) -> int:
    """Return how many whole unit names a part of a list is; names on lines of their own have no separator between them."""
    return 1 if _is_unit(part) else len(adjoining(part))


def _is_unit(text: str) -> bool:
    """Return whether a part of a list is a unit's name, or one with what the unit does, or with 等 and others behind it."""
    if parse(text) is not None or _has_role(text):
        return True
    name, others, _ = text.partition("等")
    return bool(others) and parse(name) is not None


def _has_role(text: str) -> bool:
    """Return whether a part of a list is a unit's name with what the unit does."""
    if text[-1] not in _VERB_ENDS:  # nearly everywhere
        return False
    verbs = (match.start() for match in ROLE_VERB.finditer(text) if match.end() == len(text))
    return any(parse(text[:start]) is not None for start in verbs)


# The same text is judged as a cell of several kinds, so what they all look at is cached.


@lru_cache(maxsize=8192)
def is_torn(text: str) -> bool:
    """Return whether a text begins or ends inside a list, a sentence or a range, or has half a pair of brackets."""
    if text[-1] in p.OPEN_ENDS or text[0] in p.CLOSING or p.balance(text) != 0:
        return True
    return p.OPEN_RANGE.search(text) is not None or p.OPEN_LIST.search(text) is not None


@lru_cache(maxsize=8192)
def flaws(text: str) -> tuple[str, ...]:
    """Return what no name has: ``torn`` brackets or lists, nothing but a ``figure``."""
    figure = number_of(text) is not None or is_dash(text) or p.ATTRIBUTE.search(text)
    return tuple(flaw for flaw, found in (("torn", is_torn(text)), ("figure", figure)) if found)


def first_name(text: str) -> str:
    """Return the first name of a list."""
    return _NAME_END.split(_without_labels(text), maxsplit=1)[0]


def opens_name(text: str) -> bool:
    """Return whether a text starts like a unit name; 高新区管委会 and 西塘街道办事处 have no mark of their level."""
    return opens(text) or p.ZONE_COMMITTEE.match(text) is not None or p.TOWN.match(text) is not None


def opens_late(text: str) -> bool:
    """Return whether a whole name begins inside the text, soon after its beginning."""
    for at in range(1, min(_LATE, len(text))):
        if not opens(text[at : at + HEAD]):
            continue
        name = first_name(text[at:])
        # 区管委会 is no unit of its own but the end of 高新区管委会
        if name != "区管委会" and is_complete(name):
            return True
    return False
