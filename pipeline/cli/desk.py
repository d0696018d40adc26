"""The commands `gangmu serve` and `gangmu open`: the report and the desk in the browser, on this machine only."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.cli.add import CorpusDir, OutputsDir
from pipeline.cli.console import one_sentence, say, warn

if TYPE_CHECKING:
    from pipeline.serve.server import Server

Port = Annotated[int, typer.Option("--port", min=0, max=65535, help="Port (0: any free port).")]


def serve(port: Port = 8765, corpus_dir: CorpusDir = Path("corpus"), outputs_dir: OutputsDir = Path("outputs")) -> None:
    """Serve the report on this machine, with an edit mode for facts, alignments and units."""
    with one_sentence():
        server = _start_server(corpus_dir, outputs_dir, port)
    _serve(server)


def open(
    folder: Annotated[
        Path,
        typer.Argument(
            help="Folder with corpus/ and outputs/; a new corpus is begun if there is none.", metavar="[FOLDER]"
        ),
    ] = Path(),
    port: Port = 0,
    browser: Annotated[bool, typer.Option("--browser/--no-browser", help="Open the browser.")] = True,
) -> None:
    """Open the desk in the browser: drop files in, look at what was read, correct, add, code and publish."""
    import webbrowser

    from pipeline.corpus.manifest import begin_corpus

    # the folder of a corpus itself is meant as that corpus
    base = folder.resolve().parent if (folder / "plans.yml").is_file() else folder
    corpus_dir = folder if (folder / "plans.yml").is_file() else folder / "corpus"
    with one_sentence():
        if begin_corpus(corpus_dir):
            warn(f"New corpus: {corpus_dir}")
        server = _start_server(corpus_dir, base / "outputs", port)
    if browser:
        webbrowser.open(f"http://127.0.0.1:{server.server_port}/edit/files")
    _serve(server)


def _start_server(corpus_dir: Path, outputs_dir: Path, port: int) -> "Server":
    from pipeline.cli.language.catalogue import in_chinese
    from pipeline.corpus.manifest import read_corpus
    from pipeline.serve.desk import Desk
    from pipeline.serve.server import make_server

    outputs_dir.mkdir(parents=True, exist_ok=True)
    desk = Desk(read_corpus(corpus_dir), outputs_dir)
    for sentence in desk.open():
        warn(sentence)
    return make_server(desk, port, in_chinese)


def _serve(server: "Server") -> None:
    """Print the address and serve until Ctrl-C."""
    say(f"http://127.0.0.1:{server.server_port}/")
    warn("Only this machine can open this address. Press Ctrl-C to stop.")
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        warn("Stopped.")
    finally:
        server.server_close()
        server.desk.close(patience=0)


COMMANDS = (serve, open)
