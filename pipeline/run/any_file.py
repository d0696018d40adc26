"""Extract the plans of any file, under an id that no other file uses."""

import re
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

from extractors.errors import UnreadableError
from pipeline.corpus.manifest import is_reserved
from pipeline.errors import StoppedError
from pipeline.executors import Lost
from pipeline.executors.attempt import Failure, attempt
from pipeline.executors.pool import Bounds, Pool
from pipeline.executors.worker import NEEDED, fork_context
from pipeline.run.refine import audit_result
from pipeline.store.results import Result
from pipeline.store.write import digest, drop_parts, owner, write_results

_UNFIT = re.compile(r"""[\s\x00-\x1f\\/:*?"<>|\#%&-]+""")

Extract = Callable[[Path, str], tuple[Result, ...]]


def extract_results(path: Path, plan_id: str) -> tuple[Result, ...]:
    """Extract the plans of a file; UnreadableError if the file cannot be read."""
    from extractors import extract  # imports the language tools, which takes a second that --help should not pay

    try:
        return tuple(Result(plan, document) for plan, document in extract(path, plan_id))
    except OSError as error:
        raise UnreadableError(str(path), f"it cannot be read ({error.strerror or error})", "check the file") from error


def import_before_copying() -> None:
    """Import what extraction needs, if processes are copies of this one: each copy would take a second to import it."""
    for name in NEEDED if fork_context() else ():
        import_module(name)


class _FileJob(NamedTuple):
    path: Path
    plan_id: str
    extract: Extract

    @property
    def id(self) -> str:
        return str(self.path)


def extract_apart(
    path: Path, plan_id: str, bounds: Bounds | None = None, extract: Extract = extract_results
) -> tuple[Result, ...]:
    """Extract the plans of a file in a process of its own, which ends at the bounds of a job.

    UnreadableError if the file cannot be read, StoppedError if the process exceeded its bounds or met a bug.
    """
    import_before_copying()
    ((_, done),) = Pool(1, bounds).run(_extract_job, [_FileJob(path, plan_id, extract)])
    if isinstance(done, Lost):
        raise StoppedError(done.why)
    if isinstance(done, Failure):
        raise StoppedError(done.sentence, done.trace)
    if isinstance(done, UnreadableError):
        raise done
    return done


def _extract_job(job: _FileJob) -> tuple[Result, ...] | UnreadableError | Failure:
    return attempt(job.id, _results_or_error, job)


def _results_or_error(job: _FileJob) -> tuple[Result, ...] | UnreadableError:
    try:
        return job.extract(job.path, job.plan_id)
    except UnreadableError as error:
        return error  # as it is: the caller may need its parts


def extract_file(path: Path, out: Path, extract: Extract = extract_results) -> tuple[Result, ...]:
    """Extract and audit a file into OUT/<plan-id>/ and return what was written.

    The id is the stem of the file name. If another file's plan already has it, eight digits of this file's SHA-256 are
    added, so that nothing is overwritten and the same file always gets the same id.
    """
    sha256 = digest(path)
    stem = plan_stem(path)
    for plan_id in (stem, f"{stem}--{sha256[:8]}"):
        if owner(out / plan_id) not in (None, sha256):
            continue
        results = tuple(map(audit_result, extract(path, plan_id)))
        ids = [result.plan.plan.id for result in results]
        if all(id == plan_id or owner(out / id) in (None, sha256) for id in ids):
            write_results(results, out)
            drop_parts(plan_id, sha256, ids, out)
            return results
    place = f"{out / stem} and {stem}--{sha256[:8]} contain plans of other files"
    raise UnreadableError(str(path), place, "choose another folder with --out")


def plan_stem(path: Path) -> str:
    """Return the file's stem as a plan id: white space and characters not allowed in folder names become hyphens."""
    stem = _UNFIT.sub("-", path.stem)[:80].strip("-. ") or "plan"
    return f"{stem}-plan" if is_reserved(stem) else stem
