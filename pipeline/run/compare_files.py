"""Compare any plans, given by id in outputs/ or as files, which are extracted first."""

import itertools
from collections.abc import Sequence
from pathlib import Path

from pipeline.compare.panels.model import Panel
from pipeline.compare.panels.panel import build_panel
from pipeline.compare.series import compare_series
from pipeline.corpus.corrections import read_corrections
from pipeline.corpus.manifest import Corpus
from pipeline.errors import InputError
from pipeline.run.any_file import extract_apart, plan_stem
from pipeline.store.results import Result, plan_folders, read_result
from schemas.comparison import Kinship, Series


def compare_plans(names: Sequence[str], corpus: Corpus | None, outputs: Path, kinship: Kinship | None = None) -> Series:
    """Compare plans in the order given; InputError if a name is neither a plan in outputs/ nor a file.

    ``kinship``: None to detect it from places and citations.
    """
    results = read_plans(names, outputs)
    ids = [result.plan.plan.id for result in results]
    known = {id: read_corrections(corpus.corrections(id)) for id in ids} if corpus else {}
    return compare_series(results, declared=_is_declared(ids, corpus), corrections=known, kinship=kinship)


def panel_of_plans(names: Sequence[str], outputs: Path) -> Panel:
    """Build the panel of several plans, of all plans in outputs/ if none is named; InputError if there are no two."""
    results = read_plans(names or [folder.name for folder in plan_folders(outputs)], outputs)
    if len(results) < 2:
        raise InputError("、".join(names) or str(outputs), "a panel needs at least two plans", "give plan ids or files")
    return build_panel(results)


def read_plans(names: Sequence[str], outputs: Path) -> list[Result]:
    """Read plans by id from outputs/, or extract the first plan of a file; InputError if a name is neither of them."""
    results: list[Result] = []
    for name in names:
        if (outputs / name / "plan.json").is_file():
            results.append(read_result(outputs / name))
        elif Path(name).is_file():
            results += extract_apart(Path(name), plan_stem(Path(name)))[:1]
        else:
            raise InputError(name, "this is neither a plan in outputs/ nor a file", "give plan ids or files")
    if len({result.plan.plan.id for result in results}) < len(results):
        raise InputError("、".join(names), "the same plan is given twice", "give two or more plans, oldest first")
    return results


def _is_declared(ids: Sequence[str], corpus: Corpus | None) -> bool:
    """Return whether the manifest names each plan as the successor of the one before it."""
    before = {entry.id: entry.predecessor for entry in corpus.entries} if corpus else {}
    pairs = list(itertools.pairwise(ids))
    return all(before.get(new.partition("--")[0]) in (old, old.partition("--")[0]) for old, new in pairs)
