"""Units that stand as titles: of an item under 职责分工 (1.县交通运输局：加强…), or of a heading above their tasks (一、县商务局)."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from extractors.language.patterns import alternatives, lazy_pattern
from extractors.language.role_words import role_words
from extractors.lexicon import words_of
from extractors.outline.places import Placed, Reading
from extractors.splitting.part import Part
from extractors.steps.named_units import NamedUnit
from extractors.steps.step import Known
from extractors.units.lists import UnitMention, split_units
from extractors.units.names import is_office, kind_of

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
        yield from _titled_by_units(reading.placed)


def _titled_by_units(placed: Sequence[Placed]) -> Iterator[NamedUnit]:
    """Yield the units that are the whole title of a heading, where all headings beside it are titled so, two at least.

    An office may be one of them (基教科): beside others it is no subject of the plan.
    """
    beside: dict[str | None, list[Placed]] = defaultdict(list)
    for entry in placed:
        if entry.item.heading:
            beside[entry.heading].append(entry)
    for headings in beside.values():
        units = [_whole_title(entry) for entry in headings]
        if len(units) > 1 and all(units):
            for entry, mentions in zip(headings, units, strict=True):
                block = entry.item.node.passages[0].block
                for position, mention in enumerate(() if entry.item.clauses else mentions, 1):
                    evidence = block.evidence(mention.start, mention.end, "duty.heading")
                    yield NamedUnit(entry.id, f"{entry.id}/duty", mention, "responsible", position, evidence)


def _whole_title(entry: Placed) -> tuple[UnitMention, ...]:
    """Return the units that a heading's title names and nothing else; those of its clause where it has one (县工信局牵头事项)."""
    named = [m for found in entry.item.clauses for part in found.clause.parts for m in part.units.mentions]
    if named:
        return tuple(named)
    found = split_units(entry.item.node.passages[0].block.text, *entry.item.title_span)
    whole = not found.unread and not found.ignored
    names_units = all((m.complete or is_office(m.name)) and kind_of(m.name) != "collective" for m in found.mentions)
    return found.mentions if whole and names_units else ()


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
