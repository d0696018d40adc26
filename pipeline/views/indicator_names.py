"""Names of indicators and of what commitments count: the part that says what is counted, and the part two names share."""

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path

from extractors.language.whitespace import key
from extractors.packaged_yaml import read_packaged_yaml

_BRACKET = re.compile(r"\([^()]*\)")
_SIGNS = re.compile(r"[^\w+]")
_AREA = {
    "万方": "万平方米",
    "万m²": "万平方米",
    "万m2": "万平方米",
    "万㎡": "万平方米",
    "m²": "平方米",
    "m2": "平方米",
    "㎡": "平方米",
}
_THINGS = frozenset("家个项件户所座处条")
LEAST = 2
"""Characters of a word that two names must share."""


@cache
def _words() -> Mapping[str, tuple[str, ...]]:
    rows = read_packaged_yaml(Path(__file__).with_name("indicator_names.yml"))
    return {row["kind"]: tuple(sorted(row["words"], key=len, reverse=True)) for row in rows}


def words_pattern(kind: str) -> re.Pattern[str]:
    """Compile the words of one kind, the longest first."""
    return re.compile("|".join(map(re.escape, _words()[kind])))


@lru_cache(maxsize=65536)
def core(name: str) -> str:
    """Return what is left of a name without brackets, signs, and words that it may carry or not: 上市企业数 → 上市企业."""
    bare = _SIGNS.sub("", _BRACKET.sub("", key(name))) or _SIGNS.sub("", key(name))
    for word in _words()["before"]:
        if bare.startswith(word) and len(bare) >= len(word) + LEAST:
            bare = bare[len(word) :]
            break
    for word in _words()["after"]:
        if bare.endswith(word) and len(bare) >= len(word) + LEAST:
            return bare[: -len(word)]
    return bare


def measure_key(measure: str | None) -> str | None:
    """Return the form in which two measures that mean one are equal: 万m² and 万平方米, 家 and 个; None stays None."""
    if measure is None:
        return None
    plain = measure.replace("％", "%").replace(" ", "")
    if plain in _THINGS:
        return "个"
    return _AREA.get(plain, plain)


def same_measure(one: str | None, other: str | None) -> bool:
    """Return whether two measures may mean one; a measure that is not printed fits every other."""
    return one is None or other is None or measure_key(one) == measure_key(other)


@lru_cache(maxsize=65536)
def shared_part(one: str, other: str) -> str:
    """Return the longest part of two cores that says what is counted; empty if they share none but generic words.

    The part ends one of the two names at least: 集聚基金 and 金融联盟基金 share 基金, 载体空间 and 区域载体 share 载体.
    """
    best = ""
    for start in range(len(one)):
        for end in range(start + max(LEAST, len(best) + 1), len(one) + 1):
            part = one[start:end]
            if part not in other:
                break
            if (one.endswith(part) or other.endswith(part)) and telling(part):
                best = part
    return best


@lru_cache(maxsize=65536)
def telling(text: str) -> bool:
    """Return whether at least two characters are left without the generic words."""
    for word in _words()["generic"]:
        text = text.replace(word, "")
    return len(text) >= LEAST
