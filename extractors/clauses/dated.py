"""Find deadlines beside the units of a clause: in a bracket of their own, at the end of a list, in the sentence after it."""

from extractors.clauses.parts import ClauseDeadline
from extractors.clauses.role_phrases import labels
from extractors.language.brackets import BracketGroup
from extractors.language.deadlines import UNLABELLED, last_day
from extractors.language.patterns import lazy_pattern

_DATED = lazy_pattern(r"20\d\d\s*[年./-]|\d\s*月|年\s*底|季度|持续|长期|常态|年内")
_BY = lazy_pattern(r"前|完成|年内|持续|长期|常态|落实|建成")
"""Words that make a date in brackets a deadline; without them, as in （2023—2025年）, it belongs to a title."""
_SEPARATOR = lazy_pattern(r"[，,；;。]")
_DATE_AFTER = lazy_pattern(r"[。；;][ \t\u3000]*(?=\S)")
_LINE_END = lazy_pattern(r"[。；;]?[ \t\u3000]*(?:\n|$)")
"""Around a sentence after a clause that contains only its deadline: 责任单位：市水务局。2026年底前完成。"""
DEADLINE_LINE = 40
"""Maximum length of a deadline with its key and without units, in characters."""


def closes_dated(text: str, group: BracketGroup) -> bool:
    """Return whether a bracket at the end of an item contains only a deadline: （2026年6月底前完成）, （完成时限：年底前）."""
    start, end = group.start + 1, group.end - 1
    if end - start > DEADLINE_LINE or not _DATED.search(text, start, end):
        return False
    key = next(labels(text, start, end), None)
    begins = key.end if key and key.key == "deadline" and key.start == start else start
    # 第一阶段（2023年底前） is the title of a stage: its entries inherit the date.
    if begins == start and (not _BY.search(text, start, end) or text[: group.start].rstrip().endswith("阶段")):
        return False
    whole = all(UNLABELLED.fullmatch(part.strip()) for part in _SEPARATOR.split(text[begins:end]) if part.strip())
    return whole and bool(text[: group.start].strip()) and not text[group.end :].split("\n")[0].strip("。；; \t\u3000")


def without_date(text: str, start: int, end: int) -> tuple[int, tuple[ClauseDeadline, ...]]:
    """Separate the date at the end of a list: 市人社局、市残联，2026年6月底前."""
    *_, last = [cut.end() for cut in _SEPARATOR.finditer(text, start, end)] or [start]
    if last == start or not UNLABELLED.fullmatch(text[last:end].strip()):
        return end, ()
    begin = last + len(text[last:end]) - len(text[last:end].lstrip())
    return last - 1, (ClauseDeadline(begin, begin + len(text[begin:end].rstrip()), last_day(text[begin:end])),)


def sentence_of_deadline(text: str, end: int) -> ClauseDeadline | None:
    """Return the deadline that is all of the sentence after a clause; None if the line goes on otherwise."""
    after = _DATE_AFTER.match(text, end)
    date = UNLABELLED.match(text, after.end()) if after else None
    if date is None or not _LINE_END.match(text, date.end()):
        return None
    return ClauseDeadline(*date.span(), last_day(date[0]))
