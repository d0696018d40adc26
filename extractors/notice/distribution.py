"""Read the recipients of a notice, its attachments, who printed it and when, and whether it is public."""

import re
from collections.abc import Sequence

from extractors.language.dates import DAY
from extractors.language.patterns import lazy_pattern
from extractors.notice.issuing import day
from extractors.notice.lines import NoticeLine
from extractors.notice.recipients import receivers
from schemas import Element

_PRINTED = lazy_pattern(rf"^(?P<by>.*?)(?P<on>{DAY})印发?$")
_COPIED = lazy_pattern(r"^(?:抄送|分送|抄报)[:：]?")
_ENTRY = lazy_pattern(
    r"(?:^附[件表][:：])?(?:\d{1,2}[.．、])?(?P<title>.+?)(?:\.(?:docx?|xlsx?|pdf|wps|et|ofd|zip|rar))?(?=\d{1,2}[.．、](?!\d)|$)",
    re.I,
)
_DISCLOSURE = lazy_pattern(r"主动公开|依申请公开|不予公开|公开发布|公开")


def addressees(lines: Sequence[NoticeLine]) -> tuple[Element, ...]:
    """Return the 主送机关."""
    for line in lines:
        if line.kind == "addressees":
            start = 3 if line.text.startswith(("主送：", "主送:")) else 0
            return tuple(receivers(line.squeezed, start, len(line.text) - 1, "notice.addressee"))
    return ()


def copied_to(lines: Sequence[NoticeLine]) -> tuple[Element, ...]:
    """Return the 抄送机关."""
    for line in lines:
        if line.kind == "copied" and (found := _COPIED.match(line.text)):
            return tuple(receivers(line.squeezed, found.end(), len(line.text.rstrip("。.")), "notice.copied"))
    return ()


def attachments(lines: Sequence[NoticeLine]) -> tuple[Element, ...]:
    """Return the titles in 附件：1.… 2.… without their markers; the list may be on one line or on several."""
    found: list[Element] = []
    open_list = False
    for line in lines:
        listed = line.kind == "attachment" or (open_list and line.kind == "line" and line.text[:1].isdigit())
        if listed or line.kind == "annex":  # 附件： may stand alone above its entries
            open_list = True
        if listed:
            found.extend(
                line.squeezed.element(*entry.span("title"), "notice.attachment") for entry in _ENTRY.finditer(line.text)
            )
        elif line.kind not in ("blank", "annex"):
            open_list = False
    return tuple(found)


def printed_by_and_on(lines: Sequence[NoticeLine]) -> tuple[Element | None, Element | None]:
    """Return 印发机关 and 印发日期."""
    for index, line in enumerate(lines):
        if line.kind != "printed" or not (found := _PRINTED.match(line.text)):
            continue
        on = day(line.squeezed, found.start("on"), found.end("on"), "notice.printed")
        if found["by"]:
            return line.squeezed.element(0, found.end("by"), "notice.printed"), on
        above = lines[index - 1] if index else None  # the printing body may be on the line above its date
        if above and above.kind == "unit":
            return above.squeezed.element(0, len(above.text), "notice.printed"), on
        return None, on
    return None, None


def disclosure(lines: Sequence[NoticeLine]) -> Element | None:
    """Return the 公开属性; 此件公开发布 means 主动公开."""
    for line in lines:
        if line.kind == "disclosure" and (
            found := _DISCLOSURE.search(line.text.split("：")[-1] if "：" in line.text else line.text)
        ):
            value = "主动公开" if found.group() in ("公开发布", "公开") else found.group()
            return line.squeezed.element(0, len(line.text), "notice.disclosure", value)
    return None


def whole(lines: Sequence[NoticeLine], kind: str) -> Element | None:
    """Return the first line of this kind as an element."""
    for line in lines:
        if line.kind == kind:
            return line.squeezed.element(0, len(line.text), f"notice.{kind}")
    return None
