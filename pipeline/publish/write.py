"""Write a data set for publication into a new folder."""

import csv
import io
import sqlite3
from collections import Counter
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

from jinja2 import Environment, PackageLoader, StrictUndefined

from pipeline.accuracy.draw import KINDS
from pipeline.accuracy.figures import SampleJudgements, accuracy_of
from pipeline.accuracy.intervals import Proportion
from pipeline.answers.tables import answer_csv
from pipeline.atomic import replace_text
from pipeline.errors import InputError, no_plan_error
from pipeline.export.database import write_database
from pipeline.export.parquet import write_parquet
from pipeline.facts.answers import read_answers
from pipeline.facts.tables import write_tables
from pipeline.facts.update import open_facts
from pipeline.graph.build import build_graph
from pipeline.graph.files import write_graph
from pipeline.graph.unit_graph import write_unit_graph
from pipeline.publish.stata import RENAMED, write_stata
from pipeline.report.build import build
from pipeline.report.listing import PlanListing
from pipeline.store.digests import file_digest
from pipeline.store.results import Result, read_results
from pipeline.tables.beside import read_beside
from pipeline.tables.write import frames, tables
from pipeline.views.counts import plan_counts
from pipeline.views.reading_state import reading_state

LEVEL = 95


class Publication(NamedTuple):
    """What a person says of the data set, and the judgements of a sample of it."""

    title: str
    authors: tuple[str, ...]
    license: str | None = None
    judged: SampleJudgements = SampleJudgements()


def publish(outputs: Path, target: Path, about: Publication) -> tuple[Path, ...]:
    """Write report, tables in four formats, graph, methods, citation and checksums, and return all files.

    InputError if the folder is not empty or there is no plan.
    """
    if target.exists() and any(target.iterdir()):
        raise InputError(str(target), "it is not empty", "choose a new folder")
    results = read_results(outputs)
    if not results:
        raise no_plan_error(outputs)
    facts = open_facts(outputs)
    _write_data(results, facts, outputs, target / "data", about.license)
    listing = PlanListing(facts)
    build(outputs, target / "report", listing=listing)
    write_graph(build_graph(result.plan for result in results), target / "graph")
    write_unit_graph(listing.register, target / "graph" / "graph-units.gexf")
    replace_text(target / "codebook.csv", _codebook())
    replace_text(target / "methods.md", _methods(results, about.judged))
    citation = _environment().get_template("publish/CITATION.cff")
    replace_text(target / "CITATION.cff", citation.render(**about._asdict(), version=version("gangmu")))
    written = sorted(path for path in target.rglob("*") if path.is_file())
    lines = (f"{file_digest(path)}  {path.relative_to(target).as_posix()}\n" for path in written)
    return (*written, replace_text(target / "SHA256SUMS", "".join(lines)))


def _write_data(
    results: Sequence[Result], facts: sqlite3.Connection, outputs: Path, folder: Path, license: str | None
) -> None:
    beside = read_beside(outputs, {result.plan.plan.id for result in results})
    write_tables(facts, folder / "tables", beside, license)
    write_parquet(facts, folder / "parquet", beside)
    write_database(facts, results, folder / "gangmu.sqlite", beside)
    made = frames(results, beside)
    for table in tables():
        write_stata(table, made[table.name], folder / "stata" / f"{table.name}.dta")
    for name, answer in read_answers(facts).items():
        replace_text(folder / "answers" / f"{name}.csv", "".join(answer_csv(answer)))


def _codebook() -> str:
    """Return every variable of every table: type, labels in both languages, and what stands for a missing value."""
    file = io.StringIO()
    file.write("\ufeff")
    rows = csv.writer(file, lineterminator="\n")
    rows.writerow(("table", "variable", "stata", "type", "label_zh", "label_en", "missing"))
    for table in tables():
        for column in table.columns:
            zh, _, en = column.description.partition(" / ")
            stata = RENAMED.get(column.name, column.name)
            rows.writerow((table.name, column.name, stata, column.type, zh, en or zh, "empty"))
    return file.getvalue()


def _methods(results: Sequence[Result], judged: SampleJudgements) -> str:
    counts: Counter[str] = Counter()
    for result in results:
        counts.update(plan_counts(result.plan))
    groups = [(genre, _accuracy_rows(one)) for genre, one in judged.by_genre().items()]
    read = sum(reading_state(result.plan) == "read" for result in results)
    view = {"version": version("gangmu"), "plans": len(results), "counts": counts, "read": read, "level": LEVEL}
    size = {"facts": len(judged.facts), "passages": len(judged.passages), "plans": len(judged.plans)}
    accuracy = groups if judged.facts or judged.passages else []
    return _environment().get_template("publish/methods.md").render(**view, accuracy=accuracy, sample=size)


def _accuracy_rows(judged: SampleJudgements) -> list[dict[str, str]]:
    return [
        {"kind": row.kind, "name": KINDS[row.kind], "precision": _text(row.precision), "recall": _text(row.recall)}
        for row in accuracy_of(judged, LEVEL / 100)
    ]


def _text(found: Proportion) -> str:
    return f"{found.interval}（{found.hits}/{found.of}）" if found.interval else "—"


def _environment() -> Environment:
    """Return the environment of plain text: nothing is escaped, undefined values are errors."""
    loader = PackageLoader("pipeline", "templates")
    return Environment(loader=loader, undefined=StrictUndefined, trim_blocks=True, keep_trailing_newline=True)
