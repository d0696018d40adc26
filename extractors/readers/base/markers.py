"""Marks that open a paragraph. A reader only recognises them; language/marks/list_marks.py works out what they mean."""

import re

from extractors.language.numerals import ONE_TO_HUNDRED, ONE_TO_TEN, YEARS
from extractors.language.patterns import alternatives, lazy_pattern
from extractors.language.role_words import role_words
from extractors.lexicon import any_of, entries, words_of

_WORDS = alternatives(word for style in entries("numbering") for word in style.get("words", ()))
_NAMED = rf"(?:整改|重点|突出|反馈)?(?:{_WORDS})\s*(?:[{ONE_TO_TEN}]{{1,3}}|\d{{1,2}})"
NAMED_MARK = rf"{_NAMED}[：:]"
OPENING = lazy_pattern(
    rf"""
      第[{ONE_TO_HUNDRED}零〇\d]{{1,4}}[章节编篇部条]      # 第一章 第三节
    | [{ONE_TO_HUNDRED}]{{1,4}}[、．.]                        # 一、
    | [（(〔][{ONE_TO_HUNDRED}]{{1,4}}[）)〕]              # （一）
    | [（(][1-9]\d{{0,2}}[）)]                                    # （1）
    | [（(][1-9]\d{{3,4}}[）)](?=\s?(?!号)[\u4e00-\u9fff“《])      # （1204）修缮校舍; not （2026）12号
    | [1-9]\d{{0,4}}[）)](?=\s?(?!号)(?:[\u4e00-\u9fff“《A-Z]|\d+[A-Za-z]*[\u4e00-\u9fff]|{YEARS}))   # 1）编制方案 2）5G基站
    | (?:0[1-9]|[1-9]\d{{0,2}})[.．﹒、](?:(?!\d)|(?={YEARS}))        # 1. 1、 01. 2.2023年; not 1.5
    | [1-9]\d{{3,4}}[.．﹒、](?=\s?[\u4e00-\u9fff“《])                # 1204．修缮校舍; a year opens a paragraph at most
    | [①-⑳⑴-⒇⒈-⒛❶-❿➀-➓]                                    # ① ⑴ ⒈ ❶
    | [壹贰叁肆伍陆柒捌玖拾]{{1,3}}[、．.]                        # 壹、
    | (?:[Ⅰ-Ⅻ]|[IVX]{{1,5}})[、．.](?=\s*[\u4e00-\u9fff“《])      # Ⅱ． III.
    | 第\s*\d{{1,4}}\s*号(?:代表|委员|重点)?(?:建议|提案|议案)[：:《“]    # 第35号建议《…》
    | 专栏\s*[\d{ONE_TO_TEN}]
    | 附[件表录]\s*[\d{ONE_TO_TEN}]*\s*[:：.、]?(?:$|\s|[\u4e00-\u9fff《])
    | 附[件表][:：]\s*\d                                      # 附件：1.任务分工表
    | {NAMED_MARK}                                               # 任务一：
    | [【〔\[［]{_NAMED}[】〕\]］]                                # 【任务1】
    | (?:——|－－|--)\s*(?=[\u4e00-\u9fff“]) | [●■◆•▲★※◇○☑☐☒]    # ——建设平台 ●建设平台
    | 抄送[:：] | 公开属性 | （此件 | \(此件
    """,
    re.VERBOSE,
)
"""What may open a paragraph at the start of a line. Longer marks come before the shorter ones that they contain."""

_OTHER_KEY = alternatives(
    (
        *(key for key in words_of("roles", "deadline") if len(key) > 3),
        *(key for key in words_of("roles", "person") if key.endswith("领导")),
    )
)
"""Not 时限：, which at the head of a line may be the end of a broken 完成时限：; not 联系人：, which heads run together."""
LABEL = lazy_pattern(
    rf"""
    [（(〔\[【]?                                                                              # （责任单位：…）
    (?: (?:{any_of("roles", "before")})*                                                     # 市级牵头单位：
        (?:{alternatives(role_words("label"))})(?:{any_of("roles", "noun")})                 # 配合部门：
      | {_OTHER_KEY}                                                                         # 完成时限： 责任领导：
    )(?:[:：]|[】〕\]][:：]?|[ \t\u3000]+(?=[\u4e00-\u9fff\d]))                               # 【牵头单位】县水利局
    """,
    re.VERBOSE,
)
"""A role or deadline label at the head of a line."""

_CLOSING = "”’」』）)〕]】》"
"""Quotation marks and brackets that may stand behind a full stop."""
OPEN_BRACKET = lazy_pattern(r"[（(〔][^）)〕]*$")
"""A bracket that a line leaves open."""
_BRACKETS = tuple(")）〕]】")
_STOPS = tuple("。！？")
_PAUSES = (*_STOPS, *"!?；;：:…")


def may_end_paragraph(text: str) -> bool:
    """Return whether a line ends like a paragraph."""
    return text.rstrip(_CLOSING).endswith(_PAUSES)


def completes_sentence(text: str) -> bool:
    """Return whether a line completes a sentence, or a clause in brackets."""
    return text.endswith(_BRACKETS) or text.rstrip(_CLOSING).endswith(_STOPS)
