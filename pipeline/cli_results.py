"""Commands that derive results from outputs/: graph, report."""

from pathlib import Path

import typer

from pipeline.cli_corpus import CorpusDir, Json, OutputsDir
from pipeline.console import emit, one_sentence, say


def graph(
    corpus_dir: CorpusDir = Path("corpus"), outputs_dir: OutputsDir = Path("outputs"), as_json: Json = False
) -> None:
    """Write the graph of who leads and who supports what: GraphML, GEXF (Gephi) and node-link JSON."""
    _build("graph", corpus_dir, outputs_dir, as_json)


def report(
    corpus_dir: CorpusDir = Path("corpus"), outputs_dir: OutputsDir = Path("outputs"), as_json: Json = False
) -> None:
    """Build the report from outputs/: a static site that opens from the file system."""
    _build("report", corpus_dir, outputs_dir, as_json)


def _build(name: str, corpus_dir: Path, outputs_dir: Path, as_json: bool) -> None:
    from pipeline.corpus import read_corpus
    from pipeline.errors import InputError
    from pipeline.products import build_product

    with one_sentence():
        corpus = read_corpus(corpus_dir)
        if not any(outputs_dir.glob("*/plan.json")):
            raise InputError(str(outputs_dir), "no plan stands in it yet", "run: gangmu run")
        paths = build_product(name, corpus, outputs_dir)
    if as_json:
        emit([str(path) for path in paths])
    else:
        for path in paths:
            say(str(path))
    raise typer.Exit(0)


COMMANDS = (graph, report)
