"""Units that a clause or a table row names for a subject, before it is known which organisations they are."""

from collections.abc import Iterator
from typing import NamedTuple

from extractors.clauses.parts import Clause
from extractors.clauses.stated_rules import leaders
from extractors.steps.stated_rules import RulesInForce
from extractors.units.lists import UnitMention
from schemas import Block
from schemas.evidence import Evidence
from schemas.responsibility import Role


class NamedUnit(NamedTuple):
    """A unit in a clause or row, before it is known which organisation the name means."""

    subject: str
    clause: str
    mention: UnitMention
    role: Role
    position: int
    evidence: Evidence
    label: str = ""
    open_ended: bool = False
    open_text: str | None = None
    rule: str = ""
    """Name of the rule that gave the role or the subject; empty if the clause prints both."""
    inherited: bool = False
    doubtful: bool = False
    """The label is not a known one; its place gives the role."""


def units_of_clause(
    subject: str,
    id: str,
    clause: Clause,
    block: Block,
    offset: int,
    rules: RulesInForce,
    position: int = 0,
    led: bool = False,
) -> Iterator[NamedUnit]:
    """Yield the units of a clause in printed order, with the lead that a rule in force gives them.

    The clause's spans count from character ``offset`` of the block; ``position``: how many units of it are known already;
    ``led``: the lines or cells beside it name who leads.
    """
    in_force = rules.at(block.id, offset + clause.end)
    for part in clause.parts:
        mentions = part.units.mentions
        unled = part.role == "responsible" and not led and not names_lead(clause)
        leading, rule = leaders(block.text[offset:], mentions, in_force) if unled else (frozenset[int](), "")
        for index, mention in enumerate(mentions):
            position += 1
            yield NamedUnit(
                subject,
                id,
                mention,
                "lead" if index in leading else part.role,
                position,
                block.evidence(offset + mention.start, offset + mention.end, f"clause.{clause.form}"),
                part.label,
                part.units.open_ended,
                part.units.open_text,
                rule if index in leading else "",
                doubtful=part.doubtful,
            )


def names_lead(clause: Clause) -> bool:
    """Return whether a clause says who leads."""
    return any(part.role == "lead" for part in clause.parts)
