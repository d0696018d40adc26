"""What a plan contributes to each answer, and what an answer is."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from pipeline.answers.catalogue import Question
from pipeline.answers.indicators import indicator_values, indicators
from pipeline.answers.reading import contradictions, unread
from pipeline.answers.tasks import due, no_lead
from pipeline.answers.units import leads_by_plan
from pipeline.tables.default_rows import Row
from pipeline.views.indexed_plan import IndexedPlan

PER_PLAN: Mapping[str, Callable[[IndexedPlan], Iterator[Row]]] = {
    "leads_by_plan": leads_by_plan,
    "no_lead": no_lead,
    "due": due,
    "indicators": indicators,
    "indicator_values": indicator_values,
    "unread": unread,
    "findings": contradictions,
}
"""The rows of a plan in each answer; pipeline/facts/ keeps them and adds what depends on other plans."""


class Answer(NamedTuple):
    """A question with its rows in order. ``total`` counts those that were found, also where a limit cut the rows."""

    question: Question
    rows: Sequence[Row]
    total: int
    families: Mapping[str, int] = {}
    """Rows of each family of indicators, counted like ``total``; empty for other questions."""
