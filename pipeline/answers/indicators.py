"""The indicators of a plan: every value with its passage, and the last target."""

from collections.abc import Iterator

from pipeline.answers.passages import plan_cells
from pipeline.tables.default_rows import Row
from pipeline.views.indexed_plan import IndexedPlan
from pipeline.views.indicator_names import core, measure_key
from schemas import Indicator

KNOWN = ("actual", "baseline")


def indicators(book: IndexedPlan) -> Iterator[Row]:
    """Yield a row for each indicator of a plan; totals of a table are no indicators of their own."""
    for entry in book.plan.indicators:
        if entry.total:
            continue
        yield {
            "family": _family(entry),
            "name": entry.name,
            "measure": entry.measure,
            "attribute": entry.attribute,
            "known": _values(entry, KNOWN),
            "targets": _values(entry, ("plan", "target")),
            "last_target": _last_target(entry),
            "start_year": book.plan.plan.first_year,
            "subject_id": entry.id,
            "subject_page": book.fact(entry.id),
            **plan_cells(book, entry.evidence),
        }


def indicator_values(book: IndexedPlan) -> Iterator[Row]:
    """Yield a row for each printed value of an indicator, with the passage of the value itself."""
    for entry in book.plan.indicators:
        if entry.total:
            continue
        for value in entry.values:
            yield {
                "family": _family(entry),
                "name": entry.name,
                "year": value.year,
                "kind": value.kind,
                "printed": value.raw,
                "value": value.value,
                "bound": None if value.bound == "exact" else value.bound,
                "measure": entry.measure,
                "subject_id": entry.id,
                "subject_page": book.fact(entry.id),
                **plan_cells(book, value.evidence),
            }


def _family(entry: Indicator) -> str:
    measure = measure_key(entry.measure)
    return f"{core(entry.name)}（{measure}）" if measure else core(entry.name)


def _values(entry: Indicator, kinds: tuple[str, ...]) -> str | None:
    found = [value for value in entry.values if value.kind in kinds]
    return "；".join(f"{value.year}年 {value.raw}" if value.year else value.raw for value in found) or None


def _last_target(entry: Indicator) -> float | None:
    """Return the number of the latest target; None if there is none, or if two of one year differ."""
    found = [value for value in entry.values if value.kind == "target" and value.value is not None]
    last = max((value.year or 0 for value in found), default=0)
    numbers = {value.value for value in found if (value.year or 0) == last}
    return numbers.pop() if len(numbers) == 1 else None
