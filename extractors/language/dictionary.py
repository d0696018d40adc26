"""jieba's dictionary, in a tokenizer that no other library changes."""

import logging
from functools import cache

import jieba


@cache
def tokenizer() -> jieba.Tokenizer:
    """Return the tokenizer with its dictionary, which is loaded once a process."""
    jieba.setLogLevel(logging.WARNING)  # jieba reports its loading on standard error
    loaded = jieba.Tokenizer()
    loaded.initialize()
    return loaded
