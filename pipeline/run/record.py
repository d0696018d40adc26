"""Write outputs/run.json: what the last run did, in numbers. It is the only output that differs between equal runs."""

import json
import os
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from pipeline.atomic import replace_text
from pipeline.store.lock import LOCK
from pipeline.store.tree_stamp import CODE, stamp_of

if TYPE_CHECKING:  # reading the record of a run after which nothing changed needs no model
    from pipeline.run.document import Outcome

RECORD = "run.json"
STATES = ("made", "kept", "failed")


class RunRecord(NamedTuple):
    """The figures of one run."""

    began: str
    """UTC, ISO 8601."""
    seconds: float
    executor: str
    documents: dict[str, int]
    """Number of documents by state."""
    begun: dict[str, int]
    """Number of documents processed, by the first stage that was repeated."""
    facts: int
    findings: int
    """Facts and findings of all plans in outputs/, unchanged ones included."""
    failures: dict[str, int]
    """Number of failed documents by cause: source, program, process."""
    stages: dict[str, float]
    """Seconds by stage, summed over all workers; ``products`` is elapsed time."""
    failed: list[dict[str, str]]
    products: dict[str, list[str]] = {}  # noqa: RUF012  (never written to)
    """Paths of the products below outputs/, by name."""
    read: str = ""
    """Stamp of all that it read, from before it read any of it; empty if something failed, or if there can be none."""
    written: str = ""
    """Stamp of all other files of outputs/ after it."""


def record(
    outcomes: "Sequence[Outcome]", began: str, seconds: float, executor: str, products: Mapping[str, float]
) -> RunRecord:
    """Sum up the outcomes of a run."""
    states: Counter[str] = Counter(outcome.state for outcome in outcomes)
    stages: Counter[str] = Counter()
    for outcome in outcomes:
        stages.update(outcome.seconds)
    stages.update(products)
    return RunRecord(
        began,
        round(seconds, 3),
        executor,
        {state: states[state] for state in STATES},
        dict(Counter(outcome.begun for outcome in outcomes if outcome.begun)),
        sum(outcome.facts for outcome in outcomes),
        sum(outcome.findings for outcome in outcomes),
        dict(Counter(outcome.cause for outcome in outcomes if outcome.cause)),
        {name: round(taken, 3) for name, taken in stages.items()},
        [{"id": o.id, "cause": o.cause or "", "why": o.why} for o in outcomes if o.state == "failed"],
    )


def write_record(run: RunRecord, outputs: Path) -> Path:
    """Write run.json."""
    text = json.dumps(run._asdict(), ensure_ascii=False, indent=1) + "\n"
    return replace_text(outputs / RECORD, text, synced=True)


def stamp_inputs(corpus: Path) -> str:
    """Return a stamp of all that a run reads, to be taken before it reads any of it; empty if there can be none."""
    settings = sorted(item for item in os.environ.items() if item[0].startswith("GANGMU_"))
    return stamp_of((*CODE, corpus), settings=repr(settings))


def with_products(run: RunRecord, products: Mapping[str, Sequence[Path]], outputs: Path) -> RunRecord:
    """Return the record with the paths of the products."""
    return run._replace(
        products={name: [path.relative_to(outputs).as_posix() for path in group] for name, group in products.items()}
    )


def with_stamps(run: RunRecord, read: str, outputs: Path) -> RunRecord:
    """Return the record of a run without failures with the stamps by which the next run knows that nothing changed.

    The folder must still be locked, and ``read`` be the stamp of the inputs from before the run.
    """
    return run._replace(read=read, written=_stamp_outputs(outputs))


def unchanged_run(read: str, outputs: Path) -> RunRecord | None:
    """Return the record of the last run if it had no failures, read the same, and nobody wrote to outputs/ since.

    Documents that it made count as kept. ``read`` is the stamp of the inputs as they are now.
    """
    try:
        last = RunRecord(**json.loads((outputs / RECORD).read_bytes()))
        kept = last.documents["made"] + last.documents["kept"]
        rows(last)
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None
    if not isinstance(last.products, dict):  # somebody changed the record
        return None
    if not (read and last.written) or last.read != read or last.written != _stamp_outputs(outputs):
        return None
    return last._replace(documents={"made": 0, "kept": kept, "failed": 0}, begun={}, stages={})


def _stamp_outputs(outputs: Path) -> str:
    own = {os.path.join(outputs, name) for name in (RECORD, LOCK)}  # noqa: PTH118  (a Path drops the ./ of scandir)
    return stamp_of((outputs,), own)


def rows(run: RunRecord) -> list[tuple[str, Any]]:
    """Return the run as (name, text) rows for the terminal."""
    made = [("documents", ", ".join(f"{run.documents[s]} {s}" for s in STATES if run.documents[s] or s == "made"))]
    if run.begun:
        made.append(("begun with", ", ".join(f"{stage} {number}" for stage, number in run.begun.items())))
    made += [("facts", f"{run.facts:,}"), ("findings", f"{run.findings:,}")]
    if run.failures:
        made.append(("failures", ", ".join(f"{cause} {number}" for cause, number in run.failures.items())))
    taken = ", ".join(f"{stage} {seconds:.1f}" for stage, seconds in run.stages.items())
    return [*made, ("seconds", f"{run.seconds:.1f}" + (f" (by stage, workers added: {taken})" if taken else ""))]
