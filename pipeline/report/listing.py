"""What the report has to know of all plans before it prints one: their names and units, and who works with whom."""

import sqlite3
from collections import Counter
from collections.abc import Iterator
from functools import cached_property
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from pipeline.answers.collect import Answer
from pipeline.facts.answers import read_answers
from pipeline.facts.units import read_leading, read_register
from pipeline.facts.update import open_facts
from pipeline.views.indexed_plan import UnitRegister

MOST = 5000
"""Rows of an answer in the report; the whole answer: gangmu ask."""
_UNITS = "SELECT plan, unit FROM named_units ORDER BY plan, unit"


class ListedPlan(NamedTuple):
    """What is known of a plan before it is printed."""

    id: str
    name: str
    sha256: str
    units: tuple[str, ...]
    citation: str


class PlanListing:
    """The plans of a report, and what is counted over all of them, from the store."""

    def __init__(self, facts: sqlite3.Connection) -> None:
        """Take a store of the plans."""
        self.facts = facts

    @cached_property
    def plans(self) -> list[ListedPlan]:
        """The plans, ordered by id."""
        return list(_listed(self.facts))

    @cached_property
    def answers(self) -> tuple[Answer, ...]:
        """The first rows of the answers over all plans."""
        return tuple(read_answers(self.facts, MOST).values())

    @cached_property
    def register(self) -> UnitRegister:
        """The units of all plans."""
        return read_register(self.facts)

    @cached_property
    def leads(self) -> Counter[tuple[str, str]]:
        """How often a unit leads where another supports."""
        return read_leading(self.facts)


def _listed(base: sqlite3.Connection) -> Iterator[ListedPlan]:
    named = groupby(base.execute(_UNITS), lambda row: row[0])
    units = {plan: tuple(unit for _, unit in group) for plan, group in named}
    for id, name, sha256, citation in base.execute("SELECT plan, title, sha256, citation FROM plans ORDER BY plan"):
        yield ListedPlan(id, name, sha256, units.get(id, ()), citation)


def list_plans(outputs: Path) -> PlanListing:
    """List the plans of outputs/."""
    return PlanListing(open_facts(outputs))
