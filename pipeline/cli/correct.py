"""`gangmu correct` and `gangmu serve`: a person's word on what was extracted, at the terminal or in the report."""

import getpass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.cli.add import CorpusDir, Json, OutputsDir
from pipeline.cli.console import emit, one_sentence, say, warn

if TYPE_CHECKING:
    from pipeline.run.correct import Done


def correct(
    plan: Annotated[str, typer.Argument(help="Plan id.", metavar="PLAN")],
    target: Annotated[str, typer.Argument(help="Id of the fact; the plan's id before it may be left out.")],
    field: Annotated[str, typer.Argument(help="Field, e.g. title, deadline.on; aligned/OLDER for an alignment.")],
    value: Annotated[str, typer.Argument(help="What it shall be; '' for nothing printed.", metavar="VALUE")],
    why: Annotated[str, typer.Option("--why", help="Why: kept with the record.")],
    by: Annotated[str | None, typer.Option("--by", help="Who corrects; the login name without.")] = None,
    corpus_dir: CorpusDir = Path("corpus"),
    outputs_dir: OutputsDir = Path("outputs"),
    as_json: Json = False,
) -> None:
    """Correct a fact: checked against what is extracted now, appended to corpus/corrections/, applied by every run."""
    from pipeline.corpus.manifest import read_corpus
    from pipeline.run.correct import Wish
    from pipeline.run.correct import correct as write

    with one_sentence():
        corpus = read_corpus(corpus_dir)
        wish = Wish(plan, target, field, value, why, by or getpass.getuser())
        done = write(corpus, outputs_dir, wish)
    if as_json:
        emit(
            {
                "file": str(done.path),
                "correction": done.correction.model_dump(),
                "findings_gone": [finding.model_dump(mode="json") for finding in done.gone],
                "findings_new": [finding.model_dump(mode="json") for finding in done.new],
            }
        )
    else:
        _show(done)


def _show(done: "Done") -> None:
    record = done.correction
    say(f"{done.path}: {record.target} {record.field}: {record.was!r} → {record.now!r}")
    say(f"To apply it: gangmu run. It will make {done.path.stem} anew, then tables, graph, comparisons and report.")
    for sign, findings in (("-", done.gone), ("+", done.new)):
        for finding in findings:
            say(f"  {sign} {finding.code}: {finding.message.zh}")


def serve(
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help="Port; 0 for any that is free.")] = 8765,
    corpus_dir: CorpusDir = Path("corpus"),
    outputs_dir: OutputsDir = Path("outputs"),
) -> None:
    """Open the report on this machine, with a mode in which facts, alignments and units are corrected."""
    from pipeline.corpus.manifest import read_corpus
    from pipeline.serve.desk import Desk
    from pipeline.serve.server import make_server

    with one_sentence():
        corpus = read_corpus(corpus_dir)
        desk = Desk(corpus, outputs_dir)
        for sentence in desk.open():
            warn(sentence)
        server = make_server(desk, port)
    say(f"http://127.0.0.1:{server.server_port}/")
    warn("Only this machine can open it. To stop: Ctrl-C.")
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        warn("Stopped.")
    finally:
        server.server_close()
        desk.close(patience=0)


COMMANDS = (correct, serve)
"""What `gangmu` registers from here."""
