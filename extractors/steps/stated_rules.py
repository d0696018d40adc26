"""Rules that a plan states for its own lists of units (下同, 以下不再列出), and where they are in force."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from extractors.clauses.bodies import lists_units
from extractors.clauses.stated_rules import PrintedRule, carry, find_rules
from extractors.language.boundaries import after_last
from extractors.language.brackets import groups
from extractors.language.patterns import lazy_pattern
from extractors.splitting.part import Part
from extractors.steps.step import Known
from schemas import Block, StatedRule

BELOW = lazy_pattern("下同|以下|下列|均")
NOTE = lazy_pattern(r"\s*[（(【\[]?\s*(?:备?注|说明)\s*[\d一二三四五]?\s*[】\]]?\s*[：:.．、]?")


class RuleInBlock(NamedTuple):
    """A rule with the block that prints it."""

    block: Block
    since: tuple[int, int]
    """Block of the plan's body, and character in it, from which on it applies."""
    rule: PrintedRule
    alone: bool = False
    """It is about the list that it closes, and no other: （市水利局、市财政局，列第一位的为牵头单位）."""


class RulesInForce:
    """The rules that a plan states, by the places from which on they are in force."""

    def __init__(self, body: Sequence[Block], rules: Sequence[RuleInBlock]) -> None:
        self._order = {block.id: index for index, block in enumerate(body)}
        self._rules = tuple(rules)

    def at(self, block: str, end: int) -> tuple[PrintedRule, ...]:
        """Return the rules stated up to character ``end`` of a block, also right behind a list that ends there, and not replaced until there."""
        place = (self._order.get(block, -1), end)
        active: tuple[PrintedRule, ...] = ()
        for entry in self._rules:
            if entry.since <= place and (not entry.alone or entry.block.id == block):
                active = carry(active, (entry.rule,))
        return active

    def block_of(self, rule: PrintedRule) -> Block:
        """Return the block that prints a rule which ``at`` returned."""
        return next(entry.block for entry in self._rules if entry.rule is rule)


def read_stated_rules(part: Part, known: Known) -> Iterator[StatedRule | RulesInForce]:
    """Yield the rules that the plan states, in order, and once the places where they are in force."""
    rules = (*_rules_of_notice(part.carrier), *_rules(part.body))
    for block, rule in ((entry.block, entry.rule) for entry in rules):
        names = tuple(mention.name for mention in rule.units.mentions)
        yield StatedRule(name=rule.name, units=names, evidence=block.evidence(rule.start, rule.end, "stated-rule"))
    yield RulesInForce(part.body, rules)


def _rules(body: Sequence[Block]) -> Iterator[RuleInBlock]:
    for index, block in enumerate(body):
        if _may_state(block):
            for rule in find_rules(block.text):
                above = _table_above(body, index)
                since = (index, _since(block.text, rule)) if above is None else (above, 0)
                yield RuleInBlock(block, since, rule, above is None and _closes_list(block.text, rule))


def _rules_of_notice(carrier: Sequence[Block]) -> Iterator[RuleInBlock]:
    """Yield the rules that the notice states with which a plan is issued: they hold for all of the plan."""
    for block in carrier:
        if _may_state(block):
            yield from (RuleInBlock(block, (-1, 0), rule) for rule in find_rules(block.text))


def _may_state(block: Block) -> bool:
    return block.kind != "furniture" and ("牵头" in block.text or "不再" in block.text or "不另" in block.text)


def _closes_list(text: str, rule: PrintedRule) -> bool:
    """Return whether a rule stands behind a list in the same bracket, or in brackets of its own behind the list, and does
    not say that it holds below too (下同).
    """
    around = [group for group in groups(text) if group.start <= rule.start < group.end]
    if not around or BELOW.search(text, rule.start, around[0].end):
        return False
    start = around[-1].start  # of the innermost one
    if text[start + 1 : rule.start].strip("，,；;、。 　"):
        return True
    return lists_units(text, after_last("（(〔[：:；;。\n", text, 0, start), start)


def _since(text: str, rule: PrintedRule) -> int:
    """Return where a rule on leads, or the note in brackets that states it, begins: it is about the list in front of it too."""
    if rule.name == "also-responsible":
        return rule.start
    notes = (group.start for group in groups(text) if group.start < rule.start < group.end)
    return next(notes, rule.start)


def _table_above(body: Sequence[Block], index: int) -> int | None:
    """Return the first block of the table above a note, whose rows the note is about; None where there is none."""
    if not NOTE.match(body[index].text):
        return None
    first = index
    while first and (body[first - 1].table is not None or body[first - 1].kind in ("furniture", "note")):
        first -= 1
    return first if any(block.table is not None for block in body[first:index]) else None
