"""The search index: tasks, indicators, units by words and by pairs of characters, as a script that a page can load."""

import json
import logging
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

import jieba

from pipeline.report.labels import label
from pipeline.report.parts import beyond_title
from pipeline.report.shelf import Book, Shelf

_WORD = re.compile(r"[a-z0-9]+|[\u3400-\u9fff]+")
_LONGEST = 240
"""Characters of a text that are searched and shown."""


class Entry(NamedTuple):
    """What a search can find."""

    kind: str
    title: str
    text: str
    href: str
    where: str


def search_script(shelf: Shelf) -> str:
    """Return the index as ``window.GANGMU_SEARCH = {…}``: pages opened as files may load scripts but not fetch data."""
    entries = tuple(_entries(shelf))
    postings: dict[str, list[int]] = defaultdict(list)
    cut = _tokenizer(tuple(sorted(unit.name for unit in shelf.units.values())))
    for number, entry in enumerate(entries):
        for token in sorted(set(tokens(f"{entry.title} {entry.text}", cut))):
            postings[token].append(number)
    kinds = {name: label(f"fact.{name}") for name in ("task", "safeguard", "annex", "indicator", "heading", "unit")}
    data = {"entries": entries, "postings": dict(sorted(postings.items())), "kinds": kinds}
    return f"window.GANGMU_SEARCH = {json.dumps(data, ensure_ascii=False, separators=(',', ':'))};\n"


@cache
def _tokenizer(names: tuple[str, ...]) -> jieba.Tokenizer:
    """Return an own tokenizer that knows the units; jieba's global one stays as it is."""
    jieba.setLogLevel(logging.WARNING)
    tokenizer = jieba.Tokenizer()
    for name in names:
        tokenizer.add_word(name)
    return tokenizer


def tokens(text: str, tokenizer: jieba.Tokenizer) -> Iterator[str]:
    """Yield words of two characters or more, and every pair of neighbouring Chinese characters."""
    for run in _WORD.findall(text.lower()):
        if run.isascii():
            yield run
            continue
        yield from (run[at : at + 2] for at in range(len(run) - 1))
        yield from (word for word in tokenizer.lcut(run) if len(word) > 2)


def _entries(shelf: Shelf) -> Iterator[Entry]:
    for id, unit in shelf.units.items():
        yield Entry("unit", unit.name, "、".join(unit.aliases), shelf.unit_page(id), unit.jurisdiction or "")
    for book in shelf.books:
        yield from _of_plan(book)


def _of_plan(book: Book) -> Iterable[Entry]:
    where = book.name
    for heading in book.plan.headings:
        yield Entry("heading", heading.title, "", book.fact(heading.id), where)
    for task in book.plan.tasks:
        kind = "annex" if task.origin == "annex" else task.kind
        said = " ".join((beyond_title(task), *(item.text for item in task.plan_items)))
        yield Entry(kind, task.title, " ".join(said.split())[:_LONGEST], book.fact(task.id), where)
    for entry in book.plan.indicators:
        values = " ".join(f"{value.year or ''} {value.raw}" for value in entry.values)
        yield Entry("indicator", entry.name, f"{entry.measure or ''} {values}".strip(), book.fact(entry.id), where)
