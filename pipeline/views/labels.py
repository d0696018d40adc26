"""The report's own wording in Chinese and English: templates/labels.yml."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import NamedTuple

import yaml


class Phrase(NamedTuple):
    """One phrase in both languages; pages hold both and show one."""

    zh: str
    en: str


@cache
def catalogue() -> Mapping[str, Phrase]:
    """Return all phrases by key, e.g. ``relation.leads``."""
    folder = files("pipeline.templates")
    return {
        f"{group}.{name}": Phrase(str(zh), str(en))
        for path in (("labels.yml",), ("edit", "labels.yml"))
        for group, phrases in yaml.safe_load(folder.joinpath(*path).read_text(encoding="utf-8")).items()
        for name, (zh, en) in phrases.items()
    }


def label(key: str, **values: object) -> Phrase:
    """Return the phrase with its {placeholders} filled; KeyError where the catalogue lacks it."""
    phrase = catalogue()[key]
    return Phrase(phrase.zh.format(**values), phrase.en.format(**values)) if values else phrase


def phrases(group: str) -> dict[str, Phrase]:
    """Return the phrases of a group by name, for scripts that write text."""
    start = f"{group}."
    return {key.removeprefix(start): phrase for key, phrase in catalogue().items() if key.startswith(start)}


def plain(text: str) -> Phrase:
    """Return a text of the source, which is the same in both languages."""
    return Phrase(text, text)
