"""What the facts of a plan quote, by kind: a sign is used only by a fact of its kind."""

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import NamedTuple

from pydantic import BaseModel

from extractors.coverage.unread_spans import Spans, merge_spans
from extractors.language.patterns import lazy_pattern
from extractors.outline.places import Reading
from extractors.steps.step import Known
from extractors.tables.role_cells import RoleCell
from schemas import Plan
from schemas.evidence import Evidence
from schemas.plan_fields import FACT_FIELDS

_PLAIN = frozenset({str, int, float, bool, type(None)})
"""Types of nine of ten values of a plan."""
FIGURE = lazy_pattern(r"[≥≤＞＜><]?\d[\d,]*(?:\.\d+)?[%％‰]?")


class Quoted(NamedTuple):
    """Passages that facts quote, by kind of fact."""

    everything: Spans
    """All facts, and the clauses around quoted units."""
    names: Spans
    """Units, persons, deadlines, other keys of clauses, rules, elements of the notice."""
    units: Spans
    """Units, and what the notice and stated rules quote."""
    numbers: Spans
    """Values of indicators, numbers promised in prose."""
    deadlines: Spans
    """Deadlines, and what stated rules and the notice quote."""
    values: Spans
    """Values of indicators."""
    clauses: Spans
    """Units of clauses in running text, without those of table cells."""


APART = lazy_pattern("cell|table|prose|charge")
"""In the names of rules: what they read is no clause of a paragraph's own."""


def quoted_spans(plan: Plan, known: Known) -> Quoted:
    """Return what the facts of a plan quote; findings quote it again and count for nothing."""
    of = {field.name: evidences(getattr(plan, field.name)) for field in FACT_FIELDS}
    deadlines = evidences(tuple(task.deadline for task in plan.tasks if task.deadline))
    extras = evidences(tuple(task.extras for task in plan.tasks))
    values = evidences(
        tuple(
            value
            for indicator in plan.indicators
            for value in indicator.values
            if value.value is not None or not FIGURE.fullmatch(value.raw)  # a figure that was read as words is not read
        )
    )
    duties = plan.responsibilities
    # Rows that ran together may read like prose: 市水利局负责疏浚河道，市教育局 组织….
    inline = tuple(duty for duty in duties if not APART.search(duty.evidence.rule))
    marks = [(cell.block.id, *cell.mark) for cell in known.all(RoleCell) if cell.mark]
    stated = (*of["rules"], *of["notice"])
    units = (*of["responsibilities"], *stated)
    return Quoted(
        everything=_spans(chain.from_iterable(of.values()), (*_clauses(known), *marks)),
        names=_spans((*units, *deadlines, *extras), marks),
        units=_spans(units),
        numbers=_spans((*values, *of["commitments"])),
        deadlines=_spans((*deadlines, *stated)),
        values=_spans(values),
        clauses=_spans(evidences(inline)),
    )


def evidences(value: object) -> list[Evidence]:
    """Return every evidence inside a fact, or inside tuples of facts, in their order."""
    found: list[Evidence] = []
    _collect(value, found)
    return found


def _collect(value: object, found: list[Evidence]) -> None:
    kind = type(value)  # asked of the class: isinstance() of a model is slow for what is none
    if kind is Evidence:
        found.append(value)  # type: ignore[arg-type]
    elif issubclass(kind, tuple | BaseModel):
        items: Iterable[object] = value if issubclass(kind, tuple) else vars(value).values()  # type: ignore[assignment]
        for item in items:
            if type(item) not in _PLAIN:
                _collect(item, found)


def _clauses(known: Known) -> Iterator[tuple[str, int, int]]:
    for reading in known.all(Reading):
        for entry in reading.placed:
            for passage, clause in entry.item.clauses:
                yield passage.block.id, passage.start + clause.start, passage.start + clause.end


def _spans(found: Iterable[Evidence], further: Iterable[tuple[str, int, int]] = ()) -> Spans:
    spans: Spans = {}
    for evidence in found:
        spans.setdefault(evidence.block, []).append((evidence.start, evidence.end))
    for block, start, end in further:
        spans.setdefault(block, []).append((start, end))
    return {block: merge_spans(places) for block, places in spans.items()}
