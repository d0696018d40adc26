"""What the cells of units say of a row besides units: persons, other keys, by when (市水利局牵头，9月底前完成)."""

from collections.abc import Iterator

from extractors.clauses.find import cell_clause
from extractors.clauses.parts import Clause
from extractors.language.whitespace import without_blanks
from extractors.outline.deadlines import in_year_of_plan
from extractors.tables.role_cells import RoleCell
from schemas import Deadline, Extra, Period


def clause_of_cell(cell: RoleCell) -> Clause:
    """Return the clause that a cell of units is."""
    return cell_clause(cell.block.text, cell.start, cell.end, cell.role, cell.label)


def extras_of_cells(cells: tuple[RoleCell, ...]) -> Iterator[Extra]:
    """Yield the keys that are not about units, and units with the person printed behind them."""
    for cell in cells:
        for extra in clause_of_cell(cell).extras:
            evidence = cell.block.evidence(extra.start, extra.end, "table.extra")
            value = without_blanks(cell.block.text[extra.start : extra.end])
            yield Extra(key=extra.key or cell.label, value=value, evidence=evidence)


def deadline_of_cells(cells: tuple[RoleCell, ...], period: Period) -> Deadline | None:
    """Return the first deadline that a cell of units prints; None if none does."""
    for cell in cells:
        for found in clause_of_cell(cell).deadlines:
            text = without_blanks(cell.block.text[found.start : found.end])
            evidence = cell.block.evidence(found.start, found.end, "table.deadline")
            return in_year_of_plan(Deadline(text=text, on=found.on, evidence=evidence), period)
    return None
