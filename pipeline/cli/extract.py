"""Commands for any file, no corpus needed: extract, coverage."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from pipeline.cli.console import emit, one_sentence, out, say, show, track, warn
from pipeline.executors.attempt import Failure, attempt

if TYPE_CHECKING:
    from pipeline.store.results import Result

Json = Annotated[bool, typer.Option("--json", help="Print JSON instead of text.")]


def extract(
    files: Annotated[list[Path], typer.Argument(help="Files of any supported format.", metavar="FILE…")],
    out_dir: Annotated[
        Path, typer.Option("--out", help="Folder for DIR/<plan-id>/plan.json and document.json.", metavar="DIR")
    ],
    as_json: Json = False,
) -> None:
    """Extract the plans in files; write plan.json and document.json for each."""
    from pipeline.run.any_file import extract_file

    told: list[dict[str, Any]] = []
    failed = False
    with one_sentence():
        for path in track(files, len(files), "Extracting"):
            results = attempt(str(path), extract_file, path, out_dir)
            if isinstance(results, Failure):
                failed = True
                warn(results.sentence)
                told.append({"file": str(path), "plans": [], "problem": results.sentence, "trace": results.trace})
                continue
            told.append({"file": str(path), "plans": [summary(result) for result in results], "problem": None})
            if not any(result.plan.tasks for result in results):
                warn(f"{path}: no task was found in it; if it is a plan, run: gangmu coverage {path}")
    if as_json:
        emit(told)
    else:
        _show_summaries(told, out_dir)
    if failed:
        raise typer.Exit(1)


def summary(result: "Result") -> dict[str, Any]:
    """Return a plan in numbers."""
    plan = result.plan
    return {
        "id": plan.plan.id,
        "title": plan.plan.title,
        "number": plan.plan.number,
        "issuers": list(plan.plan.issuers),
        "issued_on": plan.plan.issued_on,
        "status": plan.plan.status,
        "period": plan.plan.period.model_dump(),
        "headings": len(plan.headings),
        "tasks": len(plan.tasks),
        "indicators": len(plan.indicators),
        "responsibilities": len(plan.responsibilities),
        "units": len(plan.units),
        "commitments": len(plan.commitments),
        "findings": len(plan.findings),
        "unread": plan.coverage.unread if plan.coverage else None,
    }


NUMBERS = ("tasks", "indicators", "responsibilities", "units", "findings")


def _show_summaries(told: list[dict[str, Any]], out_dir: Path) -> None:
    plans = [plan for file in told for plan in file["plans"]]
    if plans:
        rows = [(p["id"], *(p[name] for name in NUMBERS), percent(p["unread"]), p["title"]) for p in plans]
        show("", ("plan", *NUMBERS, "unread", "title"), rows)
        say(f"{len(plans)} plan(s) written to {out_dir}/")


def percent(share: float | None) -> str:
    """Return a share as a percentage; empty where it was not measured."""
    return "" if share is None else f"{share:.2%}"


def coverage(
    file: Annotated[Path, typer.Argument(help="A file of any supported format.", metavar="FILE")],
    as_json: Json = False,
) -> None:
    """Show how much of a file became facts, and every passage that was not understood."""
    from pipeline.run.any_file import extract_results, plan_stem
    from pipeline.store.write import digest

    with one_sentence():
        digest(file)  # refuses what is no file before the language tools are loaded
        results = extract_results(file, plan_stem(file))
    if as_json:
        emit({r.plan.plan.id: r.plan.coverage.model_dump(mode="json") if r.plan.coverage else None for r in results})
        return
    for result in results:
        _show_coverage(result)


def _show_coverage(result: "Result") -> None:
    held = result.plan.coverage
    say(f"{result.plan.plan.id}  {result.plan.plan.title}")
    if held is None:
        say("  not measured")
        return
    shares = (("facts", held.facts), ("prose", held.prose), ("furniture", held.furniture), ("unread", held.unread))
    say("  " + "   ".join(f"{name} {percent(share)}" for name, share in shares))
    show("", ("signal", "total", "used", "ignored", "unread"), [tuple(s.model_dump().values()) for s in held.signals])
    for passage in held.passages:
        at = passage.evidence
        place = f"page {at.page}" if at.page else f"block {at.block}"
        say(f"  unread {passage.kind}, {place}: {at.quote}")
    out.print()


COMMANDS = (extract, coverage)
