"""A scale that the text claims (百亿级) against the table's values of the things of which it is claimed."""

from collections.abc import Iterator

from extractors.language.measures import caption_measure
from extractors.language.number_claims import scales
from pipeline.audit.catalogue import finding
from pipeline.audit.passages import join_names
from pipeline.audit.sentences import text_passages
from schemas import Document, Finding, Indicator, IndicatorValue, Message, Plan

REPORTED = ("actual", "baseline", "growth_rate")
"""A claim about what will be is no claim about these."""


def check(plan: Plan, document: Document) -> Iterator[Finding]:
    """Yield scale-claimed with the target values of each listed thing that falls short in some year."""
    for place in text_passages(plan, document):
        for scale in scales(place.text):
            items = place.text[slice(*scale.items)]
            named = [(i, _name(i)) for i in plan.indicators if _name(i) in items and _in_billions(i)]
            short = [(name, value) for i, name in named for value in _targets(i) if _below(i, scale.least)]
            if not named:
                continue
            shown = short or [(name, value) for indicator, name in named for value in _targets(indicator)[-1:]]
            yield finding(
                "scale-claimed",
                "scope" if short else "agrees",
                (place.evidence(*scale.span, "scale-claimed"), *(value.evidence for _, value in shown)),
                tuple(indicator.id for indicator, _ in named),
                names=join_names(name for _, name in named),
                claim=place.text[slice(*scale.claim)],
                values=Message(
                    zh="，".join(f"{name}{value.year}年为{value.raw}亿元" for name, value in shown),
                    en=", ".join(f"{name} {value.raw}亿元 in {value.year}" for name, value in shown),
                ),
            )


def _name(indicator: Indicator) -> str:
    """Return the name without its bracket: 生命健康 (生物医药+养老科技) → 生命健康."""
    return "".join(indicator.name.split()).replace("(", "（").partition("（")[0] or indicator.name


def _in_billions(indicator: Indicator) -> bool:
    return (indicator.measure or caption_measure(indicator.table)) == "亿元" and not indicator.total


def _targets(indicator: Indicator) -> list[IndicatorValue]:
    return [v for v in indicator.values if v.value is not None and v.year is not None and v.kind not in REPORTED]


def _below(indicator: Indicator, least: int) -> bool:
    return any(value.value is not None and value.value < least for value in _targets(indicator))
