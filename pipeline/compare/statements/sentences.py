"""The sentences of a comparison, as data."""

from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import NamedTuple

import yaml

from schemas.statement import Caveat, Side, Statement


class SentenceTemplate(NamedTuple):
    """One code with its sentence in two languages, and the caveats that bear on it."""

    code: str
    zh: str
    en: str
    caveats: tuple[str, ...] = ()


@cache
def sentences() -> Mapping[str, SentenceTemplate]:
    """Return the sentences by code."""
    text = files(__package__).joinpath("sentences.yml").read_text(encoding="utf-8")
    rows = (SentenceTemplate(**row) for row in yaml.safe_load(text))
    return {row.code: row._replace(caveats=tuple(row.caveats)) for row in rows}


def statement(code: str, weight: float, sides: Iterable[Side], /, **words: object) -> Statement:
    """Say a sentence; KeyError where sentences.yml lacks the code or the words lack one of its own."""
    sentence = sentences()[code]
    words = {name: _inner(word) for name, word in words.items()}
    zh, en = sentence.zh.format_map(words), sentence.en.format_map(words)
    return Statement(code=code, zh=zh, en=en, weight=round(weight, 3), sides=tuple(sides), caveats=sentence.caveats)


def caveat(code: str, **words: object) -> Caveat:
    """Say a caveat: its code without ``caveat-``."""
    sentence = sentences()[f"caveat-{code}"]
    return Caveat(code=code, zh=sentence.zh.format_map(words), en=sentence.en.format_map(words))


def quote_names(names: Iterable[str], most: int = 3) -> str:
    """Quote up to so many names: “甲”、“乙”."""
    return "、".join(f"“{_inner(name)}”" for name in list(names)[:most])


def _inner(word: object) -> object:
    """Return a name as it stands inside quotation marks; lists that are quoted already stay."""
    if not isinstance(word, str) or word.startswith("“"):
        return word
    return word.translate(str.maketrans("“”", "‘’"))
