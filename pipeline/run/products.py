"""Build the products made from all plans: graph, tables, comparisons, report. They read only the two files of each plan."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager, ExitStack
from math import inf
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple, ParamSpec, TypeVar

from extractors.errors import sentence
from pipeline.corpus.lock import folder_lock
from pipeline.corpus.manifest import Corpus
from pipeline.errors import InputError, OutputError
from pipeline.executors import SERIAL, Executor
from pipeline.executors.attempt import Failure, attempt
from pipeline.executors.together import stop_error
from pipeline.facts.streams import STREAMS
from pipeline.run.product_record import current_products, damaged_products, remove_damaged, write_product_record
from pipeline.store.codes import CODES
from pipeline.store.digests import code_version, digest_of, file_digest
from pipeline.store.results import PARSED, each_plan, plan_folders
from pipeline.store.skipped import skip_broken

if TYPE_CHECKING:
    from pipeline.report.listing import PlanListing

P = ParamSpec("P")
T = TypeVar("T")

FEW = PARSED // 2
"""Number of plans up to which products are built in this process: each plan is then parsed once for all of them."""


def _tables(listing: "PlanListing", outputs: Path) -> tuple[Path, ...]:
    from pipeline.facts.tables import write_tables
    from pipeline.tables.beside import read_beside

    beside = read_beside(outputs, {plan for (plan,) in listing.facts.execute("SELECT plan FROM plans")})
    return write_tables(listing.facts, outputs / "tables", beside)[-1:]


def _write_codes(corpus: Corpus, outputs: Path) -> None:
    if corpus.codebook.exists() or (outputs / CODES).exists():
        from pipeline.coding.save import build_codes

        build_codes(corpus, outputs, each_plan(outputs))


def _comparisons(corpus: Corpus, outputs: Path, executor: Executor) -> tuple[Path, ...]:
    from pipeline.compare.comparison_files import write_comparisons

    return write_comparisons(corpus, outputs, executor)


def _report(
    corpus: Corpus, outputs: Path, executor: Executor, listing: "PlanListing | None" = None, *, static: bool = False
) -> tuple[Path, ...]:
    """Print the report; of more plans than the limit, only if ``static`` says so: `gangmu serve` renders their pages."""
    from pipeline.report.build import build, remove_report
    from pipeline.store.static_limit import most_static

    if not static and len(plan_folders(outputs)) > most_static():
        from pipeline.facts.search import update_search

        remove_report(outputs / "report")  # what it shows is older than the plans
        update_search(outputs)
        return ()
    sources = {entry.sha256: corpus.path(entry) for entry in corpus.entries}
    target = outputs / "report"
    return (build(outputs, target, sources=sources, ledgers=corpus.folder, executor=executor, listing=listing),)


STORED = {"tables": _tables}
"""Products that are made from the store alone."""
SHARED = {"comparisons": _comparisons, "report": _report}
"""Products that read the plans they need and share their work among workers. The report is last: it shows the others."""


class Built(NamedTuple):
    """A product in outputs/."""

    name: str
    paths: tuple[Path, ...]


def build_products(
    corpus: Corpus, outputs: Path, executor: Executor = SERIAL, report_damage: Callable[[str], object] = str
) -> tuple[Built, ...]:
    """Build all products, or return the existing ones if no input has changed and no file of them.

    A plan that cannot be read is left out of all of them (see store/skipped.py). ``report_damage`` receives a sentence
    if files are not as they were written. StoppedError if a product fails for another reason; products finished before
    that remain.
    """
    with products_lock(outputs):
        return _build_outdated(corpus, outputs, executor, report_damage)


def products_lock(outputs: Path) -> AbstractContextManager[None]:
    """Lock the products against other builders; the plans may be written meanwhile (`gangmu serve` does)."""
    return folder_lock(outputs, inf)


def _build_outdated(
    corpus: Corpus, outputs: Path, executor: Executor, report_damage: Callable[[str], object]
) -> tuple[Built, ...]:
    digests = _plan_digests(outputs)
    now = _inputs(corpus, digests)
    current = current_products(outputs, now)
    if current is not None:
        return tuple(Built(name, paths) for name, paths in current.items())
    if damaged := damaged_products(outputs):
        report_damage(damage_sentence(outputs, damaged, "the products are built again"))
        remove_damaged(outputs, damaged)
    return _without_broken(_build_all, outputs, corpus, outputs, executor, digests)


def damage_sentence(outputs: Path, names: Sequence[str], remedy: str) -> str:
    """Return a sentence about files of outputs/ that are not as they were written."""
    more = f" and {len(names) - 1} more" if len(names) > 1 else ""
    return sentence(f"{outputs / names[0]}{more}", "changed or damaged since it was written", remedy)


def _without_broken(build: Callable[P, T], outputs: Path, /, *args: P.args, **kwargs: P.kwargs) -> T:
    """Build; if that fails because plans cannot be read, skip those plans and build once more."""
    try:
        try:
            return build(*args, **kwargs)
        except InputError:
            if not skip_broken(outputs):
                raise
        return build(*args, **kwargs)
    except OSError as error:  # such as a report that somebody made read-only
        raise OutputError.of(str(error.filename or outputs), error) from error


def _build_all(corpus: Corpus, outputs: Path, executor: Executor, known: Mapping[str, str]) -> tuple[Built, ...]:
    digests = _plan_digests(outputs, known)  # of the plans that are there now: broken ones may have been skipped
    now = _inputs(corpus, digests)
    where = _where(outputs, executor)
    _write_codes(corpus, outputs)  # before tables and graph, which contain them, as the tables do the comparisons
    compared = _comparisons(corpus, outputs, where)
    paths, listing = stream_products(outputs, STREAMS, digests)
    paths |= {name: build(listing, outputs) for name, build in STORED.items()}
    paths["comparisons"] = compared
    paths["report"] = _report(corpus, outputs, where, listing)
    paths = {name: paths[name] for name in (*STREAMS, *STORED, *SHARED)}
    write_product_record(outputs, now, paths)
    return tuple(Built(name, group) for name, group in paths.items())


def build_product(name: str, corpus: Corpus, outputs: Path, executor: Executor = SERIAL) -> tuple[Path, ...]:
    """Build one product; KeyError if there is none with this name.

    The report is printed however many plans there are.
    """
    with products_lock(outputs):
        if name in STREAMS:
            return _without_broken(stream_products, outputs, outputs, (name,))[0][name]
        if name in STORED:
            return _without_broken(_build_stored, outputs, outputs, name)
        where = _where(outputs, executor)
        if name == "report":
            return _without_broken(_report, outputs, corpus, outputs, where, static=True)
        return _without_broken(SHARED[name], outputs, corpus, outputs, where)


def _build_stored(outputs: Path, name: str) -> tuple[Path, ...]:
    from pipeline.report.listing import list_plans

    return STORED[name](list_plans(outputs), outputs)


def _where(outputs: Path, executor: Executor) -> Executor:
    return executor if len(plan_folders(outputs)) > FEW else SERIAL


def stream_products(
    outputs: Path, names: Iterable[str], digests: Mapping[str, str] | None = None
) -> "tuple[dict[str, tuple[Path, ...]], PlanListing]":
    """Build products in one pass over the plans, update the store, and list the plans for them and for the report.

    ``digests`` of each plan.json by plan, where they are known.
    """
    done = attempt(str(outputs), _add_plans, outputs, names, digests)
    if isinstance(done, Failure):
        raise stop_error(done)
    return done


def _add_plans(
    outputs: Path, names: Iterable[str], digests: Mapping[str, str] | None
) -> "tuple[dict[str, tuple[Path, ...]], PlanListing]":
    from pipeline.facts.update import FactsUpdate
    from pipeline.report.listing import PlanListing

    with ExitStack() as open_streams:
        update = open_streams.enter_context(FactsUpdate(outputs, digests))
        streams = {name: open_streams.enter_context(STREAMS[name](outputs)) for name in names}
        for plan in each_plan(outputs):
            update.add(plan)
            for stream in streams.values():
                stream.add(plan)
        facts = update.finish()
        listing = PlanListing(facts)
        return {name: stream.finish(facts, lambda: listing.register) for name, stream in streams.items()}, listing


def _plan_digests(outputs: Path, known: Mapping[str, str] = MappingProxyType({})) -> dict[str, str]:
    """Return the digest of each plan.json by plan; of a plan that is ``known``, that digest."""
    return {
        folder.name: known[folder.name] if folder.name in known else file_digest(folder / "plan.json")
        for folder in plan_folders(outputs)
    }


def _inputs(corpus: Corpus, digests: Mapping[str, str]) -> dict[str, str]:
    """Return digests of all plans, of what users entered about them, and of the code that builds the products."""
    from pipeline.store.static_limit import most_static

    parts = [part for plan in digests.items() for part in plan]
    entered = sorted(
        path for name in ("corrections", "ledger", "codes") for path in (corpus.folder / name).rglob("*.yml")
    )  # listed here because judgements of alignments and ledgers change the products, but no plan.json
    # the entries as they were read, not their files: somebody may have decided about a plan since then, and what is
    # built without that decision must not pass for current
    known = [entry.model_dump_json() for entry in corpus.entries]
    known += [file_digest(path) for path in (corpus.authority, corpus.codebook, *entered)]
    code = code_version("schemas", "extractors", "pipeline")
    report = "static" if len(digests) <= most_static() else "live"
    return {"plans": digest_of(parts), "corpus": digest_of(known), "code": code, "report": report}
