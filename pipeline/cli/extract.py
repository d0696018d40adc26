"""The command `gangmu extract`: extract the plans of any file, without a corpus."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from pipeline.cli.add import Json
from pipeline.cli.console import emit, one_sentence, percent, say, show, track, warn
from pipeline.executors.attempt import Failure, attempt

if TYPE_CHECKING:
    from pipeline.store.results import Result


def extract(
    files: Annotated[list[Path], typer.Argument(help="Files of any supported format.", metavar="FILE…")],
    out_dir: Annotated[
        Path, typer.Option("--out", help="Folder for DIR/<plan-id>/plan.json and document.json.", metavar="DIR")
    ],
    as_json: Json = False,
) -> None:
    """Extract the plans in files; write plan.json and document.json for each."""
    from pipeline.run.any_file import extract_file
    from pipeline.views.reading_state import advice, reading_state

    reports: list[dict[str, Any]] = []
    failed = False
    with one_sentence():
        for path in track(files, len(files), "Extracting"):
            results = attempt(str(path), extract_file, path, out_dir)
            if isinstance(results, Failure):
                failed = True
                warn(results.sentence)
                reports.append({"file": str(path), "plans": [], "problem": results.sentence, "trace": results.trace})
                continue
            reports.append({"file": str(path), "plans": [summary(result) for result in results], "problem": None})
            for result in results:
                if reading_state(result.plan) not in ("read", "not measured"):
                    warn(advice(result.plan, str(path)))
            if not any(result.plan.tasks for result in results):
                warn(f"{path}: no task was found; if it is a plan, run: gangmu coverage {path}")
    if as_json:
        emit(reports)
    else:
        _show_summaries(reports, out_dir)
    if failed:
        raise typer.Exit(1)


def summary(result: "Result") -> dict[str, Any]:
    """Return the header of a plan and the number of its facts."""
    from pipeline.views.counts import plan_counts
    from pipeline.views.reading_state import reading_state

    plan = result.plan
    return {
        "id": plan.plan.id,
        "title": plan.plan.title,
        "number": plan.plan.number,
        "issuers": list(plan.plan.issuers),
        "issued_on": plan.plan.issued_on,
        "status": plan.plan.status,
        "period": plan.plan.period.model_dump(),
        **plan_counts(plan),
        "unread": plan.coverage.unread if plan.coverage else None,
        "state": reading_state(plan),
    }


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
