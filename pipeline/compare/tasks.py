"""Align the tasks of two plans many-to-many, and derive from it what became of each task."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal, NamedTuple

from pipeline.compare.judgements import Judgements
from pipeline.compare.wording.likeness import TaskPair, likenesses
from pipeline.compare.wording.shared_passages import shared_passages
from pipeline.compare.wording.texts import TaskText
from schemas import Document
from schemas.comparison import TaskLink, TaskRow

CLOSE = 0.38
"""Pairs at least this much alike mean that a task continues. Judged by eye on yearly work plans, nearly all do."""
LOOSE = 0.235
"""Pairs at least this much alike are shown, but nothing is claimed about them; below it a task has no counterpart."""
BESIDE = 0.6
"""A pair must reach this share of the better one that either task has."""
WIDE = 2
"""A task is wide compared with another if its text is at least this many times as long."""

State = Literal["continued", "merged", "split", "regrouped", "related", "not_seen", "new"]


class TaskAlignment(NamedTuple):
    """The links in document order of the older plan, and the rows of both plans."""

    links: tuple[TaskLink, ...]
    rows: tuple[TaskRow, ...]


def align(
    old: Sequence[TaskText],
    new: Sequence[TaskText],
    documents: tuple[Document, Document],
    plans: tuple[str, str],
    judgements: Judgements,
) -> TaskAlignment:
    """Align tasks with tasks and safeguards with safeguards; how rare a word is, is counted over both together."""
    links = _links(old, new, judgements)
    olds, news = {t.id: t for t in old}, {t.id: t for t in new}
    order = {text.id: place for place, text in enumerate((*old, *new))}
    links.sort(key=lambda link: (order[link.old], order[link.new]))
    quoted = tuple(
        link.model_copy(update={"shared": shared_passages(olds[link.old], news[link.new], *documents)})
        for link in links
    )
    partners = _partners(quoted)
    rows = [_row(text, plans[0], "not_seen", partners) for text in old]
    return TaskAlignment(quoted, (*rows, *(_row(text, plans[1], "new", partners) for text in new)))


def _links(old: Sequence[TaskText], new: Sequence[TaskText], judgements: Judgements) -> list[TaskLink]:
    same = _same(old, new)
    taken_old, taken_new = {one for one, _ in same}, {other for _, other in same}
    links = [TaskLink(old=one, new=other, score=1.0, grade="same") for one, other in same]
    found = (
        pair
        for pair in likenesses(old, new, LOOSE)
        if old[pair.old].kind == new[pair.new].kind
        and old[pair.old].id not in taken_old
        and new[pair.new].id not in taken_new
    )
    pairs = _drop_weaker_pairs(list(found), old, new)
    for pair in pairs:
        grade: Literal["close", "loose"] = "close" if pair.score >= CLOSE else "loose"
        links.append(
            TaskLink(old=old[pair.old].id, new=new[pair.new].id, score=round(min(pair.score, 1.0), 3), grade=grade)
        )
    return _apply_judgements(links, {t.id for t in old}, {t.id for t in new}, judgements)


def _same(old: Sequence[TaskText], new: Sequence[TaskText]) -> list[tuple[str, str]]:
    """Pair the tasks whose texts are equal, in order; what is equal continues nothing else."""
    waiting: dict[tuple[str, str], list[str]] = defaultdict(list)
    for text in new:
        waiting[text.kind, text.text].append(text.id)
    return [(text.id, waiting[text.kind, text.text].pop(0)) for text in old if waiting[text.kind, text.text]]


def _drop_weaker_pairs(pairs: list[TaskPair], old: Sequence[TaskText], new: Sequence[TaskText]) -> list[TaskPair]:
    """Drop the pairs that are much weaker than a better one of either task.

    A wide task may go on in several narrow ones: the best pair of a task stays if it is close, or if the other task is
    a wide one.
    """
    best_old: dict[int, float] = defaultdict(float)
    best_new: dict[int, float] = defaultdict(float)
    for pair in pairs:
        best_old[pair.old] = max(best_old[pair.old], pair.score)
        best_new[pair.new] = max(best_new[pair.new], pair.score)

    def stays(pair: TaskPair) -> bool:
        lengths = len(old[pair.old].text), len(new[pair.new].text)
        one, other = pair.score >= best_old[pair.old], pair.score >= best_new[pair.new]
        wide = (one and lengths[1] >= WIDE * lengths[0]) or (other and lengths[0] >= WIDE * lengths[1])
        beside = pair.score >= BESIDE * max(best_old[pair.old], best_new[pair.new])
        return beside or wide or (pair.score >= CLOSE and (one or other))

    return [pair for pair in pairs if stays(pair)]


def _apply_judgements(links: list[TaskLink], old: set[str], new: set[str], judgements: Judgements) -> list[TaskLink]:
    """Apply a person's decisions: drop separated pairs, keep or add joined ones."""
    kept = {(link.old, link.new): link for link in links if (link.old, link.new) not in judgements.separated}
    for one, other in sorted(judgements.joined):
        if one in old and other in new:
            score = kept[one, other].score if (one, other) in kept else 0.0
            kept[one, other] = TaskLink(old=one, new=other, score=score, grade="close", by="person")
    return list(kept.values())


def _partners(links: Iterable[TaskLink]) -> Mapping[str, list[TaskLink]]:
    found: dict[str, list[TaskLink]] = defaultdict(list)
    for link in links:
        found[link.old].append(link)
        found[link.new].append(link)
    return found


def _row(text: TaskText, plan: str, alone: State, partners: Mapping[str, list[TaskLink]]) -> TaskRow:
    links = sorted(partners.get(text.id, ()), key=lambda link: (-link.score, link.old, link.new))
    firm = [link for link in links if link.grade != "loose"]
    return TaskRow(
        plan=plan,
        id=text.id,
        marker=text.marker,
        title=text.title,
        kind=text.kind,
        state=_state(firm, partners) if firm else "related" if links else alone,
        partners=tuple(link.new if link.old == text.id else link.old for link in links),
        evidence=text.evidence,
    )


def _state(firm: list[TaskLink], partners: Mapping[str, list[TaskLink]]) -> State:
    """Return what became of a task: one to one (continued), several to one (merged), one to several (split) or several
    to several (regrouped).
    """
    olds = {link.old for link in firm}
    news = {link.new for link in firm}
    for link in firm:  # one step further than the task's own links: its partner may have other partners
        olds |= {other.old for other in partners[link.new] if other.grade != "loose"}
        news |= {other.new for other in partners[link.old] if other.grade != "loose"}
    if len(olds) == 1:
        return "continued" if len(news) == 1 else "split"
    return "merged" if len(news) == 1 else "regrouped"
