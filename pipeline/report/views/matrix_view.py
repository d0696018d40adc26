"""The unit × task matrix of a plan."""

from collections import Counter, defaultdict
from typing import NamedTuple

from pipeline.views.fact_views import RELATIONS
from pipeline.views.indexed_plan import IndexedPlan, UnitDirectory
from pipeline.views.labels import label, plain
from pipeline.views.links import slug
from schemas import Message


class MatrixCell(NamedTuple):
    """What one unit is at one subject; the strongest relation where it is printed in several."""

    relation: str
    label: Message
    source: str
    via: bool
    unit: str


class MatrixRow(NamedTuple):
    """A subject with its places in the order of the columns, None if the unit has none."""

    title: str
    marker: str
    href: str
    group: Message | None
    """Title of the heading above, else the kind of subject; None if it is that of the line before."""
    places: tuple[MatrixCell | None, ...]
    units: str


class MatrixColumn(NamedTuple):
    name: str
    href: str
    unit: str
    total: int


class Matrix(NamedTuple):
    columns: tuple[MatrixColumn, ...]
    lines: tuple[MatrixRow, ...]
    relations: tuple[str, ...]
    """Relations that occur, for the legend."""


def matrix_view(book: IndexedPlan, directory: UnitDirectory) -> Matrix:
    """Return the matrix: subjects in document order, units by number of duties."""
    places: dict[str, dict[str, MatrixCell]] = defaultdict(dict)
    totals: Counter[str] = Counter()
    ordered = sorted(
        book.duties, key=lambda duty: (RELATIONS.index(duty.responsibility.relation), duty.via is not None)
    )
    for duty in ordered:
        entry = duty.responsibility
        if entry.unit not in places[duty.subject]:
            source = book.source(entry.evidence)
            name = label(f"relation.{entry.relation}")
            places[duty.subject][entry.unit] = MatrixCell(
                entry.relation, name, source, duty.via is not None, slug(entry.unit)
            )
            totals[entry.unit] += 1
    units = sorted(totals, key=lambda unit: (-totals[unit], _name(directory, unit), unit))
    found = {duty.responsibility.relation for duty in book.duties}
    return Matrix(
        columns=tuple(
            MatrixColumn(_name(directory, unit), directory.unit_page(unit), slug(unit), totals[unit]) for unit in units
        ),
        lines=_lines(book, places, units),
        relations=tuple(relation for relation in RELATIONS if relation in found),
    )


def _name(directory: UnitDirectory, unit: str) -> str:
    return directory.units[unit].name if unit in directory.units else unit


def _lines(book: IndexedPlan, places: dict[str, dict[str, MatrixCell]], units: list[str]) -> tuple[MatrixRow, ...]:
    plan = book.plan
    above: dict[str, str | None] = {entry.id: None for entry in plan.indicators}
    above |= {heading.id: heading.parent for heading in plan.headings} | {task.id: task.heading for task in plan.tasks}
    lines, last = [], None
    for id, heading in above.items():
        if id not in places:
            continue
        group = plain(book.title(heading)) if heading else label(f"fact.{book.kinds[id]}")
        row = places[id]
        lines.append(
            MatrixRow(
                title=book.title(id),
                marker=book.markers.get(id, ""),
                href=book.fact(id),
                group=group if group != last else None,
                places=tuple(row.get(unit) for unit in units),
                units=" ".join(place.unit for place in row.values()),
            )
        )
        last = group
    return tuple(lines)
