"""Run the steps on each part of a document and combine the facts into a Plan."""

from collections.abc import Mapping

from extractors.coverage.account import cover
from extractors.coverage.doubts.belief import believe
from extractors.coverage.doubts.lost_tables import without_cells
from extractors.readers.base.cleaning import printed_length
from extractors.splitting.part import Part
from extractors.splitting.split import split
from extractors.steps.order import STEPS
from extractors.steps.step import run_steps
from schemas import Block, Document, Finding, Message, Plan, Remark
from schemas.plan_fields import PLAN_FIELDS


def plans(document: Document, plan_id: str) -> tuple[tuple[Plan, Document], ...]:
    """Return each plan with its part of the document: the blocks of the carrier and its own."""
    return tuple(_plan(part) for part in split(document, plan_id))


def _plan(part: Part) -> tuple[Plan, Document]:
    known = run_steps(part, STEPS)
    facts = {
        field.name: known.all(field.model) if field.is_list else known.all(field.model)[0] for field in PLAN_FIELDS
    }
    plan = Plan(**{**facts, "findings": (*known.all(Finding), *_remarks(part))})  # type: ignore[arg-type]
    own = _own(part)
    plan, refused = believe(plan, (*part.carrier, *part.body))
    coverage = cover(plan, own, part, known, refused)
    whole = without_cells(plan, coverage)
    if whole is not plan:
        coverage = cover(whole, own, part, known, refused)
    return whole.model_copy(update={"coverage": coverage}), own


def _own(part: Part) -> Document:
    """Return the document with only the blocks of this plan, including furniture between them."""
    wanted = {block.id for block in (*part.carrier, *part.body)}
    if part.bundle is None:
        wanted |= {block.id for block in part.document.blocks}
    blocks = tuple(block for block in part.document.blocks if block.id in wanted)
    length = part.document.length
    if part.bundle is not None:
        length = printed_length(block.text for block in blocks)
    return part.document.model_copy(update={"blocks": blocks, "length": length})


FOLDED = frozenset({"characters-corrected", "document-printed-twice", "frame-beside-text", "small-picture"})
"""Codes of remarks about what takes nothing from the text: info, as in the catalogue of findings."""


def _remarks(part: Part) -> tuple[Finding, ...]:
    """Turn the remarks of the reader into findings, except those about other parts of a bundle."""
    blocks = {block.id: block for block in (*part.carrier, *part.body)}
    return tuple(
        _finding(remark, blocks) for remark in part.document.remarks if remark.block is None or remark.block in blocks
    )


def _finding(remark: Remark, blocks: Mapping[str, Block]) -> Finding:
    block = blocks.get(remark.block or "")
    return Finding(
        code=remark.code,
        severity="info" if remark.code in FOLDED else "warning",
        verdict="unexplained",
        sides=(block.evidence(*_passage(block, remark.row), "reader"),) if block else (),
        message=Message(zh=remark.zh, en=remark.en),
    )


def _passage(block: Block, row: int | None) -> tuple[int, int]:
    """Return where the row of a table begins and ends; the beginning of the block if none is given."""
    cells = [cell for cell in block.table.cells if cell.row == row] if block.table else []
    filled = [cell for cell in cells if cell.end > cell.start]
    if not filled:
        return 0, min(len(block.text), 80)
    return min(cell.start for cell in filled), max(cell.end for cell in filled)
