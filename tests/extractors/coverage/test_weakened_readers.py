"""Weaken what readers and extractors conclude about tables: nearly all facts that vanish are announced.

The account knows none of these changes, so it may not take a cell, a row or a column for read because it belongs to a table.
"""

import random
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

import extractors.plan
import extractors.readers.dump.assemble as assemble
from extractors import extract
from extractors.coverage.doubts.refused_rows import Believed
from extractors.coverage.pieced_tables import row_spans
from extractors.plan import plans
from extractors.readers import read_document
from extractors.splitting.heads import slice_block
from schemas import Block, Cell, Document, Plan, Table
from tests.support.generated_plans import generate_plan
from tests.support.mutated_lexicon import Fact, Span, announced_spans, facts_of
from tests.support.table_layouts import AFTER, BEFORE, LAYOUTS, TABLES

LEAST = 0.99
"""Share of the vanished facts that are announced."""

Draw = random.Random
CELL_CHANGES: dict[str, Callable[[Table, Draw], Callable[[Cell], bool]]] = {
    "every second row": lambda table, draw: _rows(set(range(table.header_rows, table.rows, 2))),
    "random rows": lambda table, draw: _rows({row for row in range(1, table.rows) if draw.random() < 0.4}),
    "random cells": lambda table, draw: lambda cell: draw.random() < 0.7,
    "a column": lambda table, draw: _column(draw.randrange(table.columns)),
    "the last third": lambda table, draw: _rows(set(range(table.rows - table.rows // 3, table.rows))),
}
"""Which of a table's cells are left: the text of the others stays in its block."""


def _rows(gone: set[int]) -> Callable[[Cell], bool]:
    return lambda cell: cell.row not in gone


def _column(gone: int) -> Callable[[Cell], bool]:
    return lambda cell: cell.column != gone


FACT_CHANGES: dict[str, Callable[[Plan, Draw], Plan]] = {
    "half of the rows": lambda plan, draw: _without(plan, lambda id: draw.random() < 0.5),
    "units": lambda plan, draw: plan.model_copy(
        update={"responsibilities": tuple(duty for duty in plan.responsibilities if draw.random() < 0.7)}
    ),
    "a role": lambda plan, draw: plan.model_copy(
        update={"responsibilities": tuple(duty for duty in plan.responsibilities if duty.role != "support")}
    ),
    "values": lambda plan, draw: plan.model_copy(
        update={"indicators": tuple(row.model_copy(update={"values": row.values[1:]}) for row in plan.indicators)}
    ),
    "deadlines": lambda plan, draw: plan.model_copy(
        update={"tasks": tuple(task.model_copy(update={"deadline": None}) for task in plan.tasks)}
    ),
}


def _without(plan: Plan, is_lost: Callable[[str], bool]) -> Plan:
    lost = {fact.id for fact in (*plan.tasks, *plan.indicators) if is_lost(fact.id)}
    return plan.model_copy(
        update={
            "tasks": tuple(task for task in plan.tasks if task.id not in lost),
            "indicators": tuple(row for row in plan.indicators if row.id not in lost),
            "responsibilities": tuple(duty for duty in plan.responsibilities if duty.subject not in lost),
            "commitments": tuple(number for number in plan.commitments if number.subject not in lost),
        }
    )


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Return plans of own wording: every kind of table, every layout, and a plan with two tables."""
    folder = tmp_path_factory.mktemp("plans")
    texts = [generate_plan(41)]
    for number, layout in enumerate(LAYOUTS.values()):
        draw, table = random.Random(number), list(TABLES.values())[number % len(TABLES)]
        grid, widths = table(draw, 6)
        texts.append(BEFORE + "\n".join(layout(grid, widths, draw)) + AFTER)
    paths = [folder / f"{number}.txt" for number in range(len(texts))]
    for path, text in zip(paths, texts, strict=True):
        path.write_text(text, encoding="utf-8")
    return paths


@pytest.fixture(scope="module")
def documents(files: list[Path]) -> list[Document]:
    return [read_document(file) for file in files]


@pytest.fixture(scope="module")
def facts(documents: list[Document]) -> list[list[Fact]]:
    return [[fact for plan, _ in plans(document, "x") for fact in facts_of(plan)] for document in documents]


def share_announced(before: Sequence[Sequence[Fact]], after: Sequence[Sequence[Plan]]) -> float:
    """Return the share of the facts missing after a change that are announced."""
    vanished = silent = 0
    for facts, plans_left in zip(before, after, strict=True):
        left = [fact for plan in plans_left for fact in facts_of(plan)]
        keys = {fact.key for fact in left}
        # A row can quote another of its cells when its neighbours are gone; it is still the same entry.
        entries = [span for fact in left if fact.key[0] == "entry" for span in fact.spans]
        said = [span for plan in plans_left for span in announced_spans(plan)]
        for fact in facts:
            if fact.key in keys or (fact.key[0] == "entry" and overlap(fact.spans, entries)):
                continue
            vanished += 1
            silent += not overlap(fact.spans, said)
    assert vanished > 8
    return 1 - silent / vanished


def overlap(some: Sequence[Span], others: Sequence[Span]) -> bool:
    return any(start < right and begin < end for start, end in some for begin, right in others)


def test_tables_that_are_not_found_are_announced(
    files: list[Path], facts: list[list[Fact]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(assemble, "find_tables", lambda lines: ())
    assert share_announced(facts, [[plan for plan, _ in extract(file, "x")] for file in files]) >= LEAST


@pytest.mark.parametrize("change", CELL_CHANGES)
def test_cells_that_are_lost_are_announced(documents: list[Document], facts: list[list[Fact]], change: str) -> None:
    draw = random.Random(change)

    def weaken(block: Block) -> Block:
        if block.table is None:
            return block
        is_left = CELL_CHANGES[change](block.table, draw)
        left = tuple(cell for cell in block.table.cells if cell.row < block.table.header_rows or is_left(cell))
        return block.model_copy(update={"table": block.table.model_copy(update={"cells": left})})

    weakened = [document.model_copy(update={"blocks": tuple(map(weaken, document.blocks))}) for document in documents]
    assert share_announced(facts, [[plan for plan, _ in plans(document, "x")] for document in weakened]) >= LEAST


@pytest.mark.parametrize("piece", ["row", "cell"])
def test_rows_that_are_left_behind_their_table_are_announced(
    documents: list[Document], facts: list[list[Fact]], piece: str
) -> None:
    weakened = [
        document.model_copy(
            update={"blocks": tuple(part for block in document.blocks for part in _without_last_third(block, piece))}
        )
        for document in documents
    ]
    assert share_announced(facts, [[plan for plan, _ in plans(document, "x")] for document in weakened]) >= LEAST


def _without_last_third(block: Block, piece: str) -> Iterator[Block]:
    """Yield a table without its last rows, and each of these rows, or each of their cells, as a paragraph."""
    table = block.table
    spans = row_spans(table) if table else {}
    rows = [row for row in sorted(spans) if table and row >= table.rows - table.rows // 3]
    if table is None or not rows:
        yield block
        return
    text = block.model_copy(update={"kind": "paragraph", "table": None})
    end = spans[rows[0]][0]
    left = tuple(
        cell.model_copy(update={"row_span": min(cell.row_span, rows[0] - cell.row)})
        for cell in table.cells
        if cell.row < rows[0]
    )
    grid = table.model_copy(update={"cells": left, "rows": rows[0], "close_rows": ()})
    yield slice_block(text, 0, end, block.id).model_copy(update={"kind": "table", "table": grid})
    cells = [(cell.start, cell.end) for cell in table.cells if cell.row in rows and cell.start < cell.end]
    for start, stop in (spans[row] for row in rows) if piece == "row" else sorted(cells):
        yield slice_block(text, start, stop, f"{block.id}.{start}")


@pytest.mark.parametrize("change", FACT_CHANGES)
def test_facts_of_tables_that_are_lost_are_announced(
    documents: list[Document], facts: list[list[Fact]], change: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    draw, believe = random.Random(change), extractors.plan.believe

    def weaken(plan: Plan, blocks: Sequence[Block]) -> Believed:
        whole = believe(plan, blocks)
        return whole._replace(plan=FACT_CHANGES[change](whole.plan, draw))

    monkeypatch.setattr(extractors.plan, "believe", weaken)
    assert share_announced(facts, [[plan for plan, _ in plans(document, "x")] for document in documents]) >= LEAST
