"""Align the tasks of two plans many-to-many, and derive from it what became of each task."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal, NamedTuple

import numpy as np

from pipeline.compare.judgements import Judgements
from pipeline.compare.links.features import candidates
from pipeline.compare.links.model import link_model
from pipeline.compare.wording.shared_passages import PassagePlaces, shared_passages
from pipeline.compare.wording.texts import TaskText
from pipeline.compare.wording.worded import worded
from schemas import Document, Evidence
from schemas.comparison import Judge, TaskLink, TaskRow

State = Literal["continued", "merged", "split", "regrouped", "related", "not_seen", "new"]

MOST_PARTS = 6
"""Unnumbered paragraphs under one heading that are parts of one item; more of them are a chapter of tasks."""


class TaskAlignment(NamedTuple):
    """The links in document order of the older plan, and the rows of both plans."""

    links: tuple[TaskLink, ...]
    rows: tuple[TaskRow, ...]


class _Link(NamedTuple):
    """A link without the passages that its tasks share; see TaskLink."""

    old: str
    new: str
    score: float
    likeness: float
    grade: Literal["same", "close", "loose"]
    by: Judge = "program"


class AlignedSide(NamedTuple):
    """One of the two plans: its tasks, and closing sections of prose, with which tasks are compared without a claim."""

    plan: str
    tasks: Sequence[TaskText]
    sections: Sequence[TaskText]
    document: Document


def align(old: AlignedSide, new: AlignedSide, judgements: Judgements) -> TaskAlignment:
    """Align all tasks and safeguards of both plans; how rare a word is, is counted over both together."""
    links, sections = _links(old, new, judgements)
    olds, news = {t.id: t for t in old.tasks}, {t.id: t for t in new.tasks}
    order = {text.id: place for place, text in enumerate((*old.tasks, *new.tasks))}
    links.sort(key=lambda link: (order[link.old], order[link.new]))
    pairs = [(olds[link.old], news[link.new]) for link in links]
    passages = shared_passages(pairs, PassagePlaces(old.document), PassagePlaces(new.document))
    quoted = tuple(TaskLink(**link._asdict(), shared=found) for link, found in zip(links, passages, strict=True))
    firm, loose = _by_task(quoted)
    wholes = {**_continuations_of_wholes(old.tasks, firm), **_continuations_of_wholes(new.tasks, firm)}
    sides: tuple[tuple[AlignedSide, State], ...] = (old, "not_seen"), (new, "new")
    rows = (
        _row(text, side.plan, alone, (firm, loose), sections.get(text.id), wholes.get(text.id, ()))
        for side, alone in sides
        for text in side.tasks
    )
    return TaskAlignment(quoted, tuple(rows))


def _links(old: AlignedSide, new: AlignedSide, judgements: Judgements) -> tuple[list[_Link], dict[str, Evidence]]:
    """Return the links between tasks, and for tasks that a closing section may continue, that section."""
    same = _same(old.tasks, new.tasks)
    taken = {id for pair in same for id in pair}
    links = [_Link(one, other, 1.0, 1.0, "same") for one, other in same]
    sections: dict[str, Evidence] = {}
    model = link_model()
    olds, news = (*old.tasks, *old.sections), (*new.tasks, *new.sections)
    pairs = candidates(worded(olds), worded(news))
    chances = model.chances(pairs.features)
    possible = np.flatnonzero(chances >= model.possible)
    columns = pairs.old, pairs.new, chances, pairs.features.likeness
    for at_old, at_new, chance, likeness in zip(*(column[possible].tolist() for column in columns), strict=True):
        one, other = olds[at_old], news[at_new]
        if one.id in taken or other.id in taken:
            continue
        # a closing section says many things in one paragraph, so that it holds a task is a possibility at most
        if at_old >= len(old.tasks) or at_new >= len(new.tasks):
            sections.setdefault(one.id, other.evidence)
            sections.setdefault(other.id, one.evidence)
            continue
        grade: Literal["close", "loose"] = "close" if chance >= model.firm else "loose"
        links.append(_Link(one.id, other.id, round(chance, 3), round(likeness, 3), grade))
    known = {t.id for t in old.tasks}, {t.id for t in new.tasks}
    return _apply_judgements(links, *known, judgements), sections


def _same(old: Sequence[TaskText], new: Sequence[TaskText]) -> list[tuple[str, str]]:
    """Pair the tasks whose texts are equal, in order; what is equal continues nothing else."""
    waiting: dict[tuple[str, str], list[str]] = defaultdict(list)
    for text in new:
        waiting[text.kind, text.text].append(text.id)
    return [(text.id, waiting[text.kind, text.text].pop(0)) for text in old if waiting[text.kind, text.text]]


def _apply_judgements(links: list[_Link], old: set[str], new: set[str], judgements: Judgements) -> list[_Link]:
    """Apply a person's decisions: drop separated pairs, keep or add joined ones."""
    kept = {(link.old, link.new): link for link in links if (link.old, link.new) not in judgements.separated}
    for one, other in sorted(judgements.joined):
        if one in old and other in new:
            known = kept.get((one, other)) or _Link(one, other, 0.0, 0.0, "close")
            kept[one, other] = known._replace(grade="close", by="person")
    return list(kept.values())


_Links = Mapping[str, Sequence[TaskLink]]
"""The links of each task of either plan, in document order of the older one."""


def _by_task(links: Iterable[TaskLink]) -> tuple[_Links, _Links]:
    """Return the firm links and the loose ones."""
    firm: dict[str, list[TaskLink]] = defaultdict(list)
    loose: dict[str, list[TaskLink]] = defaultdict(list)
    for link in links:
        of_grade = loose if link.grade == "loose" else firm
        of_grade[link.old].append(link)
        of_grade[link.new].append(link)
    return firm, loose


def _continuations_of_wholes(tasks: Sequence[TaskText], firm: _Links) -> Mapping[str, tuple[str, ...]]:
    """Return for each part of a divided item the tasks that its other parts firmly continue or go on in.

    Under （四） stand three paragraphs with a unit each, and the other plan says it all in one: a part that adds details
    has no wording in common with that task, but it is no work of its own either.
    """
    items: dict[str, list[TaskText]] = defaultdict(list)
    for text in tasks:
        if text.heading:
            items[text.heading].append(text)
    found = {}
    for parts in items.values():
        if len(parts) <= MOST_PARTS and not any(part.marker for part in parts):
            far = {part.id: [_far(link, part.id) for link in firm.get(part.id, ())] for part in parts}
            for part in parts:
                others = dict.fromkeys(id for other in parts if other is not part for id in far[other.id])
                found[part.id] = tuple(others)
    return found


def _row(
    text: TaskText,
    plan: str,
    alone: State,
    links: tuple[_Links, _Links],
    section: Evidence | None,
    whole: tuple[str, ...],
) -> TaskRow:
    """Return the row of a task; ``whole``: the tasks that continue the item of which it is a part."""
    firm, loose = (sorted(side.get(text.id, ()), key=lambda link: (-link.score, link.old, link.new)) for side in links)
    section = None if firm else section
    # a part of a divided item without a link: what continues the item possibly continues it too
    whole = () if firm or loose or section else whole
    return TaskRow(
        plan=plan,
        id=text.id,
        marker=text.marker,
        title=text.title,
        kind=text.kind,
        state=_state(firm, links[0]) if firm else "related" if loose or section or whole else alone,
        partners=tuple(_far(link, text.id) for link in firm),
        candidates=tuple(_far(link, text.id) for link in loose) or whole,
        section=section,
        evidence=text.evidence,
    )


def _far(link: TaskLink, id: str) -> str:
    return link.new if link.old == id else link.old


def _state(own: Sequence[TaskLink], firm: _Links) -> State:
    """Return what became of a task: one to one (continued), several to one (merged), one to several (split) or several
    to several (regrouped).
    """
    olds = {link.old for link in own}
    news = {link.new for link in own}
    for link in own:  # one step further than the task's own links: its partner may have other partners
        olds |= {other.old for other in firm[link.new]}
        news |= {other.new for other in firm[link.old]}
    if len(olds) == 1:
        return "continued" if len(news) == 1 else "split"
    return "merged" if len(news) == 1 else "regrouped"
