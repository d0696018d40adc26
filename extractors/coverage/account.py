"""Coverage: how much of a document became facts, and which signs of facts no fact of their kind accounts for."""

from collections.abc import Iterator, Mapping, Sequence

from extractors.coverage.broken_clauses import broken_clauses
from extractors.coverage.clause_signs import ROLE_WORD, closing_brackets, labels, labels_of_units, unread_names
from extractors.coverage.deadline_signs import unread_dates
from extractors.coverage.duties.body_signs import unread_bodies, unread_charges
from extractors.coverage.duties.list_signs import unread_lists
from extractors.coverage.duties.office_signs import unread_offices
from extractors.coverage.duties.post_signs import unread_posts
from extractors.coverage.duties.role_signs import list_before, unread_duties, unread_persons, unread_roles, unread_seats
from extractors.coverage.loose_cells import loose_cells, rows_of_words
from extractors.coverage.notice_signs import unread_signatures
from extractors.coverage.outline_signs import (
    long_titles,
    missing_numbers,
    printed_marks,
    refused_units,
    skipped_levels,
)
from extractors.coverage.prose_signs import unread_marks, unread_numbers
from extractors.coverage.quantity_signs import unread_quantities
from extractors.coverage.quoted import Quoted, quoted_spans
from extractors.coverage.shares import shares
from extractors.coverage.signals import count_signals
from extractors.coverage.table_cells import CellFate, fates_of_cells, unread_rows
from extractors.coverage.unread_spans import UnreadSpan, by_block, merge_spans, overlaps
from extractors.outline.places import Reading
from extractors.splitting.part import Part
from extractors.steps.step import Known
from schemas import Block, Coverage, Document, Plan, Responsibility, Unread

ROW_GAP = 2
"""Characters between two rows of a table block, at most."""


def cover(plan: Plan, document: Document, part: Part, known: Known, refused: Sequence[UnreadSpan] = ()) -> Coverage:
    """Account for every character and every sign of the plan's part of the document.

    ``refused``: passages whose reading was given up because it cut a number or a name.
    """
    facts = quoted_spans(plan, known)
    asides = _asides(part, known)
    explains = any(reading.explains for reading in known.all(Reading))
    cells = fates_of_cells((*part.carrier, *part.body), facts)
    found = (*refused, *(() if explains else _unread(plan, part, facts, cells, asides)))
    unread = tuple(_widest(found, {block.id: place for place, block in enumerate(document.blocks)}))
    lost = by_block(unread)
    counted = shares(document, part, facts, asides, lost)
    total = max(sum(counted.values()), 1)
    return Coverage(
        facts=round(counted["facts"] / total, 6),
        prose=round(counted["prose"] / total, 6),
        furniture=round(counted["furniture"] / total, 6),
        unread=round(counted["unread"] / total, 6),
        signals=count_signals(plan, part, known, facts, lost, cells),
        passages=tuple(_passages(unread, [block.id for block in part.body if block.kind != "furniture"])),
    )


def _passages(unread: Sequence[UnreadSpan], order: Sequence[str]) -> Iterator[Unread]:
    """Quote the unread spans; the first of neighbours that continue each other prints all of them."""
    places = {block: place for place, block in enumerate(order)}
    for number, span in enumerate(unread):
        text = "" if number and _continues(unread[number - 1], span, places) else span.block.text[span.start : span.end]
        follower = number + 1
        while text and follower < len(unread) and _continues(unread[follower - 1], unread[follower], places):
            text += "\n" + unread[follower].block.text[unread[follower].start : unread[follower].end]
            follower += 1
        alone = follower == number + 1
        evidence = span.block.evidence(span.start, span.end, "coverage.sign")
        yield Unread(kind=span.kind, text="" if alone else text, evidence=evidence)


def _continues(left: UnreadSpan, right: UnreadSpan, places: Mapping[str, int]) -> bool:
    """Return whether two spans are neighbouring paragraphs of one lost table, or neighbouring rows."""
    if left.block is right.block and left.block.table is not None:
        return 0 <= right.start - left.end <= ROW_GAP
    apart = places.get(right.block.id, -9) - places.get(left.block.id, -9)
    return left.kind == right.kind == "table" and apart == 1 and left.end == len(left.block.text) and right.start == 0


def _asides(part: Part, known: Known) -> Mapping[str, str]:
    """Return the blocks that are read and contain no fact, with the rule: table of contents, captions, conditions."""
    found = {block.table.caption_block: "caption" for block in part.body if block.table and block.table.caption_block}
    for reading in known.all(Reading):
        found |= {passage.block.id: "listed" for passage in reading.listed}
        found |= {passage.block.id: "contents" for passage in reading.outline.contents}
    return {block: rule for block, rule in found.items() if block}


def _unread(
    plan: Plan, part: Part, facts: Quoted, cells: Mapping[str, CellFate], asides: Mapping[str, str]
) -> Iterator[UnreadSpan]:
    # The caption of a table may be a numbered heading: 二、责任清单.
    listed = [
        block for block in part.body if block.kind != "furniture" and asides.get(block.id, "caption") == "caption"
    ]
    body = [block for block in listed if block.id not in asides]
    marks = printed_marks(body)
    marked = {block.id: [(mark.start, mark.end)] for block, mark in zip(body, marks, strict=True) if mark}
    first_year = plan.plan.first_year or 0
    duties: dict[str, list[Responsibility]] = {}
    for duty in plan.responsibilities:
        duties.setdefault(duty.evidence.block, []).append(duty)
    for block in (*part.carrier, *body):
        numbers, names = facts.numbers.get(block.id, ()), facts.names.get(block.id, ())
        if block.table is not None:
            yield from unread_rows(block, cells[block.id])
            if not facts.values.get(block.id):
                yield from unread_numbers(block, (*numbers, *names))
        elif block.kind == "paragraph":
            yield from _clauses(block, facts)
            yield from unread_signatures(block, facts.everything.get(block.id, ()))
            yield from unread_roles(block, duties.get(block.id, ()))
            yield from refused_units(block, names)
            yield from unread_duties(block, names)
            yield from unread_seats(block, names)
            yield from unread_bodies(block, names)
            yield from unread_charges(block, names)
            yield from unread_offices(block, names)
            yield from unread_persons(block, names)
            yield from unread_posts(block, names)
            yield from unread_quantities(block, numbers, first_year)
            yield from unread_dates(block, facts.deadlines.get(block.id, ()), numbers, first_year)
            yield from unread_numbers(block, (*numbers, *names, *marked.get(block.id, ())))
    yield from missing_numbers(listed, marks if len(listed) == len(body) else printed_marks(listed))
    yield from skipped_levels(body, marks)
    yield from long_titles(plan.notice.attachments, (*part.carrier, *body))
    # These checks look across paragraphs, so that they take the body in one go.
    yield from broken_clauses(body, facts.names)
    for block in body:
        if block.kind == "paragraph":
            yield from unread_marks(block, facts.everything.get(block.id, []))
            yield from unread_lists(block, facts.everything)
    yield from loose_cells(body, lambda block: bool(facts.clauses.get(block.id) or _closes_notice(plan, block)))
    yield from rows_of_words(part.carrier)


def _closes_notice(plan: Plan, block: Block) -> bool:
    notice = plan.notice
    ends = (notice.issued_on, notice.disclosure, notice.printed_by, notice.contact)
    return any(element is not None and element.evidence.block == block.id for element in ends)


def _clauses(block: Block, facts: Quoted) -> Iterator[UnreadSpan]:
    names = facts.names.get(block.id, [])
    units = facts.units.get(block.id, [])
    deadlines = facts.deadlines.get(block.id, [])
    clauses = merge_spans((*facts.clauses.get(block.id, ()), *deadlines))
    for sign in (*labels(block.text), *labels_of_units(block.text)):
        used = {"unit label": units, "deadline": deadlines}.get(sign.kind, names)
        if not overlaps(used, sign.value, sign.end):
            yield UnreadSpan(sign.kind, block, sign.start, sign.end)
        elif sign.kind == "unit label":
            for start, end in unread_names(block.text, sign.value, sign.end, names):
                yield UnreadSpan("name in a clause", block, start, end)
    for sign in closing_brackets(block.text):
        if not overlaps(names, sign.start, sign.end):
            counted = overlaps(facts.numbers.get(block.id, ()), sign.start, sign.end)  # （其中社区广场6处、步道14公里）
            if not counted or ROLE_WORD.search(block.text, sign.start, sign.end):
                yield UnreadSpan(sign.kind, block, sign.start, sign.end)
        elif overlaps(clauses, sign.start, sign.end):
            for start, end in unread_names(block.text, sign.start + 1, sign.end - 1, names):
                # A name before a role word ends a list, whose units all have this role.
                listed = ROLE_WORD.match(block.text, end) or ROLE_WORD.search(block.text, start, end)
                yield UnreadSpan("name in a clause", block, list_before(block.text, start) if listed else start, end)


def _widest(spans: Sequence[UnreadSpan], order: Mapping[str, int]) -> Iterator[UnreadSpan]:
    """Leave out what lies inside another unread passage; return the rest in the order of the document."""
    reach: dict[str, int] = {}
    # Of two signs with the same span, the lost table says more than a number inside it.
    for span in sorted(
        spans, key=lambda span: (order.get(span.block.id, -1), span.start, -span.end, span.kind != "table")
    ):
        if span.end > reach.get(span.block.id, -1):
            reach[span.block.id] = span.end
            yield span
