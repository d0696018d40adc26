"""Fill in the sentences of a comparison, which are data: sentences.yml."""

from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

from extractors.packaged_yaml import read_packaged_yaml
from schemas import Message
from schemas.statement import Caveat, Side, Statement


class SentenceTemplate(Message):
    """One code with its format string in both languages, and the codes of caveats that apply to it."""

    code: str
    caveats: tuple[str, ...] = ()


@cache
def sentences() -> Mapping[str, SentenceTemplate]:
    """Return the sentences by code."""
    rows = read_packaged_yaml(Path(__file__).with_name("sentences.yml"))
    return {row["code"]: SentenceTemplate.model_validate(row) for row in rows}


def statement(code: str, weight: float, sides: Iterable[Side], /, **words: object) -> Statement:
    """Return a statement with its sentence filled in; KeyError if sentences.yml lacks the code or a word is missing."""
    template = sentences()[code]
    said = template.format(**{name: _inner(word) for name, word in words.items()})
    return Statement(
        code=code, zh=said.zh, en=said.en, weight=round(weight, 3), sides=tuple(sides), caveats=template.caveats
    )


def caveat(code: str, **words: object) -> Caveat:
    """Return the caveat with this code, which sentences.yml lists with the prefix ``caveat-``."""
    return Caveat(code=code, **sentences()[f"caveat-{code}"].format(**words).model_dump())


def quote_names(names: Iterable[str], most: int = 3) -> str:
    """Return up to ``most`` names in quotation marks: “甲”、“乙”."""
    return "、".join(f"“{_inner(name)}”" for name in list(names)[:most])


def _inner(word: object) -> object:
    """Return a name with its quotation marks changed to inner ones; a list that is already quoted is not changed."""
    if not isinstance(word, str) or word.startswith("“"):
        return word
    return word.translate(str.maketrans("“”", "‘’"))
