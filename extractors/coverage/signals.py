"""Counts of the signs of facts, and of what became of them."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from extractors.coverage.quoted import Quoted
from extractors.coverage.signs import Sign, name_pattern, signs, unit_names
from extractors.coverage.table_cells import CellFate
from extractors.coverage.unread_spans import Spans, overlaps
from extractors.outline.places import Reading
from extractors.splitting.part import Part
from extractors.steps.step import Known
from schemas import Block, Plan, Signal


def count_signals(
    plan: Plan, part: Part, known: Known, facts: Quoted, lost: Spans, cells: Mapping[str, CellFate]
) -> tuple[Signal, ...]:
    """Return for each kind of sign how many there are, and how many are used, ignored by a rule, or unread (``lost``).

    ``cells``: what became of those of each table block.
    """
    counts: Counter[tuple[str, str]] = Counter(_fates(plan, part, known, facts, lost, cells))
    return tuple(
        Signal(
            kind=kind,
            total=sum(counts[kind, fate] for fate in ("used", "ignored", "unread")),
            used=counts[kind, "used"],
            ignored=counts[kind, "ignored"],
            unread=counts[kind, "unread"],
        )
        for kind in sorted({kind for kind, _ in counts})
    )


def _fates(
    plan: Plan, part: Part, known: Known, facts: Quoted, lost: Spans, cells: Mapping[str, CellFate]
) -> Iterator[tuple[str, str]]:
    names = name_pattern(name for unit in plan.units for name in (unit.name, *unit.aliases) if len(name) > 2)
    owned = {
        passage.block.id
        for reading in known.all(Reading)
        for entry in reading.placed
        for passage in entry.item.node.passages
    }
    for block in (*part.carrier, *part.body):
        if block.kind == "furniture":
            continue
        if block.table is not None:
            for fate in cells[block.id].of_cells:
                yield "table cell", fate if fate in ("used", "unread") else "ignored"
            continue
        for sign in (*signs(block.text), *unit_names(block.text, names)):
            yield sign.kind, _fate(sign, block, facts, lost.get(block.id, []), owned)


def _fate(sign: Sign, block: Block, facts: Quoted, lost: Sequence[tuple[int, int]], owned: set[str]) -> str:
    if overlaps(lost, sign.start, sign.end):
        return "unread"
    if overlaps(facts.everything.get(block.id, []), sign.start, sign.end):
        return "used"
    return "used" if sign.kind == "list mark" and block.id in owned else "ignored"
