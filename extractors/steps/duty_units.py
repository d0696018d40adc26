"""Units that a list of duties gives as titles: under 职责分工, 1.县交通运输局：加强…."""

from collections.abc import Iterator, Mapping

from extractors.language.patterns import alternatives, lazy_pattern
from extractors.language.role_words import role_words
from extractors.lexicon import words_of
from extractors.outline.places import Placed, Reading
from extractors.splitting.part import Part
from extractors.steps.named_units import NamedUnit
from extractors.steps.step import Known
from extractors.units.lists import split_units

DUTIES = lazy_pattern(r"职责|分工")
DUTY = lazy_pattern(rf"\s*(?:{alternatives((*role_words('verb'), *words_of('phrases', 'duty')))})")
"""How a duty begins; the name before its colon is a unit's, whatever it looks like (镇综合执法队：负责…)."""


def read_duty_units(part: Part, known: Known) -> Iterator[NamedUnit]:
    """Yield the unit that titles an item under a heading of duties: it answers for the item."""
    for reading in known.all(Reading):
        titles = {entry.id: entry.item.title for entry in reading.placed}
        for entry in reading.placed:
            if _is_duty(entry, titles):
                yield from _units_of_title(entry)


def _is_duty(entry: Placed, titles: Mapping[str, str]) -> bool:
    """Return whether a colon follows an item's title under a heading of duties, and no clause names its units."""
    end = entry.item.title_span[1]
    after = entry.item.node.passages[0].block.text[end : end + 1]
    named_elsewhere = entry.item.heading or entry.item.clauses
    return not named_elsewhere and after in ("：", ":") and bool(DUTIES.search(titles.get(entry.heading or "", "")))


def _units_of_title(entry: Placed) -> Iterator[NamedUnit]:
    start, end = entry.item.title_span
    block = entry.item.node.passages[0].block
    for position, mention in enumerate(split_units(block.text, start, end).mentions, 1):
        if mention.complete or DUTY.match(block.text, end + 1):
            evidence = block.evidence(mention.start, mention.end, "duty.title")
            yield NamedUnit(entry.id, f"{entry.id}/duty", mention, "responsible", position, evidence)
