"""The formats of `gangmu export`, and the default path of each."""

import sqlite3
from collections.abc import Callable, Collection, Sequence
from functools import cached_property, partial
from pathlib import Path
from typing import NamedTuple

from pipeline.atomic import draft_path
from pipeline.facts.units import read_register, read_unit_graph, read_units
from pipeline.facts.update import facts_of_results, open_facts
from pipeline.store.results import Plans, Result, Results, open_results
from pipeline.tables.beside import BesidePlans, read_beside
from pipeline.views.indexed_plan import UnitRegister


class Chosen:
    """The plans to be exported."""

    def __init__(self, outputs: Path, ids: Collection[str], *, all_plans: bool) -> None:
        """Name them; nothing is read yet."""
        self._outputs, self._ids, self._all = outputs, ids, all_plans

    @cached_property
    def results(self) -> Sequence[Result]:
        """The plans with their documents, in memory if there are few."""
        return open_results(self._outputs, self._ids)

    @cached_property
    def beside(self) -> BesidePlans:
        """What is beside the plans."""
        return read_beside(self._outputs, self._ids)

    @cached_property
    def facts(self) -> sqlite3.Connection:
        """A store of these plans: that of the folder if they are all, else one for this export alone."""
        if self._all:
            return open_facts(self._outputs)
        return facts_of_results(Results(self._outputs, self._ids), self.beside.comparisons)

    @property
    def units(self) -> UnitRegister | None:
        """The units of many plans without their ties, if they are all of the folder; None: to be counted."""
        many = self._all and isinstance(self.results, Results)
        return read_units(self.facts) if many else None


Write = Callable[[Chosen, Path], tuple[Path, ...]]


class Format(NamedTuple):
    """``default``: place below outputs/; a name without a dot is a folder."""

    name: str
    default: str
    write: Write


def _xlsx(chosen: Chosen, path: Path) -> tuple[Path, ...]:
    from pipeline.export.workbook import write_workbook

    return (write_workbook(chosen.results, chosen.beside.comparisons, path, chosen.units),)


def _csv(chosen: Chosen, path: Path) -> tuple[Path, ...]:
    from pipeline.facts.tables import write_tables

    return write_tables(chosen.facts, path, chosen.beside)


def _parquet(chosen: Chosen, path: Path) -> tuple[Path, ...]:
    from pipeline.export.parquet import write_parquet

    return write_parquet(chosen.facts, path, chosen.beside)


def _dataset(chosen: Chosen, path: Path) -> tuple[Path, ...]:
    from pipeline.export.dataset import write_dataset

    return write_dataset(chosen.results, path, chosen.beside.comparisons)


def _sqlite(chosen: Chosen, path: Path) -> tuple[Path, ...]:
    from pipeline.export.database import write_database

    return write_database(chosen.facts, chosen.results, path, chosen.beside)


def _graph(chosen: Chosen, path: Path, name: str) -> tuple[Path, ...]:
    from pipeline.graph.files import GRAPH_FORMATS, write_formats
    from pipeline.graph.stored_rows import StoredRows

    with StoredRows(draft_path(path, "rows")) as rows:
        for plan in Plans(chosen.results):
            rows.add(plan)
        rows.finish()
        return write_formats(rows, {path: GRAPH_FORMATS[name]})


def _unit_graph(chosen: Chosen, path: Path) -> tuple[Path, ...]:
    from pipeline.graph.unit_graph import write_unit_graph

    units, ties = read_unit_graph(chosen.facts)
    return (write_unit_graph(units, path, ties),)


def _units_over_time(chosen: Chosen, path: Path) -> tuple[Path, ...]:
    from pipeline.graph.units_over_time import write_units_over_time

    return (write_units_over_time(Plans(chosen.results), read_register(chosen.facts), path),)


def _jsonld(chosen: Chosen, path: Path) -> tuple[Path, ...]:
    from pipeline.export.jsonld import write_jsonld

    return (write_jsonld(chosen.results, path),)


def _docbin(chosen: Chosen, path: Path) -> tuple[Path, ...]:
    from pipeline.export.docbin import write_docbin

    return write_docbin(chosen.results, path)


def _spans(chosen: Chosen, path: Path) -> tuple[Path, ...]:
    from pipeline.export.spans import write_spans

    return (write_spans(chosen.results, path),)


def _answers(chosen: Chosen, path: Path) -> tuple[Path, ...]:
    from pipeline.export.answers import export_answers

    return export_answers(chosen.facts, path)


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
    from pipeline.store.results import plan_folders

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
        return chosen.write(Chosen(outputs, wanted_ids, all_plans=wanted_ids == known), path)
    except OSError as error:
        raise InputError(
            str(path), f"it cannot be written ({error.strerror})", "close it, or choose another path with --out"
        ) from error
