"""Actors whose printed name has a list in it: 县、区政府 · 各省、自治区、直辖市人民政府."""

import re

from extractors.language.patterns import lazy_pattern
from extractors.lexicon import any_of

_LEVELS = rf"(?:{any_of('unit_words', 'paired_level')}|街道|设区市|功能区|团场|社区|[县市区州旗盟镇乡村委办局]){{1,3}}"
_BRACKETED_LEVEL = rf"{_LEVELS}(?:（[^（）]*）|〔[^〔〕]*〕|〈[^〈〉]*〉|\([^()]*\))?"
ONE_ACTOR = lazy_pattern(
    rf"""
    (?:市|省|区|县)?直?(?:各|有关|相关)?部门、单位(?=[^一-鿿]|$|按|分)          # 市直有关部门、单位
  | (?<![一-鿿])[县市区旗](?:（[^（）]*）)?(?:、[县市区旗](?:（[^（）]*）)?)+(?:人民政府|政府|党委政府|管委会)     # 县、区政府
  | 各省(?:（[^（）]*）)?(?:、(?:自治区|直辖市|计划单列市|新疆生产建设兵团)(?:（[^（）]*）)?)+(?:人民政府|党委)?   # 各省、自治区、直辖市人民政府
  | 各盟(?:行政公署|行署)?、市(?:人民政府|政府)                                    # 各盟行政公署、市人民政府
  | (?:各级?|有关|相关){_BRACKETED_LEVEL}
    (?:、{_BRACKETED_LEVEL})+(?:、(?:街道)?办事处)?      # 各市、县、区政府 · 各市、县〔区〕政府 · 各委、办、局 · 各区、镇、办事处
    (?:级|直)?
    (?:党委|人民政府|政府|人民法院|法院|办事处|部门)?
    (?=及|和|与|以及|等|[^一-鿿]|$)
    """,
    re.X,
)
"""One actor whose name contains 、, which is not a list of several."""
