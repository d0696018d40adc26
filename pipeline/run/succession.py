"""Which plans a plan may follow: of the same place or issuer, earlier, and with a similar title. A person decides."""

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from pipeline.corpus.manifest import Entry
from pipeline.errors import InputError
from pipeline.store.results import plan_folders, read_plan
from schemas import Plan

ALIKE = 60
"""Least similarity of two titles in percent, years and places left out: 行动计划 of another field has less than 50."""
_YEARS = re.compile(r"[（(][^（）()]*\d{4}[^（）()]*[)）]|[\d〇一二三四五六七八九十—–-]+年?")


def may_follow(plan: Plan, entries: Iterable[Entry], plans: Mapping[str, Plan]) -> Iterator[str]:
    """Yield the registered plans that may be the predecessor.

    ``plans``: those that were extracted, by id; of the others only the place is known.
    """
    for entry in entries:
        earlier = plans.get(entry.id)
        if earlier is None:
            if plan.plan.place and (entry.place or "").endswith(plan.plan.place):
                yield entry.id
        elif can_follow(plan, earlier):
            yield entry.id


def extracted_plans(outputs: Path) -> dict[str, Plan]:
    """Return the plans in outputs/ by id; one that cannot be read is left out, the next run extracts it again."""
    plans: dict[str, Plan] = {}
    for folder in plan_folders(outputs):
        with suppress(InputError):
            plans[folder.name] = read_plan(folder)
    return plans


def can_follow(plan: Plan, earlier: Plan) -> bool:
    """Return whether a plan can be the next one of the same series."""
    from rapidfuzz import fuzz  # here, because the desk starts without it

    one, other = plan.plan, earlier.plan
    # the same place may be named with or without those above it
    same_place = one.place and other.place and (one.place.endswith(other.place) or other.place.endswith(one.place))
    related = same_place or set(one.issuers) & set(other.issuers)
    return bool(related) and _is_earlier(earlier, plan) and fuzz.ratio(_bare_title(plan), _bare_title(earlier)) >= ALIKE


def _is_earlier(one: Plan, other: Plan) -> bool:
    """Return whether a plan begins or was issued before the other; also if neither says when."""
    starts = one.plan.period.start, other.plan.period.start
    if starts[0] is not None and starts[1] is not None and starts[0] != starts[1]:
        return starts[0] < starts[1]
    days = one.plan.issued_on, other.plan.issued_on
    return days[0] < days[1] if days[0] and days[1] else True


def _bare_title(plan: Plan) -> str:
    title = _YEARS.sub("", plan.plan.title)
    for name in (plan.plan.place or "", *plan.plan.issuers):
        title = title.replace(name, "") if name else title
    return title
