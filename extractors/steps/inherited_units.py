"""Units that a task inherits: from the clause of a heading above it, or from a rule that the plan states."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from extractors.outline.places import Placed, Reading
from extractors.splitting.part import Part
from extractors.steps.named_units import NamedUnit
from extractors.steps.stated_rules import RulesInForce
from extractors.steps.step import Known

CHARGE = "clause.charge"
"""Who does a part of the work that a sentence names does nothing for what stands below it."""
PROSE = "clause.prose"
"""A sentence about who leads is no list that a rule adds to: 建立由市教育局牵头的联席会议."""
REACH = 60
"""Characters from a heading's title to the units of a clause that governs what follows below; running text is longer."""


def inherit_units(part: Part, known: Known) -> Iterator[NamedUnit]:
    """Yield for each task the units of the headings above it, then those of the rules in force."""
    printed = known.all(NamedUnit)
    (rules,) = known.all(RulesInForce)
    yield from _units_of_headings([entry for reading in known.all(Reading) for entry in reading.placed], printed)
    yield from _units_of_rules(printed, rules)


def _units_of_headings(placed: Sequence[Placed], printed: Iterable[NamedUnit]) -> Iterator[NamedUnit]:
    """A heading's clause governs the tasks below it: they inherit its units."""
    headings = {entry.id: entry for entry in placed if entry.item.heading}
    for unit in printed:
        above = headings.get(unit.subject)
        if above is None or unit.evidence.rule == CHARGE or not _governs(above, unit):
            continue
        for below in placed:
            if not below.item.heading and above.item.node in below.item.node.path():
                clause = f"{below.id}/{unit.clause.rsplit('/', 1)[1]}-inherited"
                yield unit._replace(subject=below.id, clause=clause, inherited=True, rule="heading")


def _governs(heading: Placed, unit: NamedUnit) -> bool:
    """Return whether a heading's unit is named right after its title, or at the head of a paragraph below it."""
    evidence = unit.evidence
    first = heading.item.node.passages[0]
    if evidence.block == first.block.id:
        return evidence.start - heading.item.title_span[1] <= REACH
    return any(p.block.id == evidence.block and evidence.start - p.start <= REACH for p in heading.item.node.passages)


def _units_of_rules(printed: Sequence[NamedUnit], rules: RulesInForce) -> Iterator[NamedUnit]:
    """以下均需…不再列出: the rule's units answer for every later item that has a clause of its own."""
    for subject, group in groupby(printed, key=lambda unit: unit.subject):
        units = tuple(unit for unit in group if unit.evidence.rule not in (CHARGE, PROSE))
        if not units:
            continue
        last = max(units, key=lambda unit: (unit.evidence.block, unit.evidence.end)).evidence
        names = {unit.mention.name for unit in units}
        for rule in rules.at(last.block, last.end):
            block = rules.block_of(rule)
            for position, mention in enumerate(rule.units.mentions, 1):
                if rule.name == "also-responsible" and mention.name not in names:
                    evidence = block.evidence(mention.start, mention.end, "stated-rule")
                    clause = f"{subject}/rule"
                    yield NamedUnit(
                        subject, clause, mention, "responsible", position, evidence, rule=rule.name, inherited=True
                    )
