"""Print the page of one comparison. Runs in the process the executor chooses."""

from pathlib import Path
from typing import NamedTuple

from pipeline.executors.attempt import Failure, attempt
from pipeline.report.pages.printing import Printer
from pipeline.report.views.compare_view import compare_view, comparison_page
from pipeline.store.results import read_result
from pipeline.views.fact_views import Quote
from pipeline.views.indexed_plan import UnitDirectory, index_plan
from pipeline.views.labels import label
from schemas import Message
from schemas.comparison import Comparison


class CompareJob(NamedTuple):
    """A comparison to be printed, of two plans of the report."""

    id: str
    outputs: Path
    file: Path
    printer: Printer


class CompareCard(NamedTuple):
    """A comparison at a glance. ``said`` is its first statement; None if it has none."""

    lineage: Message
    href: str
    old: Quote
    new: Quote
    said: Message | None


def print_comparison(job: CompareJob) -> CompareCard | Failure:
    """Print a comparison."""
    return attempt(f"{job.printer.draft}: {job.id}", print_comparison_page, job)


def print_comparison_page(job: CompareJob) -> CompareCard:
    """Print the page of a comparison and return its card."""
    found = Comparison.model_validate_json(job.file.read_bytes())
    old, new = (index_plan(read_result(job.outputs / side.id)) for side in (found.old, found.new))
    view = compare_view(found, old, new, UnitDirectory({}))
    href = comparison_page(found.old.id, found.new.id)
    job.printer.page(href, "comparison.html", label("page.compare"), view=view)
    said = view.summary[0].text if view.summary else None
    return CompareCard(view.lineage, href, view.old, view.new, said)
