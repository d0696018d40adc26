"""The indicators page: tables as printed, and a trajectory for each row that has numbers for two years or more."""

from dataclasses import dataclass

from pipeline.report.figures.chart import Chart, chart_of
from pipeline.views.fact_views import Note, Quote, Role, notes_of, roles_of
from pipeline.views.indexed_plan import Book, Directory
from pipeline.views.labels import Label, label
from schemas import Indicator, IndicatorValue, Taxonomy

Key = tuple[int | None, str]
"""A column: year and kind of value."""


@dataclass(frozen=True, slots=True)
class ColumnHead:
    year: str
    kind: Label


@dataclass(frozen=True, slots=True)
class Row:
    anchor: str
    marker: str
    name: str
    measure: str
    category: str
    attribute: str
    note: str
    total: bool
    source: str
    cells: tuple[tuple[Quote, ...], ...]
    roles: tuple[Role, ...]
    notes: tuple[Note, ...]
    chart: Chart | None


@dataclass(frozen=True, slots=True)
class IndicatorTable:
    title: str
    heads: tuple[ColumnHead, ...]
    rows: tuple[Row, ...]
    has_category: bool
    has_attribute: bool
    has_note: bool
    has_roles: bool


@dataclass(frozen=True, slots=True)
class TaxonomyView:
    anchor: str
    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[tuple[str, ...], str], ...]
    """Names from the highest down, and the address of the passage."""


def indicator_tables(book: Book, directory: Directory) -> tuple[IndicatorTable, ...]:
    """Return the indicators table by table, in document order."""
    groups: dict[str, list[Indicator]] = {}
    for entry in book.plan.indicators:
        groups.setdefault(entry.table or "", []).append(entry)
    return tuple(_table(book, directory, title, rows) for title, rows in groups.items())


def _table(book: Book, directory: Directory, title: str, entries: list[Indicator]) -> IndicatorTable:
    keys: dict[Key, None] = {(value.year, value.kind): None for entry in entries for value in entry.values}
    ordered = sorted(keys, key=lambda key: (key[0] is None, key[0] or 0))
    rows = tuple(_row(book, directory, entry, ordered) for entry in entries)
    return IndicatorTable(
        title=title,
        heads=tuple(ColumnHead(str(year) if year else "", label(f"value.{kind}")) for year, kind in ordered),
        rows=rows,
        has_category=any(row.category for row in rows),
        has_attribute=any(row.attribute for row in rows),
        has_note=any(row.note for row in rows),
        has_roles=any(row.roles for row in rows),
    )


def _row(book: Book, directory: Directory, entry: Indicator, keys: list[Key]) -> Row:
    def cell(key: Key) -> tuple[Quote, ...]:
        held: list[IndicatorValue] = [value for value in entry.values if (value.year, value.kind) == key]
        return tuple(Quote(value.raw, book.source(value.evidence)) for value in held)

    return Row(
        anchor=book.anchor(entry.id),
        marker=entry.marker or "",
        name=entry.name,
        measure=entry.measure or "",
        category=entry.category or "",
        attribute=entry.attribute or "",
        note=entry.note or "",
        total=entry.total,
        source=book.source(entry.evidence),
        cells=tuple(cell(key) for key in keys),
        roles=roles_of(book, directory, entry.id),
        notes=notes_of(book, entry.id),
        chart=chart_of(entry),
    )


def taxonomy_view(book: Book, taxonomy: Taxonomy) -> TaxonomyView:
    """Return a classification as the table it was."""
    return TaxonomyView(
        anchor=book.anchor(taxonomy.id),
        title=taxonomy.title,
        columns=taxonomy.columns,
        rows=tuple(((*taxon.path, taxon.name), book.source(taxon.evidence)) for taxon in taxonomy.taxa),
    )
