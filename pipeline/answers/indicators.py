"""One indicator across plans: every value with its passage, targets, and whether its last target rose or fell."""

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import groupby

from pipeline.answers.passages import plan_cells
from pipeline.tables.default_rows import Row
from pipeline.views.indexed_plan import IndexedPlan
from pipeline.views.indicator_names import core, measure_key
from pipeline.views.links import slug
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


def with_families(rows: Iterable[Row], plans: Counter[str], values: Counter[str]) -> Iterator[Row]:
    """Yield the rows with the number of plans and the page of each family: one with a single value has no page."""
    for row in rows:
        family = str(row["family"])
        page = f"indicators/{slug(family)}.html" if values[family] > 1 else None
        yield row | {"family_plans": plans[family], "family_page": page}


def change_key(row: Row) -> tuple[str, str, int, str]:
    """Return the key that puts the plans of one place one after the other, family by family."""
    return str(row["family"]), str(row["plan_place"]), int(str(row["start_year"] or 0)), str(row["plan"])


def with_changes(rows: Iterable[Row]) -> Iterator[Row]:
    """Yield the rows, sorted by ``change_key``, with the change from the preceding plan of the same place."""
    for _, family in groupby(rows, lambda row: row["family"]):
        before: dict[object, Row] = {}
        for row in family:
            old = before.get(row["plan_place"])
            before[row["plan_place"]] = row
            yield row | {"change": _change(old, row) if old and old["plan"] != row["plan"] else None}


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


def _change(old: Row, new: Row) -> str | None:
    """Return ``rose``, ``fell`` or ``same``; None if one of the plans has no single last target, or the measures differ."""
    before, after = old["last_target"], new["last_target"]
    if not isinstance(before, float) or not isinstance(after, float) or old["measure"] != new["measure"]:
        return None
    return "same" if before == after else "rose" if after > before else "fell"
