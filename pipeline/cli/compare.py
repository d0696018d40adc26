"""The command `gangmu compare`: compare successive plans."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.cli.add import CorpusDir, Json, OutputsDir
from pipeline.cli.console import emit, one_sentence, say, show

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.corpus.manifest import Corpus
    from schemas.comparison import Comparison, Kinship, Series


class ComparisonMode(StrEnum):
    """How two plans are related."""

    SUCCESSION = "succession"
    LEVELS = "levels"


KINSHIPS: dict[ComparisonMode, "Kinship"] = {
    ComparisonMode.SUCCESSION: "succession",
    ComparisonMode.LEVELS: "handing_down",
}


def compare(
    plans: Annotated[
        list[str] | None,
        typer.Argument(
            help="Plan ids or files, oldest first (default: every plan with its predecessor).", metavar="PLAN…"
        ),
    ] = None,
    corpus_dir: CorpusDir = Path("corpus"),
    outputs_dir: OutputsDir = Path("outputs"),
    as_json: Json = False,
    how: Annotated[
        ComparisonMode | None,
        typer.Option(
            "--as", help="succession: one follows the other; levels: the second takes up the first (default: detected)."
        ),
    ] = None,
) -> None:
    """Compare successive plans: indicators, tasks, wording and units, quoting both plans."""
    from pipeline.corpus.manifest import read_corpus
    from pipeline.errors import InputError
    from pipeline.run.compare_files import compare_plans

    with one_sentence():
        corpus = read_corpus(corpus_dir) if (corpus_dir / "plans.yml").is_file() else None
        if plans and len(plans) < 2:
            raise InputError(plans[0], "a single plan cannot be compared", "give two or more, oldest first")
        if plans:
            series = compare_plans(plans, corpus, outputs_dir, KINSHIPS[how] if how else None)
            _show(series, as_json)
            return
        if corpus is None:
            raise InputError(
                str(corpus_dir), "there is no corpus in this folder", "give two plans or files, oldest first"
            )
        found = _compare_corpus(corpus, outputs_dir)
    if as_json:
        emit([comparison.model_dump(mode="json") for comparison in found])
        return
    for comparison in found:
        _show_one(comparison)


def _compare_corpus(corpus: "Corpus", outputs: Path) -> "Sequence[Comparison]":
    """Compare each plan of the corpus with its predecessor, write and return the comparisons; InputError if there are none."""
    from pipeline.cli.results import locked_outputs
    from pipeline.compare.comparison_files import write_comparisons
    from pipeline.errors import InputError
    from pipeline.store.comparisons import read_comparisons

    with locked_outputs(outputs):
        write_comparisons(corpus, outputs)
    found = read_comparisons(outputs)
    if not found:
        reason = "no plan in outputs/ has a predecessor in the manifest"
        raise InputError(str(corpus.manifest), reason, "set predecessor, then run: gangmu run")
    return found


def _show(series: "Series", as_json: bool) -> None:
    if as_json:
        emit(series.model_dump(mode="json"))
        return
    for comparison in series.comparisons:
        _show_one(comparison)


def _show_one(comparison: "Comparison") -> None:
    from pipeline.views.labels import label, state_label
    from pipeline.views.verdict_order import sort_verdicts

    say(comparison.paragraph.zh if comparison.paragraph else "两份文本没有显著差别。")
    rows = [
        (
            state_label(comparison.kinship, row.state).zh,
            (row.old_name or row.name) if row.old else "",
            row.name if row.new else "",
            "；".join(said.zh for said in row.statements),
        )
        for row in comparison.indicators
    ]
    if rows:
        show("指标", ("", "前一文本", "后续文本", ""), rows)
    verdicts = [
        (
            label(f"target_verdict.{row.verdict}").zh,
            row.name,
            f"{row.year}年{row.value}" if row.year else row.value,
            row.new_name or "",
            f"{row.new_year}年{row.new_value}" if row.new_year else row.new_value or "",
        )
        for row in sort_verdicts(comparison.verdicts)
    ]
    if verdicts:
        show("前一文本的目标", ("", "前一文本", "目标", "后续文本", ""), verdicts)
    titles = {row.id: f"{row.marker or ''} {row.title}"[:40] for row in comparison.tasks}
    tasks = [
        (
            state_label(comparison.kinship, row.state).zh,
            titles[row.id],
            "；".join(titles[id] for id in row.partners or row.candidates),
        )
        for row in comparison.tasks
        if row.plan == comparison.old.id or not (row.partners or row.candidates)
    ]
    if tasks:
        show("任务", ("", "", "对应"), tasks)
    details = [
        (label(f"added_detail.{one.kind}").zh, titles[one.new], one.text, one.above.quote if one.above else "")
        for one in comparison.details
    ]
    if details:
        show("下级的细化", ("", "任务", "下级写明", "上级原文"), details)


COMMANDS = (compare,)
