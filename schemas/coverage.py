"""How much of a document became facts, and what was not read."""

from schemas.base import Model
from schemas.evidence import Evidence


class Signal(Model):
    """Counts of one kind of sign of a fact: table cell, list marker, role word, unit name, number with unit of measure."""

    kind: str
    total: int
    used: int
    ignored: int
    unread: int


class Unread(Model):
    """A signal or passage that no fact and no named rule accounts for."""

    kind: str
    """What it seems to be: ``table``, ``table row``, ``unit label``, ``deadline``, ``closing bracket`` …"""
    text: str = ""
    """On the first of several passages that continue each other (the lines of one table): all of them, each on a line."""
    evidence: Evidence


class Coverage(Model):
    """Shares of the document's characters, without white space; they sum to 1."""

    facts: float
    prose: float
    furniture: float
    unread: float
    signals: tuple[Signal, ...] = ()
    passages: tuple[Unread, ...] = ()
