"""The command `gangmu coverage`: how much was read, and a list of unread and doubtful passages to check."""

from bisect import bisect_left
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.cli.add import Json
from pipeline.cli.console import emit, files_in, one_sentence, percent, say, show, track, warn
from pipeline.cli.language.catalogue import language, translate
from pipeline.executors.attempt import Failure, attempt

if TYPE_CHECKING:
    from pipeline.store.results import Result

SHOWN = 120
LONG_LINE = 200
"""Characters from which on a line is no place to find a passage by; its column is printed too."""


def coverage(
    files: Annotated[
        list[Path] | None,
        typer.Argument(
            help="Files of any supported format, and folders of them (default: the documents of the corpus).",
            metavar="[FILE…]",
        ),
    ] = None,
    corpus_dir: Annotated[
        Path, typer.Option("--corpus", help="Folder with plans.yml, used if no file is given.", metavar="DIR")
    ] = Path("corpus"),
    as_json: Json = False,
) -> None:
    """Show how much of each file became facts, and list unread and doubtful passages, most important first."""
    from pipeline.corpus.manifest import read_corpus
    from pipeline.run.any_file import extract_apart, plan_stem
    from pipeline.store.write import digest

    results: list[tuple[Path, Result]] = []
    failures: list[Failure] = []
    with one_sentence():
        if files:
            named = [(path, plan_stem(path)) for path in files_in(files)]
        else:
            corpus = read_corpus(corpus_dir)
            named = [(corpus.path(entry), entry.id) for entry in corpus.entries]
        for path, _ in named:
            digest(path)  # raises for missing files before the language tools are loaded, which takes a second
        for path, plan_id in track(named, len(named), "Reading"):
            found = attempt(plan_id, extract_apart, path, plan_id)
            if isinstance(found, Failure):
                failures.append(found)
                warn(found.sentence)
            else:
                results += [(path, result) for result in found]
    if as_json:
        emit({result.plan.plan.id: _as_json(path, result) for path, result in results})
    else:
        for path, result in results:
            _show_shares(path, result)
        _show_work(results)
    if failures:
        raise typer.Exit(1)


def _show_work(results: "list[tuple[Path, Result]]") -> None:
    """Print the passages to check of all files, heaviest first."""
    from pipeline.views.reading_state import quoted_work_list

    found = [(path, result, quoted) for path, result in results for quoted in quoted_work_list(result.plan)]
    found.sort(key=lambda entry: (entry[2].item.state != "unread", -entry[2].item.weight))
    ends: dict[Path, list[int]] = {}
    for path, result, quoted in found:
        raw = quoted.evidence.raw if quoted.evidence else ()
        if raw and path not in ends:
            text = path.read_bytes().decode(result.document.encoding or "utf-8", "replace")
            ends[path] = [place for place, char in enumerate(text) if char == "\n"]
        place = f"{line_of(ends[path], raw[0][0])}, " if raw else ""
        item = quoted.item
        what = f"{name_of('unread_state', item.state)} {name_of('signal', item.kind)}"
        say(f"  {what}, {item.plan}, {place}{item.place}, {item.weight} chars: {item.text[:SHOWN]}")


def line_of(ends: list[int], at: int) -> str:
    """Return the line of a character, with its column where the line is long. ``ends``: where the lines of the file end."""
    number = bisect_left(ends, at)
    start = ends[number - 1] + 1 if number else 0
    column = translate(f", column {at - start + 1}") if at - start > LONG_LINE else ""
    return translate(f"line {number + 1}") + column


def name_of(group: str, key: str) -> str:
    """Return the name of a kind or state: its key in English, its label in Chinese."""
    from pipeline.views.labels import value_label

    return value_label(group, key).zh if language() == "zh" else key


def _as_json(path: Path, result: "Result") -> dict[str, object] | None:
    from pipeline.views.reading_state import reading_state, work_list

    coverage = result.plan.coverage
    if coverage is None:
        return None
    work = [item._asdict() for item in work_list(result.plan)]
    return {**coverage.model_dump(mode="json"), "file": str(path), "state": reading_state(result.plan), "work": work}


def _show_shares(path: Path, result: "Result") -> None:
    from pipeline.views.reading_state import advice, reading_state

    account = result.plan.coverage
    say(f"{result.plan.plan.id}  {result.plan.plan.title}  ({path.name}: {translate(reading_state(result.plan))})")
    if account is None:
        return
    shares = ((name, getattr(account, name)) for name in ("facts", "prose", "furniture", "unread"))
    say("  " + "   ".join(f"{name} {percent(share)}" for name, share in shares))
    columns = ("signal", "total", "used", "ignored", "unread")
    signals = [(name_of("signal", one.kind), one.total, one.used, one.ignored, one.unread) for one in account.signals]
    show("", [translate(name) for name in columns], signals)
    say(advice(result.plan, None))
    say("")


COMMANDS = (coverage,)
