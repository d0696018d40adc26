"""The commands `gangmu ledger write` and `gangmu ledger read`: quarterly tracking of a plan's tasks."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.cli.add import CorpusDir, Json, OutputsDir
from pipeline.cli.console import emit, one_sentence, say, show, warn

if TYPE_CHECKING:
    from pipeline.ledger.read import LedgerReading

app = typer.Typer(
    help="Quarterly ledgers (季度跟踪台账): workbooks for units to fill in, read back into corpus/ledger/."
)


@app.command()
def write(
    plan: Annotated[str, typer.Argument(help="Plan id.", metavar="PLAN")],
    quarter: Annotated[str, typer.Option("--quarter", help="Quarter, e.g. 2024Q3.")],
    unit: Annotated[str | None, typer.Option("--unit", help="Only the tasks of this unit (id or name).")] = None,
    each: Annotated[
        bool, typer.Option("--each", help="One workbook per unit that leads or is assigned a task.")
    ] = False,
    target: Annotated[
        Path | None, typer.Option("--out", help="Workbook to write; with --each a folder.", metavar="PATH")
    ] = None,
    corpus_dir: CorpusDir = Path("corpus"),
    outputs_dir: OutputsDir = Path("outputs"),
    as_json: Json = False,
) -> None:
    """Write the workbook of a quarter: tasks, targets and deadlines, with columns for units to fill in."""
    from pipeline.ledger.issue import Order, issue
    from pipeline.ledger.quarter import parse_quarter

    with one_sentence():
        paths = issue(Order(plan, parse_quarter(quarter), unit, each, target), corpus_dir, outputs_dir)
    if as_json:
        emit([str(path) for path in paths])
    else:
        for path in paths:
            say(str(path))


@app.command()
def read(
    files: Annotated[list[Path], typer.Argument(help="Filled workbooks.", metavar="FILE…")],
    plan: Annotated[str | None, typer.Option("--plan", help="Refuse ledgers of other plans.")] = None,
    quarter: Annotated[str | None, typer.Option("--quarter", help="Refuse ledgers of other quarters.")] = None,
    replace: Annotated[
        bool, typer.Option("--replace", help="Accept rows that differ from an earlier report of the quarter.")
    ] = False,
    corpus_dir: CorpusDir = Path("corpus"),
    outputs_dir: OutputsDir = Path("outputs"),
    as_json: Json = False,
) -> None:
    """Check filled workbooks and append their reports to corpus/ledger/; see --replace for changed rows."""
    from pipeline.executors.attempt import Failure, attempt
    from pipeline.ledger.quarter import parse_quarter
    from pipeline.ledger.read import Expected, read_ledger
    from pipeline.ledger.take import take
    from pipeline.store.results import read_results

    failed = False
    readings: list[LedgerReading] = []
    with one_sentence():
        expected = Expected(plan, parse_quarter(quarter) if quarter else None)
        plans = {result.plan.plan.id: result.plan for result in read_results(outputs_dir)}
        for path in files:
            done = attempt(str(path), read_ledger, path, plans, date.today().isoformat(), expected)
            if isinstance(done, Failure):
                warn(done.sentence)
                failed = True
                continue
            readings.append(take(done, corpus_dir, replace))
    if as_json:
        emit([_as_data(reading) for reading in readings])
    else:
        for reading in readings:
            _show(reading)
    if failed or any(problem.level != "note" for reading in readings for problem in reading.problems):
        raise typer.Exit(1)


def _as_data(reading: "LedgerReading") -> dict[str, object]:
    return {
        "file": reading.file,
        "plan": reading.meta.plan if reading.meta else None,
        "quarter": str(reading.meta.quarter) if reading.meta else None,
        "unit": reading.meta.unit if reading.meta else None,
        "taken": [entry.id for entry in reading.entries],
        "kept_aside": [record.model_dump(mode="json") for record in reading.unplaced],
        "blank": reading.blank,
        "problems": [problem.model_dump() for problem in reading.problems],
    }


def _show(reading: "LedgerReading") -> None:
    if reading.is_refused or reading.meta is None:
        say(f"{reading.file}: nothing was imported")
    else:
        counts = f"{len(reading.entries)} imported, {len(reading.unplaced)} set aside, {reading.blank} blank"
        say(f"{reading.file}: {reading.meta.plan} {reading.meta.quarter}: {counts}")
    levels = {"refused": "整表未读", "row": "此行未收", "note": "提示"}
    rows = [
        (levels[p.level], f"{p.sheet or ''}{f' 第{p.row}行' if p.row else ''}".strip(), p.zh) for p in reading.problems
    ]
    if rows:
        show("", ("", "place", "problem"), rows)
