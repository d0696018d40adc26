"""Write the comparisons of a corpus, each plan with its predecessor, to outputs/comparisons/<older>/<newer>.json."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from pipeline.atomic import replace_text
from pipeline.corpus.corrections import read_corrections
from pipeline.corpus.manifest import Corpus
from pipeline.executors import SERIAL, Executor
from pipeline.executors.attempt import Failure, attempt
from pipeline.executors.together import together
from pipeline.store.build_record import BuildRecord, read_record
from pipeline.store.comparisons import FOLDER, comparison_path
from pipeline.store.digests import code_version, file_digest
from pipeline.store.results import plan_folders, read_result
from pipeline.store.write import to_json


class _ComparisonJob(NamedTuple):
    """A plan and its predecessor, to be compared."""

    old: str
    new: str
    corrections: Path
    outputs: Path

    @property
    def id(self) -> str:
        return f"{self.old} {self.new}"

    @property
    def path(self) -> Path:
        return comparison_path(self.outputs, self.old, self.new)

    @property
    def record(self) -> Path:
        return self.outputs / FOLDER / self.old / f".{self.new}.made"

    def inputs(self) -> dict[str, str]:
        """Return digests of everything that the comparison is made from."""
        names = [f"{id}/{name}" for id in (self.old, self.new) for name in ("plan.json", "document.json")]
        found = {name: file_digest(self.outputs / name) for name in names}
        code = code_version("schemas", "extractors", "pipeline")
        return found | {"corrections": file_digest(self.corrections), "code": code}

    def is_current(self) -> bool:
        """Return whether the comparison need not be made again."""
        record = read_record(self.record)
        return record is not None and record.is_current(self.inputs(), self.path.parent)


def declared_pairs(corpus: Corpus, ids: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield (predecessor, plan) for each plan that has one. The plans of two bundles are paired by their numbers."""
    before = {entry.id: entry.predecessor for entry in corpus.entries if entry.predecessor}
    known = dict.fromkeys(ids)
    for id in known:
        document, _, number = id.partition("--")
        older = before.get(document)
        if older is not None:
            old = older if "--" in older or not number else f"{older}--{number}"
            if old in known:
                yield old, id


def write_comparisons(corpus: Corpus, outputs: Path, executor: Executor = SERIAL) -> tuple[Path, ...]:
    """Compare every declared pair of plans in outputs/ and write the result, skipping pairs in which nothing changed.

    Comparisons of pairs that are no longer declared are removed. StoppedError if one cannot be made.
    """
    declared = declared_pairs(corpus, (folder.name for folder in plan_folders(outputs)))
    pairs = [_ComparisonJob(old, new, corpus.corrections(new), outputs) for old, new in declared]
    together(executor, _write, [pair for pair in pairs if not pair.is_current()])
    current = {path for pair in pairs for path in (pair.path, pair.record)}
    for pattern in ("*/*.json", "*/.*.made"):
        for path in sorted((outputs / FOLDER).glob(pattern)):
            if path not in current:
                path.unlink()
    return tuple(pair.path for pair in pairs)


def _write(pair: _ComparisonJob) -> str | Failure:
    return attempt(str(pair.path), _compare, pair)


def _compare(pair: _ComparisonJob) -> str:
    from pipeline.compare.two_plans import compare  # imports SciPy, which a run that compares nothing does not need

    old, new = (read_result(pair.outputs / id) for id in (pair.old, pair.new))
    found = compare(old, new, declared=True, corrections=read_corrections(pair.corrections))
    inputs = pair.inputs()
    pair.record.unlink(missing_ok=True)  # while the comparison is being replaced, no record vouches for it
    replace_text(pair.path, to_json(found))
    BuildRecord(inputs, {pair.path.name: file_digest(pair.path)}).write(pair.record)
    return pair.id
