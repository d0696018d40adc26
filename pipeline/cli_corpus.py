"""Commands that work on the corpus: add, run, units."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.console import emit, one_sentence, say, show, track, warn

if TYPE_CHECKING:
    from pipeline.add import Added
    from pipeline.products import Built
    from pipeline.run import Outcome

CorpusDir = Annotated[Path, typer.Option("--corpus", help="Folder with plans.yml.", metavar="DIR")]
OutputsDir = Annotated[Path, typer.Option("--outputs", help="Folder for what is generated.", metavar="DIR")]
Json = Annotated[bool, typer.Option("--json", help="Print JSON for a program to read.")]


def add(
    file: Annotated[Path, typer.Argument(help="The notice, in any supported format.", metavar="FILE")],
    id: Annotated[str | None, typer.Option("--id", help="Plan id, instead of the proposed one.")] = None,
    place: Annotated[str | None, typer.Option("--place", help="Whose plan it is, e.g. 上海市闵行区.")] = None,
    predecessor: Annotated[str | None, typer.Option("--predecessor", help="Id of the plan that it follows.")] = None,
    anyway: Annotated[bool, typer.Option("--anyway", help="Register it though it holds no task.")] = False,
    corpus_dir: CorpusDir = Path("corpus"),
    as_json: Json = False,
) -> None:
    """Register a new notice: shows what was found in it, refuses what is there already."""
    from pipeline.add import Wish
    from pipeline.add import add as register
    from pipeline.corpus import read_corpus

    with one_sentence():
        added = register(file, read_corpus(corpus_dir), Wish(id, place, predecessor, anyway))
    _show_added(added, as_json)


def _show_added(added: "Added", as_json: bool) -> None:
    from pipeline.cli_extract import NUMBERS, percent, summary

    plans = [summary(result) for result in added.results]
    if as_json:
        emit({"entry": added.entry.model_dump(mode="json"), "plans": plans, "may_follow": list(added.may_follow)})
        return
    say(f"Registered as {added.entry.id} (documents/{added.entry.file}).")
    for plan in plans:
        for name in ("title", "number", "issuers", "issued_on", "status", "period", *NUMBERS):
            value = plan[name]
            if isinstance(value, dict):
                value = "–".join(str(year) for year in value.values() if year is not None)
            say(f"  {name:<17} {'、'.join(value) if isinstance(value, list) else value if value is not None else ''}")
        say(f"  {'unread':<17} {percent(plan['unread'])}")
    if added.may_follow and added.entry.predecessor is None:
        say(f"It may follow {'、'.join(added.may_follow)}: if so, write predecessor into plans.yml.")


def run(
    corpus_dir: CorpusDir = Path("corpus"),
    outputs_dir: OutputsDir = Path("outputs"),
    explain: Annotated[
        bool,
        typer.Option("--explain", help="Say of each document why it was made or kept, and where the program failed."),
    ] = False,
    as_json: Json = False,
) -> None:
    """Make outputs/ from the corpus: plans, tables, graph, report. Only what changed is done again."""
    from pipeline.attempt import Failure, attempt
    from pipeline.corpus import read_corpus
    from pipeline.products import build_products
    from pipeline.run import drop_unregistered, run_documents

    with one_sentence():
        corpus = read_corpus(corpus_dir)
        drop_unregistered(corpus, outputs_dir)
        outcomes = list(track(run_documents(corpus, outputs_dir), len(corpus.entries), "Documents"))
        built = attempt(str(outputs_dir), build_products, corpus, outputs_dir)
    failures = [Failure(outcome.why, outcome.trace) for outcome in outcomes if outcome.state == "failed"]
    failures += [built] if isinstance(built, Failure) else []
    products = () if isinstance(built, Failure) else built
    for failure in failures:
        warn(failure.sentence)
        if explain and failure.trace:
            warn(failure.trace)
    if as_json:
        emit(
            {
                "documents": [outcome._asdict() for outcome in outcomes],
                "products": {b.name: [str(path) for path in b.paths] for b in products},
            }
        )
    else:
        _show_run(outcomes, products, explain)
    if failures:
        raise typer.Exit(1)


def _show_run(outcomes: list["Outcome"], products: "tuple[Built, ...]", explain: bool) -> None:
    if explain:
        show("", ("document", "state", "why"), [(o.id, o.state, o.why or "nothing changed") for o in outcomes])
    counts = {state: sum(outcome.state == state for outcome in outcomes) for state in ("made", "kept", "failed")}
    say("Documents: " + ", ".join(f"{number} {state}" for state, number in counts.items() if number or state == "made"))
    for name, paths in products:
        say(f"{name.capitalize()}: {', '.join(str(path) for path in paths)}")


COMMANDS = (add, run)
