"""Several successive plans: each compared with the next, tasks and indicators followed through all of them."""

import itertools
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from pipeline.compare.two_plans import compare
from pipeline.store.results import Result
from schemas import Correction
from schemas.comparison import Chain, Comparison, Kinship, Point, Series


def compare_series(
    results: Sequence[Result],
    *,
    declared: bool = False,
    corrections: Mapping[str, Iterable[Correction]] | None = None,
    kinship: Kinship | None = None,
) -> Series:
    """Compare each plan with the next, oldest first. ``corrections``: by plan id; ``kinship``: None to detect it."""
    known = corrections or {}
    comparisons = tuple(
        compare(old, new, declared=declared, corrections=known.get(new.plan.plan.id, ()), kinship=kinship)
        for old, new in itertools.pairwise(results)
    )
    ways = _ways(comparisons)
    return Series(
        plans=tuple(result.plan.plan for result in results),
        comparisons=comparisons,
        chains=_chains([result.plan.plan.id for result in results], comparisons),
        trajectories=tuple(points for _, points in ways),
        names=tuple(name for name, _ in ways),
    )


def _chains(plans: Sequence[str], comparisons: Sequence[Comparison]) -> tuple[Chain, ...]:
    """Join tasks by firm links into chains; a task without such a link is a chain of its own."""
    order: dict[str, tuple[int, int]] = {}
    for number, plan in enumerate(plans):
        rows = comparisons[min(number, len(comparisons) - 1)].tasks if comparisons else ()
        for place, row in enumerate(row for row in rows if row.plan == plan):
            order[row.id] = (number, place)
    group = {id: id for id in order}  # a union-find: tasks split and merge again, so a chain is no simple list

    def find(id: str) -> str:
        while group[id] != id:
            group[id] = group[group[id]]
            id = group[id]
        return id

    for comparison in comparisons:
        for link in comparison.links:
            if link.grade != "loose":
                group[find(link.new)] = find(link.old)
    groups: dict[str, list[str]] = defaultdict(list)
    for id in sorted(order, key=order.__getitem__):
        groups[find(id)].append(id)
    return tuple(
        Chain(steps=tuple(tuple(id for id in ids if order[id][0] == number) for number in range(len(plans))))
        for ids in groups.values()
    )


def _ways(comparisons: Sequence[Comparison]) -> list[tuple[str, tuple[Point, ...]]]:
    """Follow the continued indicators from plan to plan, with the points of each plan once."""
    open_ways: dict[str, list[Point]] = {}
    names: dict[str, str] = {}
    ended: list[tuple[str, tuple[Point, ...]]] = []
    for comparison in comparisons:
        going: dict[str, list[Point]] = {}
        for row in comparison.indicators:
            if row.state == "continued" and row.old and row.new:
                points = open_ways.pop(row.old, [point for point in row.points if point.plan == comparison.old.id])
                names[row.new] = row.name
                going[row.new] = [*points, *(point for point in row.points if point.plan == comparison.new.id)]
        ended += [(names[id], tuple(points)) for id, points in open_ways.items()]
        open_ways = going
    return [*ended, *((names[id], tuple(points)) for id, points in open_ways.items())]
