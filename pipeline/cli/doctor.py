"""The command `gangmu doctor`: check the installation, the corpus and the outputs."""

from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli.add import CorpusDir, Json, OutputsDir
from pipeline.cli.console import emit, show


def doctor(
    corpus_dir: CorpusDir = Path("corpus"),
    outputs_dir: OutputsDir = Path("outputs"),
    deep: Annotated[bool, typer.Option("--deep", help="Read every file of the corpus and of the outputs.")] = False,
    as_json: Json = False,
) -> None:
    """Check the installation, optional extras, corpus and outputs; exit with code 1 if something is broken."""
    from pipeline.run.doctor import examine

    checks = list(examine(corpus_dir, outputs_dir, deep))
    if as_json:
        emit([check._asdict() for check in checks])
    else:
        show("", ("", "what", "found", "to do"), checks)
    if any(check.state == "broken" for check in checks):
        raise typer.Exit(1)


COMMANDS = (doctor,)
