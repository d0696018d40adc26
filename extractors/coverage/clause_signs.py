"""Signs of duties and deadlines in running text, known by form alone: labels before a colon, brackets that close an item."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from extractors.clauses.bodies import lists_bodies, lists_units
from extractors.coverage.unread_spans import overlapping, overlaps
from extractors.language.brackets import groups
from extractors.language.numerals import ONE_TO_HUNDRED, ONE_TO_TEN
from extractors.language.patterns import finditer_with, lazy_pattern
from extractors.lexicon import words_of
from extractors.units.lists import split_units
from extractors.units.names import is_complete, last_character, parse


class ClauseSign(NamedTuple):
    """``text[start:end]`` seems to name units, a person or a deadline. ``value``: where the names would begin."""

    kind: str
    start: int
    end: int
    value: int


DUTY_LABEL = lazy_pattern(
    r"""
    (?: ^ | (?<=[（(〔\[【；;，,。\s:：]) )
    (?P<label>
        [\u4e00-\u9fff]{0,8}?[\u4e00-\u9fff]                                         # 包保
        (?: 单位|部门|科室|处室|股室|站所|领导|主体|机构|责任人|负责人|区县|(?<=责任|牵头|配合|参与)(?:村|社区|村居|学校|镇|乡镇) ) )   # 部门
    (?:[（(][^（）()]{1,8}[）)])?                                                       # （科室）：
    (?: \s*[:：]\s*
      | [ \t\u3000]+(?=[\u4e00-\u9fff]{2,14}(?:[局委办厅署院]|街道|集团|公司|中心)(?:[\s、，,；;。）)】]|$)) )   # 牵头单位 县水利局
    """,
    re.X,
)
DUTY_WORD = lazy_pattern(
    r"单位|部门|[科处股]室|站所|领导|主体|机构|[责负][任责]人|区县|(?:责任|牵头|配合|参与)(?:村|社区|学校|乡?镇)"
)
"""In every label of units and persons; found much faster than one."""
DEADLINE_WORD = lazy_pattern(r"[时期]限|时间")
"""The same for labels of deadlines."""
UNIT_LABEL = lazy_pattern(
    r"(?:单位|部门|科室|处室|股室|站所|主体|机构|区县|村|村居|社区|学校|镇)(?:$|\s*[及和与、/／（(][^，。；]{0,4}(?:人|领导|人员|电话|方式)[）)]?$)"
)
"""A label of units: 督导单位, 责任单位及责任人."""
DEADLINE_LABEL = lazy_pattern(
    r"(?P<label>[\u4e00-\u9fff]{0,6}(?:时限|期限|时间节点|时间要求|完成时间|时间安排))\s*[:：]\s*"
)
CLOSES = lazy_pattern(rf"\s*[。；;.]?\s*(?:$|\n|(?=[（(]?[{ONE_TO_TEN}\d]{{1,3}}[）)、.．]))")
VALUE_STOP = lazy_pattern(r"[。；;\n）)〕\]】]")

ASIDE = lazy_pattern(
    rf"""[（(〔\[【]\s*(?:
      [\d\s—–\-－.．，,、:：/%％年月日期号A-Za-z〔〕]+[）)〕\]】]       # （2023—2025年）, （1）
    | [{ONE_TO_HUNDRED}]+[）)]
    | (?:附|见|详见|参见|此件|以下|简称|下同|注[：:]|含|包括|不含|试行|暂行|修订|征求意见|草案|送审|略|续|单位[：:])
    | [^（(〔\[【]{{0,14}}(?:规划|意见|办法|方案|决定|条例|通知|以上|以下|左右|除外|同步|内容)[）)〕\]】]
    | [^\u4e00-\u9fff]*[）)〕\]】]
    )""",
    re.VERBOSE,
)
"""Brackets that close a sentence and name nobody."""

FILLER = lazy_pattern(
    r"按|职责|分工|负责|落实|配合|牵头|等|下同|参与|各自|共同|分别|具体|完成|推进|实施|会同|年|月|底前|持续|长期|以上|排名|列|其他"
)
ROLE_WORD = lazy_pattern("牵头|负责|落实|配合|参与|协助|承办|主办|协办|指导|督导")
BODY = lazy_pattern(r"[\u4e00-\u9fff]{2,}(?:[局委办厅署院镇乡]|街道|集团|公司|中心|[妇残]联)(?![\u4e00-\u9fff])")
"""A name that ends like an office. Its text is searched up to the next word that is no name, so the end is an end."""
OFFICE = lazy_pattern(r"[局委办厅署院科室处站所队会社心司部]$")
LABEL_WORD = lazy_pattern(r"[\u4e00-\u9fff]{0,4}(?:单位|部门|科室|处室|领导|主体|机构|时限|时间)")
NAME = lazy_pattern(r"[\u4e00-\u9fff]{2}")
MARK = lazy_pattern(r"[（(〔\[“《）)〕\]”》、，,；;。:： \n]")
"""Brackets, quotes and separators of a list of names."""
ASSIGNS = lazy_pattern(r"负责|牵头|配合|落实|单位|部门|[:：]|会同|、")


OTHER_LABEL = lazy_pattern(
    r"(?:^|(?<=[（(〔\[【；;，,。\s]))(?P<label>[\u4e00-\u9fff]{2,8})\s*[:：]\s*(?P<value>[^。；;，,\n:：（）()]{3,80})"
)
"""Any key: before units alone it seems to name who does something (项目业主：某某公司)."""


BUILT = ("university", "public_institution", "park", "township")
"""Kinds of bodies that work may be about: 创新平台：建设农业示范区."""


def labels_of_units(text: str) -> Iterator[ClauseSign]:
    """Yield the keys without a word for bodies in them whose whole value is names of units."""
    none = (*words_of("not_units", "label"), *words_of("notice", "field"))
    for match in OTHER_LABEL.finditer(text) if ":" in text or "：" in text else ():
        start, end = match.span("value")
        if match["label"].startswith(none) or UNIT_LABEL.search(match["label"]):
            continue
        if not last_character().search(text, end - 1, end) or is_complete(match["label"]):
            continue
        if not lists_units(text, start, end):
            continue
        names = [parse(unit.name) for unit in split_units(text, start, end).mentions]
        if all(name and (name.prefix or name.kind not in BUILT) for name in names):
            yield ClauseSign("unit label", match.start(), match.end(), start)


def labels(text: str) -> Iterator[ClauseSign]:
    """Yield every 牵头单位：…, 包保部门：…, 完成时限：… with its value, whatever the word before 单位 is."""
    found = [
        (match, "unit label" if UNIT_LABEL.search(match["label"]) else "person label")
        for match in finditer_with(DUTY_WORD, DUTY_LABEL, text)
    ]
    found += [(match, "deadline") for match in finditer_with(DEADLINE_WORD, DEADLINE_LABEL, text)]
    fields = words_of("notice", "field")  # 发文机构： above the notice names nobody who has a duty
    found = [pair for pair in found if pair[0]["label"] not in fields]
    found.sort(key=lambda pair: pair[0].start())
    for number, (match, kind) in enumerate(found):
        following = found[number + 1][0].start() if number + 1 < len(found) else len(text)
        stop = VALUE_STOP.search(text, match.end())
        end = min(stop.start() if stop else len(text), max(following, match.end()))
        if text[match.end() : end].strip():
            yield ClauseSign(kind, match.start(), end, match.end())


def closing_brackets(text: str) -> Iterator[ClauseSign]:
    """Yield the brackets that close an item or paragraph and are no aside."""
    for group in groups(text):
        inner = text[group.start + 1 : group.end - 1]
        if group.depth or ASIDE.match(text, group.start) or len(inner.strip()) < 3:
            continue
        if not CLOSES.match(text, group.end) or not text[: group.start].strip() or not NAME.search(inner):
            continue
        sentence = text[: group.start].rstrip()[-1:] in "。；！？”…、，"
        # 改造危桥15座（养护科）
        if sentence or ASSIGNS.search(inner) or (OFFICE.search(inner) and lists_bodies(inner, 0, len(inner))):
            yield ClauseSign("closing bracket", group.start, group.end, group.start + 1)


def unread_names(text: str, start: int, end: int, used: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield the pieces between separators of a clause that no fact quotes although they seem to name somebody."""
    depth, begin = 0, start
    marks = ((mark.start(), mark.group()) for mark in MARK.finditer(text, start, end))
    for place, char in (*marks, (end, "、")):
        depth += (char in "（(〔[“《") - (char in "）)〕]”》")
        if char not in "、，,；;。:： \n" or depth > 0:
            continue
        piece = text[begin:place]
        if char not in "：:" and not LABEL_WORD.fullmatch(piece.strip()):
            if FILLER.search(piece) or overlaps(used, begin, place):
                yield from _bodies_between(text, begin, place, used)
            elif NAME.search(piece):
                yield begin, place
        begin = place + 1


def _bodies_between(text: str, start: int, end: int, used: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield what looks like a body beside the words that say how it works with others: 市财政局 in 会同市财政局负责.

    By its last character alone, because the names that the extractors know are no measure of what they passed over.
    """
    taken = [(match.start(), match.end()) for match in FILLER.finditer(text, start, end)]
    taken += overlapping(used, start, end)
    begin = start
    for left, right in sorted([*taken, (end, end)]):
        body = BODY.search(text, begin, max(begin, left))
        if body:
            yield body.span()
        begin = max(begin, right)
