"""Values that state a course and no number: 完成省下达任务, 动态调整."""

from extractors.language.patterns import lazy_pattern
from extractors.lexicon import any_of

_ALL_DONE = r"应(?P<verb>[\u3400-\u9fff])尽(?P=verb)"
"""应建尽建, 应保尽保: all that should be done is done."""
BEGINS_VALUE = lazy_pattern(rf"{any_of('value_words', 'begins')}|{_ALL_DONE}")
"""What a value in words begins with."""
WORDED_VALUE = lazy_pattern(
    rf"(?:{any_of('value_words', 'begins')})[\u3400-\u9fff]{{0,8}}?(?:{any_of('value_words', 'ends')})+|{_ALL_DONE}"
)
"""A whole value in words. It ends with the first word that may end it, so that a name may follow without a break."""
