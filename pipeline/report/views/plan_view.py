"""The plan page: header facts, the outline with its tasks, each with units, plan items, promises and findings."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pipeline.views.fact_views import Note, Promise, Quote, Role, beyond_title, notes_of, promise_of, quote_of, roles_of
from pipeline.views.indexed_plan import Book, Directory
from pipeline.views.labels import Label, label, plain
from schemas import Commitment, Element, Heading, Plan, Task

Promises = Mapping[str, tuple[Commitment, ...]]


@dataclass(frozen=True, slots=True)
class Fact:
    """A line of the plan's header: what, and each value with its passage (no address where it is derived)."""

    name: Label
    values: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """A line with an address of its own: a plan item, a deadline, an extra key of a clause."""

    anchor: str
    marker: str
    text: str
    source: str


@dataclass(frozen=True, slots=True)
class TaskView:
    anchor: str
    marker: str
    kind: str
    title: str
    text: str
    """What the text says beyond the title; empty where nothing."""
    origin: str
    source: str
    roles: tuple[Role, ...]
    units: str
    """Slugs of all units at the task and below it, for the filter."""
    relations: str
    items: tuple[Item, ...]
    extras: tuple[Item, ...]
    deadline: Item | None
    promises: tuple[Promise, ...]
    notes: tuple[Note, ...]
    details: tuple["TaskView", ...]
    children: tuple["TaskView", ...]


@dataclass(frozen=True, slots=True)
class Section:
    anchor: str
    marker: str
    title: str
    level: int
    source: str
    roles: tuple[Role, ...]
    notes: tuple[Note, ...]
    promises: tuple[Promise, ...]
    tasks: tuple[TaskView, ...]
    sections: tuple["Section", ...]
    count: int
    """Tasks here and below."""


@dataclass(frozen=True, slots=True)
class PlanView:
    facts: tuple[Fact, ...]
    sections: tuple[Section, ...]
    loose: tuple[TaskView, ...]
    """Tasks that stand under no heading."""
    promises: tuple[Promise, ...]
    notes: tuple[Note, ...]
    units: tuple[Quote, ...]
    """Name and slug of the units of the plan, for the filter."""


def plan_view(book: Book, directory: Directory) -> PlanView:
    """Return the plan page of a book."""
    plan = book.plan
    made = _Outline(book, directory)
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
        promises=made.promises(plan.plan.id),
        notes=notes_of(book, plan.plan.id),
        units=tuple(sorted(units, key=lambda unit: (unit.text, unit.href))),
    )


def _facts(book: Book) -> Iterable[Fact]:
    header, notice = book.plan.plan, book.plan.notice
    yield Fact(label("notice.genre"), (Quote(header.genre, ""),))
    if header.period.start or header.period.end:
        ends = [str(year) for year in (header.period.start, header.period.end) if year]
        yield Fact(label("notice.period"), (Quote("—".join(dict.fromkeys(ends)), ""),))
    if header.place:
        yield Fact(label("notice.place"), (Quote(header.place, ""),))
    for name in type(notice).model_fields:
        held = getattr(notice, name)
        elements: tuple[Element, ...] = held if isinstance(held, tuple) else (held,) if held else ()
        if elements:
            values = tuple(Quote(element.value, book.source(element.evidence)) for element in elements)
            yield Fact(label(f"notice.{name}"), values)
    basis = [reference for reference in book.plan.references if reference.kind == "basis"]
    if basis:
        cited = tuple(Quote(f"《{r.title.strip('《》')}》{r.number or ''}", book.source(r.evidence)) for r in basis)
        yield Fact(label("notice.basis"), cited)
    for rule in book.plan.rules:
        yield Fact(label("notice.rule"), (quote_of(book, rule.evidence),))
    yield Fact(label("notice.file"), (Quote(header.source.file, ""),))


class _Outline:
    """The tree of headings and tasks, looked up by parent."""

    def __init__(self, book: Book, directory: Directory) -> None:
        self.book, self.directory = book, directory
        plan: Plan = book.plan
        ids = {task.id for task in plan.tasks}
        headings = {heading.id for heading in plan.headings}
        self._headings: dict[str | None, list[Heading]] = defaultdict(list)
        self._tasks: dict[str | None, list[Task]] = defaultdict(list)
        self._children: dict[str, list[Task]] = defaultdict(list)
        self._details: dict[str, list[Task]] = defaultdict(list)
        self._promises: dict[str, list[Commitment]] = defaultdict(list)
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
            self._promises[entry.subject].append(entry)

    def promises(self, subject: str) -> tuple[Promise, ...]:
        return tuple(promise_of(self.book, entry) for entry in self._promises.get(subject, ()))

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
            roles=roles_of(self.book, self.directory, heading.id),
            notes=notes_of(self.book, heading.id),
            promises=self.promises(heading.id),
            tasks=tasks,
            sections=below,
            count=sum(_size(task) for task in tasks) + sum(section.count for section in below),
        )

    def task(self, task: Task) -> TaskView:
        book = self.book
        roles = roles_of(book, self.directory, task.id)
        details = tuple(self.task(row) for row in self._details.get(task.id, ()))
        children = tuple(self.task(child) for child in self._children.get(task.id, ()))
        below = (*details, *children)
        units = {chip.unit for role in roles for chip in role.chips}.union(*(view.units.split() for view in below))
        relations = {role.relation for role in roles}.union(*(view.relations.split() for view in below))
        due = task.deadline
        return TaskView(
            anchor=book.anchor(task.id),
            marker=task.marker or "",
            kind=task.kind,
            title=task.title,
            text=beyond_title(task),
            origin=task.origin,
            source=book.source(task.evidence),
            roles=roles,
            units=" ".join(sorted(units)),
            relations=" ".join(sorted(relations)),
            items=tuple(
                Item(book.anchor(item.id), item.marker, item.text, book.source(item.evidence))
                for item in task.plan_items
            ),
            extras=tuple(Item("", extra.key, extra.value, book.source(extra.evidence)) for extra in task.extras),
            deadline=Item("", "", due.text, book.source(due.evidence)) if due else None,
            promises=self.promises(task.id),
            notes=notes_of(book, task.id),
            details=details,
            children=children,
        )


def _size(task: TaskView) -> int:
    return 1 + sum(_size(child) for child in (*task.details, *task.children))


def header_line(book: Book) -> tuple[Label, ...]:
    """Return issuer, number, date and status for the head of every page of the plan."""
    header = book.plan.plan
    told = [plain(text) for text in ("、".join(header.issuers), header.number, header.issued_on) if text]
    return (*told, label("status.draft" if header.status == "征求意见稿" else "status.official"))
