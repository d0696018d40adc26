"""The tasks of a plan with their words and n-grams: found once, however many plans it is compared with."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from pipeline.compare.wording.ngrams import Keys, ngram_keys
from pipeline.compare.wording.texts import TaskText
from pipeline.compare.wording.words import split_all

PASSAGE = 4
"""Length of the n-grams that count as a shared passage."""
# a title in 《》 is a name as well: both plans carry out the same document; the number of a hotline (“12345”) is none
_NAME = re.compile(r"[“\"‘『「《](?!\d+[”\"’』」》])([^“”\"‘’『』「」《》。；]{2,30})[”\"’』」》]")


class WordedTasks(NamedTuple):
    """Tasks in their order; every other field has one entry a task.

    ``words`` and ``titles``: words of two letters or more in the text and in the title. ``names``: what is in quotation
    marks. ``grams``: pairs and triples of letters, ``runs``: n-grams of the length of a shared passage.
    """

    tasks: Sequence[TaskText]
    words: Sequence[list[str]]
    titles: Sequence[list[str]]
    names: Sequence[frozenset[str]]
    grams: Keys
    runs: Keys


def worded(tasks: Sequence[TaskText]) -> WordedTasks:
    """Return tasks with what a comparison looks at."""
    texts = [task.text for task in tasks]
    return WordedTasks(
        tasks,
        _content_words(texts),
        _content_words([task.title for task in tasks]),
        [frozenset(_NAME.findall(text)) for text in texts],
        ngram_keys(texts, (2, 3)),
        ngram_keys(texts, (PASSAGE,)),
    )


def _content_words(texts: Sequence[str]) -> list[list[str]]:
    return [[word for word in words if len(word) > 1 and word[0].isalnum()] for words in split_all(texts)]
