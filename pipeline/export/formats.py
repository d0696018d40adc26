"""The formats of `gangmu export`, and the default path of each."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

from pipeline.atomic import draft_path
from pipeline.store.results import Plans, Result, Results
from pipeline.tables.beside import BesidePlans

MOST_IN_MEMORY = 180_000_000
"""Bytes of plan.json and document.json in a workbook or DocBin: openpyxl and spaCy have all of it in memory, as eleven times as much."""
Write = Callable[[Sequence[Result], BesidePlans, Path], tuple[Path, ...]]


class Format(NamedTuple):
    """``default``: place below outputs/; a name without a dot is a folder."""

    name: str
    default: str
    write: Write


def _xlsx(results: Sequence[Result], beside: BesidePlans, path: Path) -> tuple[Path, ...]:
    from pipeline.export.workbook import write_workbook

    _refuse_many(results, path, "use -f parquet, -f sqlite or -f csv")
    return (write_workbook(results, beside.comparisons, path),)


def _refuse_many(results: Sequence[Result], path: Path, remedy: str) -> None:
    """Raise InputError about a format that is made in memory, if that would take more than 2 GB."""
    from pipeline.errors import InputError

    if isinstance(results, Results) and results.size > MOST_IN_MEMORY:
        place = f"these {len(results)} plans would need more than 2 GB of memory"
        raise InputError(str(path), place, f"name fewer plans, or {remedy}")


def _csv(results: Sequence[Result], beside: BesidePlans, path: Path) -> tuple[Path, ...]:
    from pipeline.tables.write import write_tables

    return write_tables(results, path, beside)


def _parquet(results: Sequence[Result], beside: BesidePlans, path: Path) -> tuple[Path, ...]:
    from pipeline.export.parquet import write_parquet

    return write_parquet(results, path, beside)


def _dataset(results: Sequence[Result], beside: BesidePlans, path: Path) -> tuple[Path, ...]:
    from pipeline.export.dataset import write_dataset

    return write_dataset(results, path, beside.comparisons)


def _sqlite(results: Sequence[Result], beside: BesidePlans, path: Path) -> tuple[Path, ...]:
    from pipeline.export.database import write_database

    return write_database(results, path, beside)


def _graph(results: Sequence[Result], beside: BesidePlans, path: Path, name: str) -> tuple[Path, ...]:
    from pipeline.graph.files import GRAPH_FORMATS, write_formats
    from pipeline.graph.stored_rows import StoredRows

    with StoredRows(draft_path(path, "rows")) as rows:
        for plan in Plans(results):
            rows.add(plan)
        rows.finish()
        return write_formats(rows, {path: GRAPH_FORMATS[name]})


def _unit_graph(results: Sequence[Result], beside: BesidePlans, path: Path) -> tuple[Path, ...]:
    from pipeline.graph.unit_graph import write_unit_graph
    from pipeline.views.indexed_plan import register_of

    return (write_unit_graph(register_of(Plans(results)), path),)


def _units_over_time(results: Sequence[Result], beside: BesidePlans, path: Path) -> tuple[Path, ...]:
    from pipeline.graph.units_over_time import write_units_over_time
    from pipeline.views.indexed_plan import register_of

    plans = Plans(results)
    return (write_units_over_time(plans, register_of(plans), path),)


def _jsonld(results: Sequence[Result], beside: BesidePlans, path: Path) -> tuple[Path, ...]:
    from pipeline.export.jsonld import write_jsonld

    return (write_jsonld(results, path),)


def _docbin(results: Sequence[Result], beside: BesidePlans, path: Path) -> tuple[Path, ...]:
    from pipeline.export.spans import write_docbin

    _refuse_many(results, path, "use -f spans")
    return (write_docbin(results, path),)


def _spans(results: Sequence[Result], beside: BesidePlans, path: Path) -> tuple[Path, ...]:
    from pipeline.export.spans import write_spans

    return (write_spans(results, path),)


def _answers(results: Sequence[Result], beside: BesidePlans, path: Path) -> tuple[Path, ...]:
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
    from pipeline.store.results import open_results, plan_folders
    from pipeline.tables.beside import read_beside

    chosen = {entry.name: entry for entry in FORMATS}[name]
    path = target or outputs / chosen.default
    folder = "." not in chosen.default
    if path.exists() and path.is_dir() != folder:
        problem = "it is a file, but {} needs a folder" if folder else "it is a folder, but {} needs a file"
        raise InputError(str(path), problem.format(name), "choose another path with --out")
    known = {folder.name for folder in plan_folders(outputs)}
    missing = [id for id in plans if id not in known]
    if missing or not known:
        place = f"it contains no plan {'、'.join(missing)}" if missing else "it contains no plan yet"
        raise InputError(str(outputs), place, "run: gangmu run, and give plans by id")
    wanted_ids = set(plans or known)
    try:
        return chosen.write(open_results(outputs, wanted_ids), read_beside(outputs, wanted_ids), path)
    except OSError as error:
        raise InputError(
            str(path), f"it cannot be written ({error.strerror})", "close it, or choose another path with --out"
        ) from error
