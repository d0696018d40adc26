"""The commands for a data set: `gangmu sample`, `gangmu accuracy` and `gangmu publish`."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.cli.add import Json, OutputsDir
from pipeline.cli.console import emit, one_sentence, say, show

if TYPE_CHECKING:
    from pipeline.accuracy.intervals import Proportion


def sample(
    target: Annotated[Path, typer.Option("--out", help="Workbook to write.", metavar="PATH")] = Path("sample.xlsx"),
    size: Annotated[int, typer.Option("--size", min=1, help="Facts of each kind, and passages.")] = 50,
    seed: Annotated[int, typer.Option("--seed", help="Equal seeds draw the same sample.")] = 1,
    outputs_dir: OutputsDir = Path("outputs"),
) -> None:
    """Draw a random sample of facts (for precision) and passages (for recall) as a workbook to judge."""
    from pipeline.accuracy.draw import draw_sample
    from pipeline.accuracy.judgements import write_sample
    from pipeline.errors import InputError, no_plan_error
    from pipeline.store.results import open_results

    with one_sentence():
        results = open_results(outputs_dir)
        if not results:
            raise no_plan_error(outputs_dir)
        if target.exists():
            raise InputError(str(target), "it exists and may contain judgements", "choose another path with --out")
        drawn = draw_sample(results, size, seed)
        say(f"{write_sample(drawn, target)}: {len(drawn.facts)} facts, {len(drawn.passages)} passages, seed {seed}")


def accuracy(
    judged: Annotated[Path, typer.Argument(help="Workbook of gangmu sample with judgements.", metavar="WORKBOOK")],
    level: Annotated[float, typer.Option("--level", min=0.5, max=0.999, help="Confidence level.")] = 0.95,
    as_json: Json = False,
) -> None:
    """Show precision and recall for each kind of fact from a judged sample, with Wilson intervals."""
    from pipeline.accuracy.draw import KINDS
    from pipeline.accuracy.judgements import read_accuracy

    with one_sentence():
        found = read_accuracy(judged, level)
    if as_json:
        emit({row.kind: {name: getattr(row, name)._asdict() for name in row._fields[1:]} for row in found})
        return
    names = ("precision", "doubtful", "recall")
    rows = [(KINDS[row.kind], row.kind, *(_interval(getattr(row, name)) for name in names)) for row in found]
    show("", ("种类", "kind", "precision", "precision of doubtful facts", "recall"), rows)


def _interval(found: "Proportion") -> str:
    if found.share is None or found.low is None or found.high is None:
        return "not judged"
    return f"{found.share:.3f} [{found.low:.3f}, {found.high:.3f}] ({found.hits}/{found.of})"


def publish(
    target: Annotated[Path, typer.Argument(help="New folder.", metavar="OUT")],
    title: Annotated[str, typer.Option("--title", help="Title of the data set.")] = "政府计划数据集",
    authors: Annotated[
        list[str] | None, typer.Option("--author", help="Author, several times if needed.", metavar="NAME")
    ] = None,
    license: Annotated[
        str | None, typer.Option("--license", help="Licence of the data set, such as CC-BY-4.0.")
    ] = None,
    judged: Annotated[
        Path | None, typer.Option("--accuracy", help="Judged workbook of gangmu sample.", metavar="WORKBOOK")
    ] = None,
    outputs_dir: OutputsDir = Path("outputs"),
) -> None:
    """Write report, tables (CSV, Parquet, Stata, SQLite), graph, codebook, methods, citation and checksums."""
    from pipeline.publish.write import Publication
    from pipeline.publish.write import publish as write

    with one_sentence():
        about = Publication(title, tuple(authors or ("（作者）",)), license, judged)
        written = write(outputs_dir, target, about)
    say(f"{target}: {len(written)} files; add the authors to CITATION.cff if you gave none")


COMMANDS = (sample, accuracy, publish)
