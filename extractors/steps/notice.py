"""The elements of the notice (GB/T 9704-2012, 7) and the header of the plan that it issues."""

import re
from collections.abc import Iterator, Sequence

from extractors.language.patterns import alternatives, lazy_pattern
from extractors.notice.distribution import addressees, attachments, copied_to, disclosure, printed_by_and_on, whole
from extractors.notice.issued_titles import (
    CAPTION,
    TitleLines,
    find_title,
    issued_titles,
    plan_title_at,
    without_label,
)
from extractors.notice.issuer_names import is_issuer
from extractors.notice.issuing import dated_below_title, issued_on, issuers, number, published_on
from extractors.notice.lines import DRAFT, NUMBER, NoticeLine, behind_text, line_of, lines_of, opening
from extractors.notice.odd_titles import STOPS, Title, first_title, only_line, run_in_title, title_over_columns
from extractors.notice.titles import (
    carrier_nouns,
    genre,
    genre_nouns,
    is_issued_title,
    is_plan_title,
    place,
    plan_nouns,
)
from extractors.notice.validity import plan_years
from extractors.splitting.part import Part
from extractors.steps.step import Known
from schemas import Element, Notice, PlanHeader
from schemas.base import Model

HEAD = 12
"""Printed lines of the plan within which its title stands."""
NEAR = 6
"""Lines between the title of a notice and its addressees."""

_STATUS = lazy_pattern(rf"{DRAFT}|(?:公开)?征求意见稿")
_ENUMERATED = lazy_pattern(r"^(?:#+|【[^】]{2,12}】|\d{1,2}[.．、](?!\d))")
_NOTICE_TITLE = lazy_pattern(
    rf"""
    ^(?P<title> .{{2,60}}(?:印|转)发《.{{4,200}}》                            # 某市人民政府印发《某市…方案》
              | [^《》，。；：]{{6,80}}?(?:{alternatives(plan_nouns())})的通知   # 某市优化营商环境工作方案的通知
              | .{{0,60}}?关于.{{2,300}}(?: {alternatives(genre_nouns())} )(?!》)   # 某市人民政府关于…的通知
                (?:[（(](?:试行|暂行)[）)])? )
     [^的]?(?:[（(].{{4,26}}[）)])*$                                             # （某政发〔2025〕3号）
    """,
    re.X,
)
_QUOTED_TITLE = lazy_pattern(
    rf"(?:{NUMBER})?《(?P<title>[^《》，。]{{2,60}}关于[^《》]{{4,200}}(?:{alternatives(carrier_nouns())}))》"
)
"""The title of a notice that a site prints in brackets, with or without its number."""
_WITH_NUMBER = lazy_pattern(rf"[（(]{NUMBER}[）)]$")
_ITSELF = lazy_pattern(r"(?:制定|提出|形成)(?:了|出)?(?:本|以下|如下)([\u4e00-\u9fff]{2,6})")


def notice(part: Part, known: Known) -> Iterator[Model]:
    """Yield the Notice and the PlanHeader of one plan."""
    outer = lines_of(part.carrier, behind_text(part.document.blocks))
    carrier = _innermost(outer)
    body = opening(map(line_of, part.body), HEAD)
    carrier_title = _notice_title(carrier) or _notice_title(body)
    plan_title = _plan_title(carrier, body) or (None if carrier_title else _plan_title((), _above_text(carrier)))
    if plan_title and carrier_title and plan_title.text[1:].endswith(carrier_title.text):
        plan_title = carrier_title  # what a site prints above the title is none of it
    status = _status(carrier, body)
    signed = issuers(carrier, body)
    dated = issued_on(carrier) or dated_below_title(body)
    printed_by, printed_on = printed_by_and_on(outer)
    numbered = number(carrier) or number(body)
    yield Notice(
        issuers=signed,
        number=numbered,
        title=_element(carrier_title),
        plan_title=_element(plan_title),
        addressees=addressees(carrier),
        issued_on=dated,
        published_on=published_on(carrier),
        attachments=attachments(outer),
        copied_to=copied_to(outer),
        printed_by=printed_by,
        printed_on=printed_on,
        disclosure=disclosure(outer),
        copy_number=whole(carrier, "copy_number"),
        signer=whole(carrier, "signer"),
        secrecy=whole(carrier, "secrecy"),
        urgency=whole(carrier, "urgency"),
        contact=whole(outer, "contact"),
        status=status,
    )
    title = _WITH_NUMBER.sub("", _chosen_title(carrier, body, plan_title, carrier_title))
    names_issued = tuple(element.value for element in signed)
    yield PlanHeader(
        id=part.plan_id,
        title=title,
        genre=genre(title) or _own_genre(body),
        number=numbered.value if numbered else None,
        issuers=names_issued,
        issued_on=dated.value if dated else None,
        status="征求意见稿" if status else "正式",
        period=plan_years(title, part.body),
        place=place(names_issued, title),
        bundle=part.bundle,
        source=part.document.source,
    )


def _innermost(lines: Sequence[NoticeLine]) -> Sequence[NoticeLine]:
    """Return the lines of the notice that issues the plan, where another one forwards it: from its title on."""
    sent = [index for index, line in enumerate(lines) if line.kind == "addressees"]
    for index in reversed(sent[1:]):
        above = range(max(sent[0] + 1, index - NEAR), index)
        opened = next((at for at in above if _notice_title(lines[at : at + 1])), None)
        if opened is not None:
            return lines[opened:]
    return lines


def _element(title: Title | None) -> Element | None:
    return Element(value=title.text, evidence=title.evidence) if title else None


def _notice_title(lines: Sequence[NoticeLine]) -> Title | None:
    """Return the title of the notice, joined over its lines, without a list number before or a date behind it."""
    for start, line in enumerate(lines):
        if line.kind == "line" and (quoted := _QUOTED_TITLE.fullmatch(line.text)):
            return Title(quoted["title"], line.squeezed.evidence(*quoted.span("title"), "notice.title"))
        if line.kind not in ("line", "unit") or line.text.startswith(("《", "（", "(")):
            continue
        mark = _ENUMERATED.match(line.text)
        opened = mark.end() if mark else 0
        joined = line.text[opened:]
        for end in range(start + 1, start + 6):
            if ("关于" in joined or "印发《" in joined or "的通知" in joined) and (
                found := _NOTICE_TITLE.match(joined)
            ):
                whole = _start_of_whole_title(lines, start, end)
                if whole > start:  # what a site prints above the title is none of it
                    return _notice_title(lines[whole:end])
                last = min(len(line.text), opened + found.end("title"))
                return Title(found["title"], line.squeezed.evidence(opened, last, "notice.title"))
            if end >= len(lines) or lines[end].kind not in ("line", "date", "unit"):
                break
            joined += lines[end].text
    return None


def _start_of_whole_title(lines: Sequence[NoticeLine], start: int, end: int) -> int:
    """Return the last of the lines on which a title with its issuer begins, below a line that names no issuer; else ``start``."""
    for index in range(end - 1, start, -1):
        issuer, about, _ = lines[index].text.partition("关于")
        if about and lines[index - 1].kind != "unit" and is_issuer(issuer):
            return index if _NOTICE_TITLE.match("".join(line.text for line in lines[index:end])) else start
    return start


def _plan_title(carrier: Sequence[NoticeLine], body: Sequence[NoticeLine]) -> Title | None:
    """Return the title at the head of the plan: the one the notice names, else one that ends in a plan's noun."""
    head = _above_prose(body)
    named = (run for name in issued_titles(carrier)[0] if (run := find_title(head, name, 0)))
    run = next(named, None) or next(_own_titles(head), None)
    report = None if carrier or (run and run.start == 0) else first_title(head)
    if report:
        return report
    run = run or _title_of_table(head) or (_title_below_notice(head) if carrier else None)
    if run is None:
        return title_over_columns(body) or run_in_title(body[:1]) or (None if carrier else only_line(head))
    first = body[run.start]
    status = _STATUS.search(run.title)
    text = run.title if status is None else run.title.replace(status.group(), "")
    opened = max(first.text.find(text[:4]), 0)
    last = min(len(first.text), opened + len(text))
    return Title(text, first.squeezed.evidence(opened, last, "notice.plan-title"))


def _own_titles(head: Sequence[NoticeLine]) -> Iterator[TitleLines]:
    """Yield the titles of plans in the head of one."""
    return (found for index in range(len(head)) if (found := plan_title_at(head, index)))


def _title_of_table(head: Sequence[NoticeLine]) -> TitleLines | None:
    """Return what stands alone above the first table, heading or paragraph, captions aside, if it ends like a title: 某市重点工作分工表."""
    aside = ("blank", "annex", "status", "meta", "web")
    titled = [index for index, line in enumerate(head) if line.kind not in aside and not CAPTION.match(line.text)]
    texts = [head[index].text for index in titled]
    whole = len(texts) in (1, 2) and all(head[index].kind == "line" for index in titled) and genre("".join(texts))
    # in large type a title may take two lines, of which the first ends in the middle
    if not whole or any(genre(text) or STOPS.search(text) for text in texts[:-1]):
        return None
    return TitleLines(titled[0], titled[-1] + 1, without_label("".join(texts)))


def _title_below_notice(head: Sequence[NoticeLine]) -> TitleLines | None:
    """Return the first line below a notice if it ends like a title, though a plan's noun is none of its: 《报告》责任分解."""
    first = head[0] if head and head[0].kind == "line" else None
    return TitleLines(0, 1, first.text) if first and is_issued_title(first.text) else None


def _above_prose(body: Sequence[NoticeLine]) -> Sequence[NoticeLine]:
    """Return the first lines of a plan down to its first heading, table or paragraph of prose."""
    ends = next((index for index, line in enumerate(body) if line.kind in ("heading", "table", "text")), len(body))
    return body[:ends]


def _above_text(carrier: Sequence[NoticeLine]) -> Sequence[NoticeLine]:
    """Return the first lines of a notice down to its addressees: a plan sent out without a notice has its title there."""
    ends = (index for index, line in enumerate(carrier) if line.kind in ("addressees", "carrying", "text"))
    below = next(ends, len(carrier))
    return carrier[:below]


def _status(carrier: Sequence[NoticeLine], body: Sequence[NoticeLine]) -> Element | None:
    """Return 征求意见稿 where the plan's head prints it, else where the title of the notice does."""
    titles = [line for line in carrier if line.kind in ("line", "status")]
    for line in (*_above_prose(body), *titles):
        if found := _STATUS.search(line.text):
            return line.squeezed.element(found.start(), found.end(), "notice.status", "征求意见稿")
    return None


def _chosen_title(
    carrier: Sequence[NoticeLine], body: Sequence[NoticeLine], plan_title: Title | None, carrier_title: Title | None
) -> str:
    """Return the plan's title: as it stands, as the notice names it, or the notice's own; empty if none is printed."""
    if plan_title:
        return plan_title.text
    if carrier_title and not is_plan_title(carrier_title.text):
        announced = issued_titles((*carrier, *body))[0]
        own = carrier_title.text.removesuffix("的通知")
        if "关于" not in own and is_plan_title(own):  # 某市优化营商环境工作方案的通知
            return own
        return (
            announced[0] if len(announced) == 1 and announced[0] not in ("", carrier_title.text) else carrier_title.text
        )
    return carrier_title.text if carrier_title else next(iter(issued_titles((*carrier, *body))[0]), "")


def _own_genre(body: Sequence[NoticeLine]) -> str:
    """Return what the preamble of a plan without title calls it: 制定本实施办法 → 办法."""
    for line in body:
        if found := _ITSELF.search(line.text[:2000]):
            return next((noun for end in range(len(found[1]), 1, -1) if (noun := genre(found[1][:end]))), "")
    return ""
