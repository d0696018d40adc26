"""The plan page: header facts, the outline with its tasks, each with units, plan items, commitments and findings."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from pipeline.views.fact_views import (
    CommitmentView,
    FindingView,
    Quote,
    UnitGroup,
    beyond_title,
    commitment_view,
    finding_views,
    quote_of,
    unit_groups,
)
from pipeline.views.indexed_plan import IndexedPlan, UnitDirectory
from pipeline.views.labels import label, plain
from schemas import Commitment, Element, Heading, Message, Plan, Task

Commitments = Mapping[str, tuple[Commitment, ...]]


class HeaderFact(NamedTuple):
    """A line of the plan's header: what, and each value with its passage (no address where it is derived)."""

    name: Message
    values: tuple[Quote, ...]


class AnchoredText(NamedTuple):
    """A line with an address of its own: a plan item, a deadline, an extra key of a clause."""

    anchor: str
    marker: str
    text: str
    source: str


class TaskView(NamedTuple):
    anchor: str
    marker: str
    kind: str
    title: str
    text: str
    """What the text says beyond the title; empty if nothing."""
    origin: str
    source: str
    unit_groups: tuple[UnitGroup, ...]
    units: str
    """Slugs of all units at the task and below it, for the filter."""
    relations: str
    items: tuple[AnchoredText, ...]
    extras: tuple[AnchoredText, ...]
    deadline: AnchoredText | None
    doubt: Message | None
    commitments: tuple[CommitmentView, ...]
    findings: tuple[FindingView, ...]
    details: tuple["TaskView", ...]
    children: tuple["TaskView", ...]


@dataclass(frozen=True, slots=True)
class Section:
    anchor: str
    marker: str
    title: str
    level: int
    source: str
    unit_groups: tuple[UnitGroup, ...]
    findings: tuple[FindingView, ...]
    commitments: tuple[CommitmentView, ...]
    tasks: tuple[TaskView, ...]
    sections: tuple["Section", ...]
    count: int
    """Tasks and safeguards here and below, annex rows aside."""


class PlanView(NamedTuple):
    facts: tuple[HeaderFact, ...]
    sections: tuple[Section, ...]
    loose: tuple[TaskView, ...]
    """Tasks without a heading above them."""
    commitments: tuple[CommitmentView, ...]
    findings: tuple[FindingView, ...]
    units: tuple[Quote, ...]
    """Name and slug of the units of the plan, for the filter."""


def plan_view(book: IndexedPlan, directory: UnitDirectory) -> PlanView:
    """Return the plan page of a book."""
    plan = book.plan
    made = _OutlineBuilder(book, directory)
    names = {duty.responsibility.unit for duty in book.duties}
    units = [
        Quote(directory.units[id].name, directory.unit_page(id).removeprefix("units/").removesuffix(".html"))
        for id in names
        if id in directory.units
    ]
    return PlanView(
        facts=tuple(_facts(book)),
        sections=made.sections(None),
        loose=made.tasks(None),
        commitments=made.commitments(plan.plan.id),
        findings=finding_views(book, plan.plan.id),
        units=tuple(sorted(units, key=lambda unit: (unit.text, unit.href))),
    )


def _facts(book: IndexedPlan) -> Iterable[HeaderFact]:
    header, notice = book.plan.plan, book.plan.notice
    yield HeaderFact(label("notice.genre"), (Quote(header.genre, ""),))
    if header.period.start or header.period.end:
        ends = [str(year) for year in (header.period.start, header.period.end) if year]
        yield HeaderFact(label("notice.period"), (Quote("—".join(dict.fromkeys(ends)), ""),))
    if header.place:
        yield HeaderFact(label("notice.place"), (Quote(header.place, ""),))
    for name in type(notice).model_fields:
        held = getattr(notice, name)
        elements: tuple[Element, ...] = held if isinstance(held, tuple) else (held,) if held else ()
        if elements:
            values = tuple(Quote(element.value, book.source(element.evidence)) for element in elements)
            yield HeaderFact(label(f"notice.{name}"), values)
    basis = [reference for reference in book.plan.references if reference.kind == "basis"]
    if basis:
        cited = tuple(Quote(f"《{r.title.strip('《》')}》{r.number or ''}", book.source(r.evidence)) for r in basis)
        yield HeaderFact(label("notice.basis"), cited)
    for rule in book.plan.rules:
        yield HeaderFact(label("notice.rule"), (quote_of(book, rule.evidence),))
    yield HeaderFact(label("notice.file"), (Quote(header.source.file, ""),))


class _OutlineBuilder:
    """The tree of headings and tasks, looked up by parent."""

    def __init__(self, book: IndexedPlan, directory: UnitDirectory) -> None:
        self.book, self.directory = book, directory
        plan: Plan = book.plan
        ids = {task.id for task in plan.tasks}
        headings = {heading.id for heading in plan.headings}
        self._headings: dict[str | None, list[Heading]] = defaultdict(list)
        self._tasks: dict[str | None, list[Task]] = defaultdict(list)
        self._children: dict[str, list[Task]] = defaultdict(list)
        self._details: dict[str, list[Task]] = defaultdict(list)
        self._commitments: dict[str, list[Commitment]] = defaultdict(list)
        for heading in plan.headings:
            self._headings[heading.parent if heading.parent in headings else None].append(heading)
        for task in plan.tasks:
            if task.details in ids:
                self._details[task.details or ""].append(task)
            elif task.parent in ids:
                self._children[task.parent or ""].append(task)
            else:
                self._tasks[task.heading if task.heading in headings else None].append(task)
        for entry in plan.commitments:
            self._commitments[entry.subject].append(entry)

    def commitments(self, subject: str) -> tuple[CommitmentView, ...]:
        return tuple(commitment_view(self.book, entry) for entry in self._commitments.get(subject, ()))

    def tasks(self, heading: str | None) -> tuple[TaskView, ...]:
        return tuple(self.task(task) for task in self._tasks.get(heading, ()))

    def sections(self, parent: str | None) -> tuple[Section, ...]:
        return tuple(self._section(heading) for heading in self._headings.get(parent, ()))

    def _section(self, heading: Heading) -> Section:
        tasks, below = self.tasks(heading.id), self.sections(heading.id)
        return Section(
            anchor=self.book.anchor(heading.id),
            marker=heading.marker,
            title=heading.title,
            level=heading.level,
            source=self.book.source(heading.evidence),
            unit_groups=unit_groups(self.book, self.directory, heading.id),
            findings=finding_views(self.book, heading.id),
            commitments=self.commitments(heading.id),
            tasks=tasks,
            sections=below,
            count=sum(_size(task) for task in tasks) + sum(section.count for section in below),
        )

    def task(self, task: Task) -> TaskView:
        book = self.book
        groups = unit_groups(book, self.directory, task.id)
        details = tuple(self.task(row) for row in self._details.get(task.id, ()))
        children = tuple(self.task(child) for child in self._children.get(task.id, ()))
        below = (*details, *children)
        units = {chip.unit for group in groups for chip in group.chips}.union(*(view.units.split() for view in below))
        relations = {group.relation for group in groups}.union(*(view.relations.split() for view in below))
        due = task.deadline
        return TaskView(
            anchor=book.anchor(task.id),
            marker=task.marker or "",
            kind=task.kind,
            title=task.title,
            text=beyond_title(task),
            origin=task.origin,
            source=book.source(task.evidence),
            unit_groups=groups,
            units=" ".join(sorted(units)),
            relations=" ".join(sorted(relations)),
            items=tuple(
                AnchoredText(book.anchor(item.id), item.marker, item.text, book.source(item.evidence))
                for item in task.plan_items
            ),
            extras=tuple(
                AnchoredText("", extra.key, extra.value, book.source(extra.evidence)) for extra in task.extras
            ),
            deadline=AnchoredText("", "", due.text, book.source(due.evidence)) if due else None,
            doubt=task.doubt,
            commitments=self.commitments(task.id),
            findings=finding_views(book, task.id),
            details=details,
            children=children,
        )


def _size(task: TaskView) -> int:
    return 1 + sum(_size(child) for child in task.children)


def header_line(book: IndexedPlan) -> tuple[Message, ...]:
    """Return issuer, number, date and status for the head of every page of the plan."""
    header = book.plan.plan
    told = [plain(text) for text in ("、".join(header.issuers), header.number, header.issued_on) if text]
    return (*told, label("status.draft" if header.status == "征求意见稿" else "status.official"))
