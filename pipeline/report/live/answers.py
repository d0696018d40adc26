"""The pages of answers with their files, and the pages of indicators."""

import json
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from pipeline.answers.catalogue import questions
from pipeline.answers.collect import Answer
from pipeline.answers.tables import answer_csv
from pipeline.answers.workbook import write_answers
from pipeline.facts.answers import family_rows, read_answer
from pipeline.report.listing import MOST
from pipeline.report.live.page import LiveSources, OnePage
from pipeline.report.pages.answer_pages import answer_script, cited_plans, print_answer_page
from pipeline.report.pages.indicator_pages import IndicatorJob, print_indicator_page

_CITATIONS = "SELECT plan, citation FROM plans WHERE plan IN (SELECT value FROM json_each(?))"


def answer_file(path: PurePosixPath, sources: LiveSources) -> bytes:
    """Return the page of an answer or one of its files; KeyError if there is no such question or file."""
    answer = read_answer(sources.facts, questions()[path.stem], MOST)
    if path.suffix == ".html":
        printer = OnePage(path.as_posix())
        print_answer_page(printer, answer)
        return printer.text.encode()
    if path.suffix == ".csv":
        return "".join(answer_csv(answer)).encode()
    if path.suffix == ".js":
        return _script(answer, sources).encode()
    if path.suffix != ".xlsx":
        raise KeyError(path.suffix)
    with TemporaryDirectory() as folder:
        return write_answers([answer], Path(folder) / path.name).read_bytes()


def _script(answer: Answer, sources: LiveSources) -> str:
    plans = cited_plans(answer)
    found = dict(sources.facts.execute(_CITATIONS, (json.dumps(plans),)))
    return answer_script(answer, {plan: found[plan] for plan in plans})


def print_indicator(printer: OnePage, sources: LiveSources) -> None:
    """Print the page of a family of indicators; KeyError if there is none at its place."""
    found = sources.facts.execute(
        "SELECT family, indicators, indicator_values FROM families WHERE page = ?", (printer.wanted,)
    ).fetchone()
    if found is None:
        raise KeyError(printer.wanted)
    family, *counts = found
    rows, values = (family_rows(sources.facts, family, name, MOST) for name in ("indicators", "indicator_values"))
    print_indicator_page(IndicatorJob(family, printer, printer.wanted, rows, values, (counts[0], counts[1])))
