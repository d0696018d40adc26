"""Indicators of two plans aligned one to one, by name, measure and scope; what is only related is never merged."""

import re
from collections import Counter
from collections.abc import Sequence
from math import sqrt
from typing import Literal, NamedTuple

import numpy as np
from scipy.optimize import linear_sum_assignment

from extractors.language.measures import caption_measure
from pipeline.compare.judgements import Judgements
from pipeline.compare.wording.words import split_words
from pipeline.views.indicator_names import core, measure_key, same_measure, telling, words_pattern
from schemas import Indicator
from schemas.comparison import RelatedIndicators

How = Literal["name", "contained", "words", "person"]
LEAST = 0.6
"""Smallest likeness of two names that may be one indicator."""
RELATED = 0.25
"""Names this much alike are shown side by side."""
MOST_RELATED = 2
"""Most related indicators shown for one indicator."""
LEAST_COMMON, LONG_COMMON = 2, 4
"""Letters that two names must share: the fewer only if they say what is counted (产值), the more in any case."""
FAR = 4.0
"""Largest factor between the last value of a plan and the first of the next, if both are of one indicator."""
_SCOPE = words_pattern("scope")
"""Words that change what is counted: if only one of two names has such a word, they are not one indicator."""


class Match(NamedTuple):
    """Two indicators taken for one.

    ``how``: equal names, one name inside the other, most words shared, or a person's decision.
    """

    old: Indicator
    new: Indicator
    score: float
    how: How


def match_indicators(old: Sequence[Indicator], new: Sequence[Indicator], judgements: Judgements) -> tuple[Match, ...]:
    """Return the best one-to-one assignment among the pairs that can be one indicator, in the old plan's order."""
    if not old or not new:
        return ()
    scores = np.zeros((len(old), len(new)))  # a pair that cannot be one indicator stays 0, and is dropped below
    hows: dict[tuple[int, int], How] = {}
    for i, one in enumerate(old):
        for j, other in enumerate(new):
            judged = judgements.partner(one.id, other.id)
            score, how = _score_of_judgement(judged) if judged is not None else likeness(one, other)
            if score >= LEAST:
                near = 1 - abs(i / len(old) - j / len(new))
                scores[i, j], hows[i, j] = score + near * 1e-3, how  # equal names are paired by their order
    rows, columns = linear_sum_assignment(scores, maximize=True)
    return tuple(
        Match(old[i], new[j], round(min(scores[i, j], 1.0), 2), hows[int(i), int(j)])
        for i, j in zip(rows, columns, strict=True)
        if scores[i, j] >= LEAST
    )


def _score_of_judgement(joined: bool) -> tuple[float, How]:
    return (2.0, "person") if joined else (0.0, "person")  # more than any likeness: the assignment cannot outbid it


def likeness(old: Indicator, new: Indicator) -> tuple[float, How]:
    """Return how sure it is that two indicators are one (0 to 1), and by what."""
    if old.total != new.total:
        return 0.0, "name"
    one, other = full_name(old), full_name(new)
    fits = same_measure(measure(old), measure(new))
    if one == other:  # a changed measure is reported as a change; under any other name it means another indicator
        return (1.0 if fits else 0.7), "name"
    if not fits or not _near(old, new):
        return 0.0, "name"
    short, long = sorted((one, other), key=len)
    extra = long.replace(short, "", 1)
    if short in long and len(short) >= 3 and not _SCOPE.search(extra):
        return (0.9 if _continues(old, new) else 0.8), "contained"
    if Counter(_SCOPE.findall(one)) == Counter(_SCOPE.findall(other)):
        return _words(one, other), "words"
    return 0.0, "name"


def full_name(indicator: Indicator) -> str:
    """Return the core of the name; a total counts what its table's caption says."""
    if indicator.total and indicator.table:
        return core(re.sub(r"^表\s*\d*\s*|[（(]单位.*$|测算表?$|表$", "", indicator.table)) + core(indicator.name)
    return core(indicator.name)


def measure(indicator: Indicator) -> str | None:
    """Return the measure printed with the name, else the caption's."""
    return indicator.measure or caption_measure(indicator.table)


def measure_changed(old: Indicator, new: Indicator) -> bool:
    """Return whether both print a measure and they mean two."""
    return not same_measure(measure(old), measure(new)) and measure_key(measure(old)) is not None


def _words(one: str, other: str) -> float:
    """Return the cosine of the names' words."""
    left, right = Counter(split_words(one)), Counter(split_words(other))
    return _cosine(left, right)


def _cosine(left: "Counter[str]", right: "Counter[str]") -> float:
    product = sum(count * right[word] for word, count in left.items())
    return product / (sqrt(sum(c * c for c in left.values()) * sum(c * c for c in right.values())) or 1.0)


def _numbers(indicator: Indicator) -> dict[int, float]:
    return {v.year: v.value for v in indicator.values if v.year and v.value is not None and v.kind != "growth_rate"}


def _near(old: Indicator, new: Indicator) -> bool:
    """Return whether the last old and the first new value are of one magnitude; True if either has no number."""
    before, after = _numbers(old), _numbers(new)
    if not before or not after:
        return True
    last, first = before[max(before)], after[min(after)]
    return last == first or (last > 0 < first and 1 / FAR <= first / last <= FAR)


def _continues(old: Indicator, new: Indicator) -> bool:
    """Return whether both plans print the same value for a year."""
    before, after = _numbers(old), _numbers(new)
    return any(after.get(year) == value for year, value in before.items())


def related_indicators(
    old: Sequence[Indicator], new: Sequence[Indicator], matches: Sequence[Match]
) -> tuple[RelatedIndicators, ...]:
    """Return unmatched pairs of one measure whose names share what is counted, at most two per indicator."""
    matched = {(m.old.id, m.new.id) for m in matches}
    both_old, both_new = {m.old.id for m in matches}, {m.new.id for m in matches}
    pairs = []
    for one in old:
        for other in new:
            if (one.id in both_old and other.id in both_new) or not same_measure(measure(one), measure(other)):
                continue
            names = full_name(one), full_name(other)
            score = round(_cosine(_letters(names[0]), _letters(names[1])), 2)
            common = _common(*names) if score >= RELATED else ""
            if one.total != other.total and measure(one) and not telling(names[one.total]):
                common = "合计"  # a bare quantity (产值规模) may be what a table of that measure sums to
            if (one.id, other.id) not in matched and common:
                pairs.append(
                    RelatedIndicators(
                        old=one.id, new=other.id, old_name=one.name, new_name=other.name, shared=common, score=score
                    )
                )
    pairs.sort(key=lambda pair: (-pair.score, pair.old, pair.new))
    shown: Counter[str] = Counter()
    kept = []
    for pair in pairs:
        if max(shown[pair.old], shown[pair.new]) < MOST_RELATED:
            shown.update((pair.old, pair.new))
            kept.append(pair)
    return tuple(kept)


def _letters(name: str) -> "Counter[str]":
    return Counter([*name, *(name[at : at + 2] for at in range(len(name) - 1))])


def _common(one: str, other: str) -> str:
    """Return the longest part that both names have; empty if it is short and does not say what is counted."""
    parts = (one[a:b] for a in range(len(one)) for b in range(a + LEAST_COMMON, len(one) + 1))
    longest = max((p for p in parts if p in other), key=lambda part: (len(part), telling(part), part), default="")
    return longest if len(longest) >= LONG_COMMON or (longest and telling(longest)) else ""
