"""The command `gangmu run`: process the whole corpus."""

import time
from collections.abc import Iterable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

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
    from pipeline.run.record import stamp_inputs
    from pipeline.store.remote import readable_copy, writable_copy

    began = datetime.now(UTC).isoformat(timespec="seconds")
    with one_sentence(), readable_copy(corpus_dir) as corpus_here, writable_copy(outputs_dir) as outputs_here:
        read = stamp_inputs(corpus_here)
        if not (explain or as_json) and _nothing_changed(read, outputs_here, began):
            return
        asked = _Asked(workers, scheduler, timeout, memory, explain, as_json)
        failed = _process(corpus_here, outputs_here, asked, began, read)
    if failed:
        raise typer.Exit(1)


def _nothing_changed(read: str, outputs: Path, began: str) -> bool:
    """Report a run that has nothing to do, and return whether this is one. ``read`` is the stamp of the inputs."""
    from pipeline.corpus.lock import PATIENCE
    from pipeline.run.record import RECORD, unchanged_run, write_record
    from pipeline.store.lock import outputs_lock

    start = time.perf_counter()
    if not (outputs / RECORD).is_file():
        return False
    with outputs_lock(outputs, PATIENCE):
        last = unchanged_run(read, outputs)
        if last is None:
            return False
        last = last._replace(began=began, seconds=round(time.perf_counter() - start, 3))
        write_record(last, outputs)
    _show(last, outputs)
    return True


class _Asked(NamedTuple):
    """The options of the command."""

    workers: int | None
    scheduler: str | None
    timeout: float
    memory: float
    explain: bool
    as_json: bool


def _process(corpus_dir: Path, outputs: Path, asked: _Asked, began: str, read: str) -> bool:
    """Process the corpus, write run.json and report; return whether something failed. ``read`` is the stamp of the inputs."""
    from pipeline.corpus.lock import PATIENCE
    from pipeline.corpus.manifest import read_corpus
    from pipeline.executors.attempt import Failure, attempt
    from pipeline.executors.garbage import collect_rarely
    from pipeline.run.documents import drop_unregistered, run_documents
    from pipeline.run.record import record, with_products, with_stamps, write_record
    from pipeline.run.stages import STAGES
    from pipeline.store.lock import outputs_lock
    from pipeline.store.skipped import skipped_plans

    collect_rarely()
    start = time.perf_counter()
    if asked.scheduler:  # its workers may have started in other folders
        corpus_dir, outputs = corpus_dir.absolute(), outputs.absolute()
    corpus = read_corpus(corpus_dir)
    with outputs_lock(outputs, PATIENCE):
        drop_unregistered(corpus, outputs)
        executor, name = _executor(asked, asked.timeout, asked.memory)
        running = run_documents(corpus, outputs, STAGES, executor)
        outcomes = _collect(track(running, len(corpus.entries), "Documents"), corpus)
        _warn_of_damage(outcomes, outputs)
        middle = time.perf_counter()
        unlimited, _ = _executor(asked, NO_LIMIT, NO_LIMIT)
        built = _products(corpus, outputs, unlimited)
        end = time.perf_counter()
        failures = _failures(outcomes, built, skipped_plans(outputs).values())
        run_record = record(outcomes, began, end - start, name, {"products": end - middle})
        if not isinstance(built, Failure):
            run_record = with_products(run_record, dict(built), outputs)
        if not failures:
            run_record = with_stamps(run_record, read, outputs)
        attempt(str(outputs), write_record, run_record, outputs)
    _warn(failures, asked.explain)
    _report(outcomes, run_record, outputs, asked)
    return bool(failures)


def _report(outcomes: "list[Outcome]", run_record: "RunRecord", outputs: Path, asked: _Asked) -> None:
    if asked.as_json:
        _emit(outcomes, run_record, outputs)
        return
    if asked.explain:
        lines = [(o.id, o.state, o.begun or "", o.why or "nothing changed") for o in outcomes]
        show("", ("document", "state", "begun with", "why"), lines)
    _show(run_record, outputs)


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


def _executor(asked: _Asked, timeout: float, memory: float) -> "tuple[Executor, str]":
    """Return the executor and its name in run.json."""
    if asked.scheduler:
        from pipeline.executors.cluster import Cluster

        return Cluster(asked.scheduler), "dask"
    if asked.workers == 0:
        from pipeline.executors import SERIAL

        return SERIAL, "serial"
    from pipeline.executors.pool import Bounds, Pool, cores

    count = asked.workers or cores()
    return Pool(count, Bounds(timeout, int(memory * 1e9))), f"pool of {count}"


def _warn(failures: "list[Failure]", explain: bool) -> None:
    for failure in failures:
        warn(failure.sentence)
        if explain and failure.trace:
            warn(failure.trace)


def _emit(outcomes: "list[Outcome]", run_record: "RunRecord", outputs: Path) -> None:
    products = {name: [str(outputs / path) for path in paths] for name, paths in run_record.products.items()}
    documents = [outcome._asdict() for outcome in outcomes]
    emit({"documents": documents, "products": products, "run": run_record._asdict()})


def _show(run_record: "RunRecord", outputs: Path) -> None:
    from pipeline.run.record import rows

    for name, value in rows(run_record):
        say(f"{name.capitalize()}: {value}")
    for name, paths in run_record.products.items():
        say(f"{name.capitalize()}: {', '.join(str(outputs / path) for path in paths)}")
        if name == "report" and not paths:
            say("The report of so many plans is shown by: gangmu serve (or printed by: gangmu report --static).")


COMMANDS = (run,)
