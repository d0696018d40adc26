"""How well the text of a whole cell fits a kind of column: the evidence in it, and what that costs."""

from collections.abc import Callable, Iterator
from functools import partial

from extractors.language.counted_names import AFTER_NUMBER
from extractors.language.measures import measure_of
from extractors.language.values import BEGINS_VALUE, WORDED_VALUE
from extractors.readers.table_decoder import patterns as p
from extractors.readers.table_decoder.cell_texts import (
    HEAD,
    ROLE_LABEL,
    VERBS,
    ends_in_measure,
    ends_in_units,
    first_name,
    flaws,
    is_dash,
    is_deadline,
    is_no_value,
    is_rest,
    is_torn,
    is_unit_list,
    names_work,
    number_of,
    opens_late,
    opens_name,
    unit_counts,
)
from extractors.readers.table_decoder.costs import Evidence, total
from extractors.units.names import parse

_LONG_NAME = 10
"""No name so long begins with a verb, as 建设局 does."""
_NO_DATE = (p.STOP, p.HEADING, p.TORN_DATE, p.DATE_AND_GROUP)


def _text(kind: str, text: str, longest: int) -> Iterator[Evidence]:
    yield f"{kind}.text", 1
    if p.STOP.search(text):
        yield f"{kind}.stop", 1
    if len(text) > longest:
        yield f"{kind}.long", (len(text) - longest) / 10
    for flaw in flaws(text):
        yield f"{kind}.{flaw}", 1
    if ends_in_units(text) or p.NAME_END.match(text):
        yield f"{kind}.torn", 1


def _name(text: str) -> Iterator[Evidence]:
    yield from _text("indicator", text, 30)
    if parse(text) is not None:
        yield "indicator.unit", 1
    if WORDED_VALUE.match(text):
        yield "indicator.text-before", 1
    if measure_of(text) is not None:
        yield "indicator.measure", 1
    for match in p.DIGITS.finditer(text):
        yield "indicator.digits" if match.start() and len(match.group()) > 2 else "indicator.few-digits", 1
    if "≥" in text or "≤" in text or ("%" in text and not p.IN_BRACKET.search(text)):
        yield "indicator.sign", 1
    if len(text) < 2 or not p.HAN.search(text):
        yield "indicator.tiny", 1
    if p.IN_BRACKET.search(text):
        yield "indicator.bracket", 1
    elif any(measure_of(match[1]) for match in p.BRACKET.finditer(text)):
        yield "indicator.past-bracket", 1
    if text[-1] in "—–－-/／":
        yield "indicator.dash", 1
    if part := p.PART_OF.search(text):
        yield "indicator.torn" if part.start() else "indicator.part", 1
    if AFTER_NUMBER.match(text) or p.ENDS_VALUE.match(text) or ("/" in text and p.HALF_MEASURE.search(text)):
        yield "indicator.torn", 1
    if p.HEADING.match(text):
        yield "indicator.heading", 1


def _category(text: str) -> Iterator[Evidence]:
    yield from _text("category", text, 16)
    if parse(text) is not None:
        yield "category.unit", 1
    for _ in p.DIGITS.finditer(text):
        yield "category.digits", 1
    if p.HEADING.match(text):
        yield "category.heading", 1
    if len(text) < 2:
        yield "category.tiny", 1
    if WORDED_VALUE.match(text) or is_rest(text):
        yield "category.text-before", 1


def _title(text: str) -> Iterator[Evidence]:
    yield from _text("title", text, 28)
    if parse(text) is not None and not names_work(text):
        yield "title.unit", 1
    if "，" in text:
        yield "title.comma", 1
    if len(text) < 4:
        yield "title.tiny", 1
    if text[:2] in VERBS:
        yield "title.verb", 1


def _content(text: str) -> Iterator[Evidence]:
    if is_dash(text) or p.VALUE.fullmatch(text) or len(text) < 3:
        yield "content.empty", 1
        return
    yield "content.text", 1
    if is_unit_list(text) and not names_work(text):
        yield "content.units", 1
    if text[-1] in p.STOPS:
        yield "content.stop", 0.5 if text[-1] in "；;" else 1  # a clause, less surely a cell
    cut = p.AFTER_STOP.search(text) or p.NAME_END.match(text) or p.LATER_HEADING.match(text)
    if cut or is_torn(text) or ends_in_units(text):
        yield "content.torn", 1


def _value(text: str) -> Iterator[Evidence]:
    if is_dash(text):
        yield "value.dash", 1
    elif text[-1] in "/／—–" or text.count("/") > 1:  # half of two figures, or more than two
        yield "value.wrong", 1
    elif number_of(text) is not None:
        yield "value.number", 1
        if "\u3400" <= text[0] <= "\u9fff":
            yield "value.worded", 1
        if p.OWN_MEASURE.search(text):
            yield "value.own-measure", 1
    elif p.NOTED.fullmatch(text) or (p.QUALIFIED.fullmatch(text) and not ends_in_measure(text)):
        yield "value.qualified", 1
    elif is_no_value(text):
        yield "value.wrong", 1
    elif measure_of(text) is not None or p.balance(text) or p.IN_BRACKET.search(text):
        yield "value.measure", 1
    else:
        yield "value.words" if len(text) <= 12 else "value.many-words" if len(text) <= 30 else "value.text", 1
        if BEGINS_VALUE.match(text):
            yield "value.known-word", 1
            if WORDED_VALUE.fullmatch(text):
                yield "value.whole-words", 1
        if len(text) < 4:
            yield "value.tiny", 1
        if text[-1].isdigit():
            yield "value.ends-in-digit", 1
        if "。" in text:
            yield "value.sentence", 1


def _measure(text: str) -> Iterator[Evidence]:
    if measure_of(text) is not None:
        yield "measure.known", 1
        if len(text) > 1:
            yield "measure.several-characters", 1
    elif is_dash(text):
        yield "measure.dash", 1
    else:
        known = len(text) > 6 or p.VALUE.match(text) or p.ATTRIBUTE.search(text)
        yield "measure.other" if known else "measure.unknown", 1


def _role(text: str) -> Iterator[Evidence]:
    if is_dash(text):
        yield "role.dash", 1
        return
    known, unknown = unit_counts(text)
    yield "role.unit" if known else "role.no-unit", 1
    yield "role.more-units", min(max(known - 1, 0), 4)
    yield "role.unknown", unknown
    if opens_name(text[:HEAD]) or ROLE_LABEL.match(text):
        yield "role.opens", 1
    elif opens_late(text):
        yield "role.opens-late", 1
    if p.HEADING.search(text):
        yield "role.heading", 1
    if is_torn(text) or p.NAME_END.match(text) or p.DATE_INSIDE.search(text):
        yield "role.torn", 1
    if number_of(text) is not None:
        yield "role.figure", 1
    elif text[0].isdigit() or BEGINS_VALUE.match(text) or (text[:2] in VERBS and len(first_name(text)) > _LONG_NAME):
        yield "role.text-before", 1


def _deadline(text: str) -> Iterator[Evidence]:
    # a heading below the table would be a short text too
    words = len(text) <= 16 and not text.isdigit() and not any(sign.search(text) for sign in _NO_DATE)
    words = words and parse(p.FROM_FIGURE.sub("", text)) is None
    found = "date" if is_deadline(text) else "dash" if is_dash(text) else "words" if words else "other"
    yield f"deadline.{found}", 1


def _free(text: str) -> Iterator[Evidence]:
    if p.NOTE_LINE.match(text) or p.HEADING.match(text) or (len(text) <= 40 and p.HEADING.search(text)):
        yield "free.heading", 1
    elif is_dash(text):
        yield "free.dash", 1
    else:
        if len(text) <= 16:
            yield "free.short", len(text) / 8
        else:
            yield "free.text" if len(text) <= 40 else "free.long", 1
        if is_torn(text):
            yield "free.torn", 1


def _person(text: str) -> Iterator[Evidence]:
    yield from _free(text)
    if all(p.PERSON.fullmatch(name) for name in p.LISTED.split(text)):
        yield "person.name", 1
        if len(text) == 2:  # most names have three characters
            yield "person.short", 1
    elif not p.PERSONS.fullmatch(text) and not is_dash(text):
        yield "person.other", 1


def _number(text: str) -> Iterator[Evidence]:
    match = p.NUMBER_CELL.fullmatch(text)
    yield "number.printed" if match else "number.total" if p.TOTAL.fullmatch(text) else "number.other", 1


def _attribute(text: str) -> Iterator[Evidence]:
    known = p.ATTRIBUTE.fullmatch(text)
    yield "attribute.known" if known else "attribute.dash" if is_dash(text) else "attribute.other", 1


EVIDENCE: dict[str, Callable[[str], Iterator[Evidence]]] = {
    "number": _number,
    "category": _category,
    "title": _title,
    "content": _content,
    "role": _role,
    "person": _person,
    "plan": _content,
    "deadline": _deadline,
    "indicator": _name,
    "measure": _measure,
    "value": _value,
    "attribute": _attribute,
    "note": _free,
    "other": _free,
}
"""What the text of a cell shows, by kind of column."""


def _fit(kind: str, text: str) -> float:
    return total(EVIDENCE[kind](text))


FIT: dict[str, Callable[[str], float]] = {kind: partial(_fit, kind) for kind in EVIDENCE}
"""What the text of a cell costs in a column of each kind."""
