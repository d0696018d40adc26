"""The command coverage: the work list of unread and doubtful passages of files or of the corpus."""

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
        Path, typer.Option("--corpus", help="Folder with plans.yml, read where no file is named.", metavar="DIR")
    ] = Path("corpus"),
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON for a program to read.")] = False,
) -> None:
    """Show how much of each file became facts, and list what to check: unread and doubtful passages, weightiest first."""
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
            digest(path)  # refuses what is no file before the language tools are loaded
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

    held = result.plan.coverage
    if held is None:
        return None
    work = [item._asdict() for item in work_list(result.plan)]
    return {**held.model_dump(mode="json"), "file": str(path), "state": reading_state(result.plan), "work": work}


def _show_shares(path: Path, result: "Result") -> None:
    from pipeline.views.reading_state import reading_state

    held = result.plan.coverage
    say(f"{result.plan.plan.id}  {result.plan.plan.title}  ({path.name}: {reading_state(result.plan)})")
    if held is None:
        return
    shares = (("facts", held.facts), ("prose", held.prose), ("furniture", held.furniture), ("unread", held.unread))
    say("  " + "   ".join(f"{name} {percent(share)}" for name, share in shares))
    show("", ("signal", "total", "used", "ignored", "unread"), [tuple(s.model_dump().values()) for s in held.signals])
    out.print()


COMMANDS = (coverage,)
