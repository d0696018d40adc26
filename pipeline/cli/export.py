"""The command `gangmu export`: write the facts in the formats of other programs."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli.add import Json, OutputsDir
from pipeline.cli.console import emit, one_sentence, say


class FormatName(StrEnum):
    """The value of --format."""

    XLSX = "xlsx"
    CSV = "csv"
    PARQUET = "parquet"
    DATASET = "dataset"
    ANSWERS = "answers"
    SQLITE = "sqlite"
    GRAPHML = "graphml"
    GEXF = "gexf"
    GEXF_UNITS = "gexf-units"
    GEXF_TIME = "gexf-time"
    JSONLD = "jsonld"
    DOCBIN = "docbin"
    SPANS = "spans"


def export(
    format: Annotated[FormatName, typer.Option("--format", "-f", help="Output format.")],
    plans: Annotated[
        list[str] | None, typer.Argument(help="Plan ids (default: all plans in outputs/).", metavar="PLAN…")
    ] = None,
    target: Annotated[
        Path | None,
        typer.Option("--out", help="Output file; for csv, parquet, dataset and answers a folder.", metavar="PATH"),
    ] = None,
    outputs_dir: OutputsDir = Path("outputs"),
    as_json: Json = False,
) -> None:
    """Export the facts, or the answers, as a workbook, CSV, Parquet, SQLite, graph, linked data or labelled spans."""
    from pipeline.export.formats import export as write

    with one_sentence():
        paths = write(format.value, tuple(plans or ()), outputs_dir, target)
    if as_json:
        emit([str(path) for path in paths])
    else:
        for path in paths:
            say(str(path))


COMMANDS = (export,)
