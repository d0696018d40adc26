"""The command `gangmu`. Commands import their libraries when they run, so that --help is fast."""

from typing import Annotated

import typer

from pipeline.cli import (
    add,
    ask,
    coding,
    compare,
    correct,
    coverage,
    dataset,
    decide,
    desk,
    doctor,
    export,
    extract,
    ledger,
    panel,
    results,
    run,
    units,
)
from pipeline.cli.language.catalogue import Language, set_language
from pipeline.cli.language.command_group import CommandGroup

app = typer.Typer(
    name="gangmu",
    cls=CommandGroup,
    help="Parse Chinese government plans and notices into tasks, indicators, units and responsibilities.",
    epilog="Exit codes: 0 success (even with findings), 1 a document failed, 2 usage error.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _show_version(requested: bool) -> None:
    if requested:
        from importlib.metadata import version

        typer.echo(f"gangmu {version('gangmu')}")
        raise typer.Exit()


def _choose_language(chosen: Language | None) -> None:
    if chosen:
        set_language(chosen)


@app.callback()
def main(
    _version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Print the version.")
    ] = False,
    _language: Annotated[
        Language | None,
        typer.Option(
            "--lang",
            callback=_choose_language,
            is_eager=True,
            help="Language of help and messages (default: that of the system).",
        ),
    ] = None,
) -> None:
    """Parse Chinese government plans and notices into tasks, indicators, units and responsibilities."""


for commands in (
    extract,
    coverage,
    add,
    run,
    results,
    ask,
    compare,
    panel,
    units,
    export,
    dataset,
    coding,
    correct,
    decide,
    desk,
    doctor,
):
    for command in commands.COMMANDS:
        app.command()(command)
app.add_typer(ledger.app, name="ledger", no_args_is_help=True)
