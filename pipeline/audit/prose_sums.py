"""A number in a sentence against the parts that follow it: 144万方（含建成128万方，在建16万方）."""

from collections.abc import Iterator

from extractors.language.number_claims import sums
from pipeline.audit.catalogue import finding
from pipeline.audit.numbers import plain
from pipeline.audit.sentences import text_passages
from schemas import Document, Finding, Plan


def check(plan: Plan, document: Document) -> Iterator[Finding]:
    """Yield prose-sum for parts that add up, and for parts marked as such that exceed their total."""
    for place in text_passages(plan, document):
        for found in sums(place.text):
            reached = sum(part.value for part in found.parts)
            spans = [found.total.span, *(part.span for part in found.parts)]
            yield finding(
                "prose-sum",
                "agrees" if abs(reached - found.total.value) < 1e-9 else "scope",
                [place.evidence(*span, "prose-sum") for span in spans],
                place.subjects,
                total=place.text[slice(*found.total.span)],
                parts="＋".join(place.text[slice(*part.span)] for part in found.parts),
                sum=plain(reached),
            )
