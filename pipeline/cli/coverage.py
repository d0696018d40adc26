"""The command `gangmu coverage`: how much was read, and a list of unread and doubtful passages to check."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.cli.console import emit, one_sentence, out, say, show
from pipeline.cli.percent import percent

if TYPE_CHECKING:
    from pipeline.store.results import Result

SHOWN = 120


def coverage(
    files: Annotated[
        list[Path] | None,
        typer.Argument(help="Files of any supported format (default: the documents of the corpus).", metavar="[FILE…]"),
    ] = None,
    corpus_dir: Annotated[
        Path, typer.Option("--corpus", help="Folder with plans.yml, used if no file is given.", metavar="DIR")
    ] = Path("corpus"),
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON instead of text.")] = False,
) -> None:
    """Show how much of each file became facts, and list unread and doubtful passages, most important first."""
    from pipeline.corpus.manifest import read_corpus
    from pipeline.run.any_file import extract_results, plan_stem
    from pipeline.store.write import digest
    from pipeline.views.reading_state import work_list

    results: list[tuple[Path, Result]] = []
    with one_sentence():
        if files:
            named = [(path, plan_stem(path)) for path in files]
        else:
            corpus = read_corpus(corpus_dir)
            named = [(corpus.path(entry), entry.id) for entry in corpus.entries]
        for path, _ in named:
            digest(path)  # raises for missing files before the language tools are loaded, which takes a second
        for path, plan_id in named:
            results += [(path, result) for result in extract_results(path, plan_id)]
    if as_json:
        emit({result.plan.plan.id: _as_json(path, result) for path, result in results})
        return
    for path, result in results:
        _show_shares(path, result)
    items = sorted(
        (item for _, result in results for item in work_list(result.plan)),
        key=lambda item: (item.state != "unread", -item.weight),
    )
    for item in items:
        say(f"  {item.state} {item.kind}, {item.plan}, {item.place}: {item.text[:SHOWN]}")


def _as_json(path: Path, result: "Result") -> dict[str, object] | None:
    from pipeline.views.reading_state import reading_state, work_list

    coverage = result.plan.coverage
    if coverage is None:
        return None
    work = [item._asdict() for item in work_list(result.plan)]
    return {**coverage.model_dump(mode="json"), "file": str(path), "state": reading_state(result.plan), "work": work}


def _show_shares(path: Path, result: "Result") -> None:
    from pipeline.views.reading_state import reading_state

    account = result.plan.coverage
    say(f"{result.plan.plan.id}  {result.plan.plan.title}  ({path.name}: {reading_state(result.plan)})")
    if account is None:
        return
    shares = ((name, getattr(account, name)) for name in ("facts", "prose", "furniture", "unread"))
    say("  " + "   ".join(f"{name} {percent(share)}" for name, share in shares))
    signals = [tuple(signal.model_dump().values()) for signal in account.signals]
    show("", ("signal", "total", "used", "ignored", "unread"), signals)
    out.print()


COMMANDS = (coverage,)
