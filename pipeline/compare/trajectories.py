"""One indicator in two plans: earlier targets, reported values, later targets."""

from collections.abc import Iterator, Sequence
from math import isclose
from typing import Literal

from pipeline.audit.numbers import plain
from pipeline.compare.conversion import factor
from pipeline.compare.indicators import Match, measure, measure_changed
from pipeline.compare.statements.sentences import statement
from schemas import Indicator, IndicatorValue, Plan
from schemas.comparison import IndicatorRow, Kinship, Point, YearPair
from schemas.statement import Side, Statement

PLANNED = ("target", "plan")
REPORTED = ("actual", "baseline")

_POINTS = {"%": ("个百分点", " percentage points"), "‰": ("个千分点", " per mille points")}
"""What shares differ by."""


def indicator_rows(
    old: Plan, new: Plan, matches: Sequence[Match], kinship: Kinship = "succession"
) -> tuple[IndicatorRow, ...]:
    """Return the old plan's indicators in its order, continued or not seen, then the new ones.

    Of a higher and a lower level nothing is said about values: the share of a district is no lower target.
    """
    by_old = {match.old.id: match for match in matches}
    by_new = {match.new.id for match in matches}
    rows = [
        _row_in_both_plans(by_old[i.id], old.plan.id, new.plan.id, kinship == "succession")
        if i.id in by_old
        else _row_in_one_plan(i, old.plan.id, "not_seen")
        for i in old.indicators
    ]
    return (*rows, *(_row_in_one_plan(i, new.plan.id, "new") for i in new.indicators if i.id not in by_new))


def _row_in_both_plans(match: Match, old_plan: str, new_plan: str, one_scope: bool) -> IndicatorRow:
    """Describe an indicator that both plans have."""
    changed = measure_changed(match.old, match.new)
    old, new = _points(match.old, old_plan), _points(match.new, new_plan)
    times = factor(measure(match.old), measure(match.new)) or 1.0
    pairs = () if changed or not one_scope else tuple(_pairs(old, new, times))
    statements = tuple(_statements(match, old, new, pairs, changed)) if one_scope else ()
    return IndicatorRow(
        state="continued",
        old=match.old.id,
        new=match.new.id,
        name=match.new.name,
        old_name=match.old.name,
        measure=measure(match.new) or measure(match.old),
        old_measure=measure(match.old),
        score=match.score,
        how=match.how,
        measure_changed=changed,
        target=None if changed or not one_scope else _direction(old, new, times),
        points=(*old, *new),
        years=pairs,
        growth_before=_growth([p for p in old if p.kind in PLANNED]),
        growth_after=_growth(new),
        statements=statements,
    )


def _row_in_one_plan(indicator: Indicator, plan: str, state: Literal["not_seen", "new"]) -> IndicatorRow:
    """Describe an indicator that one plan has."""
    points = _points(indicator, plan)
    return IndicatorRow(
        state=state,
        old=indicator.id if state == "not_seen" else None,
        new=indicator.id if state == "new" else None,
        name=indicator.name,
        measure=measure(indicator),
        points=points,
        growth_before=_growth(points) if state == "not_seen" else None,
        growth_after=_growth(points) if state == "new" else None,
    )


def _points(indicator: Indicator, plan: str) -> tuple[Point, ...]:
    """Return the numbers by year, without growth rates and values of no year."""
    points = [_point(value, plan) for value in indicator.values if value.value is not None and value.year is not None]
    return tuple(sorted((p for p in points if p.kind != "growth_rate"), key=lambda p: p.year or 0))


def _point(value: IndicatorValue, plan: str) -> Point:
    return Point(
        plan=plan,
        year=value.year,
        kind=value.kind,
        value=value.value or 0.0,
        bound=value.bound,
        raw=value.raw,
        evidence=value.evidence,
    )


def _pairs(old: tuple[Point, ...], new: tuple[Point, ...], times: float) -> Iterator[YearPair]:
    """Pair the values that both plans print for one year: the old one is a target, the new one a target or reported."""
    before = {point.year: point for point in old if point.kind in PLANNED}
    for point in new:
        target = before.get(point.year)
        if target is not None and point.year is not None:
            yield YearPair(
                year=point.year,
                old=target,
                new=point,
                difference=round(point.value - target.value * times, 6),  # without the noise of binary fractions
                reported=point.kind in REPORTED,
                certain=point.kind != "baseline",  # a 基期 value need not be the old plan's result
            )


def _direction(
    old: tuple[Point, ...], new: tuple[Point, ...], times: float
) -> Literal["raised", "lowered", "kept"] | None:
    last_old, last_new = _last(old), _last(new)
    if last_old is None or last_new is None:
        return None
    before = last_old.value * times
    if isclose(last_new.value, before):
        return "kept"
    return "raised" if last_new.value > before else "lowered"


def _last(points: tuple[Point, ...]) -> Point | None:
    return next((point for point in reversed(points) if point.kind in PLANNED), None)


def _growth(points: tuple[Point, ...] | list[Point]) -> float | None:
    """Return the yearly growth in % from the first to the last point; None if it cannot be computed."""
    if len(points) < 2 or points[0].value <= 0 or points[-1].value <= 0:
        return None
    years = (points[-1].year or 0) - (points[0].year or 0)
    return None if years <= 0 else round(100 * ((points[-1].value / points[0].value) ** (1 / years) - 1), 2)


def _statements(
    match: Match, old: tuple[Point, ...], new: tuple[Point, ...], pairs: tuple[YearPair, ...], changed: bool
) -> Iterator[Statement]:
    name, unit = match.new.name, measure(match.new) or measure(match.old) or ""
    own = measure(match.old) or unit
    times = factor(own, unit) or 1.0
    if changed:
        sides = (*_sides(match.old, old), *_sides(match.new, new))
        yield statement("measure-changed", 0.2, sides, name=name, old=measure(match.old), new=measure(match.new))
        return
    for pair in pairs:
        words = {
            "name": name,
            "year": pair.year,
            "old": _value_text(pair.old, own, unit),
            "new": _value_text(pair.new, unit),
        }
        both = (_side(match.old, pair.old), _side(match.new, pair.new))
        weight = _weight(pair.old.value * times, pair.new.value)
        if pair.reported and pair.difference < 0:
            yield statement("reported-below", 0.5 + weight, both, **_gap(pair.difference, unit), **words)
        elif pair.reported:
            yield statement("reported-reached", weight, both, **words)
        elif pair.difference:
            yield statement("same-year-changed", 0.3 + weight, both, **words)
    yield from _target(match, old, new, unit)


def _target(match: Match, old: tuple[Point, ...], new: tuple[Point, ...], unit: str) -> Iterator[Statement]:
    """Compare the last targets; targets of one year are compared above, year by year."""
    own = measure(match.old) or unit
    times = factor(own, unit) or 1.0
    before, after, direction = _last(old), _last(new), _direction(old, new, times)
    if before is None or after is None or (before.year == after.year):
        return
    (old_zh, old_en), (new_zh, new_en) = _dated(before, own, unit), _dated(after, unit)
    words = {
        "name": match.new.name,
        "old": old_zh,
        "new": new_zh,
        "old_en": old_en,
        "new_en": new_en,
        **_gap(after.value - before.value * times, unit),
    }
    sides = (_side(match.old, before), _side(match.new, after))
    weight = _weight(before.value * times, after.value)
    if direction == "lowered":
        yield statement("target-lowered", 0.5 + weight, sides, **words)
    elif direction == "raised":
        yield statement("target-raised", 0.5 * weight, sides, **words)
    else:
        yield statement("target-kept", 0.1, sides, **words)


def _dated(point: Point, unit: str, shown: str = "") -> tuple[str, str]:
    """Return a value with its year, if it has one, in both languages; see ``_value_text``."""
    printed = _value_text(point, unit, shown)
    return (f"{point.year}年{printed}", f"{printed} in {point.year}") if point.year else (printed, printed)


def _gap(difference: float, unit: str) -> dict[str, str]:
    """Return how far two values lie apart, in words of both languages: shares differ by points, not by a share."""
    size = plain(abs(difference))
    zh, en = _POINTS.get(unit, (unit, unit))
    return {"difference": f"{size}{zh}", "difference_en": f"{size}{en}"}


def _value_text(point: Point, unit: str, shown: str = "") -> str:
    """Return a value as printed, with its measure; in brackets in the measure ``shown``, if it must be converted."""
    printed = point.raw if not unit or unit in point.raw else f"{point.raw}{unit}"
    times = factor(unit, shown) if unit and shown else 1.0
    return printed if times in (None, 1.0) else f"{printed}（合{plain(point.value * times)}{shown}）"


def _weight(old: float, new: float) -> float:
    """Return how far two numbers lie apart, as a share of the greater one."""
    return abs(new - old) / max(abs(new), abs(old), 1e-9)


def _side(indicator: Indicator, point: Point) -> Side:
    return Side(plan=point.plan, subject=indicator.id, evidence=point.evidence)


def _sides(indicator: Indicator, points: tuple[Point, ...]) -> tuple[Side, ...]:
    return tuple(_side(indicator, point) for point in points[:1])
