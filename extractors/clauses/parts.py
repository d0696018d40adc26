"""A clause and its content: units with roles, deadlines, other keys."""

from typing import Literal, NamedTuple

from extractors.clauses.stated_rules import PrintedRule
from extractors.units.lists import UnitList
from schemas.responsibility import Role


class RoleUnits(NamedTuple):
    """Units with one role: ``text[start:end]``. ``label``: as printed without white space, empty for a bare list."""

    label: str
    role: Role
    units: UnitList
    start: int
    end: int
    doubtful: bool = False
    """True if the label is not in the lexicon; the role is inferred from the other labels and the names after it."""


class Appointment(NamedTuple):
    """Units and their roles, as ``text[start:end]`` of a paragraph states them."""

    start: int
    end: int
    parts: tuple[RoleUnits, ...]


class ClauseDeadline(NamedTuple):
    """``text[start:end]`` is the printed deadline without its key; ``on`` is the result of last_day."""

    start: int
    end: int
    on: str | None


class OtherKey(NamedTuple):
    """A key that is not about units, and its value."""

    key: str
    start: int
    end: int


class Content(NamedTuple):
    """The content of a clause, in printed order."""

    parts: tuple[RoleUnits, ...] = ()
    deadlines: tuple[ClauseDeadline, ...] = ()
    extras: tuple[OtherKey, ...] = ()
    rules: tuple[PrintedRule, ...] = ()
    ignored: tuple[tuple[int, int], ...] = ()
    unread: tuple[tuple[int, int], ...] = ()


Form = Literal["label", "bracket", "list", "duty", "prose", "charge"]
"""``charge``: a sentence without a role word says who does a part of the work; it makes no item of its text."""


class Clause(NamedTuple):
    """One clause. ``text[start:end]`` is the clause with its brackets."""

    start: int
    end: int
    form: Form
    parts: tuple[RoleUnits, ...]
    deadlines: tuple[ClauseDeadline, ...] = ()
    extras: tuple[OtherKey, ...] = ()
    rules: tuple[PrintedRule, ...] = ()
    """Rules that the clause states for itself and what follows."""
    ignored: tuple[tuple[int, int], ...] = ()
    unread: tuple[tuple[int, int], ...] = ()
