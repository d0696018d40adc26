"""The command `gangmu panel`: many plans on one theme beside one another."""

from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli.add import Json, OutputsDir
from pipeline.cli.console import emit, one_sentence, say, show


def panel(
    plans: Annotated[
        list[str] | None, typer.Argument(help="Plan ids or files (default: all plans in outputs/).", metavar="PLAN…")
    ] = None,
    out: Annotated[
        Path | None, typer.Option("--out", help="Folder for page, tables and network.", metavar="FOLDER")
    ] = None,
    outputs_dir: OutputsDir = Path("outputs"),
    as_json: Json = False,
) -> None:
    """Group the tasks of many plans by theme: who has which, who was first, which wording is shared."""
    from pipeline.export.panel_files import write_panel_files
    from pipeline.report.pages.panel_page import print_panel
    from pipeline.run.compare_files import panel_of_plans

    with one_sentence():
        found = panel_of_plans(plans or (), outputs_dir)
        written = [*write_panel_files(found, out), print_panel(found, out)] if out else []
    if as_json:
        emit(found.model_dump(mode="json"))
        return
    shared = [theme for theme in found.themes if theme.is_shared]
    numbers = [str(number) for number in range(1, len(found.plans) + 1)]
    listed = [
        (number, plan.issued_on or "", plan.title, plan.tasks, plan.themes, plan.first)
        for number, plan in zip(numbers, found.plans, strict=True)
    ]
    show("计划", ("", "印发", "标题", "任务", "共有主题", "首见"), listed)
    marks = [
        [theme.title[:40], *("首" if theme.first == p.id else "✓" if p.id in theme.plans else "" for p in found.plans)]
        for theme in shared
    ]
    show("共有主题", ("", *numbers), marks)
    for path in written:
        say(str(path))


COMMANDS = (panel,)
