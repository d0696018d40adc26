"""Extract many files without a corpus, side by side in processes that can be ended."""

from collections import deque
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from pipeline.executors import Executor, Lost
from pipeline.executors.attempt import Failure, attempt
from pipeline.run.any_file import extract_file, plan_stem
from pipeline.store.results import Result
from pipeline.views.counts import plan_counts
from pipeline.views.reading_state import advice, reading_state


class FileOutcome(NamedTuple):
    """What became of a file."""

    file: Path
    plans: tuple[dict[str, Any], ...] = ()
    """Of each plan the header and the number of its facts."""
    warnings: tuple[str, ...] = ()
    failure: Failure | None = None


class FilesOfStem(NamedTuple):
    """Files whose plans may ask for the same ids; the first one gets them, so they are extracted one after another."""

    files: tuple[Path, ...]
    out: Path

    @property
    def id(self) -> str:
        """Return the first file, which a message about the job begins with."""
        return str(self.files[0])


def extract_files(files: Sequence[Path], out: Path, executor: Executor) -> Iterator[FileOutcome]:
    """Extract each file once into OUT/<plan-id>/ and yield what became of it, in the order given."""
    by_stem: dict[str, list[Path]] = {}
    waiting = deque(dict.fromkeys(files))
    for path in waiting:
        # A file with several plans has the ids stem--2, stem--3 …, which another file may be named after.
        by_stem.setdefault(plan_stem(path).partition("--")[0], []).append(path)
    ended: dict[Path, FileOutcome] = {}
    for job, done in executor.run(extract_group, [FilesOfStem(tuple(same), out) for same in by_stem.values()]):
        if isinstance(done, Lost):
            done = tuple(FileOutcome(path, failure=Failure(done.why, None)) for path in job.files)
        ended.update((outcome.file, outcome) for outcome in done)
        while waiting and waiting[0] in ended:
            yield ended.pop(waiting.popleft())


def extract_group(job: FilesOfStem) -> tuple[FileOutcome, ...]:
    """Extract the files of a job in their order."""
    return tuple(_extract(path, job.out) for path in job.files)


def _extract(path: Path, out: Path) -> FileOutcome:
    results = attempt(str(path), extract_file, path, out)
    if isinstance(results, Failure):
        return FileOutcome(path, failure=results)
    warnings = [
        advice(result.plan, str(path))
        for result in results
        if reading_state(result.plan) not in ("read", "not measured")
    ]
    if not any(result.plan.tasks for result in results):
        warnings.append(f"{path}: no task was found; if it is a plan, run: gangmu coverage {path}")
    return FileOutcome(path, tuple(map(plan_summary, results)), tuple(warnings))


def plan_summary(result: Result) -> dict[str, Any]:
    """Return the header of a plan and the number of its facts."""
    plan = result.plan
    return {
        "id": plan.plan.id,
        "title": plan.plan.title,
        "number": plan.plan.number,
        "issuers": list(plan.plan.issuers),
        "issued_on": plan.plan.issued_on,
        "status": plan.plan.status,
        "period": plan.plan.period.as_declared(),
        **plan_counts(plan),
        "unread": plan.coverage.unread if plan.coverage else None,
        "state": reading_state(plan),
    }
