"""The commands `gangmu correct` and `gangmu serve`: correct extracted facts, at the terminal or in the report."""

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
    target: Annotated[str, typer.Argument(help="Fact id; the plan id prefix is optional.")],
    field: Annotated[str, typer.Argument(help="Field, e.g. title or deadline.on; aligned/OLDER-ID for an alignment.")],
    value: Annotated[str, typer.Argument(help="New value; '' if the source prints none.", metavar="VALUE")],
    why: Annotated[str, typer.Option("--why", help="Reason, stored with the correction.")],
    by: Annotated[str | None, typer.Option("--by", help="Your name (default: login name).")] = None,
    corpus_dir: CorpusDir = Path("corpus"),
    outputs_dir: OutputsDir = Path("outputs"),
    as_json: Json = False,
) -> None:
    """Correct a fact: check it against the current extraction and append it to corpus/corrections/."""
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
    say(f"Apply it with: gangmu run (updates {done.path.stem}, then tables, graph, comparisons and report)")
    for sign, findings in (("-", done.gone), ("+", done.new)):
        for finding in findings:
            say(f"  {sign} {finding.code}: {finding.message.zh}")


def serve(
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help="Port (0: any free port).")] = 8765,
    corpus_dir: CorpusDir = Path("corpus"),
    outputs_dir: OutputsDir = Path("outputs"),
) -> None:
    """Serve the report on this machine, with an edit mode for facts, alignments and units."""
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
    warn("Only this machine can open this address. Press Ctrl-C to stop.")
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        warn("Stopped.")
    finally:
        server.server_close()
        desk.close(patience=0)


COMMANDS = (correct, serve)
