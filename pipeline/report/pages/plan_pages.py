"""Print all pages of one plan, and the data other pages need of it. Runs in the process the executor chooses."""

from collections.abc import Callable, Container, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from markupsafe import Markup

from pipeline.atomic import write_new
from pipeline.executors.attempt import Failure, attempt
from pipeline.ledger.progress import progress_of
from pipeline.report.figures.network import graph_view, plan_statistics
from pipeline.report.pages.plan_parts import (
    ListedPart,
    Pieces,
    PlanPart,
    UnitPosts,
    digests,
    take_over,
    write_part,
    write_search_part,
)
from pipeline.report.pages.printing import Printer, environment, piece
from pipeline.report.search.search_index import plan_part
from pipeline.report.source.page_images import draw_pages, quoted_pages
from pipeline.report.source.page_view import page_views
from pipeline.report.source.source_view import source_view
from pipeline.report.views.codes_view import plan_codes
from pipeline.report.views.indicator_view import indicator_tables, taxonomy_view
from pipeline.report.views.matrix_view import matrix_view
from pipeline.report.views.plan_view import header_line, plan_view
from pipeline.report.views.progress_view import progress_view
from pipeline.report.views.unit_view import PlanPosts, plan_posts
from pipeline.store.codes import CodedFact
from pipeline.store.digests import code_version, digest_of, file_digest
from pipeline.store.results import read_result
from pipeline.views.cards import PlanCard, coverage_view, plan_card
from pipeline.views.citation import bibtex, gbt7714, ris
from pipeline.views.fact_views import FindingView, Quote, finding_view
from pipeline.views.indexed_plan import IndexedPlan, UnitDirectory, index_plan
from pipeline.views.labels import label
from pipeline.views.unit_statistics import leading, projection, unit_statistics
from schemas import Message, PlanHeader


class PlanJob(NamedTuple):
    """A plan to be printed."""

    id: str
    outputs: Path
    held: Path
    """The former report, which need not exist."""
    printer: Printer
    directory: UnitDirectory
    """The units that the plan names, as all plans describe them."""
    compared: tuple[Quote, ...]
    """The plans that it is compared with, each with the address of the comparison."""
    source: Path | None
    """Its original file, where pages of it can be shown."""
    ledgers: Path | None
    """The corpus folder, where what was reported of the plan is shown."""
    codes: tuple[CodedFact, ...] = ()
    """The codes that researchers gave to its facts."""


def prepare() -> None:
    """Load what every plan needs, so that processes that are copies of this one need not load it each for itself."""
    for template in environment().list_templates(filter_func=lambda name: name.startswith("plan_")):
        environment().get_template(template)


CITATIONS: Mapping[str, Callable[[PlanHeader], str]] = {"bib": bibtex, "ris": ris}
"""Files for reference managers by suffix."""


def print_plan(job: PlanJob) -> ListedPart | Failure:
    """Print a plan into the draft, or take its pages from the former report where nothing has changed."""
    return attempt(f"{job.printer.draft}: {job.id}", _print, job)


def _print(job: PlanJob) -> ListedPart:
    draft, key = job.printer.draft, _key(job)
    taken = take_over(job.held, draft, job.id, key)
    if taken is not None:
        return taken.listed()
    book = index_plan(read_result(job.outputs / job.id))
    drawn = draw_pages(book, job.source, draft, job.held)
    card, findings = plan_card(book), findings_of_plan(book)
    files = [*print_tabs(job, book, drawn, card, findings), *_citations(draft, book), *drawn.values()]
    pieces = Pieces()
    section = pieces.add(findings_section(card, findings)) if findings else None
    posts = []
    for unit in book.duties_by:
        view = plan_posts(book, job.directory, unit)
        posts.append(UnitPosts(unit, view.counts, pieces.add(posts_section(view))))
    files += [pieces.write(draft, job.id), write_search_part(draft, job.id, plan_part(book))]
    header = book.plan.plan
    when = header.issued_on or str(header.period.start or "")
    problems = sum(finding.severity != "info" for finding in findings)
    part = PlanPart(job.id, key, digests(draft, files), card, when, section, problems, tuple(posts))
    write_part(draft, part)
    return part.listed()


def _key(job: PlanJob) -> str:
    """Digest what the pages are printed from."""
    folder = job.outputs / job.id
    units = (unit.model_dump_json() for unit in job.directory.units.values())
    code = code_version("schemas", "extractors", "pipeline")
    original = file_digest(job.source) if job.source else ""
    reported = sorted((job.ledgers / "ledger" / job.id).glob("*.yml")) if job.ledgers else ()
    codes = (coded.model_dump_json() for coded in job.codes)
    told = (repr(job.compared), job.printer.stamp, original, code, *map(file_digest, reported), *codes)
    return digest_of([file_digest(folder / "plan.json"), file_digest(folder / "document.json"), *told, *units])


def print_tabs(
    job: PlanJob,
    book: IndexedPlan,
    drawn: dict[int, str],
    card: PlanCard,
    findings: tuple[FindingView, ...],
    wanted: Container[str] | None = None,
) -> list[str]:
    """Print the pages of a plan, those of the ``wanted`` tabs or all, and return their places."""
    plan = book.plan
    views = _views(job, book, drawn, findings)
    citation = {"gbt": gbt7714(plan.plan), "bibtex": bibtex(plan.plan), "ris": ris(plan.plan)}
    head = {
        "card": card,
        "head": header_line(book),
        "compared": job.compared,
        "tabs": tuple(views),
        "citation": citation,
    }
    printed = (name for name in views if wanted is None or name in wanted)
    return [_page(job.printer, book, name, head | views[name]()) for name in printed]


def _views(
    job: PlanJob, book: IndexedPlan, drawn: dict[int, str], findings: tuple[FindingView, ...]
) -> dict[str, Callable[[], dict[str, object]]]:
    """Return what makes the view of each tab that the plan has."""
    plan, directory = book.plan, job.directory

    def graph() -> dict[str, object]:
        together = projection([plan])
        statistics = plan_statistics(plan, unit_statistics([plan], together))
        return {"graph": graph_view(together, leading([plan]), statistics, directory, [book.name])}

    def indicators() -> dict[str, object]:
        taxonomies = tuple(taxonomy_view(book, taxonomy) for taxonomy in plan.taxonomies)
        return {"tables": indicator_tables(book, directory), "taxonomies": taxonomies}

    views: dict[str, Callable[[], dict[str, object]]] = {
        "index": lambda: {"view": plan_view(book, directory), "codes": plan_codes(book, job.codes)},
        "matrix": lambda: {"matrix": matrix_view(book, directory)},
        "graph": graph,
        "indicators": indicators,
        "findings": lambda: {"findings": findings},
        "coverage": lambda: {"view": coverage_view(book)},
        "source": lambda: {"blocks": source_view(book, drawn), "document": book.document, "drawn": drawn},
    }
    if job.ledgers and (told := progress_of(job.ledgers, [plan]).get(plan.plan.id)):
        views["progress"] = lambda: {"view": progress_view(book, directory, told)}
    if drawn:
        not_drawn = len(quoted_pages(book)) - len(drawn)
        views["pages"] = lambda: {"pages": page_views(book, drawn), "not_drawn": not_drawn}
    return views


def _citations(draft: Path, book: IndexedPlan) -> Iterator[str]:
    """Write the plan for reference managers and yield the places of the files below the draft."""
    for suffix, written in CITATIONS.items():
        path = f"{book.folder}/cite.{suffix}"
        write_new(draft / path, written(book.plan.plan).encode())
        yield path


def _page(printer: Printer, book: IndexedPlan, name: str, view: dict[str, object]) -> str:
    told = label(f"tab.{name}")
    title = Message(zh=f"{told.zh} · {book.name}", en=f"{told.en} · {book.name}")
    return printer.page(book.page(name), f"plan_{name}.html", title, tab=name, **view)


def findings_of_plan(book: IndexedPlan) -> tuple[FindingView, ...]:
    """Return all findings of a plan."""
    return tuple(finding_view(book, finding) for finding in book.plan.findings)


def findings_section(card: PlanCard, findings: tuple[FindingView, ...]) -> Markup:
    """Return the findings of a plan as a piece of the page of all findings."""
    return piece("findings_of_plan.html", "", card=card, findings=findings)


def posts_section(posts: PlanPosts) -> Markup:
    """Return what a plan says of a unit as a piece of the unit's page."""
    return piece("unit_posts.html", "../", plan=posts)
