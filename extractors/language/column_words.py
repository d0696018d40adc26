"""Read the meaning of table columns from their header words (lexicon/columns.yml)."""

import re
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from typing import Literal, NamedTuple

from extractors import lexicon
from extractors.language import five_year_plans
from extractors.language.full_width import with_wide_parentheses
from extractors.language.patterns import lazy_pattern
from extractors.language.role_words import header_pattern, is_other_role
from extractors.language.whitespace import without_blanks
from extractors.lexicon import words_of
from schemas.indicator import ValueKind
from schemas.responsibility import Role

Kind = Literal[
    "number", "category", "title", "content", "role", "person", "plan", "deadline",
    "indicator", "measure", "value", "attribute", "note", "mark", "other",
]  # fmt: skip


class ColumnMeaning(NamedTuple):
    """One column of a table."""

    kind: Kind
    """``other`` if the header word is unknown or missing; ``mark`` if signs say in it what the body does that the header names."""
    label: str
    """The printed header without white space; of a two-row header, the lowest cell with text."""
    year: int | None = None
    """Of a value column, if printed."""
    value_kind: ValueKind | None = None
    """Of a value column; None if the header does not say (only a year), so that the period of the plan decides."""
    role: Role | None = None
    """Of a role column; see ``Responsibility``."""
    measure: str | None = None
    """Unit of measure in brackets in the header: 2025年（亿元） → 亿元."""


class _HeaderPattern(NamedTuple):
    pattern: re.Pattern[str]
    kind: Kind
    role: Role | None
    value_kind: ValueKind | None


YEAR = lazy_pattern(r"(?:到|至|截至)?((?:19|20)\d\d)(?:年度?)?(?:底|末)?")
FIVE_YEARS = lazy_pattern(
    rf"{five_year_plans.QUOTE}?({five_year_plans.BARE_ORDINAL})五(?P<quote>{five_year_plans.QUOTE})?(?:规划|时期|期间)*(?P<last>期?末年?)?"
)
"""A five-year plan; in a header it means its last year: “十四五”末, “十五五”目标值."""
BRACKET = lazy_pattern(r"[（(\[〔]([^（()）\[\]〔〕]*)[）)\]〕]")
BRACKET_SIGN = lazy_pattern(r"[（）()〔〕\[\]]")
_MEASURE_NOTE = lazy_pattern(r"(?:计量)?单位[：:](.+)")
_DATED = frozenset({"value", "plan", "deadline", "title", "content"})
"""Kinds that may have a year in front: 2026年工作目标 is a plan for that year."""
FORMS = frozenset({"类型", "指标类型", "类别", "指标类别"})
"""Words that mean the category if they are before the name of an indicator, and its attribute (约束性) if after it."""
BODIES = frozenset(words_of("roles", "body"))
"""Headers of the column of bodies if another column has their duties: 部门 beside 职责与任务."""
_STATES = frozenset({"完成情况", "实现情况", "执行情况"})
"""Headers of completed figures, or of remarks if another column has the completed figures."""
_DUTIES = lazy_pattern(r"职责|职能|(?:任务|责任|工作)分工$|分工任务$")
_AND = lazy_pattern(r"以及|[及和与、/／]")


@cache
def _header_patterns() -> tuple[_HeaderPattern, ...]:
    return tuple(
        _HeaderPattern(
            lazy_pattern(entry["pattern"]) if "pattern" in entry else header_pattern(entry["role"]),
            entry["kind"],
            entry.get("role"),
            entry.get("value_kind"),
        )
        for entry in lexicon.entries("columns")
    )


@cache
def any_header() -> re.Pattern[str]:
    """Return the pattern of all header words without a year or brackets."""
    return lazy_pattern("|".join(f"(?:{entry.pattern.pattern})" for entry in _header_patterns()))


@cache
def header_characters() -> frozenset[str]:
    """Return the characters that header words have outside brackets, and more: all that their patterns name, and digits."""
    patterns = (any_header(), YEAR, FIVE_YEARS, BRACKET, BRACKET_SIGN)
    return frozenset("".join([*(pattern.pattern for pattern in patterns), *BODIES, "0123456789()"]))


def _lookup(word: str) -> _HeaderPattern | None:
    # nearly all text that is looked at is no header, and most has characters that none has
    if not header_characters().issuperset(word.partition("（")[0]) or any_header().fullmatch(word) is None:
        return None
    return next((entry for entry in _header_patterns() if entry.pattern.fullmatch(word)), None)


@lru_cache(maxsize=65536)
def word(text: str) -> ColumnMeaning | None:
    """Read one header word; None if it is unknown."""
    label = without_blanks(text)
    entry = _lookup(with_wide_parentheses(label))
    if entry:
        named: ColumnMeaning | None = ColumnMeaning(entry.kind, label, None, entry.value_kind, entry.role)
    elif label in BODIES:
        return ColumnMeaning("other", label)  # until another column has their duties
    else:
        named = _value(label) or _with_bracket(label) or _beside_units(label)
    bracket = BRACKET.search(label) if named and named.role == "lead" else None
    # 牵头（配合）单位: no word says which of the units leads
    return None if bracket and is_other_role(bracket[1], "lead") else named


def count_known(texts: Iterable[str]) -> int:
    """Count the texts that are known header words."""
    return sum(word(text) is not None for text in texts)


def names_columns(texts: Sequence[str]) -> bool:
    """Return whether texts beside each other are a header: at least three, two of them known."""
    return len(texts) > 2 and count_known(texts) > 1


def _value(label: str) -> ColumnMeaning | None:
    """Read a value header that contains a year: 2024年完成值, 基期（2020年）, “十四五”末."""
    bare = with_wide_parentheses(label)
    year = YEAR.search(bare)
    ending = FIVE_YEARS.search(bare)
    if year:
        number, rest = int(year[1]), bare[: year.start()] + bare[year.end() :]
    elif ending:
        number, rest = five_year_plans.years(ending[1])[1], bare[: ending.start()] + bare[ending.end() :]
    else:
        return None
    inner = BRACKET.findall(rest)
    rest = BRACKET_SIGN.sub("", BRACKET.sub("", rest))
    measure = next((text for text in inner if text and _lookup(text) is None), None)
    named = rest or next((text for text in inner if _lookup(text)), "")
    if not named:
        plain = year or (ending and (ending["last"] or ending["quote"]))
        return ColumnMeaning("value", label, number, None, None, measure) if plain else None
    entry = _lookup(named)
    if entry is None or entry.kind not in _DATED or (year and bare[: year.start()].endswith("名称")):
        return None  # 指标名称2025年 are two cells: what a column names has no year behind it
    if entry.kind != "value":
        return ColumnMeaning("deadline" if entry.kind == "deadline" else "plan", label)
    return ColumnMeaning("value", label, number, entry.value_kind, None, measure)


def _with_bracket(label: str) -> ColumnMeaning | None:
    """Read a header word followed by brackets: 目标值（亿元）, 指标名称（单位）, 责任单位(列首位的为牵头单位)."""
    bracket = BRACKET.search(label)
    if not bracket or bracket.start() == 0:
        return None
    column = word(BRACKET.sub("", label))
    if column is None:
        return None
    inner = _MEASURE_NOTE.sub(r"\1", bracket[1])
    measure = inner if column.kind == "value" and inner and _lookup(inner) is None else None
    return column._replace(label=label, measure=measure)


def _beside_units(label: str) -> ColumnMeaning | None:
    """Read a header of units that says what else its cells hold: 责任单位及责任人, 责任单位、完成时限."""
    first, *others = _AND.split(label)
    units = _lookup(first) if others else None
    if units is None or units.kind != "role":
        return None
    beside = all(entry and entry.kind in ("person", "deadline") for entry in map(_lookup, others))
    return ColumnMeaning("role", label, role=units.role) if beside else None


def read(headers: tuple[tuple[str, ...], ...]) -> tuple[ColumnMeaning, ...]:
    """Read the columns from their header words, given for each column from top to bottom."""
    found = [_column(tuple(without_blanks(text) for text in words if without_blanks(text))) for words in headers]
    counted = any(column.kind in ("indicator", "value") for column in found)
    completed = any(column.value_kind == "actual" and column.label not in _STATES for column in found)
    duties = [column for column in found if _DUTIES.search(column.label)]
    dutied = any(column.label in BODIES or column.kind == "role" for column in found if column not in duties)
    named = False
    settled: list[ColumnMeaning] = []
    for column in found:
        if named and column.kind == "category" and column.label in FORMS:
            column = column._replace(kind="attribute")
        elif completed and column.label in _STATES:
            column = column._replace(kind="note", value_kind=None)
        elif duties and column.label in BODIES:
            column = column._replace(kind="role", role="responsible")
        elif dutied and column in duties and column.kind in ("role", "other"):
            column = column._replace(kind="content", role=None)
        named = named or column.kind == "indicator"
        settled.append(_in_context(column, counted))
    return tuple(settled)


def _column(words: tuple[str, ...]) -> ColumnMeaning:
    """Combine the header cells of a column: the lowest known one decides, those above add year, kind and measure."""
    known = [column for column in map(word, words) if column]
    if not known:
        whole = word("".join(words)) if words else None
        return whole or ColumnMeaning("other", words[-1] if words else "")
    lowest = known[-1]
    if lowest.kind != "value":
        return lowest
    for upper in reversed(known[:-1]):
        if upper.kind == "value":
            lowest = lowest._replace(
                year=lowest.year or upper.year,
                value_kind=lowest.value_kind or upper.value_kind,
                measure=lowest.measure or upper.measure,
            )
    return lowest


def _in_context(column: ColumnMeaning, counted: bool) -> ColumnMeaning:
    """Decide ambiguous words: 单位 is the unit of measure in a table of numbers, the responsible body in a table of tasks."""
    if column.kind == "measure" and not counted:
        return column._replace(kind="role", role="responsible")
    if column.kind == "value" and not column.year and column.label in ("目标", "计划") and not counted:
        return column._replace(kind="content", value_kind=None)
    return column
