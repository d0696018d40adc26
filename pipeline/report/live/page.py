"""What the pages of a live report are made from, and how one of them is printed."""

import sqlite3
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from pipeline.report.pages.printing import Printer
from pipeline.views.fact_views import Quote
from schemas import Message


class LiveSources(NamedTuple):
    """What pages are made from."""

    facts: sqlite3.Connection
    outputs: Path
    originals: Mapping[str, Path]
    """Original files by SHA-256, of which pages are shown as pictures."""
    ledgers: Path | None
    """The corpus folder, where what was reported of plans is shown."""
    pictures: Path
    """Folder for the pictures of pages."""


class OnePage(Printer):
    """Renders the page at one place and holds its text; pages at other places are not rendered."""

    def __init__(self, path: str) -> None:
        """Take the place of the page."""
        super().__init__(Path(), "")
        self.wanted, self.text = path, ""

    def page(self, path: str, template: str, title: Message, **view: object) -> str:
        """Render the page if it is the wanted one."""
        return super().page(path, template, title, **view) if path == self.wanted else path

    def write(self, path: str, text: str) -> None:
        """Hold the text."""
        self.text = text


def plan_names(facts: sqlite3.Connection, ids: Sequence[str]) -> dict[str, str]:
    """Return what plans are called, by id."""
    marks = ", ".join("?" * len(ids))
    return dict(facts.execute(f"SELECT plan, title FROM plans WHERE plan IN ({marks})", ids))


def compared_with(
    plan: str, pairs: Sequence[tuple[str, str]], names: Mapping[str, str], page: Callable[[str, str], str]
) -> tuple[Quote, ...]:
    """Return the plans that a plan is compared with, each with the address of the comparison."""
    return tuple(Quote(names[new if plan == old else old], page(old, new)) for old, new in pairs)
