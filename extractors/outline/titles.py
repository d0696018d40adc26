"""Where the title of an entry ends."""

import re

from extractors.clauses.find import clauses
from extractors.language.patterns import lazy_pattern
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
RUN_IN = lazy_pattern(r"[。！？；：]|(?<=[\u4e00-\u9fff])[.;!?:](?=[\u4e00-\u9fff]|\s*$)")


def title_of(node: Node) -> tuple[str, tuple[int, int]]:
    """Return an entry's title and its span: the run-in sentence, the heading line without its clause, or the first clause."""
    passage = node.passages[0]
    text = passage.text
    first = next(iter(clauses(text)), None) if any(mark in text for mark in "：（(〔[") else None
    end = first.start if first and first.start >= 2 else len(text)
    stop = RUN_IN.search(text, 0, end)
    if stop:
        end = stop.start()
    if end > TITLE:
        start = 0
        for comma in COMMA.finditer(text, 2, end):
            if not DATED.fullmatch(text, start, comma.start()):
                end = comma.start()
                break
            start = comma.end()
    start = len(text) - len(text.lstrip())
    end = start + len(text[start:end].rstrip(" 　。；：:、，")) if end > start else end
    return text[start:end], (passage.start + start, passage.start + end)
