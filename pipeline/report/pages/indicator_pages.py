"""Print a page for each indicator that several values or plans have. Runs in the process the executor chooses."""

from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from typing import NamedTuple

from pipeline.answers.collect import Answer
from pipeline.executors.attempt import Failure, attempt
from pipeline.report.pages.printing import Printer
from pipeline.report.views.indicator_page import indicator_page
from pipeline.tables.default_rows import Row
from schemas import Message


class IndicatorJob(NamedTuple):
    """An indicator to be printed, with its rows of the answers."""

    id: str
    printer: Printer
    path: str
    rows: tuple[Row, ...]
    values: tuple[Row, ...]
    counts: tuple[int, int]
    """All its rows and values; the answers of the report may have been cut before the last of them."""


def indicator_jobs(printer: Printer, answers: Mapping[str, Answer]) -> Iterator[IndicatorJob]:
    """Yield a job for each page that a row of the answers leads to."""
    found: dict[str, tuple[list[Row], list[Row]]] = {}
    for at, name in enumerate(("indicators", "indicator_values")):
        for row in answers[name].rows:
            if row["family_page"]:
                found.setdefault(str(row["family_page"]), ([], []))[at].append(row)
    for path, (rows, values) in found.items():
        family = str((*rows, *values)[0]["family"])
        listed, printed = (
            answers[name].families.get(family, len(held))
            for name, held in (("indicators", rows), ("indicator_values", values))
        )
        yield IndicatorJob(family, printer, path, tuple(rows), tuple(values), (listed, printed))


def print_indicator(job: IndicatorJob) -> str | Failure:
    """Print the page and return its place below the root."""
    return attempt(f"{job.printer.draft}: {job.id}", print_indicator_page, job)


def print_indicator_page(job: IndicatorJob) -> str:
    """Print the page of an indicator and return its place below the root."""
    view = indicator_page(job.id, PurePosixPath(job.path).stem, job.rows, job.values, job.counts)
    title = Message(zh=f"{job.id} · 指标", en=f"{job.id} · Indicator")
    return job.printer.page(job.path, "indicator.html", title, view=view)
