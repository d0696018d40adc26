"""Index tasks, indicators, headings and units for the search, plan by plan: by names and by pairs of characters."""

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from operator import add

from pipeline.report.search.search_shards import write_search as write_search  # the report takes it from here
from pipeline.views.indexed_plan import IndexedPlan
from pipeline.views.search_entries import SearchEntry, plan_entries, unit_entry
from schemas import Plan, Unit

_WORD = re.compile(r"[a-z0-9]+|[\u3400-\u9fff]+")
_CHINESE = re.compile(r"[\u3400-\u9fff]{3,}")


def plan_part(book: IndexedPlan) -> str:
    """Return the part of the index for one plan, as JSON.

    ``entries`` are rows of kind, title, text, address, place. ``tokens`` maps each token to its entries in ascending
    order: 2 × their number in the part, plus 1 if the token is in the title.
    """
    return _index_part(plan_entries(book), _unit_names(book.plan))


def units_part(units: Mapping[str, Unit]) -> str:
    """Return the part of the index for all units, in the same form."""
    return _index_part(
        map(unit_entry, units.values()), {name for unit in units.values() for name in (unit.name, *unit.aliases)}
    )


def _index_part(found: Iterable[SearchEntry], names: Iterable[str]) -> str:
    entries = tuple(found)
    known = _by_start(names)
    tokens: dict[str, list[int]] = defaultdict(list)
    for number, entry in enumerate(entries):
        in_text, in_title = 2 * number, 2 * number + 1
        title = _tokens(entry.title, known)
        for token in title:
            tokens[token].append(in_title)
        for token in _tokens(entry.text, known) - title:
            tokens[token].append(in_text)
    data = {"entries": entries, "tokens": dict(sorted(tokens.items()))}
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def _tokens(text: str, known: Mapping[str, tuple[str, ...]]) -> set[str]:
    """Return known names, every pair of adjacent characters, and the last character of each run.

    Because of the last character, every character of a run is the start of a token, so that a single one can be found.
    """
    found: set[str] = set()
    pairs: set[str] = set()
    lowered = text.lower()
    for run in _WORD.findall(lowered):
        if run.isascii():
            found.add(run)
        else:
            found.add(run[-1])
            pairs.update(map(add, run, run[1:]))
    found |= pairs
    found.update(name for start in known.keys() & pairs for name in known[start] if name in lowered)
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
