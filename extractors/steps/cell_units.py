"""Units that the cells of task and indicator tables name for their rows."""

from collections import Counter
from collections.abc import Iterator

from extractors.splitting.part import Part
from extractors.steps.named_units import NamedUnit, units_of_clause
from extractors.steps.row_clauses import clause_of_cell
from extractors.steps.stated_rules import RulesInForce
from extractors.steps.step import Known
from extractors.tables.role_cells import RoleCell


def read_cell_units(part: Part, known: Known) -> Iterator[NamedUnit]:
    """Yield the units of table cells; the cells of one row are one clause."""
    (rules,) = known.all(RulesInForce)
    marked: Counter[tuple[str, str]] = Counter()
    led = {cell.subject for cell in known.all(RoleCell) if cell.role == "lead"}
    for cell in known.all(RoleCell):
        clause = clause_of_cell(cell)
        # what a plan states of the order of its lists does not hold for columns
        units = units_of_clause(
            cell.subject,
            f"{cell.subject}/row",
            clause,
            cell.block,
            0,
            RulesInForce((), ()) if cell.mark else rules,
            led=cell.subject in led,
        )
        for unit in units:
            if cell.mark:
                marked[cell.subject, cell.label] += 1
                unit = unit._replace(position=marked[cell.subject, cell.label])
            yield unit
