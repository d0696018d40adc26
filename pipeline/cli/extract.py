"""The command `gangmu extract`: extract the plans of any file, without a corpus."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from pipeline.cli.add import Json
from pipeline.cli.console import emit, files_in, one_sentence, percent, say, show, track, warn

if TYPE_CHECKING:
    from pipeline.executors import Executor


def extract(
    files: Annotated[
        list[Path], typer.Argument(help="Files of any supported format, and folders of them.", metavar="FILE…")
    ],
    out_dir: Annotated[
        Path, typer.Option("--out", "-o", help="Folder for DIR/<plan-id>/plan.json and document.json.", metavar="DIR")
    ] = Path("extracted"),
    as_json: Json = False,
) -> None:
    """Extract the plans in files; write plan.json and document.json for each."""
    from pipeline.run.extract_files import extract_files

    reports: list[dict[str, Any]] = []
    failed = False
    with one_sentence():
        files = files_in(files)
        executor = _executor(len(files))
        for outcome in track(extract_files(files, out_dir, executor), len(files), "Extracting"):
            failure = outcome.failure
            report = {"file": str(outcome.file), "plans": list(outcome.plans), "problem": None}
            if failure:
                failed = True
                report |= {"problem": failure.sentence, "trace": failure.trace}
            reports.append(report)
            for sentence in (failure.sentence,) if failure else outcome.warnings:
                warn(sentence)
    if as_json:
        emit(reports)
    else:
        _show_summaries(reports, out_dir)
    if failed:
        raise typer.Exit(1)


def _executor(files: int) -> "Executor":
    """Return a pool for so many files: each is read in a process that can be ended."""
    from pipeline.executors.pool import Pool, cores
    from pipeline.executors.worker import FORK
    from pipeline.run.any_file import import_before_copying
    from pipeline.run.stages import prepare

    # A copy of this process starts at once; a fresh one takes a second, as long as eight short texts take.
    workers = min(cores(), files if FORK else files // 8)
    if workers > 1:
        import_before_copying()
        if FORK and files > workers:
            prepare()
    return Pool(max(workers, 1))


NUMBERS = ("tasks", "annex_rows", "safeguards", "indicators", "responsibilities", "units", "findings")
RARE = ("annex_rows", "safeguards")


def shown_numbers(plans: list[dict[str, Any]]) -> list[str]:
    """Return the counts to show of these summaries: annex rows and safeguards only if there are some."""
    return [name for name in NUMBERS if name not in RARE or any(plan[name] for plan in plans)]


def _show_summaries(reports: list[dict[str, Any]], out_dir: Path) -> None:
    plans = [plan for file in reports for plan in file["plans"]]
    if plans:
        names = shown_numbers(plans)
        rows = [(p["id"], *(p[name] for name in names), percent(p["unread"]), p["state"], p["title"]) for p in plans]
        show("", ("plan", *names, "unread", "state", "title"), rows)
        say(f"{len(plans)} plan(s) written to {out_dir}/")


COMMANDS = (extract,)
