"""How well the text of a whole cell fits a kind of column: costs, negative where the text is evidence for the column."""

from collections.abc import Callable, Sequence
from functools import lru_cache
from math import log2

from extractors.language.column_words import ColumnMeaning
from extractors.language.measures import measure_of
from extractors.language.patterns import lazy_pattern
from extractors.readers.table_decoder import patterns as p
from extractors.units.names import parse, without_brackets

NEVER = 12.0


def is_dash(text: str) -> bool:
    """Return whether a cell says that it has nothing to say."""
    return bool(p.DASH.fullmatch(text))


@lru_cache(maxsize=8192)
def number_of(text: str) -> float | None:
    """Return the size of a value as printed; None where the text is no single value."""
    head = p.VALUE.match(text)
    if head is None:
        return None
    rest = text[head.end() :]
    tail = p.VALUE_TAIL.match(rest)
    behind = rest[tail.end() :] if tail else rest
    if behind and measure_of(behind) is None and not (measure_of(_unbound(behind))):
        return None
    return float(head["number"].replace(",", "").replace("，", ""))


def _unbound(text: str) -> str:
    for word in ("左右", "以上", "以下", "以内"):
        text = text.removesuffix(word)
    return text


def decimals(text: str) -> int:
    """Return how many decimals the first number of a value has."""
    head = p.DIGITS.search(text)
    return len(head.group().partition(".")[2]) if head else 0


def is_deadline(text: str) -> bool:
    """Return whether a cell is a date or says that the work goes on."""
    return len(text) > 1 and bool(p.DEADLINE.fullmatch(text) or p.ONGOING.fullmatch(text))


@lru_cache(maxsize=8192)
def unit_counts(text: str) -> tuple[int, int]:
    """Return how many parts of a list are whole unit names and how many are not."""
    parts = [part for part in _SEPARATORS.split(without_brackets(text)) if part]
    known = sum(parse(part) is not None for part in parts)
    return known, len(parts) - known


_SEPARATORS = lazy_pattern(r"[、，,；;]|(?<=[局委办部厅府院])[及和与]")


def _text(text: str, longest: int) -> float:
    cost = 0.3
    if any(stop in text for stop in p.STOPS):
        cost += 2.5
    if len(text) > longest:
        cost += 0.1 * (len(text) - longest)
    if text[-1] in p.OPEN_ENDS or text[0] in p.CLOSING or p.balance(text):
        cost += 4.0
    if number_of(text) is not None or is_dash(text) or p.ATTRIBUTE.search(text):
        cost += 4.0
    return cost


def _name(text: str) -> float:
    cost = _text(text, 30)
    if parse(text) is not None:
        cost += 1.0
    if measure_of(text) is not None:
        cost += 1.5
    for match in p.DIGITS.finditer(text):
        cost += 1.2 if match.start() and len(match.group()) > 2 else 0.4
    if any(sign in text for sign in "≥≤") or ("%" in text and not p.IN_BRACKET.search(text)):
        cost += 3.0
    if len(text) < 2 or not any("\u3400" <= char <= "\u9fff" for char in text):
        cost += 3.0
    return cost - (0.5 if p.IN_BRACKET.search(text) else 0.0)


def _category(text: str) -> float:
    cost = _text(text, 16) + (0.8 if parse(text) is not None else 0.0)
    cost += sum(1.0 for _ in p.DIGITS.finditer(text))
    return cost - (0.8 if p.HEADING.match(text) else 0.0) + (2.0 if len(text) < 2 else 0.0)


def _title(text: str) -> float:
    cost = _text(text, 28) + (1.2 if parse(text) is not None else 0.0) + (2.4 if "，" in text else 0.0)
    return cost + (2.0 if len(text) < 3 else 0.0)


def _content(text: str) -> float:
    if is_dash(text) or p.VALUE.fullmatch(text) or len(text) < 3:
        return 4.0
    cost = 0.2 + (1.8 if unit_counts(text)[1] == 0 else 0.0) - (0.5 if text[-1] in p.STOPS else 0.0)
    return cost + (4.0 if text[-1] in p.OPEN_ENDS or text[0] in p.CLOSING or p.balance(text) else 0.0)


def _value(text: str) -> float:
    if is_dash(text):
        return -0.7
    if number_of(text) is not None:
        return -1.4 + (0.5 if "\u3400" <= text[0] <= "\u9fff" else 0.0)
    if p.ATTRIBUTE.search(text) or parse(text) is not None or text[-1] in p.OPEN_ENDS or text[0] in p.CLOSING:
        return 5.0
    if measure_of(text) is not None or p.balance(text) or p.IN_BRACKET.search(text):
        return 4.0
    cost = 1.2 if len(text) <= 12 else 1.8 if len(text) <= 30 else 4.0
    cost += 0.4 if len(text) < 4 else 0.0
    return cost + (1.0 if text[-1].isdigit() else 0.0) + (2.0 if "。" in text else 0.0)


def _measure(text: str) -> float:
    if measure_of(text) is not None:
        return -1.8 - (0.3 if len(text) > 1 else 0.0)
    if is_dash(text):
        return -0.3
    return 2.0 if len(text) <= 6 and not p.VALUE.match(text) and not p.ATTRIBUTE.search(text) else 6.0


def _role(text: str) -> float:
    if is_dash(text):
        return -0.4
    known, unknown = unit_counts(text)
    cost = -2.6 - 0.3 * min(known - 1, 4) if known else 1.0
    if text[-1] in p.OPEN_ENDS or text[0] in p.CLOSING or p.balance(text):
        cost += 6.0
    return cost + 2.4 * unknown + (4.0 if number_of(text) is not None else 0.0)


def _deadline(text: str) -> float:
    if is_deadline(text):
        return -2.4
    if is_dash(text):
        return -0.2
    return 1.0 if len(text) <= 16 and not any(stop in text for stop in p.STOPS) else 4.0


def _free(text: str) -> float:
    if p.NOTE_LINE.match(text) or p.HEADING.match(text):
        return 5.0
    if is_dash(text):
        return 0.0
    cost = 0.4 if len(text) <= 16 else 1.0 if len(text) <= 40 else 2.0
    return cost + (3.0 if text[0] in p.CLOSING or text[-1] in p.OPEN_ENDS or p.balance(text) else 0.0)


FIT: dict[str, Callable[[str], float]] = {
    "number": lambda text: 0.0 if p.NUMBER_CELL.fullmatch(text) else 0.5 if p.TOTAL.fullmatch(text) else NEVER,
    "category": _category,
    "title": _title,
    "content": _content,
    "role": _role,
    "person": _free,
    "plan": _content,
    "deadline": _deadline,
    "indicator": _name,
    "measure": _measure,
    "value": _value,
    "attribute": lambda text: -2.8 if p.ATTRIBUTE.fullmatch(text) else 0.2 if is_dash(text) else 5.0,
    "note": _free,
    "other": _free,
}


def kinds_of(columns: Sequence[ColumnMeaning]) -> tuple[str, ...]:
    """Return what the cells of each column look like: titles are whole contents where no other column has these."""
    found = tuple(column.kind for column in columns)
    return found if "content" in found else tuple("content" if kind == "title" else kind for kind in found)


SKIP: dict[str, float] = {
    "number": 4.0, "category": 0.2, "title": 2.5, "content": 2.5, "role": 1.6, "person": 0.8, "plan": 1.5,
    "deadline": 1.2, "indicator": 5.0, "measure": 1.0, "value": 1.5, "attribute": 2.2, "note": 0.05, "other": 0.8,
}  # fmt: skip
"""What a row pays for leaving a column of a kind empty."""


def neighbours(left: str, right: str) -> float:
    """Return how odd two values side by side are: values of one row are of like size and form."""
    one, two = number_of(left), number_of(right)
    if one is None or two is None:
        return 0.0
    ratio = abs(log2(max(one, 0.01) / max(two, 0.01)))
    cost = min(0.3 * ratio, 3.0) + (0.15 if two < one else 0.0)
    return cost + 0.5 * min(abs(decimals(left) - decimals(right)), 2)
