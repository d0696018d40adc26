"""The comparisons of a corpus: each plan with its predecessor, kept in outputs/comparisons/<older>/<newer>.json."""

import json
from collections.abc import Container, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from pipeline.atomic import replace_text
from pipeline.compare.two_plans import compare
from pipeline.corpus.corrections import read_corrections
from pipeline.corpus.manifest import Corpus
from pipeline.executors import SERIAL, Executor
from pipeline.executors.attempt import Failure, attempt
from pipeline.executors.together import together
from pipeline.store.digests import code_version, digest_of, file_digest
from pipeline.store.results import plan_folders, read_result
from pipeline.store.write import to_json
from schemas.comparison import Comparison

FOLDER = "comparisons"
MADE = ".made"
"""In the folder: what each comparison was made from."""


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
        return self.outputs / FOLDER / self.old / f"{self.new}.json"

    def key(self) -> str:
        """Digest what the comparison is made from."""
        folders = (self.outputs / self.old, self.outputs / self.new)
        files = [folder / name for folder in folders for name in ("plan.json", "document.json")]
        code = code_version("schemas", "extractors", "pipeline")
        return digest_of([*(file_digest(file) for file in (*files, self.corrections)), code])


def declared_pairs(corpus: Corpus, ids: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield each plan that has a predecessor with it, older first. Of a bundle the plans are paired by their number."""
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
    """Compare every declared pair of plans of outputs/ and write it; what nothing has changed for stands as it is.

    Comparisons of pairs that are declared no longer are removed. StoppedError where one cannot be made.
    """
    declared = declared_pairs(corpus, (folder.name for folder in plan_folders(outputs)))
    pairs = [_ComparisonJob(old, new, corpus.corrections(new), outputs) for old, new in declared]
    keys, held = {pair.id: pair.key() for pair in pairs}, _read_keys(outputs)
    stale = [pair for pair in pairs if held.get(pair.id) != [keys[pair.id], file_digest(pair.path)]]
    standing = {id: held[id] for id in keys.keys() - {pair.id for pair in stale}}
    if standing != held:
        _write_keys(outputs, standing)  # what is about to be written again vouches for nothing
    together(executor, _write, stale)
    written = tuple(pair.path for pair in pairs)
    wanted = set(written)
    for path in sorted((outputs / FOLDER).glob("*/*.json")):
        if path not in wanted:
            path.unlink()
    if stale:
        _write_keys(outputs, {pair.id: [keys[pair.id], file_digest(pair.path)] for pair in pairs})
    return written


def _write(pair: _ComparisonJob) -> str | Failure:
    return attempt(str(pair.path), _compare, pair)


def _compare(pair: _ComparisonJob) -> str:
    old, new = (read_result(pair.outputs / id) for id in (pair.old, pair.new))
    found = compare(old, new, declared=True, corrections=read_corrections(pair.corrections))
    replace_text(pair.path, to_json(found))
    return pair.id


def _write_keys(outputs: Path, made: dict[str, list[str]]) -> None:
    text = json.dumps(made, ensure_ascii=False, sort_keys=True, indent=1)
    replace_text(outputs / FOLDER / MADE, text + "\n")


def _read_keys(outputs: Path) -> dict[str, list[str]]:
    """Return of each comparison the digest of what it was made from, and its own."""
    try:
        held = json.loads((outputs / FOLDER / MADE).read_bytes())
    except (OSError, ValueError):
        return {}
    return held if isinstance(held, dict) else {}


def comparison_files(outputs: Path, plans: Container[str]) -> dict[tuple[str, str], Path]:
    """Return what stands in outputs/comparisons/ of these plans, by the ids of the older and the newer plan."""
    paths = sorted((outputs / FOLDER).glob("*/*.json"))
    return {(path.parent.name, path.stem): path for path in paths if path.parent.name in plans and path.stem in plans}


def read_comparisons(outputs: Path) -> tuple[Comparison, ...]:
    """Read what stands in outputs/comparisons/, by older then newer plan."""
    paths = sorted((outputs / FOLDER).glob("*/*.json"))
    return tuple(Comparison.model_validate_json(path.read_bytes()) for path in paths)
