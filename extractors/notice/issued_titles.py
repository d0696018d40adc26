"""Find the plans that a notice issues, and where their titles are printed."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from extractors.language.boundaries import after_last
from extractors.language.numerals import ONE_TO_TEN
from extractors.language.patterns import lazy_pattern
from extractors.language.whitespace import key, key_without_bracket_signs
from extractors.lexicon import any_of
from extractors.notice.issuer_names import is_issuer, issuer_below_title
from extractors.notice.lines import DRAFT, NoticeLine, carrying_phrases
from extractors.notice.titles import genre, is_plan_title, without_brackets

LONGEST = 150
"""Maximum length of a title, in characters."""
WHOLE, HEADING = 8, 4
"""Characters of a line that is a title, at least, and of one that is a heading below it, at most."""
LINES = 4
"""Maximum number of lines of a printed title."""

_TITLE = lazy_pattern(
    rf"""
    # 关于印发《A》和《B》的通知
      关于(?:{any_of("notice", "carries")})(?P<issued>[^。]{{4,300}}?)的(?:通知|公告|通告|函|决定)
    # 关于公开征求《A》意见的公告
    | 关于(?:公开|公开向社会|向社会公开)?征求(?P<draft>[^。]{{4,150}}?)(?:的)?意见的?(?:公告|通知|函|启事)
    # 某办公厅、某办公厅印发《A》
    | 印发(?P<told>《(?:[^《》]|《[^《》]*》){{4,150}}》)(?!的)
    """,
    re.VERBOSE,
)
_NAME = lazy_pattern(
    r"《(?P<name>(?:[^《》]|《[^《》]*》){4,150})》"
    r"(?P<shared>(?:重点|主要|年度)?(?:工作|目标|任务|责任){0,3}(?:分解|分工)(?:方案|表)?)?(?P<passed>(?:已|业)经)?"
)
"""A title in the text; 《A》责任分解 shares out what another plan says."""
_LABEL = lazy_pattern(
    rf"^(?:#+|【[^】]{{2,12}}】|[\u2600-\u27bf\u2b00-\u2bff\ufe0f\U0001f000-\U0001faff]+|附件[0-9{ONE_TO_TEN}]{{0,3}}[:：]?)"
)
_STATUS = lazy_pattern(rf"{DRAFT}$")
_BRACKET = lazy_pattern(r"^[（(][^（）()]{2,20}[）)]$")

CAPTION = lazy_pattern(rf"(?:附?表|附?图|专栏)\s*[\d{ONE_TO_TEN}]")
"""The caption of a table or picture right below a title."""


class TitleLines(NamedTuple):
    """A title over lines [start, end) and its text without white space."""

    start: int
    end: int
    title: str


def issued_titles(lines: Sequence[NoticeLine]) -> tuple[tuple[str, ...], int]:
    """Return the titles that a notice says it issues, and the number of lines up to the last one."""
    edges, text, titled = [], "", None
    for line in lines:
        if titled is None and line.kind in ("addressees", "carrying", "text", "heading"):
            titled = len(text)
        text += line.text
        edges.append(len(text))
    found: dict[str, int] = {}
    for carrying in carrying_phrases(text):
        start = after_last("。：", text, 0, carrying.start())
        start = max(
            start, text.rfind("现将《", start, carrying.start())
        )  # before it stands why: 为贯彻《…》，现将《…》印发
        for named in _names(text, start, carrying.start(), _sentence_end(text, carrying.end())):
            found.setdefault(_whole_name(named), named.end())
    for title in _TITLE.finditer(text, 0, len(text) if titled is None else titled):
        inside = title["issued"] or title["draft"] or title["told"]
        names = [_whole_name(name) for name in _NAME.finditer(inside)]
        # 2025年区《政府工作报告》确定的主要任务分解方案 is one title
        printed = [inside] if genre(inside) else names or [inside]
        for name in printed:
            found.setdefault(name, title.end())
    if any(is_plan_title(name) for name in found):
        # Another title beside that of a plan, such as a table, is an annex.
        found = {name: end for name, end in found.items() if is_plan_title(name)}
    last = max(found.values(), default=0)
    return tuple(found), next((index + 1 for index, edge in enumerate(edges) if edge >= last), 0) if found else 0


def _names(text: str, start: int, carrying: int, end: int) -> list[re.Match[str]]:
    """Return the titles in the sentence that issues plans; if it has none, of the one before: 《A》已经通过。现印发你们。"""
    before = after_last("。：", text, 0, max(start - 1, 0))
    passed = (name for name in _NAME.finditer(text, before, start) if name["passed"])
    return list(_NAME.finditer(text, start, end)) or ([] if "《" in text[start:carrying] else list(passed))


def _whole_name(name: re.Match[str]) -> str:
    """Return a title with what is printed behind its marks and belongs to it: 某市规划责任分解."""
    return name["name"] + (name["shared"] or "")


def _sentence_end(text: str, start: int) -> int:
    stop = text.find("。", start)
    return len(text) if stop < 0 else stop


def find_title(lines: Sequence[NoticeLine], name: str, start: int) -> TitleLines | None:
    """Return the first place from line ``start`` on where the title is printed on separate lines; None if there is none."""
    wanted = {key(name), key(without_brackets(name)), _within_brackets(name)}
    for index in range(start, len(lines)):
        line = lines[index]
        if line.kind not in ("line", "unit", "status") or len(line.text) > LONGEST:
            continue
        joined = ""
        for end in range(index, min(index + LINES, len(lines))):
            joined += _LABEL.sub("", lines[end].text) if end == index else lines[end].text
            folded = key(joined)
            if wanted & {folded, key(without_brackets(joined)), _within_brackets(joined)}:
                return with_bracket_line(lines, TitleLines(index, end + 1, joined))
            if not any(full.startswith(folded) for full in wanted):
                break
    return None


def _within_brackets(title: str) -> str:
    return key_without_bracket_signs(_STATUS.sub("", title))


def with_bracket_line(lines: Sequence[NoticeLine], run: TitleLines) -> TitleLines:
    """Add the line in brackets that ends a title: （2021—2023年）, （试行）; not a status （征求意见稿）, nor the author （市林业局）."""
    below = lines[run.end] if run.end < len(lines) else None
    named = below and (is_issuer(below.text[1:-1]) or issuer_below_title(below.text))
    if below and below.kind == "line" and _BRACKET.match(below.text) and not named:
        return TitleLines(run.start, run.end + 1, run.title + lines[run.end].text)
    return run


def without_label(text: str) -> str:
    """Return a title without what may be printed before it on its line: 附件2, marks of a heading, signs."""
    return _LABEL.sub("", text)


_NOTICE = lazy_pattern(r"印发.*的通知$")
"""The title of the notice that issues a plan is no part of the plan's own below it."""


def plan_title_at(lines: Sequence[NoticeLine], start: int) -> TitleLines | None:
    """Return the plan title that starts at line ``start``, which may have several lines; None if there is none."""
    joined, complete = "", False
    for end in range(start, min(start + LINES, len(lines))):
        line = lines[end]
        complete = complete or (len(joined) >= WHOLE and genre(joined) != "")
        if (
            line.kind not in ("line", "unit")
            or len(joined) + len(line.text) > LONGEST
            or re.search(r"[。；：:]", line.text)
            or CAPTION.match(line.text)
            or _NOTICE.search(line.text)
            or (complete and len(line.text) <= HEADING)  # 目标任务 below 某县防汛工作情况报告
        ):
            return None
        joined += without_label(line.text) if end == start else line.text
        if len(joined) >= 6 and is_plan_title(joined):
            return with_bracket_line(lines, TitleLines(start, end + 1, joined))
    return None
