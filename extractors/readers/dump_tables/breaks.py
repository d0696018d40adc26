"""Where page breaks stand in a flattened table, and what is printed again behind them."""

from collections.abc import Sequence

from extractors.readers.dump_tables.features import Features
from extractors.readers.dump_tables.tokens import Token

NEAR = 12
"""Tokens behind a page break within which merged cells may be printed again, and before it within which cells may be cut."""


def printed_again(feats: Sequence[Features]) -> frozenset[int]:
    """Return the numbered tokens that stood before with the same words: merged cells printed again on a new page."""
    seen: set[str] = set()
    found: set[int] = set()
    for at, f in enumerate(feats):
        if f.marker:
            if f.text in seen:
                found.add(at)
            seen.add(f.text)
    return frozenset(found)


def to_break(stream: Sequence[Token], numbered: Sequence[Features]) -> list[int]:
    """Return for each token how many tokens on a page break comes in the same row; no number may stand between."""
    far = len(stream) + NEAR
    found: list[int] = []
    ahead = far
    for at in range(len(stream) - 1, -1, -1):
        ahead = 0 if stream[at].new_page else far if numbered and numbered[at].integer else ahead + 1
        found.append(ahead)
    return found[::-1]
