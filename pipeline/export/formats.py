"""The formats of `gangmu export`, and the default path of each."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import NamedTuple

from pipeline.atomic import draft_path
from pipeline.store.results import Result
from pipeline.tables.beside import BesidePlans

Write = Callable[[tuple[Result, ...], BesidePlans, Path], tuple[Path, ...]]


class Format(NamedTuple):
    """``default``: place below outputs/; a name without a dot is a folder."""

    name: str
    default: str
    write: Write


def _xlsx(results: tuple[Result, ...], beside: BesidePlans, path: Path) -> tuple[Path, ...]:
    from pipeline.export.workbook import write_workbook

    return (write_workbook(results, beside.comparisons, path),)


def _csv(results: tuple[Result, ...], beside: BesidePlans, path: Path) -> tuple[Path, ...]:
    from pipeline.tables.write import write_tables

    return write_tables(results, path, beside)


def _parquet(results: tuple[Result, ...], beside: BesidePlans, path: Path) -> tuple[Path, ...]:
    from pipeline.export.parquet import write_parquet

    return write_parquet(results, path, beside)


def _dataset(results: tuple[Result, ...], beside: BesidePlans, path: Path) -> tuple[Path, ...]:
    from pipeline.export.dataset import write_dataset

    return write_dataset(results, path, beside.comparisons)


def _sqlite(results: tuple[Result, ...], beside: BesidePlans, path: Path) -> tuple[Path, ...]:
    from pipeline.export.database import write_database

    return write_database(results, path, beside)


def _graph(results: tuple[Result, ...], beside: BesidePlans, path: Path, name: str) -> tuple[Path, ...]:
    from pipeline.graph.files import GRAPH_FORMATS, write_formats
    from pipeline.graph.stored_rows import StoredRows

    with StoredRows(draft_path(path, "rows")) as rows:
        for result in results:
            rows.add(result.plan)
        rows.finish()
        return write_formats(rows, {path: GRAPH_FORMATS[name]})


def _unit_graph(results: tuple[Result, ...], beside: BesidePlans, path: Path) -> tuple[Path, ...]:
    from pipeline.graph.unit_graph import write_unit_graph
    from pipeline.views.indexed_plan import index_corpus

    return (write_unit_graph(index_corpus(results), path),)


def _units_over_time(results: tuple[Result, ...], beside: BesidePlans, path: Path) -> tuple[Path, ...]:
    from pipeline.graph.units_over_time import write_units_over_time
    from pipeline.views.indexed_plan import index_corpus

    return (write_units_over_time((result.plan for result in results), index_corpus(results), path),)


def _jsonld(results: tuple[Result, ...], beside: BesidePlans, path: Path) -> tuple[Path, ...]:
    from pipeline.export.jsonld import write_jsonld

    return (write_jsonld(results, path),)


def _docbin(results: tuple[Result, ...], beside: BesidePlans, path: Path) -> tuple[Path, ...]:
    from pipeline.export.spans import write_docbin

    return (write_docbin(results, path),)


def _spans(results: tuple[Result, ...], beside: BesidePlans, path: Path) -> tuple[Path, ...]:
    from pipeline.export.spans import write_spans

    return (write_spans(results, path),)


def _answers(results: tuple[Result, ...], beside: BesidePlans, path: Path) -> tuple[Path, ...]:
    from pipeline.export.answers import export_answers

    return export_answers(results, path, beside.comparisons)


FORMATS = (
    Format("xlsx", "gangmu.xlsx", _xlsx),
    Format("csv", "tables", _csv),
    Format("parquet", "parquet", _parquet),
    Format("dataset", "dataset", _dataset),
    Format("answers", "answers", _answers),
    Format("sqlite", "gangmu.sqlite", _sqlite),
    Format("graphml", "graph.graphml", partial(_graph, name="graph.graphml")),
    Format("gexf", "graph.gexf", partial(_graph, name="graph.gexf")),
    Format("gexf-units", "graph-units.gexf", _unit_graph),
    Format("gexf-time", "graph-units-over-time.gexf", _units_over_time),
    Format("jsonld", "gangmu.jsonld", _jsonld),
    Format("docbin", "gangmu.spacy", _docbin),
    Format("spans", "spans.jsonl", _spans),
)


def export(name: str, plans: tuple[str, ...], outputs: Path, target: Path | None) -> tuple[Path, ...]:
    """Write the plans of outputs/ (all without names) in one format and return what was written.

    InputError if a plan is not there, the target is a folder where a file is wanted (or the reverse), or the disk
    refuses; KeyError if there is no such format.
    """
    from pipeline.errors import InputError
    from pipeline.store.results import read_results
    from pipeline.tables.beside import read_beside

    chosen = {entry.name: entry for entry in FORMATS}[name]
    path = target or outputs / chosen.default
    folder = "." not in chosen.default
    if path.exists() and path.is_dir() != folder:
        problem = "it is a file, but {} needs a folder" if folder else "it is a folder, but {} needs a file"
        raise InputError(str(path), problem.format(name), "choose another path with --out")
    results = read_results(outputs)
    known = {result.plan.plan.id for result in results}
    missing = [id for id in plans if id not in known]
    if missing or not known:
        place = f"it contains no plan {'、'.join(missing)}" if missing else "it contains no plan yet"
        raise InputError(str(outputs), place, "run: gangmu run, and give plans by id")
    wanted_ids = set(plans or known)
    found = tuple(result for result in results if result.plan.plan.id in wanted_ids)
    try:
        return chosen.write(found, read_beside(outputs, wanted_ids), path)
    except OSError as error:
        raise InputError(
            str(path), f"it cannot be written ({error.strerror})", "close it, or choose another path with --out"
        ) from error
