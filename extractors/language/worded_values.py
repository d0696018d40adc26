"""Values that state a course and no number: 完成省下达任务, 动态调整."""

from extractors.language.patterns import lazy_pattern
from extractors.lexicon import any_of, words_of

VALUE_WORDS = words_of("value_words", "begins")
WORDED_VALUE = lazy_pattern(
    rf"(?:{any_of('value_words', 'begins')})[\u3400-\u9fff]{{0,8}}?(?:{any_of('value_words', 'ends')})+"
)
"""A whole value in words. It ends with the first word that may end it, so that a name may follow without a break."""
