"""Process each document into outputs/<plan-id>/, redoing only what changed."""

import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

from pipeline.corpus.manifest import Corpus, Entry
from pipeline.executors import SERIAL, Executor, Lost
from pipeline.executors.attempt import Failure, attempt
from pipeline.run.document import Job, Outcome, changes, check_source, do_document, failure_outcome, stands
from pipeline.run.stages import STAGES, Stages
from pipeline.store.built_from import MADE, depends_on, read_made
from pipeline.store.commit import is_part, settle

__all__ = ["Outcome", "drop_unregistered", "run_documents"]

MANY = 3
"""Documents from which what they need is loaded before the processes start: one that was corrected may need little."""


def run_documents(
    corpus: Corpus, outputs: Path, stages: Stages = STAGES, executor: Executor = SERIAL
) -> Iterator[Outcome]:
    """Yield one outcome per document: unchanged and unreadable ones first, then the others as they finish.

    A document that fails affects no other document, and its last successful output is left in place.
    """
    settle(outputs)
    bare = corpus._replace(entries=())
    jobs: list[Job] = []
    for entry in corpus.entries:
        unchanged = attempt(entry.file, _unchanged_outcome, corpus, entry, outputs)
        if isinstance(unchanged, Failure):
            yield failure_outcome(entry, outputs, unchanged)
        elif unchanged is not None:
            yield unchanged
        else:
            jobs.append(Job(bare, entry, outputs, stages))
    _prepare(jobs)
    for job, done in executor.run(do_document, jobs):
        yield (
            failure_outcome(job.entry, outputs, Failure(done.why, None), "process") if isinstance(done, Lost) else done
        )


def _prepare(jobs: Sequence[Job]) -> None:
    """Load what every document needs, so that processes that are copies of this one need not load it each for itself."""
    if len(jobs) >= MANY:
        jobs[0].stages.prepare()
        depends_on(jobs[0].corpus, jobs[0].entry, "")  # the digests of the code, which are the same for all


def _unchanged_outcome(corpus: Corpus, entry: Entry, outputs: Path) -> Outcome | None:
    """Return the outcome of a document whose output is up to date; None if it has to be processed."""
    check_source(corpus, entry)
    made = read_made(outputs / entry.id)
    if not stands(made, outputs) or changes(made, depends_on(corpus, entry, made.format)):
        return None
    return Outcome(entry.id, "kept", made.plans, "", facts=made.facts, findings=made.findings)


def drop_unregistered(corpus: Corpus, outputs: Path) -> tuple[str, ...]:
    """Remove the outputs of documents that are no longer in the manifest, but only folders that a run wrote."""
    ids = {entry.id for entry in corpus.entries}
    dropped: list[str] = []
    for mark in sorted(outputs.glob(f"*/{MADE}")):
        id = mark.parent.name
        if id in ids:
            continue
        for plan in dict.fromkeys((*read_made(mark.parent).plans, id)):
            if is_part(plan, id) and (outputs / plan).is_dir():
                shutil.rmtree(outputs / plan)
                dropped.append(plan)
    return tuple(dropped)
