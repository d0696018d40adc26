"""The group of all commands: its help in the language of the user, and an answer to `gangmu FILE`."""

from pathlib import Path
from typing import Any

from typer import BadParameter
from typer.core import TyperGroup

from pipeline.cli.language.catalogue import language, translate

PANELS = {
    "OPTIONS_PANEL_TITLE": "选项",
    "COMMANDS_PANEL_TITLE": "命令",
    "ARGUMENTS_PANEL_TITLE": "参数",
    "ERRORS_PANEL_TITLE": "用法有误",
    "DEFAULT_STRING": "[默认：{}]",
    "REQUIRED_LONG_STRING": "[必填]",
    "RICH_HELP": "用法见 [blue]{command_path} {help_option}[/]",
}
"""What typer itself prints around the help."""


_UsageError: type[Exception] = BadParameter.__mro__[1]
"""The error about wrong words of a command; where it is defined depends on the version of typer."""


class CommandGroup(TyperGroup):
    """Translates commands when they are looked up, so that only what is shown is translated."""

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """Return a command with its help in the language of the user; None if there is none with this name."""
        command = super().get_command(ctx, cmd_name)
        return command and _translate_help(command, ctx)

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write the list of commands."""
        _translate_help(self, ctx)
        super().format_help(ctx, formatter)

    def invoke(self, ctx: Any) -> Any:
        """Run a command; say what is wrong with its words in the language of the user."""
        try:
            return super().invoke(ctx)
        except _UsageError as raised:
            error: Any = raised
            sentence = error.format_message()  # complete, with the name of the option
            error.format_message = lambda: translate(sentence)
            raise

    def resolve_command(self, ctx: Any, args: list[str]) -> tuple[str | None, Any, list[str]]:
        """Return the command that the words name; of a file, say which commands take one."""
        if language() == "zh":
            _translate_panels()
        name = args[0]
        if super().get_command(ctx, name) is None and Path(name).exists():
            ctx.fail(
                translate(f"{name} is no command. To read it: gangmu extract {name}. To register it: gangmu add {name}")
            )
        return super().resolve_command(ctx, args)


def _translate_help(command: Any, ctx: Any) -> Any:
    """Translate the help of a command and of its options in place."""
    if language() == "en" or getattr(command, "is_translated", False):
        return command
    command.is_translated = True
    _translate_panels()
    for name in ("help", "short_help", "epilog"):
        if text := getattr(command, name, None):
            first, *rest = text.split("\n\n")
            setattr(command, name, "\n\n".join([translate(" ".join(first.split())), *rest]))
    for option in (*command.params, *filter(None, [command.get_help_option(ctx)])):
        if text := getattr(option, "help", None):
            option.help = translate(text)
    return command


def _translate_panels() -> None:
    from typer import rich_utils

    for name, text in PANELS.items():
        setattr(rich_utils, name, text)
