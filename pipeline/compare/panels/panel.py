"""Build the panel of many plans: matrix of themes, links with their passages, order of adoption, ties between plans."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import combinations, groupby
from typing import NamedTuple

from pipeline.compare.links.model import link_model
from pipeline.compare.panels.model import Panel, PanelCell, PanelFlow, PanelLink, PanelPlan, PanelTheme
from pipeline.compare.panels.themes import Chances, GroupedTask, central_task, chances_of, group_tasks
from pipeline.compare.statements.caveats import lineage_of
from pipeline.compare.wording.shared_passages import PassagePlaces, shared_passages
from pipeline.compare.wording.texts import TaskText, texts
from pipeline.store.results import Result
from pipeline.views.plan_names import plan_name

LAST = "9999"
"""Sorts after every date."""


class _PanelSide(NamedTuple):
    """A plan of the panel with its tasks."""

    result: Result
    tasks: Sequence[TaskText]

    @property
    def id(self) -> str:
        return self.result.plan.plan.id

    @property
    def issued_on(self) -> str | None:
        return self.result.plan.plan.issued_on


def build_panel(results: Iterable[Result]) -> Panel:
    """Compare every plan with every other. Plans are ordered by date of issue, those without a date last."""
    sides = [_PanelSide(result, texts(result.plan)) for result in results]
    sides.sort(key=lambda side: (side.issued_on is None, side.issued_on or "", side.id))
    # every pair of plans, not only neighbours in time: a theme may skip a plan and come back in a later one
    chances = chances_of([side.tasks for side in sides])
    themes = _themes(sides, group_tasks([side.tasks for side in sides], chances), chances)
    theme_of = {cell.task: theme.id for theme in themes for cell in theme.cells}
    links = tuple(_links(sides, chances, theme_of))
    shared = [theme for theme in themes if theme.is_shared]
    return Panel(
        plans=tuple(_plan(side, shared) for side in sides),
        themes=themes,
        links=links,
        flows=_flows(sides, shared, links),
    )


def _themes(
    sides: Sequence[_PanelSide], groups: Iterable[Sequence[GroupedTask]], chances: Chances
) -> tuple[PanelTheme, ...]:
    """Return the groups as themes, those that most plans have first."""
    # the sort is stable: of themes with as many plans the one that the earliest plan prints first comes first
    ordered = sorted(groups, key=lambda group: -len({task.plan for task in group}))
    return tuple(_theme(f"theme/{n}", sides, group, chances) for n, group in enumerate(ordered, 1))


def _theme(id: str, sides: Sequence[_PanelSide], group: Sequence[GroupedTask], chances: Chances) -> PanelTheme:
    numbers = sorted({task.plan for task in group})
    return PanelTheme(
        id=id,
        title=central_task(group, chances).text.title,
        plans=tuple(sides[number].id for number in numbers),
        first=_first([sides[number] for number in numbers]),
        cells=tuple(
            PanelCell(plan=sides[number].id, task=text.id, marker=text.marker, title=text.title, evidence=text.evidence)
            for number, text in group
        ),
    )


def _first(adopters: Sequence[_PanelSide]) -> str | None:
    """Return the earliest of several plans; None unless all have a date and one is earlier than all others."""
    # a plan without a date may be the earliest; two of one day were written without knowing one another
    dates = [side.issued_on for side in adopters]
    return adopters[0].id if len(adopters) > 1 and None not in dates and dates[0] != dates[1] else None


def _links(sides: Sequence[_PanelSide], chances: Chances, theme_of: Mapping[str, str]) -> Iterable[PanelLink]:
    firm = link_model().firm
    # the chances come pair by pair of plans; the blocks of all plans at once would be as large as their documents
    places = lru_cache(maxsize=2)(lambda number: PassagePlaces(sides[number].result.document))
    by_task = {text.id: (number, text) for number, side in enumerate(sides) for text in side.tasks}
    pairs = ((by_task[old], by_task[new], chance) for (old, new), chance in chances.items() if chance >= firm)
    for (one, other), some in groupby(pairs, key=lambda pair: (pair[0][0], pair[1][0])):
        group = list(some)
        passages = shared_passages([(older, newer) for (_, older), (_, newer), _ in group], places(one), places(other))
        for ((_, older), (_, newer), chance), shared in zip(group, passages, strict=True):
            yield PanelLink(
                old_plan=sides[one].id,
                new_plan=sides[other].id,
                old=older.id,
                new=newer.id,
                probability=round(chance, 3),
                theme=theme_of[older.id] if theme_of[older.id] == theme_of[newer.id] else None,
                shared=shared,
            )


def _plan(side: _PanelSide, shared: Sequence[PanelTheme]) -> PanelPlan:
    header = side.result.plan.plan
    return PanelPlan(
        id=header.id,
        title=plan_name(header),
        place=header.place,
        issued_on=header.issued_on,
        tasks=len(side.tasks),
        themes=sum(header.id in theme.plans for theme in shared),
        first=sum(theme.first == header.id for theme in shared),
    )


def _flows(
    sides: Sequence[_PanelSide], shared: Sequence[PanelTheme], links: Sequence[PanelLink]
) -> tuple[PanelFlow, ...]:
    """Return for each earlier and later plan what they share, without pairs that share and cite nothing."""
    letters: dict[tuple[str, str], Counter[str | None]] = defaultdict(Counter)
    for link in links:
        length = sum(len(passage.text) for passage in link.shared)
        letters[link.old_plan, link.new_plan][link.theme] += length
    dates = {side.id: side.issued_on for side in sides}
    nearest: Counter[tuple[str, str]] = Counter()
    for theme in shared:
        for later in theme.plans:
            # only a plan that surely existed can have been read: not one of the same day, or without a date
            before = [p for p in theme.plans if (dates[p] or LAST) < (dates[later] or "")]
            best = max(before, key=lambda earlier: letters[earlier, later][theme.id], default="")
            nearest[best, later] += letters[best, later][theme.id] > 0
    found = []
    for old, new in combinations(sides, 2):
        pair = old.id, new.id
        flow = PanelFlow(
            old_plan=old.id,
            new_plan=new.id,
            themes=sum(old.id in theme.plans and new.id in theme.plans for theme in shared),
            nearest=nearest[pair],
            letters=letters[pair].total(),
            cited=lineage_of(old.result.plan, new.result.plan, declared=False) == "cited",
        )
        if flow.themes or flow.letters or flow.cited:
            found.append(flow)
    return tuple(found)
