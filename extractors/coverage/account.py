"""Coverage: how much of a document became facts, and which signs of facts no fact accounts for."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from pydantic import BaseModel

from extractors.coverage.signs import Sign, signs, unit_names
from extractors.language.column_words import header_kinds
from extractors.outline.places import Reading
from extractors.splitting.part import Part
from extractors.steps.step import Known
from schemas import Block, Cell, Coverage, Document, Plan, Signal, Unread
from schemas.evidence import Evidence

Spans = dict[str, list[tuple[int, int]]]
"""Block id → passages."""

EMPTY_CELL = re.compile(r"[—–\-－/／\\无\s]*")
NEAR = 12
"""Characters before or behind a role word within which a unit would stand."""


class Verdict(NamedTuple):
    """What became of a sign: ``used``, ``unread``, or the name of the rule that ignores it."""

    sign: Sign
    block: Block
    fate: str


def cover(plan: Plan, document: Document, part: Part, known: Known) -> Coverage:
    """Account for every character and every sign of the plan's part of the document."""
    facts = _facts(plan, known)
    asides = _asides(part, known)
    verdicts = tuple(_verdicts(plan, part, known, facts, asides))
    unread = [verdict for verdict in verdicts if verdict.fate == "unread"]
    for verdict in verdicts:
        if verdict.sign.kind == "table cell" and verdict.fate == "used":
            facts.setdefault(verdict.block.id, []).append((verdict.sign.start, verdict.sign.end))
    shares = _shares(document, part, facts, asides, unread)
    total = max(sum(shares.values()), 1)
    return Coverage(
        facts=round(shares["facts"] / total, 6),
        prose=round(shares["prose"] / total, 6),
        furniture=round(shares["furniture"] / total, 6),
        unread=round(shares["unread"] / total, 6),
        signals=_signals(verdicts),
        passages=tuple(Unread(kind=v.sign.kind, evidence=_passage(v)) for v in unread),
    )


def _evidence(value: object) -> Iterator[Evidence]:
    if isinstance(value, Evidence):
        yield value
    elif isinstance(value, BaseModel):
        for field in type(value).model_fields:
            yield from _evidence(getattr(value, field))
    elif isinstance(value, tuple):
        for item in value:
            yield from _evidence(item)


def _facts(plan: Plan, known: Known) -> Spans:
    """Return the passages that facts quote, and the clauses around quoted units: findings quote them again and count for nothing."""
    found: dict[str, list[tuple[int, int]]] = {}
    for value in (
        plan.notice, plan.headings, plan.tasks, plan.indicators, plan.responsibilities, plan.commitments,
        plan.taxonomies, plan.references, plan.rules,
    ):  # fmt: skip
        for evidence in _evidence(value):
            found.setdefault(evidence.block, []).append((evidence.start, evidence.end))
    for reading in known.all(Reading):
        for entry in reading.placed:
            for passage, clause in entry.item.clauses:
                found.setdefault(passage.block.id, []).append(
                    (passage.start + clause.start, passage.start + clause.end)
                )
    return {block: _merged(spans) for block, spans in found.items()}


def _merged(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _asides(part: Part, known: Known) -> Mapping[str, str]:
    """Return the blocks that are read and tell no fact, with the rule: table of contents, captions."""
    found = {block.table.caption_block: "caption" for block in part.body if block.table and block.table.caption_block}
    for reading in known.all(Reading):
        found |= {passage.block.id: "contents" for passage in reading.outline.contents}
    return {block: rule for block, rule in found.items() if block}


def _verdicts(plan: Plan, part: Part, known: Known, facts: Spans, asides: Mapping[str, str]) -> Iterator[Verdict]:
    names = [name for unit in plan.units for name in (unit.name, *unit.aliases) if len(name) > 2]
    owned = {
        passage.block.id
        for reading in known.all(Reading)
        for entry in reading.placed
        for passage in entry.item.node.passages
    }
    for block in (*part.carrier, *part.body):
        if block.kind == "furniture":
            continue
        spans = facts.get(block.id, [])
        if block.table is not None:
            yield from _cells(block, spans)
            continue
        units = tuple(unit_names(block.text, names)) if names else ()
        for sign in (*signs(block.text), *units):
            if block.id in asides:
                yield Verdict(sign, block, asides[block.id])
            else:
                yield Verdict(sign, block, _fate(sign, block, spans, units, owned))


def _fate(sign: Sign, block: Block, spans: list[tuple[int, int]], units: tuple[Sign, ...], owned: set[str]) -> str:
    if any(left <= sign.start and sign.end <= right for left, right in spans):
        return "used"
    if sign.kind == "unit name":
        return "mention"  # the unit is known; naming it here assigns nothing
    if sign.kind == "role word":
        near = any(unit.start - NEAR <= sign.end and sign.start <= unit.end + NEAR for unit in units)
        return "unread" if near else "no-unit"
    if sign.kind == "list mark":
        return "used" if block.id in owned else "outside-outline"
    return "item-text" if block.id in owned else "context"


def _cells(block: Block, spans: list[tuple[int, int]]) -> Iterator[Verdict]:
    """Account for cells: a cell whose column is understood belongs to the facts of its row."""
    assert block.table is not None
    columns = header_kinds(block)
    rows = {
        row for cell in block.table.cells if _touched(cell, spans) for row in range(cell.row, cell.row + cell.row_span)
    }
    for cell in block.table.cells:
        sign = Sign("table cell", cell.start, cell.end)
        if cell.row < block.table.header_rows:
            yield Verdict(sign, block, "header")
        elif EMPTY_CELL.fullmatch(block.text[cell.start : cell.end]):
            yield Verdict(sign, block, "empty")
        else:
            understood = columns[cell.column].kind != "other" and any(
                row in rows for row in range(cell.row, cell.row + cell.row_span)
            )
            yield Verdict(sign, block, "used" if understood or _touched(cell, spans) else "unread")


def _touched(cell: Cell, spans: list[tuple[int, int]]) -> bool:
    return any(left < cell.end and cell.start < right for left, right in spans)


def _signals(verdicts: tuple[Verdict, ...]) -> tuple[Signal, ...]:
    counts: Counter[tuple[str, str]] = Counter()
    for verdict in verdicts:
        fate = verdict.fate if verdict.fate in ("used", "unread") else "ignored"
        counts[verdict.sign.kind, fate] += 1
    kinds = sorted({kind for kind, _ in counts})
    return tuple(
        Signal(
            kind=kind,
            total=counts[kind, "used"] + counts[kind, "ignored"] + counts[kind, "unread"],
            used=counts[kind, "used"],
            ignored=counts[kind, "ignored"],
            unread=counts[kind, "unread"],
        )
        for kind in kinds
    )


def _passage(verdict: Verdict) -> Evidence:
    """Quote an unread sign with the words around it, so that a person can judge it."""
    block, sign = verdict.block, verdict.sign
    if block.table is not None:
        return block.evidence(sign.start, sign.end, "coverage.cell")
    start = max(block.text.rfind("。", 0, sign.start) + 1, sign.start - 60)
    stop = block.text.find("。", sign.end)
    return block.evidence(start, min(stop + 1 if stop >= 0 else len(block.text), sign.end + 60), "coverage.sign")


def _shares(
    document: Document, part: Part, facts: Spans, asides: Mapping[str, str], unread: list[Verdict]
) -> Counter[str]:
    lost: dict[str, list[tuple[int, int]]] = {}
    for verdict in unread:
        passage = _passage(verdict)
        lost.setdefault(verdict.block.id, []).append((passage.start, passage.end))
    shares: Counter[str] = Counter()
    for block in document.blocks:
        solid = [index for index, char in enumerate(block.text) if not char.isspace()]
        if block.kind == "furniture" or asides.get(block.id) == "contents":
            shares["furniture"] += len(solid)
            continue
        fact = _within(solid, facts.get(block.id, []))
        missed = _within(solid, _merged(lost.get(block.id, []))) - fact
        header = set(_within(solid, _header(block))) - fact - missed
        shares["facts"] += len(fact) + len(header)
        shares["unread"] += len(missed)
        shares["prose"] += len(solid) - len(fact) - len(missed) - len(header)
    if part.bundle is None:
        shares["unread"] += max(document.length - sum(shares.values()), 0)
    return shares


def _header(block: Block) -> list[tuple[int, int]]:
    """Return the header cells of a table: they name what its facts are."""
    if block.table is None:
        return []
    return _merged([(cell.start, cell.end) for cell in block.table.cells if cell.row < block.table.header_rows])


def _within(indexes: list[int], spans: list[tuple[int, int]]) -> set[int]:
    return {index for start, end in spans for index in range(start, end)} & set(indexes) if spans else set()
