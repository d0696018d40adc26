"""Marks that open a paragraph. A reader only recognises them; language/list_marks.py works out what they mean."""

import re

from extractors.language.numerals import ONE_TO_HUNDRED, ONE_TO_TEN
from extractors.language.patterns import lazy_pattern

OPENING = lazy_pattern(
    rf"""
      第[{ONE_TO_HUNDRED}零〇\d]{{1,4}}[章节编篇部条]      # 第一章 第三节
    | [{ONE_TO_HUNDRED}]{{1,4}}[、．.]                        # 一、
    | [（(〔][{ONE_TO_HUNDRED}]{{1,4}}[）)〕]              # （一）
    | [（(][1-9]\d{{0,2}}[）)]                                    # （1）
    | [1-9]\d{{0,2}}[.．﹒、](?!\d(?!\d{{3}}\s*年))                 # 1. 1、 2.2023年; not 1.5
    | [①-⑳⑴-⒇⒈-⒛]                                            # ① ⑴ ⒈
    | 专栏\s*[\d{ONE_TO_TEN}]
    | 附[件表录]\s*[\d{ONE_TO_TEN}]*\s*[:：.、]?(?:$|\s|[\u4e00-\u9fff])
    | (?:——|－－|--)\s*(?=[\u4e00-\u9fff“]) | [●■◆•▲★※◇○]       # ——建设平台 ●建设平台
    | 抄送[:：] | 公开属性 | （此件 | \(此件
    """,
    re.VERBOSE,
)
"""What may open a paragraph at the start of a line. Longer marks come before the shorter ones that they contain."""

LABEL = lazy_pattern(
    r"""
    [（(〔\[【]?                                     # （责任单位：…）
    (?:主要|指标|市级|区级|省级|县级)?               # 市级牵头单位
    (?:牵头|责任|主办|承办|落实|推进|实施            # 牵头单位：
      |配合|参与|参加|协同|协办                      # 配合部门：
      |指导|督导                                     # 督导单位：
      |完成|整改|时间)                               # 完成时限：
    (?:单位|部门|领导|科室|时限|时间|节点)[:：]
    """,
    re.VERBOSE,
)
"""A role or deadline label at the head of a line."""

TERMINAL = lazy_pattern(r"[。！？!?；;：:…](?:[”’」』）)〕\]】》]*)$")
"""A line with this end may end its paragraph."""

SENTENCE = lazy_pattern(r"[。！？](?:[”’」』）)〕\]】》]*)$|[)）〕\]】]$")
"""A line with this end completes a sentence, or a clause in brackets."""
