"""How well a token fits a column, and how readily a cell ends or goes on there: costs, lower is better.

A negative cost is evidence for the table (a number in a value column), a positive one against it. Prose in a text column costs
next to nothing, so that what follows a table is not drawn into it.
"""

# All costs below were set by hand, on the founding documents and small generated tables. They are not fitted to data and are no
# probabilities.

from collections.abc import Callable, Sequence
from math import inf
from typing import NamedTuple

from extractors.language.column_words import ColumnMeaning
from extractors.language.values import WORDED_VALUE
from extractors.readers.dump_tables.features import Features, is_date
from extractors.readers.dump_tables.tokens import NUMERIC
from extractors.readers.table_decoder.cell_texts import is_rest

NEVER = 8.0
_AFTER_WORDS = 3.0
"""A value in words goes on behind what is a whole one: 动态调整."""
_REST_OF_DATE = -1.0
"""The rest of a date is no other text, as which it would cost so much: 2027年3⏎月底前."""
CUTS = "，。、；：》”？"
OPENS = "《“（"
"""Dumps also cut printed lines behind and before these marks."""


class Shape(NamedTuple):
    """What is known of the columns."""

    kinds: tuple[str, ...]
    """Of each column: its kind, with ``task`` for a numbered title in the number column (1、…) and the last, ``group``,
    for rows that are one cell over the whole width."""
    widths: tuple[int | None, ...]
    """Of each column in half em; None if it is not known."""
    blanks: tuple[float, ...]
    """Cost of a blank line inside a cell of each column."""
    tight: tuple[float, ...]
    """Cost of leaving each column without a blank line."""
    marked: tuple[bool, ...]
    """Of each column: whether its cells begin with a number or a heading's mark."""
    stopped: tuple[float, ...]
    """Of each column: the cost of a cell's ending without a full stop."""


def kinds(columns: Sequence[ColumnMeaning], fused: bool) -> tuple[str, ...]:
    """Return the kinds that the cells have. ``fused``: numbers stand in front of titles (1、深化…), not alone."""
    found: list[str] = [column.kind for column in columns]
    if fused:
        number = found.index("number")
        found[number] = "task"
    if "title" in found and "content" not in found:
        found[found.index("title")] = "content"
    if "category" in found or "task" in found:
        return (*found, "none")
    return (*found, "group")


def skips(kinds: Sequence[str]) -> tuple[float, ...]:
    """Return the cost of leaving each column empty in a row."""
    content = "content" in kinds
    named = {
        "number": NEVER, "task": 0.1, "category": 0.05, "title": 0.2 if content else 3.0, "content": 3.0, "role": 1.5,
        "person": 1.0, "plan": 1.5, "deadline": 1.5, "indicator": 4.0, "measure": 1.0, "value": 1.5, "attribute": 2.0,
        "note": 0.05, "other": 1.0,
    }  # fmt: skip
    return tuple(named.get(kind, 0.0) for kind in kinds)


def part_skips(kinds: Sequence[str]) -> tuple[float, ...]:
    """Return the same for a row that begins with 其中: in a table of indicators it has no number."""
    own = skips(kinds)
    if "indicator" not in kinds:
        return own
    return tuple(0.0 if kind == "number" else cost for kind, cost in zip(kinds, own, strict=True))


def _role(f: Features) -> float:
    if f.dash:
        return -0.5
    if f.units >= 0.8:
        return -1.2 if f.units < 1 else -2.0
    return 0.2 if f.units >= 0.4 else 2.5 if f.units else 6.0


def _value(f: Features) -> float:
    if f.numeric or f.dash:
        return -0.6
    if f.attribute or f.units == 1 or f.stops:
        return 4.0
    return 0.8 if f.width <= 24 else 3.0


def _prose(f: Features) -> float:
    if f.dash:
        return 4.0
    if f.attribute or f.numeric:
        return 3.0
    return 1.8 if f.units == 1 else 0.6 if f.units >= 0.8 or f.deadline else 0.05


def _plan(f: Features) -> float:
    return -0.3 if f.marker else _prose(f)


def _title(f: Features) -> float:
    cost = 0.1 + (1.0 if f.stops else 0.0) + (1.5 if f.width > 36 else 0.0) + (1.2 if f.units == 1 else 0.0)
    return cost + (3.0 if f.numeric or f.attribute else 0.0) - (0.4 if f.marker else 0.0)


def _task(f: Features) -> float:
    return 0.1 + (2.0 if f.stops else 0.0) + (2.0 if f.width > 36 else 0.0) + (1.5 if f.units == 1 else 0.0)


def _category(f: Features) -> float:
    cost = 0.2 + (2.0 if f.stops else 0.0) + (2.0 if f.width > 30 else 0.0) + (1.2 if f.units == 1 else 0.0)
    return cost + (4.0 if f.numeric or f.attribute else 0.0) - (0.5 if f.heading else 0.0)


def _indicator(f: Features) -> float:
    cost = 0.1 + (2.0 if f.stops else 0.0) + (1.0 if f.units == 1 else 0.0) + (2.0 if f.width > 60 else 0.0)
    return cost + (4.0 if f.numeric or f.attribute or f.dash else 0.0) + (1.0 if f.measure else 0.0)


def _deadline(f: Features) -> float:
    return -1.0 if f.deadline else 0.0 if f.dash else 1.0 if f.width <= 28 and not f.stops else 4.0


def _note(f: Features) -> float:
    if f.note or f.heading:
        return NEVER
    return -0.1 if f.dash or (f.width <= 16 and not f.stops) else 0.4 if f.width <= 40 else 1.9


def _group(f: Features) -> float:
    cost = 0.0 if f.heading else 2.5
    return cost + (4.0 if f.stops or f.numeric or f.attribute else 0.0) + (2.0 if f.width > 40 else 0.0)


FIT: dict[str, Callable[[Features], float]] = {
    "number": lambda f: 0.0 if f.integer else 0.5 if f.total else NEVER,
    "task": _task,
    "category": _category,
    "title": _title,
    "content": _prose,
    "role": _role,
    "person": lambda f: 0.0 if f.width <= 12 and not f.numeric else 3.0,
    "plan": _plan,
    "deadline": _deadline,
    "indicator": _indicator,
    "measure": lambda f: -0.8 if f.measure else -0.3 if f.dash else 5.0,
    "value": _value,
    "attribute": lambda f: -1.2 if f.attribute else 5.0,
    "note": _note,
    "other": lambda f: 0.5,
    "group": _group,
    "none": lambda f: 99.0,
}


def leave(kind: str, f: Features, unstopped: float) -> float:
    """Return the cost of a cell's ending with this token (role columns: see ``Names.leave``)."""
    if kind in ("content", "plan"):
        return 0.0 if f.ends else 4.0 if f.open_end else unstopped
    if kind in ("number", "value", "measure", "attribute", "deadline", "note") and not f.open_end:
        return 0.0
    return 4.0 if f.open_end else 0.2


def stay(kind: str, before: Features, f: Features, inline: bool) -> float:
    """Return the cost of a cell's going on from one token to the next (role columns: see ``Names.stay``)."""
    if kind in ("number", "attribute", "measure"):
        return 6.0
    if kind == "value":
        if before.numeric and (f.closing or before.text[-1] == ".") and NUMERIC.fullmatch(before.text + f.text):
            return 0.0  # 126⏎.9, 126.⏎9
        if not (f.numeric or before.numeric):
            return _AFTER_WORDS if WORDED_VALUE.fullmatch(before.text) and not is_rest(f.text) else 0.8
        return NEVER if inline else 6.0  # a blank between two figures: 6 155.04
    if kind == "content":
        return 0.8 if inline else 0.0
    if kind == "plan":
        return 0.6 if before.ends and not f.marker else 0.0
    if kind == "deadline":
        return _stay_in_date(before, f)
    cost = 0.15 + (0.8 if inline else 0.0) + (1.0 if before.ends else 0.0)
    return cost + (3.0 if (f.marker and kind in ("title", "task")) or (f.heading and kind == "category") else 0.0)


def _stay_in_date(before: Features, f: Features) -> float:
    """Return the cost of a deadline's going on: what makes up a date is one, and none begins behind other words."""
    if is_date(before.text + f.text):
        return 0.0 if f.deadline else _REST_OF_DATE
    return _AFTER_WORDS if f.deadline and not before.deadline else 0.8


def widest(width: int | None) -> float:
    """Return the width up to which a token fits its column; beyond it, each half em costs 1, all at most 8."""
    return inf if width is None else width + band(width) // 2


def band(width: int) -> int:
    """Return how far full lines of a column differ in width, in half em: marks are set narrower, words are not broken."""
    return max(3, width // 10)


def breaks_early(width: int | None, before: Features, f: Features) -> float:
    """Return the cost of a line's ending inside a cell although the next characters had room on it.

    Where the width is not known, the next line tells how wide the column is at least. Dumps also cut a printed line behind a
    mark: two such pieces fill the width together.
    """
    room = max(width or 0, f.width) - f.lead + 1
    reach = before.joined if width is None or before.joined <= width + band(width) else before.reach
    room -= reach
    if room < band(max(width or 0, f.width)) or (before.ends and f.marker):
        return 0.0
    cut = before.text[-1] in CUTS or f.text[0] in OPENS
    if cut and (width is None or before.width + f.width <= width + band(width)):
        return 0.1
    return min(4.0, 0.5 * room)


def ends_full(width: int | None, f: Features) -> float:
    """Return the cost of a cell's last line being full: it happens, by chance."""
    return 0.5 if width is not None and f.width >= width - 1 else 0.0
