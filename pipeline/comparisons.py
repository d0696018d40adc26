"""The comparisons of a corpus: each plan with its predecessor, kept in outputs/comparisons/<older>/<newer>.json."""

import itertools
from collections.abc import Iterator, Sequence
from pathlib import Path

from pipeline.compare import compare
from pipeline.compare.series import compare_series
from pipeline.corpus import Corpus
from pipeline.corrections import read_corrections
from pipeline.errors import InputError
from pipeline.results import Result, read_result, replace_text
from pipeline.store import to_json
from schemas.comparison import Comparison, Series

FOLDER = "comparisons"


def declared_pairs(corpus: Corpus, results: Sequence[Result]) -> Iterator[tuple[Result, Result]]:
    """Yield each plan that has a predecessor with it, older first. Of a bundle the plans are paired by their number."""
    before = {entry.id: entry.predecessor for entry in corpus.entries if entry.predecessor}
    if not before:
        return
    by_id = {result.plan.plan.id: number for number, result in enumerate(results)}  # results may lie on the disk
    for id, number_of_new in by_id.items():
        document, _, number = id.partition("--")
        older = before.get(document)
        if older is not None:
            old = by_id.get(older if "--" in older or not number else f"{older}--{number}")
            if old is not None:
                yield results[old], results[number_of_new]


def write_comparisons(results: Sequence[Result], corpus: Corpus, outputs: Path) -> tuple[Path, ...]:
    """Compare every declared pair and write it; comparisons of pairs that are declared no longer are removed."""
    written = []
    for old, new in declared_pairs(corpus, results):
        corrections = read_corrections(corpus.corrections(new.plan.plan.id))
        found = compare(old, new, declared=True, corrections=corrections)
        path = outputs / FOLDER / found.old.id / f"{found.new.id}.json"
        written.append(replace_text(path, to_json(found)))
    for path in sorted((outputs / FOLDER).glob("*/*.json")):
        if path not in written:
            path.unlink()
    return tuple(written)


def read_comparisons(outputs: Path) -> tuple[Comparison, ...]:
    """Read what stands in outputs/comparisons/, by older then newer plan."""
    paths = sorted((outputs / FOLDER).glob("*/*.json"))
    return tuple(Comparison.model_validate_json(path.read_bytes()) for path in paths)


def compare_plans(names: Sequence[str], corpus: Corpus | None, outputs: Path) -> Series:
    """Compare plans of outputs/, or files, in the order given; InputError where a name is neither."""
    from pipeline.extraction import extract_results, plan_stem

    results = []
    for name in names:
        if (outputs / name / "plan.json").is_file():
            results.append(read_result(outputs / name))
        elif Path(name).is_file():
            results += extract_results(Path(name), plan_stem(Path(name)))[:1]
        else:
            raise InputError(name, "this is neither a plan in outputs/ nor a file", "name plans by id, or files")
    ids = [result.plan.plan.id for result in results]
    if len(set(ids)) < len(ids):
        raise InputError("、".join(names), "one plan is named twice", "name two plans or more, oldest first")
    known = {id: read_corrections(corpus.corrections(id)) for id in ids} if corpus else {}
    return compare_series(results, declared=_declared(ids, corpus), corrections=known)


def _declared(ids: Sequence[str], corpus: Corpus | None) -> bool:
    """Tell whether the manifest says of each plan that it follows the one before it."""
    before = {entry.id: entry.predecessor for entry in corpus.entries} if corpus else {}
    pairs = list(itertools.pairwise(ids))
    return all(before.get(new.partition("--")[0]) in (old, old.partition("--")[0]) for old, new in pairs)
