"""Phrases in both languages as HTML, of which a page shows one. Pages have thousands; as macros they took twice as long."""

from functools import cache, lru_cache

from markupsafe import Markup, escape

from pipeline.views.labels import label
from schemas import Message


def say(phrase: Message) -> Markup:
    """Return the phrase in both languages; once where they are the same, as in what a source prints."""
    return _say_both(phrase.zh, phrase.en)


@lru_cache(maxsize=4096)  # most are labels
def _say_both(zh: str, en: str) -> Markup:
    if zh == en:
        return escape(zh)
    return Markup(f'<span class="zh" lang="zh-CN">{escape(zh)}</span><span class="en" lang="en">{escape(en)}</span>')


def say_label(key: str, **values: object) -> Markup:
    """Return the label in both languages with its {placeholders} filled; KeyError if there is no such label."""
    return say(label(key, **values)) if values else _say_plain(key)


@cache
def _say_plain(key: str) -> Markup:
    return say(label(key))


@lru_cache(maxsize=4096)
def attribute(name: str, phrase: Message) -> Markup:
    """Return an attribute of an element in both languages: Chinese at first, the script sets the other."""
    zh, en = escape(phrase.zh), escape(phrase.en)
    return Markup(f'{name}="{zh}" data-say="{name}" data-zh="{zh}" data-en="{en}"')
