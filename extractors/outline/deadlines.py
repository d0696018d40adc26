"""By when an entry of the outline is to be done: its clauses say it, else its last or first words."""

import re

from extractors.clauses.parts import ClauseDeadline
from extractors.language.deadlines import CLOSING, DATE, IN_YEAR, OPENING, STAGE, TITLED, last_day
from extractors.language.patterns import lazy_pattern
from extractors.language.whitespace import without_blanks
from extractors.outline.items import ClauseInPassage, Item
from extractors.outline.titles import COMMA
from extractors.outline.tree import Passage
from schemas import Deadline, Evidence, Period

WHOLE_YEAR = lazy_pattern(r"^\s*全年")
"""Opens an entry whose work takes all the year; the dates behind it are of parts."""
_PAIRED = lazy_pattern(r"^[^（）()]+[（(][^（）()]*[）)]$")
"""A bracket that belongs to a deadline: 10月底前（第一批6月底前）; others are of the clause around it."""


def own_deadline(item: Item) -> Deadline | None:
    """Return the first deadline of an entry's clauses, else the one that closes or opens its text; None if it prints none."""
    for found in item.clauses:
        if found.clause.deadlines:
            first, last = found.clause.deadlines[0], _last_in_a_row(found)
            printed = without_blanks(found.passage.text[first.start : last.end])
            printed = printed if _PAIRED.search(printed) else printed.strip("（）()")
            evidence = quote(found, first.start, last.end, "clause.deadline")
            return Deadline(text=printed, on=last.on, evidence=evidence)
    return _deadline_of_title(item) or (None if item.heading else _closing_deadline(item))


def _last_in_a_row(found: ClauseInPassage) -> ClauseDeadline:
    """Return the last of the deadlines side by side: 2026年10月底前取得阶段性成效，2027年底前基本完成."""
    last, *others = found.clause.deadlines
    for other in others:
        if other.on is None or found.passage.text[last.end : other.start].strip(" 　，,；;"):
            break
        last = other
    return last


def _deadline_of_title(item: Item) -> Deadline | None:
    """Read the bracket that ends a title: 部署阶段（2026年3月—4月）. Years alone are the time of a stage, else that of a plan."""
    passage = item.node.passages[0]
    found = TITLED.search(passage.text, 0, item.title_span[1] - passage.start)
    if found is None or not (IN_YEAR.search(found["deadline"]) or STAGE.search(item.title)):
        return None
    return _deadline_of(passage, found)


def _closing_deadline(item: Item) -> Deadline | None:
    """Read …，2026年底前全面完成。 at the end, or 2026年底前，… at the beginning, of an entry that prints no other date."""
    if sum(len(DATE.findall(other.text)) for other in item.node.passages) > 1:
        return None
    first = item.clauses[0] if item.clauses else None
    passages = item.node.passages
    passage = first.passage if first else passages[-1]
    end = first.clause.start if first else len(passage.text)
    if not passage.text[:end].strip():  # the clause has its own line
        at = next((at for at, own in enumerate(passages) if own is passage), 0)
        passage = passages[max(0, at - 1)]
        end = len(passage.text) if at else end
    closing = CLOSING.search(passage.text, 0, end)
    return _deadline_of(passage, closing) or _opening_deadline(item)


def _opening_deadline(item: Item) -> Deadline | None:
    """Read the deadline that opens the entry, a clause of its first sentence, or the text behind its run-in title."""
    passage = item.node.passages[0]
    sentence = passage.text.partition("。")[0]
    body = item.title_span[1] - passage.start + 1
    charged = (found.clause.end for found in item.clauses[:1] if found.clause.form == "charge")
    places = (0, *charged, *(comma.end() for comma in COMMA.finditer(sentence)), body)
    within = (at for at in places if not WHOLE_YEAR.search(passage.text, 0, at))  # 全年产值增长5%，一季度实现开门红
    found = next(filter(None, (_deadline_of(passage, OPENING.match(passage.text, at)) for at in within)), None)
    below = item.node.passages[1:2] if body > len(passage.text) else []  # the title has its own line
    return found or next((_deadline_of(second, OPENING.match(second.text)) for second in below), None)


def _deadline_of(passage: Passage, found: re.Match[str] | None) -> Deadline | None:
    if found is None:
        return None
    start, stop = found.span("deadline")
    printed = without_blanks(found["deadline"])
    evidence = passage.block.evidence(passage.start + start, passage.start + stop, "text.deadline")
    return Deadline(text=printed, on=last_day(printed), evidence=evidence)


def in_year_of_plan(deadline: Deadline, period: Period) -> Deadline:
    """Give a deadline that prints no year (11月底前, 年底前) that of the plan, if it is a plan of one year."""
    if deadline.on is not None or period.start is None or period.start != period.end:
        return deadline
    on = last_day(deadline.text, period.start)
    if on is None:
        return deadline
    evidence = deadline.evidence.model_copy(update={"rule": f"{deadline.evidence.rule}.year_of_plan"})
    return deadline.model_copy(update={"on": on, "evidence": evidence})


def is_past(deadline: Deadline, period: Period) -> bool:
    """Return whether running text reports what was done before the plan begins: 2024年底建成 in a plan of 2026.

    2024年底前建成 was still to be done when it was written.
    """
    early = deadline.on is not None and period.start is not None and int(deadline.on[:4]) < period.start
    return early and deadline.evidence.rule == "text.deadline" and "前" not in deadline.text


def quote(found: ClauseInPassage, start: int, end: int, rule: str) -> Evidence:
    """Return the evidence of characters ``start`` to ``end`` of the passage in which a clause stands."""
    passage = found.passage
    return passage.block.evidence(passage.start + start, passage.start + end, rule)
