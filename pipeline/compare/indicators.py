"""Indicators of two plans aligned one to one, by name, measure and scope; what is only related is never merged."""

import re
from collections import Counter
from collections.abc import Sequence
from math import isclose
from typing import Literal, NamedTuple

import numpy as np
from scipy.optimize import linear_sum_assignment

from extractors.language.measures import caption_measure
from pipeline.compare.conversion import factor
from pipeline.compare.judgements import Judgements
from pipeline.compare.names import letter_likeness, plain_name, relation, same_scope, word_likeness
from pipeline.views.indicator_names import core, telling
from schemas import Indicator
from schemas.comparison import RelatedIndicators

How = Literal["name", "contained", "words", "person"]
LEAST = 0.6
"""Smallest likeness of two names that may be one indicator."""
SAME_WORDS = 0.8
"""Likeness of words from which two names of one scope are one, whatever their numbers."""
RELATED = 0.25
"""Names this much alike are shown side by side."""
RELATED_TO_MATCHED = 0.4
"""The same, if one of the two already has its counterpart."""
MOST_RELATED = 2
"""Most related indicators shown for one indicator."""
LEAST_COMMON, LONG_COMMON = 2, 4
"""Letters that two names must share: the fewer only if they say what is counted (产值), the more in any case."""
FAR, CLOSE_BY = 4.0, 1.5
"""Largest factor between the last value of a plan and the first of the next, if both are of one indicator: in general,
and where only this confirms that two spellings are one name."""


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
    one, other = plain_name(full_name(old)), plain_name(full_name(new))
    fits = factor(measure(old), measure(new)) is not None
    found = relation(one, other)
    if found == "equal":  # a changed measure is reported as a change; under any other name it means another indicator
        return (1.0 if fits else 0.7), "name"
    if not fits or not _near(old, new, FAR):
        return 0.0, "name"
    if found == "variant":
        return (0.9 if _continues(old, new) else 0.8), "contained"
    if found == "narrower":  # 有机茶园 is not 茶园, unless both plans print the same value for a year
        return (0.9 if _continues(old, new) else 0.0), "contained"
    if found == "respelled":
        return (0.7 if _near(old, new, CLOSE_BY) else 0.0), "words"
    score = word_likeness(one, other) if same_scope(one, other) else 0.0
    # 销售额 and 交易额 share their other words: only a year for which both print one value shows that they are one
    return (score if score >= SAME_WORDS or _continues(old, new) else 0.0), "words"


def full_name(indicator: Indicator) -> str:
    """Return the core of the name; a total counts what its table's caption says."""
    if indicator.total and indicator.table:
        return core(re.sub(r"^表\s*\d*\s*|[（(]单位.*$|测算表?$|表$", "", indicator.table)) + core(indicator.name)
    return core(indicator.name)


def measure(indicator: Indicator) -> str | None:
    """Return the measure printed with the name, else the caption's."""
    return indicator.measure or caption_measure(indicator.table)


def measure_changed(old: Indicator, new: Indicator) -> bool:
    """Return whether both print a measure and values cannot be converted from the one to the other."""
    return factor(measure(old), measure(new)) is None


def _numbers(indicator: Indicator) -> dict[int, float]:
    return {v.year: v.value for v in indicator.values if v.year and v.value is not None and v.kind != "growth_rate"}


def _near(old: Indicator, new: Indicator, most: float) -> bool:
    """Return whether the last old and the first new value are of one magnitude; True if either has no number."""
    before, after = _numbers(old), _numbers(new)
    if not before or not after:
        return True
    last, first = before[max(before)] * (factor(measure(old), measure(new)) or 1.0), after[min(after)]
    return last == first or (last > 0 < first and 1 / most <= first / last <= most)


def _continues(old: Indicator, new: Indicator) -> bool:
    """Return whether both plans print the same value for a year."""
    times = factor(measure(old), measure(new)) or 1.0
    before, after = _numbers(old), _numbers(new)
    return any(isclose(after.get(year, -1.0), value * times) for year, value in before.items())


def related_indicators(
    old: Sequence[Indicator], new: Sequence[Indicator], matches: Sequence[Match]
) -> tuple[RelatedIndicators, ...]:
    """Return unmatched pairs whose names share what is counted, at most two per indicator."""
    matched = {(m.old.id, m.new.id) for m in matches}
    both_old, both_new = {m.old.id for m in matches}, {m.new.id for m in matches}
    pairs = []
    for one in old:
        for other in new:
            if one.id in both_old and other.id in both_new:
                continue
            names = plain_name(full_name(one)), plain_name(full_name(other))
            # shares of a thing and the thing itself are shown together; another measure of something else is not
            if factor(measure(one), measure(other)) is None and names[0][:LONG_COMMON] != names[1][:LONG_COMMON]:
                continue
            score = round(letter_likeness(*names), 2)
            matched_one = one.id in both_old or other.id in both_new
            common = _common(*names) if score >= (RELATED_TO_MATCHED if matched_one else RELATED) else ""
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


def _common(one: str, other: str) -> str:
    """Return the longest part that both names have; empty if it is short and does not say what is counted."""
    parts = (one[a:b] for a in range(len(one)) for b in range(a + LEAST_COMMON, len(one) + 1))
    longest = max((p for p in parts if p in other), key=lambda part: (len(part), telling(part), part), default="")
    if len(longest) >= LONG_COMMON or (longest and telling(longest)):
        return longest
    ends = one[0] == other[0] and one[-LEAST_COMMON:] == other[-LEAST_COMMON:]  # 茶叶产值, 茶产业综合产值
    return one[-LEAST_COMMON:] if ends else ""
