"""The command `gangmu`. Each group of commands stands in a module of its own and imports heavy tools when it runs."""

from importlib.metadata import version
from typing import Annotated

import typer

from pipeline import (
    cli_compare,
    cli_corpus,
    cli_correct,
    cli_doctor,
    cli_export,
    cli_extract,
    cli_ledger,
    cli_results,
    cli_run,
    cli_units,
)

app = typer.Typer(
    name="gangmu",
    help="Parse Chinese government plans and notices into tasks, indicators, units and responsibilities.",
    epilog="Exit codes: 0 done (findings included), 1 a document failed, 2 wrong usage.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"gangmu {version('gangmu')}")
        raise typer.Exit()


@app.callback()
def main(
    _version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Parse Chinese government plans and notices into tasks, indicators, units and responsibilities."""


for module in (
    cli_extract,
    cli_corpus,
    cli_run,
    cli_results,
    cli_compare,
    cli_units,
    cli_export,
    cli_correct,
    cli_doctor,
):
    for command in module.COMMANDS:
        app.command()(command)
app.add_typer(cli_ledger.app, name="ledger", no_args_is_help=True)
