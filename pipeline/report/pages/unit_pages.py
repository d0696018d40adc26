"""Print the pages of one unit, assembled from the parts of its plans. Runs in the process the executor chooses."""

from collections.abc import Sequence
from typing import NamedTuple

from markupsafe import Markup

from pipeline.executors.attempt import Failure, attempt
from pipeline.report.pages.plan_parts import PieceRange, read_piece
from pipeline.report.pages.printing import PagedList, Printer, sheets
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
    place: PieceRange | None = None
    """Where its posts are printed already."""


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
    of = 0
    for paged in sheets(job.path, job.plans, PLANS):
        of = paged.pager.of
        posts = [read_piece(job.printer.draft, plan.plan, plan.place) for plan in paged.items if plan.place]
        print_unit_page(job.printer, job.view, paged, posts)
    return of


def print_unit_page(printer: Printer, view: UnitView, paged: PagedList[UnitInPlan], posts: Sequence[Markup]) -> None:
    """Print one page of a unit; ``posts`` are what its plans say of it."""
    about = {"view": view, "plans": paged.items, "posts": posts, "pager": paged.pager}
    printer.page(paged.path, "unit.html", plain(view.name), **about)
