"""One indicator across plans: values, targets, and whether its last target rose or fell."""

from collections import Counter
from collections.abc import Iterable, Iterator
from urllib.parse import quote

from pipeline.answers.passages import plan_cells, start_year
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
            "start_year": start_year(book),
            "subject_id": entry.id,
            "subject_page": book.fact(entry.id),
            **plan_cells(book, entry.evidence),
        }


def with_changes(rows: Iterable[Row], families: Counter[str]) -> Iterator[Row]:
    """Yield the rows with the number of plans of each family, and the change from the preceding plan of the same place."""
    before: dict[tuple[object, object], Row] = {}
    for row in sorted(
        rows, key=lambda row: (str(row["family"]), str(row["plan_place"]), row["start_year"] or 0, row["plan"])
    ):
        key = (row["family"], row["plan_place"])
        old = before.get(key)
        before[key] = row
        page = f"answers/indicators.html#f.family={quote(str(row['family']))}"
        yield row | {
            "family_plans": families[str(row["family"])],
            "family_page": page,
            "change": _change(old, row) if old and old["plan"] != row["plan"] else None,
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


def _change(old: Row, new: Row) -> str | None:
    """Return ``rose``, ``fell`` or ``same``; None if one of the plans has no single last target, or the measures differ."""
    before, after = old["last_target"], new["last_target"]
    if not isinstance(before, float) or not isinstance(after, float) or old["measure"] != new["measure"]:
        return None
    return "same" if before == after else "rose" if after > before else "fell"
