"""Templates rendered: one page each, no value undefined, everything escaped."""

from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from typing import NamedTuple

from jinja2 import Environment, PackageLoader, StrictUndefined

from pipeline.ledger.standing import Progress
from pipeline.report.changes_view import ChangesView
from pipeline.report.compare_view import CompareView
from pipeline.report.graph_view import graph_view, plan_measures
from pipeline.report.index_view import corpus_figures, coverage_view, plan_card, unit_lines
from pipeline.report.indicator_view import indicator_tables, taxonomy_view
from pipeline.report.labels import Label, label, phrases
from pipeline.report.matrix_view import matrix_view
from pipeline.report.page_images import Drawn, quoted_pages
from pipeline.report.page_view import page_views
from pipeline.report.parts import RELATIONS, Note, Quote, note_of
from pipeline.report.plan_view import header_line, plan_view
from pipeline.report.progress_view import progress_view
from pipeline.report.shelf import Book, Shelf
from pipeline.report.source_view import source_view
from pipeline.report.unit_view import unit_view
from pipeline.unit_measures import leading, projection, unit_measures

ASSETS = ("report.css", "theme.js", "report.js", "network.js", "charts.js", "search.js")


class Page(NamedTuple):
    """A file of the report: its place below the root, and its text."""

    path: str
    text: str


def environment() -> Environment:
    """Return the template environment of the report."""
    env = Environment(
        loader=PackageLoader("pipeline", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    env.globals.update(label=label, phrases=phrases, relations=RELATIONS)
    return env


class Press:
    """Prints the pages of one shelf."""

    def __init__(
        self,
        shelf: Shelf,
        compared: tuple[CompareView, ...],
        stamp: str,
        drawn: Drawn,
        told: Mapping[str, Progress],
        changes: ChangesView | None,
    ) -> None:
        self.told, self.changes = told, changes
        self.shelf, self.compared, self.stamp, self.drawn, self._env = shelf, compared, stamp, drawn, environment()

    def page(self, path: str, template: str, title: Label, **view: object) -> Page:
        """Render one page; ``root`` leads from it back to the start page's folder."""
        root = "../" * (len(PurePosixPath(path).parts) - 1)
        text = self._env.get_template(template).render(root=root, path=path, title=title, stamp=self.stamp, **view)
        return Page(path, text)

    def all(self) -> Iterator[Page]:
        """Yield every page of the report."""
        yield from self._corpus()
        for book in self.shelf.books:
            yield from self._plan(book)
        for id, unit in self.shelf.units.items():
            view = unit_view(unit, self.shelf)
            yield self.page(self.shelf.unit_page(id), "unit.html", Label(unit.name, unit.name), view=view)

    def _corpus(self) -> Iterator[Page]:
        shelf = self.shelf
        cards = tuple(plan_card(book) for book in shelf.books)
        lines = unit_lines(shelf)
        figures = corpus_figures(shelf)
        start = {"cards": cards, "figures": figures, "lines": lines[:12], "changes": self.changes}
        yield self.page("index.html", "index.html", label("page.index"), **start)
        yield self.page("units.html", "units.html", label("page.units"), lines=lines)
        groups = tuple(
            (card, _notes(book)) for card, book in zip(cards, shelf.books, strict=True) if book.plan.findings
        )
        yield self.page("findings.html", "corpus_findings.html", label("page.findings"), groups=groups)
        picture = graph_view(shelf.together, leading(book.plan for book in shelf.books), shelf.measures, shelf)
        yield self.page("graph.html", "corpus_graph.html", label("page.graph"), graph=picture)
        yield self.page("compare.html", "compare.html", label("page.compare"), views=self.compared)
        for view in self.compared:
            yield self.page(view.href, "comparison.html", label("page.compare"), view=view)
        yield self.page("search.html", "search.html", label("page.search"))

    def _plan(self, book: Book) -> Iterator[Page]:
        plan, shelf = book.plan, self.shelf
        head = {"card": plan_card(book), "head": header_line(book), "compared": self._compared_with(book)}
        drawn = self.drawn.get(plan.plan.id, {})
        measures = plan_measures(plan, unit_measures([plan]))
        views: dict[str, dict[str, object]] = {
            "index": {"view": plan_view(book, shelf)},
            "matrix": {"matrix": matrix_view(book, shelf)},
            "graph": {"graph": graph_view(projection([plan]), leading([plan]), measures, shelf)},
            "indicators": {
                "tables": indicator_tables(book, shelf),
                "taxonomies": tuple(taxonomy_view(book, taxonomy) for taxonomy in plan.taxonomies),
            },
            "findings": {"notes": _notes(book)},
            "coverage": {"view": coverage_view(book)},
            "source": {"blocks": source_view(book, drawn), "document": book.document, "drawn": drawn},
        }
        if told := self.told.get(plan.plan.id):
            views["progress"] = {"view": progress_view(book, shelf, told)}
        if drawn:
            views["pages"] = {"pages": page_views(book, drawn), "not_drawn": len(quoted_pages(book)) - len(drawn)}
        for name, view in views.items():
            page_name = label(f"tab.{name}")
            title = Label(f"{page_name.zh} · {book.name}", f"{page_name.en} · {book.name}")
            yield self.page(book.page(name), f"plan_{name}.html", title, tab=name, tabs=tuple(views), **head, **view)

    def _compared_with(self, book: Book) -> tuple[Quote, ...]:
        """Return the plans that this one is compared with, each with the address of the comparison."""
        own = book.page("index")
        pairs = ((view, view.new if view.old.href == own else view.old) for view in self.compared)
        return tuple(Quote(other.text, view.href) for view, other in pairs if own in (view.old.href, view.new.href))


def _notes(book: Book) -> tuple[Note, ...]:
    return tuple(note_of(book, finding) for finding in book.plan.findings)
