"""Which plans a plan may follow: of the same place or issuer, earlier, and with a similar title. A person decides."""

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from pipeline.corpus.manifest import Entry
from pipeline.errors import InputError
from pipeline.store.results import plan_folders, read_plan
from schemas import PlanHeader

ALIKE = 60
"""Least similarity of two titles in percent, years and places left out: 行动计划 of another field has less than 50."""
_YEARS = re.compile(r"[（(][^（）()]*\d{4}[^（）()]*[)）]|[\d〇一二三四五六七八九十—–-]+年?")


def may_follow(plan: PlanHeader, entries: Iterable[Entry], headers: Mapping[str, PlanHeader]) -> Iterator[str]:
    """Yield the registered plans that may be the predecessor.

    ``headers``: those of the plans that were extracted, by id; of the others only the place is known.
    """
    for entry in entries:
        earlier = headers.get(entry.id)
        if earlier is None:
            if plan.place and (entry.place or "").endswith(plan.place):
                yield entry.id
        elif can_follow(plan, earlier):
            yield entry.id


def extracted_headers(outputs: Path) -> dict[str, PlanHeader]:
    """Return the headers of the plans in outputs/ by id; a plan that cannot be read is left out, the next run extracts it again."""
    headers: dict[str, PlanHeader] = {}
    for folder in plan_folders(outputs):
        with suppress(InputError):
            headers[folder.name] = read_plan(folder).plan
    return headers


def can_follow(plan: PlanHeader, earlier: PlanHeader) -> bool:
    """Return whether a plan can be the next one of the same series."""
    from rapidfuzz import fuzz  # here, because the desk starts without it

    # the same place may be named with or without those above it
    places = plan.place, earlier.place
    same_place = places[0] and places[1] and (places[0].endswith(places[1]) or places[1].endswith(places[0]))
    related = same_place or set(plan.issuers) & set(earlier.issuers)
    return bool(related) and _is_earlier(earlier, plan) and fuzz.ratio(_bare_title(plan), _bare_title(earlier)) >= ALIKE


def _is_earlier(one: PlanHeader, other: PlanHeader) -> bool:
    """Return whether a plan begins or was issued before the other; also if neither says when."""
    starts = one.period.start, other.period.start
    if starts[0] is not None and starts[1] is not None and starts[0] != starts[1]:
        return starts[0] < starts[1]
    days = one.issued_on, other.issued_on
    return days[0] < days[1] if days[0] and days[1] else True


def _bare_title(plan: PlanHeader) -> str:
    title = _YEARS.sub("", plan.title)
    for name in (plan.place or "", *plan.issuers):
        title = title.replace(name, "") if name else title
    return title
