"""What the audit can say: codes, severities and sentences, as data."""

import re
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import NamedTuple

import yaml

from schemas import Evidence, Finding, Message
from schemas.finding import Severity, Verdict


class CatalogueEntry(NamedTuple):
    """One code. ``says_*`` are format strings, ``about_*`` tell what is compared and what is not claimed.

    ``says_*`` are empty where another step than the audit says it, in its own words.
    """

    code: str
    severity: Severity
    zh: str
    en: str
    about_zh: str
    about_en: str
    says_zh: str = ""
    says_en: str = ""


_QUOTED = re.compile(r"“\{(\w+)\}”")
_INNER = str.maketrans("“”", "‘’")


def _inner(word: object) -> object:
    """Return a word as it stands inside quotation marks."""
    return word.translate(_INNER) if isinstance(word, str) else word


@cache
def catalogue() -> Mapping[str, CatalogueEntry]:
    """Return the entries by code, in the order of catalogue.yml."""
    text = files(__package__).joinpath("catalogue.yml").read_text(encoding="utf-8")
    return {row["code"]: CatalogueEntry(**row) for row in yaml.safe_load(text)}


def finding(
    code: str, verdict: Verdict, sides: Iterable[Evidence], subjects: Iterable[str] = (), /, **words: object
) -> Finding:
    """Make a finding of this code; KeyError where the catalogue lacks the code or its sentence a word.

    What agrees, or differs by rounding alone, is information whatever the code's severity.
    """
    entry = catalogue()[code]
    words |= {name: _inner(words[name]) for name in _QUOTED.findall(entry.says_zh)}
    return Finding(
        code=code,
        severity="info" if verdict in ("agrees", "rounding") else entry.severity,
        verdict=verdict,
        subjects=tuple(dict.fromkeys(subjects)),
        sides=tuple(dict.fromkeys(sides)),
        message=Message(zh=entry.says_zh.format_map(words), en=entry.says_en.format_map(words)),
    )
