"""Facts as labelled spans of a plan's text: for spaCy, annotation tools and training data."""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from pipeline.atomic import replace_parts
from pipeline.store.results import Result
from pipeline.views.responsibility_ids import responsibility_ids
from schemas import Document, Evidence, Plan
from schemas.plan_fields import QUOTED_LISTS

if TYPE_CHECKING:  # a second of import that no other format needs
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

ENTITIES = ("units", "values", "deadlines")
"""Groups of short spans that also become the entities of a Doc."""
FACT_GROUPS = tuple(field for field in QUOTED_LISTS if field.name not in ("indicators", "responsibilities"))
"""Groups that are a field of the plan; indicators and responsibilities are rows and lists, shown by what is in them."""


class LabelledSpan(NamedTuple):
    """``text[start:end]`` of a plan's text quotes a fact."""

    group: str
    start: int
    end: int
    label: str
    fact: str
    """Id of the fact, as a correction names it; empty for a fact without one."""
    entity: str
    """Id of the unit that the span names; else empty."""


class LabelledText(NamedTuple):
    """The text of a plan and its spans, by group and place."""

    text: str
    spans: tuple[LabelledSpan, ...]


def labelled_text(plan: Plan, document: Document) -> LabelledText:
    """Return the blocks of a plan, one below the other, with the spans that facts quote.

    Page furniture is left out, unless a fact quotes it, such as a task that the reader took for a running heading.
    """
    quoted = list(_spans(plan))
    shown = {block for block, _ in quoted}
    offsets: dict[str, int] = {}
    parts: list[str] = []
    length = 0
    for block in document.blocks:
        if block.kind != "furniture" or block.id in shown:
            offsets[block.id] = length
            parts.append(block.text)
            length += len(block.text) + 1
    spans = {_moved(span, offsets[block]) for block, span in quoted if span.start < span.end}
    return LabelledText("\n".join(parts), tuple(sorted(spans)))


def _moved(span: LabelledSpan, by: int) -> LabelledSpan:
    return span._replace(start=span.start + by, end=span.end + by)


def _spans(plan: Plan) -> Iterator[tuple[str, LabelledSpan]]:
    """Yield the block that each fact quotes, and the span in its text."""

    def span(group: str, evidence: Evidence, label: str, fact: str, entity: str = "") -> tuple[str, LabelledSpan]:
        return evidence.block, LabelledSpan(group, evidence.start, evidence.end, label, fact, entity)

    for field in FACT_GROUPS:
        for fact in getattr(plan, field.name):
            label = fact.kind if field.name == "tasks" else field.model.__name__
            yield span(field.name, fact.evidence, label.upper(), fact.id if field.has_id else "")
    for task in plan.tasks:
        if task.deadline:
            yield span("deadlines", task.deadline.evidence, "DEADLINE", task.id)
        for item in task.plan_items:
            yield span("plan_items", item.evidence, "PLAN_ITEM", item.id)
    for indicator in plan.indicators:
        for number, value in enumerate(indicator.values, 1):
            yield span("values", value.evidence, value.kind.upper(), f"{indicator.id}/value/{number}")
    for id, duty in responsibility_ids(plan):
        if not duty.inherited:  # else it quotes the unit of the heading above, and the span is there already
            yield span("units", duty.evidence, "UNIT", id, duty.unit)
            yield span("roles", duty.evidence, duty.role.upper(), id, duty.unit)


def to_doc(plan: Plan, document: Document, vocab: "Vocab | None" = None) -> "Doc":
    """Return a plan as a spaCy Doc of characters: a token a character, so that every quote begins and ends at a token.

    ``doc.spans`` has a group for each kind of span (``units``, ``roles``, ``values``, ``deadlines``, ``tasks``, …); a
    span's ``id_`` is the fact's id and, where it names a unit, ``kb_id_`` the unit's. ``doc.ents`` are the short spans
    that do not overlap. ``vocab`` is that of a blank Chinese pipeline; None: a new one.
    """
    import spacy
    from spacy.tokens import Doc, Span
    from spacy.util import filter_spans

    text, spans = labelled_text(plan, document)
    doc = Doc(spacy.blank("zh").vocab if vocab is None else vocab, words=list(text), spaces=[False] * len(text))
    groups: dict[str, list[Span]] = {}
    for one in spans:
        span = Span(doc, one.start, one.end, one.label, kb_id=one.entity, span_id=one.fact)
        groups.setdefault(one.group, []).append(span)
    for name, found in groups.items():
        doc.spans[name] = found
    doc.set_ents(filter_spans(span for name in ENTITIES for span in groups.get(name, ())))
    doc.user_data["plan"] = plan.plan.id
    return doc


def write_spans(results: Iterable[Result], path: Path) -> Path:
    """Write a line of JSON for each plan: its text and its spans, as annotation tools read them. spaCy is not needed."""
    return replace_parts(path, map(_line, results))


def _line(result: Result) -> str:
    text, spans = labelled_text(result.plan, result.document)
    line = {"plan": result.plan.plan.id, "text": text, "spans": [span._asdict() for span in spans]}
    return json.dumps(line, ensure_ascii=False) + "\n"
