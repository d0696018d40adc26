"""Numbers too large for a figure: never a fact, always a finding."""

from collections.abc import Iterator

from extractors.language.measures import MEASURE
from extractors.language.numerals import printed_number
from extractors.language.patterns import lazy_pattern
from extractors.splitting.part import Part
from extractors.steps.step import Known
from schemas import Block, Finding, Message

_LONG = lazy_pattern(r"\d(?<![\d.,A-Za-z].)[\d,]{15,}(?:\.\d+)?")
_MEASURE = lazy_pattern(rf"\s?[余多]?\s?{MEASURE}")
_SHOWN = 24
"""Digits quoted in the sentence."""


def large_numbers(part: Part, known: Known) -> Iterator[Finding]:
    """Yield a finding for each number with a measure, or alone in its cell, that is too large to be one.

    Long runs of digits elsewhere are account numbers and codes.
    """
    for block in (*part.carrier, *part.body):
        if block.kind == "furniture":
            continue
        for match in _LONG.finditer(block.text):
            counted = _MEASURE.match(block.text, match.end()) or _is_cell(block, match.start(), match.end())
            if counted and printed_number(match[0]) is None:
                yield _finding(block, match.start(), match.end())


def _is_cell(block: Block, start: int, end: int) -> bool:
    cells = block.table.cells if block.table else ()
    return any(
        cell.start <= start and end <= cell.end and block.text[cell.start : cell.end].strip() == block.text[start:end]
        for cell in cells
    )


def _finding(block: Block, start: int, end: int) -> Finding:
    printed = block.text[start:end]
    digits = sum(char.isdigit() for char in printed)
    shown = printed if len(printed) <= _SHOWN else f"{printed[:_SHOWN]}…"
    return Finding(
        code="number-too-large",
        severity="warning",
        verdict="unexplained",
        sides=(block.evidence(start, end, "number.large"),),
        message=Message(
            zh=f"“{shown}”有{digits}位数字，不作为数值采用，请对照原文。",
            en=f"“{shown}” has {digits} digits and is taken for no figure; check it against the source.",
        ),
    )
