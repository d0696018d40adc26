"""What the titles of documents and sections say about the numbers below them: reached, to come, or on which conditions."""

from extractors.language.patterns import lazy_pattern
from extractors.lexicon import any_of

LOOKING_BACK = lazy_pattern(rf"(?<!{any_of('phrases', 'consolidated')})(?:{any_of('phrases', 'reached')})")
"""Titles of sections that tell what has been reached …"""
LOOKING_BACK_ONLY = lazy_pattern(rf"(?:{any_of('phrases', 'accomplished')})$")
"""… and nothing else, whatever else they name: 目标任务完成情况."""
LOOKING_AHEAD = lazy_pattern(any_of("phrases", "ahead"))
"""… unless they also tell what is to come: 总体形势和发展目标."""
REPORT = lazy_pattern(rf"(?:{any_of('phrases', 'report')})(?!.*(?:计划|方案|安排|要点))")
"""In the title of a document that tells what has been reached: 2025年工作总结, but not 关于…情况通报及整改方案."""
NEXT = lazy_pattern(any_of("phrases", "next"))
"""Titles of its sections that say what is to come."""
CONDITIONS = lazy_pattern(
    rf"(?:{any_of('phrases', 'granted')})(?:{any_of('phrases', 'terms')})|(?:条件[:：]|{any_of('phrases', 'papers')})$"
)
"""Titles of passages that say what an applicant must fulfil, or gets: numbers there bind nobody by a date."""
YEAR_OF_SECTION = lazy_pattern(
    r"(?<![-—–~～至到\d])(?P<year>20\d\d)年度?(?![-—–~～至到起前底末]|以[来前后])[^\d]{0,24}(?:目标|指标|任务|工作|重点|计划|安排)$"
)
"""Titles of sections that name the one year of their numbers: 2026年主要预期目标."""
