"""Build the products made from all plans: graph, tables, comparisons, report. They read only the two files of each plan."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple, ParamSpec, TypeVar

from pipeline.corpus.manifest import Corpus
from pipeline.errors import InputError
from pipeline.executors import SERIAL, Executor
from pipeline.executors.attempt import Failure, attempt
from pipeline.executors.together import together
from pipeline.store.build_record import BuildRecord, read_record
from pipeline.store.digests import code_version, digest_of, file_digest
from pipeline.store.results import Plans, open_results, plan_folders
from pipeline.store.skipped import skip_broken

P = ParamSpec("P")
T = TypeVar("T")

STATE = ".products.json"
"""File name of the build record of the products, in outputs/."""
FEW = 24
"""Number of plans up to which products are built in this process: starting others would take longer."""


class Product(NamedTuple):
    """A product. ``build`` writes it into outputs/ and returns the paths that a user would open."""

    name: str
    build: Callable[[Corpus, Path, Executor], tuple[Path, ...]]
    shares: bool = False
    """True if the product splits its own work across workers; otherwise one worker builds it."""


def _graph(corpus: Corpus, outputs: Path, executor: Executor) -> tuple[Path, ...]:
    from pipeline.graph.build import build_graph
    from pipeline.graph.files import write_graph

    return write_graph(build_graph(Plans(open_results(outputs))), outputs)


def _tables(corpus: Corpus, outputs: Path, executor: Executor) -> tuple[Path, ...]:
    from pipeline.tables.write import write_tables

    write_tables(open_results(outputs), outputs / "tables")
    return (outputs / "tables" / "datapackage.json",)


def _comparisons(corpus: Corpus, outputs: Path, executor: Executor) -> tuple[Path, ...]:
    from pipeline.compare.comparison_files import write_comparisons

    return write_comparisons(corpus, outputs, executor)


def _report(corpus: Corpus, outputs: Path, executor: Executor) -> tuple[Path, ...]:
    from pipeline.report.build import build

    sources = {entry.sha256: corpus.path(entry) for entry in corpus.entries}
    return (build(outputs, outputs / "report", sources=sources, ledgers=corpus.folder, executor=executor),)


def _changes(corpus: Corpus, outputs: Path, executor: Executor) -> tuple[Path, ...]:
    from pipeline.compare.last_run import write_changes

    return (write_changes(open_results(outputs), outputs),)


PRODUCTS = (
    Product("changes", _changes),
    Product("graph", _graph),
    Product("tables", _tables),
    Product("comparisons", _comparisons, shares=True),
    Product("report", _report, shares=True),  # last, because it shows the changes and the comparisons
)


class Built(NamedTuple):
    """A product in outputs/."""

    name: str
    paths: tuple[Path, ...]


def build_products(corpus: Corpus, outputs: Path, executor: Executor = SERIAL) -> tuple[Built, ...]:
    """Build all products, or return the existing ones if no input has changed.

    A plan that cannot be read is left out of all of them (see store/skipped.py). StoppedError if a product fails for
    another reason; products finished before that remain.
    """
    return _without_broken(_build_all, outputs, corpus, outputs, executor)


def _without_broken(build: Callable[P, T], outputs: Path, /, *args: P.args, **kwargs: P.kwargs) -> T:
    """Build; if that fails because plans cannot be read, skip those plans and build once more."""
    try:
        return build(*args, **kwargs)
    except InputError:
        if not skip_broken(outputs):
            raise
    return build(*args, **kwargs)


def _build_all(corpus: Corpus, outputs: Path, executor: Executor) -> tuple[Built, ...]:
    now = _inputs(corpus, outputs)
    built = _current_products(outputs, now)
    if built is not None:
        return built
    where = _where(outputs, executor)
    jobs = [_Job(product.name, corpus, outputs) for product in PRODUCTS if not product.shares]
    paths = dict(zip([job.id for job in jobs], together(where, _build, jobs), strict=True))
    for product in PRODUCTS:
        if product.shares:
            paths[product.name] = product.build(corpus, outputs, where)
    built = tuple(Built(product.name, paths[product.name]) for product in PRODUCTS)
    names = {name: [path.relative_to(outputs).as_posix() for path in paths] for name, paths in built}
    files = {path: "" for group in names.values() for path in group}
    BuildRecord(now, files, {"products": names}).write(outputs / STATE)
    return built


def build_product(name: str, corpus: Corpus, outputs: Path, executor: Executor = SERIAL) -> tuple[Path, ...]:
    """Build one product; KeyError if there is none with this name."""
    product = {product.name: product for product in PRODUCTS}[name]
    return _without_broken(product.build, outputs, corpus, outputs, _where(outputs, executor))


def _where(outputs: Path, executor: Executor) -> Executor:
    return executor if len(plan_folders(outputs)) > FEW else SERIAL


class _Job(NamedTuple):
    id: str
    corpus: Corpus
    outputs: Path


def _build(job: _Job) -> tuple[Path, ...] | Failure:
    product = {product.name: product for product in PRODUCTS}[job.id]
    return attempt(str(job.outputs), product.build, job.corpus, job.outputs, SERIAL)


def _inputs(corpus: Corpus, outputs: Path) -> dict[str, str]:
    """Return digests of all plans, of what users entered about them, and of the code that builds the products."""
    parts = [part for folder in plan_folders(outputs) for part in (folder.name, file_digest(folder / "plan.json"))]
    entered = sorted(
        path for name in ("corrections", "ledger") for path in (corpus.folder / name).rglob("*.yml")
    )  # listed here because judgements of alignments and ledgers change the products, but no plan.json
    known = [file_digest(path) for path in (corpus.manifest, corpus.authority, *entered)]
    code = code_version("schemas", "extractors", "pipeline")
    return {"plans": digest_of(parts), "corpus": digest_of(known), "code": code}


def _current_products(outputs: Path, inputs: dict[str, str]) -> tuple[Built, ...] | None:
    """Return the products if they were built from these inputs; None if they have to be built."""
    record = read_record(outputs / STATE)
    if record is None or not record.is_current(inputs, outputs):
        return None
    try:
        named = record.details["products"].items()
        return tuple(Built(name, tuple(outputs / path for path in paths)) for name, paths in named)
    except (KeyError, TypeError, AttributeError):
        return None
