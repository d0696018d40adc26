"""Process one document: read, extract, refine, write. Runs in a worker process or in this one."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal, NamedTuple

from extractors.errors import UnreadableError
from pipeline.corpus.manifest import Corpus, Entry
from pipeline.errors import OutputError
from pipeline.executors.attempt import Failure, attempt
from pipeline.run.refine import refine
from pipeline.run.stages import STAGES, Stages, load_document, load_facts, save_document, save_facts
from pipeline.store.build_record import is_damaged
from pipeline.store.built_from import MADE, Made, depends_on, key, read_made
from pipeline.store.commit import commit, is_part
from pipeline.store.digests import text_digest
from pipeline.store.results import Result
from pipeline.store.skipped import skip_reason
from pipeline.store.write import checked_json, digest
from schemas import Document, Plan
from schemas.plan_fields import QUOTED_LISTS

Stage = Literal["read", "extract", "refine"]
Cause = Literal["source", "program", "process", "output"]


class Job(NamedTuple):
    """One document to process. ``corpus`` has no entries here: the job is pickled for another process."""

    corpus: Corpus
    entry: Entry
    outputs: Path
    stages: Stages = STAGES

    @property
    def id(self) -> str:
        """Return the document's id."""
        return self.entry.id


class Outcome(NamedTuple):
    """The result of processing one document."""

    id: str
    state: Literal["made", "kept", "failed"]
    plans: tuple[str, ...]
    """Ids of its plans in outputs/; after a failure, those of the last successful run."""
    why: str
    """Why it was processed again or failed; empty if it was unchanged."""
    trace: str | None = None
    """The traceback, if the failure is a bug."""
    begun: Stage | None = None
    """The first stage that was repeated; None if none was."""
    cause: Cause | None = None
    """Where a failure comes from: the document, the program, the worker process, or the output folder."""
    facts: int = 0
    findings: int = 0
    seconds: dict[str, float] = {}  # noqa: RUF012  (never written to: each outcome of a run brings its own)
    """Seconds by stage."""
    damaged: tuple[str, ...] = ()
    """Paths below outputs/ of files that were not as the last run wrote them, and were made again."""


def failure_outcome(entry: Entry, outputs: Path, failure: Failure, cause: Cause | None = None) -> Outcome:
    """Return the outcome of a document that failed; the output of its last successful run is left in place."""
    made = read_made(outputs / entry.id)
    found_cause: Cause = "output" if failure.output else "program" if failure.trace else cause or "source"
    return Outcome(
        entry.id, "failed", made.plans, failure.sentence, failure.trace, None, found_cause, made.facts, made.findings
    )


def do_document(job: Job) -> Outcome:
    """Process one document; a failure of any kind is returned as its outcome."""
    done = attempt(job.entry.file, _make, job)
    return failure_outcome(job.entry, job.outputs, done) if isinstance(done, Failure) else done


def check_source(corpus: Corpus, entry: Entry) -> Path:
    """Return the path of the document; UnreadableError if its content is not what was registered."""
    path = corpus.path(entry)
    sha256 = digest(path)
    if sha256 != entry.sha256:
        reason = f"its content differs from what plans.yml registers for {entry.id} (SHA-256 {sha256[:12]}…)"
        raise UnreadableError(str(path), reason, "restore the file, or enter the new SHA-256 in plans.yml")
    return path


def stands(made: Made, outputs: Path) -> bool:
    """Return whether the files of the document's plans are as they were written and none was skipped as unreadable."""
    return (
        bool(made.plans) and not any(skip_reason(outputs / id) for id in made.plans) and not made.damaged_files(outputs)
    )


def damage(made: Made, outputs: Path, id: str) -> tuple[str, ...]:
    """Return the paths below outputs/ of the document's files that are not as they were written, made.json included."""
    record = f"{id}/{MADE}"
    return (record,) if is_damaged(outputs / record) else made.damaged_files(outputs)


def changes(made: Made, now: dict[str, str]) -> tuple[str, ...]:
    """Return the names of the inputs that changed since the folder was built."""
    return tuple(sorted(name for name in now if made.depends.get(name) != now[name]))


def _make(job: Job) -> Outcome:
    corpus, entry, outputs, stages = job
    path = check_source(corpus, entry)
    folder = outputs / entry.id
    made = read_made(folder)
    damaged = damage(made, outputs, entry.id)
    seconds: dict[str, float] = {}
    begun: Stage = "refine"
    try:
        now = depends_on(corpus, entry, made.format)
        document = load_document(folder, key(now, "read")) if made.format else None
        if document is None:
            begun = "read"
            with _timer(seconds, "read"):
                document = _read(stages, path)
            now = depends_on(corpus, entry, document.format)  # only now is it known which reader applies
            save_document(folder, key(now, "read"), document)
        with _timer(seconds, "extract"):
            facts = load_facts(folder, key(now, "extract", entry.id), document)
            if facts is None:
                begun = "read" if begun == "read" else "extract"
                facts = stages.extract(document, entry.id)
                save_facts(folder, key(now, "extract", entry.id), facts, document)
        with _timer(seconds, "refine"):
            results = tuple(refine(result, corpus, entry) for result in facts)
        with _timer(seconds, "write"):
            new = _write(job, results, Made(now, (), document.format), made)
    except OSError as error:
        raise OutputError.of(str(folder), error) from error
    changed = changes(made, now)
    why = f"changed: {', '.join(changed)}" if changed else "its output was incomplete"
    why = f"damaged: {', '.join(damaged)}" if damaged else why if made.depends else "new"
    return Outcome(entry.id, "made", new.plans, why, None, begun, None, new.facts, new.findings, seconds, damaged)


def _read(stages: Stages, path: Path) -> Document:
    try:
        return stages.read(path)
    except OSError as error:
        raise UnreadableError(str(path), f"it cannot be read ({error.strerror or error})", "check the file") from error


def _write(job: Job, results: tuple[Result, ...], made: Made, before: Made) -> Made:
    ids = tuple(result.plan.plan.id for result in results)
    findings = sum(len(result.plan.findings) for result in results)
    made = made._replace(plans=ids, facts=sum(count_facts(result.plan) for result in results), findings=findings)
    files: dict[str, str] = {}
    for result, id in zip(results, ids, strict=True):
        files[f"{id}/document.json"] = checked_json(result.document)
        files[f"{id}/plan.json"] = checked_json(result.plan)
    made = made._replace(files={name: text_digest(text) for name, text in files.items()})
    gone = [id for id in before.plans if id not in ids and is_part(id, job.id) and (job.outputs / id).is_dir()]
    commit(job.outputs, job.id, files | {f"{job.id}/{MADE}": made.text()}, gone)
    return made


def count_facts(plan: Plan) -> int:
    """Return the number of facts of a plan that quote a passage, without findings."""
    return sum(len(getattr(plan, field.name)) for field in QUOTED_LISTS)


@contextmanager
def _timer(seconds: dict[str, float], stage: str) -> Iterator[None]:
    start = time.perf_counter()
    yield
    seconds[stage] = time.perf_counter() - start
