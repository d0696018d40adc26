"""Rows of the tables made from comparisons."""

from collections.abc import Callable, Iterable, Iterator, Mapping

from pipeline.tables.default_rows import Row
from schemas.comparison import Comparison


def link_rows(found: Comparison) -> Iterator[Row]:
    """Yield the links between tasks, with the passages of both."""
    quotes = {row.id: row.evidence.quote for row in found.tasks}
    for link in found.links:
        yield {
            "old_plan": found.old.id,
            "new_plan": found.new.id,
            "old": link.old,
            "new": link.new,
            "probability": link.score,
            "likeness": link.likeness,
            "grade": link.grade,
            "by": link.by,
            "old_quote": quotes.get(link.old),
            "new_quote": quotes.get(link.new),
        }


def detail_rows(found: Comparison) -> Iterator[Row]:
    """Yield what a lower level makes more specific in the tasks that it takes up."""
    for detail in found.details:
        yield {
            **detail.model_dump(include={"old", "new", "kind", "text"}),
            "old_plan": found.old.id,
            "new_plan": found.new.id,
            "old_quote": detail.above.quote if detail.above else None,
            "new_quote": detail.evidence.quote,
        }


def verdict_rows(found: Comparison) -> Iterator[Row]:
    """Yield what became of each number that the earlier plan commits to."""
    for said in found.verdicts:
        quotes = {side.plan: side.evidence.quote for side in said.sides}
        yield {
            **said.model_dump(exclude={"zh", "en", "sides"}),
            "old_plan": found.old.id,
            "new_plan": found.new.id,
            "old_quote": quotes.get(found.old.id),
            "new_quote": quotes.get(found.new.id),
            "sentence": said.zh,
        }


COMPARISON_ROWS: Mapping[str, Callable[[Comparison], Iterator[Row]]] = {
    "task_links": link_rows,
    "added_details": detail_rows,
    "verdicts": verdict_rows,
}
"""Tables that are the comparisons' rows one below the other."""


def comparison_rows(found: Iterable[Comparison]) -> Iterator[tuple[str, Row]]:
    """Yield the name of a table and a row of it, comparison after comparison."""
    for comparison in found:
        for name, rows in COMPARISON_ROWS.items():
            yield from ((name, row) for row in rows(comparison))
