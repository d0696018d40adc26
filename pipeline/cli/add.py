"""The command `gangmu add`, and the options that most commands share."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.cli.console import emit, files_in, one_sentence, say, track, warn

if TYPE_CHECKING:
    from pipeline.run.add import Added, Wish

CorpusDir = Annotated[Path, typer.Option("--corpus", help="Folder with plans.yml.", metavar="DIR")]
OutputsDir = Annotated[Path, typer.Option("--outputs", help="Folder for generated files.", metavar="DIR")]
Json = Annotated[bool, typer.Option("--json", help="Print JSON instead of text.")]


def add(
    files: Annotated[
        list[Path], typer.Argument(help="Notices in any supported format, and folders of them.", metavar="FILE…")
    ],
    id: Annotated[
        str | None, typer.Option("--id", help="Plan id, for a single file (default: proposed from the file).")
    ] = None,
    place: Annotated[str | None, typer.Option("--place", help="Place that issued the plan, e.g. 上海市闵行区.")] = None,
    predecessor: Annotated[
        str | None, typer.Option("--predecessor", help="Id of the preceding plan, for a single file.")
    ] = None,
    anyway: Annotated[bool, typer.Option("--anyway", help="Register the file even if no task is found in it.")] = False,
    corpus_dir: CorpusDir = Path("corpus"),
    outputs_dir: OutputsDir = Path("outputs"),
    as_json: Json = False,
) -> None:
    """Register notices in the corpus and show what was found in them; of several files, duplicates are skipped."""
    from pipeline.corpus.manifest import begin_corpus, read_corpus
    from pipeline.errors import InputError
    from pipeline.run.add import Wish
    from pipeline.run.add import add as register
    from pipeline.run.any_file import extract_apart
    from pipeline.run.succession import extracted_headers

    with one_sentence():
        found = [file for file in files_in(files) if not file.is_dir()]
        if len(found) != 1 and (id or predecessor):
            raise InputError(
                "--id, --predecessor", "they can be given for a single file only", "add the files one by one"
            )
        if any(file.is_file() for file in found) and begin_corpus(corpus_dir):
            warn(f"New corpus: {corpus_dir}")
        wish = Wish(id, place, predecessor, anyway, extracted_headers(outputs_dir))
        if files == found and len(found) == 1:
            _show_added(register(found[0], read_corpus(corpus_dir), wish, extract_apart), as_json)
            return
    _add_several(found, corpus_dir, wish, as_json)


def _add_several(files: list[Path], corpus_dir: Path, wish: "Wish", as_json: bool) -> None:
    """Register one file after the other; exit with code 1 if one was not registered for another reason than that it is already."""
    from extractors.errors import UnreadableError
    from pipeline.corpus.manifest import read_corpus
    from pipeline.errors import DuplicateError, RefusedError, StoppedError
    from pipeline.run.add import add as register
    from pipeline.run.any_file import extract_apart

    added, failed = 0, 0
    for file in track(files, len(files), "Adding"):
        with one_sentence():
            try:
                _show_added(register(file, read_corpus(corpus_dir), wish, extract_apart), as_json)
                added += 1
            except DuplicateError as error:
                warn(str(error))
            except (RefusedError, UnreadableError, StoppedError) as error:
                warn(str(error))
                failed += 1
    if not as_json:
        say(f"{added} of {len(files)} files registered" + ("" if added or failed else ": nothing to do") + ".")
    if failed:
        raise typer.Exit(1)


def _ask_place(added: "Added") -> None:
    """Say how to set the place of a document that names none: without it, its units cannot be told apart by place."""
    if added.entry.place is None:
        say(f"No place was found in it. If it has one: gangmu place {added.entry.id} PLACE --why REASON")


def _show_added(added: "Added", as_json: bool) -> None:
    from pipeline.cli.console import percent
    from pipeline.cli.extract import shown_numbers
    from pipeline.run.extract_files import plan_summary
    from pipeline.run.refine import audit_result

    plans = [plan_summary(audit_result(result)) for result in added.results]
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
    _ask_place(added)
    if added.may_follow and added.entry.predecessor is None:
        say(
            f"Possible predecessor: {'、'.join(added.may_follow)}. If so: gangmu follow {added.entry.id} PREDECESSOR --why REASON"
        )


COMMANDS = (add,)
