"""Check that cited tables and annexes, and the listed attachments (附件说明), are in the file."""

import re
from collections.abc import Iterator

from extractors.language.numerals import ONE_TO_TEN, chinese_number
from extractors.language.whitespace import key_without_bracket_signs
from pipeline.audit.catalogue import finding
from pipeline.audit.passages import join_names
from schemas import Block, Document, Element, Finding, Message, Plan, Reference

_DIGITS = rf"(?:\d{{1,2}}|[{ONE_TO_TEN}]{{1,3}})"
_NUMBERED = re.compile(rf"(?P<word>附件|附表|表)(?P<number>\d{{1,2}}(?!\d)|[{ONE_TO_TEN}]{{1,3}}(?![{ONE_TO_TEN}]))")
_ANNEX = re.compile(rf"附[件表]{_DIGITS}?[：.、]?")
_TITLE_MARKS = dict.fromkeys(map(ord, "《》"))
_DRAFT = re.compile(r"(?:征求意见稿|草案|送审稿|讨论稿|试行|暂行)$")
"""May stand below a title, on a line of its own."""
LEFT_OUT = "略"
"""An attachment that the text itself says is left out."""
ALIKE = 85.0
"""Titles this much alike (percent of characters) are one title printed in two ways."""
NOT_THERE = Message(zh="文件内没有", en="the file does not contain it")
OTHER_NUMBER = Message(
    zh="附件说明只列有{titles}，没有这一编号", en="the list of attachments has {titles} without this number"
)


def check(plan: Plan, document: Document) -> Iterator[Finding]:
    """Yield reference-missing for cited tables and annexes, then what of the listed attachments is not there."""
    yield from _check_cited(plan, document)
    yield from _check_attachments(plan, document)


def _check_cited(plan: Plan, document: Document) -> Iterator[Finding]:
    there = _captions(document) | {name for e in plan.notice.attachments for name in _names(_before(e, document))}
    seen: set[str] = set()
    for reference in plan.references:
        name = _name(reference)
        if name is None or name in there or name in seen:
            continue
        seen.add(name)
        attachments = plan.notice.attachments if name.startswith("附件") else ()
        titles = join_names(f"《{element.value}》" for element in attachments)
        yield finding(
            "reference-missing",
            "unexplained",
            (reference.evidence, *(element.evidence for element in attachments)),
            (reference.id,),
            cited=name,
            there=OTHER_NUMBER.format(titles=titles) if titles else NOT_THERE,
        )


def _name(reference: Reference) -> str | None:
    """Return a cited table or annex by word and number (附件1, 表2); None for other references."""
    if reference.kind not in ("annex", "table"):
        return None
    return next(iter(_names(reference.title)), None) or next(iter(_names(reference.evidence.quote)), None)


def _names(text: str) -> Iterator[str]:
    for found in _NUMBERED.finditer("".join(text.split())):
        number = found["number"]
        yield found["word"] + (number if number.isdecimal() else str(chinese_number(number)))


def _captions(document: Document) -> set[str]:
    """Return the tables and annexes whose caption or title is in the file: at the start of a short paragraph."""
    texts = [block.text for block in document.blocks if block.kind != "table" and len(block.text) < 120]
    texts += [block.table.caption for block in document.blocks if block.table and block.table.caption]
    # a text dump may run the caption on after the sentence before its table
    texts += [text.rpartition("。")[2] for text in texts]
    starts = ("".join(text.split())[:6] for text in texts)
    return {name for start in starts if start[:1] in ("附", "表") for name in _names(start)}


def _before(element: Element, document: Document) -> str:
    """Return the attachment with the label printed just before it: 附件：1. …"""
    for block in document.blocks:
        if block.id == element.evidence.block:
            text = "".join(block.text[max(0, element.evidence.start - 8) : element.evidence.end].split())
            number = re.search(r"(\d{1,2})[.．、]?" + re.escape(element.value[:4]), text)
            return f"附件{number[1]}" if number else text
    return ""


def _check_attachments(plan: Plan, document: Document) -> Iterator[Finding]:
    from rapidfuzz import fuzz  # here, because most short documents list no attachments

    absent: list[Element] = []
    for element in plan.notice.attachments:
        wanted = _plain(element.value)
        if LEFT_OUT in wanted:
            continue
        titles = [(block, _plain(block.text)) for block in _elsewhere(element, document)]
        text = "".join(title for _, title in titles)
        if wanted in text or (_DRAFT.search(wanted) and _DRAFT.sub("", wanted) in text):
            continue
        others = {_DRAFT.sub("", _plain(other.value)) for other in plan.notice.attachments if other is not element}
        headed = ((block, _ANNEX.sub("", title)) for block, title in titles)
        alike = [block for block, title in headed if title not in others and fuzz.ratio(wanted, title) >= ALIKE]
        if not alike:
            absent.append(element)
        for block in alike[:1]:
            sides = (element.evidence, block.evidence(0, len(block.text), "annex-title-differs"))
            printed = "".join(block.text.split())
            name = element.value.translate(_TITLE_MARKS)
            yield finding("annex-title-differs", "unexplained", sides, (), listed=name, printed=printed)
    if absent:
        names = "》《".join(element.value.translate(_TITLE_MARKS) for element in absent)
        yield finding("annex-not-in-file", "unexplained", (element.evidence for element in absent), (), annex=names)


def _plain(title: str) -> str:
    return key_without_bracket_signs(title).translate(_TITLE_MARKS).strip(".。")


def _elsewhere(element: Element, document: Document) -> Iterator[Block]:
    """Yield all blocks except the one that lists the attachment; of tables only those with a caption count."""
    for block in document.blocks:
        if block.id != element.evidence.block and block.kind == "paragraph":
            yield block
