"""The commands `gangmu graph`, `gangmu report` and `gangmu audit`, which work on the plans in outputs/."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from pipeline.cli.add import CorpusDir, Json, OutputsDir
from pipeline.cli.console import emit, one_sentence, say, show, warn

if TYPE_CHECKING:
    from pipeline.store.results import Result
    from schemas import Finding


def graph(
    corpus_dir: CorpusDir = Path("corpus"), outputs_dir: OutputsDir = Path("outputs"), as_json: Json = False
) -> None:
    """Write the graph of responsibilities as GraphML, GEXF (Gephi) and node-link JSON."""
    _build("graph", corpus_dir, outputs_dir, as_json)


def report(
    corpus_dir: CorpusDir = Path("corpus"),
    outputs_dir: OutputsDir = Path("outputs"),
    printed: Annotated[
        bool,
        typer.Option(
            "--print", help="Write outputs/print/ instead: one PDF per plan and comparison, by Chromium if it is there."
        ),
    ] = False,
    static: Annotated[
        bool, typer.Option("--static", help="Print the report of however many plans (see GANGMU_STATIC_PLANS).")
    ] = False,
    as_json: Json = False,
) -> None:
    """Build the report from outputs/: a static site that needs no server."""
    if printed:
        _print(outputs_dir, as_json)
        return
    with one_sentence():
        _check_weight(outputs_dir, static)
    _build("report", corpus_dir, outputs_dir, as_json)


def _check_weight(outputs_dir: Path, static: bool) -> None:
    """Say what the report of many plans will weigh; InputError if it was not asked for all the same."""
    from pipeline.errors import InputError
    from pipeline.facts.update import open_facts
    from pipeline.report.weight import static_weight
    from pipeline.store.results import plan_folders
    from pipeline.store.static_limit import most_static

    plans, most = len(plan_folders(outputs_dir)), most_static()
    if plans > most and not static:
        place = f"it has {plans} plans, and the report is printed for up to {most}"
        raise InputError(str(outputs_dir), place, "run: gangmu serve, or gangmu report --static")
    if static:
        files, megabytes = static_weight(open_facts(outputs_dir), outputs_dir)
        warn(f"About {files} files of {megabytes} MB in all.")


def _print(outputs_dir: Path, as_json: bool) -> None:
    from pipeline.report.pages.print_edition import print_editions
    from pipeline.report.pages.print_pdf import find_browser
    from pipeline.store.comparisons import read_comparisons
    from pipeline.store.results import read_results

    browser = find_browser()
    with one_sentence(), locked_outputs(outputs_dir):
        paths = print_editions(read_results(outputs_dir), read_comparisons(outputs_dir), outputs_dir / "print", browser)
    if as_json:
        emit([str(path) for path in paths])
    else:
        for path in paths:
            say(str(path))
    if browser is None:
        warn("no Chromium found: open these pages in a browser and print them; the layout is the same")


def _build(name: str, corpus_dir: Path, outputs_dir: Path, as_json: bool) -> None:
    from pipeline.corpus.manifest import read_corpus
    from pipeline.executors.pool import NO_BOUNDS, Pool, cores
    from pipeline.run.products import build_product
    from pipeline.store.skipped import skipped_plans

    with one_sentence(), locked_outputs(outputs_dir):
        paths = build_product(name, read_corpus(corpus_dir), outputs_dir, Pool(cores(), NO_BOUNDS))
        left_out = skipped_plans(outputs_dir)
    if as_json:
        emit([str(path) for path in paths])
    else:
        for path in paths:
            say(str(path))
    for why in left_out.values():
        warn(why)
    if left_out:
        raise typer.Exit(1)


@contextmanager
def locked_outputs(outputs_dir: Path) -> Iterator[None]:
    """Lock the outputs folder and complete what a killed run began to write; InputError if there is no plan in it."""
    from pipeline.corpus.lock import PATIENCE
    from pipeline.errors import no_plan_error
    from pipeline.store.commit import settle
    from pipeline.store.lock import outputs_lock

    if not any(outputs_dir.glob("*/plan.json")):
        raise no_plan_error(outputs_dir)
    with outputs_lock(outputs_dir, PATIENCE):
        settle(outputs_dir)
        yield


def audit(
    plans: Annotated[
        list[str] | None, typer.Argument(help="Plan ids (default: all plans in outputs/).", metavar="PLAN…")
    ] = None,
    strict: Annotated[
        bool, typer.Option("--strict", help="Exit with code 1 if a finding is not acknowledged.")
    ] = False,
    corpus_dir: CorpusDir = Path("corpus"),
    outputs_dir: OutputsDir = Path("outputs"),
    as_json: Json = False,
) -> None:
    """Show where a plan contradicts itself; each finding quotes both passages."""
    from pipeline.run.reaudit import reaudit

    with one_sentence(), locked_outputs(outputs_dir):
        results = reaudit(plans or [], corpus_dir, outputs_dir)
    if as_json:
        emit({result.plan.plan.id: [f.model_dump(mode="json") for f in result.plan.findings] for result in results})
    else:
        for result in results:
            _show_findings(result)
    if strict and any(_is_new(finding) for result in results for finding in result.plan.findings):
        raise typer.Exit(1)


def _is_new(finding: "Finding") -> bool:
    return finding.severity != "info" and finding.acknowledged is None


def _show_findings(result: "Result") -> None:
    findings = result.plan.findings
    new = sum(_is_new(finding) for finding in findings)
    say(f"{result.plan.plan.id}  {result.plan.plan.title}: {len(findings)} findings, {new} to look at")
    rows: list[tuple[Any, ...]] = []
    for finding in findings:
        note = f"（{finding.acknowledged}）" if finding.acknowledged else ""
        rows.append((finding.severity, finding.verdict, finding.code, finding.message.zh + note))
    if rows:
        show("", ("severity", "verdict", "code", "finding"), rows)


COMMANDS = (graph, report, audit)
