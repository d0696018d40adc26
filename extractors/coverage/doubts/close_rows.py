"""Doubt about facts of table rows that could be read in another way nearly as well."""

from collections.abc import Mapping, Sequence
from typing import TypeVar

from extractors.coverage.crowded_cells import cells_with_figures
from extractors.coverage.pieced_tables import is_pieced, pieced_table
from schemas import Block, Indicator, Message, Plan, Responsibility, Task

Stated = TypeVar("Stated", Task, Indicator, Responsibility)

DOUBT = Message(
    zh="本行没有分隔，也可作别的读法，请对照原文核对。",
    en="Nothing separates the cells of this row, and another reading is nearly as good; compare it with the source.",
)


def mark_close_rows(plan: Plan, blocks: Mapping[str, Block]) -> Plan:
    """Return the plan with ``doubt`` on what close rows state."""
    spans = {id: found for id, block in blocks.items() if (found := _close_spans(block))}
    if not spans:
        return plan
    return plan.model_copy(
        update={
            "tasks": _with_doubt(plan.tasks, spans),
            "indicators": _with_doubt(plan.indicators, spans),
            "responsibilities": _with_doubt(plan.responsibilities, spans),
        }
    )


def _close_spans(block: Block) -> list[tuple[int, int]]:
    """Return where the cells of close rows begin and end in the block."""
    if block.table is None:
        return []
    crowded = cells_with_figures(pieced_table(block)) if is_pieced(block.table) else ()
    close = {*block.table.close_rows, *(row for row, _ in crowded)}
    return [(cell.start, cell.end) for cell in block.table.cells if cell.row in close]


def _with_doubt(facts: Sequence[Stated], spans: Mapping[str, list[tuple[int, int]]]) -> tuple[Stated, ...]:
    return tuple(
        fact.model_copy(update={"doubt": DOUBT})
        if fact.doubt is None
        and any(start <= fact.evidence.start < end for start, end in spans.get(fact.evidence.block, ()))
        else fact
        for fact in facts
    )
