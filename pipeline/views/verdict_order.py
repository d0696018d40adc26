"""The order in which pages and commands list what became of the numbers of an older plan."""

from collections.abc import Iterable

from schemas.statement import Verdict

VERDICTS = ("missed", "reached", "changed", "kept", "not_comparable", "not_mentioned")
"""In the order in which a reader looks for them."""


def sort_verdicts(found: Iterable[Verdict]) -> list[Verdict]:
    """Return verdicts in the order of VERDICTS; those of one kind as they come."""
    return sorted(found, key=lambda one: VERDICTS.index(one.verdict))
