"""Numbers of one paragraph against each other: a total and its parts, and what there is and what lacks against the aim.

144万方（含建成128万方，在建16万方）; 现有5916个，缺口8372个，达到14700个.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from extractors.language.number_claims import Amount, amounts, sums
from pipeline.audit.catalogue import finding
from pipeline.audit.numbers import plain
from pipeline.audit.sentences import text_passages
from schemas import Document, Finding, Plan

_PRESENT = re.compile(r"(?:现有|已有|已建|可提供|目前|当前|现状)[^，。；\d]*$")
_LACKING = re.compile(r"(?:缺口|尚缺|还缺|短缺|还需)[^，。；\d]*$")
# 达到 also opens what there is (已达到600座), which _shortfall leaves out
_AIM = re.compile(r"(?:总数|总量|总规模|达到?|目标)[^，。；\d]*$")
CLOSE = 0.5
"""Part of the aim by which the sum may differ at most to be about the same thing."""


class _Shortfall(NamedTuple):
    present: Amount
    lacking: Amount
    aim: Amount


def check(plan: Plan, document: Document) -> Iterator[Finding]:
    """Yield prose-sum, then shortfall-sum."""
    yield from _check_sums(plan, document)
    yield from _check_shortfalls(plan, document)


def _check_sums(plan: Plan, document: Document) -> Iterator[Finding]:
    """Yield prose-sum for parts that add up, and for parts marked as such that exceed their total."""
    for place in text_passages(plan, document):
        for found in sums(place.text):
            reached = sum(part.value for part in found.parts)
            spans = [found.total.span, *(part.span for part in found.parts)]
            yield finding(
                "prose-sum",
                "agrees" if abs(reached - found.total.value) < 1e-9 else "scope",
                [place.evidence(*span, "prose-sum") for span in spans],
                place.subjects,
                total=place.text[slice(*found.total.span)],
                parts="＋".join(place.text[slice(*part.span)] for part in found.parts),
                sum=plain(reached),
            )


def _check_shortfalls(plan: Plan, document: Document) -> Iterator[Finding]:
    """Yield shortfall-sum for each paragraph that prints all three numbers in one measure."""
    for place in text_passages(plan, document):
        found = _shortfall(place.text)
        if found is None:
            continue
        reached = found.present.value + found.lacking.value
        yield finding(
            "shortfall-sum",
            "agrees" if abs(reached - found.aim.value) < 1e-9 else "unexplained",
            [place.evidence(*amount.span, "shortfall-sum") for amount in found],
            place.subjects,
            present=place.text[slice(*found.present.span)],
            lacking=place.text[slice(*found.lacking.span)],
            aim=place.text[slice(*found.aim.span)],
            sum=f"{plain(reached)}{found.aim.measure}",
        )


def _shortfall(text: str) -> _Shortfall | None:
    found = amounts(text)
    present = _first(text, found, _PRESENT)
    lacking = _first(text, found, _LACKING)
    if present is None or lacking is None or present.measure != lacking.measure:
        return None
    # 达到 before the present number itself (已达到600座) is no aim.
    others = tuple(a for a in found if a.measure == present.measure and a not in (present, lacking))
    aim = _first(text, others, _AIM)
    reached = present.value + lacking.value
    return _Shortfall(present, lacking, aim) if aim and abs(aim.value - reached) < CLOSE * aim.value else None


def _first(text: str, found: tuple[Amount, ...], words: re.Pattern[str]) -> Amount | None:
    return next((amount for amount in found if words.search(text[: amount.span[0]])), None)
