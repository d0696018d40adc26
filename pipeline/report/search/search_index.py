"""Index tasks, indicators, headings and units for the search, plan by plan: by names and by pairs of characters."""

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from operator import add
from typing import NamedTuple

from pipeline.report.search.search_shards import write_search as write_search  # the report takes it from here
from pipeline.views.fact_views import beyond_title
from pipeline.views.indexed_plan import IndexedPlan
from pipeline.views.links import unit_page
from schemas import Plan, Unit

_WORD = re.compile(r"[a-z0-9]+|[\u3400-\u9fff]+")
_CHINESE = re.compile(r"[\u3400-\u9fff]{3,}")
_LONGEST = 240
"""Number of characters of a text that are indexed and shown."""


class SearchEntry(NamedTuple):
    """One result of a search."""

    kind: str
    title: str
    text: str
    href: str
    where: str


def plan_part(book: IndexedPlan) -> str:
    """Return the part of the index for one plan, as JSON.

    ``entries`` are rows of kind, title, text, address, place. ``tokens`` maps each token to its entries in ascending
    order: 2 × their number in the part, plus 1 if the token is in the title.
    """
    return _index_part(_of_plan(book), _unit_names(book.plan))


def units_part(units: Mapping[str, Unit]) -> str:
    """Return the part of the index for all units, in the same form."""
    entries = (
        SearchEntry("unit", unit.name, "、".join(unit.aliases), unit_page(id), unit.jurisdiction or "")
        for id, unit in units.items()
    )
    return _index_part(entries, {name for unit in units.values() for name in (unit.name, *unit.aliases)})


def _index_part(found: Iterable[SearchEntry], names: Iterable[str]) -> str:
    entries = tuple(found)
    known = _by_start(names)
    tokens: dict[str, list[int]] = defaultdict(list)
    for number, entry in enumerate(entries):
        title = _tokens(entry.title, known)
        for token in title:
            tokens[token].append(2 * number + 1)
        for token in _tokens(entry.text, known) - title:
            tokens[token].append(2 * number)
    data = {"entries": entries, "tokens": dict(sorted(tokens.items()))}
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def _tokens(text: str, known: Mapping[str, tuple[str, ...]]) -> set[str]:
    """Return known names, every pair of adjacent characters, and the last character of each run.

    Because of the last character, every character of a run is the start of a token, so that a single one can be found.
    """
    found: set[str] = set()
    for run in _WORD.findall(text.lower()):
        if run.isascii():
            found.add(run)
            continue
        found.add(run[-1])
        pairs = set(map(add, run, run[1:]))
        found |= pairs
        found.update(name for start in known.keys() & pairs for name in known[start] if name in run)
    return found


def _by_start(names: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Return the names that consist of Chinese characters only, by their first two characters."""
    groups: dict[str, set[str]] = defaultdict(set)
    for name in names:
        if _CHINESE.fullmatch(name):
            groups[name[:2]].add(name)
    return {start: tuple(sorted(group)) for start, group in groups.items()}


def _unit_names(plan: Plan) -> set[str]:
    names = {name for unit in plan.units for name in (unit.name, *unit.aliases)}
    return names | {entry.name for entry in plan.responsibilities}


def _of_plan(book: IndexedPlan) -> Iterator[SearchEntry]:
    where = book.name
    for heading in book.plan.headings:
        yield SearchEntry("heading", heading.title, "", book.fact(heading.id), where)
    for task in book.plan.tasks:
        kind = "annex" if task.origin == "annex" else task.kind
        said = " ".join((beyond_title(task), *(item.text for item in task.plan_items)))
        yield SearchEntry(kind, task.title, " ".join(said.split())[:_LONGEST], book.fact(task.id), where)
    for entry in book.plan.indicators:
        values = " ".join(f"{value.year or ''} {value.raw}" for value in entry.values)
        yield SearchEntry(
            "indicator", entry.name, f"{entry.measure or ''} {values}".strip(), book.fact(entry.id), where
        )
