"""Titles that stand on no line of their own, or name no plan: in a table, before the first sentence, of a report."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from extractors.language.patterns import alternatives, lazy_pattern
from extractors.language.whitespace import without_blanks
from extractors.lexicon import any_of
from extractors.notice.issued_titles import LONGEST, without_label
from extractors.notice.lines import NoticeLine
from extractors.notice.titles import genre, is_issued_title, plan_nouns
from schemas import Evidence

_RUN_IN = lazy_pattern(
    rf"""
    (?P<title>[^，。；：:]{{6,60}}?(?:{alternatives(plan_nouns())})(?:（[^（）]{{2,12}}）)?)
    (?={any_of("notice", "purpose")})
    """,
    re.X,
)
"""A title and the first words of the sentence that follows it on the same line."""


STOPS = lazy_pattern(r"[，。；：:！？]")


class Title(NamedTuple):
    """A title as printed, white space removed, and where its first line stands."""

    text: str
    evidence: Evidence


def title_over_columns(body: Sequence[NoticeLine]) -> Title | None:
    """Return the title in the first row of the table with which a plan begins, in one cell over all columns."""
    first = next((line for line in body if line.kind not in ("blank", "annex")), None)
    table = first.squeezed.block.table if first else None
    if first is None or table is None or table.columns < 2 or table.cells[0].column_span < table.columns:
        return None
    cell = table.cells[0]
    text = without_blanks(first.squeezed.block.text[cell.start : cell.end])
    if not genre(text) or len(text) > LONGEST or "。" in text:
        return None
    return Title(text, first.squeezed.evidence(0, len(text), "notice.plan-title"))


def first_title(head: Sequence[NoticeLine]) -> Title | None:
    """Return the first line, if it ends like a title, but of no plan and no notice: 某县防汛工作情况报告."""
    first = next((line for line in head if line.kind not in ("blank", "annex")), None)
    if first is None or first.kind != "line" or len(first.text) > LONGEST:
        return None
    opened = first.text.find(text) if (text := without_label(first.text)) else 0
    if len(text) < 6 or not is_issued_title(text) or genre(text) in plan_nouns():
        return None
    return Title(text, first.squeezed.evidence(opened, len(first.text), "notice.plan-title"))


def only_line(head: Sequence[NoticeLine]) -> Title | None:
    """Return the only line above the first heading or paragraph, whatever it ends in: 某市为民办实事项目（节选）."""
    printed = [line for line in head if line.kind not in ("blank", "meta", "web")]
    if len(printed) != 1 or printed[0].kind != "line" or not 6 <= len(printed[0].text) <= LONGEST:
        return None
    line = printed[0]
    if STOPS.search(line.text):
        return None
    return Title(line.text, line.squeezed.evidence(0, len(line.text), "notice.plan-title"))


def run_in_title(first: Sequence[NoticeLine]) -> Title | None:
    """Return the title that opens the first sentence of a text without line breaks: 某县工作方案为推进改革，现…"""
    for line in first:
        if line.kind in ("line", "text") and (found := _RUN_IN.match(line.text)):
            return Title(found["title"], line.squeezed.evidence(*found.span("title"), "notice.plan-title"))
    return None
