"""The dictionary against which recognised text is weighed."""

import logging
from collections.abc import Mapping
from functools import cache

import jieba


@cache
def _dictionary() -> jieba.Tokenizer:
    jieba.setLogLevel(logging.WARNING)  # jieba reports its loading on standard error
    tokenizer = jieba.Tokenizer()
    tokenizer.initialize()
    return tokenizer


def word_counts() -> Mapping[str, int]:
    """Return how often each word occurs in the texts of jieba's dictionary; 0 for the beginnings of words."""
    words: dict[str, int] = _dictionary().FREQ
    return words


def words_in_all() -> int:
    """Return how many words the texts of jieba's dictionary have."""
    total: int = _dictionary().total
    return total
