"""Print the pages of one unit, assembled from the parts of its plans. Runs in the process the executor chooses."""

from typing import NamedTuple

from pipeline.executors.attempt import Failure, attempt
from pipeline.report.pages.plan_parts import PieceRange, read_piece
from pipeline.report.pages.printing import Printer, sheets
from pipeline.report.views.unit_view import UnitView
from pipeline.views.labels import plain

PLANS = 40
"""Plans on one page of a unit."""


class UnitInPlan(NamedTuple):
    """A plan in which the unit has duties."""

    plan: str
    title: str
    href: str
    when: str
    counts: tuple[int, ...]
    place: PieceRange


class UnitJob(NamedTuple):
    """A unit to be printed."""

    id: str
    printer: Printer
    path: str
    view: UnitView
    plans: tuple[UnitInPlan, ...]
    """In the order of time."""


def print_unit(job: UnitJob) -> int | Failure:
    """Print the unit's pages and return how many they are."""
    return attempt(f"{job.printer.draft}: {job.id}", _print, job)


def _print(job: UnitJob) -> int:
    title = plain(job.view.name)
    of = 0
    for path, pager, plans in sheets(job.path, job.plans, PLANS):
        of = pager.of
        posts = [read_piece(job.printer.draft, plan.plan, plan.place) for plan in plans]
        job.printer.page(path, "unit.html", title, view=job.view, plans=plans, posts=posts, pager=pager)
    return of
