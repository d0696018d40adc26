"""Persons printed behind the unit that they act for: 县林业局 张三, 县水利局（李四）, 县住建局局长王五, 县财政局：赵六."""

import re
from functools import cache

from extractors.language.patterns import lazy_pattern
from extractors.lexicon import any_of, words_of
from extractors.units.name_words import last_characters
from extractors.units.names import is_complete, last_character

_POST = rf"(?:党[组委]|常务)?[副总]?(?:{any_of('not_units', 'person')})"
_NAME = rf"(?:{any_of('phrases', 'surname')})\s?[一-鿿]\s?[一-鿿]?"
_PERSON = rf"(?:(?P<post>{_POST})\s*)?(?P<name>{_NAME})(?:\s*(?:{_POST}))?(?:\s*\d{{5,12}})?"
_BEHIND = lazy_pattern(
    rf"""
    (?P<mark> \s*[：:]\s* | \s+ | \s*(?P<bracket>[（(])\s* )?
    {_PERSON}
    (?(bracket)\s*[）)])
    """,
    re.VERBOSE,
)
_LONGEST = 24
"""Characters of a person with post and telephone number."""


@cache
def _before_person() -> re.Pattern[str]:
    return lazy_pattern(rf"\s|{last_character().pattern}")


def end_before_person(text: str, start: int, end: int, labelled: bool) -> int | None:
    """Return where the unit ends in ``text[start:end]``, a unit and a person; None if it is anything else.

    A name with nothing between it and the unit (县林业局张三, as the text of a PDF page has it) is one only where a label
    or a column says that units are listed (``labelled``). What ends like a unit or an office is none: 市政府 金融办, 县公安局 武装股.
    """
    for last in _before_person().finditer(text, max(start + 1, end - _LONGEST - 1), end - 2):
        at = last.end()
        found = _BEHIND.fullmatch(text, at, end)
        if found is None or found["name"].endswith((*last_characters(), *words_of("unit_words", "no_person"))):
            continue
        if (found["mark"] or found["post"] or labelled) and is_complete(text[start:at]):
            return at
    return None
