"""The command `gangmu run`: process the whole corpus."""

import time
from collections.abc import Iterable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.cli.add import CorpusDir, Json, OutputsDir
from pipeline.cli.console import emit, one_sentence, say, show, track, warn

if TYPE_CHECKING:
    from pipeline.corpus.manifest import Corpus
    from pipeline.executors import Executor
    from pipeline.executors.attempt import Failure
    from pipeline.run.documents import Outcome
    from pipeline.run.products import Built
    from pipeline.run.record import RunRecord


Workers = Annotated[
    int | None,
    typer.Option(
        "--workers",
        min=0,
        envvar="GANGMU_WORKERS",
        help="Number of worker processes (default: all cores; 0: run in this process).",
    ),
]


NO_LIMIT = 1e9
"""Seconds and GB for building products: the limits of --timeout and --memory are those of one document."""


def run(
    corpus_dir: CorpusDir = Path("corpus"),
    outputs_dir: OutputsDir = Path("outputs"),
    explain: Annotated[
        bool,
        typer.Option("--explain", help="Show why each document was processed or skipped, with tracebacks."),
    ] = False,
    workers: Workers = None,
    scheduler: Annotated[
        str | None, typer.Option("--scheduler", help="Run on the Dask cluster at this address.", metavar="ADDRESS")
    ] = None,
    timeout: Annotated[float, typer.Option("--timeout", min=1, help="Time limit per document, in seconds.")] = 1800,
    memory: Annotated[float, typer.Option("--memory", min=0.1, help="Memory limit per document, in GB.")] = 4,
    as_json: Json = False,
) -> None:
    """Process the corpus into outputs/: plans, tables, graph and report. Only what changed is redone."""
    from pipeline.corpus.lock import PATIENCE
    from pipeline.corpus.manifest import read_corpus
    from pipeline.executors.attempt import Failure, attempt
    from pipeline.executors.garbage import collect_rarely
    from pipeline.run.documents import drop_unregistered, run_documents
    from pipeline.run.record import record, write_record
    from pipeline.run.stages import STAGES
    from pipeline.store.lock import outputs_lock
    from pipeline.store.remote import readable_copy, writable_copy
    from pipeline.store.skipped import skipped_plans

    collect_rarely()
    began, start = datetime.now(UTC).isoformat(timespec="seconds"), time.perf_counter()
    with one_sentence(), readable_copy(corpus_dir) as corpus_here, writable_copy(outputs_dir) as outputs_here:
        if scheduler:  # its workers may have started in other folders
            corpus_here, outputs_here = corpus_here.absolute(), outputs_here.absolute()
        corpus = read_corpus(corpus_here)
        with outputs_lock(outputs_here, PATIENCE):
            drop_unregistered(corpus, outputs_here)
            executor, name = _executor(workers, scheduler, timeout, memory)
            running = run_documents(corpus, outputs_here, STAGES, executor)
            outcomes = _collect(track(running, len(corpus.entries), "Documents"), corpus)
            _warn_of_damage(outcomes, outputs_here)
            middle = time.perf_counter()
            unlimited, _ = _executor(workers, scheduler, NO_LIMIT, NO_LIMIT)
            built = _products(corpus, outputs_here, unlimited)
            end = time.perf_counter()
            left_out = tuple(skipped_plans(outputs_here).values())
            run_record = record(outcomes, began, end - start, name, {"products": end - middle})
            attempt(str(outputs_here), write_record, run_record, outputs_here)
    _warn(failures := _failures(outcomes, built, left_out), explain)
    _report(outcomes, () if isinstance(built, Failure) else built, run_record, as_json, explain)
    if failures:
        raise typer.Exit(1)


def _report(
    outcomes: "list[Outcome]", products: "tuple[Built, ...]", run_record: "RunRecord", as_json: bool, explain: bool
) -> None:
    if as_json:
        _emit(outcomes, products, run_record)
    else:
        _show(outcomes, products, run_record, explain)


def _failures(
    outcomes: "Iterable[Outcome]", built: "tuple[Built, ...] | Failure", left_out: "Iterable[str]"
) -> "list[Failure]":
    """Return what failed: documents, the products, and plans that the products leave out (a sentence each)."""
    from pipeline.executors.attempt import Failure

    failed = [Failure(outcome.why, outcome.trace) for outcome in outcomes if outcome.state == "failed"]
    failed += [built] if isinstance(built, Failure) else []
    return failed + [Failure(why, None) for why in left_out]


def _collect(running: "Iterable[Outcome]", corpus: "Corpus") -> "list[Outcome]":
    """Return the outcomes in the order of the manifest; OutputStoppedError if the output folder cannot be written."""
    from pipeline.errors import OutputStoppedError

    done: dict[str, Outcome] = {}
    for outcome in running:
        if outcome.cause == "output":
            raise OutputStoppedError(outcome.why)
        done[outcome.id] = outcome
    return [done[entry.id] for entry in corpus.entries]


def _warn_of_damage(outcomes: "list[Outcome]", outputs: Path) -> None:
    from pipeline.run.products import damage_sentence

    for outcome in outcomes:
        if outcome.damaged:
            warn(damage_sentence(outputs, outcome.damaged, f"{outcome.id} was extracted again"))


def _products(corpus: "Corpus", outputs: Path, executor: "Executor") -> "tuple[Built, ...] | Failure":
    """Build the products and show progress."""
    from pipeline.executors.attempt import attempt
    from pipeline.executors.watched import Watched
    from pipeline.run.products import build_products

    watched = Watched(executor, partial(track, doing="Products"))
    return attempt(str(outputs), build_products, corpus, outputs, watched, warn)


def _executor(workers: int | None, scheduler: str | None, timeout: float, memory: float) -> "tuple[Executor, str]":
    """Return the executor and its name in run.json."""
    if scheduler:
        from pipeline.executors.cluster import Cluster

        return Cluster(scheduler), "dask"
    if workers == 0:
        from pipeline.executors import SERIAL

        return SERIAL, "serial"
    from pipeline.executors.pool import Bounds, Pool, cores

    count = workers or cores()
    return Pool(count, Bounds(timeout, int(memory * 1e9))), f"pool of {count}"


def _warn(failures: "list[Failure]", explain: bool) -> None:
    for failure in failures:
        warn(failure.sentence)
        if explain and failure.trace:
            warn(failure.trace)


def _emit(outcomes: "list[Outcome]", products: "tuple[Built, ...]", run_record: "RunRecord") -> None:
    emit(
        {
            "documents": [outcome._asdict() for outcome in outcomes],
            "products": {b.name: [str(path) for path in b.paths] for b in products},
            "run": run_record._asdict(),
        }
    )


def _show(outcomes: "list[Outcome]", products: "tuple[Built, ...]", run_record: "RunRecord", explain: bool) -> None:
    from pipeline.run.record import rows

    if explain:
        lines = [(o.id, o.state, o.begun or "", o.why or "nothing changed") for o in outcomes]
        show("", ("document", "state", "begun with", "why"), lines)
    for name, value in rows(run_record):
        say(f"{name.capitalize()}: {value}")
    for name, paths in products:
        say(f"{name.capitalize()}: {', '.join(str(path) for path in paths)}")
        if name == "report" and not paths:
            say("The report of so many plans is shown by: gangmu serve (or printed by: gangmu report --static).")


COMMANDS = (run,)
