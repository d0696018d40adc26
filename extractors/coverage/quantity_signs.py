"""Quantities in running text that a plan seems to undertake, by the words beside them, and no commitment quotes."""

import re
from collections.abc import Iterator, Sequence

from extractors.coverage.prose_signs import BOUNDARY, QUOTED, clause_around
from extractors.coverage.signs import quantities
from extractors.coverage.unread_spans import UnreadSpan, merge_spans, overlaps
from extractors.language.boundaries import after_last
from extractors.language.patterns import lazy_pattern
from schemas import Block

UNDERTAKES = lazy_pattern(
    r"""达到? | 不少于 | 不低于 | 不高于 | 不超过 | 至少 | 力争 | (?:提高|提升|压缩|降低|下降|减少|增加|扩大|缩短|减|降|升|增|缩|压|扩|提|延长|上调|下调|回归)[至到]
      | 控制在 | 保持在 | 稳定在 | 时间在 | 新[建增改]  | 建成 | 建设 | 完成 | 改造 | 开放 | 打造 | 培育 | 创建 | 引进 | 举办 | 开展
      | 推出 | 发展 | 研发 | 修复 | 安排 | 投入 | 筹集 | (?:建立|组建|选派|购置|安装|投放)$ | 设置 | 布局 | 形成 | 招引 | 培训 | 抽检 | 涵盖 | 分别""",
    re.VERBOSE,
)
BOUND = lazy_pattern(r"\s*(?:以上|以下|以内|内(?=[，。；）])|左右|全覆盖)")
GOES_ON = lazy_pattern(r"\s*(?:进行|开展|实施|内?办[结妥])")
PAST = lazy_pattern(r"已|截至|目前|现有|原有|由[^，\d]{0,6}$|从[^，\d]{0,6}$|[上去]年|以来|比20\d\d|较20\d\d")
DONE = lazy_pattern(r"已(?!知|婚)|截[至止]|目前|(?<![托用将对合])现有")
"""Of these, what a number says is done or there already; beside a target it is listed: 已建成5座，再建3座."""
MONEY = lazy_pattern(
    r"补[助贴偿]|奖|给予|资助|贴息|税|抵扣|费率?|费用|保证金|征收|贷款|额度?的|元[/／]|罚|折|参保|缴|标准|不打烊|天候"
)
"""Words of a sentence that says what somebody gets or pays."""
SENTENCE_END = lazy_pattern(r"[。\n]")
YEAR = lazy_pattern(r"((?:19|20)\d\d)年")
LONGEST = 1_000
"""Characters of a sentence before a number that are looked at."""
TIME = lazy_pattern(r"(?:工作日|小时|分钟|天)$")
CONDITION = lazy_pattern(r"(?:满|超过?|每(?![年月周季]))[^，。]{0,3}$")
CONDITIONED = lazy_pattern(r"[^，。；]{0,4}(?:以上|以下|以内|及以下)?的(?!目标|要求|[^，。]{0,6}(?:库|平台|项目))")
"""A number that says for whom something holds: 满3年的, 500人以上的."""
LISTED = lazy_pattern(r"(?:等|、[^、，。“”\d]{1,14})[多余近约]?$")
COUNTED = lazy_pattern(r"(?:[个项条类家种大件处座场名]|方面)$")
CHOSEN = lazy_pattern(r"^(?:每年)?对(?!标)[^，。]*$")
"""The beginning of a clause that says who gets something: 对投资2000万元以上的项目，给予补助."""
NO_QUANTITY = lazy_pattern(r"一遇|级(?!以)|[^，。]{0,8}圈")
"""What goes on after a number that counts nothing: 3年一遇, 15分钟生活圈, 3.0升级."""


def unread_quantities(block: Block, numbers: Sequence[tuple[int, int]], first_year: int) -> Iterator[UnreadSpan]:
    """Yield the clauses whose number seems to be undertaken. ``numbers``: what facts quote with a number.

    ``first_year``: the year the plan begins in; a paragraph or clause with earlier years alone reports the past.
    """
    text = block.text
    years = [int(match.group(1)) for match in YEAR.finditer(text)]
    if years and max(years) < first_year:
        return
    taken = merge_spans((*(match.span() for match in QUOTED.finditer(text)), *numbers))
    for sign in quantities(text):
        if overlaps(taken, sign.start, sign.end):
            continue
        start, end = clause_around(text, sign.start, sign.end)
        # Each number is judged by its sentence, so a paragraph of numbers without a stop would take quadratic time.
        far = max(0, start - LONGEST)
        sentence = text[after_last("。；\n", text, far, start) : sign.start]
        before = BOUNDARY.split(sentence)[-1]
        years = [int(match.group(1)) for match in YEAR.finditer(before)]
        if years and max(years) < first_year:
            continue
        after = text[sign.end : end]
        if DONE.search(before):
            listed = _has_target(text, start, end, numbers)
        else:
            listed = _is_undertaken(sentence, before, text[sign.start : sign.end], after)
        if listed:
            yield UnreadSpan("quantity", block, start, end)


def _has_target(text: str, start: int, end: int, numbers: Sequence[tuple[int, int]]) -> bool:
    """Return whether a fact quotes a number of the sentence around a clause."""
    far = max(0, start - LONGEST)
    stop = SENTENCE_END.search(text, end, end + LONGEST)
    return overlaps(
        numbers, after_last("。\n", text, far, start), stop.start() if stop else min(len(text), end + LONGEST)
    )


def _is_undertaken(sentence: str, before: str, number: str, after: str) -> bool:
    """Return whether the words around a number undertake it, and none says that it counts another thing.

    ``sentence``: up to the number; ``before``: the part of its clause before the number; ``after``: the part behind it.
    """
    paid = not TIME.search(number) and (MONEY.search(sentence) or MONEY.search(after))
    if PAST.search(before) or paid or CONDITION.search(before):
        return False
    if CHOSEN.match(before) and "的" in after:
        return False
    if CONDITIONED.match(after) or NO_QUANTITY.match(after) or (LISTED.search(before) and COUNTED.search(number)):
        return False
    undertaken = UNDERTAKES.search(before) or (BOUND.match(after) and UNDERTAKES.search(after))
    return bool(undertaken or GOES_ON.match(after))
