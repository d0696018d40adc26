"""责任分工: units across, tasks down. One sheet while the plans together name few units, else one a plan."""

from collections import Counter, defaultdict
from collections.abc import Sequence

from pipeline.export.places import WorkbookPlaces
from pipeline.export.words import SIGNS, marker_text, plan_name, relation_name
from pipeline.views.indexed_plan import IndexedCorpus, IndexedPlan
from pipeline.workbook.sheet import Row, Sheet, SheetCell, SheetColumn

NAME = "责任分工"
MOST = 80
"""Most units in one sheet for several plans."""


def matrix_sheets(shelf: IndexedCorpus, places: WorkbookPlaces) -> tuple[Sheet, ...]:
    """Return the matrix of all plans, or one for each plan that names units."""
    units = {duty.responsibility.unit for book in shelf.books for duty in book.duties}
    if len(units) <= MOST or len(shelf.books) == 1:
        return (_matrix(shelf.books, shelf, places, NAME, NAME),)
    made = []
    for number, book in enumerate(shelf.books, 1):
        if book.duties:
            made.append(_matrix((book,), shelf, places, f"{NAME}{number}", f"{NAME} · {book.name}"))
    return tuple(made)


def _matrix(books: Sequence[IndexedPlan], shelf: IndexedCorpus, places: WorkbookPlaces, name: str, title: str) -> Sheet:
    kinds = ("task", "safeguard", "annex", "heading")
    ranks: Counter[str] = Counter()
    for book in books:
        for duty in book.duties:
            if book.kinds.get(duty.subject) in kinds and duty.via is None:
                ranks[duty.responsibility.unit] += 2 if duty.responsibility.relation == "leads" else 1
    units = sorted(ranks, key=lambda id: (-ranks[id], id))
    columns: tuple[SheetColumn, ...] = (
        SheetColumn("计划", 15),
        SheetColumn("序号", 7, "mark"),
        SheetColumn("事项", 40),
        SheetColumn("单位数", 7, "mark"),
    )
    columns += tuple(SheetColumn(shelf.units[id].name if id in shelf.units else id, 4.6, "mark", True) for id in units)
    rows: list[Row] = []
    totals: Counter[str] = Counter()
    for book in books:
        for subject, kind in book.kinds.items():
            cells = _cells(book, subject, places) if kind in kinds else {}
            if cells:
                totals.update(cells.keys())
                marker = SheetCell(marker_text(book, subject), places.fact(subject))
                head = (plan_name(book), marker, book.title(subject), len(cells))
                rows.append((*head, *(cells.get(unit, SheetCell(None)) for unit in units)))
    legend = "  ".join(f"{SIGNS[relation]} {relation_name(relation)}" for relation in SIGNS)
    total = tuple(
        SheetCell(value, style="total")
        for value in ("合计", None, "每个单位的事项数", None, *(totals[id] for id in units))
    )
    note = f"{legend}；灰色据分解表。点符号看原文。"
    return Sheet(name, title, note, columns, tuple(rows), fixed=4, tail=(total,) if rows else ())


def _cells(book: IndexedPlan, subject: str, places: WorkbookPlaces) -> dict[str, SheetCell]:
    """Return a subject's cells by unit; a cell has all signs of a unit with several relations."""
    found = defaultdict(list)
    for duty in book.duties_of.get(subject, ()):
        found[duty.responsibility.unit].append(duty)
    cells = {}
    for unit, duties in found.items():
        first = duties[0]
        signs = "".join(dict.fromkeys(SIGNS[duty.responsibility.relation] for duty in duties))
        place = places.source(book.plan.plan.id, first.responsibility.evidence)
        cells[unit] = SheetCell(signs, place, "pale" if first.via else first.responsibility.relation)
    return cells
