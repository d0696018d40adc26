"""Whether two names of something counted mean one thing, one that is wider or narrower, or only something alike."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import lru_cache
from math import sqrt
from typing import Literal, NamedTuple

from pipeline.compare.wording.words import split_words
from pipeline.views.indicator_names import core, words_pattern

Relation = Literal["equal", "variant", "respelled", "narrower", "other"]
_SCOPE = words_pattern("scope")
"""Words that change what is counted: if only one of two names has such a word, they are not one thing."""
_LONG_FORMS = (("规上", "规模以上"), ("限上", "限额以上"))
_WHOLE = re.compile(r"总(?=面积|额|量|数|规模|长|里程|装机|库容|人口)")
"""总 before what is counted says nothing: 总面积 is 面积. Before a thing of its own it does: 总产值."""
_FILLED = re.compile(r"(?:人次|总量|总额|[额量数])$")
_VERBS = re.compile(
    r"^(?:(?:供应|筹措|建成|建设|完成|实施|推进|推动|打造|培育|引进|提供|达到|实现|累计|预计|力争|开展|改造和?新建))+(?=..)"
)
_INCREASE = re.compile(r"^(?:净?新增|新建|新改?扩?建|增加)")
LEAST = 3
"""Letters that a name must have to be found inside another."""
NUMERALS = frozenset("一二三四五六七八九十百千万亿0123456789")
KEPT = 8192
"""Names whose parts are kept: each is compared with many others."""


@lru_cache(maxsize=65536)
def plain_name(name: str) -> str:
    """Return a name in the form in which two spellings of one name are equal: 规上茶企数量 → 规模以上茶企."""
    for short, long in _LONG_FORMS:
        name = name.replace(short, long)
    bare = _WHOLE.sub("", core(name))
    shorter = _FILLED.sub("", core(bare))
    return shorter if len(shorter) >= LEAST else bare


@lru_cache(maxsize=65536)
def split_increase(name: str) -> tuple[str, bool]:
    """Return the name of what is counted, and whether what is added to it is counted: 新增供应住房 → 住房, True."""
    bare = core(name)
    increase = _INCREASE.search(bare)
    rest = bare[increase.end() :] if increase else bare
    shorter = _VERBS.sub("", rest)
    return plain_name(shorter if len(shorter) >= LEAST - 1 else rest), bool(increase)


def relation(one: str, other: str) -> Relation:
    """Return how two plain names are related.

    ``variant``: one letter more inside the name (茶旅接待, 茶旅游接待). ``respelled``: one letter is another (冷链库容,
    冷藏库容), which numbers must confirm. ``narrower``: one has a qualifier before it (有机茶园, 茶园).
    """
    if one == other:
        return "equal"
    short, long = sorted((one, other), key=len)
    if len(short) >= LEAST and short in long and not _SCOPE.search(long.replace(short, "", 1)):
        return "narrower" if not long.startswith(short) else "variant"
    # in a name of three letters one letter is a third of what is said: 茶农户, 棉农户
    if not same_scope(one, other) or len(short) < LEAST + 1:
        return "other"
    if len(long) == len(short) + 1 and _one_more(short, long):
        return "variant"
    if len(long) == len(short) and _one_changed(short, long):
        return "respelled"
    return "other"


def same_scope(one: str, other: str) -> bool:
    """Return whether two names have the same words that limit what is counted."""
    return scope(one) == scope(other)


@lru_cache(maxsize=KEPT)
def scope(name: str) -> tuple[str, ...]:
    """Return the words of a name that limit what is counted, in a fixed order."""
    return tuple(sorted(_SCOPE.findall(name)))


def _one_more(short: str, long: str) -> bool:
    """Return whether the longer name has one letter more, inside, that is no number."""
    at = next((n for n, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    return 0 < at < len(short) and short[at:] == long[at + 1 :] and long[at] not in NUMERALS


def _one_changed(one: str, other: str) -> bool:
    """Return whether one letter alone differs, which is no number and not the first or last one."""
    changed = [at for at, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
    if len(changed) != 1 or not 0 < changed[0] < len(one) - 1:
        return False
    return not {one[changed[0]], other[changed[0]]} & NUMERALS


def word_likeness(one: str, other: str) -> float:
    """Return the cosine of the words of two names."""
    return _cosine(words_of(one), words_of(other))


def letter_likeness(one: str, other: str) -> float:
    """Return the cosine of the letters and pairs of letters of two names."""
    return _cosine(_letters(one), _letters(other))


class PartCounts(NamedTuple):
    """How often a name has each of its parts, and the sum of the squares of that."""

    of: Mapping[str, int]
    squares: int


@lru_cache(maxsize=KEPT)
def words_of(name: str) -> PartCounts:
    """Return the words of a name."""
    return _count(split_words(name))


@lru_cache(maxsize=KEPT)
def _letters(name: str) -> PartCounts:
    return _count([*name, *(name[at : at + 2] for at in range(len(name) - 1))])


def _count(parts: Iterable[str]) -> PartCounts:
    counts = Counter(parts)
    return PartCounts(counts, sum(count * count for count in counts.values()))


def _cosine(one: PartCounts, other: PartCounts) -> float:
    few, many = (one.of, other.of) if len(one.of) <= len(other.of) else (other.of, one.of)
    product = sum(count * many[part] for part, count in few.items() if part in many)
    return product / (sqrt(one.squares * other.squares) or 1.0)
