"""Where the title of an entry ends."""

import re

from extractors.clauses.find import clauses
from extractors.language.patterns import alternatives, lazy_pattern
from extractors.language.role_words import role_words
from extractors.outline.tree import Node

TITLE = 40
COMMA = lazy_pattern(r"[，,]")
DATED = lazy_pattern(
    r"""
      \s*(?:到|至|力争|争取|确保)?(?:20\d\d年)?(?:\d{1,2}月)?(?:\d{1,2}日)?   # 到2023年2月
      [上下]?半?年?(?:底|末|初)?(?:之?前|内|起|期间)?                          # 上半年, 年底前
    | \s*(?:按照?|根据|依据|依照|结合|对照)[^，,]{2,30}                        # 按照国家统一部署
    """,
    re.X,
)
"""A clause that says only when, or on what ground, is no title by itself: 2023年2月底前，… · 按照国家统一部署，…"""
LED = lazy_pattern(
    rf"(?![^。；;，,、：:]{{1,40}}(?<![自缘理])由)[^。；;！!：:（）()]{{2,90}}?(?:{alternatives(role_words('verb'))})[，,]"
)
"""Who leads and helps; what stands before 由 is part of the work: 比赛由县体育局主办，…"""
QUOTED = lazy_pattern(r"“[^”]*”|《[^》]*》")
CALLED = lazy_pattern(
    r"(?:督察|巡[视察]|检查|考核|审计|通报)?(?:反馈|指出|发现|存在|整改|突出|共性|个性)*(?:的|具体)?问题(?:描述|表述)?\s*[：:]\s*"
    r"|(?:工作|重点|主要|整改|具体)?(?:任务|事项|项目|措施|举措)(?:名称|内容)?\s*[：:]\s*(?=[^\s，,、；;：:]{4})"
)
"""What an entry is called, before what it is: 督察反馈问题：污水处理厂超标排放."""
BEHIND_MARK = "：: \u3000"
RUN_IN = lazy_pattern(r"[。！？；：]|(?<=[\u4e00-\u9fff])[.;!?:](?=[\u4e00-\u9fff]|\s*$)")


def title_of(node: Node) -> tuple[str, tuple[int, int]]:
    """Return an entry's title and its span: the run-in sentence, the heading line without its clause, or the first clause."""
    passage = node.passages[0]
    text = passage.text
    opened = _behind_who_leads(text) or len(text) - len(text.lstrip(BEHIND_MARK))  # 第一部分：发展基础
    if word := CALLED.match(text, opened):
        opened = word.end()
    first = next(iter(clauses(text)), None) if any(mark in text for mark in "：（(〔[") else None
    end = first.start if first and first.start >= 2 else len(text)
    stop = RUN_IN.search(text, opened, end)
    if stop:
        end = _before_open_bracket(text, opened, stop.start())
    start = opened
    if end - opened > TITLE:
        quoted = [match.span() for match in QUOTED.finditer(text, opened, end)]
        for comma in COMMA.finditer(text, opened + 2, end):
            if any(left < comma.start() < right for left, right in quoted):
                continue
            if not DATED.fullmatch(text, start, comma.start()):
                end = _before_open_bracket(text, start, comma.start())
                break
            start = comma.end()
    start = len(text) - len(text[opened:].lstrip())
    end = start + len(text[start:end].rstrip(" 　。；：:、，")) if end > start else end
    return text[start:end], (passage.start + start, passage.start + end)


def _before_open_bracket(text: str, start: int, end: int) -> int:
    """Return where a title ends that would end inside a bracket: before it, 抓好造林（生产科；4月15日前）."""
    opening = max(text.rfind(mark, start, end) for mark in "（(〔[【")
    closing = max(text.rfind(mark, start, end) for mark in "）)〕]】")
    return opening if opening > max(closing, start) else end


def _behind_who_leads(text: str) -> int:
    """Return where the work begins behind who leads it and who helps: 由县商务局负责，县财政局配合，加快…; 0 in other texts."""
    if not LED.match(text):
        return 0
    opening = (found for found in clauses(text) if found.form == "prose" and text[: found.start].strip() in ("", "由"))
    led = next(opening, None)
    return led.end + 1 if led and text[led.end : led.end + 1] in ("，", ",") else 0
