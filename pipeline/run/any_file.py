"""Any file to plans, under an id that no other file holds."""

import re
from collections.abc import Callable
from pathlib import Path

from extractors.errors import UnreadableError
from pipeline.corpus.manifest import RESERVED
from pipeline.store.results import Result
from pipeline.store.write import digest, drop_parts, owner, write_results

_UNFIT = re.compile(r"""[\s\x00-\x1f\\/:*?"<>|\#%&-]+""")

Extract = Callable[[Path, str], tuple[Result, ...]]


def extract_results(path: Path, plan_id: str) -> tuple[Result, ...]:
    """Extract the plans of a file; UnreadableError where the file cannot be read."""
    from extractors import extract  # brings the language tools along: a second that --help does not need

    try:
        return tuple(Result(plan, document) for plan, document in extract(path, plan_id))
    except OSError as error:
        raise UnreadableError(str(path), f"it cannot be read ({error.strerror or error})", "check the file") from error


def extract_file(path: Path, out: Path, extract: Extract = extract_results) -> tuple[Result, ...]:
    """Extract a file into OUT/<plan-id>/ and return what was written.

    The id is the file's stem. Where it names another file's plan, eight digits of the file's own SHA-256 are added, so
    that nothing is overwritten and the same file finds the same id again.
    """
    sha256 = digest(path)
    stem = plan_stem(path)
    for plan_id in (stem, f"{stem}--{sha256[:8]}"):
        if owner(out / plan_id) not in (None, sha256):
            continue
        results = extract(path, plan_id)
        ids = [result.plan.plan.id for result in results]
        if all(owner(out / id) in (None, sha256) for id in ids):
            write_results(results, out)
            drop_parts(plan_id, sha256, ids, out)
            return results
    place = f"{out / stem} and {stem}--{sha256[:8]} hold the plans of other files"
    raise UnreadableError(str(path), place, "name another folder with --out")


def plan_stem(path: Path) -> str:
    """Return the file's stem as a plan id: white space and signs that folders cannot hold become one hyphen."""
    stem = _UNFIT.sub("-", path.stem)[:80].strip("-. ") or "plan"
    return f"{stem}-plan" if stem.lower() in RESERVED else stem
