"""The catalogue of findings: codes, severities and sentences, from catalogue.yml."""

import re
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

from extractors.packaged_yaml import read_packaged_yaml
from schemas import Evidence, Finding, Message
from schemas.base import Model
from schemas.finding import Severity, Verdict


class CatalogueEntry(Model):
    """One code. ``about`` explains what is compared and what is not claimed.

    ``says`` is a format string; None for findings that come with a sentence from a reader, extraction or a correction.
    """

    code: str
    severity: Severity
    title: Message
    about: Message
    says: Message | None = None


_QUOTED = re.compile(r"“\{(\w+)\}”")
_INNER = str.maketrans("“”", "‘’")


@cache
def catalogue() -> Mapping[str, CatalogueEntry]:
    """Return the entries by code, in the order of catalogue.yml."""
    rows = read_packaged_yaml(Path(__file__).with_name("catalogue.yml"))
    return {row["code"]: CatalogueEntry.model_validate(row) for row in rows}


def finding(
    code: str, verdict: Verdict, sides: Iterable[Evidence], subjects: Iterable[str] = (), /, **words: object
) -> Finding:
    """Return a finding with the sentence of its code; KeyError if the catalogue lacks the code or a word is missing.

    A finding that agrees, or differs only by rounding, has severity info whatever the code.
    """
    entry = catalogue()[code]
    if entry.says is None:
        raise KeyError(f"{code} has no sentence in catalogue.yml")
    words |= {name: _inner(words[name]) for name in _QUOTED.findall(entry.says.zh)}
    return Finding(
        code=code,
        severity="info" if verdict in ("agrees", "rounding") else entry.severity,
        verdict=verdict,
        subjects=tuple(dict.fromkeys(subjects)),
        sides=tuple(dict.fromkeys(sides)),
        message=entry.says.format(**words),
    )


def as_information(found: Finding) -> Finding:
    """Return a finding that is true but seldom of use, such as two numbers of things that are only named alike."""
    return found.model_copy(update={"severity": "info"})


def _inner(word: object) -> object:
    """Return a word with its quotation marks changed to inner ones, for a place inside quotation marks."""
    return word.translate(_INNER) if isinstance(word, str) else word
