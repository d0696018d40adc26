"""Numbers that programs write as formulas: $30$, $\\geq 95\\%$, $3.5\\,\\mathrm{m}^{2}$ in the Markdown of recognised pages."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from extractors.language.patterns import lazy_pattern

FORMULA = lazy_pattern(r"(?<![\\$])\$(?!\$)(?P<inside>[^$\n]{1,60})\$(?!\$)")
PART = lazy_pattern(
    r"""
      (?P<sign>\\(?:geqslant|leqslant|geq|leq|ge|le|times|pm|sim)(?![A-Za-z]))   # one sign of print
    | (?P<skip>\\(?:text|mathrm|mathbf|rm)\s*\{ | \\[,;!\ ] | \\(?=%) | [{}] | (?<=[A-Za-z}])\^(?=\s*\{?\s*[23]))
    | (?P<text>[\d.,%％~～+=<>≥≤±×/—–()（）\s-] | [A-Za-z\u4e00-\u9fff])
    """,
    re.X,
)
SIGNS = {
    "ge": "≥",
    "geq": "≥",
    "geqslant": "≥",
    "le": "≤",
    "leq": "≤",
    "leqslant": "≤",
    "times": "×",
    "pm": "±",
    "sim": "~",
}


class FormulaEdits(NamedTuple):
    """What is not printed of a text, in order, and the signs that stand at the places of commands of its formulas."""

    unprinted: tuple[tuple[int, int], ...]
    signs: dict[int, str]
    left: tuple[str, ...] = ()
    """Formulas with commands and numbers that stay as they are written."""

    def with_signs(self, text: str) -> str:
        """Return the text with each sign in place of the first character of its command."""
        if not self.signs:
            return text
        chars = list(text)
        for place, sign in self.signs.items():
            chars[place] = sign
        return "".join(chars)


def formula_edits(text: str, others: Sequence[tuple[int, int]]) -> FormulaEdits:
    """Return how to print the formulas that are numbers; others stay as they are written.

    ``others``: what else is not printed of the text, in order; a formula in which some of it stands stays.
    """
    unprinted: list[tuple[int, int]] = []
    signs: dict[int, str] = {}
    left: list[str] = []
    ends = [end for _, end in others]
    for match in FORMULA.finditer(text) if "$" in text else ():
        parts = list(_parts(text, *match.span("inside")))
        following = bisect_right(ends, match.start())
        if following < len(others) and others[following][0] < match.end():
            continue
        if not any(char.isdigit() for char in match["inside"]):
            continue
        if not parts:
            left += [match.group()] if "\\" in match["inside"] else []
            continue
        unprinted.append((match.start(), match.start() + 1))
        for part in parts:
            if part.lastgroup == "sign":
                signs[part.start()] = SIGNS[part.group()[1:]]
                unprinted.append((part.start() + 1, part.end()))
            elif part.lastgroup == "skip":
                unprinted.append(part.span())
        unprinted.append((match.end() - 1, match.end()))
    return FormulaEdits(tuple(sorted([*others, *unprinted])), signs, tuple(left))


def _parts(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """Yield the parts of a formula; nothing if one is not known: half of it would be another number."""
    found = []
    while start < end:
        part = PART.match(text, start, end)
        if part is None:
            return
        found.append(part)
        start = part.end()
    yield from found
