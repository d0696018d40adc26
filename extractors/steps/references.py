"""Other documents, and parts of this one, that a plan names: 《…》 with its 文号, 附件1, 表2."""

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from extractors.language.numerals import ONE_TO_TEN
from extractors.language.patterns import lazy_pattern
from extractors.language.whitespace import key, without_blanks
from extractors.lexicon import any_of
from extractors.notice.issued_titles import issued_titles
from extractors.notice.lines import NUMBER, line_of
from extractors.notice.titles import genre, without_brackets
from extractors.splitting.part import Part
from extractors.steps.step import Known
from schemas import Block, Evidence, PlanHeader, Reference
from schemas.base import Model

Kind = Literal["carried", "basis", "mention", "annex", "table"]
"""As ``Reference.kind``, strongest first."""

_NAME = lazy_pattern(r"《((?:[^《》\t\n]|《[^《》\t\n]*》){2,150})》")
_BESIDE = lazy_pattern(rf"\s*[（(](?P<number>{NUMBER}|[\u4e00-\u9fff]{{1,12}}令第?\d{{1,5}}号)[）)，,、；;]")
_SHORT = lazy_pattern(r"[）)]?\s*[（(][^（）()《》]{0,12}简称[:：]?\s*[“\"]?《([^《》]{2,40})》")
_TRIGGER = lazy_pattern(rf"(?:{any_of('phrases', 'basis')})(?!.*(?:{any_of('phrases', 'drafting')})(?!的))")
_SENTENCE = lazy_pattern(r"[。；！]")
_ANNEX = lazy_pattern(rf"附[件表]\s*(?P<number>\d{{1,2}}|[{ONE_TO_TEN}]{{1,3}})(?!\d)")
_TABLE = lazy_pattern(r"表(?<=[（(见如、和及据按在].)\s*(?P<number>\d{1,2}(?:-\d{1,2})?)(?![\d.])")
_FIRST = lazy_pattern(r"^(?:一、|第一[章节部编])(?P<title>.*)")
_SECOND = lazy_pattern(r"^(?:二、|第二[章部编])")
_GENERAL = lazy_pattern(any_of("phrases", "general"))

_RANK: tuple[Kind, ...] = ("carried", "basis", "mention", "annex", "table")


class _Found(NamedTuple):
    kind: Kind
    title: str
    number: str | None
    evidence: Evidence


def references(part: Part, known: Known) -> Iterator[Model]:
    """Yield one Reference for each document or part named, in order of first mention.

    Its kind is the strongest of all its mentions (carried, basis, mention) and its evidence the first of that kind;
    the 文号 is the first printed beside the title.
    """
    plan = next(iter(known.all(PlanHeader)), None)
    carried = {key(without_brackets(name)) for name in issued_titles([line_of(block) for block in part.carrier])[0]}
    if plan and plan.title:
        carried.add(key(without_brackets(plan.title)))
    aliases: set[str] = set()
    best: dict[tuple[str, str], _Found] = {}
    for block, preamble in _regions(part):
        for found in _in_block(block, preamble, carried, aliases):
            identity = (found.kind if found.kind in ("annex", "table") else "document", key(found.title))
            best[identity] = _stronger(best.get(identity), found)
    for position, found in enumerate(best.values(), 1):
        yield Reference(
            id=f"{part.plan_id}/reference/{position}",
            kind=found.kind,
            title=found.title,
            number=found.number,
            evidence=found.evidence,
        )


def _stronger(known: _Found | None, found: _Found) -> _Found:
    if known is None:
        return found
    kept = found if _RANK.index(found.kind) < _RANK.index(known.kind) else known
    return kept._replace(number=known.number or found.number)


def _regions(part: Part) -> Iterator[tuple[Block, bool]]:
    """Yield the blocks with whether each belongs to the opening, where 根据《…》 names a basis.

    The opening is everything before the first heading, and the first section where it is one of aims and principles.
    """
    for block in part.carrier:
        yield block, True
    opening, prose = True, False
    for block in part.body:
        if block.kind == "furniture":
            continue
        start = without_blanks(block.text[:60])
        first = _FIRST.match(start)
        if prose and (_SECOND.match(start) or (first and not _GENERAL.search(first["title"][:24]))):
            opening = False
        opening = opening and block.kind != "table"
        prose = prose or len(block.text) > 60  # a list of contents has headings only
        yield block, opening


def _in_block(block: Block, opening: bool, carried: set[str], aliases: set[str]) -> Iterator[_Found]:
    text = block.text
    if "《" in text:
        for short in _SHORT.finditer(text):
            aliases.add(key(short.group(1)))
        for name in _NAME.finditer(text):
            title = without_blanks(name.group(1))
            if key(title) in aliases or (len(title) <= 4 and genre(title)):
                continue  # 以下简称《…》 and 《方案》 stand for a title already named
            beside = _BESIDE.match(text, name.end())
            end = beside.end() - 1 if beside else name.end()
            end = end + 1 if beside and text[end] in "）)" else end
            evidence = block.evidence(name.start(), end, "reference.title")
            number = without_blanks(beside["number"]) if beside else None
            yield _Found(_kind(text, name.start(), title, opening, carried), title, number, evidence)
    if block.kind != "furniture":
        for kind, pattern in (("annex", _ANNEX), ("table", _TABLE)):
            for found in pattern.finditer(text):
                if text[: found.start()].strip():  # at the start of a block it is the annex's or table's own label
                    yield _part(block, kind, found)


def _part(block: Block, kind: str, found: re.Match[str]) -> _Found:
    evidence = block.evidence(found.start(), found.end(), f"reference.{kind}")
    return _Found("annex" if kind == "annex" else "table", without_blanks(found.group()), found["number"], evidence)


def _kind(text: str, start: int, title: str, opening: bool, carried: set[str]) -> Kind:
    """Tell what the plan has to do with the document named at ``start``."""
    if key(without_brackets(title)) in carried:
        return "carried"
    low = max(0, start - 400)
    begin = max((found.end() for found in _SENTENCE.finditer(text, low, start)), default=low)
    return "basis" if opening and _TRIGGER.search(_NAME.sub("", text[begin:start])) else "mention"
