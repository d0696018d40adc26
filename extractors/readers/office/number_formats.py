"""Values as a sheet shows them: number formats of Excel (ECMA-376 part 1, 18.8.31)."""

import datetime
import re
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import NamedTuple

from extractors.language.patterns import lazy_pattern
from extractors.readers.web.text import normalize_blanks

DATE_TEXT = lazy_pattern(r'"[^"]*"|\\.|\[[^\]]*\]')
"""What a number format prints as it is, and its codes in brackets."""
TOKEN = lazy_pattern(
    r"""
      "(?P<quoted>[^"]*)" | [\\!](?P<escaped>.)    # as it is; ! in Chinese versions of Excel
    | [_*].                                        # a blank as wide as a character, or one that fills the cell
    | \[\$(?P<currency>[^\]-]*)[^\]]*\] | \[(?P<condition>[<>=]+-?[\d.]+)\] | \[[^\]]*\]
    | (?P<end>;) | (?P<general>General|G/通用格式) | (?P<exponent>E[+-]) | (?P<code>[0\#?.,%@/]) | (?P<other>.)
    """,
    re.X | re.S | re.I,
)
CONDITION = lazy_pattern(r"([<>=]+)(-?[\d.]+)")
ESCAPE = lazy_pattern(r"_x([0-9A-Fa-f]{4})_")
"""A control character, as XML cannot hold it: _x000D_."""
SIGNS = (("text", "("), ("text", ")"), ("text", "-"))
MOST_DIGITS = 15
"""Digits that Excel computes with."""


class FormatSection(NamedTuple):
    """One part of a number format: its codes and literal texts in order, and the condition under which it is used."""

    tokens: list[tuple[str, str]]
    condition: str = ""

    def count(self, code: str) -> int:
        """Return how often a code occurs."""
        return sum(token == ("code", code) for token in self.tokens)


def display_text(value: object, format: str) -> str:
    """Write a value as the sheet shows it: 0.125 as 12.5%, 95 as ≥95, dates as 2025年6月30日."""
    if value is None or isinstance(value, bool):
        return "" if value is None else str(value).upper()
    if isinstance(value, datetime.datetime | datetime.date):
        return _date(value, format)
    sections = _sections(format)
    if isinstance(value, int | float):
        return normalize_blanks(_number(Decimal(repr(value)), sections))
    text = ESCAPE.sub(lambda match: chr(int(match[1], 16)), str(value)).replace("\r\n", "\n").replace("\r", "\n")
    shown = sections[3] if len(sections) > 3 else next((part for part in sections if part.count("@")), None)
    if shown is not None:
        text = "".join(text if token == ("code", "@") else token[1] for token in shown.tokens)
    return "\n".join(filter(None, (normalize_blanks(line) for line in text.split("\n"))))


def _date(value: datetime.datetime | datetime.date, format: str) -> str:
    shown = DATE_TEXT.sub("", format).lower()
    day = f"{value.day}日" if "d" in shown or "y" not in shown else ""
    month = f"{value.month}月{day}" if "m" in shown or day else ""
    return f"{value.year}年{month}"


@lru_cache(maxsize=1_000)
def _sections(format: str) -> Sequence[FormatSection]:
    """Return the parts of a number format; a sheet has a handful of formats and many cells."""
    found = [FormatSection([])]
    for match in TOKEN.finditer(format):
        kind = match.lastgroup or ""
        if kind == "end":
            found.append(FormatSection([]))
        elif kind == "condition":
            found[-1] = found[-1]._replace(condition=match[kind])
        elif kind in ("quoted", "escaped", "currency", "other"):
            found[-1].tokens.append(("text", match[kind]))
        elif kind:
            found[-1].tokens.append((kind, match[kind]))
    return found


def _number(value: Decimal, sections: Sequence[FormatSection]) -> str:
    section = _section_for(value, sections)
    kinds = {kind for kind, _ in section.tokens}
    if "exponent" in kinds or section.count("/") or section.count("@") or (len(sections) == 1 and not section.tokens):
        return _general(value)
    if "general" in kinds:
        return "".join(_general(value) if kind == "general" else text for kind, text in section.tokens)
    # A loss in brackets or in red is a negative number: the sign is printed in place of either.
    tokens = [token for token in section.tokens if value >= 0 or token not in SIGNS]
    return ("-" if value < 0 else "") + _digits(abs(value), FormatSection(tokens))


def _section_for(value: Decimal, sections: Sequence[FormatSection]) -> FormatSection:
    if any(section.condition for section in sections):
        return next((s for s in sections[:2] if s.condition and _holds(value, s.condition)), sections[-1])
    if len(sections) == 1 or value > 0 or (value == 0 and len(sections) == 2):
        return sections[0]
    return sections[1 if value < 0 else 2]


def _holds(value: Decimal, condition: str) -> bool:
    sign, bound = CONDITION.fullmatch(condition).groups()  # type: ignore[union-attr]  # the pattern of the token
    order = (value > Decimal(bound)) - (value < Decimal(bound))
    return {">": order > 0, "<": order < 0, "=": order == 0, ">=": order >= 0, "<=": order <= 0, "<>": order != 0}[sign]


def _general(value: Decimal) -> str:
    number = float(value)
    return f"{number:.0f}" if number.is_integer() and abs(number) < 10**MOST_DIGITS else f"{number:.10g}"


def _digits(size: Decimal, section: FormatSection) -> str:
    """Write a number of at least 0 into the places that a section has for its digits."""
    tokens = section.tokens
    digits = [index for index, (kind, code) in enumerate(tokens) if kind == "code" and code in "0#?"]
    point = tokens.index(("code", ".")) if section.count(".") else len(tokens)
    whole = [index for index in digits if index < point]
    part = [index for index in digits if index > point]
    commas = [index for index, token in enumerate(tokens) if token == ("code", ",")]
    for index in commas:  # a comma behind the last digit stands for three digits that are not printed
        size = size / 1000 if digits and index > digits[-1] else size
    size = (size * 100 ** section.count("%")).quantize(Decimal(1).scaleb(-len(part)), ROUND_HALF_UP)
    front, _, rest = f"{size:f}".partition(".")
    least = max((place for place, index in enumerate(part, 1) if tokens[index][1] == "0"), default=0)
    rest = rest[:least] + rest[least:].rstrip("0")
    front = front.lstrip("0").rjust(sum(tokens[index][1] == "0" for index in whole), "0")
    grouped = any(whole and whole[0] < index < whole[-1] for index in commas)
    places = _distribute(f"{int(front or 0):,}" if grouped else front, whole, tokens)
    places |= {part[0]: rest} if part else {}
    shown = {"%": "%", ".": "." if rest else ""}
    return "".join(
        text if kind == "text" else places.get(i, shown.get(text, "")) for i, (kind, text) in enumerate(tokens)
    )


def _distribute(front: str, whole: Sequence[int], tokens: Sequence[tuple[str, str]]) -> dict[int, str]:
    """Return the digits before the point by the token that prints them: text may come between (0!.0 for 万)."""
    if not whole:
        return {}
    if not any(kind == "text" for kind, _ in tokens[whole[0] : whole[-1]]):
        return {whole[0]: front}
    last = dict(zip(reversed(whole[1:]), reversed(front), strict=False))
    return {**last, whole[0]: front[: max(0, len(front) - len(last))]}
