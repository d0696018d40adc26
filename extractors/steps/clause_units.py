"""Units that clauses in running text name: （责任单位：…） · …牵头，…配合."""

from collections.abc import Iterator

from extractors.outline.places import Reading
from extractors.splitting.part import Part
from extractors.steps.named_units import NamedUnit, units_of_clause
from extractors.steps.stated_rules import RulesInForce
from extractors.steps.step import Known


def read_clause_units(part: Part, known: Known) -> Iterator[NamedUnit]:
    """Yield the units of the clauses of headings and tasks, in document order."""
    (rules,) = known.all(RulesInForce)
    for reading in known.all(Reading):
        for entry in reading.placed:
            for number, (passage, clause) in enumerate(entry.item.clauses, 1):
                id = f"{entry.id}/c{number}"
                yield from units_of_clause(entry.id, id, clause, passage.block, passage.start, rules)
