"""The main job: every document of the corpus to outputs/<plan-id>/, and only what changed done again."""

import json
import shutil
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Literal, NamedTuple

from extractors.errors import UnreadableError
from pipeline.attempt import Failure, attempt
from pipeline.corpus import Corpus, Entry
from pipeline.extraction import extract_results
from pipeline.fingerprint import code_version, digest_of, file_digest
from pipeline.refine import refine
from pipeline.results import Result, replace_text
from pipeline.store import digest, write_results

MADE = "made.json"
"""Written last into a document's folder: what the folder was made from, and which plans came of it."""


CODE = (
    "schemas",
    "extractors",
    "pipeline.audit",
    "pipeline.authority",
    "pipeline.corrections",
    "pipeline.naming",
    "pipeline.refine",
    "pipeline.unit_resolution",
)
"""Packages and modules whose change can change a plan.json."""


class Outcome(NamedTuple):
    """What became of one document."""

    id: str
    state: Literal["made", "kept", "failed"]
    plans: tuple[str, ...]
    """Ids of the plans that stand in outputs/ for it: after a failure, those of its last good run."""
    why: str
    """Why it was made anew or failed; empty where it was kept."""
    trace: str | None = None
    """The traceback where the program itself is at fault."""


Extract = Callable[[Path, str], tuple[Result, ...]]


def run_documents(corpus: Corpus, outputs: Path, extract: Extract = extract_results) -> Iterator[Outcome]:
    """Yield one outcome a document, in the manifest's order. A document that fails leaves all others, and its own last
    good output, as they are.
    """
    for entry in corpus.entries:
        done = attempt(entry.file, run_document, corpus, entry, outputs, extract)
        if isinstance(done, Failure):
            yield Outcome(entry.id, "failed", _made(outputs / entry.id).plans, done.sentence, done.trace)
        else:
            yield done


def run_document(corpus: Corpus, entry: Entry, outputs: Path, extract: Extract = extract_results) -> Outcome:
    """Make one document's plans, or keep them where nothing they depend on has changed."""
    path = corpus.path(entry)
    sha256 = digest(path)
    if sha256 != entry.sha256:
        reason = f"its content is not the one that plans.yml registers for {entry.id} (SHA-256 {sha256[:12]}…)"
        raise UnreadableError(str(path), reason, "restore the file, or write the new SHA-256 into plans.yml")
    folder = outputs / entry.id
    now = depends_on(corpus, entry)
    made = _made(folder)
    if made.depends == now and all((outputs / id / "plan.json").is_file() for id in made.plans):
        return Outcome(entry.id, "kept", made.plans, "")
    results = tuple(refine(result, corpus, entry) for result in extract(path, entry.id))
    plans = tuple(result.plan.plan.id for result in results)
    write_results(results, outputs)
    _drop(outputs, entry.id, (id for id in made.plans if id not in plans))
    replace_text(folder / MADE, _json({"depends": now, "plans": plans}))
    changed = sorted(name for name in now if made.depends.get(name) != now[name])
    return Outcome(entry.id, "made", plans, f"changed: {', '.join(changed)}" if made.depends else "new")


def depends_on(corpus: Corpus, entry: Entry) -> dict[str, str]:
    """Return what the plans of a document depend on, each as a digest."""
    ids = (entry.id, *sorted(path.stem for path in corpus.corrections(entry.id).parent.glob(f"{entry.id}--*.yml")))
    return {
        "source": entry.sha256,
        "manifest": digest_of([entry.model_dump_json()]),
        "code": code_version(*CODE),
        "units": file_digest(corpus.authority),
        "corrections": digest_of(file_digest(corpus.corrections(id)) for id in ids),
    }


def drop_unregistered(corpus: Corpus, outputs: Path) -> tuple[str, ...]:
    """Remove the outputs of documents that the manifest no longer names; only folders that a run made are touched."""
    ids = {entry.id for entry in corpus.entries}
    dropped: list[str] = []
    for mark in sorted(outputs.glob(f"*/{MADE}")):
        if mark.parent.name in ids:
            continue
        id = mark.parent.name
        dropped += _drop(outputs, id, dict.fromkeys((*_made(mark.parent).plans, id)))
    return tuple(dropped)


def _drop(outputs: Path, id: str, plans: Iterable[str]) -> list[str]:
    """Remove the folders of a document's plans; a name that is not one of its parts is left alone."""
    there = [plan for plan in plans if plan.partition("--")[0] == id and (outputs / plan).is_dir()]
    for plan in there:
        shutil.rmtree(outputs / plan)
    return there


class _Made(NamedTuple):
    depends: dict[str, str]
    plans: tuple[str, ...]


def _made(folder: Path) -> _Made:
    """Read what a folder was made from; nothing where no run finished there."""
    try:
        held = json.loads((folder / MADE).read_bytes())
        return _Made(dict(held["depends"]), tuple(held["plans"]))
    except (OSError, ValueError, KeyError, TypeError):
        return _Made({}, ())


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, indent=1) + "\n"
