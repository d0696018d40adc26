"""Headings and tasks as facts: ids, levels, deadlines."""

from collections.abc import Iterator, Sequence
from itertools import islice, takewhile
from typing import TypeVar

from extractors.language.marks.list_marks import without_punctuation
from extractors.language.whitespace import without_blanks
from extractors.notice.explanations import TITLES, assigns_nothing
from extractors.outline.deadlines import in_year_of_plan, is_past, own_deadline, quote
from extractors.outline.explained import explained_items
from extractors.outline.items import ClauseInPassage, items
from extractors.outline.listed import fold_listed
from extractors.outline.names_only import without_lists_of_names
from extractors.outline.places import Placed, Reading, place
from extractors.outline.shared_clauses import lift_shared_clauses
from extractors.outline.tree import build
from extractors.splitting.part import Part
from extractors.steps.step import Known
from schemas import Deadline, Extra, Finding, Heading, Message, PlanHeader, Task

Inherited = TypeVar("Inherited", Deadline, Extra)


def read_outline(part: Part, known: Known) -> Iterator[object]:
    """Yield the reading, the headings and the tasks of a plan's running text, and a finding for each repaired mark."""
    outline = build(part.body)
    header = known.all(PlanHeader)[0]
    head = (header.title, *_lines_above(part))
    explains = assigns_nothing(header.genre, head, part.body)
    outline, names = without_lists_of_names(outline)
    listed = (*fold_listed(outline), *names)
    lift_shared_clauses(outline)
    placed = place(part.plan_id, explained_items(outline) if explains else items(outline))
    yield Reading(outline, placed, listed, explains)
    if explains and placed:
        yield _finding_of_explanation(placed[0])
    depths = _depths(placed)
    above: dict[str, Deadline] = {}
    keys: dict[str, tuple[Extra, ...]] = {}
    for entry in placed:
        own = own_deadline(entry.item)
        own = None if own and is_past(own, header.period) else own
        inherited = above.get(entry.parent or entry.heading or "")
        deadline = own or (inherited and _as_inherited(inherited))
        if deadline:
            above[entry.id] = deadline
        printed = tuple(extra for found in entry.item.clauses for extra in _extras(found))
        known_keys = {extra.key for extra in printed}
        extras = (*(extra for extra in keys.get(entry.heading or "", ()) if extra.key not in known_keys), *printed)
        if entry.item.heading:
            keys[entry.id] = tuple(map(_as_inherited, extras))
            yield _heading(entry, depths[entry.id])
        else:
            yield _task(entry, deadline and in_year_of_plan(deadline, header.period), extras)
        if entry.item.node.repaired:
            yield _finding_of_repair(entry)
        elif entry.item.node.marker.isdecimal() and not _numbers_chapters(entry):  # ① and ⒈ have no dot
            yield _finding_of_mark_without_dot(entry)


def _lines_above(part: Part) -> Iterator[str]:
    """Yield the first lines of the notice above the plan; what is printed below it, or around both, says nothing of it."""
    carrier = {block.id for block in part.carrier}
    first = part.body[0].id if part.body else None
    above = takewhile(lambda block: block.id != first, part.document.blocks)
    printed = (block.text for block in above if block.id in carrier and block.kind != "furniture")
    yield from islice(printed, TITLES)


def _numbers_chapters(entry: Placed) -> bool:
    """Return whether no number of a chapter has a dot here: 2组织体系 above 2.1指挥机构."""
    return any(child.style == "dotted" for child in entry.item.node.children)


def _depths(placed: Sequence[Placed]) -> dict[str, int]:
    depths: dict[str, int] = {}
    for entry in placed:
        depths[entry.id] = (
            depths.get(entry.heading or "", 0) + 1 if entry.item.heading else depths.get(entry.heading or "", 0)
        )
    return depths


def _heading(entry: Placed, level: int) -> Heading:
    item = entry.item
    block = item.node.passages[0].block
    start = item.node.mark.start if item.node.mark else item.title_span[0]
    return Heading(
        id=entry.id,
        marker=item.node.marker,
        level=level,
        ordinal=item.node.ordinal,
        title=item.title,
        parent=entry.heading,
        evidence=block.evidence(start, item.title_span[1], f"outline.{item.node.style}"),
    )


def _task(entry: Placed, deadline: Deadline | None, extras: tuple[Extra, ...]) -> Task:
    item = entry.item
    node = item.node
    first = node.passages[0]
    return Task(
        id=entry.id,
        marker=without_punctuation(node.marker) or None,
        kind="safeguard" if item.section == "safeguard" else "task",
        title=item.title,
        text="\n".join(passage.text.strip() for passage in node.passages),
        origin="annex" if node.annex else "body",
        parent=entry.parent,
        heading=entry.heading,
        deadline=deadline,
        extras=extras,
        evidence=first.block.evidence(
            node.mark.start if node.mark else first.start, first.end, f"outline.{node.style}"
        ),
    )


def _as_inherited(fact: Inherited) -> Inherited:
    """Return a deadline or key of a heading as one of what stands below it; its evidence says where it is printed."""
    kind = "deadline" if isinstance(fact, Deadline) else "extra"
    evidence = fact.evidence.model_copy(update={"rule": f"heading.{kind}"})
    return fact.model_copy(update={"evidence": evidence})


def _extras(found: ClauseInPassage) -> Iterator[Extra]:
    for extra in found.clause.extras:
        yield Extra(
            key=extra.key,
            value=without_blanks(found.passage.text[extra.start : extra.end]),
            evidence=quote(found, extra.start, extra.end, "clause.extra"),
        )


def _finding_of_explanation(first: Placed) -> Finding:
    block = first.item.node.passages[0].block
    return Finding(
        code="explains-a-plan",
        severity="notice",
        verdict="unexplained",
        subjects=(first.id,),
        sides=(block.evidence(0, first.item.title_span[1], "outline.explains"),),
        message=Message(
            zh="本文是解读、说明、报道或名单、结果、招标等公告，不布置任务，所列各项未作为任务提取。",
            en="The document explains or reports a plan, or publishes a list; what it lists was not extracted as tasks.",
        ),
    )


def _finding_of_repair(entry: Placed) -> Finding:
    node = entry.item.node
    return _finding_of_number(
        entry,
        "outline.repaired",
        Message(
            zh=f"“{node.marker}{entry.item.title}”的序号与前后不合：按上下文读作第{node.ordinal}个同级标题。",
            en=f"The mark “{node.marker}” of “{entry.item.title}” breaks the sequence; it is read as number {node.ordinal} of the level around it.",
        ),
    )


def _finding_of_mark_without_dot(entry: Placed) -> Finding:
    mark, title = entry.item.node.marker, entry.item.title
    return _finding_of_number(
        entry,
        "outline.without_dot",
        Message(
            zh=f"“{mark}{title}”的序号后缺少标点：按上下文读作第{mark}项。",
            en=f"The number of “{mark}{title}” has no dot; it is read as item {mark} of the list around it.",
        ),
    )


def _finding_of_number(entry: Placed, rule: str, message: Message) -> Finding:
    """Return a finding about the number of an item, with its passage from the mark to the end of the title."""
    item = entry.item
    mark = item.node.mark
    assert mark is not None
    return Finding(
        code="numbering-level",
        severity="notice",
        verdict="unexplained",
        subjects=(entry.id,),
        sides=(item.node.passages[0].block.evidence(mark.start, item.title_span[1], rule),),
        message=message,
    )
