"""Indicators of one plan that the other one mentions all the same: in a sentence, or as something similar."""

from collections.abc import Iterable

from schemas.comparison import IndicatorRow, RelatedIndicators
from schemas.statement import Verdict


def mark_mentioned(
    rows: Iterable[IndicatorRow], related: Iterable[RelatedIndicators], verdicts: Iterable[Verdict]
) -> tuple[IndicatorRow, ...]:
    """Return the rows; those of one plan only of which the other says something are neither 未见 nor 新."""
    answered = [said for said in verdicts if said.new]
    in_prose = {said.new for said in answered if said.difference is not None}
    alike = {id for pair in related for id in (pair.old, pair.new)}
    alike |= {id for said in answered for id in (said.old, said.new) if id}
    return tuple(_mark(row, in_prose, alike) for row in rows)


def _mark(row: IndicatorRow, in_prose: set[str | None], alike: set[str]) -> IndicatorRow:
    if row.state == "new" and row.new in in_prose:
        return row.model_copy(update={"state": "in_prose"})
    if row.state in ("not_seen", "new") and (row.old or row.new) in alike:
        return row.model_copy(update={"state": "alike"})
    return row
