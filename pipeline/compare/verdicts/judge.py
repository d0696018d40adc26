"""Give each number that the older plan commits to a verdict: reached, missed, changed, not comparable, not mentioned."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal, NamedTuple

from pipeline.audit.numbers import plain
from pipeline.compare.conversion import factor
from pipeline.compare.indicators import Match
from pipeline.compare.statements.sentences import sentences
from pipeline.compare.verdicts.names import QuantitiesByName
from pipeline.compare.verdicts.prose_results import prose_results
from pipeline.compare.verdicts.quantities import Quantity, quantities
from pipeline.compare.wording.words import split_all
from pipeline.store.results import Result
from pipeline.views.indicator_names import shared_part
from schemas import Plan
from schemas.comparison import RelatedIndicators
from schemas.statement import Side, Verdict

ALIKE = 0.45
"""Likeness of two names from which the newer number is shown beside the older one, as not comparable."""
BEGINNING = 4
"""Letters in which the names of a thing and of its share begin alike: 绿色果园面积, 绿色果园占比."""
TOLERANCE = 1e-6
ABOUT = 0.02
"""Share of a number by which a result may differ from 约."""
Reason = Literal["", "scope", "measure", "increase", "no_number"]
_Counted = tuple[str, str | None, bool, bool, bool]
"""What is counted, as far as it matters for what it is compared with: name, measure, increase, cumulative, prose."""
Kind = Literal["reached", "missed", "changed", "kept", "not_comparable", "not_mentioned"]


class _LaterNumbers(NamedTuple):
    """The numbers of the newer plan that answer one of the older plan, and why they cannot be compared with it."""

    found: tuple[Quantity, ...]
    reason: Reason = ""


def verdicts(
    old: Plan, new: Result, matches: Iterable[Match], related: Iterable[RelatedIndicators]
) -> tuple[Verdict, ...]:
    """Return a verdict for every target and commitment of the older plan, in its order.

    Of the targets of one indicator the last is judged, and those before it of which the newer plan speaks itself.
    """
    earlier, later = quantities(old), QuantitiesByName(quantities(new.plan))
    matched = {m.old.id: m.new.id for m in matches}
    known = _KnownIndicators(
        matched, {pair.old: pair.new for pair in reversed(list(related))}, frozenset(matched.values())
    )
    falling = _falling(earlier)
    targets = [one for one in earlier if one.kind == "target"]
    last = {one.id: one for one in sorted(targets, key=lambda one: one.year or 0)}
    split_all(dict.fromkeys(one.name for one in targets))  # at once: their words are asked for one by one
    answers = list(map(_Answers(later, known).of, targets))
    silent = [one for one, answer in zip(targets, answers, strict=True) if not answer.found]
    results = prose_results(silent, new.plan, new.document)
    found = []
    for one, answer in zip(targets, answers, strict=True):
        numbers = _LaterNumbers((results[one],)) if one in results else answer
        said = _verdict(one, numbers, one.id in falling, (old.plan.id, new.plan.plan.id))
        if one is last[one.id] or (said.new_year == one.year and said.verdict in ("reached", "missed", "changed")):
            found.append(said)
    return tuple(found)


def _falling(found: Sequence[Quantity]) -> set[str]:
    """Return the indicators whose target lies below their own reported value: less is better (能耗, 死亡率)."""
    reported = {one.id: one.high for one in found if one.kind == "reported"}
    return {one.id for one in found if one.kind == "target" and one.high < reported.get(one.id, float("-inf"))}


class _KnownIndicators(NamedTuple):
    """Indicators of the older plan with the one of the newer plan that they are, or that is only alike."""

    matched: Mapping[str, str]
    related: Mapping[str, str]
    taken: frozenset[str]
    """Those of the newer plan that are matched."""


class _Answers:
    """Finds the later numbers that answer one of the older plan. Numbers of one name and kind have one answer."""

    def __init__(self, later: QuantitiesByName, known: _KnownIndicators) -> None:
        self._later = later
        self._known = known
        self._of_indicator: dict[str, list[Quantity]] = defaultdict(list)
        for other in later.all:
            self._of_indicator[other.id].append(other)
        self._of_name: dict[str, list[Quantity]] = {}
        self._fitting: dict[_Counted, _LaterNumbers] = {}
        self._alike: dict[tuple[str, str | None], _LaterNumbers] = {}

    def of(self, one: Quantity) -> _LaterNumbers:
        """Return the numbers of the indicator that this one is; else those of its name; else one that is alike."""
        if one.id in self._known.matched:
            return _fitting(one, self._of_indicator[self._known.matched[one.id]])
        if same := self._same(one.name):
            counted = one.name, one.measure, one.increase, one.cumulative, one.prose
            if counted not in self._fitting:
                self._fitting[counted] = _fitting(one, same)
            return self._fitting[counted]
        if one.id in self._known.related:
            near = self._of_indicator[self._known.related[one.id]]
            return _LaterNumbers(tuple(near[:1]), "increase" if near and near[0].increase != one.increase else "scope")
        named = one.name, one.measure
        if named not in self._alike:
            self._alike[named] = self._most_alike(one)
        return self._alike[named]

    def _same(self, name: str) -> list[Quantity]:
        # what a later indicator is matched with already, it cannot be once more
        if name not in self._of_name:
            found = self._later.of_one_name(name)
            self._of_name[name] = [other for other in found if other.id not in self._known.taken]
        return self._of_name[name]

    def _most_alike(self, one: Quantity) -> _LaterNumbers:
        alike = [pair for pair in self._later.of_like_letters(one.name, ALIKE) if _may_be_alike(one, pair[1])]
        best = max(alike, key=lambda pair: pair[0], default=None)
        return _LaterNumbers((best[1],), "scope") if best else _LaterNumbers(())


def _may_be_alike(one: Quantity, other: Quantity) -> bool:
    """Return whether two names share what is counted; in measures of other things, also how they begin."""
    of_one_kind = factor(other.measure, one.measure) is not None or one.name[:BEGINNING] == other.name[:BEGINNING]
    return of_one_kind and bool(shared_part(one.name, other.name))


def _fitting(one: Quantity, found: Sequence[Quantity]) -> _LaterNumbers:
    """Return those of one scope and measure; else all with the reason why none is."""
    scope = [other for other in found if _counts_alike(one, other)]
    fits = [other for other in scope if factor(other.measure, one.measure) is not None]
    if fits:
        return _LaterNumbers(tuple(fits))
    return _LaterNumbers(tuple(found), ("measure" if scope else "increase") if found else "no_number")


def _counts_alike(one: Quantity, other: Quantity) -> bool:
    """Return whether both count what is added, or both the whole. A sentence may mean the sum that a table gives."""
    # 改造旧房5000万平方米 over the plan's years is what a table prints as 〔5000〕
    if one.prose and other.cumulative:
        return True
    return one.increase == other.increase and (one.prose or other.prose or one.cumulative == other.cumulative)


def _verdict(one: Quantity, answer: _LaterNumbers, falling: bool, plans: tuple[str, str]) -> Verdict:
    if not answer.found:
        kind: Kind = "not_comparable" if answer.reason else "not_mentioned"
        return _build_verdict(one, None, kind, answer.reason, None, plans)
    if answer.reason:
        return _build_verdict(one, answer.found[0], "not_comparable", answer.reason, None, plans)
    result = next((q for q in answer.found if q.kind == "reported" and q.year == one.year and one.year), None)
    if result:
        difference = _difference(one, result, falling)
        allowed = ABOUT * abs(one.low) if one.bound == "about" else TOLERANCE
        less = difference > allowed if falling or one.bound == "at_most" else difference < -allowed
        return _build_verdict(one, result, "missed" if less else "reached", "", difference, plans)
    targets = [q for q in answer.found if q.kind == "target"]
    target = next((q for q in targets if q.year == one.year), None) or max(
        targets, key=lambda q: q.year or 0, default=None
    )
    if target is None:  # a result of another year says nothing of this one
        return _build_verdict(one, answer.found[0], "not_comparable", "no_number", None, plans)
    times = factor(target.measure, one.measure) or 1.0
    same = abs(target.low * times - one.low) < TOLERANCE and abs(target.high * times - one.high) < TOLERANCE
    return _build_verdict(one, target, "kept" if same else "changed", "", target.high * times - one.high, plans)


def _difference(one: Quantity, result: Quantity, falling: bool) -> float:
    """Return the result minus the nearer end of what was aimed at, in the older measure."""
    times = factor(result.measure, one.measure) or 1.0
    return result.high * times - (one.high if falling or one.bound == "at_most" else one.low)


def _build_verdict(
    one: Quantity, other: Quantity | None, kind: Kind, reason: Reason, difference: float | None, plans: tuple[str, str]
) -> Verdict:
    code = f"verdict-{kind}" + (f"-{reason}" if reason else "")
    words = {
        "name": one.label,
        "year": f"{one.year}年" if one.year else "",
        "value": one.text,
        "other": other.label if other else "",
        "new_year": f"{other.year}年" if other and other.year else "",
        "new_value": other.text if other else "",
        "gap": f"{plain(abs(difference))}{one.measure or ''}" if difference is not None else "",
    }
    said = sentences()[code].format(**words)
    return Verdict(
        verdict=kind,
        old=one.id,
        new=other.id if other else None,
        name=one.label,
        new_name=other.label if other else None,
        year=one.year,
        value=one.text,
        new_year=other.year if other else None,
        new_value=other.text if other else None,
        difference=None if difference is None else round(difference, 6),
        measure=one.measure,
        reason=reason,
        zh=said.zh,
        en=said.en,
        sides=tuple(_sides(one, other, plans)),
    )


def _sides(one: Quantity, other: Quantity | None, plans: tuple[str, str]) -> Iterator[Side]:
    yield Side(plan=plans[0], subject=one.id, evidence=one.evidence)
    if other:
        yield Side(plan=plans[1], subject=other.id, evidence=other.evidence)
