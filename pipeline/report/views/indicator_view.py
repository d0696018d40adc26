"""The indicators page: tables as printed, and a picture for each row that has numbers for two years or more."""

from typing import NamedTuple

from pipeline.report.figures.cards import IndicatorCard, draw_cards, series_points
from pipeline.report.figures.drawing import Drawing
from pipeline.views.fact_views import FindingView, Quote, UnitGroup, finding_views, unit_groups
from pipeline.views.indexed_plan import IndexedPlan, UnitDirectory
from pipeline.views.labels import label
from pipeline.views.links import slug
from schemas import Indicator, IndicatorValue, Message, Taxonomy

Key = tuple[int | None, str]
"""A column: year and kind of value."""


class ColumnHead(NamedTuple):
    year: str
    kind: Message


class IndicatorTableRow(NamedTuple):
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
    unit_groups: tuple[UnitGroup, ...]
    findings: tuple[FindingView, ...]
    drawing: Drawing | None
    doubt: Message | None


class IndicatorTable(NamedTuple):
    title: str
    heads: tuple[ColumnHead, ...]
    rows: tuple[IndicatorTableRow, ...]
    has_category: bool
    has_attribute: bool
    has_note: bool
    has_units: bool


class TaxonomyView(NamedTuple):
    anchor: str
    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[tuple[str, ...], str], ...]
    """Names from the highest down, and the address of the passage."""


def indicator_tables(book: IndexedPlan, directory: UnitDirectory) -> tuple[IndicatorTable, ...]:
    """Return the indicators table by table, in document order."""
    groups: dict[str, list[Indicator]] = {}
    for entry in book.plan.indicators:
        groups.setdefault(entry.table or "", []).append(entry)
    return tuple(_table(book, directory, title, rows) for title, rows in groups.items())


def _table(book: IndexedPlan, directory: UnitDirectory, title: str, entries: list[Indicator]) -> IndicatorTable:
    keys: dict[Key, None] = {(value.year, value.kind): None for entry in entries for value in entry.values}
    ordered = sorted(keys, key=lambda key: (key[0] is None, key[0] or 0))
    drawings = draw_cards([_card(book, entry) for entry in entries])
    rows = tuple(
        _row(book, directory, entry, ordered, drawing) for entry, drawing in zip(entries, drawings, strict=True)
    )
    return IndicatorTable(
        title=title,
        heads=tuple(ColumnHead(str(year) if year else "", label(f"value.{kind}")) for year, kind in ordered),
        rows=rows,
        has_category=any(row.category for row in rows),
        has_attribute=any(row.attribute for row in rows),
        has_note=any(row.note for row in rows),
        has_units=any(row.unit_groups for row in rows),
    )


def _card(book: IndexedPlan, entry: Indicator) -> IndicatorCard:
    title = " · ".join(filter(None, (entry.category, entry.name)))
    return IndicatorCard(slug(entry.id), title, entry.measure or "", tuple(series_points(book, entry.values)))


def _row(
    book: IndexedPlan, directory: UnitDirectory, entry: Indicator, keys: list[Key], drawing: Drawing | None
) -> IndicatorTableRow:
    def cell(key: Key) -> tuple[Quote, ...]:
        held: list[IndicatorValue] = [value for value in entry.values if (value.year, value.kind) == key]
        return tuple(Quote(value.raw, book.source(value.evidence)) for value in held)

    return IndicatorTableRow(
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
        unit_groups=unit_groups(book, directory, entry.id),
        findings=finding_views(book, entry.id),
        drawing=drawing,
        doubt=entry.doubt,
    )


def taxonomy_view(book: IndexedPlan, taxonomy: Taxonomy) -> TaxonomyView:
    """Return a classification as the table it was."""
    return TaxonomyView(
        anchor=book.anchor(taxonomy.id),
        title=taxonomy.title,
        columns=taxonomy.columns,
        rows=tuple(((*taxon.path, taxon.name), book.source(taxon.evidence)) for taxon in taxonomy.taxa),
    )
