"""What is made of all plans together: graph, tables, report. Each is derived from the two files of each plan alone."""

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
"""In outputs/: the build record of the products."""
FEW = 24
"""Plans up to which products are built in this process: other processes would take longer to start."""


class Product(NamedTuple):
    """A product: ``build`` writes it into outputs/ and returns the paths that a person would open."""

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
    Product("report", _report, shares=True),  # which takes in what changed and the comparisons
)


class Built(NamedTuple):
    """A product as it stands in outputs/."""

    name: str
    paths: tuple[Path, ...]


def build_products(corpus: Corpus, outputs: Path, executor: Executor = SERIAL) -> tuple[Built, ...]:
    """Build all products, or return those that stand where nothing that they depend on has changed.

    A plan that cannot be read is left out of all of them: ``skipped`` names it. StoppedError where one cannot be built
    for another reason: products that were finished before stand.
    """
    return _without_broken(_build_all, outputs, corpus, outputs, executor)


def _without_broken(build: Callable[P, T], outputs: Path, /, *args: P.args, **kwargs: P.kwargs) -> T:
    """Build; where that fails because plans cannot be read, leave them out and build once more."""
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
    """Build one product; KeyError where there is none of this name."""
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
    """Return digests of all plans, of what users entered about them, and of the code that makes the products."""
    parts = [part for folder in plan_folders(outputs) for part in (folder.name, file_digest(folder / "plan.json"))]
    entered = sorted(
        path for name in ("corrections", "ledger") for path in (corpus.folder / name).rglob("*.yml")
    )  # a judgement of an alignment changes no plan.json
    known = [file_digest(path) for path in (corpus.manifest, corpus.authority, *entered)]
    code = code_version("schemas", "extractors", "pipeline")
    return {"plans": digest_of(parts), "corpus": digest_of(known), "code": code}


def _current_products(outputs: Path, inputs: dict[str, str]) -> tuple[Built, ...] | None:
    """Return the products that were made from these inputs; None if they have to be built."""
    record = read_record(outputs / STATE)
    if record is None or not record.is_current(inputs, outputs):
        return None
    try:
        named = record.details["products"].items()
        return tuple(Built(name, tuple(outputs / path for path in paths)) for name, paths in named)
    except (KeyError, TypeError, AttributeError):
        return None
