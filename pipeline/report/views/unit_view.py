"""A unit: what it leads, supports and is assigned in a plan; and over all plans, with whom."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import NamedTuple

from pipeline.views.fact_views import RELATIONS, Quote
from pipeline.views.indexed_plan import IndexedPlan, UnitDirectory, UnitRegister
from pipeline.views.labels import label, plain
from pipeline.views.unit_statistics import UnitStatistics
from schemas import Message, Unit

MOST = 200
"""Co-workers listed: the strongest ties."""


class Post(NamedTuple):
    """A subject for which the unit is named."""

    title: str
    marker: str
    kind: Message
    href: str
    source: str
    printed: str
    via: Quote | None
    others: tuple[Quote, ...]
    """The other units printed there."""


@dataclass(frozen=True, slots=True)
class PostGroup:
    relation: str
    count: int
    """Subjects, as counts.yml defines them; annex rows that detail a task are listed beside them."""
    annex_rows: int
    posts: tuple[Post, ...]


class PlanPosts(NamedTuple):
    title: str
    href: str
    groups: tuple[PostGroup, ...]
    counts: tuple[int, ...]
    """Subjects by relation, in the order of RELATIONS."""


class CoWorker(NamedTuple):
    name: str
    href: str
    shared: int
    led: int
    share: float
    """Of the strongest tie of this unit, 0–1: length of the bar."""


class UnitView(NamedTuple):
    name: str
    aliases: tuple[str, ...]
    about: tuple[Message, ...]
    statistics: UnitStatistics
    co_workers: tuple[CoWorker, ...]
    more_ties: int
    """Co-workers beyond those listed."""


def unit_view(unit: Unit, register: UnitRegister) -> UnitView:
    """Return what stands on a unit's pages beside the plans' posts."""
    parts = [label(f"unit_kind.{unit.kind}")]
    if unit.level:
        parts.append(label(f"level.{unit.level}"))
    if unit.jurisdiction:
        parts.append(plain(unit.jurisdiction))
    co_workers = _co_workers(unit.id, register)
    return UnitView(
        name=unit.name,
        aliases=unit.aliases,
        about=tuple(parts),
        statistics=register.statistics[unit.id],
        co_workers=co_workers[:MOST],
        more_ties=max(0, len(co_workers) - MOST),
    )


def plan_posts(book: IndexedPlan, directory: UnitDirectory, unit_id: str) -> PlanPosts:
    """Return the posts that a plan gives to a unit."""
    groups: dict[str, dict[str, Post]] = defaultdict(dict)
    counted = book.duty_counts.subjects
    rows: Counter[str] = Counter()
    for duty in book.duties_by[unit_id]:
        entry = duty.responsibility
        if duty.subject in groups[entry.relation]:
            continue
        rows[entry.relation] += duty.subject in book.details
        others = {
            other.responsibility.unit: Quote(other.responsibility.name, directory.unit_page(other.responsibility.unit))
            for other in book.duties_of[duty.subject]
            if other.responsibility.unit != unit_id and (other.via is None or duty.via)
        }
        groups[entry.relation][duty.subject] = Post(
            title=book.title(duty.subject),
            marker=book.markers.get(duty.subject, ""),
            kind=label(f"fact.{book.kinds.get(duty.subject, 'heading')}"),
            href=book.fact(duty.subject),
            source=book.source(entry.evidence),
            printed=entry.label,
            via=Quote(book.title(duty.via), book.fact(duty.via)) if duty.via else None,
            others=tuple(others.values()),
        )
    return PlanPosts(
        title=book.name,
        href=book.page("index"),
        groups=tuple(
            PostGroup(relation, counted[unit_id, relation], rows[relation], tuple(groups[relation].values()))
            for relation in RELATIONS
            if groups.get(relation)
        ),
        counts=tuple(counted[unit_id, relation] for relation in RELATIONS),
    )


def _co_workers(unit_id: str, register: UnitRegister) -> tuple[CoWorker, ...]:
    if unit_id not in register.together:
        return ()
    ties = register.together[unit_id]
    strongest = max((data["weight"] for data in ties.values()), default=1)
    rows = (
        CoWorker(
            name=register.units[other].name if other in register.units else other,
            href=register.unit_page(other),
            shared=data["weight"],
            led=data["led"],
            share=data["weight"] / strongest,
        )
        for other, data in ties.items()
    )
    return tuple(sorted(rows, key=lambda row: (-row.shared, row.name)))
