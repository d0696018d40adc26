"""Write outputs/run.json: what the last run did, in numbers. It is the only output that differs between equal runs."""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from pipeline.atomic import replace_text
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


def record(
    outcomes: Sequence[Outcome], began: str, seconds: float, executor: str, products: Mapping[str, float]
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
