"""Which families of indicators come first in an answer, known before their rows: so not all rows need to be held."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable

from pipeline.tables.default_rows import Row


class FamilyTally:
    """Counts the rows and the plans of each family, plan by plan."""

    def __init__(self) -> None:
        """Begin with no plan."""
        self.rows: dict[str, Counter[str]] = defaultdict(Counter)
        """Rows by answer and family."""
        self.plans: Counter[str] = Counter()
        """Plans that have an indicator of the family."""
        self._found_in: dict[str, list[str]] = defaultdict(list)

    def add(self, answer: str, plan: str, rows: Iterable[Row]) -> None:
        """Count the rows that a plan contributes to an answer."""
        found = Counter(str(row["family"]) for row in rows)
        self.rows[answer].update(found)
        if answer == "indicators":
            self.plans.update(found.keys())
            for family in found:
                self._found_in[family].append(plan)

    def first(self, answer: str, limit: int) -> set[str]:
        """Return the families to which the first ``limit`` rows of an answer belong: those of most plans, then by name."""
        chosen: set[str] = set()
        held = 0
        for family in sorted(self.rows[answer], key=lambda family: (-self.plans[family], family)):
            if held >= limit:
                break
            chosen.add(family)
            held += self.rows[answer][family]
        return chosen

    def plans_of(self, families: Collection[str]) -> list[str]:
        """Return the ids of the plans that have an indicator of one of the families, in order."""
        return sorted({plan for family in families for plan in self._found_in[family]})
