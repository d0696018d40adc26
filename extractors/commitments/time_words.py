"""Patterns of the years and periods around a number."""

import re

from extractors.commitments.nouns import without_lead
from extractors.commitments.words import SENTENCE, VERB, any_with
from extractors.language.numerals import ONE_TO_TEN
from extractors.language.patterns import lazy_pattern
from extractors.lexicon import any_of

_EACH = r"每(?:个?(?:半年|季度|季|月|周|年度?|天|日|学期|学年|旬)|两年)"
PERIOD = lazy_pattern(rf"{_EACH}|年均")
PERIOD_INSIDE = lazy_pattern(rf"(?<=[\u4e00-\u9fff]{{2}})(?<!平均){_EACH}(?=(?:{VERB}|[增降]幅|增速)?$)")
"""A period between a noun and its number: 夜间抽查每月不少于2次."""
YEAR_INSIDE = lazy_pattern(
    rf"""
    (?<=[\u4e00-\u9fff])[到至]\s?20\d\d\s?年[底末]?(?:的$|(?=[\u4e00-\u9fff]|$))              # 覆盖率到2030年达到45%, 增加到2030年的50家
  | (?:(?<=[率值量额重例数模积耗距])|(?<=占比)|(?<=[强速密浓]度))20\d\d\s?年[底末]?(?=(?:力争|预计|计划|确保|要)*(?:{any_with("part", "reach")}|不|突破|超|$))  # 覆盖率2030年达到45%
    """,
    re.X,
)
"""A year between a noun and its number."""
LASTING_YEAR = lazy_pattern(
    rf"""
    \s*(?: [（(][{ONE_TO_TEN}\d]{{1,3}}[）)]                        # （二）
         | [{ONE_TO_TEN}\d]{{1,3}}[、.．] )?                        # 2.
    \s*(?:[^，。；\d]{{2,20}}[，,：:])?                              # 坚持适度超前， · 具体指标：
    (?:力争|计划|预计|争取|确保)?[到至]\s?(?P<year>20\d\d)\s?年[底末]?[，,]   # 力争到2028年底，
    """,
    re.X,
)
"""A year that opens a sentence, or follows its first words, and applies to those after it: （二）到2028年，…"""
UNTIL = lazy_pattern(
    rf"""
    [^，。；;！？\d]{{0,20}}
    (?: (?:延续|延长|保持|维持|执行)[到至]\s?(?P<until>20\d\d)\s?年                                       # 政策延续到2026年底
      | [，,](?:力争|争取|确保|计划|并|于|在)*(?P<by>20\d\d)\s?年[^，。；;]{{0,6}}前(?:全面|基本|全部)?(?:{any_of("phrases", "completed")}){{1,2}}(?:使用|运营)?(?=[，。；;、]|$|并) )  # ，2025年6月底前建成
    """,
    re.X,
)
"""The year until which, or by which, a number holds, printed behind it."""
OVER_YEARS = lazy_pattern(rf"(?:[{ONE_TO_TEN}两]|\d{{1,2}})年(?!级)")
"""Opens a clause whose number is reached over several years: 三年完成投资260亿元."""
IN_ALL_YEARS = lazy_pattern(r"均|共|累计|合计|总计|保持|稳定|维持|始终|[两三四五]年")
"""Before a number that all years of a list have, or that is reached by the last of them: 2026年、2027年共新建8所."""
PASSED = lazy_pattern(
    r"(?:[、和与及]20\d\d年)*(?:以前|之前)?(?:已|尚?未)(?!来)[^，。；]{1,30}的|[^，。；]{1,20}\d[^，。；]{0,10}之间的"
)
"""Behind a year by which something was or was not done, which the sentence is about: 对2020年已达标的街镇."""
OPENING_LENGTH = 8
"""A year that begins within so many characters of its sentence opens it: （二）到2025年，…"""


def is_behind_noun(before: str, token: re.Match[str]) -> bool:
    """Return whether the noun of a number stands before the year: 能耗较2025年下降12%, 覆盖率到2030年达到45%.

    ``before``: the clause up to the year.
    """
    if token["since"] or "基" in (token["after_year"] or ""):
        return bool(before.strip())
    linked = before.endswith(("到", "至"))
    noun = without_lead(before[:-1] if linked else before)
    return len(noun) > 1 and YEAR_INSIDE.match(token.string, token.start() - linked) is not None


_IN_YEAR = lazy_pattern(r"20\d\d\s?年")


def opening_year(text: str) -> int | None:
    """Return the year that opens a paragraph and applies to all of it: 到2026年，…"""
    opened = LASTING_YEAR.match(text)
    return int(opened["year"]) if opened else None


def year_above_bullets(text: str) -> int | None:
    """Return the year that the last sentence of a paragraph opens with; it applies to the bullets below."""
    if not _IN_YEAR.search(text):
        return None
    *_, last = (text, *(sentence.group() for sentence in SENTENCE.finditer(text) if sentence.group().strip()))
    return opening_year(last)
