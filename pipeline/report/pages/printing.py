"""Render templates: undefined values are errors, everything is escaped."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path, PurePosixPath
from typing import Generic, NamedTuple, TypeVar

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from pipeline.atomic import write_new
from pipeline.report.figures.vega_lite import embedded
from pipeline.report.pages import lines
from pipeline.report.pages.phrases import attribute, say, say_label
from pipeline.templates.kept_templates import KeptTemplates
from pipeline.templates.quick import QuickContext, QuickTemplate
from pipeline.views.counts import UNIT_COUNTS, definitions
from pipeline.views.fact_views import RELATIONS
from pipeline.views.labels import label, pairs
from schemas import Message

T = TypeVar("T")


@cache
def environment() -> Environment:
    """Return the template environment of the report."""
    env = Environment(
        loader=PackageLoader("pipeline", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,  # templates do not change while they are used
    )
    env.template_class, env.context_class = QuickTemplate, QuickContext
    env.bytecode_cache = KeptTemplates((env.autoescape, env.trim_blocks, env.lstrip_blocks, env.keep_trailing_newline))
    env.globals.update(lines=lines, phrase_html=say, label_html=say_label, attribute_html=attribute)
    env.globals.update(label=label, label_pairs=pairs, relations=RELATIONS, chart_json=embedded)
    env.globals.update(definitions=definitions(), unit_counts=UNIT_COUNTS)
    return env


@dataclass
class Printer:
    """Writes the pages of one report. ``draft`` is its folder, ``stamp`` is printed at the foot of every page."""

    draft: Path
    stamp: str

    def page(self, path: str, template: str, title: Message, **view: object) -> str:
        """Write a page and return its place below the root; in the template ``root`` leads from it back there."""
        root = "../" * (len(PurePosixPath(path).parts) - 1)
        text = environment().get_template(template).render(root=root, path=path, title=title, stamp=self.stamp, **view)
        self.write(path, text)
        return path

    def write(self, path: str, text: str) -> None:
        """Write a file at its place below the root."""
        write_new(self.draft / path, text.encode())


def copy_assets(folder: Path, names: Iterable[str]) -> None:
    """Copy styles and scripts into a folder, which is made if need be."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in names:
        (folder / name).write_bytes(files("pipeline.templates").joinpath("assets", name).read_bytes())


def piece(template: str, root: str, **view: object) -> Markup:
    """Return a part of a page; ``root`` is the relative path from the page to the report's folder."""
    return Markup(environment().get_template(template).render(root=root, **view))


class Pager(NamedTuple):
    """The place of a page among those of a long list. An address is empty if there is no such page."""

    here: int
    of: int
    first: str = ""
    before: str = ""
    after: str = ""
    last: str = ""


class PagedList(NamedTuple, Generic[T]):
    """One page of a long list."""

    path: str
    pager: Pager
    items: Sequence[T]


def sheets(path: str, items: Sequence[T], size: int) -> Iterator[PagedList[T]]:
    """Part a list into pages of ``size`` items; one page if there are none."""
    for number in range(1, _pages(items, size) + 1):
        yield sheet(path, items, size, number)


def sheet(path: str, items: Sequence[T], size: int, number: int) -> PagedList[T]:
    """Return one page of a list; KeyError if it has fewer pages.

    The first has the address given, the others ``name~2.html``: no id makes a file name with that sign.
    """
    of = _pages(items, size)
    if not 1 <= number <= of:
        raise KeyError(number)
    stem = path.removesuffix(".html")

    def name(number: int) -> str:
        return path if number == 1 else f"{stem}~{number}.html"

    back = (path, name(number - 1)) if number > 1 else ("", "")
    on = (name(number + 1), name(of)) if number < of else ("", "")
    return PagedList(name(number), Pager(number, of, *back, *on), items[(number - 1) * size : number * size])


def _pages(items: Sequence[T], size: int) -> int:
    return max(1, -(-len(items) // size))
