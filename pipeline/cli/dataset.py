"""The commands for a data set: `gangmu sample`, `gangmu accuracy` and `gangmu publish`."""

from collections.abc import Set
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.cli.add import CorpusDir, Json, OutputsDir
from pipeline.cli.console import emit, one_sentence, say, show

if TYPE_CHECKING:
    from pipeline.accuracy.figures import Accuracy, SampleJudgements
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


Judged = Annotated[
    Path | None,
    typer.Argument(
        help="Workbook of gangmu sample with judgements (default: the sample judged on the desk).", metavar="[WORKBOOK]"
    ),
]
SampleName = Annotated[
    str | None, typer.Option("--sample", help="Name of a sample judged on the desk, if there are several.")
]


def accuracy(
    judged: Judged = None,
    name: SampleName = None,
    level: Annotated[float, typer.Option("--level", min=0.5, max=0.999, help="Confidence level.")] = 0.95,
    corpus_dir: CorpusDir = Path("corpus"),
    as_json: Json = False,
) -> None:
    """Show precision and recall for each kind of fact from a judged sample, with Wilson intervals."""
    from pipeline.accuracy.figures import SampleJudgements, accuracy_of
    from pipeline.errors import InputError

    with one_sentence():
        found = _judgements(judged, name, corpus_dir)
        if judged is None and found == SampleJudgements():
            reason = "no sample was judged"
            raise InputError(str(corpus_dir), reason, "draw one: gangmu sample, or on the desk: gangmu open")
    groups = {genre: accuracy_of(one, level) for genre, one in found.by_genre().items()}
    if as_json:
        by_genre = {genre: _as_data(rows) for genre, rows in groups.items() if genre}
        emit(_as_data(groups[""]) | ({"by_genre": by_genre} if by_genre else {}))
        return
    for genre, rows in groups.items():
        _show_accuracy(genre, rows)


def _judgements(
    judged: Path | None, name: str | None, corpus_dir: Path, plans: Set[str] | None = None
) -> "SampleJudgements":
    """Return the judgements of a workbook or of the desk."""
    from pipeline.accuracy.judgements import read_judgements
    from pipeline.accuracy.stored import desk_judgements
    from pipeline.corpus.manifest import read_corpus

    return read_judgements(judged) if judged else desk_judgements(read_corpus(corpus_dir), name, plans)


def _as_data(rows: "tuple[Accuracy, ...]") -> dict[str, object]:
    return {row.kind: {name: getattr(row, name)._asdict() for name in row._fields[1:]} for row in rows}


def _show_accuracy(genre: str, found: "tuple[Accuracy, ...]") -> None:
    from pipeline.accuracy.draw import KINDS

    names = ("precision", "doubtful", "recall")
    rows = [(KINDS[row.kind], row.kind, *(_interval(getattr(row, name)) for name in names)) for row in found]
    show(genre, ("种类", "kind", "precision", "precision of doubtful facts", "recall"), rows)


def _interval(found: "Proportion") -> str:
    return f"{found.interval} ({found.hits}/{found.of})" if found.interval else "not judged"


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
        Path | None,
        typer.Option(
            "--accuracy",
            help="Judged workbook of gangmu sample (default: the sample judged on the desk).",
            metavar="WORKBOOK",
        ),
    ] = None,
    name: SampleName = None,
    corpus_dir: CorpusDir = Path("corpus"),
    outputs_dir: OutputsDir = Path("outputs"),
) -> None:
    """Write report, tables (CSV, Parquet, Stata, SQLite), graph, codebook, methods, citation and checksums."""
    from pipeline.accuracy.figures import SampleJudgements
    from pipeline.publish.write import Publication
    from pipeline.publish.write import publish as write
    from pipeline.store.results import plan_folders

    with one_sentence():
        # a data set without a corpus beside it, or without a sample, is published without accuracy
        stated = judged is not None or name is not None or (corpus_dir / "samples").is_dir()
        published = {folder.name for folder in plan_folders(outputs_dir)}
        found = _judgements(judged, name, corpus_dir, published) if stated else SampleJudgements()
        about = Publication(title, tuple(authors or ("（作者）",)), license, found)
        written = write(outputs_dir, target, about)
    say(f"{target}: {len(written)} files; add the authors to CITATION.cff if you gave none")


COMMANDS = (sample, accuracy, publish)
