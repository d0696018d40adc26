"""Build the report from outputs/: print all pages into a draft folder, then swap it with the old report."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from importlib.resources import files
from pathlib import Path

from pipeline.atomic import draft_path, remove_folder, swap_folders
from pipeline.compare.last_run import read_changes
from pipeline.errors import InputError
from pipeline.executors import SERIAL, Executor
from pipeline.executors.together import in_turns, together
from pipeline.report.listing import ListedPlan, PlanListing, list_plans
from pipeline.report.pages.answer_pages import answer_jobs, print_answer
from pipeline.report.pages.compare_pages import CompareJob, print_comparison
from pipeline.report.pages.corpus_pages import print_all_changes, print_lists, print_network, print_start, unit_jobs
from pipeline.report.pages.indicator_pages import indicator_jobs, print_indicator
from pipeline.report.pages.plan_pages import PlanJob, prepare, print_plan
from pipeline.report.pages.plan_parts import ListedPart, read_search_part
from pipeline.report.pages.printing import Printer, copy_assets
from pipeline.report.pages.unit_pages import print_unit
from pipeline.report.search.search_index import units_part
from pipeline.report.search.search_shards import write_search
from pipeline.report.views.changes_view import changes_view
from pipeline.report.views.compare_view import comparison_page
from pipeline.store.codes import CodedFact, read_codes
from pipeline.store.comparisons import comparison_files
from pipeline.views.cards import corpus_figures, total_counts
from pipeline.views.fact_views import Quote
from pipeline.views.indexed_plan import UnitDirectory

MARK = ".gangmu-report"
"""File that says the folder is a report and may be replaced."""
ASSETS = ("report.css", "theme.js", "report.js", "network.js", "search.js", "answers.js", "cite.js", "charts.js")


def build(
    outputs: Path,
    target: Path,
    stamp: str = "",
    sources: Mapping[str, Path] | None = None,
    ledgers: Path | None = None,
    executor: Executor = SERIAL,
    listing: PlanListing | None = None,
) -> Path:
    """Write the report of every outputs/*/plan.json and outputs/comparisons/ into ``target`` and return its start page.

    ``sources`` are original files by SHA-256: with them, pages of PDF files and scans are shown as pictures.
    ``ledgers`` is the corpus folder that holds ledger/: with it, plans that are tracked get a progress page.
    ``stamp`` is printed at the foot of every page (a version, a date); without one, equal inputs give equal bytes.
    ``listing`` is that of these plans, where they were read before.
    Plans, units and comparisons are printed where the ``executor`` works; plans of which nothing changed since the
    report in ``target`` are reused. InputError if the target contains files that are not part of a report.
    """
    draft = _empty_draft(target)
    printer = Printer(draft, stamp)
    listing = listing or list_plans(outputs)
    register = listing.register
    pairs = comparison_files(outputs, {plan.id for plan in listing.plans})
    jobs = _plan_jobs(listing.plans, outputs, target, printer, register, sources or {}, ledgers, list(pairs))
    if executor is not SERIAL:
        prepare()
    parts = in_turns(executor, print_plan, jobs)
    compared = [CompareJob(" ".join(ids), outputs, file, printer) for ids, file in pairs.items()]
    cards = together(executor, print_comparison, compared)
    in_turns(executor, print_unit, unit_jobs(printer, register, parts))
    answers = listing.answers
    changes = changes_view(read_changes(outputs), outputs)
    part_cards = [part.card for part in parts]
    figures = corpus_figures(len(parts), len(register.units), total_counts(part_cards))
    print_start(printer, figures, part_cards, len(parts), changes, answers)
    print_all_changes(printer, changes)
    citations = {plan.id: plan.citation for plan in listing.plans}
    together(executor, print_answer, list(answer_jobs(printer, answers, citations)))
    together(
        executor, print_indicator, list(indicator_jobs(printer, {found.question.name: found for found in answers}))
    )
    print_lists(printer, register, parts, cards)
    print_network(printer, register, listing.leads, [plan.name for plan in listing.plans])
    _assets(draft / "assets")
    write_search(_search_parts(draft, register, parts), draft / "assets" / "search")
    (draft / MARK).touch()
    swap_folders(draft, target)
    remove_folder(draft)
    return target / "index.html"


def remove_report(target: Path) -> None:
    """Remove a report, and nothing but a report."""
    if (target / MARK).exists():
        former = draft_path(target, "old")
        remove_folder(former)
        target.replace(former)
        remove_folder(former)


def _empty_draft(target: Path) -> Path:
    """Return the draft of a report, which does not exist yet, and tidy up after a build that was killed."""
    if target.exists() and any(target.iterdir()) and not (target / MARK).exists():
        raise InputError(str(target), "it contains files that are not part of a report", "choose a new or empty folder")
    draft, old = draft_path(target), draft_path(target, "old")
    if old.exists() and not target.exists():
        old.replace(target)  # a build was killed between the two renames
    for folder in (draft, old):
        remove_folder(folder)
    return draft


def _plan_jobs(
    listed: Sequence[ListedPlan],
    outputs: Path,
    held: Path,
    printer: Printer,
    directory: UnitDirectory,
    sources: Mapping[str, Path],
    ledgers: Path | None,
    pairs: Sequence[tuple[str, str]],
) -> Iterator[PlanJob]:
    names = {plan.id: plan.name for plan in listed}
    compared: dict[str, list[Quote]] = defaultdict(list)
    for old, new in pairs:
        page = comparison_page(old, new)
        compared[old].append(Quote(names[new], page))
        compared[new].append(Quote(names[old], page))
    codes: dict[str, list[CodedFact]] = defaultdict(list)
    for coded in read_codes(outputs).facts:
        codes[coded.plan].append(coded)
    for plan in listed:
        units = directory.part(plan.units)
        other, source = tuple(compared[plan.id]), sources.get(plan.sha256)
        yield PlanJob(plan.id, outputs, held, printer, units, other, source, ledgers, tuple(codes[plan.id]))


def _search_parts(draft: Path, directory: UnitDirectory, parts: Sequence[ListedPart]) -> Iterator[str]:
    yield units_part(directory.units)
    for part in parts:
        yield read_search_part(draft, part.id)


def _assets(folder: Path) -> None:
    """Copy styles and scripts as they are, those of others with their licences."""
    copy_assets(folder, ASSETS)
    vendor = folder / "vendor"
    vendor.mkdir()
    for file in files("pipeline.templates").joinpath("vendor").iterdir():
        (vendor / file.name).write_bytes(file.read_bytes())
