"""Units that clauses in running text name: （责任单位：…） · …牵头，…配合."""

from collections.abc import Iterator, Mapping, Sequence

from extractors.clauses.parts import Clause
from extractors.outline.places import Reading
from extractors.outline.tree import Passage
from extractors.splitting.part import Part
from extractors.steps.named_units import NamedUnit, names_lead, units_of_clause
from extractors.steps.stated_rules import RulesInForce
from extractors.steps.step import Known


def read_clause_units(part: Part, known: Known) -> Iterator[NamedUnit]:
    """Yield the units of the clauses of headings and tasks, in document order.

    Labels below each other are one clause: 责任单位：… ⏎ 配合单位：…, also where a bracket was broken: （牵头单位：…， ⏎ 责任单位：…）.
    """
    (rules,) = known.all(RulesInForce)
    order = {block.id: index for index, block in enumerate(part.body)}
    for reading in known.all(Reading):
        for entry in reading.placed:
            labelled = _labelled(entry.item.clauses)
            for first, joined in _joined_clauses(entry.item.clauses, order):
                id, position = f"{entry.id}/c{first}", 0
                led = any(names_lead(clause) for _, clause in joined)
                for passage, clause in joined:
                    named = list(
                        units_of_clause(entry.id, id, clause, passage.block, passage.start, rules, position, led)
                    )
                    position += len(named)
                    if clause.form == "charge":  # who has a role by a label already is charged with no more
                        named = [unit for unit in named if unit.mention.full not in labelled]
                    yield from named


def _joined_clauses(
    clauses: Sequence[tuple[Passage, Clause]], order: Mapping[str, int]
) -> Iterator[tuple[int, list[tuple[Passage, Clause]]]]:
    """Yield the clauses of an item, those together that are one, with the number of the first. ``order``: places of blocks."""
    joined: list[tuple[Passage, Clause]] = []
    first, following = 1, -1
    for number, (passage, clause) in enumerate(clauses, 1):
        line = order.get(passage.block.id, -2)
        if joined and (line != following or not _opens(passage, clause)):
            yield first, joined
            first, joined = number, []
        joined.append((passage, clause))
        following = line + 1 if _closes(passage, clause) else -1
    if joined:
        yield first, joined


def _opens(passage: Passage, clause: Clause) -> bool:
    """Return whether a label opens its paragraph, and so may go on with what the paragraph above says."""
    return clause.form == "label" and not passage.text[: clause.start].strip("（(〔[【 \u3000")


def _closes(passage: Passage, clause: Clause) -> bool:
    return clause.form == "label" and not passage.text[clause.end :].strip("。；;，,）)〕]】 \n\u3000")


def _labelled(clauses: Sequence[tuple[Passage, Clause]]) -> set[str]:
    """Return the full names of the units that clauses of an item name, charges in a sentence aside."""
    parts = (part for _, clause in clauses if clause.form != "charge" for part in clause.parts)
    return {mention.full for part in parts for mention in part.units.mentions}
