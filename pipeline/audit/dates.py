"""Dates that do not follow each other, numbers of another year than their date, and dates that no calendar has."""

import re
from collections.abc import Iterator

from extractors.language.deadlines import last_day
from pipeline.audit.catalogue import finding
from pipeline.audit.passages import shorten
from pipeline.audit.sentences import passages_of_facts, text_passages
from schemas import Document, Evidence, Finding, Message, Plan
from schemas.notice import Element

_DAY = r"(20\d\d)年(\d{1,2})月(\d{1,2})日"
_IN_FORCE = re.compile(rf"自{_DAY}起(?:施行|实施|执行|生效)")
_EXPIRES = re.compile(rf"有效期(?:截?至|到){_DAY}")
_MONTH = re.compile(r"20\d\d年(?P<month>\d{1,2})月(?:(?P<day>\d{1,2})日)?")
# dumps print the brackets of a number in every form; the standard has 〔〕
_YEAR_OF_NUMBER = re.compile(r"[〔\[［(（](20\d\d)[〕\]］)）]")
_AHEAD = re.compile(
    r"(?P<deadline>20\d\d年(?:\d{1,2}月)?(?:[年月]?底|末)?(?:之?前))"
    r"(?P<aim>[^，。；：（）]{0,6}(?:完成|实现|建成|达到|形成|出台|建立|力争|基本|全面|全部|确保)[^，。；：]*)"
)
"""A day before which a sentence says that something is to be done: 2026年底前基本完成改造."""
_PAST = re.compile(r"[已曾原]|以来|下达|要求|规定|(?:[投启开]|建成|竣工|登记|注册|出台|形成|完成)[^，。；]{0,4}的")
"""Words of a sentence that looks back, or dates things (2000年底前建成的小区)."""
LAST_MONTH = 12
LAST_DAY = 31
EARLY = "-03-31"
"""A number may be of the year before its date until spring: it is given when the text is drafted."""
PRINTED_ON = Message(zh="印发日期", en="printing date")
DATED = Message(zh="成文日期", en="date of the document")
IN_FORCE_ON = Message(zh="施行日期", en="date of entry into force")
EXPIRES_ON = Message(zh="有效期", en="date of expiry")
PERIOD_ENDS = Message(zh="计划期末", en="end of the plan's period")
DEADLINE = Message(zh="“{task}”的完成时限", en="deadline of “{task}”")


def check(plan: Plan, document: Document) -> Iterator[Finding]:
    """Yield dates-out-of-order, number-year and date-impossible."""
    dated = plan.notice.issued_on
    if dated:
        yield from _out_of_order(plan, document, dated)
        yield from _numbers(plan, dated)
    for place in text_passages(plan, document):
        for found in _MONTH.finditer(place.text):
            if not 1 <= int(found["month"]) <= LAST_MONTH or not 1 <= int(found["day"] or 1) <= LAST_DAY:
                sides = (place.evidence(*found.span(), "date-impossible"),)
                yield finding("date-impossible", "unexplained", sides, place.subjects, date=found.group())


def _out_of_order(plan: Plan, document: Document, dated: Element) -> Iterator[Finding]:
    printed = plan.notice.printed_on
    if printed and printed.value < dated.value:
        yield _earlier(PRINTED_ON, printed.value, printed.evidence, dated)
    title = plan.notice.plan_title or plan.notice.title
    if title and plan.plan.period.end and plan.plan.period.end < int(dated.value[:4]):
        yield _earlier(PERIOD_ENDS, f"{plan.plan.period.end}-12-31", title.evidence, dated)
    for task in plan.tasks:
        if task.deadline and task.deadline.on and task.deadline.on < dated.value:
            name = DEADLINE.format(task=shorten(task.title))
            yield _earlier(name, task.deadline.on, task.deadline.evidence, dated, task.id)
    yield from _prose_deadlines(plan, document, dated)
    for block in document.blocks:
        for pattern, name in ((_IN_FORCE, IN_FORCE_ON), (_EXPIRES, EXPIRES_ON)):
            for found in pattern.finditer(block.text):
                day = "-".join((found[1], found[2].zfill(2), found[3].zfill(2)))
                if day < dated.value:
                    yield _earlier(name, day, block.evidence(*found.span(), "dates-out-of-order"), dated)


def _prose_deadlines(plan: Plan, document: Document, dated: Element) -> Iterator[Finding]:
    """Yield the days long past by which sentences of tasks, other than their deadlines, want something done."""
    deadlines = {(at.block, at.start) for task in plan.tasks if task.deadline for at in [task.deadline.evidence]}
    tasks = {task.id: task for task in plan.tasks if task.origin == "body"}
    for place, owner in passages_of_facts(plan, document, (*plan.headings, *plan.tasks)):
        for found in _AHEAD.finditer(place.text) if owner in tasks else ():
            day = last_day(found["deadline"])
            evidence = place.evidence(*found.span("deadline"), "dates-out-of-order")
            start = max(place.text.rfind(sign, 0, found.start()) for sign in "。；") + 1
            looks_back = _PAST.search(place.text, start, found.end())
            if day and day < dated.value and not looks_back and (evidence.block, evidence.start) not in deadlines:
                name = DEADLINE.format(task=shorten(tasks[owner].title))
                yield _earlier(name, day, evidence, dated, owner)


def _earlier(name: Message, day: str, evidence: Evidence, dated: Element, *subjects: str) -> Finding:
    """Say that a day is before the date of the document."""
    words = {"earlier_name": name, "earlier": day, "later_name": DATED, "later": dated.value}
    return finding("dates-out-of-order", "unexplained", (evidence, dated.evidence), subjects, **words)


def _numbers(plan: Plan, dated: Element) -> Iterator[Finding]:
    """Compare the year of the document's number, and those of the documents that it rests on, with its date."""
    year = int(dated.value[:4])
    own = plan.notice.number
    found = _YEAR_OF_NUMBER.search(own.value) if own else None
    if own and found:
        early = year - 1 if dated.value <= f"{year}{EARLY}" else year
        if not early <= int(found[1]) <= year:
            yield _number_year(own.value, own.evidence, found[1], dated)
    for reference in plan.references:
        cited = _YEAR_OF_NUMBER.search(reference.number or "")
        # what a text rests on exists already; a mention may be of a document that is still to come
        if reference.kind == "basis" and reference.number and cited and int(cited[1]) > year:
            yield _number_year(reference.number, reference.evidence, cited[1], dated, reference.id)


def _number_year(number: str, evidence: Evidence, year: str, dated: Element, *subjects: str) -> Finding:
    words = {"number": number, "year": year, "date": dated.value}
    return finding("number-year", "unexplained", (evidence, dated.evidence), subjects, **words)
