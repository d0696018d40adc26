"""The command `gangmu publish`: a folder that a journal or archive takes."""

from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli.add import OutputsDir
from pipeline.cli.console import one_sentence, say


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


COMMANDS = (publish,)
