"""The command `gangmu add`, and the options that most commands share."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.cli.console import emit, one_sentence, say, warn

if TYPE_CHECKING:
    from pipeline.run.add import Added

CorpusDir = Annotated[Path, typer.Option("--corpus", help="Folder with plans.yml.", metavar="DIR")]
OutputsDir = Annotated[Path, typer.Option("--outputs", help="Folder for generated files.", metavar="DIR")]
Json = Annotated[bool, typer.Option("--json", help="Print JSON instead of text.")]


def add(
    file: Annotated[Path, typer.Argument(help="The notice, in any supported format.", metavar="FILE")],
    id: Annotated[str | None, typer.Option("--id", help="Plan id (default: proposed from the file).")] = None,
    place: Annotated[str | None, typer.Option("--place", help="Place that issued the plan, e.g. 上海市闵行区.")] = None,
    predecessor: Annotated[str | None, typer.Option("--predecessor", help="Id of the preceding plan.")] = None,
    anyway: Annotated[bool, typer.Option("--anyway", help="Register the file even if no task is found in it.")] = False,
    corpus_dir: CorpusDir = Path("corpus"),
    as_json: Json = False,
) -> None:
    """Register a notice in the corpus and show what was found in it. Duplicates are refused."""
    from pipeline.corpus.manifest import begin_corpus, read_corpus
    from pipeline.run.add import Wish
    from pipeline.run.add import add as register

    with one_sentence():
        if file.is_file() and begin_corpus(corpus_dir):
            warn(f"New corpus: {corpus_dir}")
        added = register(file, read_corpus(corpus_dir), Wish(id, place, predecessor, anyway))
    _show_added(added, as_json)


def _show_added(added: "Added", as_json: bool) -> None:
    from pipeline.cli.console import percent
    from pipeline.cli.extract import shown_numbers, summary

    plans = [summary(result) for result in added.results]
    if as_json:
        emit({"entry": added.entry.model_dump(mode="json"), "plans": plans, "may_follow": list(added.may_follow)})
        return
    say(f"Registered as {added.entry.id} (documents/{added.entry.file}).")
    for plan in plans:
        for name in ("title", "number", "issuers", "issued_on", "status", "period", *shown_numbers(plans)):
            value = plan[name]
            if isinstance(value, dict):
                value = "–".join(str(year) for year in value.values() if year is not None)
            say(f"  {name:<17} {'、'.join(value) if isinstance(value, list) else value if value is not None else ''}")
        say(f"  {'unread':<17} {percent(plan['unread'])} ({plan['state']})")
    from pipeline.views.reading_state import advice

    for result in added.results:
        name = added.entry.id if len(added.results) == 1 else result.plan.plan.title
        say(advice(result.plan, str(Path("documents") / added.entry.file), name))
    if added.may_follow and added.entry.predecessor is None:
        say(f"Possible predecessor: {'、'.join(added.may_follow)}. If so, set predecessor in plans.yml.")


COMMANDS = (add,)
