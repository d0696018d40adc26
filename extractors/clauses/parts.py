"""What a clause says: units under roles, deadlines, other keys."""

from typing import NamedTuple

from extractors.clauses.stated_rules import PrintedRule
from extractors.units.lists import UnitList
from schemas.responsibility import Role


class RoleUnits(NamedTuple):
    """Units under one role: ``text[start:end]``. ``label`` as printed without white space, empty for a bare list."""

    label: str
    role: Role
    units: UnitList
    start: int
    end: int
    doubtful: bool = False
    """The label is not known; its place beside others and the names behind it give the role."""


class ClauseDeadline(NamedTuple):
    """``text[start:end]`` is the deadline as printed without its key; ``on`` as last_day gives it."""

    start: int
    end: int
    on: str | None


class OtherKey(NamedTuple):
    """A key that names no unit, and its value."""

    key: str
    start: int
    end: int


class Content(NamedTuple):
    """What a clause says, each in printed order."""

    parts: tuple[RoleUnits, ...] = ()
    deadlines: tuple[ClauseDeadline, ...] = ()
    extras: tuple[OtherKey, ...] = ()
    rules: tuple[PrintedRule, ...] = ()
    ignored: tuple[tuple[int, int], ...] = ()
    unread: tuple[tuple[int, int], ...] = ()
