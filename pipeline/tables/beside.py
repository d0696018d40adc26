"""What the tables contain besides the plans: comparisons of plans, and codes that researchers gave to facts."""

from collections.abc import Container, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from pipeline.store.codes import Codes, read_codes
from pipeline.store.comparisons import StoredComparisons
from pipeline.tables.comparison_rows import comparison_rows
from pipeline.tables.default_rows import Row
from schemas.comparison import Comparison


class BesidePlans(NamedTuple):
    comparisons: Sequence[Comparison] = ()
    codes: Codes = Codes()


NOTHING = BesidePlans()


def read_beside(outputs: Path, plans: Container[str]) -> BesidePlans:
    """Read what concerns only these plans; comparisons are read as they are gone through."""
    codes = read_codes(outputs)
    facts = tuple(one for one in codes.facts if one.plan in plans)
    codings = tuple(one for one in codes.codings if one.plan in plans)
    return BesidePlans(StoredComparisons(outputs, plans), Codes(facts=facts, codings=codings))


def beside_rows(beside: BesidePlans) -> Iterator[tuple[str, Row]]:
    """Yield the name of a table and a row of it."""
    yield from comparison_rows(beside.comparisons)
    for fact in beside.codes.facts:
        common = fact.model_dump(include={"fact", "plan", "kind", "variable", "state", "quote"})
        common["coders"] = "|".join(fact.coders)
        for code, name in zip(fact.codes or (None,), fact.names or (None,), strict=True):
            yield "codes", {**common, "code": code, "name": name}
    for coding in beside.codes.codings:
        for code in coding.codes or (None,):
            yield "codings", {**coding.model_dump(exclude={"codes"}), "code": code}
