"""The progress bar on a terminal. It is a separate module because importing it is slow, and most commands show none."""

from collections.abc import Iterable, Iterator
from typing import TypeVar

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    SpinnerColumn,
    Task,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)
from rich.text import Text

from extractors.readers.base.progress import listening
from pipeline.cli.language.catalogue import translate

Item = TypeVar("Item")


class _Rate(ProgressColumn):
    """Items per second; empty until there is an estimate."""

    def render(self, task: Task) -> Text:
        return Text(f"{task.speed:.1f}/s" if task.speed else "")


def bar(items: Iterable[Item], total: int, doing: str) -> Iterator[Item]:
    """Yield the items and show a progress bar; a second bar counts the pages of a scan, which take seconds each."""
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        _Rate(),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
    )
    console = Console(stderr=True, highlight=False, markup=False, emoji=False)
    with Progress(*columns, console=console, transient=True) as progress:
        whole = progress.add_task(doing, total=total)
        pages = progress.add_task(translate("Recognising pages"), visible=False)

        def page(done: int, of: int) -> None:
            progress.update(pages, completed=done, total=of, visible=done < of)

        with listening(page):
            yield from progress.track(items, task_id=whole)
