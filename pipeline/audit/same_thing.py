"""Two numbers about what may be one thing: an indicator and a commitment in the text, or two commitments of one task."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from extractors.language.number_claims import sums
from pipeline.audit.catalogue import as_information, finding
from pipeline.audit.numbers import Interval, cell, interval_of, plain
from pipeline.audit.passages import join_names
from pipeline.audit.sentences import text_passages
from pipeline.views.duties import highest_tasks, tasks_above
from pipeline.views.indicator_names import core, measure_key, same_measure, shared_part, telling
from schemas import Commitment, Document, Finding, Indicator, IndicatorValue, Message, Plan

LONG_NAME = 6
"""Characters of a name that says fully what is counted; a shorter one (覆盖率) may be of two things."""
FAR = 4.0
"""Numbers further apart than this factor do not mean one thing."""


class _IndicatorAndCommitment(NamedTuple):
    """A cell and the commitment beside it.

    ``exact``: the names are one, or one holds the other and the numbers are equal.
    """

    indicator: Indicator
    value: IndicatorValue
    commitment: Commitment
    exact: bool


def check(plan: Plan, document: Document) -> Iterator[Finding]:
    """Yield indicator-in-prose for each indicator and name in the text, then prose-in-prose for each task."""
    groups: dict[tuple[str, str], list[_IndicatorAndCommitment]] = defaultdict(list)
    commitments = _without_parts_of_sums(plan, document)
    names = Counter(core(indicator.name) for indicator in plan.indicators)
    for indicator in plan.indicators:
        if names[core(indicator.name)] > 1:
            continue  # one name in several rows (毛入学率 of each stage): the text does not say which row it means
        for pair in _pairs(indicator, commitments):
            groups[indicator.id, core(pair.commitment.what)].append(pair)
    for pairs in groups.values():
        yield _beside(_once(pairs))
    yield from _twice(plan, document, commitments)


def _pairs(indicator: Indicator, commitments: tuple[Commitment, ...]) -> Iterator[_IndicatorAndCommitment]:
    """Find commitments of a level with the indicator's measure and year; yearly ones and increases are of another kind."""
    name = core(indicator.name)
    if not telling(name) or indicator.total:
        return
    for commitment in commitments:
        value = _cell(indicator, commitment.year)
        what = core(commitment.what)
        exact = what == name
        if value is None or not _is_single(commitment) or not telling(what):
            continue
        if not same_measure(indicator.measure, commitment.measure) or (commitment.change and not exact):
            continue
        agree = _agree(value, commitment)
        inside = name in what or what in name
        near = inside or bool(
            value.value and 1 / FAR <= commitment.value / value.value <= FAR and not _is_share(commitment)
        )
        if (exact and (agree or not commitment.change)) or (not exact and near and shared_part(name, what)):
            yield _IndicatorAndCommitment(indicator, value, commitment, exact or (inside and agree))


def _is_single(commitment: Commitment) -> bool:
    """Return whether this is one number, neither a range nor a number for each year or month."""
    return not commitment.period and commitment.upper is None


def _is_share(commitment: Commitment) -> bool:
    """Return whether this is a share: shares of different things lie near each other by chance."""
    return measure_key(commitment.measure) in ("%", "‰")


def _cell(indicator: Indicator, year: int | None) -> IndicatorValue | None:
    """Return the target of the year, of the last year where the commitment names none."""
    cells = [v for v in indicator.values if v.value is not None and v.kind in ("target", "plan")]
    if year is None:
        return cells[-1] if cells else None
    return next((v for v in cells if v.year == year), None)


def _agree(value: IndicatorValue, commitment: Commitment) -> bool:
    if commitment.value == value.value:
        return True
    if value.bound == commitment.bound and value.bound in ("at_least", "at_most"):
        return False  # two bounds of one kind: at least 55 and at least 45 set different aims
    said = interval_of(commitment.value, plain(commitment.value), commitment.bound)
    exact = "exact" not in (value.bound, commitment.bound)
    return exact and cell(value).meets(Interval(said.low, said.high))


def _once(pairs: list[_IndicatorAndCommitment]) -> list[_IndicatorAndCommitment]:
    """Keep one commitment a year and number: body and annex repeat each other."""
    seen = {(p.value.year, p.commitment.value): p for p in reversed(pairs)}
    return [pair for pair in pairs if seen[pair.value.year, pair.commitment.value] is pair]


def _beside(pairs: list[_IndicatorAndCommitment]) -> Finding:
    first = pairs[0]
    agrees = first.exact and all(_agree(p.value, p.commitment) for p in pairs)
    differs = first.exact and not agrees
    sides = [side for p in pairs for side in (p.value.evidence, p.commitment.evidence)]
    values = {p.value.year: p.value.raw for p in pairs}
    said = finding(
        "indicator-in-prose",
        "agrees" if agrees else "unexplained" if differs else "scope",
        sides,
        (first.indicator.id, *(p.commitment.subject for p in pairs)),
        name=first.indicator.name,
        year=_years([year for year in values if year is not None]),
        value=join_names(_with_measure(raw, first.indicator.measure or "") for raw in values.values()),
        what=first.commitment.what,
        number=join_names(_number(p.commitment) for p in pairs),
        note="" if first.exact else Message(zh="，统计范围可能不同", en="; the scope may differ"),
    )
    return said if first.exact else as_information(said)


def _with_measure(raw: str, measure: str) -> str:
    return raw if measure and measure in raw else f"{raw}{measure}"


def _years(years: list[int]) -> Message:
    zh, en = "、".join(f"{year}年" for year in years), ", ".join(map(str, years))
    return Message(zh=zh, en=f" in {en}" if en else "")


def _number(commitment: Commitment) -> str:
    bound = {"exact": "", "about": "左右", "at_least": "以上", "at_most": "以内"}[commitment.bound]
    return f"{plain(commitment.value)}{commitment.measure}{bound}"


def _without_parts_of_sums(plan: Plan, document: Document) -> tuple[Commitment, ...]:
    """Leave out the parts of a sum: they are no second number of the same thing."""
    parts = {
        (side.block, side.start)
        for place in text_passages(plan, document)
        for found in sums(place.text)
        for side in (place.evidence(*part.span, "") for part in found.parts)
    }
    spans = [(commitment, commitment.evidence) for commitment in plan.commitments]
    return tuple(
        commitment
        for commitment, at in spans
        if not any(block == at.block and at.start <= start < at.end for block, start in parts)
    )


def _twice(plan: Plan, document: Document, commitments: tuple[Commitment, ...]) -> Iterator[Finding]:
    """Compare the commitments of a task with those of its annex rows and items."""
    family, above = highest_tasks(plan), tasks_above(plan)
    tables = frozenset(block.id for block in document.blocks if block.table)
    groups: dict[tuple[str, str], list[Commitment]] = defaultdict(list)
    for commitment in filter(_is_single, commitments):
        if len(core(commitment.what)) > 1:
            groups[family.get(commitment.subject, commitment.subject), core(commitment.what)].append(commitment)
    for (subject, _), found in groups.items():
        for first, other in _different(found):
            siblings = _are_siblings(first.subject, other.subject, above)
            if not siblings and not _are_conditions(plan, tables, first, other):
                yield _two_numbers(first, other, subject)
    yield from _two_shares(commitments, family)


def _two_numbers(first: Commitment, other: Commitment, *subjects: str) -> Finding:
    return finding(
        "prose-in-prose",
        "scope",
        (first.evidence, other.evidence),
        (*subjects, first.subject, other.subject),
        what=first.what,
        number=_number(first),
        other=_number(other),
    )


def _two_shares(commitments: tuple[Commitment, ...], family: Mapping[str, str]) -> Iterator[Finding]:
    """Compare the shares of different tasks: a rate with a long name is one thing wherever it is named."""
    groups: dict[str, list[Commitment]] = defaultdict(list)
    for commitment in filter(_is_single, commitments):
        if commitment.change is None and _is_share(commitment) and len(core(commitment.what)) >= LONG_NAME:
            groups[core(commitment.what)].append(commitment)
    for found in groups.values():
        for first, other in _different(found):
            if family.get(first.subject, first.subject) != family.get(other.subject, other.subject):
                yield _two_numbers(first, other)


def _are_siblings(one: str, other: str, above: Mapping[str, str | None]) -> bool:
    """Return whether both are below a third task: the items of a list each set a number of what they are about.

    An item against its own task is a contradiction; two items (甲类不少于10人, 乙类不少于5人) are two cases.
    """
    parent = above.get(one)
    return one != other and parent is not None and parent == above.get(other)


def _are_conditions(plan: Plan, tables: frozenset[str], one: Commitment, other: Commitment) -> bool:
    """Return whether two bounds in tables outside all tasks may be conditions for two things, not aims.

    A row for each scheme has its own 不少于10人 and 不少于5人; in prose two such bounds are a contradiction.
    """
    bounds = {one.bound, other.bound} <= {"at_least", "at_most"} and not (one.year or other.year)
    in_tables = {one.evidence.block, other.evidence.block} <= tables
    return bounds and in_tables and one.subject == other.subject == plan.plan.id


def _different(commitments: list[Commitment]) -> Iterator[tuple[Commitment, Commitment]]:
    """Yield the first number with each other one from another passage that may be of the same year."""
    said: set[float] = set()
    first = commitments[0]
    for other in commitments:
        elsewhere = other.evidence.block != first.evidence.block or other.subject != first.subject
        years = {first.year, other.year} - {None}
        near = bool(first.value) and 1 / FAR <= other.value / first.value <= FAR
        if (
            other.value != first.value
            and other.value not in said
            and elsewhere
            and near
            and len(years) < 2
            and same_measure(first.measure, other.measure)
        ):
            said.add(other.value)
            yield first, other
