"""Responsibilities of a plan: from clauses in its text, from table rows, from indicator tables, inherited from headings."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from extractors.clauses.find import Clause, cell_clause, relate
from extractors.clauses.stated_rules import PrintedRule, carry, find_rules, leaders
from extractors.outline.places import Placed, Reading
from extractors.splitting.part import Part
from extractors.steps.step import Known
from extractors.tables.role_cells import RoleCell
from extractors.units.lists import UnitMention, split_units
from extractors.units.resolve import resolve
from schemas import Block, PlanHeader, Responsibility, StatedRule
from schemas.evidence import Evidence
from schemas.responsibility import Role

DUTIES = re.compile(r"职责|分工")
DUTY = re.compile(r"\s*(?:负责|承担|牵头|统筹|组织|协调|做好|指导|配合|落实|依法)")
"""How a duty begins; the name before its colon is a unit's, whatever it looks like (镇综合执法队：负责…)."""
REACH = 60
"""Characters from a heading's title to the units of a clause that governs what stands below; running text is longer."""


class Named(NamedTuple):
    """A unit in a clause or row, before it is known which organisation the name stands for."""

    subject: str
    clause: str
    mention: UnitMention
    label: str
    role: Role
    position: int
    open_ended: bool
    open_text: str | None
    rule: str
    evidence: Evidence
    inherited: bool = False


class _Text(NamedTuple):
    """A stretch of a block that a clause or a cell was read from; the clause's spans count from ``offset``."""

    block: Block
    offset: int

    def quote(self, start: int, end: int, rule: str) -> Evidence:
        return self.block.evidence(self.offset + start, self.offset + end, rule)


def read_responsibilities(part: Part, known: Known) -> Iterator[object]:
    """Yield the rules that the document states, the units that it names, and its responsibilities in document order."""
    placed = [entry for reading in known.all(Reading) for entry in reading.placed]
    rules = tuple(_rules(part.body))
    for _, _, rule, text in rules:
        names = tuple(mention.name for mention in rule.units.mentions)
        yield StatedRule(name=rule.name, units=names, evidence=text.quote(rule.start, rule.end, "stated-rule"))
    order = {block.id: index for index, block in enumerate(part.body)}
    active = _Active(order, rules)
    named = [*_of_clauses(placed, active), *_of_duties(placed), *_of_cells(known, active)]
    named += _from_headings(placed, named)
    named += _from_rules(named, active)
    named.sort(key=lambda entry: (order.get(entry.evidence.block, -1), entry.inherited))
    header = next(iter(known.all(PlanHeader)), None)
    prose = "\n".join(block.text for block in part.body)
    units, ids = resolve([(n.mention.name, n.mention.full) for n in named], header.place if header else None, prose)
    yield from units
    yield from _facts(named, ids)


class _Active:
    """Which stated rules hold at a place of the document."""

    def __init__(self, order: dict[str, int], rules: Sequence[tuple[int, int, PrintedRule, _Text]]) -> None:
        self._order, self.rules = order, rules

    def at(self, block: str, end: int) -> tuple[PrintedRule, ...]:
        """Return the rules stated before character ``end`` of a block."""
        place = (self._order.get(block, -1), end)
        active: tuple[PrintedRule, ...] = ()
        for index, start, rule, _ in self.rules:
            if (index, start) < place:
                active = carry(active, (rule,))
        return active


def _rules(body: Sequence[Block]) -> Iterator[tuple[int, int, PrintedRule, _Text]]:
    for index, block in enumerate(body):
        if block.kind != "furniture" and ("牵头" in block.text or "不再" in block.text or "不另" in block.text):
            for rule in find_rules(block.text):
                yield index, rule.start, rule, _Text(block, 0)


def _of_clauses(placed: Sequence[Placed], active: _Active) -> Iterator[Named]:
    for entry in placed:
        for number, found in enumerate(entry.item.clauses, 1):
            text = _Text(found.passage.block, found.passage.start)
            yield from _named(entry.id, f"{entry.id}/c{number}", found.clause, text, found.passage.text, active)


def _of_duties(placed: Sequence[Placed]) -> Iterator[Named]:
    """Duties listed by unit (1.县交通运输局：加强…): under a heading of duties, the unit that titles an item answers for it."""
    titles = {entry.id: entry.item.title for entry in placed}
    for entry in placed:
        start, end = entry.item.title_span
        passage = entry.item.node.passages[0]
        behind = passage.block.text[end : end + 1]
        if (
            entry.item.heading
            or entry.item.clauses
            or behind not in ("：", ":")
            or not DUTIES.search(titles.get(entry.heading or "", ""))
        ):
            continue
        for position, mention in enumerate(split_units(passage.block.text, start, end).mentions, 1):
            if mention.complete or DUTY.match(passage.block.text, end + 1):
                evidence = passage.block.evidence(mention.start, mention.end, "duty.title")
                yield Named(
                    entry.id, f"{entry.id}/duty", mention, "", "responsible", position, False, None, "", evidence
                )


def _of_cells(known: Known, active: _Active) -> Iterator[Named]:
    """Yield the units of table cells; the cells of one row are one clause."""
    for cell in known.all(RoleCell):
        clause = cell_clause(cell.block.text, cell.start, cell.end, cell.role, cell.label)
        yield from _named(cell.subject, f"{cell.subject}/row", clause, _Text(cell.block, 0), cell.block.text, active)


def _named(subject: str, id: str, clause: Clause, text: _Text, source: str, active: _Active) -> Iterator[Named]:
    position = 0
    rules = active.at(text.block.id, text.offset + clause.end)
    for part in clause.parts:
        mentions = part.units.mentions
        unled = part.role == "responsible" and not any(other.role == "lead" for other in clause.parts)
        leading, rule = leaders(source, mentions, rules) if unled else (frozenset[int](), "")
        for index, mention in enumerate(mentions):
            position += 1
            yield Named(
                subject,
                id,
                mention,
                part.label,
                "lead" if index in leading else part.role,
                position,
                part.units.open_ended,
                part.units.open_text,
                rule if index in leading else "",
                text.quote(mention.start, mention.end, f"clause.{clause.form}"),
            )


def _from_headings(placed: Sequence[Placed], named: Iterable[Named]) -> list[Named]:
    """A heading's clause governs the tasks below it: they inherit its units."""
    headings = {entry.id: entry for entry in placed if entry.item.heading}
    found = []
    for entry in named:
        above = headings.get(entry.subject)
        if above is None or not _governs(above, entry.evidence):
            continue
        for below in placed:
            if not below.item.heading and above.item.node in below.item.node.path():
                clause = f"{below.id}/{entry.clause.rsplit('/', 1)[1]}-inherited"
                found.append(entry._replace(subject=below.id, clause=clause, inherited=True, rule="heading"))
    return found


def _governs(heading: Placed, evidence: Evidence) -> bool:
    """Tell whether a clause stands at the heading itself: right behind its title, or at the head of a paragraph below."""
    first = heading.item.node.passages[0]
    if evidence.block == first.block.id:
        return evidence.start - heading.item.title_span[1] <= REACH
    return any(p.block.id == evidence.block and evidence.start - p.start <= REACH for p in heading.item.node.passages)


def _from_rules(named: Sequence[Named], active: _Active) -> list[Named]:
    """以下均需…不再列出: the rule's units answer for every later item that has a clause of its own."""
    found: list[Named] = []
    own = [entry for entry in named if not entry.inherited]
    for subject, group in groupby(own, key=lambda entry: entry.subject):
        entries = tuple(group)
        last = max(entries, key=lambda entry: (entry.evidence.block, entry.evidence.end)).evidence
        printed = {entry.mention.name for entry in entries}
        for rule in active.at(last.block, last.end):
            text = next(text for _, _, known, text in active.rules if known is rule)
            for position, mention in enumerate(rule.units.mentions, 1):
                if rule.name == "also-responsible" and mention.name not in printed:
                    evidence = text.quote(mention.start, mention.end, "stated-rule")
                    found.append(
                        Named(
                            subject,
                            f"{subject}/rule",
                            mention,
                            "",
                            "responsible",
                            position,
                            False,
                            None,
                            rule.name,
                            evidence,
                            True,
                        )
                    )
    return found


def _facts(named: Sequence[Named], ids: Mapping[str, str]) -> Iterator[Responsibility]:
    roles: dict[str, set[Role]] = {}
    for entry in named:
        roles.setdefault(entry.clause, set()).add(entry.role)
    for entry in named:
        beside = (
            roles[entry.clause] | roles.get(f"{entry.subject}/c1", set())
            if entry.rule == "also-responsible"
            else roles[entry.clause]
        )
        yield Responsibility(
            subject=entry.subject,
            unit=ids[entry.mention.name],
            name=entry.mention.name,
            label=entry.label,
            role=entry.role,
            relation=relate(entry.role, beside),
            position=entry.position,
            open_ended=entry.open_ended,
            open_text=entry.open_text,
            inherited=entry.inherited,
            rule=entry.rule,
            clause=entry.clause,
            evidence=entry.evidence,
        )
